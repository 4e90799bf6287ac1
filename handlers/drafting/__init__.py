"""The report that is written: which one is meant, what a line says of it, and what its draft holds."""
