"""The search index, a cache of the library: the only rooms with Whoosh.

May import settings, text, records and errors.
"""
