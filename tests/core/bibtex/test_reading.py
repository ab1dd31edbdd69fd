"""Reading .bib, RIS and CSL-JSON: messy files, broken entries, lines, fields that nobody knows."""

import json

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.bibfiles.bibreading import BibReader
from readinglist.core.records import Draft, Rejected
from tests.timing import linear

MESSY = r"""This file was made by hand; mail me at somebody@home.org
% @misc{commented, title = {Out}}
@string{acl = "Proc. of the {ACL}"}
@STRING(pub = {Springer})
@comment{ @misc{inside, title = {No}} }
@preamble{"\newcommand{\noop}[1]{}"}
@proceedings{vol, title = {The Big Volume}, year = 2020, editor = {Jane Doe}, publisher = pub}
@inproceedings(child,
  title = {{BERT}: 98\% \& more --- na{\"\i}ve \emph{tests}},
  author = "M{\"u}ller, J{\"o}rg and {Meta AI} and Jan van den Berg and others",
  crossref = {Vol}, month = feb # "~5", foo = {\url{http://x.y/a_b}},
)
@article{cat, title = "Quotes {"}inside{"}" # " and more", journal = acl # " 2020",
  eprint = {2301.01234}, archivePrefix = {arXiv}, doi = {https://doi.org/10.1000/x\_y}, keywords = {a, b; c}}
@misc{never, title = {no closing brace, year = 1999}
@book{also, title = {Kept} year = 2001
@misc{ title = {No key at all} }
@misc{empty}
@misc{rubbish title {x}}
@online{last, title = {Last}, date = {2020-03-04}, author = {family=Smith, given=John, prefix=von}}"""


@pytest.fixture(scope="module")
def read():
    return list(bibtex.read_bib(MESSY))


@pytest.fixture(scope="module")
def by_key(read):
    return {item.metadata.citation_key: item for item in read if isinstance(item, Draft)}


def test_every_entry_is_a_draft_or_rejected_with_its_line(read):
    assert [(type(item).__name__, item.line) for item in read] == [
        ("Draft", 7), ("Draft", 8), ("Draft", 13), ("Draft", 15), ("Draft", 16), ("Draft", 17), ("Rejected", 18),
        ("Rejected", 19), ("Draft", 20),
    ]  # fmt: skip
    reasons = [item.reason for item in read if isinstance(item, Rejected)]
    assert reasons[0] == "The entry empty is empty."
    assert reasons[1].startswith("This @misc cannot be read: “rubbish title")


def test_latex_is_decoded(by_key):
    child = by_key["child"]
    assert child.title == "BERT: 98% & more — naïve tests"
    assert child.metadata.authors == ("Müller, Jörg", "{Meta AI}", "Jan van den Berg", "others")


def test_a_child_inherits_and_its_own_fields_stay(by_key):
    metadata = by_key["child"].metadata
    assert (metadata.venue, metadata.year, metadata.publisher) == ("The Big Volume", 2020, "Springer")
    extra = dict(metadata.extra)
    assert extra.pop("{title}").endswith(r"\emph{tests}")  # kept for its fonts
    assert extra == {"month": "feb~5", "foo": r"\url{http://x.y/a_b}", "editor": "Jane Doe"}


def test_a_circle_of_children_gives_nothing_back():
    circle = "".join(
        f"@book{{{key}, {title} crossref = {{{parent}}}}}\n"
        for key, title, parent in (("a", "title = {Round},", "c"), ("b", "year = 1911,", "a"), ("c", "", "b"))
    )
    first = next(iter(bibtex.read_bib(circle)))
    assert isinstance(first, Draft)
    assert (first.title, first.metadata.year, dict(first.metadata.extra)) == ("Round", 1911, {})


def test_a_part_of_a_book_is_by_the_author_of_the_book():
    bib = (
        "@inbook{part, crossref = {whole}, title = {A Lid}}\n"
        "@incollection{paper, crossref = {whole}, title = {A Cup}}\n"
        "@book{whole, author = {Doe, J.}, title = {Kettles}, subtitle = {And Pots}, year = 1990}"
    )
    part, paper, _ = (item.metadata for item in bibtex.read_bib(bib))
    assert (part.authors, part.extra["bookauthor"], part.extra["booksubtitle"]) == (("Doe, J.",), "Doe, J.", "And Pots")
    assert (paper.authors, paper.year) == ((), 1990)


