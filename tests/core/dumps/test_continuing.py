"""Lists of abstracts of several paragraphs, where nothing but the words tells which blank line ends an abstract."""

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.evidence.chain import Chain
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import PAPERS

#: Abstracts of our own in two paragraphs, as those of today are written.
PARTS = [
    (
        "Large language models have become remarkably fluent, yet they often invent sources when they are asked for "
        "references. Existing remedies rely on a search engine, which is slow and costly to run for every sentence.",
        "We propose CiteGate, a small classifier that reads the hidden states of the model and decides whether a "
        "reference is remembered or invented. Experiments on four collections show that CiteGate removes 71% of the "
        "invented references without any search. Our code is available at https://example.org/citegate.",
    ),
    (
        "Robots that fold laundry have made rapid progress in recent years. Handling wet cloth, however, remains a "
        "major challenge, because soaked garments stick together and hide their corners.",
        "To address this, we introduce WetFold, which estimates the adhesion between two layers of cloth from a single "
        "tug. The policy is trained on 900 tugs of real garments. Our results demonstrate that WetFold halves the "
        "number of failed grasps on wet garments, and we discuss the implications for laundries.",
    ),
    (
        "Weather radars play a crucial role in the warning of floods, but mountains shield the valleys behind them. "
        "Many stations therefore report no rain although streams are rising, and few methods exploit the echoes that "
        "mobile phone masts receive.",
        "Specifically, our approach MastRain learns the attenuation of microwave links between masts from gauges in "
        "neighbouring valleys. MastRain achieves an error of 0.8 mm per hour where radars see nothing, and "
        "consistently outperforms interpolation. The findings suggest that masts can complete radar networks.",
    ),
    (
        "Speech recognition is widely used in court rooms, where speakers interrupt each other and dialects are "
        "common. Despite impressive results on read speech, modern recognisers fail when two voices overlap.",
        "In experiments on 60 hours of hearings, the proposed overlap tokens reduce the word error rate of dialects "
        "from 41% to 29%. We further analyze which overlaps remain hard. The hearings, with all overlap tokens, will "
        "be released to advance research on speech in court.",
    ),
    (
        "Graph neural networks are powerful models of molecules, but their training requires many labelled examples. "
        "Chemists often have only a dozen measurements of a new property, which makes these networks overfit.",
        "Our method MolSeed first pretrains a graph network on simulated spectra of molecules, then adapts only the "
        "readout. Results on nine properties reveal that MolSeed needs a fifth of the measurements of the best "
        "baseline. Overall, spectra are valuable seeds for learning from few measurements.",
    ),
    (
        "Recent advances in image compression aim at human viewers. Satellites, in contrast, send images that only "
        "machines will ever look at, and existing codecs waste bits on textures that no classifier uses.",
        "These observations lead to OrbitCodec, a codec whose rate is steered by the gradient of a land-cover "
        "classifier. OrbitCodec saves 38% of the bits at equal accuracy of the land-cover maps. Extensive experiments "
        "on three satellites confirm the effectiveness of steering bits by gradients.",
    ),
]
WHOLE = [" ".join(part) for part in PARTS]


def _read(text: str) -> tuple[list[str], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(text))
    return [item.abstract or "" for item in reader if isinstance(item, Draft)], reader


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("whole", [set[int](), {1}, {0, 2, 4}], ids=str)
def test_paragraphs_are_put_together_by_their_words_and_that_is_told(whole: set[int], gap: str) -> None:
    parts = [(WHOLE[n],) if n in whole else part for n, part in enumerate(PARTS)]
    found, reader = _read(gap.join(text for part in parts for text in part))
    assert found == [gap.join(part) for part in parts]
    assert f"told by their words: {sum(len(part) - 1 for part in parts)}." in " ".join(reader.notes)


@pytest.mark.parametrize(
    ("weights", "joined", "goes_on"),
    [
        ((20, 0.1, 1.0, 0.1, 20, 0.1, 20), (0, 1, 1, 1, 1, 1, 1), (1, 0, 1, 0, 1, 0, 1)),  # the third by its place
        ((20, 2.0, 20, 0.1, 20, 0.1, 20), (0, 1, 1, 1, 1, 1, 1), (1, 0, 1, 0, 1, 0, 1)),  # the second too
        ((0.5, 0.01, 0.01, 0.01, 0.01, 0.01), (0, 1, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0)),
        ((20, 20, 0.01, 20, 20, 0.01, 2, 2), (0, 1, 1, 1, 1, 1, 1, 1), (1, 1, 0, 1, 1, 0, 1, 1)),  # three paragraphs
        ((20, 20, 20, 20, 0.4), (0, 0, 0, 0, 0), (1, 1, 1, 1, 1)),  # neighbours that stand apart
    ],
)
def test_neighbours_tell_of_each_other(weights: list[float], joined: list[bool], goes_on: list[bool]) -> None:
    chain = Chain(weights, joined)
    gain, rates = chain.learned()
    assert [chance > 0.5 for chance in chain.chances(rates)] == list(map(bool, goes_on))
    assert (gain > 0) is any(goes_on)


@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_short_list_of_two_paragraphs_each_is_put_together(count: int) -> None:
    found, _ = _read("\n\n".join(text for part in PARTS[:count] for text in part))
    assert found == ["\n\n".join(part) for part in PARTS[:count]]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "abstracts", [WHOLE, [abstract or "" for _, abstract in PAPERS]], ids=["long ones", "those of a page"]
)
def test_whole_abstracts_stay_as_they_are_and_nothing_is_said(abstracts: list[str], gap: str) -> None:
    found, reader = _read(gap.join(abstracts))
    assert found == abstracts and not reader.notes


def test_what_is_not_certain_is_named_with_its_line() -> None:
    parts = [(WHOLE[n],) if n % 2 == 0 else part for n, part in enumerate(PARTS)]
    _, reader = _read("\n\n".join(text for part in parts for text in part))
    assert "Of the further paragraphs 2 may be an abstract by itself: line 11, 17." in reader.notes


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("above", [WHOLE, [abstract or "" for _, abstract in PAPERS]], ids=["long ones", "a page's"])
@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        (
            "We describe a dataset of 900 court hearings that is available on request. It holds 60 hours of speech in "
            "nine dialects, with every overlap marked by two listeners.",
            False,
        ),
        (
            "This paper reviews 40 open tools for weather radars released from 2010 to 2020. Half of them no longer "
            "run, and only nine have tests.",
            False,
        ),
        ("To help others, all of our models and the hearings are available at https://example.org/hearings.", True),
    ],
)
def test_only_a_single_sentence_tells_where_something_is_available(
    text: str, goes_on: bool, above: list[str], gap: str
) -> None:
    found, _ = _read(gap.join([*above[:3], text, *above[3:]]))
    assert (found == [*above[:3], text, *above[3:]]) is not goes_on
    assert (found == [*above[:2], above[2] + gap + text, *above[3:]]) is goes_on
