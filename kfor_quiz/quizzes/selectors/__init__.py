"""What the quiz pages read."""
