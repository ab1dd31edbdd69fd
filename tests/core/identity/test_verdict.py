"""Same paper or not: the rule and its traps as a table, the real dumps, properties."""

import dataclasses
import itertools
import json
import lzma
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core import text
from readinglist.core.identity import COMMON_HASH, Verdict, decide, is_generic, signature
from readinglist.core.records import Signature

LONG = (
    "Sparse attention makes long documents affordable, yet most patterns are fixed before training starts. We let "
    "every head choose its own pattern from a small catalogue while the network learns, and charge it for each "
    "entry that it keeps. On four reading tasks the heads settle on a tenth of the entries, lose less than one "
    "point of accuracy, and the choice can be inspected afterwards. Code is at https://github.com/example/choosy- "
    "heads for everyone to try."
)
LONG_LOST_URL = LONG.replace("https:", "")
LONG_EDITED = LONG.replace("four reading tasks", "five reading tasks").replace("a tenth", "one tenth")
LONG_REWORKED = (
    LONG.replace("Sparse attention makes long documents affordable", "Sparse attention is the cheap way to long texts")
    .replace("and charge it for each entry that it keeps", "while we tax each kept entry")
    .replace("and the choice can be inspected afterwards", "which leaves a map that people can read")
)  # fmt: skip
OTHER = (
    "Rivers carry sediment in pulses that gauges rarely catch. We pair cheap microphones on bridges with a model "
    "of the sound of moving gravel, and turn nine months of recordings into hourly loads. The pulses follow snow "
    "melt more closely than rain, and two thirds of the yearly load pass within eleven days, which changes how "
    "dams should be run."
)
SHARED_TASK = (
    "This paper describes the shared task on detecting machine-made text that was held together with the "
    "workshop. Participants were given documents in nine languages and asked to tell who had written them, in "
    "three tracks with different amounts of training data. We describe how the data were gathered, how systems "
    "were ranked, and what the best of them had in common, and we discuss what remains hard for all of them."
)
WITHDRAWN = (
    "This paper has been withdrawn by the authors because of a crucial error in the proof of the main theorem, "
    "which was found after the submission. The authors thank the colleagues who pointed it out to them and ask "
    "all readers not to use or to cite the results before a corrected version has been made available in the same "
    "place."
)
PREFACE = "This volume holds the papers of the workshop."
TITLE = "Choosy Heads: Learning Which Attention Entries to Keep"

