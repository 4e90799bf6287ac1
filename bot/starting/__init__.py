"""What each start of the program or of a shell command needs: the log, the database, and what is said when that
fails."""
