"""Plain bots to compare with: each the shortest program that does the thing with its library, storing nothing."""
