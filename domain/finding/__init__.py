"""Which thing somebody means who typed its code or its name, and how things that look alike are shown apart."""
