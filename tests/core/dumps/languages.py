"""Five short papers of our own in each of eight languages (``languages.txt``), of which tests make pages."""

from pathlib import Path


def _pages() -> dict[str, list[tuple[str, str]]]:
    """For each language its papers: a heading, then titles and abstracts in turn."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("# ")[1:]:
        language, *lines = block.strip().split("\n")
        found[language] = list(zip(lines[::2], lines[1::2], strict=True))
    return found


PAGES = _pages()
