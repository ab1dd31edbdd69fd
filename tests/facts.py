"""``python -m tests.facts < list.json > facts.bib``: invented facts for the papers of ``readinglist --json list``.

A .bib file as other programs write it, with every type that BibTeX and biblatex both know and what stands in such
entries: to be imported after the papers, which it completes, before every consumer reads the export. Imports the
standard library.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping

#: First authors differ, because the style alpha runs out of suffixes when 30 entries share a label.
_FIRST = [f"{a}{b}{c}er" for a in "ABCDEFGHIJKLMNOPRSTVW" for b in "aeiou" for c in ("k", "rl")]
_OTHERS = (
    "van Beethoven, Ludwig", "{Meta {AI} \\& Friends}", 'M{\\"u}ller, Zo{\\"e}', "King, Jr., Martin Luther", "Łoś, Ján",
    "de la Fontaine, Jean and others",
)  # fmt: skip
_HOUSES = ("Kettle \\& Sons", "{ACM}", "Presses de l'Universit{\\'e}")
#: Of each type what it needs; ``<N>`` is the number of the paper, ``<FIRST>`` a name of its own.
_TYPES: Mapping[str, Mapping[str, str]] = {
    "article": {"journal": "Annals of {K}ettles \\& Pots", "volume": "<N>", "number": "3--4", "pages": "1<N>--1<N>9"},
    "inproceedings": {
        "booktitle": "Proceedings of the 4th Conference on {NLP}",
        "pages": "<N>",
        "series": "{CONF} '21",
    },
    "incollection": {"booktitle": "Handbook of Pots, 100\\% Clay", "editor": "Roe, Al", "chapter": "3"},
    "inbook": {"booktitle": "A Book", "chapter": "4", "pages": "5--6"},
    "book": {"edition": "2", "series": "Lecture Notes", "volume": "<N>", "isbn": "978-0-306-40615-7"},
    "booklet": {"howpublished": "Handed out"},
    "manual": {"organization": "The Guild of Potters", "edition": "Third"},
    "mastersthesis": {"school": "Universit{\\'e} de X"},
    "phdthesis": {"school": "University of Y", "type": "{PhD} thesis", "address": "Paris"},
    "techreport": {"institution": "Z Labs", "number": "TR-<N>", "type": "Report"},
    "proceedings": {"editor": "<FIRST>, Jo and Roe, Al", "organization": "The Guild"},
    "unpublished": {"note": "Draft of 5\\%, see \\url{https://x.org/a_b}"},
    "misc": {"howpublished": "\\url{https://x.org/~a/b_c}", "note": "p. 5 \\& \\#3"},
}
_MONTHS = ("jan", 'feb # "~5"', "{March}", "{4}", "{May--June}")


def entries(papers: list[Mapping[str, object]]) -> Iterator[str]:
    """The entry of every paper."""
    for number, paper in enumerate(papers):
        kind = list(_TYPES)[number % len(_TYPES)]
        said = {name: f"{{{value}}}" for name, value in _facts(number, kind)}
        said["month"] = _MONTHS[number % len(_MONTHS)]
        said |= {name: f"{{{_plain(str(paper[name]))}}}" for name in ("title", "abstract") if paper[name]}
        lines = (f"  {name} = {value}," for name, value in said.items())
        yield "\n".join([f"@{kind}{{facts{number},", *lines, "}\n"])


def _facts(number: int, kind: str) -> Iterator[tuple[str, str]]:
    first = _FIRST[number % len(_FIRST)]
    authors = [f"{first}, J.", *_OTHERS[: number % (len(_OTHERS) + 1)]]
    yield "author", " and ".join(authors)
    yield "year", str(1995 + number % 30)
    for name, value in _TYPES[kind].items():
        yield name, value.replace("<N>", str(number)).replace("<FIRST>", first)
    if kind in {"book", "inbook", "incollection", "proceedings", "inproceedings"}:
        yield "publisher", _HOUSES[number % len(_HOUSES)]
    if number % 2:
        yield "doi", f"10.1234/a_b({number})<{number % 7}>"
    if number % 3 == 0:
        yield "eprint", f"23{number % 12 + 1:02d}.{number:05d}v{number % 4 + 1}"
        yield "archiveprefix", "arXiv"
        yield "primaryclass", "cs.CL"
    elif number % 3 == 1:
        yield "url", f"https://x.org/a_b?c={number}&d=e~f#g"
    yield "keywords", "kettles, pots \\& pans"


def _plain(text: str) -> str:
    """``text`` as LaTeX: what would be no text there escaped."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", "\\textbackslash{}").replace("~", "\\textasciitilde{}"))


if __name__ == "__main__":
    sys.stdout.write("\n".join(entries(json.load(sys.stdin))))
