"""Computations from the raw files and seeds, one row and one minute at a time, without SQL.

They share no code with the models: where a mart and an oracle differ, one of the two is wrong.
"""
