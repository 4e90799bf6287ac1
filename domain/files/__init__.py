"""Documents of office programs, as strangers made them: what one is, whether anybody can open it, what is in it."""
