"""What the list can be ordered by, as SQL of the columns of ``paper``. Imports the standard library only: both the
tables, whose indexes hold these in their order, and the listing, which walks along them, need the very same words.

Papers for which it is NULL come last either way.
"""

import unicodedata

#: Latin letters of European names, and the base of each; ``_OWN`` are those that Unicode does not take apart.
_OWN = dict(zip("ÆÐØÞßæðøþĐđĦħıŁłŒœ", "ADOTsadotDdHhiLlOo", strict=True))
_APART = {chr(code): unicodedata.normalize("NFKD", chr(code))[0] for code in range(0xC0, 0x180)}
_BASES = {letter: base for letter, base in _APART.items() if base.isascii()} | _OWN
_LETTERS, _PLAIN = ("".join(found) for found in zip(*_BASES.items(), strict=True))
_HEAD = 3  # letters that are folded: an expression of an index cannot go through a whole text


def _folded(text: str) -> str:
    """``text``, an expression, with its first letters as their bases: an index has Ö beside O, not behind Z."""
    letters = (f"substr({text}, {at}, 1)" for at in range(1, _HEAD + 1))
    bases = (f"coalesce(nullif(substr('{_PLAIN}', instr('{_LETTERS}', {own}), 1), ''), {own})" for own in letters)
    folded = f"{' || '.join(bases)} || substr({text}, {_HEAD + 1})"
    return f"CASE WHEN {text} GLOB '*[^ -~]*' THEN {folded} ELSE {text} END"


#: Read without SQLite's functions for JSON, which no index of a library that is not trusted may use.
_FIRST = "substr(authors, 3, instr(substr(authors, 3), '\"') - 1)"
#: The family name of the first author, of ``Family, Given`` or ``Given Family``; a name in braces is that of a group.
_FAMILY = (
    f"CASE WHEN authors = '[]' THEN NULL WHEN {_FIRST} LIKE '{{%' THEN trim({_FIRST}, '{{}}')"
    f" WHEN instr({_FIRST}, ',') THEN substr({_FIRST}, 1, instr({_FIRST}, ',') - 1)"
    f" ELSE replace({_FIRST}, rtrim({_FIRST}, replace({_FIRST}, ' ', '')), '') END"
)
AUTHOR = f"({_folded(f'({_FAMILY})')}) COLLATE NOCASE"
VENUE = f"({_folded('venue')}) COLLATE NOCASE"
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
