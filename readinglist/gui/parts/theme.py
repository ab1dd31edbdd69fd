"""Looks: our own light and dark colours, made into a palette and a style sheet. Imports Qt and ``icons`` only.

``setColorScheme`` has no effect without a platform theme plug-in, so the colours are ours; they follow the system
unless the user chose by hand. Every pair of text and background that is used is in ``TEXT_PAIRS``; a test measures
that each has at least 4.5:1.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from readinglist.gui.parts import icons


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as ``#rrggbb``."""

    name: str
    base: str  # behind lists and text
    panel: str  # side bar, dialogs
    raised: str  # buttons and fields on a panel
    text: str
    muted: str  # second lines
    faint: str  # counts and hints
    line: str  # separators
    border: str  # edges of controls
    accent: str
    on_accent: str
    selected: str  # the selected row while its list has the focus
    resting: str  # the selected row while it has not
    hover: str
    mark: str  # behind matched words
    on_mark: str
    highlight: str  # behind passages that the user highlighted
    star: str
    good: str
    warning: str
    danger: str
    chip: str
    on_chip: str


LIGHT = Theme(
    name="light",
    base="#ffffff",
    panel="#f4f4f2",
    raised="#ffffff",
    text="#1d1f23",
    muted="#565b64",
    faint="#5f656e",
    line="#e5e5e1",
    border="#c9cac6",
    accent="#24568a",
    on_accent="#ffffff",
    selected="#d8e6f5",
    resting="#ebebe8",
    hover="#f5f6f7",
    mark="#ffe69c",
    on_mark="#33270a",
    highlight="#d5efd0",
    star="#a85a00",
    good="#23713f",
    warning="#8f4d00",
    danger="#b3261e",
    chip="#e6ebf1",
    on_chip="#3a4655",
)
DARK = Theme(
    name="dark",
    base="#1c1e21",
    panel="#16181a",
    raised="#25282c",
    text="#e9e7e3",
    muted="#b4b3af",
    faint="#a6a6a2",
    line="#2c2f33",
    border="#454a51",
    accent="#8fbcec",
    on_accent="#10202f",
    selected="#24374d",
    resting="#2b2e32",
    hover="#22252a",
    mark="#6b5410",
    on_mark="#fff3cd",
    highlight="#234a2c",
    star="#f2b544",
    good="#7fcf97",
    warning="#f0b45c",
    danger="#f2958d",
    chip="#2f353d",
    on_chip="#cdd6e1",
)
THEMES = {"light": LIGHT, "dark": DARK}

_GROUNDS = ("base", "panel", "selected", "resting", "hover")
TEXT_PAIRS = (
    *((text, ground) for text in ("text", "muted") for ground in (*_GROUNDS, "raised")),
    *(("faint", ground) for ground in _GROUNDS),
    *((text, ground) for text in ("accent", "star", "good", "warning", "danger") for ground in ("base", "panel")),
    ("text", "raised"),
    ("text", "highlight"),
    ("on_accent", "accent"),
    ("on_mark", "mark"),
    ("on_chip", "chip"),
)


def _luminance(colour: str) -> float:
    """Relative luminance in [0, 1] of ``#rrggbb`` (WCAG 2.1)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast of two ``#rrggbb`` colours, from 1 to 21 (WCAG 2.1)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable_on(ground: str) -> str:
    """Black or white, whichever reads better on ``ground``; at least 4.58:1 on any colour."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, ground))


def make_palette(theme: Theme) -> QPalette:
    """The Qt palette of ``theme``."""
    roles = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.base,
        QPalette.ColorRole.AlternateBase: theme.hover,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.danger,
        QPalette.ColorRole.Highlight: theme.selected,
        QPalette.ColorRole.HighlightedText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.faint,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Shadow: theme.line,
        QPalette.ColorRole.Accent: theme.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette


class Look(QObject):
    """The theme in force, its icons, and a signal when it changes."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._sheet = icons.style_sheet()
        self._dressed: list[QWidget] = []
        app.setStyle("Fusion")
        self.theme = self._wanted()
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, choice: str) -> None:
        """Use ``light``, ``dark`` or what the ``system`` says."""
        self._choice = choice
        wanted = self._wanted()
        if wanted is not self.theme:
            self.theme = wanted
            self._apply()
            self.changed.emit()

    def dress(self, top: QWidget) -> None:
        """Keep a window in our style sheet, with all that is in it and every dialog of it.

        Set on the application, the sheet would take three times as long at each change of colours.
        """
        self._dressed.append(top)
        top.setStyleSheet(self._coloured())

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """The icon ``name`` in the colour of ``role``, made once."""
        key = (name, getattr(self.theme, role))
        if key not in self._icons:
            self._icons[key] = icons.icon(*key)
        return self._icons[key]

    def pixmap(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        """The icon as ``size`` logical pixels for a screen of ``ratio``."""
        return icons.pixmap(name, getattr(self.theme, role), size, ratio)

    def colour(self, role: str) -> QColor:
        """The colour of ``role``."""
        return QColor(getattr(self.theme, role))

    def _wanted(self) -> Theme:
        if self._choice in THEMES:
            return THEMES[self._choice]
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _system_changed(self) -> None:
        self.choose(self._choice)

    def _apply(self) -> None:
        self._app.setPalette(make_palette(self.theme))
        self._dressed = [top for top in self._dressed if isValid(top)]
        sheet = self._coloured() if self._dressed else ""
        for top in self._dressed:
            top.setStyleSheet(sheet)

    def _coloured(self) -> str:
        sheet = self._sheet
        for name in sorted(Theme.__slots__, key=len, reverse=True):
            sheet = sheet.replace(f"@{name}", getattr(self.theme, name))
        return sheet.replace("@icons", icons.folder())
