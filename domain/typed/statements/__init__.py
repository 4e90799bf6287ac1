"""A line cut into statements about tasks, and these into parts."""
