"""The second reader, if an office has one: how it is reached, and how it is waited for."""
