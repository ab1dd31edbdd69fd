"""The mailings of arXiv and feeds saved as files: papers with their identifiers, also where they are cut."""

import textwrap
from html import escape

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft, Rejected
from tests.core.dumps.texts import PAPERS

MAILING_HEAD = """\
------------------------------------------------------------------------------
------------------------------------------------------------------------------
Send any comments regarding submissions directly to submitter.
------------------------------------------------------------------------------
Archives at http://arxiv.org/
To unsubscribe, e-mail To: cs@arXiv.org, Subject: cancel
------------------------------------------------------------------------------
 Submissions to:
Computation and Language
 received from  Mon  3 Mar 25 19:00:00 GMT  to  Tue  4 Mar 25 19:00:00 GMT
------------------------------------------------------------------------------
"""
RULE = "-" * 78


def _item(number: int, title: str, abstract: str, replaced: bool) -> str:
    head = f"\\\\\narXiv:2503.{number:05}\n"
    if replaced:
        head += "replaced with revised version Tue, 4 Mar 2025 10:00:00 GMT   (120kb)\n"
    else:
        head += f"Date: Mon, 3 Mar 2025 1{number % 10}:02:11 GMT   (321kb,D)\n"
    head += textwrap.fill(f"Title: {title}", 78, subsequent_indent="  ")
    head += "\nAuthors: Anna Bee, Carl Dee and Eve Eff\nCategories: cs.CL cs.LG\n\\\\\n"
    text = "" if replaced else textwrap.fill(abstract, 78, initial_indent="  ", subsequent_indent="  ")
    return f"{RULE}\n{head}{text}\n\\\\ ( https://arxiv.org/abs/2503.{number:05} ,  321kb)\n"


def _mailing(papers: list[tuple[str, str]], replaced: bool = False) -> str:
    return MAILING_HEAD + "".join(_item(n, *paper, replaced) for n, paper in enumerate(papers, start=1))


MAILINGS = {
    "new": _mailing(PAPERS),
    "one": _mailing(PAPERS[:1]),
    "replaced": _mailing(PAPERS, replaced=True),
    "without its head": _mailing(PAPERS).removeprefix(MAILING_HEAD),
    "quoted": "\n".join(f"> {line}" for line in _mailing(PAPERS).split("\n")),
    "as an e-mail": "From: no-reply@arxiv.org\nTo: me@example.org\nSubject: cs daily\n\n" + _mailing(PAPERS),
}

ATOM = (
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>Query</title>\n'
    "{entries}</feed>"
)
ATOM_ENTRY = (
    "<entry>\n<id>http://arxiv.org/abs/2503.{n:05}v2</id>\n<published>2025-03-03T10:00:00Z</published>\n"
    "<title>{title}</title>\n<summary>\n  {abstract}\n</summary>\n"
    "<author><name>Anna Bee</name></author><author><name>Carl Dee</name></author></entry>\n"
)
RSS = '<rss version="2.0"><channel><title>cs.CL updates</title><link>http://rss.arxiv.org</link>\n{entries}</channel></rss>'
RSS_ENTRY = (
    "<item><title>{title}</title><link>https://arxiv.org/abs/2503.{n:05}</link><description>arXiv:2503.{n:05}v1 "
    "Announce Type: new \nAbstract: {abstract}</description><dc:creator>Anna Bee, Carl Dee</dc:creator></item>\n"
)
NEWS = (
    "<item><title>A new kettle</title><link>https://example.org/kettle</link><description>Hot.</description></item>\n"
)


def _feed(form: str, entry: str) -> str:
    papers = enumerate(PAPERS, start=1)
    return form.format(entries="".join(entry.format(n=n, title=escape(t), abstract=escape(a)) for n, (t, a) in papers))


FEEDS = {
    "Atom": _feed(ATOM, ATOM_ENTRY),
    "Atom with markup": _feed(
        ATOM, ATOM_ENTRY.replace("{title}", "<i>{title}</i>").replace("{abstract}", "<b>{abstract}</b>")
    ),
    "RSS": _feed(RSS, RSS_ENTRY),
    "RSS with HTML": _feed(
        RSS, RSS_ENTRY.replace("{abstract}", "<![CDATA[<div><p>{abstract}</p></div><a href='x'></a>]]>")
    ),
    "RSS with news": _feed(RSS, RSS_ENTRY + NEWS.replace("Hot.", "As in arXiv:1706.03762.")),
}


