"""What a build costs, beside other ways to get at the same figures on the same files."""
