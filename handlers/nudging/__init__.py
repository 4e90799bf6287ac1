"""`/dondoc`: urging units that are late."""
