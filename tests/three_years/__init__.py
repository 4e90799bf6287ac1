"""The example plan with 32 units, lived through for three years, and its papers held against what was sent."""
