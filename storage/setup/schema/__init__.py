"""What a setup file may hold, and what is wrong with one."""
