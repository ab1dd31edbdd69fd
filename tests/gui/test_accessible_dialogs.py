"""The dialogs as a screen reader finds them in a real window: names, roles, states, and the order of the focus."""

from pathlib import Path

import pytest

from tests.gui.desk import Accessible, Desk, application_node, looked_up, until
from tests.timing import PATIENCE

pytestmark = pytest.mark.xvfb
ACTIVE, CHECKED, ENABLED, FOCUSED, SHOWING = 1, 4, 8, 12, 25  # states of AT-SPI
CONTROLS = ("push button", "radio button", "check box", "text", "combo box", "list", "spin box", "page tab list")
ITEMS = ("list item", "page tab", "table cell", "cell")  # the current one of any list counts as focused
NOTHING_OPEN = 2  # the X server and the window manager
LONGEST_ROUND = 30  # controls


class Screen:
    """One window, read by a screen reader and driven by keys."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        if len(desk.processes) == NOTHING_OPEN:
            desk.open()
            desk.window()
        self.application = application_node(desk)
        until(
            lambda: any(node.role in ("table cell", "cell") for node in self.application.walk()),
            "the first rows are there",
        )

    def dialog(self, title: str) -> Accessible:
        """The dialog of that title, once it is there."""
        found = until(lambda: self._dialogs(title), f"the dialog {title!r} opens")
        window = until(lambda: self.desk.tool("search", "--onlyvisible", "--name", f"^{title}"), f"{title!r} is shown")
        self.desk.tool("windowfocus", "--sync", str(window).split()[0])
        return found[0]  # type: ignore[index]

    def in_front(self, title: str, control: str) -> None:
        """Wait until the dialog of that title is active and has the focus in ``control``, without anybody's help."""

        def there() -> bool:
            active = [node for node in self._dialogs(title) if node.has(ACTIVE)]
            node = focused(active[0], None) if active else None
            return node is not None and f"{node.role} {node.name}" == control

        until(there, f"{title!r} is in front with the focus in {control!r}")

    def lists(self, title: str, line: str) -> None:
        """Wait until the dialog of that title has a line that begins so."""

        def there() -> bool:
            nodes = [node for dialog in self._dialogs(title) for node in dialog.walk()]
            return any(node.role == "list item" and node.name.startswith(line) for node in nodes)

        until(there, f"{title!r} has {line!r}")

    def gone(self, title: str) -> None:
        """Wait until the dialog of that title is closed and the window has the keyboard again."""

        def back() -> bool:
            return not self._dialogs(title) and any(node.has(ACTIVE) for node in self._windows("frame"))

        until(back, f"the dialog {title!r} closes")

    def _dialogs(self, title: str) -> list[Accessible]:
        return [node for node in self._windows("dialog") if node.name.startswith(title)]

    def _windows(self, role: str) -> list[Accessible]:
        return [node for node in self.application.children() if node.role == role]

    def key(self, *keys: str) -> None:
        self.desk.tool("key", *keys)

    def order(self, dialog: Accessible) -> list[str]:
        """The controls that Tab goes through, from the one that has the focus to that one again."""
        places: list[tuple[str, str]] = []
        named: list[str] = []
        while len(places) < LONGEST_ROUND:
            node = until(lambda: focused(dialog, places[-1] if places else None), "something has the focus")
            if node.place in places:  # type: ignore[attr-defined]
                break
            places.append(node.place)  # type: ignore[attr-defined]
            named.append(f"{node.role} {node.name}")  # type: ignore[attr-defined]
            self.key("Tab")
        return named


def focused(dialog: Accessible, other_than: tuple[str, str] | None) -> Accessible | None:
    found = [node for node in dialog.walk() if node.role not in ITEMS and node.name and node.has(FOCUSED)]
    return found[-1] if found and found[-1].place != other_than else None


def shown(dialog: Accessible) -> dict[str, str]:
    """The controls that are shown, each with its states in words."""
    states = {}
    for node in dialog.walk():
        if node.role in CONTROLS and node.has(SHOWING):
            words = ["enabled" if node.has(ENABLED) else "disabled", *(["checked"] if node.has(CHECKED) else [])]
            states[f"{node.role} {node.name}"] = " ".join(words)
    return states


@pytest.fixture
def page(tmp_path: Path) -> Path:
    made = tmp_path / "more.bib"
    made.write_text("@article{x2020, title={A Second Start}, author={Doe, Jane}, year={2020}}\n", encoding="utf-8")
    return made


