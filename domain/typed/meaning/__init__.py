"""What a clause means: how a task stands, what is put where, and whether nothing is to be reported."""
