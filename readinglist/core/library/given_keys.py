"""Citation keys that a file gives and that its papers could not keep: named in the report. May import the store.

A key belongs to the paper that had it first. Such a paper gets its own key now, so that the report can tell both; it is
found by both (``key:``). A key that other programs do not take is repaired now, when the clean keys have theirs.
"""

from readinglist.core.records import GivenKey
from readinglist.core.sentences import Sentence
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
        notes[NAMED:] = [Sentence("{count} more keys were taken.", count=len(notes) - NAMED)]
    store.imports.add_notes(dump, notes)


def _sentence(key: GivenKey) -> Sentence:
    if key.outcome in {"known", "healed"}:
        said = Sentence("Line {line}: {given} is here already, as {key}; both keys find it.")
    elif not is_citation_key(key.given):
        said = Sentence(
            "Line {line}: the key {given} has signs that not every program takes in a key; this one got {key}, and "
            "both keys find it."
        )
    else:
        said = Sentence("Line {line}: the key {given} belongs to {holder}; this one got {key}, and both keys find it.")
    return said.format(line=key.line, given=key.given, key=key.key, holder=_holder(key))


def _holder(key: GivenKey) -> str:
    if not key.taken:
        return Sentence("a deleted paper")
    return f"“{key.holder}”" if key.holder else Sentence("another paper")
