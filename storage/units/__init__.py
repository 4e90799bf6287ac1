"""Units, their classes, and how they change."""