#           new (title, abstract, ids), stored (title, abstract, ids), expected kind, rule or kind of question
TABLE = [
    # merged by itself
    ((TITLE, LONG), (TITLE, LONG), "same", "same-title"),
    ((TITLE.upper(), LONG_EDITED), (TITLE, LONG), "same", "same-title"),
    ((TITLE, LONG_REWORKED), (TITLE, LONG), "same", "same-title"),
    ((None, LONG), (TITLE, LONG_LOST_URL), "same", "same-abstract"),
    ((TITLE, LONG), (None, LONG_LOST_URL), "same", "same-abstract"),
    ((None, LONG), (None, LONG), "same", "same-abstract"),
    (("Choosy Heads: Learning What Attention to Keep", LONG), (TITLE, LONG_EDITED), "same", "same-abstract"),
    (("Choosy Haeds: Learning Which Attention Entries to Keep", LONG), (TITLE, LONG), "same", "same-abstract"),
    ((TITLE, LONG, "2403.00001v3"), (TITLE[:38], OTHER, "arXiv:2403.00001v1"), "same", "same-id"),
    ((None, OTHER, "2403.00001"), (TITLE, LONG, "2403.00001v2"), "same", "same-id"),
    ((TITLE, LONG, "10.48550/arXiv.2403.00001"), (TITLE, None, "2403.00001"), "same", "same-id"),
    ((TITLE, None, "10.1145/1.2"), (TITLE, None, "https://doi.org/10.1145/1.2"), "same", "same-id"),
    (("Olmo 3", LONG), ("OLMo 3", LONG), "same", "same-title"),
    (("Olmo 3", LONG), ("OLMo 3", LONG_EDITED), "same", "same-abstract"),
    (("Olmo 3", "Open models, all of it."), ("Olmo 3", "Open models, all of it."), "same", "same-title"),
    # asked
    ((TITLE, None), (TITLE, LONG), "ask", "title-equal-no-abstract"),
    ((TITLE, None, "key:a"), (TITLE, LONG), "ask", "title-equal-no-abstract"),
    ((TITLE, None, "key:a"), (TITLE, LONG, "key:b"), "ask", "title-equal-no-abstract"),
    ((TITLE, None, "key:A"), (TITLE, LONG, "key:a"), "same", "same-key"),
    ((TITLE, OTHER, "key:a"), (TITLE, LONG, "key:a"), "ask", "title-equal-abstracts-differ"),
    (("Preface", None, "key:a"), ("Preface", PREFACE, "key:a"), "new", ""),
    (("Choosier", None, "key:a"), (TITLE, LONG, "key:a"), "new", ""),
    ((TITLE, OTHER), (TITLE, LONG), "ask", "title-equal-abstracts-differ"),
    ((TITLE, WITHDRAWN), (TITLE, LONG), "ask", "title-equal-abstracts-differ"),
    (("Gravel by Ear", LONG), (TITLE, LONG), "ask", "abstract-equal-titles-differ"),
    ((TITLE.replace(":", " 2:"), LONG), (TITLE, LONG), "ask", "abstract-equal-titles-differ"),
    (("Overview of the 2023 Shared Task on Machine-Made Text", SHARED_TASK),
     ("Overview of the 2022 Shared Task on Machine-Made Text", SHARED_TASK), "ask", "abstract-equal-titles-differ"),
    (("Proceedings of the Third Workshop on Gravel", SHARED_TASK),
     ("Proceedings of the Fourth Workshop on Gravel", SHARED_TASK), "ask", "abstract-equal-titles-differ"),
    (("Proceedings of the 21st Workshop on Gravel", SHARED_TASK),
     ("Proceedings of the 22nd Workshop on Gravel", SHARED_TASK), "ask", "abstract-equal-titles-differ"),
    (("Learning to Keep, Part I", LONG), ("Learning to Keep, Part II", LONG), "ask", "abstract-equal-titles-differ"),
    (("Llama 2: Open Models", LONG), ("Llama 3: Open Models", LONG), "ask", "abstract-equal-titles-differ"),
    ((None, LONG_REWORKED), (TITLE, LONG), "ask", "abstract-similar"),
    (("Olmo 3", LONG_REWORKED), ("OLMo 3", LONG), "ask", "title-equal-and-short"),
    (("Title", "Abstract."), ("Title", "Abstract."), "ask", "abstract-equal-and-short"),
    ((TITLE, LONG, "2403.00001"), ("Gravel by Ear", OTHER, "2403.00001"), "ask", "ids-equal-titles-differ"),
    # new papers, however alike they look
    ((TITLE, LONG), ("Large Language Models: A Survey", OTHER), "new", ""),
    (("Large Language Models: A Survey", LONG), ("Efficient Large Language Models: A Survey", OTHER), "new", ""),
    (("Continual Learning for Large Language Models: A Survey", LONG),
     ("Continual Learning of Large Language Models: A Comprehensive Survey", OTHER), "new", ""),
    (("A", WITHDRAWN), ("On the Convergence of Everything", WITHDRAWN), "new", ""),
    ((None, WITHDRAWN), ("On the Convergence of Everything", WITHDRAWN), "new", ""),
    (("Preface", PREFACE), ("Preface", OTHER), "new", ""),
    (("Preface", None), ("Preface", OTHER), "new", ""),
    (("Preface 7", PREFACE), ("Preface 7", PREFACE.replace("This", "The")), "ask", "abstract-equal-and-short"),
    (("Gravel by Ear", PREFACE), ("On the Convergence of Everything", PREFACE), "new", ""),
    (("Learning the Llama 2 Way", LONG), ("Learning the Llama 3 Way", OTHER), "new", ""),
    (("???", LONG), ("!!!", OTHER), "new", ""),
]  # fmt: skip


