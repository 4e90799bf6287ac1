"""A report's own copy: as it was handed in, on a page to print and as Word."""
