"""The values that are read: days, amounts, shares, and what a reading holds."""
