"""The audit log: writing, reading, and the chain that shows what was removed."""