def test_strings_pieces_and_identifiers(by_key):
    cat = by_key["cat"]
    assert cat.title == 'Quotes "inside" and more'
    assert cat.metadata.venue == "Proc. of the ACL 2020"
    assert (cat.metadata.arxiv, cat.metadata.doi) == ("2301.01234", "10.1000/x_y")
    assert cat.metadata.keywords == ("a", "b", "c")


def test_names_and_dates_of_biblatex(by_key):
    metadata = by_key["last"].metadata
    assert metadata.authors == ("von Smith, John",)
    assert (metadata.year, metadata.extra) == (2020, {"date": "2020-03-04"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{\'{\^a}} {\'\i} {\v s} \o{} {\ss}", "ấ í š ø ß"),
        (r"$\alpha$-divergence $<$ $x^2$", "α-divergence < $x^2$"),
        (r"100\% \textasciitilde{}5 \textasciicircum{}2 a~b", "100% ~5 ^2 a b"),
        (r"hat\{y\} and \{\vphantom{\}} and \vphantom{\{}\}", "hat{y} and { and }"),
        (r"\textbackslash{}methodname", r"\methodname"),
        (r"Vi{\d{ê}}t Nguy{\~ê}n \d{ă} \~{€}", r"Việt Nguyễn ặ \~€"),
        (r"\mkbibquote{One} and \enquote{two}", "“One” and “two”"),
        ("``quoted'' 1--2", "“quoted” 1–2"),
        ("{W}ord {{Two}}", "Word Two"),
        (r"\ours{Bench}mark of \ours{}", r"\ours{Bench}mark of \ours{}"),
        (r"On $ 5 \times 7 $ dots", r"On $5 \times 7$ dots"),
        (
            r"solvent\hyphen free \emdash{}a question~\relax of {\LaTeX\rm: sense}",
            "solvent-free —a question of LaTeX: sense",
        ),
    ],
)
def test_values(value, text):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{{value}}}}}")
    assert draft.title == text


def test_unknown_fields_come_out_again(paper):
    (draft,) = bibtex.read_bib(
        r"@misc{k, title={T}, howpublished={\url{http://a.b/c_d}}, custom={5\% \emph{off} \& {\'e}}, x={\input{y}}}"
    )
    text = bibtex.entry(paper("T", extra=draft.metadata.extra))
    assert r"howpublished = {\url{http://a.b/c_d}}" in text
    assert r"custom = {5\% \emph{off} \& {\'e}}" in text
    assert r"\input" not in text


@pytest.mark.parametrize(
    "text",
    ["", "no entries here", "@", "@misc", "@misc{", "@misc{k", "@misc{k,", "@misc{k, title", "@misc{k, title =", "@{}",
     "@misc{k, title = {", '@misc{k, title = "', "@comment{", "@string{", "@string{a=", "@preamble{", "}}}}", "{{{{"],
)  # fmt: skip
def test_cut_files_never_raise(text):
    assert all(isinstance(item, Rejected) for item in bibtex.read_bib(text))


# ---- RIS ----

RIS = """\ufeff1.
Provider: somebody
TY  - JOUR
ID  - key1
T1  - A title that
  goes on
A1  - Marx, Karl
AU  - Müller, Jörg, Jr
Y1  - 2014/05/06
N2  - An abstract,
with a second line.
KW  - one
two
JF  - Journal
VL  - 9
SP  - 12
EP  - 15
DO  - 10.1000/x
UR  - https://arxiv.org/abs/2301.01234
Z9  - unknown
ER  -
TY  - CONF
TI  - No end
TY  - GEN
AU  - Nobody
ER  - """


