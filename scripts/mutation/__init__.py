"""Breaks rules of the models on purpose, and finds out which test notices."""
