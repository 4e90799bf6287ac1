"""The commands of `dondoc`, one module for each group. Each imports what it needs when it is called."""
