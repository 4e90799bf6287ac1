"""The cards of a report, from the list of what is owed to the receipt."""
