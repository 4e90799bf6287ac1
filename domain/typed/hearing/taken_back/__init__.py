"""What was said and does not stand: taken back in the same breath, denied, said by others, or of another task."""