def test_import_preview_and_report(desk: Desk, page: Path):
    desk.open(str(page))
    screen = Screen(desk)
    preview = screen.dialog("Import")
    until(lambda: shown(preview).get("push button Import") == "enabled", "the preview is there")
    assert "push button Cancel" in shown(preview)
    assert screen.order(preview) == ["push button Import", "filler Files", "push button Cancel"]
    names = until(lambda: [node.name for node in preview.walk() if node.role == "label"], "the labels are read")
    assert {"1 paper recognised", "more.bib"} & set(names), names  # type: ignore[call-overload]
    screen.key("Return")
    report = screen.dialog("Import")
    until(lambda: shown(report).get("push button Done") == "enabled", "the report is there")
    numbers = ["more.bib: 1 record =", "more.bib: 1 new", "more.bib: 1 line =", "more.bib: 1 title"]
    assert screen.order(report) == [
        "push button Done",
        "filler Files",
        *(f"push button {number}" for number in numbers),
        "push button Undo this import",
    ]
    screen.key("Escape")
    screen.gone("Import")


def test_export_and_citation_keys(desk: Desk):
    screen = Screen(desk)
    screen.key("ctrl+e")
    export = screen.dialog("Export")
    until(lambda: shown(export).get("push button Save…") == "enabled", "the preview is there")
    states = shown(export)
    assert states["check box My notes"] == states["radio button All 51 of “Library”"] == "enabled checked"
    assert states["check box Abstracts"] == states["radio button The selected paper"] == "enabled"
    boxes = ["Abstracts", "My notes", "ASCII only (LaTeX commands for accents)", "Keep what the file holds already"]
    assert screen.order(export) == [
        "combo box BibTeX (.bib)",
        "radio button All 51 of “Library”",
        *(f"check box {name}" for name in boxes),
        "check box Keep the file up to date",
        "text Preview",
        *(f"push button {name}" for name in ("Close", "Copy", "Save…")),
    ]
    screen.key("Escape")
    screen.gone("Export")
    screen.key("ctrl+shift+k")
    keys = screen.dialog("Citation keys")
    until(lambda: "push button Use for new keys" in shown(keys), "the pattern is there")
    assert screen.order(keys) == [
        "text Pattern of citation keys",
        "radio button All papers",
        "list Keys before and after",
        "push button Close",
        *(["push button Renew keys"] if shown(keys)["push button Renew keys"] == "enabled" else []),
        "push button Use for new keys",
    ]


def test_kept_exports_and_why(desk: Desk):
    screen = Screen(desk)
    screen.key("ctrl+t")
    manage = screen.dialog("Tags, searches")
    assert screen.order(manage) == ["page tab list Tags", "list Tags", "push button Close"]
    screen.key("Right", "Right", "Right")
    until(lambda: "list Kept exports" in shown(manage), "the kept exports are shown")
    states = shown(manage)
    assert states["push button Write now"] == states["push button Keep no longer"] == "disabled"
    listed = next(node for node in manage.walk() if node.role == "list" and node.name == "Kept exports")
    assert "The export dialog" in listed.description
    screen.key("Escape")
    screen.gone("Tags, searches")
    screen.key("slash")
    desk.tool("type", "language")
    until(lambda: any("hits in Library" in node.name for node in screen.application.walk()), "something is found")
    screen.key("Return", "w")
    why = screen.dialog("Why was this found?")
    assert screen.order(why) == ["list Why was this found?", "push button Close"]
    told = [node.name for node in why.walk() if node.role == "list item"]
    assert any("languag" in line and "abstract" in line for line in told), told


def test_what_opens_over_a_dialog_is_in_front_and_gives_the_focus_back(desk: Desk, page: Path):
    """A report out of the dialog that manages dumps, then files of a second start: the window manager decides here."""
    screen = Screen(desk)
    screen.key("ctrl+t")
    screen.in_front("Tags, searches", "page tab list Tags")
    screen.lists("Tags, searches", "abstracts.txt")  # by which its buttons are reached
    for keys, control in ((("Right", "Right"), "page tab list"), (("Tab",), "list"), (("Tab",), "push button")):
        screen.key(*keys)
        screen.in_front("Tags, searches", f"{control} {'Report…' if control == 'push button' else 'Dumps'}")
    screen.key("Return")
    screen.in_front("Import", "push button Done")
    screen.key("Escape")
    screen.in_front("Tags, searches", "list Dumps")
    assert desk.open(str(page)).wait(PATIENCE) == 0
    screen.in_front("Import", "push button Import")
    screen.key("Escape")
    screen.in_front("Tags, searches", "list Dumps")
    screen.key("Escape")
    screen.gone("Tags, searches")
    screen.key("s")  # the list has the focus again
    until(lambda: looked_up(desk.folder, lambda library: len(library.ids("starred"))) == 1, "the star is stored")