def made(fields: tuple[str | None, ...], paper: int | None = None) -> Signature:
    title, abstract, given = (*fields, None)[:3]
    is_doi = bool(given) and "10." in str(given)[:20]
    if given and given.startswith("key:"):
        return signature(title, abstract, citation_key=given[4:], paper=paper)
    return signature(title, abstract, arxiv=None if is_doi else given, doi=given if is_doi else None, paper=paper)


@pytest.mark.parametrize(("new", "stored", "kind", "why"), TABLE)
def test_the_rule(new: tuple[str | None, ...], stored: tuple[str | None, ...], kind: str, why: str) -> None:
    for one, other in ((new, stored), (stored, new)):
        verdict = decide(made(one), [made(other, 7)])
        said = verdict.rule if verdict.kind == "same" else "".join(question.kind for question in verdict.questions)
        assert (verdict.kind, said) == (kind, why), verdict
        assert verdict.paper == (7 if kind == "same" else None)


def test_of_several_that_merge_the_surest_and_oldest_gets_the_record() -> None:
    stored = [made((None, LONG), 3), made((TITLE, LONG), 9), made((TITLE, LONG_EDITED), 5), made((TITLE, OTHER), 1)]
    for order in itertools.permutations(stored):
        verdict = decide(made((TITLE, LONG)), order)
        assert (verdict.kind, verdict.paper, verdict.rule) == ("same", 5, "same-title")
        assert [(question.paper, question.kind) for question in verdict.questions] == [
            (9, "also-same"),
            (3, "also-same"),
        ]


ALIKE = TITLE.replace("Keep", "Drop")


@pytest.mark.parametrize(
    ("new", "stored", "paper", "questions"),
    [
        # The paper with the identifier has a title that is only alike; another one has the very title.
        ((TITLE, None, "2403.00001"), [(ALIKE, LONG, "2403.00001")], 1, []),
        ((TITLE, None, "2403.00001"), [(ALIKE, LONG, "2403.00001"), (TITLE, LONG)], None, [1, 2]),
        ((TITLE, LONG, "2403.00001"), [(ALIKE, OTHER, "2403.00001"), (TITLE, LONG)], 2, [1]),
        ((TITLE, LONG, "2403.00001"), [(TITLE, OTHER, "2403.00001"), (TITLE, LONG)], 1, [2]),
        ((TITLE, LONG, "2403.00001"), [(None, OTHER, "2403.00001"), (TITLE, LONG)], 1, [2]),
    ],
)
def test_an_identifier_that_the_title_contradicts(
    new: tuple[str | None, ...], stored: list[tuple[str | None, ...]], paper: int | None, questions: list[int]
) -> None:
    verdict = decide(made(new), [made(one, number) for number, one in enumerate(stored, 1)])
    assert (verdict.paper, [question.paper for question in verdict.questions]) == (paper, questions), verdict


class Shelf:
    """The least of a library: papers, and the two tables that find candidates."""

    def __init__(self) -> None:
        self.papers: list[Signature] = []
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_hash: dict[int, list[int]] = defaultdict(list)

    def add(self, new: Signature) -> tuple[int, Verdict]:
        found = set() if is_generic(new.title_key) else set(self.by_key[new.title_key])
        for value in new.fingerprint:
            if len(self.by_hash[value]) <= COMMON_HASH:
                found.update(self.by_hash[value])
        verdict = decide(new, [self.papers[paper] for paper in found])
        if verdict.kind != "same":
            return self._keep(dataclasses.replace(new, id=len(self.papers))), verdict
        paper = verdict.paper
        assert paper is not None
        if new.title and not self.papers[paper].title:
            healed = dataclasses.replace(self.papers[paper], title=new.title, title_key=new.title_key)
            self.papers[paper] = healed
            self.by_key[new.title_key].append(paper)
        return paper, verdict

    def _keep(self, paper: Signature) -> int:
        self.papers.append(paper)
        assert paper.id is not None
        if paper.title_key:
            self.by_key[paper.title_key].append(paper.id)
        for value in paper.fingerprint:
            self.by_hash[value].append(paper.id)
        return paper.id


