"""What is not kept: old rows, and codes and passwords that somebody typed."""
