"""A setup file as YAML text: where each value stands, and problems in words."""
