"""The one table of actions: menus, palette, key sheet and remapping are all made from it.

Imports Qt's core and ``words``.

A key without Ctrl, Alt or Meta (a letter, ``/``, Space …) acts only while the list or the triage page has the focus
(of those that are about what is being read also in the abstract: a letter there never moves on to another paper);
any other key acts where the row says. So no remapping can steal a letter from a text field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from readinglist.gui.parts.words import N

Where = Literal["window", "list", "search", "pane"]
Undo = Literal["", "library", "self"]  # nothing to undo; Ctrl+Z; the same key again


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do. ``undo`` says how it is taken back; ``fixed`` keys belong to Qt's own widgets."""

    id: str
    text: str
    keys: tuple[str, ...]
    menu: str
    icon: str = ""
    where: Where = "window"
    undo: Undo = ""
    fixed: bool = False
    papers: bool = False  # acts on the selected papers
    reading: bool = False  # its plain keys act in the abstract, too
    also: str = ""  # other words by which the palette finds it


MENUS = {
    "file": N("Actions", "&File"),
    "edit": N("Actions", "&Edit"),
    "paper": N("Actions", "&Paper"),
    "go": N("Actions", "&Go"),
    "view": N("Actions", "&View"),
    "help": N("Actions", "&Help"),
}

_DUMPS = N("Actions", "dump, page, list, open, load, add")

ACTIONS: tuple[Action, ...] = (
    Action("import", N("Actions", "Import files…"), ("Ctrl+I",), "file", "import", also=_DUMPS, undo="library"),
    Action(
        "import_folder",
        N("Actions", "Import a folder…"),
        ("Ctrl+Shift+I",),
        "file",
        "import",
        also=_DUMPS,
        undo="library",
    ),
    Action(
        "paste",
        N("Actions", "Import pasted text"),
        ("Ctrl+V",),
        "file",
        "import",
        where="list",
        also=_DUMPS,
        undo="library",
    ),
    Action("add_paper", N("Actions", "New paper…"), ("Ctrl+N",), "file", "add", undo="library"),
    Action("export", N("Actions", "Export…"), ("Ctrl+E",), "file", "export"),
    Action("preferences", N("Actions", "Preferences…"), ("Ctrl+,",), "file", "settings"),
    Action("quit", N("Actions", "Quit"), ("Ctrl+Q",), "file", "close"),
    Action("undo", N("Actions", "Undo"), ("Ctrl+Z",), "edit", "undo"),
    Action("redo", N("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", "redo"),
    Action("copy_key", N("Actions", "Copy citation key"), ("Y",), "edit", "copy", papers=True),
    Action("copy_entry", N("Actions", "Copy BibTeX entry"), ("Shift+Y",), "edit", "copy", papers=True),
    Action("copy_cite", N("Actions", "Copy LaTeX citation"), ("Ctrl+Shift+C",), "edit", "copy", papers=True),
    Action("copy_pandoc", N("Actions", "Copy Pandoc citation"), ("Ctrl+Alt+C",), "edit", "copy", papers=True),
    Action("copy_apa", N("Actions", "Copy reference (APA)"), ("Ctrl+Shift+R",), "edit", "copy", papers=True),
    Action("copy_ieee", N("Actions", "Copy reference (IEEE)"), ("Ctrl+Alt+R",), "edit", "copy", papers=True),
    Action("citation_keys", N("Actions", "Citation keys…"), ("Ctrl+Shift+K",), "edit", "copy", undo="library"),
    Action("select_more", N("Actions", "Select several"), ("V",), "edit", "done", where="list", undo="self"),
    Action("select_all", N("Actions", "Select all"), ("Ctrl+A",), "edit", "done", where="list", fixed=True),
    Action("star", N("Actions", "Star"), ("S",), "paper", "starred", undo="library", papers=True),
    Action("status_new", N("Actions", "Mark as new"), ("1", "U"), "paper", "new", undo="library", papers=True),
    Action("status_later", N("Actions", "Mark for later"), ("2", "L"), "paper", "later", undo="library", papers=True),
    Action("status_reading", N("Actions", "Mark as reading"), ("3",), "paper", "reading", undo="library", papers=True),
    Action("status_read", N("Actions", "Mark as read"), ("4", "R"), "paper", "read", undo="library", papers=True),
    Action("status_dismissed", N("Actions", "Dismiss"), ("5", "X"), "paper", "dismissed", undo="library", papers=True),
    Action("note", N("Actions", "Write a note"), ("N",), "paper", "note", undo="library", papers=True),
    Action("tags", N("Actions", "Tags…"), ("T",), "paper", "tag", undo="library", papers=True),
    Action(
        "highlight",
        N("Actions", "Highlight the selected passage"),
        ("H",),
        "paper",
        "highlight",
        undo="library",
        reading=True,
    ),
    Action("edit", N("Actions", "Edit fields…"), ("E",), "paper", "edit", undo="library", papers=True),
    Action("attach", N("Actions", "Attach a file…"), ("Shift+O",), "paper", "attach", undo="library", papers=True),
    Action("detach", N("Actions", "Detach a file…"), ("Ctrl+Shift+O",), "paper", "close", undo="library", papers=True),
    Action(
        "use_source",
        N("Actions", "Show another source's text…"),
        ("Shift+E",),
        "paper",
        "edit",
        undo="library",
        papers=True,
    ),
    Action("open", N("Actions", "Open link or file"), ("O",), "paper", "link", papers=True),
    Action("related", N("Actions", "Show related papers"), ("A",), "paper", "related", papers=True),
    Action("explain", N("Actions", "Why was this found?"), ("W",), "paper", "question", papers=True),
    Action("complete", N("Actions", "Complete what is missing"), ("C",), "paper", "done", papers=True, undo="library"),
    Action("delete", N("Actions", "Delete"), ("Del",), "paper", "delete", where="list", undo="library", papers=True),
    Action("search", N("Actions", "Search"), ("/", "Ctrl+F"), "go", "search", reading=True),
    Action("search_literal", N("Actions", "Search literally"), ("Ctrl+Return",), "go", "search", where="search"),
    Action("list", N("Actions", "Go to the list"), ("Ctrl+L",), "go", "library"),
    Action("paper", N("Actions", "Go into the paper"), ("Return",), "go", "reading", where="list"),
    Action("back", N("Actions", "Back to the list"), ("Esc",), "go", "back", where="pane", fixed=True),
    Action("go_back", N("Actions", "Back to where I was"), ("Alt+Left",), "go", "back", undo="self"),
    Action("go_ahead", N("Actions", "Forward again"), ("Alt+Right",), "go", "ahead", undo="self"),
    Action("next_pane", N("Actions", "Next pane"), ("F6",), "go", "back"),
    Action("previous_pane", N("Actions", "Previous pane"), ("Shift+F6",), "go", "back"),
    Action("down", N("Actions", "Next paper"), ("J",), "go", "down", where="list"),
    Action("up", N("Actions", "Previous paper"), ("K",), "go", "back", where="list"),
    Action("palette", N("Actions", "Command palette…"), ("Ctrl+K", "Ctrl+Shift+P"), "go", "search"),
    Action("triage", N("Actions", "Triage"), ("Space",), "view", "triage", undo="self"),
    Action("save_search", N("Actions", "Save this search…"), ("Ctrl+S",), "view", "saved", undo="library"),
    Action("sort", N("Actions", "Sort by…"), ("Shift+S",), "view", "sort", where="list", undo="self"),
    Action("manage_tags", N("Actions", "Manage tags, searches, exports…"), ("Ctrl+T",), "view", "tag"),
    Action("preview_note", N("Actions", "Preview the note"), ("Ctrl+Shift+M",), "view", "note", undo="self"),
    Action("side_bar", N("Actions", "Show or hide the side bar"), ("F9",), "view", "library", undo="self"),
    Action("paper_pane", N("Actions", "Show or hide the paper"), ("Shift+F9",), "view", "reading", undo="self"),
    Action("context_menu", N("Actions", "Menu of what has the focus"), ("Shift+F10",), "view", "sort"),
    Action("theme", N("Actions", "Light or dark"), ("Ctrl+Shift+D",), "view", "settings", undo="self"),
    Action("keys", N("Actions", "Keys"), ("?", "F1"), "help", "keys", reading=True),
    Action("about", N("Actions", "About Reading List"), (), "help", "question"),
)
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

#: Menus draw a line above these.
FIRST_OF_GROUP = frozenset(
    {"add_paper", "export", "preferences", "quit", "copy_key", "select_more", "status_new", "note", "edit", "open"}
    | {"delete", "paper", "go_back", "next_pane", "down", "palette", "save_search", "preview_note", "theme", "about"}
)

#: What Qt's widgets do by themselves; on the key sheet, so that nothing is a secret.
NATIVE_KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Up", "Down", "PgUp", "PgDown", "Home", "End"), N("Actions", "Move in the list")),
    (("Shift+Up", "Shift+Down"), N("Actions", "Select several")),
    (("Esc",), N("Actions", "In the search line: clear, then go to the list")),
    (("Esc",), N("Actions", "In the list: end selecting, leave the search, go back")),
    (("Tab", "Shift+Tab"), N("Actions", "Next and previous control")),
    (("Ctrl+V", "Ctrl+Z", "Ctrl+A"), N("Actions", "In a text field: paste, undo typing, select the text")),
)


