"""Names of files in a query: their words apart. Imports the standard library."""

import re

#: ``A_Title_as_File.pdf``, ``A-Title (1).pdf``; without its kind only with more words than citation keys have.
_FILE_NAME = re.compile(
    r'(?<!\S)(?=\w)(?:(?P<name>[^\s:"()]+)(?: ?\(\d{1,2}\))?\.(?i:pdf|ps|djvu|epub|docx?|txt|tex|html?|md)'
    r'|[^\s_:"()]+(?:_+[^\s_:"()]+)+\.[a-z]{2,4}|[^\W_]+(?:(?:_+|-+)[^\W_]+){6,})(?!\S)'
)
_JOINT = re.compile(r"[-_]|\.(?!\d)")


def without_joints(text: str) -> str:
    """The text with spaces for what joins the words of a file's name, and for its kind; all else keeps its place."""
    return _FILE_NAME.sub(_words, text)


def _words(found: re.Match[str]) -> str:
    name = found.group("name") or found.group()
    return _JOINT.sub(" ", name).ljust(len(found.group()))
