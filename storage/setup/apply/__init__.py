"""Puts what a setup file says into the database."""
