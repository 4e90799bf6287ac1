"""What holds for the project as a whole: its documents and what it depends on."""
