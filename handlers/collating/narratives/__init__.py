"""What people write for the document of a collation: asked for, read back, kept; of two at once both are heard."""
