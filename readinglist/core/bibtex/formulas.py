"""Which formulas between dollar signs may pass raw. Imports nothing of this package.

A formula is raw text for TeX, so only commands on this list may stand in it: letters, operators, accents, fonts
and delimiters of LaTeX and amsmath. None of them reads, writes or defines anything.
"""

import re

_COMMANDS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    pm mp times div ast star circ bullet cdot cap cup uplus sqcap sqcup vee wedge setminus wr diamond oplus ominus
    otimes oslash odot dagger ddagger amalg leq le geq ge ll gg prec succ preceq succeq sim simeq approx cong equiv
    subset supset subseteq supseteq in ni notin propto models perp mid parallel ne neq asymp doteq vdash dashv
    leftarrow gets rightarrow to leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto longrightarrow
    longleftarrow Longrightarrow uparrow downarrow Uparrow Downarrow updownarrow nearrow searrow swarrow nwarrow
    hookrightarrow hookleftarrow rightharpoonup rightleftharpoons implies iff infty partial nabla forall exists neg
    lnot emptyset angle triangle sqrt frac sum prod int oint lim limsup liminf sup inf max min arg argmax argmin log
    ln exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan det dim ker deg gcd hom Pr bigcup bigcap
    bigoplus bigotimes coprod ldots cdots dots vdots ddots prime ell hbar imath jmath Re Im wp aleph top bot land
    lor hat tilde bar vec dot ddot acute grave breve check widehat widetilde overline underline overbrace underbrace
    mathrm mathbf mathit mathsf mathtt mathcal mathnormal text textrm textbf textit operatorname boldsymbol left
    right big Big bigl bigr langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace
    lbrack rbrack backslash quad qquad
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: These need amsmath or amssymb, which a document may not load; a formula with one of them still reads well.
_AMS = frozenset(
    """
    mathbb mathfrak mathscr dfrac tfrac binom lesssim gtrsim lneq gneq
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_NEEDS_AMS = _AMS | frozenset(
    """
    text implies iff argmax argmin operatorname boldsymbol lvert rvert lVert rVert
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_ESCAPED_SIGNS = frozenset("{}%&#_$,;:! |")
_FORBIDDEN = re.compile(r"(?<!\\)[%#&~$@]")
_WORDY = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}")


def is_safe_formula(inside: str) -> bool:
    """Whether what stands between two dollar signs is a formula that any LaTeX document can typeset.

    No if braces do not match, a command is unknown, or it reads like prose between two prices.
    """
    if not inside.strip() or (inside != inside.strip() and not _COMMAND.search(inside)):
        return False
    if _FORBIDDEN.search(inside) or not _commands_known(inside) or not _braces_match(inside):
        return False
    return _scripts_complete(inside) and not _reads_like_prose(inside)


def _commands_known(inside: str) -> bool:
    return all(
        name in _COMMANDS - _NEEDS_AMS if name.isalpha() else name in _ESCAPED_SIGNS
        for name in _COMMAND.findall(inside)
    )


def _braces_match(inside: str) -> bool:
    """Braces match for TeX (without escaped ones) and for BibTeX (which counts those too)."""
    for text in (inside, re.sub(r"\\[{}]", "", inside)):
        depth = 0
        for brace in re.findall(r"[{}]", text):
            depth += 1 if brace == "{" else -1
            if depth < 0:
                return False
        if depth:
            return False
    return inside.count(r"\left") - inside.count(r"\leftarrow") - inside.count(r"\leftrightarrow") == inside.count(
        r"\right"
    ) - inside.count(r"\rightarrow") - inside.count(r"\rightharpoonup") - inside.count(r"\rightleftharpoons")


def _scripts_complete(inside: str) -> bool:
    """Every ``^`` and ``_`` has something to raise or lower, and none is doubled."""
    return not re.search(r"[\^_]\s*(?:$|[\^_}])", re.sub(r"\\_", "", inside)) and not re.search(
        r"(?:\^[^{\s]\^|_[^{\s]_)", inside
    )


def _reads_like_prose(inside: str) -> bool:
    return bool(_WORDY.search(re.sub(r"\\[A-Za-z]+\s*(?:\{[^{}]*\})?", "", inside)))
