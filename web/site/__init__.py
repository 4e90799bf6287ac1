"""What every page needs: the context, cookies, failures, static files."""
