"""What the list can be ordered by, as SQL of the columns of ``paper``. Imports nothing: both the tables, whose indexes
hold these in their order, and the listing, which walks along them, need the very same words.

Papers for which it is NULL come last either way.
"""

#: Read without SQLite's functions for JSON, which no index of a library that is not trusted may use.
_FIRST = "substr(authors, 3, instr(substr(authors, 3), '\"') - 1)"
#: The family name of the first author, of ``Family, Given`` or ``Given Family``; a name in braces is that of a group.
_FAMILY = (
    f"CASE WHEN authors = '[]' THEN NULL WHEN {_FIRST} LIKE '{{%' THEN trim({_FIRST}, '{{}}')"
    f" WHEN instr({_FIRST}, ',') THEN substr({_FIRST}, 1, instr({_FIRST}, ',') - 1)"
    f" ELSE replace({_FIRST}, rtrim({_FIRST}, replace({_FIRST}, ' ', '')), '') END"
)
AUTHOR = f"({_FAMILY}) COLLATE NOCASE"
VENUE = "venue COLLATE NOCASE"
#: The place of the status in the order in which papers walk through them.
STATUS = "instr(',new,later,reading,read,dismissed,', ',' || status || ',')"

#: By the names of the orders (see ``records.SORTS``).
ORDERS = {
    "added": "added",
    "title": "title_key",
    "year": "year",
    "seen": "seen",
    "author": AUTHOR,
    "venue": VENUE,
    "status": STATUS,
    "import": "id",
}
