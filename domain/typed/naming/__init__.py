"""How a task is named other than by its code: by its title or a part of it, by its place, as one of so many."""
