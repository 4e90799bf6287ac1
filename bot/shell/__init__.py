"""What the commands do and say, apart from how they are called."""
