"""Updates of every kind and shape on the real way in, and an oracle of who may change and read what."""
