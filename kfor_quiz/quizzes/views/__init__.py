"""Taking quizzes, and looking back at them."""