def _read(text: str) -> tuple[list[Draft], list[Rejected]]:
    items = list(dumps.read(dumps.Input.from_text(text)))
    return [item for item in items if isinstance(item, Draft)], [item for item in items if isinstance(item, Rejected)]


@pytest.mark.parametrize("name", MAILINGS)
def test_a_mailing_gives_papers_with_what_it_tells(name: str) -> None:
    found, rejected = _read(MAILINGS[name])
    papers = PAPERS[:1] if name == "one" else PAPERS
    shown = None if name == "replaced" else papers
    assert [draft.title for draft in found] == [title for title, _ in papers] and not rejected
    assert [draft.abstract for draft in found] == [abstract for _, abstract in shown or [("", None)] * len(papers)]
    assert [draft.metadata.arxiv for draft in found] == [f"2503.{n:05}" for n in range(1, len(papers) + 1)]
    assert {draft.metadata.authors for draft in found} == {("Anna Bee", "Carl Dee", "Eve Eff")}
    assert {draft.metadata.year for draft in found} == {None if name == "replaced" else 2025}


def test_a_colon_in_a_title_and_another_paper_in_an_abstract_are_part_of_them() -> None:
    title, abstract = PAPERS[0]
    broken = f"{title} in Kitchens and\nElsewhere: A Survey", f"{abstract} We repeat\n  arXiv:1706.03762 and\n  more."
    text = "".join(_item(n, *paper, replaced=False) for n, paper in enumerate([("A", "B."), PAPERS[1]], start=1))
    text = text.replace("Title: A\n", f"Title: {broken[0]}\n").replace("  B.\n", f"  {broken[1]}\n")
    found, rejected = _read(text)
    whole = [(" ".join(title.split()), " ".join(abstract.split())) for title, abstract in (broken, PAPERS[1])]
    assert [(draft.title, draft.abstract) for draft in found] == whole and not rejected


def test_a_cut_mailing_loses_no_other_paper_and_names_what_is_cut() -> None:
    lines = MAILINGS["without its head"].split("\n")
    found, rejected = _read("\n".join(lines[8:-5]))
    assert [draft.title for draft in found] == [title for title, _ in PAPERS[1:]]
    assert [draft.abstract for draft in found][:3] == [abstract for _, abstract in PAPERS[1:4]]
    assert len(rejected) == 1 and "has lost its beginning" in rejected[0].reason


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_gives_papers_with_what_it_tells(name: str) -> None:
    found, rejected = _read(FEEDS[name])
    assert [(draft.title, draft.abstract) for draft in found] == PAPERS
    assert [(draft.metadata.arxiv or "")[:10] for draft in found] == [f"2503.{n:05}" for n in range(1, 6)]
    assert {draft.metadata.authors for draft in found} == {("Anna Bee", "Carl Dee")}
    assert len(rejected) == (len(PAPERS) if name == "RSS with news" else 0)


def test_what_a_feed_tells_as_identifier_is_taken_before_an_address_that_ends_in_more() -> None:
    link, told = "https://example.org/10.1000/ab.1v1/full", "<dc:identifier>doi:10.1000/ab.1</dc:identifier>"
    entries = f"<item><title>A Study</title><link>{link}</link>{told}</item>"
    [draft], _ = _read(RSS.format(entries=entries))
    assert (draft.title, draft.metadata.doi) == ("A Study", "10.1000/ab.1")


def test_a_broken_feed_keeps_what_came_before() -> None:
    found, rejected = _read(FEEDS["Atom"][:-300])
    assert len(found) == len(PAPERS) - 1
    assert ["cannot be read from here" in item.reason for item in rejected] == [True]


def test_entities_of_a_feed_are_not_expanded() -> None:
    declared = '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "]><feed>&a;&a;&a;">]>'
    bomb = f'{declared}\n<feed xmlns="x"><!-- arxiv:2503.00001 -->'
    found, rejected = _read(bomb + FEEDS["Atom"].partition("<title>Query</title>")[2])
    assert not found and "entities" in rejected[0].reason


def test_a_feed_of_news_is_no_dump() -> None:
    with pytest.raises(DumpError):
        _read(RSS.format(entries=NEWS * 5).replace("arxiv", "example"))
