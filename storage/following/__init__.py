"""What coordinators look at: overdue reports, morning digests, nudges, announcements."""
