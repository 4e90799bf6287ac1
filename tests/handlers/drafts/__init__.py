"""A report from the first card to the receipt."""