def translated(text: str) -> str:
    """A text of this table in the user's language."""
    return QCoreApplication.translate("Actions", text)


def is_plain(key: str) -> bool:
    """Whether ``key`` is typed without Ctrl, Alt or Meta and is no function key: such keys belong to the list."""
    parts = key.split("+") if key != "+" else ["+"]
    held = {part for part in parts[:-1] if part}
    name = parts[-1]
    function_key = len(name) > 1 and name[0] == "F" and name[1:].isdigit()
    return not (held & {"Ctrl", "Alt", "Meta"}) and not function_key


_MOVING = frozenset({"Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End", "Tab", "Backtab"})


def moves(key: str) -> bool:
    """Whether ``key`` belongs to every list and field: an arrow and the like, with Shift or without."""
    return key.removeprefix("Shift+") in _MOVING


def mnemonic(title: str) -> str:
    """The letter that opens a menu with Alt, in capitals."""
    return title.partition("&")[2][:1].upper()


def keys_in_force(remapped: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The keys of every action, with the user's own in place of ours where there are any."""
    chosen = {}
    for action in ACTIONS:
        own = remapped.get(action.id)
        usable = isinstance(own, list) and not action.fixed
        chosen[action.id] = tuple(str(key) for key in own) if usable and isinstance(own, list) else action.keys
    return chosen


def conflicts(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Keys that more than one action would answer to in one place, with the ids of those actions."""
    takers: dict[str, list[str]] = {}
    for action_id, wanted in keys.items():
        for key in wanted:
            takers.setdefault(key.casefold(), []).append(action_id)
    return {key: tuple(ids) for key, ids in takers.items() if len(ids) > 1 and _meet(key, ids)}


def _meet(key: str, ids: list[str]) -> bool:
    places = ["list" if is_plain(key) and BY_ID[name].where == "window" else BY_ID[name].where for name in ids]
    return "window" in places or len(set(places)) < len(places)