def test_ris():
    first, second, third = bibtex.read_ris(RIS)
    assert (first.line, first.title, first.abstract) == (
        3,
        "A title that goes on",
        "An abstract, with a second line.",
    )
    metadata = first.metadata
    assert metadata.authors == ("Marx, Karl", "Müller, Jr, Jörg")
    assert (metadata.year, metadata.venue, metadata.doi, metadata.arxiv) == (2014, "Journal", "10.1000/x", "2301.01234")
    assert (metadata.citation_key, metadata.keywords, metadata.entry_type) == ("key1", ("one", "two"), "article")
    assert metadata.extra == {"volume": "9", "pages": "12--15", "month": "05", "day": "06", "ris-z9": "unknown"}
    assert (second.title, second.metadata.entry_type) == ("No end", "inproceedings")
    assert (third.line, third.title, third.metadata.authors) == (24, None, ("Nobody",))


def test_an_entry_without_a_title_is_one_when_it_tells_of_a_work():
    bib = "@book{plato, author = {Plato}}\n@misc{nothing}\n@book{anon, crossref = {gone}}"
    assert [getattr(item, "title", "rejected") for item in bibtex.read_bib(bib)] == [None, "rejected", None]
    items = '[{"id": "a", "author": [{"family": "Plato"}]}, {"id": "b"}]'
    assert [getattr(item, "title", "rejected") for item in bibtex.read_csl(items)] == [None, "rejected"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"Stra\ss e, Inc.\emdash \TeX", "Straße, Inc.—TeX"),
        (r"R\thinspace \&\thinspace D, a\:b", "R & D, a b"),
        (r"Franc{\ocirc u}, {\ocirc{u}}, \polhk {a}, Vasil\cprime ev", r"Franc\ocirc u, ů, ą, Vasilʹev"),
        (r"$-$50\,dB of $\backslash$x", "−50 dB of \\x"),
        (r"on \mkbibquote{{\"U}ber \emph{die M{\"o}glichkeit}}", "on “Über die Möglichkeit”"),
        (r"a\begin{it}b\end{it}\it c{\bf d}", "abcd"),
        (r"\o~n \textellipsis~x \S~3 {\l}~K \foo~x", r"ø n … x § 3 ł K \foo x"),
        (r"in $$\alpha $$ α, $$^{12}$$C and $$\hbox {SL}(2)$$", r"in α α, ¹²C and $\mbox {SL}(2)$"),
        (
            r"M$_{\ensuremath{\odot}}$ at $\ensuremath{\beta}$ of \ensuremath{M_\odot}3",
            r"M$_{\odot}$ at β of $M_\odot$3",
        ),
        (
            r"$x^\ensuremath{ab}\ensuremath{\pi}r$ of $\bm{x}$, \texorpdfstring{$C^*$}{C*}-{A}",
            r"$x^{ab}\pi r$ of $\boldsymbol{x}$, C*-A",
        ),
        (r"\'\j {\v\j} \'{\j} \SS{} a\textperiodcentered b", "j\u0301 ǰ j\u0301 SS a·b"),
        (r"{N}-{{Limited Growth}} of {Cu$_2$O}", "N-Limited Growth of Cu₂O"),
    ],
)
def test_titles_of_other_programs(raw, text):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{{raw}}}}}")
    assert draft.title == text


def test_an_entry_that_is_closed_with_the_wrong_bracket_is_repaired():
    bib = '@book{a,\n  title = "A",\n  year = 2021\n)\n\n@book(b,\n  title = {B}\n}\n@book{c, title={C}}'
    reader, items = bibtex.read_bib(bib), []
    while len(items) < 3:
        items.append(next(reader))
    with pytest.raises(StopIteration) as ended:
        next(reader)
    notes = ended.value.value
    assert [(item.title, item.metadata.citation_key) for item in items] == [("A", "a"), ("B", "b"), ("C", "c")]
    assert [note.split(" was ")[0] for note in notes] == ["Line 1", "Line 6"]


