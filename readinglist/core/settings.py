"""What the user decided that is no matter of the window, kept in the library. May import text, records and errors."""
