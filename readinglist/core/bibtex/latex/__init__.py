"""Text to LaTeX and back: symbols, formulas, names, protected titles. Imports text and records."""
