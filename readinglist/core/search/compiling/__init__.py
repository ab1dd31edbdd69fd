"""From clauses to a Whoosh query tree, with what the library's own words tell. Imports language and evaluation."""
