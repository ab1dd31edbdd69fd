"""The statuses of papers in the user's language. Imports Qt's core only."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_STATUS_WORDS = {
    "new": QT_TRANSLATE_NOOP("Status", "New"),
    "later": QT_TRANSLATE_NOOP("Status", "Later"),
    "reading": QT_TRANSLATE_NOOP("Status", "Reading"),
    "read": QT_TRANSLATE_NOOP("Status", "Read"),
    "dismissed": QT_TRANSLATE_NOOP("Status", "Dismissed"),
}
STATUS_ORDER = tuple(_STATUS_WORDS)


def status_words(status: str) -> str:
    """A status as the window writes it."""
    return QCoreApplication.translate("Status", _STATUS_WORDS.get(status, status))
