"""Papers to BibTeX and other citation formats, and back: pure functions.

May import settings, text, records and errors.
"""
