"""Orders and questions in people's own words."""
