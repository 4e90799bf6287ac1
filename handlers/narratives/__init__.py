"""What people write for the document of a collation or of a plan's review: asked for, read back, kept; of two at once
both are heard."""
