"""A typed line read back: what is certain to be kept, what is not to be settled first."""
