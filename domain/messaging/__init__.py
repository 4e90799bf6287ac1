"""Messages as values: marked text, numbered choices, mail addresses, marks of secrecy."""
