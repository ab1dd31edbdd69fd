"""Which formulas between dollar signs may pass raw. Imports ``symbols`` only.

A formula is raw for TeX, so only commands on this list may stand in it: letters, operators, accents, fonts
and delimiters of LaTeX and amsmath. None of them reads, writes or defines anything.
"""

import re

from readinglist.core.bibtex.latex.symbols import MATHS

_COMMANDS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    pm mp times div ast star circ bullet cdot cap cup uplus sqcap sqcup vee wedge setminus wr diamond oplus ominus
    otimes oslash odot dagger ddagger amalg leq le geq ge ll gg prec succ preceq succeq sim simeq approx cong equiv
    subset supset subseteq supseteq in ni notin propto models perp mid parallel ne neq asymp doteq vdash dashv
    leftarrow gets rightarrow to leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto longrightarrow
    longleftarrow Longrightarrow uparrow downarrow Uparrow Downarrow updownarrow nearrow searrow swarrow nwarrow
    hookrightarrow hookleftarrow rightharpoonup rightleftharpoons infty partial nabla forall exists neg
    lnot emptyset angle triangle sqrt frac sum prod int oint lim limsup liminf sup inf max min arg log
    ln exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan det dim ker deg gcd hom Pr bigcup bigcap
    bigoplus bigotimes coprod ldots cdots dots vdots ddots prime ell hbar imath jmath Re Im wp aleph top bot land
    lor hat tilde bar vec dot ddot acute grave breve check widehat widetilde overline underline overbrace underbrace
    mathrm mathbf mathit mathsf mathtt mathcal mathnormal texttt textsf textsc textrm textbf textit left
    right big Big bigl bigr langle rangle lfloor rfloor lceil rceil vert Vert lbrace rbrace
    lbrack rbrack backslash quad qquad not rm bf it sf tt cal displaystyle textstyle scriptstyle limits nolimits
    mbox mathop mathbin mathrel mathord mathring stackrel flat natural sharp surd smile frown bowtie bigwedge bigvee
    bigodot biguplus bigsqcup sqsubset sqsupset sqsubseteq sqsupseteq Longleftrightarrow longleftrightarrow
    Longleftarrow longmapsto Updownarrow leftharpoonup leftharpoondown rightharpoondown trianglelefteq ddag dag
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: These need amsmath or amssymb, which documents that cite such papers load; the export report names them.
AMS_COMMANDS = frozenset(
    """
    mathbb mathfrak mathscr dfrac tfrac binom lesssim gtrsim lneq gneq text implies iff operatorname boldsymbol
    lvert rvert lVert rVert varnothing rightsquigarrow leqslant geqslant triangleq
    overset underset iint iiint hslash nexists complement square lozenge blacksquare nleq ngeq subsetneq supsetneq
    lessgtr gtrless ltimes rtimes boxtimes boxplus thickapprox thicksim upharpoonright twoheadrightarrow
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ARGUMENTS = dict.fromkeys(("frac", "dfrac", "tfrac", "binom", "stackrel", "overset", "underset"), 2) | dict.fromkeys(
    """
    sqrt hat tilde bar vec dot ddot acute grave breve check widehat widetilde overline underline overbrace underbrace
    mathrm mathbf mathit mathsf mathtt mathcal mathnormal texttt textsf textsc text mbox textrm textbf textit
    operatorname boldsymbol
    mathbb mathfrak mathscr
    """.split(),  # noqa: SIM905
    1,
)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_ESCAPED_SIGNS = frozenset("{}%&#_$,;:! |")
_KNOWN = _COMMANDS | AMS_COMMANDS | _ESCAPED_SIGNS | frozenset(MATHS.values())
_FORBIDDEN = re.compile(r"(?<!\\)[%#&~$@]|\\$")
_DOUBLED = re.compile(r"\^(?:\{[^{}]*\}|[^{\s])\s*\^|_(?:\{[^{}]*\}|[^{\s])\s*_|'\s*\^|[\^_]\s*(?:$|[\^_}'])")
_ARGUMENT = re.compile(r"\s*(?:\{|[A-Za-z0-9]|\\[A-Za-z]+(?![A-Za-z]))")
_DELIMITER = re.compile(
    r"\\(left|right)(?![A-Za-z])(\s*(?:[()\[\]|./<>]|\\[{}|]|\\(?:[lr](?:angle|floor|ceil|vert|brace))))?"
)
#: The sum of a price up to the dollar of the next one opens no formula: ``$5-$10``; ``$<$5`` and ``$\\sim$10`` do.
PRICE = r"\d[^$\\^_]*\$\d"
#: A displayed formula, which publishers write within a line: ``$$\\alpha $$``.
DISPLAYED = re.compile(r"(?<!\\)\$\$(?=[^\s$])((?:[^$\\]|\\.)+?)\s*\$\$")
_INNER = re.compile(r"\\ensuremath\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
#: What packages and plain TeX call otherwise: bm, slashed (its sign is that of those who do without the package).
_SYNONYMS = ((re.compile(r"\\bm(?![A-Za-z])"), r"\\boldsymbol"), (re.compile(r"\\hbox(?=\s*\{)"), r"\\mbox"),
             (re.compile(r"\\slashed(?=\s*\{)"), r"\\not\\!\\!"))  # fmt: skip
_WORDY = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}")


def is_safe_formula(inside: str) -> bool:
    """Whether what stands between two dollar signs is a formula that any LaTeX document can typeset.

    No if braces do not match, a command is unknown, or it reads like prose between two prices.
    """
    if inside != inside.strip() or not inside:
        return False
    return (
        not _FORBIDDEN.search(inside)
        and all(name in _KNOWN for name in _COMMAND.findall(inside))
        and braces_match(inside)
        and not _DOUBLED.search(re.sub(r"\\_", "", inside))
        and _arguments_complete(inside)
        and _delimiters_match(inside)
        and not _reads_like_prose(inside)
    )


def in_common_terms(inside: str) -> str:
    r"""The same formula in commands that LaTeX and amsmath have: no ``\ensuremath`` (ADS), ``\bm``, ``\hbox``."""
    if "\\" not in inside:
        return inside
    inside = _INNER.sub(_bare, inside)
    for command, name in _SYNONYMS:
        inside = command.sub(name, inside)
    return inside


def _bare(match: re.Match[str]) -> str:
    """What stands in an ``\\ensuremath``: as a group where it is an index, apart from a letter behind it."""
    place = match.start()
    if match.string[place - 1 : place] in {"^", "_"}:
        return "{" + match[1] + "}"
    return match[1] + " " * match.string[match.end() : match.end() + 1].isalpha()


def ams_commands(text: str) -> frozenset[str]:
    """The commands in ``text`` that need amsmath or amssymb."""
    return AMS_COMMANDS.intersection(_COMMAND.findall(text)) if "\\" in text else frozenset()


def braces_match(text: str) -> bool:
    """Whether braces match for BibTeX, which counts escaped ones, and for TeX, which does not."""
    return _balanced(text) and ("\\" not in text or _balanced(re.sub(r"\\[{}]", "", text)))


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _arguments_complete(inside: str) -> bool:
    """Every command that takes arguments has them."""
    for match in _COMMAND.finditer(inside):
        place = match.end()
        if match.group(1) == "sqrt" and inside[place : place + 1] == "[":
            place = inside.find("]", place) + 1 or len(inside)
        for _ in range(_ARGUMENTS.get(match.group(1), 0)):
            argument = _ARGUMENT.match(inside, place)
            if argument is None:
                return False
            place = _end_of_group(inside, argument.end()) if argument.group().endswith("{") else argument.end()
    return True


def _end_of_group(text: str, place: int) -> int:
    """Where the group that was opened just before ``place`` ends; its braces are known to match."""
    depth = 1
    while depth and place < len(text):
        depth += (text[place] == "{") - (text[place] == "}")
        place += 1
    return place


def _delimiters_match(inside: str) -> bool:
    open_ones = 0
    for match in _DELIMITER.finditer(inside):
        open_ones += 1 if match.group(1) == "left" else -1
        if open_ones < 0 or match.group(2) is None:
            return False
    return open_ones == 0


def _reads_like_prose(inside: str) -> bool:
    return bool(_WORDY.search(re.sub(r"\\[A-Za-z]+\s*(?:\{[^{}]*\})?", "", inside)))
