"""What changes the memory of learners."""