def test_xdata_is_found_by_its_second_key_and_piece_by_piece():
    bib = """@xdata{shared, ids = {common, usual}, publisher = {A House}, editor = {One, A and xdata=more-editor-2},
      title = {The Whole}}
    @xdata{more, editor = {Two, B and Three, C}, note = {xdata=more-note}}
    @book{first, title = {First}, xdata = {usual}}
    @book{second, title = {xdata=shared-title}, editor = {xdata=shared-editor and Four, D}, note = {xdata=more-note},
      addendum = {xdata=shared-nothing}, location = {xdata=shared-editor-7}}"""
    first, second = (item for item in bibtex.read_bib(bib) if isinstance(item, Draft))
    assert (first.title, first.metadata.publisher) == ("First", "A House")
    assert second.title == "The Whole"
    assert second.metadata.extra == {
        "editor": "One, A and Three, C and Four, D",
        "note": "xdata=more-note",
        "addendum": "xdata=shared-nothing",
        "location": "xdata=shared-editor-7",
    }


def test_ris_with_nothing_but_a_short_title():
    (draft,) = bibtex.read_ris("TY  - JOUR\nAU  - Roe, Jane\nST  - Small words\nER  -\n")
    assert isinstance(draft, Draft) and draft.title == "Small words"


def test_ris_without_a_type_is_a_record():
    text = "DB  - Base\nTY  - JOUR\nTI  - One\nER  - \n\nTI  - Two\nAU  - Doe, J.\nER  - \n\nDB  - Base\n"
    assert [item.title for item in bibtex.read_ris(text)] == ["One", "Two"]


def test_ris_with_one_blank_or_none():
    text = "TY - JOUR\nTI - One\nIN-vitro\nER -\nTY  -JOUR\nTI  -Two\nSP  -\nER  -\n"
    assert [item.title for item in bibtex.read_ris(text)] == ["One IN-vitro", "Two"]


def test_web_of_science():
    text = (
        "FN Clarivate\nVR 1.0\nPT J\nAU Law, CJ\n   Loach, PA\nTI Long\n   title\nSO BIOCHEMISTRY\nPY 2004\nER\n\nEF\n"
    )
    (draft,) = bibtex.read_ris(text)
    assert (draft.title, draft.metadata.authors, draft.metadata.venue) == (
        "Long title",
        ("Law, CJ", "Loach, PA"),
        "BIOCHEMISTRY",
    )


# ---- CSL-JSON ----


def test_csl():
    items = [
        {"id": "k1", "type": "article-journal", "title": "A <i>title</i>", "author": [
            {"family": "Beethoven", "non-dropping-particle": "van", "given": "Ludwig"}, {"literal": "Meta AI"}],
         "issued": {"date-parts": [[2020, "3", 4]]}, "container-title": "Journal", "DOI": "10.1000/x", "page": "1-2",
         "custom": {"a": 1}},
        {"id": 7, "type": "book", "abstract": "Only this", "issued": {"raw": "May 1999"}},
        {"id": "k3", "type": "book"},
    ]  # fmt: skip
    text = json.dumps(items, indent=1)
    first, second, third = bibtex.read_csl(text)
    assert (first.title, first.line, first.metadata.citation_key) == ("A title", 2, "k1")
    assert first.metadata.authors == ("van Beethoven, Ludwig", "{Meta AI}")
    assert (first.metadata.year, first.metadata.venue) == (2020, "Journal")
    marked = {"{title}": "A \\textit{title}"}
    assert first.metadata.extra == {"pages": "1-2", "month": "3", "day": "4", "csl-custom": '{"a": 1}'} | marked
    assert (second.title, second.metadata.year, second.metadata.citation_key) == (None, 1999, "7")
    assert isinstance(third, Rejected)


def test_one_broken_item_does_not_take_the_others():
    text = '[{"id":"a","type":"book","title":"A"},\n{"id": oops },\n{"id":"c","type":"book","title":"C"}]'
    first, second, third = bibtex.read_csl(text)
    assert (first.title, third.title) == ("A", "C")
    assert isinstance(second, Rejected)
    assert second.line == 2


def test_items_by_their_ids_are_items():
    text = '{"c1": {"type": "report", "title": "A"}, "c2": {"id": "k", "type": "book", "title": "B"}, "c3": "none"}'
    first, second, third = bibtex.read_csl(text)
    assert [(item.title, item.metadata.citation_key) for item in (first, second)] == [("A", "c1"), ("B", "k")]
    assert isinstance(third, Rejected)


