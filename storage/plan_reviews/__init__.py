"""What the review of a plan is made of: the plan's periods and their reports, obstacles, what was written, freezing."""
