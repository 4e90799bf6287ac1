"""One conversation: the message at hand, ways to answer, commands, notices, long lists, signed links."""
