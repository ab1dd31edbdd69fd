r"""The table of characters and their LaTeX commands. May import the standard library and anyascii.

Every form was tried glued to letters and alone, and read back with pandoc, biber and pylatexenc, and set by pdflatex
with nothing but fontenc and textcomp (``tests/core/bibtex/test_symbols.py`` does it again). Accented letters are
composed from ``ACCENTS``; ``LETTERS`` are read by all three; ``SIGNS`` are read by biber and pylatexenc (pandoc drops
some); ``MATHS`` stand in ``\ensuremath``, which pylatexenc reads and pandoc and biber leave to TeX. Cyrillic and other
scripts need fonts that a document may not load: they have no form here and are reported.
"""

import re
import unicodedata
from collections.abc import Mapping

#: Combining mark → accent command, that of a letter with a blank behind it.
ACCENTS: Mapping[str, str] = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0304": "=", "\u0307": ".",
    "\u0306": "u ", "\u030c": "v ", "\u030b": "H ", "\u0327": "c ", "\u0328": "k ", "\u0323": "d ", "\u0331": "b ",
    "\u030a": "r ", "\u0326": "textcommabelow ",
}  # fmt: skip


def _table(text: str) -> dict[str, str]:
    """Pairs of words as a mapping."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS: Mapping[str, str] = _table(
    """
    Æ AE Ø O ß ss æ ae ø o ı i Ł L ł l Œ OE œ oe ȷ j « guillemotleft » guillemotright Ð DH Þ TH ð dh þ th Đ DJ đ dj
    Ŋ NG ŋ ng ‚ quotesinglbase „ quotedblbase ‹ guilsinglleft › guilsinglright † dag Ĳ IJ ĳ ij
    """
)
SIGNS: Mapping[str, str] = _table(
    """
    ¡ textexclamdown ¢ textcent ¤ textcurrency ¥ textyen ¦ textbrokenbar § S ¨ textasciidieresis ª textordfeminine ®
    textregistered ¯ textasciimacron ° textdegree ² texttwosuperior ³ textthreesuperior ´ textasciiacute µ textmu ¶
    P ¹ textonesuperior º textordmasculine ¼ textonequarter ½ textonehalf ¾ textthreequarters ¿ textquestiondown ƒ
    textflorin ˇ textasciicaron ˘ textasciibreve ˜ texttildelow ˝ textacutedbl ฿ textbaht ‡ textdaggerdbl •
    textbullet ‰ textperthousand ‱ textpertenthousand ※ textreferencemark ‽ textinterrobang ⁄ textfractionsolidus ⁒
    textdiscount ₡ textcolonmonetary ₤ textlira ₦ textnaira ₩ textwon ₫ textdong € texteuro ₱ textpeso ℃ textcelsius
    № textnumero ℗ textcircledP ℞ textrecipe ℠ textservicemark ™ texttrademark Ω textohm ℧ textmho ℮ textestimated 〈
    textlangle 〉 textrangle ␢ textblank ␣ textvisiblespace ◦ textopenbullet ♪ textmusicalnote £ pounds © copyright
    """
)
MATHS: Mapping[str, str] = _table(
    r"""
    ¬ lnot ± pm · cdot × times ÷ div ΐ acute{\ddot{\iota}} Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ
    Upsilon Φ Phi Ψ Psi Ω Omega ά acute\alpha ή acute\eta ί acute\iota ΰ acute{\ddot{\upsilon}} α alpha β beta γ
    gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho ς varsigma σ
    sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega ϊ ddot\iota ϋ ddot{\upsilon} ύ acute\upsilon ώ acute\omega ϑ
    vartheta ϕ phi ϖ varpi ϱ varrho ϵ epsilon ‖ Vert ℓ ell ℘ wp ℵ aleph ← leftarrow ↑ uparrow → to ↓ downarrow ↔
    leftrightarrow ↕ updownarrow ↖ nwarrow ↗ nearrow ↘ searrow ↙ swarrow ↦ mapsto ↩ hookleftarrow ↪ hookrightarrow ↼
    leftharpoonup ↽ leftharpoondown ⇀ rightharpoonup ⇁ rightharpoondown ⇌ rightleftharpoons ⇐ Leftarrow ⇑ Uparrow ⇒
    Rightarrow ⇓ Downarrow ⇔ Leftrightarrow ⇕ Updownarrow ∀ forall ∂ partial ∃ exists ∅ emptyset ∇ nabla ∈ in ∉
    notin ∋ ni ∌ not\ni ∏ prod ∐ coprod ∑ sum ∓ mp ∖ setminus ∗ ast ∘ circ ∙ bullet √ surd ∝ propto ∞ infty ∠ angle
    ∥ parallel ∧ wedge ∨ vee ∩ cap ∪ cup ∫ int ∮ oint ∼ sim ≀ wr ≁ not\sim ≃ simeq ≄ not\simeq ≅ cong ≇ not\cong ≈
    approx ≉ not\approx ≍ asymp ≐ doteq ≠ neq ≡ equiv ≢ not\equiv ≤ le ≥ ge ≪ ll ≫ gg ≭ not\asymp ≺ prec ≻ succ ≼
    preceq ≽ succeq ⊂ subset ⊃ supset ⊄ not\subset ⊅ not\supset ⊆ subseteq ⊇ supseteq ⊎ uplus ⊑ sqsubseteq ⊒
    sqsupseteq ⊓ sqcap ⊔ sqcup ⊕ oplus ⊖ ominus ⊗ otimes ⊘ oslash ⊙ odot ⊢ vdash ⊣ dashv ⊤ top ⊥ perp ⋀ bigwedge ⋁
    bigvee ⋂ bigcap ⋃ bigcup ⋆ star ⋈ bowtie ⋢ not\sqsubseteq ⋣ not\sqsupseteq ⋯ cdots ⋱ ddots ⌈ lceil ⌉ rceil ⌊
    lfloor ⌋ rfloor ⌢ frown ⌣ smile ⎰ lmoustache ⎱ rmoustache △ bigtriangleup ▹ triangleright ▽ bigtriangledown ◃
    triangleleft ◯ bigcirc ♢ diamond ♭ flat ♮ natural ♯ sharp ⟨ langle ⟩ rangle ⟵ longleftarrow ⟶ longrightarrow ⟷
    longleftrightarrow ⟸ Longleftarrow ⟹ Longrightarrow ⟺ Longleftrightarrow ⟼ longmapsto ⨿ amalg
    """
)
#: What others write in a formula for a sign above: the ADS its sun.
ALSO_MATHS: Mapping[str, str] = {"☉": "odot"}
#: Written as bare text, as every typist does.
BARE: Mapping[str, str] = {
    "–": "--", "—": "---", "‘": "{`}", "’": "'", "“": "``", "”": "''", "‐": "-", "‑": "-", "…": r"{\ldots}", "−": "$-$",
    "′": "$'$", "″": "$''$", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼ", "0123456789+-=()aeoxhklmnpstij", strict=True))


_RAISED = {plain: sign for sign, plain in _SUPERSCRIPTS.items()}
_LOWERED = {plain: sign for sign, plain in _SUBSCRIPTS.items()}
#: Every raised and lowered sign, as they stand between the brackets of a pattern.
RAISED, LOWERED = "".join(_SUPERSCRIPTS), "".join(_SUBSCRIPTS)
SCRIPTS = frozenset(RAISED + LOWERED)


def _ascii_forms() -> dict[str, str]:
    forms = dict(BARE)
    forms |= {c: f"{{\\{name}}}" for c, name in {**LETTERS, **SIGNS}.items()}
    forms |= {c: f"\\ensuremath{{\\{name}}}" for c, name in MATHS.items()}
    forms |= {c: f"$^{digit}$" for c, digit in _SUPERSCRIPTS.items()}
    forms |= {c: f"$_{digit}$" for c, digit in _SUBSCRIPTS.items()}
    return forms


_FORMS = _ascii_forms()
#: What stands between dollars, or in ``\\ensuremath``, → the character, for reading what was written.
FROM_FORMULA: Mapping[str, str] = {
    **{f"\\{name}": c for c, name in MATHS.items()},
    **{form[1:-1]: c for c, form in _FORMS.items() if form.startswith("$")},
    **{"<": "<", ">": ">", "|": "|", r"\leq": "≤", r"\geq": "≥", r"\rightarrow": "→", r"\ne": "≠", r"\backslash": "\\"},
}


#: Characters that stay as they are in Unicode, because no reader takes their formulas for them, and that pdflatex has
#: no glyph for all the same. Where a file had the formula, the formula comes out again.
WITHOUT_READING = frozenset([*SCRIPTS, "′", "″", "−"]) - frozenset("¹²³")


def ascii_form(character: str) -> str | None:
    """The LaTeX form of ``character`` in ASCII, or None when there is none that any LaTeX document can set.

    It may also be a letter with combining marks, or a run of raised or of lowered signs.
    """
    form = _FORMS.get(character)
    if len(character) == 3 and character[1] == "\u0361":
        return f"{{\\t{{{character[0]}{character[2]}}}}}"
    if form is None and SCRIPTS.issuperset(character):
        sign, table = ("^", _SUPERSCRIPTS) if character[0] in _SUPERSCRIPTS else ("_", _SUBSCRIPTS)
        return f"${sign}{{{''.join(table[c] for c in character)}}}$"
    return form if form is not None else _composed(unicodedata.normalize("NFD", character))


_FONT = r"\\(?:textrm|mathrm|text|mbox)"
#: Zotero writes ``$_{\\textrm{2}}$`` for an index, people ``$_\\mathrm{2}$`` and ``$_{\\rm 2}$``.
_UPRIGHT = re.compile(rf"([_^])(?:\{{{_FONT}\{{([^{{}}]*)\}}\}}|{_FONT}\{{([^{{}}]*)\}}|\{{\\rm ([^{{}}]*)\}})")


def from_script(formula: str) -> str | None:
    """``^{-3}`` → ⁻³: the signs of a formula that is nothing but an exponent or an index, or None."""
    if upright := _UPRIGHT.fullmatch(formula):
        formula = f"{upright[1]}{{{upright[upright.lastindex or 1]}}}"
    table = {"^{": _RAISED, "_{": _LOWERED}.get(formula[:2])
    inside = formula[2:-1]
    if table is None or not inside or not formula.endswith("}") or not table.keys() >= set(inside):
        return None
    return "".join(table[c] for c in inside)


def _composed(parts: str) -> str | None:
    """A base letter with one or two accents: ``{\\'e}``, ``{\\'{{\\^a}}}``; ``{\\'i}`` and never a dotless i."""
    base, marks = parts[:1], parts[1:]
    if not (base.isascii() and base.isalpha()) or not 1 <= len(marks) <= 2 or any(m not in ACCENTS for m in marks):
        return None
    form = "{\\" + ACCENTS[marks[0]] + base + "}"
    if len(marks) == 2:
        form = "{\\" + ACCENTS[marks[1]].strip() + "{" + form + "}}"
    return form


#: Letters that the T1 fonts of pdflatex have no glyph for; ``\\d`` and its like make them (ǠǡȰȱ no reader takes).
_LETTERS_WITHOUT_GLYPH = frozenset(
    "ǕǖǗǘǙǚǛǜǞǟǬǭǸǹǺǻȞȟȦȧȨȩȪȫȬȭȮȯḄḅḆḇḈḉḊḋḌḎḏḐḑḔḕḖḗḜḝḢḣḤḦḧḨḩḮḯḲḳḴḵḶḸḹḺḻḾḿṀṁṂṄṆṈṉṌṍṎṏṐṑṒṓṔṕṖṗṘṙṚṜṝṞṟṠṡṢṤṥṦṧṨṩṪṫṬṮṯṸṹ"
    "ṺṻṼṽṾṿẀẁẂẃẄẅẆẇẈẉẊẋẌẍẒẓẔẕẖẗẘẙẠạẤấẦầẪẫẬậẮắẰằẴẵẶặẸẹẼẽẾếỀềỄễỆệỊịỌọỐốỒồỖỗỘộỤụỴỵỸỹ"
)


def _unicode_form(letter: str) -> str:
    """``{\\~{{\\^e}}}`` where all readers understand two commands, else one upon a composed letter: ``{\\d{ê}}``.

    Of ``{\\~{ê}}`` biber would make the ễ for which pdflatex has no glyph.
    """
    parts = unicodedata.normalize("NFD", letter)
    if letter in "Ǚǚ":
        return "{\\v{" + _composed_letter(parts[:2]) + "}}"
    if len(parts) == 3 and _composed_letter(parts[:2]) in _LETTERS_WITHOUT_GLYPH:
        inner = _composed_letter(parts[0] + parts[2])
        if len(inner) == 1 and inner not in _LETTERS_WITHOUT_GLYPH:
            return "{\\" + ACCENTS[parts[1]].strip() + "{" + inner + "}}"
    form = ascii_form(letter)
    assert form is not None
    return form


def _composed_letter(parts: str) -> str:
    return unicodedata.normalize("NFC", parts)


#: What pdflatex with nothing but fontenc and textcomp has no glyph for when it stands as it is, and how it is written.
WITHOUT_GLYPH: Mapping[str, str] = {
    **{c: _FORMS[c] for c in MATHS if c not in "¬±·×÷‖←↑→↓◯⟨⟩"},
    **{c: _unicode_form(c) for c in _LETTERS_WITHOUT_GLYPH},
}


def is_greek(character: str) -> bool:
    """Whether ``character`` is a letter of the Greek alphabet."""
    return "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff"


_APOSTROPHES = frozenset("'`")  # what stands for a letter of Arabic, Hebrew or Russian


def transliterate(character: str) -> str:
    """A character without a form in plain ASCII, not escaped, or ``?``; a mark that has none is left out."""
    from anyascii import anyascii

    plain = anyascii(character).strip()
    if plain in _APOSTROPHES:
        return "'"
    if plain:
        return "SS" if character == "ẞ" else plain
    return "" if unicodedata.category(character).startswith("M") else "?"
