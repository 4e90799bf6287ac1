"""What coordinators do."""
