"""`python -m tests.learning`: learns the weights of `domain/typed/weighing` anew from the lines of people and from idle talk."""
