"""What fills the database of the demo."""
