r"""LaTeX in titles and abstracts, decoded where it is certain. May import the standard library and pylatexenc.

One linear pass over tokens, no parser: abstracts are prose with some LaTeX in them, often cut or damaged, and a
full parser costs milliseconds and recursion. pylatexenc serves as the table of symbols (``\alpha`` → α) and is
imported only when such a macro occurs. Unknown macros (``\methodname``) and math between dollars stay as they are.
"""

import re
from collections.abc import Callable
from functools import cache
from unicodedata import normalize

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327", "k": "\u0328", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
#: An accent on nothing is the sign itself: Mendeley writes ``{\\~{}}`` and ``{\\^{}}`` for ~ and ^.
_ALONE = {"`": "`", "'": "´", "^": "^", "~": "~", '"': "¨", "=": "¯", ".": "˙"}
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
}  # fmt: skip
_SYMBOLS = {
    "times": "×", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ",
    "sim": "∼", "approx": "≈", "pm": "±", "rightarrow": "→", "to": "→", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textdegree": "°", "textregistered": "®", "texttrademark": "™", "copyright": "©",
    "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "quad": " ", "qquad": " ", "newline": " ", "textasteriskcentered": "*", "pounds": "£",
}  # fmt: skip
# Macros that only dress their argument.
_DRESS_NAMES = (
    "textbf textit emph texttt textsc text textrm textsf textnormal textmd textup textsl underline uline mbox hbox "
    "textsuperscript textsubscript url nolinkurl path enquote ensuremath"
)
_DRESS = frozenset(_DRESS_NAMES.split())
_URLS = frozenset({"url", "nolinkurl", "path"})
_ESCAPED = {"%": "%", "&": "&", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", ",": " ", ";": " "}
_NOTHING = frozenset("-/!@")  # hints for line breaking and spacing

_MATH = (
    r"\$\$[^$]{1,2000}\$\$"
    r"|\$(?=[^\s$])(?:[^$\\]|\\.){1,1000}(?<=\S)\$(?!\d)"
    r"|\\\((?:[^\\]|\\[^()]){0,1000}\\\)"
    r"|\\\[(?:[^\\]|\\[^\[\]]){0,2000}\\\]"
)
_ARGUMENT = r"(?:\{ ?(?:\\?[A-Za-z]|[À-ỹ]) ?\})"
_ACCENT = (
    rf"\\[`'^~\"=.](?:{_ARGUMENT}|\{{ ?\}}|\\[ij](?: (?=[a-z])|(?![A-Za-z]))|[A-Za-z])"
    rf"|\\[uvHrckdb](?:{_ARGUMENT}| [A-Za-z])"
)
_TOKEN = re.compile(
    rf"(?P<math>{_MATH})"
    r"|(?P<break>\\\\(?=\s|$))"
    r"|(?P<apostrophe>(?<=[A-Za-z])\\'(?=(?:s|t|re|ll|ve|d|m)(?![A-Za-z])))"
    rf"|(?P<accent>{_ACCENT})"
    r"|\\href ?\{(?P<target>[^{}\s]{1,600})\} ?\{(?P<label>[^{}]{0,600})\}"
    r"|(?P<font>\{\\(?:em|bf|it|tt|sc|rm|sf|sl|itshape|bfseries|ttfamily)(?![A-Za-z]) ?)"
    rf"|(?P<letter>\{{(?=(?:{_ACCENT}|\\(?:{'|'.join(_LETTERS)})) ?\}}))"
    r"|\\(?P<macro>[A-Za-z]+)(?P<empty>\{\})?"
    r"|\\(?P<symbol>[^A-Za-z])"
    r"|(?P<bareurl>url\{(?=https?:|//|www\.))"
    r"|(?P<brace>[{}])",
    re.DOTALL,
)
# Where a token can begin: literals only, so that the engine skips prose at the speed of C.
_START = re.compile(r"\\|\$|\{|\}|url\{")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
_CLOSING_QUOTE = re.compile(r'\\"(?![A-Za-z{\\])')
_NO_BRACES = str.maketrans("", "", "{}")
_PLAIN = str.maketrans("", "", "\\{} ")


@cache
def _known_symbols() -> dict[str, str]:
    """Macro name → the one character it stands for, from pylatexenc's table."""
    from pylatexenc.latex2text import get_default_latex_context_db

    table: dict[str, str] = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        shown = spec.simplify_repl
        if isinstance(shown, str) and len(shown) == 1 and not shown.isascii():
            table[spec.macroname] = normalize("NFC", shown)
    return table


def symbol(name: str) -> str | None:
    r"""The character of the macro ``\name`` (``alpha`` → α), or None when it is unknown."""
    return _LETTERS.get(name) or _SYMBOLS.get(name) or _known_symbols().get(name)


def _accented(token: str) -> str:
    r"""``\'e``, ``\'{e}``, ``\c c``, ``\'\i`` as one letter; the token itself where there is no such letter."""
    inner = token[2:].translate(_PLAIN)
    if len(inner) != 1:
        return token if inner else _ALONE[token[1]]
    letter = normalize("NFC", inner + _COMBINING[token[1]])
    return letter if len(letter) == 1 else token


class _Decoder:
    """One pass over the tokens of one text; ``groups`` remembers what each open brace needs when it closes."""

    def __init__(self, text: str, braces: bool) -> None:
        self.text = text
        self.drop_braces = braces
        # Beside a bare dollar a decoded one could be taken for the border of math.
        self.dollar = "\\$" if "$" in text and _BARE_DOLLAR.search(text) and not braces else "$"
        # A closing \" tells that quotes were escaped, so that an opening one is no umlaut.
        self.quotes = '\\"' in text and _CLOSING_QUOTE.search(text) is not None
        self.out: list[str] = []
        self.groups: list[str] = []
        self.position = 0

    def run(self) -> str:
        handlers: dict[str, Callable[[re.Match[str]], str]] = {
            "math": lambda m: m[0],
            "break": lambda m: " ",
            "apostrophe": lambda m: "'",
            "accent": self._accent,
            "label": self._href,
            "font": lambda m: self._open("drop"),
            "letter": lambda m: self._open("drop"),
            "macro": self._macro,
            "empty": self._macro,
            "symbol": self._symbol,
            "bareurl": lambda m: self._open_url(m.start()),
            "brace": self._brace,
        }
        while start := _START.search(self.text, self.position):
            match = _TOKEN.match(self.text, start.start())
            end = start.start() if match else start.end()
            self.out.append(self.text[self.position : end])
            self.position = match.end() if match else end
            if match:
                self.out.append(handlers[match.lastgroup or "math"](match))
        self.out.append(self.text[self.position :])
        return "".join(self.out)

    def _accent(self, match: re.Match[str]) -> str:
        if self.quotes and match[0][1] == '"' and match[0][2].isalpha():
            return match[0][1:]
        return _accented(match[0])

    def _open(self, kind: str) -> str:
        self.groups.append(kind)
        return ""

    def _open_url(self, start: int) -> str:
        """A URL's opening brace; a URL glued to a word is set apart."""
        self.groups.append("url")
        return " " if start and self.text[start - 1].isalnum() else ""

    def _brace(self, match: re.Match[str]) -> str:
        if match[0] == "{":
            return self._open("drop") if self.drop_braces else self._open("keep") or "{"
        kind = self.groups.pop() if self.groups else "drop" if self.drop_braces else "keep"
        if kind == "url" and self.text[match.end() : match.end() + 1].isalnum():
            return " "
        return "}" if kind == "keep" else ""

    def _macro(self, match: re.Match[str]) -> str:
        name, end = match["macro"], match.end()
        if name in _DRESS and not match["empty"] and self.text[end : end + 1] == "{":
            self.position = end + 1
            return self._open_url(match.start()) if name in _URLS else self._open("drop")
        if name == "textbackslash" and self.drop_braces:
            return "\\"
        shown = symbol(name)
        if shown is None:
            if self.drop_braces and self.text.startswith("{", end) and not match["empty"]:
                self.position = end + 1  # without its braces an unknown macro would swallow the word behind it
                self.groups.append("keep")
                return match[0] + "{"
            return match[0]
        if self.drop_braces and name.startswith("text") and not match["empty"] and self.text[end : end + 1] == " ":
            self.position = end + 1  # of a field LaTeX's own rule holds: \textless 10
        if name in _LETTERS and not match["empty"] and re.match(r" [a-z]", self.text[end : end + 2]):
            self.position = end + 1  # LaTeX swallows the blank: Stra\ss e
        return shown

    def _symbol(self, match: re.Match[str]) -> str:
        character = match["symbol"]
        if character == "$":
            return self.dollar
        if character == '"' and self.quotes:
            return character
        if character in _NOTHING:
            return ""
        if character in " \n" and not self.drop_braces and self._stands_alone(match.start()):
            return match[0]
        return _ESCAPED.get(character, match[0])

    def _stands_alone(self, place: int) -> bool:
        r"""Whether a backslash has blanks on both sides: in plain text it is one; LaTeX's ``\ `` follows a word."""
        return place == 0 or self.text[place - 1].isspace()

    def _href(self, match: re.Match[str]) -> str:
        target, label = match["target"], match["label"].strip()
        glue = " " if match.start() and self.text[match.start() - 1].isalnum() else ""
        bare = target.split("//")[-1].rstrip("/")
        return glue + (target if not label or bare in label else f"{label} ({target})")


def decode_latex(text: str, *, braces: bool = False) -> str:
    r"""``text`` with its LaTeX decoded: ``98\%`` → 98%, ``Rozi\`ere`` → Rozière, ``\emph{x}`` → x, ``\alpha`` → α.

    Math between dollars and macros nobody knows stay as they are. With ``braces`` grouping braces go too and
    ``\textbackslash`` is decoded (field values of .bib files). Linear in the length; never raises.
    """
    if "\\" not in text and "{" not in text and not (braces and "}" in text):
        return text
    if "\\" not in text and "$" not in text and "url{" not in text:
        return text.translate(_NO_BRACES) if braces else text
    return _Decoder(text, braces).run()


def flatten_math(text: str) -> str:
    r"""``text`` with the macros inside its math decoded or dropped, for comparing only: ``$\rho$`` → ``$ρ$``."""

    def shown(match: re.Match[str]) -> str:
        return symbol(match[1]) or ""

    return re.sub(r"\\([A-Za-z]+)", shown, text)
