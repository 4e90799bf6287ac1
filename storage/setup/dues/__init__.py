"""When reports of a setup file are due: what cannot be meant, and the next moments in words."""
