"""The one table of actions."""

import re
from xml.etree import ElementTree

import pytest

from readinglist.gui.keys.actions import ACTIONS, BY_ID, MENUS, conflicts, is_plain, keys_in_force
from readinglist.paths import resource

#: The keys of the product page, with the action each must reach.
PROMISED = {
    "/": "search",
    "Ctrl+F": "search",
    "J": "down",
    "K": "up",
    "V": "select_more",
    "Return": "paper",
    "S": "star",
    "1": "status_new",
    "2": "status_later",
    "3": "status_reading",
    "4": "status_read",
    "5": "status_dismissed",
    "L": "status_later",
    "R": "status_read",
    "X": "status_dismissed",
    "U": "status_new",
    "N": "note",
    "T": "tags",
    "H": "highlight",
    "C": "complete",
    "A": "related",
    "Y": "copy_key",
    "Shift+Y": "copy_entry",
    "E": "edit",
    "Del": "delete",
    "O": "open",
    "Ctrl+E": "export",
    "Ctrl+I": "import",
    "Ctrl+V": "paste",
    "Ctrl+N": "add_paper",
    "Ctrl+Z": "undo",
    "Ctrl+Shift+Z": "redo",
    "Ctrl+K": "palette",
    "Ctrl+Shift+P": "palette",
    "Space": "triage",
    "Ctrl+Return": "search_literal",
    "?": "keys",
    "F6": "next_pane",
}


@pytest.mark.parametrize(("key", "name"), PROMISED.items())
def test_promised_keys(key: str, name: str):
    assert key in BY_ID[name].keys


def test_ids_are_unique_and_menus_exist():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert {action.menu for action in ACTIONS} == set(MENUS)


def test_icons_exist():
    for action in ACTIONS:
        assert resource(f"icons/{action.icon}.svg").is_file()


def test_our_keys_do_not_conflict():
    assert conflicts(keys_in_force({})) == {}


@pytest.mark.parametrize(
    ("remapped", "clash"),
    [
        ({"star": ["N"]}, {"n": ("star", "note")}),
        ({"star": ["Ctrl+Z"]}, {"ctrl+z": ("undo", "star")}),
        ({"search_literal": ["S"]}, {}),  # in the search line, where s is typed
        ({"star": []}, {}),
        ({"star": "S"}, {}),  # a damaged setting counts as none
    ],
)
def test_conflicts(remapped, clash):
    found = conflicts(keys_in_force(remapped))
    assert {key: set(names) for key, names in found.items()} == {key: set(names) for key, names in clash.items()}


@pytest.mark.parametrize(
    ("key", "plain"),
    [
        ("S", True),
        ("/", True),
        ("Shift+Y", True),
        ("Space", True),
        ("Del", True),
        ("+", True),
        ("Ctrl+S", False),
        ("F6", False),
        ("Shift+F6", False),
        ("Alt+X", False),
        ("Ctrl++", False),
    ],
)
def test_plain_keys(key: str, plain: bool):
    assert is_plain(key) is plain


def test_every_action_has_a_method_and_a_menu_entry(driver):
    window = driver.window
    owners = (window.commands, window.citing, window.openers, window.going, window)
    for action in ACTIONS:
        if not action.id.startswith("status_") and not (action.fixed and action.id == "select_all"):
            assert any(hasattr(owner, f"do_{action.id}") for owner in owners), action.id
        assert window.keys.actions[action.id] in window.menus.of[action.menu].actions()


#: Keys of dialogs and of Qt's widgets, which nobody can give to something else.
OWN_KEYS = {"Ctrl+Enter saves"}


def test_no_text_names_a_key_that_can_be_another():
    """Texts name actions, ``{undo}``, in whose place the key in force is put."""
    texts = [
        message.findtext("source") or ""
        for message in ElementTree.parse(resource("translations") / "readinglist.ts").getroot().iter("message")
    ]
    named = re.compile(r"(Ctrl|Alt|Shift)\+|\bF\d|[Pp]ress (?!a )\w\b")
    assert [text for text in texts if named.search(text) and text not in OWN_KEYS] == []
