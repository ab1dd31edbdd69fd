"""From a query tree to documents with scores, by arrays. Imports segments, and of the language its wording."""
