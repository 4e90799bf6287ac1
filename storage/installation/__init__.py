"""The installation itself: whether it runs, can write, and stands on what it needs."""
