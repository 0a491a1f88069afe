"""What pages read of the memory of learners."""
