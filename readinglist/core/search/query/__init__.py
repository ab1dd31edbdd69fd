"""The query language: parsing, writing, completing it, and why nothing was found. Imports analysis and records."""
