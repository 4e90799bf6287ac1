"""What people ask for and order in their own words, and what is done then: the same as by the command or the button."""