@pytest.mark.parametrize("issued", ['{"literal": "-0043"}', '{"raw": "-0043"}', '{"date-parts": [[-43]]}'])
def test_a_year_before_our_era_is_none_after_it(issued):
    (item,) = bibtex.read_csl(f'[{{"id": "a", "type": "book", "title": "A", "issued": {issued}}}]')
    assert item.metadata.year is None
    assert "-0043" in item.metadata.extra.values()


# ---- which format is it? ----


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (MESSY, "bibtex"),
        ("@article{a,\n title = {x}\n}", "bibtex"),
        ("% Encoding: UTF-8\n\n@Article{a,\n title = {x}", "bibtex"),
        ("@Book{,\n  title = {A Book Without a Key},\n}", "bibtex"),
        ('@misc{a"b, title = {x}}', "bibtex"),
        ("@misc{a(b)c,\n title = {x}}", "bibtex"),
        ("@misc{a key of words,\n  note = {n},\n  title = {x},\n}", "bibtex"),
        ("@decorated{\n  first, second,\n}\nbody = [1]", None),
        (RIS, "ris"),
        ("FN Clarivate\nVR 1.0\nPT J\nAU Law, CJ\nTI T\n", "wos"),
        ('[{"id":"a","type":"book","title":"A"}]', "csl-json"),
        ("We follow @somebody{who} and mail a@b.c, title = none", None),
        ('{"name": "x", "type": "object"}', None),
        ("A Title\nAn abstract of a paper.", None),
        ("", None),
    ],
)
def test_sniffing_by_content(head, name):
    scores = {kind.name: kind.sniff(head) for kind in bibtex.IMPORT_FORMATS}
    best = max(scores, key=scores.__getitem__)
    assert (best if scores[best] >= 0.5 else None) == name


@pytest.mark.parametrize(
    "unit",
    [
        "@misc{",
        "@misc{k, t={",
        "@misc{k, t={a\n",
        "@misc{k = {\n",
        '@misc{k, t="',
        "@ ",
        "@misc{ ",
        "%\n",
        "a=b#",
        "@comment{",
        "@string{a = {b}}\n",
        "$a ",
        "{}",
    ],
)
def test_hostile_files_cost_linear_time(unit):
    for text in (unit * (300_000 // len(unit)), "@misc{" + unit * (300_000 // len(unit))):
        with linear():
            assert all(kind.sniff(text[:65536]) <= 1 for kind in bibtex.IMPORT_FORMATS)
            assert all(item.line for item in bibtex.read_bib(text))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "@misc{a, title = {x}\n  author = {y}}",
            "Line 1 was repaired: of the entry a the comma before “author = {y}}” is missing.",
        ),
        (
            "@misc{a; author = {y}; year = 2000; title = {x}}",
            "Line 1 was repaired: of the entry a the comma behind its key is missing.",
        ),
        ("@misc{a title = {x}}", "Line 1 was repaired: of the entry a the comma behind its key is missing."),
        ("@misc{title = {x}}", "Line 1 was repaired: of the entry without a key the key is missing."),
        (
            "@misc{a,\n title = {Never closed,\n year = {2000}\n}\n\n@misc{b, title = {y}}",
            "Line 1 was repaired: of the entry a the brace before “Never closed” never closes.",
        ),
        (
            "@misc{a, year = 1999},\n title = {x}\n}",
            "Line 2: “title = {x}” is a field outside an entry; it was not read.",
        ),
        ("@misc{a, title = {x}}\n@misc\n", "Line 2: “@misc” stands where no entry begins; it was not read."),
        ("@misc{a, title = {x}, TITLE = {y}}", "Line 1: the entry a has title twice; left out was “y”."),
        ("@misc{a, title = {x}, title = {x}}", None),
        ("@misc{a, title = {x} % comment, with a comma\n, year = 1999}", None),
        ("mail me@home.org @comment now\n@misc{a, title = {x}}", None),
    ],
)
def test_what_was_put_right_or_left_out_is_told(text, note):
    reader = bibtex.read_bib(text)
    try:
        while True:
            next(reader)
    except StopIteration as stop:
        assert list(stop.value) == ([note] if note else [])


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"{\~{}}5", "~5"),
        (r"x{\^{}}2", "x^2"),
        (r"{\~{}}user \~{}5 x\^{}2 \~n", "~user ~5 x^2 ñ"),
        (r"{\'{}}", "´"),
        (r"{\noopsort{b}}Smith", "Smith"),
    ],
)
def test_an_accent_on_nothing_is_the_sign(raw, shown):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{{raw}}}, abstract = {{{raw}}}}}")
    assert (draft.title, draft.abstract) == (shown, shown)


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        (r"http://x.y/{\~{}}u{\_}v", "http://x.y/~u_v"),
        (r"{http://x.y/\~{}u{\_}}", "http://x.y/~u_"),
        (r"\url{http://x.y/\~u}", "http://x.y/~u"),
    ],
)
def test_escapes_in_urls(raw, url):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{T}}, url = {{{raw}}}}}")
    assert draft.metadata.url == url


