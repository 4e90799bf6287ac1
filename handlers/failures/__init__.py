"""What people are told when the program, or a part of it, could not do its work."""
