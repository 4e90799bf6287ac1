"""Coming in: codes and links, the doors that wrong codes close, and a new link where the old one opens no more."""
