"""Clauses to a Whoosh query tree: forms of words, variants, acronyms, corrected typos, facts. Imports Whoosh.

With ``literal`` only the very words count: no stems, variants or corrections, and beginnings only where a star asks for
them.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from math import log

from whoosh import query

from readinglist.core.search.analysis import analyse, is_cjk, raw_tokens, script_runs
from readinglist.core.search.compiling.filters import filter_fact
from readinglist.core.search.compiling.lexicon import Lexicon, as_one
from readinglist.core.search.compiling.raising import name_bonus, neighbours
from readinglist.core.search.compiling.title_ways import title_ways
from readinglist.core.search.evaluation import ranking
from readinglist.core.search.evaluation.likeness import Bag
from readinglist.core.search.evaluation.queries import Alternatives, AnyField, AnyPhrase, Form
from readinglist.core.search.evaluation.titles import TitleWay
from readinglist.core.search.facts import PaperFacts
from readinglist.core.search.query import language
from readinglist.core.search.query.wording import (
    flat,
    is_stop_word,
    number_split,
    other_number,
    places,
    texts,
    word_terms,
)
from readinglist.core.search.schema import CLAUSE_FIELDS, SHORT_PREFIX_FIELDS, TEXT_FIELDS
from readinglist.core.sentences import Sentence

MOST_GUESSED = 8  # unknown words of a query; what more of them were meant to be is not looked for, which takes a while
RARE, LIKELIER = 2, 30  # papers that hold a word which may be an error in them too; so many times as many hold another
LARGE, LONG, SURELY = 10_000, 8, 1000  # one paper in so many holds the error, of so many letters; and so many times
PAPERS_A_TIME = 100  # in a library of fewer papers, LIKELIER and more times are enough: one for so many papers
SWAPPED = 5  # letters of an error that is two swapped, or one left out in the middle: hardly any two words differ so
LONG_RUN = 4  # characters of Chinese, Japanese or Korean; a longer run is several terms of a long text
MISSPELT_NAME = 8  # letters; a shorter name written as two words is not looked for with a typing error
MOST_JOINED = 4  # words that may be one word: ``data env gym``
BEGINNING = 4  # letters; a shorter word that is not the last one is no beginning
_CUT = Sentence("The text has {count} different words; its {most} rarest are searched for.")
_PHRASE_FIELDS = ("title", "abstract", "note", "tags", "authors", "method", "highlights")


@dataclass
class Plan:
    """A compiled query. ``clauses`` pairs each top-level part of the query with its tree.

    ``bonus`` and ``titles`` raise the score of some of what matches, ``near`` of some of the best (see ``finding``).
    """

    clauses: list[tuple[language.Node, query.Query]] = field(default_factory=list)
    bonus: list[query.Query] = field(default_factory=list)
    near: list[AnyPhrase] = field(default_factory=list)
    titles: list[TitleWay] = field(default_factory=list)
    assumed: tuple[tuple[str, str], ...] = ()
    notes: list[Sentence] = field(default_factory=list)
    words: int = 0

    def tree(self) -> query.Query:
        """Everything that must match, with what raises the score of some."""
        required = [q for _, q in self.clauses]
        tree = query.And(required) if required else query.Every()
        return query.AndMaybe(tree, query.Or(self.bonus)) if self.bonus and required else tree


class Compiler:
    """Compiles the queries of one search.

    ``begun``: every word may be a beginning, not only the last one, and a typing error though a paper or two hold it;
    ``wide``: a last word of one or two letters is looked up as a beginning in every field; ``guessing``: unknown words
    are taken for typing errors, which is of use only where that finds something.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        facts: PaperFacts,
        *,
        literal: bool = False,
        begun: bool = False,
        wide: bool = False,
        guessing: bool = True,
        weights: ranking.Weights | None = None,
    ) -> None:
        self._lexicon = lexicon
        self._facts = facts
        self._literal = literal
        self._begun = begun
        self._wide = wide
        self._guessing = guessing
        self._typing = True  # whether the last word may be half typed
        self._weights = weights or ranking.Weights()
        self._now = time.time()
        self._assumed: list[tuple[str, str]] = []
        self._guessed: set[str] = set()
        self._excluding = False
        self._star = False  # whether the word at hand has one: only what begins so is asked for, if anything does

    def plan(self, parsed: language.Query, *, keep_stop_words: bool = True) -> Plan:
        """The whole query. ``keep_stop_words`` is false for a search that found hardly anything."""
        plan = Plan()
        self._typing = not (parsed.whole or parsed.text[-1:].isspace())
        children = self._cut(parsed, plan)
        if not keep_stop_words:
            content = [c for c in children if not is_stop_word(c)]
            children = content or children
        last = children[-1] if children else None
        plan.words = sum(isinstance(c, language.Word) for c in children)
        plan.clauses = self._sequence(children, last)
        plan.assumed = tuple(self._assumed)
        if not self._literal:
            plan.bonus = name_bonus(children, plan.assumed, self._lexicon)
            plan.near = neighbours(children, self._weights)
            plan.titles = title_ways(parsed, plan.clauses, plan.assumed, self._lexicon, self._together)
        return plan

    def _cut(self, parsed: language.Query, plan: Plan) -> list[language.Node]:
        """At most ``MAX_TERMS`` words: the rarest ones."""
        children = [c for c in parsed.root.children if not isinstance(c, language.Unfinished)]
        plan.notes.extend(parsed.notes)
        words = [c for c in children if isinstance(c, language.Word)]
        terms: dict[str, language.Node] = {}
        for word in words:
            for raw in raw_tokens(word.text):
                for term in _terms(raw):
                    terms.setdefault(term, language.Word(term, start=word.start, end=word.end))
        rest = [c for c in children if not isinstance(c, language.Word)]
        if len(terms) <= language.MAX_TERMS:
            return _in_order([*terms.values(), *rest]) if parsed.plain else children
        rarity = {term: self._rarity(term) for term in terms}
        chosen = set(sorted(terms, key=lambda term: (rarity[term], term))[: language.MAX_TERMS])
        plan.notes.append(_CUT.format(count=len(terms), most=language.MAX_TERMS))
        return _in_order([*(node for term, node in terms.items() if term in chosen), *rest])

    def _rarity(self, raw: str) -> int:
        """Papers that hold the rarest part of a token; a word that no paper holds comes last."""
        counts = [self._lexicon.count(term) for term, *_ in analyse(raw)[0]]
        return min(counts, default=0) or 1 << 40

    def bag(self, parsed: language.Query) -> Bag:
        """A query as a text: its words with their weights, and what is no word and still required.

        A word that is there several times counts more, by 1 + log of the times; words without content do not count,
        unless there are no others.
        """
        children = flat(self._cut(parsed, Plan()))
        words = [c for c in children if isinstance(c, language.Word)]
        words = [c for c in words if not is_stop_word(c)] or words
        times = Counter(raw for text in texts(parsed) for raw in raw_tokens(text))
        nodes: dict[str, language.Word] = {}
        for word in words:
            for raw in raw_tokens(word.text):
                nodes.setdefault(raw, word)
        trees = []
        for raw in nodes:
            tree = self._raw(raw, TEXT_FIELDS, begun=False)
            trees.append(query.Or([tree], boost=1 + log(max(1, times[raw]))))
        terms = [places(raw)[0] for raw in nodes]
        for phrase in (c for c in children if isinstance(c, language.Phrase)):  # required, and counts as the words do
            quoted = self._phrase(phrase.text, _PHRASE_FIELDS, begun=not phrase.closed)
            if quoted is not None:
                trees.append(quoted)
                terms.append([part for raw in raw_tokens(phrase.text) for part in places(raw)[0]])
        rest = [self._node(c, False) for c in children if not isinstance(c, language.Word)]
        return Bag(trees, terms, [q for q in rest if q is not None], neighbours(words, self._weights))

    # -- sequences

    def _sequence(
        self, children: Sequence[language.Node], last: language.Node | None
    ) -> list[tuple[language.Node, query.Query]]:
        """The clauses of an AND, neighbouring words with what they may be written as together."""
        out: list[tuple[language.Node, query.Query]] = []
        i = 0
        while i < len(children):
            taken = 0 if self._literal else self._joined(children[i : i + 8], last, out)
            if not taken:
                compiled = self._node(children[i], children[i] is last)
                if compiled is not None:
                    out.append((children[i], compiled))
            i += max(1, taken)
        return out

    def _joined(
        self,
        children: Sequence[language.Node],
        last: language.Node | None,
        out: list[tuple[language.Node, query.Query]],
    ) -> int:
        """``fine tuning`` also as ``finetuning``, spelled-out names also as the acronym. Returns the words taken."""
        parts = list(takewhile(bool, map(word_terms, children)))
        for n in range(len(parts), 0, -1):
            terms = [term for part in parts[:n] for term in part]
            forms = self._together(terms, children[n - 1] is last) if len(terms) == n > 1 else self._acronyms(terms)
            if forms:
                words = [self._node(child, child is last) for child in children[:n]]
                separate = query.And([w for w in words if w is not None])
                node = language.All(tuple(children[:n]), start=children[0].start, end=children[n - 1].end)
                together = [AnyField(TEXT_FIELDS, (form,), boost=self._no_rarer(form.text, terms)) for form in forms]
                out.append((node if n > 1 else children[0], Alternatives([separate, *together])))
                return n
        return 0

    def _no_rarer(self, word: str, terms: Sequence[str]) -> float:
        """What a word is multiplied by so that it weighs no more than the words for which it stands: few papers write
        ``timeseries`` or ``TS``, and no paper about time series is a better one for that."""
        papers, count = self._lexicon.papers, self._lexicon.count
        words = sum(ranking.idf(papers, count(term)) for term in terms)
        return min(1.0, words / ranking.idf(papers, max(1, count(word))))

    def _together(self, terms: Sequence[str], last: bool) -> list[Form]:
        forms = []
        if len(terms) == 2 or (len(terms) <= MOST_JOINED and self._lexicon.begins("".join(terms[:2]))):
            joined = "".join(terms)
            if len(joined) >= 4 and self._lexicon.known(joined):
                forms.append(Form(as_one(joined, terms[0]), joined, ranking.VARIANT, "variant"))
            tells = terms[-1].isdigit() or (len(terms[-1]) > 1 and len(joined) >= 5)  # ``gpt 4`` as ``gpt4v``
            if last and tells and len(joined) >= 4 and self._lexicon.begins(joined):
                forms.append(Form("prefix", joined, ranking.PREFIX, "variant"))
            if len(terms) == 2 and not forms:
                forms += self._misspelt_name(terms)
        return forms + self._acronyms(terms)

    def _acronyms(self, terms: Sequence[str]) -> list[Form]:
        """What the library calls something by its letters, where the terms spell that out."""
        if len(terms) < 2 or (len(terms) > 2 and not self._lexicon.may_spell(" ".join(terms[:2]))):
            return []
        names = [form for name in self._lexicon.acronym(terms) for form in (name, *other_number(name))]
        return [Form("exact", name, ranking.VARIANT, "acronym") for name in names]

    def _misspelt_name(self, terms: Sequence[str]) -> list[Form]:
        """``evolv director`` as ``evolvedirector``: two words, one of them unknown, that are one with one slip."""
        joined = "".join(terms)
        lexicon = self._lexicon
        if len(joined) < MISSPELT_NAME or all(lexicon.known(term) or lexicon.begins(term) for term in terms):
            return []
        if not self._may_guess(joined):
            return []
        # What the library writes as two words as well is no name: each of them has its own error.
        meant = [word for word in lexicon.one_edit(joined) if not any(" " in way for way in lexicon.spelled_out(word))]
        self._assume(" ".join(terms), meant)
        return [Form("exact", word, ranking.VARIANT, "typo") for word in meant]

    # -- nodes

    def _node(self, node: language.Node, last: bool) -> query.Query | None:  # noqa: PLR0911 - one line a type
        if isinstance(node, language.Word):
            return self._text(node.text, TEXT_FIELDS, begun=last and not self._literal, star=node.star)
        if isinstance(node, language.Phrase):
            return self._phrase(node.text, _PHRASE_FIELDS, begun=not node.closed)
        if isinstance(node, language.Field):
            return self._field(node, last)
        if isinstance(node, language.Not):
            self._excluding, outside = True, self._excluding
            child = self._node(node.child, False)
            self._excluding = outside
            return None if child is None else query.Not(child)
        if isinstance(node, language.Any):
            parts = [self._node(child, last and child is node.children[-1]) for child in node.children]
            found = [part for part in parts if part is not None]
            return query.Or(found) if len(found) == len(parts) else None
        if isinstance(node, language.All):
            children = [c for c in node.children if not isinstance(c, language.Unfinished)]
            parts = [q for _, q in self._sequence(children, children[-1] if last and children else None)]
            return query.And(parts) if parts else None
        return None

    def _text(self, text: str, fields: Sequence[str], *, begun: bool, star: bool) -> query.Query | None:
        """A word as typed, which may consist of several tokens (``foo/bar``)."""
        raws, self._star, begun = raw_tokens(text)[: language.MAX_TERMS], star, begun or star
        parts = [self._raw(raw, fields, begun and i == len(raws) - 1) for i, raw in enumerate(raws)]
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else query.And(parts)

    def _raw(self, raw: str, fields: Sequence[str], begun: bool) -> query.Query:
        parts, joined = places(raw)
        parts = parts[: language.MAX_TERMS]
        if len(parts) == 1:
            return self._word(parts[0], fields, begun)
        runs = script_runs(raw)[: language.MAX_TERMS]
        if len(runs) > 1 and not (self._literal or self._excluding):  # two words: nobody types a blank in ``GPT模型``
            apart = [self._raw(run, fields, begun and i == len(runs) - 1) for i, run in enumerate(runs)]
            return query.Or([self._places_phrase(parts, fields, begun), query.And(apart)])
        tree = self._compound(parts, joined, fields, begun)
        if self._literal or any(self._lexicon.known(j) or (begun and self._lexicon.begins(j)) for j in joined[-1:]):
            return tree
        if all(self._lexicon.known(p) for p in parts):
            return tree
        return query.And([self._word(p, fields, begun and i == len(parts) - 1) for i, p in enumerate(parts)])

    def _compound(self, places: list[str], joined: list[str], fields: Sequence[str], begun: bool) -> query.Query:
        """``fine-tuning``: its parts next to each other in any form, or written as one."""
        tree: query.Query = self._places_phrase(places, fields, begun)
        if self._literal:
            return tree
        other = [next(iter(self._lexicon.spellings(place)), place) for place in places]
        if other != places:  # ``optimisation-based``
            tree = query.Or([tree, self._places_phrase(other, fields, begun)])
        if not joined:
            return tree
        forms = [Form(as_one(joined[-1], places[0]), joined[-1], 1.0, "variant")]
        if begun:
            forms.append(Form("prefix", joined[-1], ranking.PREFIX, "prefix"))
        return query.Or([tree, AnyField(fields, forms)])

    def _places_phrase(self, places: Sequence[str], fields: Sequence[str], begun: bool) -> query.Query:
        kinds = ["exact" if self._literal or is_cjk(p) else "family" for p in places]
        if begun and not is_cjk(places[-1]) and (len(places[-1]) > 3 or self._literal or all(map(str.isdigit, places))):
            kinds[-1] = "prefix"  # ``1.5`` begins ``1.5B``
        forms = [Form(kind, text, 1.0, "phrase") for kind, text in zip(kinds, places, strict=True)]
        return AnyPhrase([f for f in fields if f in _PHRASE_FIELDS or f == "key"], forms)

    def _word(self, term: str, fields: Sequence[str], begun: bool) -> query.Query:
        """One term in its forms: exact, same stem, beginning of a longer word, split in two, spelled out."""
        if self._literal or (self._star and begun and self._lexicon.begins(term)):
            return AnyField(fields, (Form("prefix" if begun else "exact", term),), term)
        begun = begun or (len(term) >= BEGINNING and self._is_begun(term))
        meant = self._corrected(term, fields, begun)
        factor = ranking.TYPO if self._is_assumed(term) else 1.0
        own = 1.0 if self._lexicon.count(term) else factor  # what a paper holds comes first: it may be no error
        # What it was less likely meant to be is mostly rarer, and would come first for that.
        less = [factor * ranking.TYPO * self._no_rarer(word, meant[:1]) for word in meant[1:]]
        trees = [
            self._forms(word, fields, (begun and _may_go_on(word, term)) or self._is_begun(word), one)
            for word, one in zip(meant, (own, *less), strict=True)
        ]
        return trees[0] if len(trees) == 1 else query.Or(trees)

    def _is_assumed(self, term: str) -> bool:
        return any(typed == term for typed, _ in self._assumed)

    def _is_begun(self, term: str) -> bool:
        """Whether a word that is not the last one is a beginning: that is asked for, or it is no word by itself."""
        return self._begun or (not self._lexicon.known(term) and self._lexicon.begins(term))

    def _forms(self, term: str, fields: Sequence[str], begun: bool, factor: float) -> query.Query:
        spellings = self._lexicon.spellings(term)
        same = self._lexicon.share_of_stem(term, begun)
        forms = (
            Form("exact", term, (ranking.EXACT - ranking.STEM) * factor),
            *([Form("family", term, ranking.STEM * factor * same, "stem")] if same else []),
            *(Form("exact", other, ranking.STEM * factor, "stem") for other in other_number(term)),
            *(
                # Its other forms as stems; the very word first: timber is no other spelling of timbre.
                Form(kind, other, weight * ranking.SPELLING * factor, "variant")
                for other in spellings
                for kind, weight in (("exact", ranking.EXACT - ranking.STEM), ("family", ranking.STEM))
            ),
        )
        alternatives: list[query.Query] = [AnyField(fields, forms, term)]
        if begun:
            narrow = [f for f in fields if f in SHORT_PREFIX_FIELDS or fields != TEXT_FIELDS]
            where = fields if len(term) >= language.SHORT or self._wide or is_cjk(term) else narrow
            begins = (Form("prefix", one, ranking.PREFIX * factor, "prefix") for one in (term, *spellings))
            alternatives.append(AnyField(where, tuple(begins), term))
        alternatives += self._variants(term, fields, begun)
        return alternatives[0] if len(alternatives) == 1 else query.Or(alternatives)

    def _variants(self, term: str, fields: Sequence[str], begun: bool) -> list[query.Query]:
        """A term spelled out, or written as several words: as the library does itself; ``gpt4`` as ``gpt 4``."""
        where = [f for f in fields if f in ("title", "abstract")]
        ways = [tuple(text.split()) for text in self._lexicon.spelled_out(term)]
        ways += [way for way in [number_split(term)] if way and way not in ways]
        kinds = [(words, "family") for words in ways if len(words) > 1 and all(map(self._lexicon.known, words))]
        if begun:
            kinds += [(tuple(text.split()), "prefix") for text in self._lexicon.divided(term, begun=True)]
        return [
            AnyPhrase(
                where,
                [*(Form("family", w, 1.0, "variant") for w in words[:-1]), Form(last, words[-1], 1.0, "variant")],
                boost=ranking.VARIANT / len(words),
            )
            for words, last in (kinds if where else ())
        ]

    def _corrected(self, term: str, fields: Sequence[str], begun: bool) -> tuple[str, ...]:
        """The word itself if any paper knows it, else the likeliest words of these fields that were meant.

        Only a word that is being typed may be the beginning of one.
        """
        lexicon = self._lexicon
        if lexicon.count(term) or (begun and lexicon.begins(term)):
            guess = self._likelier if self._begun else self._surely
            return (term, *(() if self._excluding else guess(term, fields)))  # what is said is excluded, no more
        may_guess = self._may_guess(term)
        slip = lexicon.slip(term, fields) if may_guess else None
        if slip is not None:
            self._assume(term, (slip,))
            return (term, slip)
        if any(map(lexicon.known, (term, *other_number(term)))) or self._lexicon.spellings(term):
            return (term,)
        if lexicon.spelled_out(term) or (begun and lexicon.divided(term, begun=True)):
            return (term,)
        whole = lexicon.whole(term) if begun else None
        if whole is not None or not may_guess:
            return (whole or term,)
        found = lexicon.corrections(term, typing=begun and self._typing, fields=fields)
        self._assume(term, found)
        return found or (term,)

    def _likelier(self, term: str, fields: Sequence[str]) -> tuple[str, ...]:
        """What a word may have been meant to be that hardly any paper holds, and perhaps by a typing error too."""
        papers = self._lexicon.count(term)
        if not 0 < papers <= RARE or not self._may_guess(term):
            return ()
        found = tuple(
            word
            for word in self._lexicon.corrections(term, fields=fields)
            if self._lexicon.count(word) >= papers * LIKELIER
        )
        self._assume(term, found)
        return found

    def _surely(self, term: str, fields: Sequence[str]) -> tuple[str, ...]:
        """The word that a long one is misspelt for which hardly any paper of a large library holds, and by an error in
        them: one slip away another is so much more frequent, with another stem. Of a shorter one that is two letters
        swapped, or one left out in the middle: ``raining`` and ``modem`` are no training and no model.
        """
        lexicon = self._lexicon
        few = max(1, lexicon.papers // LARGE)
        if len(term) < SWAPPED or lexicon.count(term) > few:  # by far the most: no need to ask for what begins so
            return ()
        if not 0 < lexicon.most(term) <= few or not self._may_guess(term):
            return ()
        least = lexicon.most(term) * max(LIKELIER, min(SURELY, lexicon.papers // PAPERS_A_TIME))
        found = [word for word in lexicon.slips(term, fields) if word[0] == term[0] and lexicon.count(word) >= least]
        if not lexicon.count(term):  # it is still typed, and goes on from that word: ``retrievalq``
            found = [word for word in found if not term.startswith(word)]
        if len(term) < LONG:
            found = [word for word in found if sorted(word) == sorted(term) or _leaves_out(term, word)]
        self._assume(term, found)
        return tuple(found)

    def _may_guess(self, word: str) -> bool:
        """Whether an unknown word may be taken for a typing error: of very many only the first ones are."""
        if self._guessing and len(self._guessed) < MOST_GUESSED:
            self._guessed.add(word)
        return word in self._guessed

    def _assume(self, term: str, meant: Sequence[str]) -> None:
        self._assumed += [pair for pair in ((term, word) for word in meant) if pair not in self._assumed]

    def _phrase(self, text: str, fields: Sequence[str], *, begun: bool) -> query.Query | None:
        """Words in quotes: the very words, next to each other; the last one of an open quote may be begun."""
        parts = [part for raw in raw_tokens(text) for part in places(raw)[0]][: language.MAX_TERMS]
        if not parts:
            return None
        forms = [Form("exact", place, 1.0, "phrase") for place in parts]
        if begun and not self._literal:
            if len(parts[-1]) < 3 and len(parts) > 1:
                forms.pop()  # too short to look up as a beginning, and no word yet
            else:
                forms[-1] = Form("prefix", parts[-1], 1.0, "phrase")
        if len(forms) == 1:
            return AnyField(fields, forms, parts[0])
        return AnyPhrase(fields, forms)

    # -- fields

    def _field(self, node: language.Field, last: bool) -> query.Query | None:
        if node.name in language.TEXT_FIELDS:
            fields = (CLAUSE_FIELDS.get(node.name, node.name),)
            begun = ((last or node.name == "key") and not node.quoted) or not node.closed
            if node.quoted and node.name not in language.NAME_FIELDS:
                return self._phrase(node.value, fields, begun=not node.closed)
            return self._text(node.value, fields, begun=begun and not self._literal, star=node.star)
        return filter_fact(node, self._facts, last=last, now=self._now)


def _in_order(nodes: Sequence[language.Node]) -> list[language.Node]:
    """As they were typed: the last one may be a beginning."""
    return sorted(nodes, key=lambda node: node.start)


def _terms(raw: str) -> list[str]:
    """The terms of a raw token that count in a long text: itself, or of a long run of Chinese its bigrams."""
    if len(raw) <= LONG_RUN or not any(map(is_cjk, raw)):
        return [raw]
    return places(raw)[0]


def _may_go_on(word: str, typed: str) -> bool:
    """Whether a word may be a beginning: of one that was only meant, a few letters are that of too many others."""
    return word == typed or len(word) >= BEGINNING


def _leaves_out(term: str, word: str) -> bool:
    """Whether a slip is a letter of ``word`` left out, but the last one."""
    return len(term) < len(word) and term[-1] == word[-1]
