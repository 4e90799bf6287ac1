"""The review of a plan as Word: chapters and annexes in the organisation's style."""
