"""`/giahan`: more time for a report, asked by its unit and decided by those who coordinate."""
