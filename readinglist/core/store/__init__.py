"""SQLite, the truth: the only rooms with SQL. May import settings, text, records and errors."""