def cleaned(title: str | None, abstract: str | None) -> Signature:
    return signature(text.clean_title(title or ""), text.clean_abstract(abstract or ""))


@pytest.mark.parametrize("step", [13, pytest.param(1, marks=pytest.mark.slow)])
def test_the_real_dumps_in_any_order(shared: Path, step: int) -> None:
    """Ten of the 120 orders, and all of them where there is time."""
    truth = json.loads((shared / "dumps" / "truth.json").read_text(encoding="utf-8"))
    files = [
        {f"{file['file'][:3]}:{one['line']}": cleaned(one["title"], one["abstract"]) for one in file["records"]}
        for file in truth["files"]
    ]
    expected = sorted(sorted(group["members"]) for group in truth["same_paper_groups"])
    for order in itertools.islice(itertools.permutations(files), 0, None, step):
        shelf = Shelf()
        groups: dict[int, list[str]] = defaultdict(list)
        for records in (*order, order[0]):  # and the first once more: nothing new
            for place, one in records.items():
                groups[shelf.add(one)[0]].append(place)
        assert len(shelf.papers) == 630
        assert sum(paper.title is None for paper in shelf.papers) == 9
        assert sorted(sorted(set(group)) for group in groups.values() if len(set(group)) > 1) == expected


@pytest.mark.slow
def test_nothing_of_a_big_corpus_is_merged_wrongly(shared: Path) -> None:
    """20,000 real papers, then edits of every tenth: each finds its own paper, and no other."""
    shelf = Shelf()
    records = []
    with lzma.open(shared / "corpus" / "arxiv-100k.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, 20_000):
            record = json.loads(line)
            paper, verdict = shelf.add(cleaned(record["title"], record["abstract"]))
            records.append((record, paper))
            assert verdict.kind != "same" or "V2P" in record["title"], record["title"]  # one twin, checked by eye
    for record, paper in records[::10]:
        title, abstract = record["title"], record["abstract"]
        halves = abstract.split(". ")
        edits = [
            (None, abstract),
            (title.upper(), abstract + " "),
            (title.replace("a", "aa", 1), abstract),
            (title, ". ".join(halves[:-1]) if len(halves) > 4 else abstract),
        ]
        for edit in edits:
            at, verdict = shelf.add(cleaned(*edit))
            if verdict.kind == "same":
                assert at == paper, (edit[0], verdict)
            else:
                assert len(abstract.split()) < 60 or verdict.kind == "ask", (edit[0], title)
        for changed in (f"{title} (2031)", f"The Third {title}"):
            assert shelf.add(cleaned(changed, abstract))[1].kind != "same"


ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@given(ANY, ANY, ANY, ANY)
def test_any_text_gets_a_verdict_and_the_same_both_ways(one: str, two: str, three: str, four: str) -> None:
    there = decide(signature(one, two), [signature(three, four, paper=1)])
    back = decide(signature(three, four), [signature(one, two, paper=1)])
    assert (there.kind, there.rule) == (back.kind, back.rule)


@given(st.sampled_from([TITLE, OTHER[:60]]), st.sampled_from([LONG, OTHER]), st.integers(0, 60))
def test_a_record_is_always_the_same_as_itself(title: str, abstract: str, cut: int) -> None:
    assert decide(signature(title, abstract[cut:]), [signature(title, abstract, paper=1)]).kind == "same"


def test_a_megabyte_gets_its_verdict_too() -> None:
    one, two = LONG * 2_000, OTHER * 3_000
    assert decide(signature(one, one), [signature(one, one, paper=1)]).kind == "same"
    assert decide(signature(one, one), [signature(two, two, paper=1)]).kind == "new"
    assert decide(signature(one[1:], two), [signature(two[1:], two, paper=1)]).kind == "ask"
