"""Pure functions on text: cleaning, LaTeX decoding, contribution sentence, method name, links.

May import records and errors.
"""
