"""What a longer sentence holds beside other words: how the task stands, and the day on which it was done."""
