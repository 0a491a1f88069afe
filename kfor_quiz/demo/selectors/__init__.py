"""What the demo reads before it begins."""
