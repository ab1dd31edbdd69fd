"""Personal names: split as BibTeX does, written so that it reads them the same. Imports records, text, codings."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import encode
from readinglist.core.records import shown_name
from readinglist.core.sentences import Sentence
from readinglist.core.text import decode_latex

_COMMA = re.compile(r"\s*,\s*")
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_TOKEN = re.compile(rf"(?:{_GROUP}|[^\s~{{}}])+|[{{}}]")
#: Of these BibTeX makes the words of a name; biber and pybtex do not part them at hyphens.
_SYLLABLE = re.compile(rf"(?:{_GROUP}|[^\s~{{}}-])+|[{{}}]")
#: Braces round letters: they have no case. Those of an accent or another command have that of its letter.
_NO_CASE = re.compile(rf"(?!\{{\\){_GROUP}")
#: The plain case, nine names in ten: capitalised words in ASCII, the last one no ``Jr`` or ``II``.
_PLAIN = re.compile(r"([A-Z][A-Za-z.-]*(?: [A-Z][A-Za-z.-]*)*) (?!(?:Jr|Sr|I+|IV|VI*|Others|And)$)([A-Z][A-Za-z-]+)")
#: The same, already in the order of writing.
_WRITTEN = re.compile(r"(?!.*\b(?i:and)\b)[A-Z][A-Za-z-]+, [A-Z][A-Za-z.-]*(?: [A-Z][A-Za-z.-]*)*")
#: What stands between the words of a name for BibTeX: a part of these alone is none to it.
_SEPARATORS = re.compile(r"[-~\s{}]+")
_JUNIOR = re.compile(r"(?i)^(?:jr|sr|i{2,3}|iv|vi{0,3})\.?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the four parts of BibTeX. An organisation is a ``last`` name alone, with ``literal`` set."""

    first: str = ""
    von: str = ""
    last: str = ""
    junior: str = ""
    literal: bool = False


def parse_name(name: str) -> Name:
    """``von Last, Jr, First``, ``First von Last`` or ``{An Organisation}`` in its parts (rules of btxdoc)."""
    name = " ".join(name.split())
    if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
        return Name(last=name[1:-1].strip(), literal=True)
    parts = _COMMA.split(name)
    if len(parts) == 1:
        return _first_von_last(_TOKEN.findall(name))
    von, last = _von_last(_TOKEN.findall(parts[0]))
    if len(parts) == 2:
        return Name(first=parts[1], von=von, last=last)
    return Name(first=" ".join(parts[2:]), von=von, last=last, junior=parts[1])


def _first_von_last(tokens: list[str]) -> Name:
    """Without a comma: lower-case words in the middle are the ``von`` part, what follows them the last name."""
    junior = ""
    if len(tokens) > 2 and _JUNIOR.match(tokens[-1]):
        junior = tokens.pop()
    small = [i for i, token in enumerate(tokens[:-1]) if _is_small(token)]
    if not small:
        return Name(first=" ".join(tokens[:-1]), last=" ".join(tokens[-1:]), junior=junior)
    begin, end = small[0], small[-1] + 1
    return Name(" ".join(tokens[:begin]), " ".join(tokens[begin:end]), " ".join(tokens[end:]), junior)


def _von_last(tokens: list[str]) -> tuple[str, str]:
    """Before the comma: leading lower-case words are the ``von`` part, but never the last word."""
    end = _words_of_von(tokens)
    return " ".join(tokens[:end]), " ".join(tokens[end:])


def _words_of_von(tokens: list[str]) -> int:
    return max((i for i, token in enumerate(tokens[:-1], 1) if _is_small(token)), default=0)


def _is_small(token: str) -> bool:
    """Whether the first letter of ``token`` outside braces is a small one: of ``de`` and ``'t``, not of ``{de}``."""
    if token[:1].isalpha():
        return token[:1].islower()
    letters = filter(str.isalpha, decode(_NO_CASE.sub("", token)))
    return next(letters, "").islower()


def _family(von: str, last: str, plain: Callable[[str], str]) -> tuple[str, str]:
    """Both parts as ``plain`` makes them, with braces round the last name where ``de`` in it would become ``von``."""
    bare_von, bare = plain(von), plain(last)
    named, written = f"{von} {last}", f"{bare_von} {bare}"
    moved = any(
        _words_of_von(words.findall(named)) != _words_of_von(words.findall(written)) for words in (_TOKEN, _SYLLABLE)
    )
    return bare_von, "{" + bare + "}" if moved else bare


