"""Excel files: what stands in cells, tables, and how they are printed."""
