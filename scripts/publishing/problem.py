"""The one kind of error that ends a command with a sentence instead of a stack trace."""


class Problem(Exception):
    """Something the user can put right; its text says what is wrong and what to do."""
