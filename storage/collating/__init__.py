"""Collated reports: what they are about, their revisions, freezing, and rates."""
