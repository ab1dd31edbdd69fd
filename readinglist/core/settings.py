"""What the user decided that is no matter of the window, kept in the library. May import text, records and errors."""

#: The pattern after which new citation keys are made (see ``bibtex.keys``).
KEY_PATTERN = "key-pattern"

#: The exports that are kept up to date (see ``records.BoundExport``).
BOUND_EXPORTS = "bound-exports"
