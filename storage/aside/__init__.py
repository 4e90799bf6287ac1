"""What fails for one report, person or organisation, kept apart from all others."""