def write_name(name: str, *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """One name for an author field: ``von Last, Jr, First`` with every part encoded."""
    if plain := _PLAIN.fullmatch(name):
        return f"{plain.group(2)}, {plain.group(1)}"
    if _WRITTEN.fullmatch(name):
        return name
    parts = parse_name(name)

    def part(text: str) -> str:
        inside = _protect(encode(shown_name(text), ascii_only=ascii_only, lost=lost))
        return "{" + inside + "}" if _is_one_group(text) and not _is_one_group(inside) else inside

    if parts.literal:
        return "{" + encode(decode_latex(parts.last), ascii_only=ascii_only, lost=lost) + "}"
    von, last = _family(parts.von, parts.last, _bare)
    if parts.first and not von and last.isalpha() and last.islower():
        last = "{" + last + "}"  # biber takes ``hooks, bell`` for a given name and a prefix
    family = " ".join(filter(None, map(part, (von, last))))
    if not parts.first:
        return "{" + family + "}" if " " in family and not parts.von else family
    return ", ".join(filter(None, (family, part(_bare(parts.junior)), part(_bare(parts.first)))))


def _bare(text: str) -> str:
    return shown_name(decode_latex(text))


def _protect(part: str) -> str:
    """Braces around a part that would be taken for a separator, or that has nothing else (``-``: BibTeX fails)."""
    if "," in part or _SEPARATORS.fullmatch(part) or re.search(r"(?i)(?:^|\s)and(?:\s|$)", part):
        return "{" + part + "}"
    return part


def write_names(names: tuple[str, ...], *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """The value of an author or editor field; a name ``others`` or ``et al.`` becomes ``and others``."""
    written = [
        "others" if is_others(name) else write_name(name, ascii_only=ascii_only, lost=lost)
        for name in names
        if name.strip(" {},")
    ]
    return " and ".join(filter(None, written))


def is_others(name: str) -> bool:
    """Whether ``name`` stands for the authors that were left out."""
    return name.strip().rstrip(".").lower() in {"others", "et al", "et al."}


def last_name(name: str) -> str:
    """The last name without its ``von`` part; of an organisation, all of it."""
    return shown_name(parse_name(name).last)


_AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)


def split_names(value: str) -> tuple[str, ...]:
    """The names of an author field, split at ``and`` outside braces; white space folded, braces kept."""
    if "{" not in value and "}" not in value:
        return tuple(filter(None, map(str.strip, _AND.split(" ".join(value.split())))))
    names: list[str] = []
    depth = 0
    current: list[str] = []
    for piece in re.findall(r"[{}]|[^\s{}]+|\s+", value):
        depth += (piece == "{") - (piece == "}")
        if piece.lower() == "and" and depth == 0 and (not current or current[-1].isspace()):
            names.append("".join(current))
            current = []
        else:
            current.append(piece)
    names.append("".join(current))
    return tuple(filter(None, (" ".join(name.split()) for name in names)))


_EXTENDED = re.compile(r"(?i)\b(given|family|prefix|suffix)\s*=\s*(\"[^\"]*\"|\{[^{}]*\}|[^,]*)")


#: ``Martin {King, Jr.}`` means what BibTeX writes as ``King, Jr., Martin``.
_WITH_JUNIOR = re.compile(r"(?i)\{([^{},]+),\s*((?:jr|sr|i{2,3}|iv)\.?)\}")


def read_names(value: str) -> tuple[str, ...]:
    """The names of an author field as plain text, in the file's order; an organisation keeps its braces.

    Names that no ``and`` stands between are told apart where they can be (see `run_together`).
    """
    people = (person for name in split_names(value) for person in run_together(name) or (name,))
    return tuple(filter(None, map(_read_name, people)))


_TWO_WORDS = re.compile(r"\S+[\s~]+\S")
#: Surely one: no sign of a list, at most one comma, and no initials without a full stop at the end.
_ONE_NAME = re.compile(r"[^,;&；，、]*+|[^,;&；，、]*+,[^,;&；，、]*+(?<![A-Z])")
#: The end of a list that was cut.
_ET_AL = re.compile(
    r"(?<![\s,;~])[\s,;~]++(?:and\s)?(?:\{?\\[a-z]+[\s{]\s*)?et\.?[\s~]al(?:\.|ii)?\}?[\s.,;]*\Z", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")  # a whole name of China
_LAST_AND_INITIALS = re.compile(r"([^\W\d_][\w'’. -]*[^\W\d_.]) ([A-Z]{1,3})")


#: What became of names that no ``and`` stands between.
READ_AS = Sentence("they were read as {names}")
KEPT_AS_ONE = Sentence("“{names}” was kept as one name")


def run_together(name: str) -> tuple[str, ...]:
    """The names in what stands between two ``and`` (or one name that cannot be taken apart); none where it is one name.

    With semicolons (``Smith, J.; Doe, A.``), with ``&`` between names that have commas, as surnames and initials
    (``Smith J, Doe A``), as whole names (three or more with two words each, or a comma at the end), or, where there are
    more commas than a name can have, as an even number of surnames and given names. Anything else with so many commas
    is one name in braces: nobody can tell. An ``et al.`` at the end is no part of a name.
    """
    if (cut := _ET_AL.search(name)) and not name.startswith("{") and name[: cut.start()]:
        named = name[: cut.start()]
        return (*(run_together(named) or (named,)), "others")
    if _ONE_NAME.fullmatch(name) or _is_one_group(name) or _EXTENDED.search(name):
        return ()
    pieces = _by_signs(" ".join(name.split()))
    if len(pieces) > 1:
        return tuple(person for piece in pieces for person in run_together(piece) or (piece,))
    return _by_commas(_at_depth_0(name, ","), listed=name.rstrip().endswith(","))


def _by_signs(name: str) -> list[str]:
    """What stands between signs that are in no name: semicolons, Chinese commas, ``&`` between names with commas."""
    if "{" not in name:
        for pattern, needed in ((r"\s*[；，、]\s*", ""), (r"\s+\\?&\s+", ",")):
            pieces = [piece for piece in re.split(pattern, name) if piece]
            if len(pieces) > 1 and all(needed in piece for piece in pieces):
                return pieces
    return [name] if re.search(r"&#?\w+;|\\;", name) else _at_depth_0(name, ";")


def _by_commas(parts: list[str], *, listed: bool) -> tuple[str, ...]:
    initials = [_LAST_AND_INITIALS.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(found and not _JUNIOR.match(found[2]) for found in initials):
        return tuple(f"{found[1]}, {found[2]}" for found in initials if found)
    if len(parts) > 2 and all(map(_HAN.fullmatch, parts)):
        return tuple(parts)
    if len(parts) > 2 - listed and all(map(_TWO_WORDS.match, parts)):
        return tuple(parts) if len(parts) > 1 else ()
    if len(parts) <= 3:
        return ()
    if len(parts) % 2 == 0:
        return tuple(", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True))
    return ("{" + ", ".join(parts) + "}",)


def _at_depth_0(name: str, sign: str) -> list[str]:
    """What stands between ``sign`` outside braces, without what is empty."""
    parts, depth = [""], 0
    for piece in re.findall(rf"[{{}}{sign}]|[^{{}}{sign}]+", name):
        depth += (piece == "{") - (piece == "}")
        if piece == sign and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts if part.strip()]


#: By which DBLP tells two people of one name apart: ``Wei Wang 0001``.
_HOMONYM = re.compile(r"(?<=\w) 0\d{3}(?=$|,)")


def _read_name(name: str) -> str:
    """One name: decoded, braces gone but for those around the whole of it, extended biblatex names put together."""
    if _is_one_group(name):
        inside = decode(name)
        return "{" + inside + "}" if inside else ""
    parts = {part.lower(): said.strip(' "{}') for part, said in _EXTENDED.findall(name)}
    if "family" in parts:
        family = " ".join(filter(None, (parts.get("prefix"), parts["family"])))
        name = ", ".join(filter(None, (family, parts.get("suffix"), parts.get("given"))))
    junior = _WITH_JUNIOR.search(name)
    if junior and "," not in (rest := name.replace(junior[0], "").strip(" ,")):
        name = f"{junior[1]}, {junior[2]}, {rest}"
    plain = _HOMONYM.sub("", decode(name).strip(" ,"))
    return _in_parts(name, plain) if "{" in name else plain


def _in_parts(name: str, plain: str) -> str:
    """``plain``, or the parts that braces make of ``name`` with commas between, where ``plain`` has others."""
    found = parse_name(_HOMONYM.sub("", name.strip(" ,")))
    von, last = _family(found.von, found.last, decode)
    first, junior = decode(found.first), decode(found.junior)
    if parse_name(plain) == Name(first, von, last, junior):
        return plain
    return ", ".join(filter(None, (" ".join(filter(None, (von, last))), junior, first)))


def _is_one_group(name: str) -> bool:
    """Whether braces stand around the whole name, so that it must not be taken apart; not those of an accent."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for i, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return i == len(name) - 1
    return False
