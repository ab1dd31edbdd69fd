"""Words translated where they are shown: ``N`` marks them; the statuses of papers. Imports Qt, records late."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale


def N(_context: str, text: str) -> str:
    """Mark ``text`` for translators, who find it under the context; it is translated where it is shown."""
    return text


_STATUS_WORDS = {
    "new": N("Status", "New"),
    "later": N("Status", "Later"),
    "reading": N("Status", "Reading"),
    "read": N("Status", "Read"),
    "dismissed": N("Status", "Dismissed"),
}
STATUS_ORDER = tuple(_STATUS_WORDS)


def status_words(status: str) -> str:
    """A status as the window writes it."""
    return QCoreApplication.translate("Status", _STATUS_WORDS.get(status, status))


def counted(count: int, one: str, several: str, **words: object) -> str:
    """The text for one thing, or for several (or none) with their number as ``{n}``."""
    return (one if count == 1 else several).format(n=f"{count:,}", **words)


def day_words(seconds: int) -> str:
    """A day, given in seconds since the epoch, in the user's language."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(seconds).date(), "d MMM yyyy") if seconds else ""


def moment(seconds: int) -> str:
    """A day and time, given in seconds since the epoch, in the user's language."""
    when = QDateTime.fromSecsSinceEpoch(seconds)
    return f"{day_words(seconds)}, {QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)}"


def shown_name(name: str) -> str:
    """``name`` for a person to read; see ``records``, which are not loaded before the first paint."""
    from readinglist.core import records

    return records.shown_name(name)