def test_a_year_for_sorting_is_no_year(paper):
    (draft,) = bibtex.read_bib(r"@misc{k, title = {T}, year = {{\noopsort{1973c}}1981}}")
    assert draft.metadata.year == 1981
    assert "year = {1981}" in bibtex.entry(paper("T", year=1981, extra=draft.metadata.extra))


NO_DOI = "of the entry k is no DOI; it was kept as a field of the file."


@pytest.mark.parametrize(
    ("fields", "doi", "kept", "note"),
    [
        ("doi = {10/gf5xqd}", "10/gf5xqd", None, None),
        ("doi = {https://doi.org/10/abc}", "10/abc", None, None),
        ("doi = {10.1000/x}", "10.1000/x", None, None),
        ("doi = {10.1/a}", None, "10.1/a", f"Line 1: “10.1/a” {NO_DOI}"),
        ("doi = {hdl:2027/x}", None, "hdl:2027/x", f"Line 1: “hdl:2027/x” {NO_DOI}"),
        ("year = 1999, date = {2005}", None, None, "Line 1: the entry k has year 1999 and date 2005; 1999 holds."),
        ("year = 2005, date = {2005-03}", None, None, None),
    ],
)  # fmt: skip
def test_nothing_is_dropped_silently(paper, fields, doi, kept, note):
    reader = BibReader(f"@misc{{k, title = {{T}}, {fields}}}")
    (draft,) = reader
    assert (draft.metadata.doi, draft.metadata.extra.get("doi")) == (doi, kept)
    assert reader.notes == ([note] if note else [])
    written = bibtex.entry(paper("T", doi=doi, extra=draft.metadata.extra))
    assert (f"doi = {{{kept or doi}}}" in written) == bool(kept or doi)


def test_a_brace_that_closes_nothing_is_kept_with_a_note():
    reader = BibReader('@misc{w, title = "unbalanced } here, \\} and {so} on", year = 2024}')
    (draft,) = reader
    assert draft.title == "unbalanced } here, } and so on"
    assert reader.notes == ["Line 1: a brace in title of the entry w closes nothing; it was kept as a sign."]


@pytest.mark.parametrize(
    ("theirs", "name"),
    [
        (r"Gabriel {Garc{\'\i}a M{\'a}rquez}", "García Márquez, Gabriel"),
        ("{FirstA FirstB} {{LastA LastB}}", "LastA LastB, FirstA FirstB"),
        ("Martin Luther {King, Jr.}", "King, Jr., Martin Luther"),
        ("{King, Jr.}, Martin Luther", "King, Jr., Martin Luther"),
        (r"Ji{\v{r}}{\'\i} {\v C}apek", "Jiří Čapek"),
        (r"{Barnes and Noble}", "{Barnes and Noble}"),
    ],
)
def test_words_in_braces_are_one_part_of_a_name(theirs: str, name: str) -> None:
    (draft,) = bibtex.read_bib(f"@misc{{k, title={{T}}, author={{{theirs}}}}}")
    assert draft.metadata.authors == (name,)
