r"""The name by which people call a paper's method (``mPLUG-Owl``). May import the standard library only."""

import re
from collections.abc import Callable

_WORD = r"[^\W\d_][\w+*.@/-]{0,39}"
_VERB = r"(?:introduce|propose|present|develop|release|devise|describe|build|create|design|open-source|unveil|announce)"
_TOKEN = rf"(?:{_WORD}(?: \d[\w.]{{0,5}}(?!\w))?)"
_OPEN, _CLOSE = "[\"“‘'*]?", "[\"”’'*]?"
# Each pattern begins with a literal, which the regex engine finds fast, and looks back from there.
_BRINGS = (
    rf"e (?<=\b[Ww]e )(?:\w+ ){{0,2}}?{_VERB} ",
    rf"his (?<=\b[Tt]his )(?:paper|work|report) (?:\w+ )?{_VERB}s ",
)
_AFTER = (
    r"(?=(?P<after>,? ?(?:\(|an? |the |our |which ))|[,.;:](?:\s|$)| (?:that|to|for|as|and|-|–|—|is|with|by|in|on) )"
)
_DIRECT = tuple(re.compile(rf"{cue}(?:the |our |a )?{_OPEN}(?P<name>{_TOKEN}){_CLOSE}{_AFTER}") for cue in _BRINGS)
_EXPANDED = tuple(re.compile(rf"{cue}(?P<long>[^.;:()]{{3,140}}+) ?\((?P<name>{_TOKEN})\)") for cue in _BRINGS)
# "called Two-Stage Joint-Training" goes on: its first word is no name.
_CALLED = tuple(
    (word, re.compile(rf"{word}{rest},? {_OPEN}(?P<name>{_TOKEN}){_CLOSE}(?=[\s,.;:()]|$)(?! [A-Z])"))
    for word, rest in (("called", ""), ("named", ""), ("termed", ""), ("dubbed", "(?: as)?"), ("coined", "(?: as)?"))
)
_NOT_ITS_OWN = re.compile(
    r"\b(?:for|in|with|on|using|by|via|from|that|across|under|into|upon|to|called|named|existing|"
    r"classical|standard|systematic)\b"
)
_BROUGHT = re.compile(rf"\b(?:{_VERB}s?|called|named|termed|dubbed)[ ,][^.;]{{0,12}}$")
# A name that looks like one: a capital or a digit after its first character.
_SHAPED = re.compile(r"[^\W_].*[A-Z0-9]")
# Words that open titles, and terms that belong to everyone.
_COMMON = (
    "maml ewc mse slr ppo grpo pca svm svms lstm lstms mlp mlps bm25 hmm crf em kl vae vaes ssl dl iot api gui "
    "survey review tutorial position perspective introduction editorial preface commentary comment overview "
    "reply correction erratum corrigendum challenge challenges towards toward beyond rethinking revisiting "
    "report opinion viewpoint vision dataset benchmark roadmap essay abstract discussion summary conclusion "
    "foreword llm llms ai nlp ml rl lm lms mllm mllms vlm vlms rag cnn cnns rnn gan gans dnn dnns gnn "
    "gnns sota 2d 3d 4d ir qa nmt mt asr tts cv slm slms plm plms xai agi i a an the our this that it its "
    "these two three several both new novel moe rlhf cot icl nlg nlu kg kgs ood covid-19 method "
    "methods approach"
)
_NO_NAMES = frozenset(_COMMON.split())


def method_name(title: str | None, abstract: str | None) -> str | None:
    """The name of the method, model or data set that a paper brings, or None when it gives none for certain.

    Expects cleaned texts. Taken from the title before its colon (``mPLUG-Owl: Modularization …``), else from "we
    introduce mPLUG-Owl, …", "… called BurstAttention", "we propose Long Name (NAME)".
    """
    return _from_title(title or "", abstract or "") or _from_abstract(abstract or "")


def _from_title(title: str, abstract: str) -> str | None:
    head, colon, rest = title.partition(":")
    head = head.strip(" \"'“”‘’")
    if not colon or not rest.strip() or not 2 <= len(head) <= 40:
        return None
    words = head.split()
    if len(words) == 1:
        return head if _is_name(head) else None
    if len(words) <= 3 and all(word[0].isupper() or word[0].isdigit() for word in words):
        return head if words[-1][0].isdigit() or _introduced(head, abstract) else None
    return None


def _introduced(name: str, abstract: str) -> bool:
    """Whether ``abstract`` brings ``name`` forward: a verb of introduction before it, or "NAME is a …"."""
    at = abstract.find(name)
    if at < 0:
        return False
    before, after = abstract[max(0, at - 60) : at], abstract[at + len(name) : at + len(name) + 4]
    return after.startswith((" is ", " are", " (")) or _BROUGHT.search(before) is not None


def _from_abstract(abstract: str) -> str | None:
    """The earliest name that the abstract introduces."""
    found: list[tuple[int, str]] = []
    for hint, pattern, accepts in _PATTERNS:
        for match in pattern.finditer(abstract) if hint in abstract else ():
            name = match["name"].rstrip(".-/'")
            if _is_name(name) and accepts(match, name):
                found.append((match.start(), name))
                break
    return min(found)[1] if found else None


def _direct(match: re.Match[str], name: str) -> bool:
    """ "we introduce Otter, a …": the shape of a name, or a capital with an apposition behind it."""
    return _SHAPED.search(name) is not None or (name[0].isupper() and match["after"] is not None)


def _called(match: re.Match[str], name: str) -> bool:
    return _SHAPED.search(name) is not None or name[0].isupper()


def _expanded(match: re.Match[str], name: str) -> bool:
    """ "we propose Grid Beam Search (GBS)": the long form is the paper's own, not "a model for X Y (XY)"."""
    long = match["long"]
    words = re.split(r"[\s-]+", long)
    initial = name[0].lower()
    return (
        len(name) > 2
        and _NOT_ITS_OWN.search(long) is None
        and sum(letter.isupper() for letter in name) >= 2
        and any(word[:1].lower() == initial for word in words)
    )


# What brings names, each with what stands in every text that has it: there it is looked for.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], str], bool]], ...] = (
    *(("", pattern, _direct) for pattern in _DIRECT),
    *(("(", pattern, _expanded) for pattern in _EXPANDED),
    *((word, pattern, _called) for word, pattern in _CALLED),
)


def _is_name(word: str) -> bool:
    """Whether ``word`` can be a name: two characters or more, none of the words that titles open with."""
    return len(word) >= 2 and word.lower() not in _NO_NAMES and any(map(str.isalpha, word))
