"""What a plan is, how families of plans are written, and what is said to people: models and data files."""
