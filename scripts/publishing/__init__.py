"""Publishes a build of the project whole or not at all. scripts/build.py is its command line."""
