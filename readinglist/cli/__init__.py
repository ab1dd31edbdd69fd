"""The command line, one small file per group of commands.

May import core.library, records, settings, errors and paths.
"""
