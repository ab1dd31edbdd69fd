"""Files of BibTeX as others wrote them: scanning, reading, merging into one. Imports latex and entries."""
