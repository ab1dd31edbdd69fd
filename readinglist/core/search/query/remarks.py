"""What the language says of a query: sentences for the line above the hits. Imports sentences."""

from collections.abc import Sequence

from readinglist.core.sentences import Sentence

TOO_LONG = Sentence("Only the first {most:,} characters of the text are searched for, and the filters behind them.")
TOO_DEEP = Sentence("Brackets deeper than {most} mean nothing.")
TOO_MANY = {
    False: Sentence("Only the first {most} words of the query count."),
    True: Sentence("Only the first {most} filters of the query count."),
}
NO_OR = Sentence("In so long a text OR and brackets mean nothing; only its filters do.")
NOTHING_BEHIND = Sentence(
    "Behind “{field}” there is a space, so it restricts nothing: write what is meant right behind it."
)
NO_STAR = Sentence("A star between quotes means nothing.")
NO_VALUE = Sentence("“{field}:” cannot be “{value}”, which is searched for as text.")
_CAN_BE = Sentence("{cannot} It can be {values}.")


def can_be(field: str, value: str, values: Sequence[str]) -> Sentence:
    """What is said of a value that a field cannot have, with those that it can have."""
    return _CAN_BE.format(cannot=NO_VALUE.format(field=field, value=value), values=list(values))
