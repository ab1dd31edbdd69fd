"""What the library says in English, as the window writes it: names of steps of undo, sentences, and what a long task
is at. Sentences are known errors and what reports tell.

Imports Qt and the words. The library stores the name of a step as it was made; here it is known by its form. Sentences
are marked for translators where they are made (see ``packaging/translations.py``).
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from readinglist.core.errors import ReadingListError
from readinglist.core.sentences import Sentence
from readinglist.gui.parts.words import STATUS_ORDER, N, counted, status_words

_STEPS = (
    N("Steps", "{step} (1 paper that you have touched was kept)"),
    N("Steps", "{step} ({n} papers that you have touched were kept)"),
    N("Steps", "star {papers}"),
    N("Steps", "unstar {papers}"),
    N("Steps", "mark {papers} {status}"),
    N("Steps", "tag {papers} {name}"),
    N("Steps", "remove tag {name} from {papers}"),
    N("Steps", "rename tag {old} to {name}"),
    N("Steps", "delete tag {name}"),
    N("Steps", "colour tag {name}"),
    N("Steps", "edit note"),
    N("Steps", "edit {n} fields of {papers}"),
    N("Steps", "edit {n} fields"),
    N("Steps", "edit {field} of {papers}"),
    N("Steps", "edit {field}"),
    N("Steps", "add to the notes of {papers}"),
    N("Steps", "renew the keys of {papers}"),
    N("Steps", "add a paper"),
    N("Steps", "delete {papers}"),
    N("Steps", "highlight"),
    N("Steps", "remove highlight"),
    N("Steps", "attach a file"),
    N("Steps", "attach {n} files"),
    N("Steps", "detach a file"),
    N("Steps", "save search {name}"),
    N("Steps", "rename search"),
    N("Steps", "delete search"),
    N("Steps", "import"),
    N("Steps", "import {n} files"),
    N("Steps", "import {name}"),
    N("Steps", "undo import of {n} files"),
    N("Steps", "undo import of {name}"),
)
#: What may stand in a gap; anything in the others.
_GAPS = {"papers": r"1 paper|\d+ papers", "n": r"\d+", "status": "|".join(STATUS_ORDER)}
_TASKS = (
    N("Progress", "Reading"),
    N("Progress", "Reading {name} ({n} MB)"),
    N("Progress", "Reading {name}"),
    N("Progress", "Importing {name}"),
    N("Progress", "Indexing"),
)


def error_title(error: ReadingListError) -> str:
    """The heading of a known error."""
    return QCoreApplication.translate("Errors", error.title)


def error_message(error: ReadingListError) -> str:
    """What happened, where, and what to do; what the system said of it stays as it is."""
    return sentence_words(error.message)


def sentence_words(said: str) -> str:
    """What the library says, with what stands in its gaps; what is no sentence of its own stays as it is."""
    if not isinstance(said, Sentence):
        return said
    text = QCoreApplication.translate("Sentences", said.template)
    return text.format(**{name: _filled(of) for name, of in said.fields.items()}) if said.fields else text


def _filled(of: object) -> object:
    if isinstance(of, list | tuple):
        return ", ".join(str(_filled(one)) for one in of)
    if isinstance(of, str):
        return sentence_words(of)
    return of if isinstance(of, int | float) else str(of)


def step_words(label: str) -> str:
    """What a step of undo did; the name that it has in the library where that has none of the known forms."""
    return _known(label, "Steps", _STEPS)


def task_words(message: str) -> str:
    """What a long task is at."""
    return _known(message, "Progress", _TASKS)


def _known(said: str, context: str, forms: Sequence[str]) -> str:
    for form in forms:
        found = re.fullmatch(_form(form), said, re.DOTALL)
        if found is not None:
            gaps = {name: _shown(name, value) for name, value in found.groupdict().items()}
            return QCoreApplication.translate(context, form).format(**gaps)
    return said


def _form(text: str) -> str:
    """A text with its gaps, as a regular expression."""
    parts = re.split(r"\{(\w+)\}", text)  # every second one is a gap
    gaps = (f"(?P<{name}>{_GAPS.get(name, '.+')})" for name in parts[1::2])
    return "".join(re.escape(text) + next(gaps, "") for text in parts[::2])


def _shown(gap: str, value: str) -> str:
    if gap == "status":
        return status_words(value).lower()
    if gap == "step":
        return step_words(value)
    if gap != "papers":
        return value
    translate = QCoreApplication.translate
    return counted(int(value.split(maxsplit=1)[0]), translate("Steps", "1 paper"), translate("Steps", "{n} papers"))
