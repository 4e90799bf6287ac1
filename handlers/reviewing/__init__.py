"""Reading what is in: accepting it, returning it with comments, opening what was locked."""
