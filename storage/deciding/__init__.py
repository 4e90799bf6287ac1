"""What coordinators decide: more time, excuses, reviews, obstacles."""
