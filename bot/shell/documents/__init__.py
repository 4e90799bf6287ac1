"""Documents written by the shell: a collated report, the review of a plan, a Word template."""
