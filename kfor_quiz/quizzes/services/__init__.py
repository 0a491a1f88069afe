"""What changes attempts and quizzes: each a function that view, command and test share."""
