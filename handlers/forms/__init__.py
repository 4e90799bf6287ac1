"""A report as a page with inputs, for those whose chat has no buttons and takes no files."""
