"""`python -m tests.learning` learns the weights of `domain/typed/weighing` anew: from lines of people and idle talk."""
