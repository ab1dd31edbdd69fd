"""Are two records the same paper? Pure functions; candidates come in as an argument.

May import text, records and errors.
"""
