"""What stands before every request: who is it that asks, for which page, and may it change anything."""
