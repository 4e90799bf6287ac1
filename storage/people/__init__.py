"""People, how they are reached, who acts for whom, and invitations."""
