"""The table of characters and their LaTeX commands. Imports nothing of this package.

Every form was checked to be read back as the same character by pandoc, biber and pylatexenc.
"""

import unicodedata

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": '"',
    "\u0304": "=",
    "\u0307": ".",
    "\u0306": "u ",
    "\u030c": "v ",
    "\u030b": "H ",
    "\u0327": "c ",
    "\u0328": "k ",
    "\u0323": "d ",
    "\u0331": "b ",
    "\u030a": "r ",
}
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
    "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "ϕ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
_MATHS = {
    "≤": "leq", "≥": "geq", "≠": "neq", "≈": "approx", "∞": "infty", "→": "rightarrow", "←": "leftarrow",
    "∈": "in", "∀": "forall", "∃": "exists", "∂": "partial", "∇": "nabla", "∑": "sum", "∏": "prod", "∫": "int",
    "√": "surd", "≡": "equiv", "⊂": "subset", "⊆": "subseteq", "∪": "cup", "∩": "cap", "⊗": "otimes",
    "⊕": "oplus", "∼": "sim", "∝": "propto", "⇒": "Rightarrow", "⇔": "Leftrightarrow", "↔": "leftrightarrow",
    "ℓ": "ell",
}  # fmt: skip
#: Signs that pdflatex has no glyph for as they are, in both encodings.
SIGNS = {c: rf"\ensuremath{{\{name}}}" for c, name in (_GREEK | _MATHS).items()}
_LETTERS = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}",
    "ł": r"{\l}", "Ł": r"{\L}", "å": r"{\aa}", "Å": r"{\AA}", "ı": r"{\i}",
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\ldots{}", "§": r"\S{}",
    "¶": r"\P{}", "©": r"\textcopyright{}", "®": r"\textregistered{}", "°": r"\textdegree{}",
    "£": r"\pounds{}", "€": r"\texteuro{}", "×": r"\ensuremath{\times}", "±": r"\ensuremath{\pm}",
}  # fmt: skip


def is_greek_letter(character: str) -> bool:
    """Whether ``character`` is a letter of the Greek alphabet."""
    return "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff"


def ascii_form(character: str) -> str | None:
    """The LaTeX command for ``character`` in ASCII, or None when there is none that every reader knows."""
    known = _LETTERS.get(character) or SIGNS.get(character)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[0].isascii() and parts[0].isalpha() and parts[1] in _ACCENTS:
        return "{\\" + _ACCENTS[parts[1]] + parts[0] + "}"
    return None


def transliterate(character: str) -> str:
    """A character without a command in plain ASCII letters, or ``?``."""
    from anyascii import anyascii

    plain = anyascii(character).strip()
    return plain if plain.isascii() and plain.replace(" ", "").isalnum() else "?"
