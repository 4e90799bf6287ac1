"""Documents that are asked for in random lives, and what stands in files."""
