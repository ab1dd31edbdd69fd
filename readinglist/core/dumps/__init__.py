"""Dumps in, drafts out: one file per input format. May import settings, text, records and errors."""
