"""Citation keys that a file gives and that its papers could not keep: named in the report. May import the store.

A key belongs to the paper that had it first. Such a paper gets its own key now, so that the report can tell both; it is
found by both (``key:``). A key that other programs do not take is repaired now, when the clean keys have theirs.
"""

from readinglist.core.records import GivenKey
from readinglist.core.store import Store
from readinglist.core.text import is_citation_key, repaired_key

#: So many are named; of the others only the number is told.
NAMED = 1000


def name_other_keys(store: Store, dump: int) -> None:
    """Add a sentence to the report of ``dump`` for every key in it that is not its paper's own."""
    found = store.imports.other_keys(dump)
    if not found:
        return
    from readinglist.core.library.exporting import Exporter

    repaired = {key.paper: repaired_key(key.given) for key in reversed(found) if not is_citation_key(key.given)}
    Exporter(store).ensure_keys([key.paper for key in found], repaired)
    notes = [_sentence(key) for key in store.imports.other_keys(dump)]
    if len(notes) > NAMED:
        notes[NAMED:] = [f"{len(notes) - NAMED} more keys were taken."]
    store.imports.add_notes(dump, notes)


def _sentence(key: GivenKey) -> str:
    if key.outcome in {"known", "healed"}:
        return f"Line {key.line}: {key.given} is here already, as {key.key}; both keys find it."
    if not is_citation_key(key.given):
        return (
            f"Line {key.line}: the key {key.given} has signs that not every program takes in a key; "
            f"this one got {key.key}, and both keys find it."
        )
    whose = "a deleted paper"
    if key.taken:
        whose = f"“{key.holder}”" if key.holder else "another paper"
    return f"Line {key.line}: the key {key.given} belongs to {whose}; this one got {key.key}, and both keys find it."
