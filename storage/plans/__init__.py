"""Plans and the rules of their requirements."""
