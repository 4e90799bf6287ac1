"""What units become: telling those whom it concerns, and deciding on what ended units still owe."""
