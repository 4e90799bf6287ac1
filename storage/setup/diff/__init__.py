"""What a setup file would change."""
