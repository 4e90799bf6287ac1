"""What can be done, without a chat."""
