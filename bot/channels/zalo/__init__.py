"""Zalo, by the Zalo Bot Platform: no buttons, no editing, no files out; 2,000 characters, a monthly number."""
