"""What is typed while a question about a task is open: that there is nothing to say, or something that is no answer."""
