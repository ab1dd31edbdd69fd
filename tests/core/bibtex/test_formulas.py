"""Which formulas pass raw."""

import pytest

from readinglist.core.bibtex.latex.formulas import is_safe_formula


@pytest.mark.parametrize(
    "inside",
    [
        "k", "O(n^2)", r"\alpha", r"\ell_1", r"x^{2}_{i}", r"\frac{a}{b}", r"\sqrt[3]{x}", r"\left( x \right)",
        r"\mathbb{R}^d", r"\hat{y}", r"\hat y", r"\{a\}", "n=10", r"95\%", r"\frac{\sqrt{a}}{b}", "x'", r"\not\sim",
    ],
)  # fmt: skip
def test_formulas(inside):
    assert is_safe_formula(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "", " ", " x", r"\input{x}", r"\write18{ls}", "{", "}{", r"\{", "x^", "x_", "x^2^3", "x^{2}^{3}", r"\sqrt",
        r"\frac{a}", r"\left( x", r"\right) x", "5 to 10 dollars and more", "a%b", "a#b", "a~b", r"\def\x{}", "a & b",
        r"\unknown", r"\hat", "5 and ", r"\left x \right)", r"\csname x\endcsname", "x\\",
    ],
)  # fmt: skip
def test_no_formulas(inside):
    assert not is_safe_formula(inside)
