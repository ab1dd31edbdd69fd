"""Our own SVG icons, drawn in any colour, and the style sheet's text. Imports Qt and ``paths`` only."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from readinglist.paths import resource

SIZE = 16  # logical pixels of an icon in a button or menu


def folder() -> str:
    """The folder of the icons as a path that a style sheet understands."""
    return resource("icons").as_posix()


def style_sheet() -> str:
    """The style sheet with its ``@colour`` names."""
    return resource("style/window.qss").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` in ``colour`` (``#rrggbb``), ``size`` logical pixels wide, for a screen of ``ratio``."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """The icon for buttons and menus, sharp on screens of ratio one and two; ``disabled``: its colour then."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, SIZE, ratio))
        if disabled:
            made.addPixmap(pixmap(name, disabled, SIZE, ratio), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """The icon of the program."""
    return QIcon(str(resource("icons/readinglist.svg")))
