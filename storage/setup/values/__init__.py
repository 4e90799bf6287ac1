"""What a single cell or value of a setup file holds: how it is read from text, and how a message quotes it."""
