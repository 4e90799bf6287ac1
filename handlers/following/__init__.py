"""What a coordinator asks: who is late, what is due soon, what is not in."""
