"""The numbers of a title: what tells yearly tasks, workshops, parts and versions apart. Standard library only."""

import re

_ORDINAL_NAMES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {name: value for value, name in enumerate(_ORDINAL_NAMES.split())}
_CARDINAL_NAMES = "zero one two three four five six seven eight nine ten eleven twelve"
_CARDINALS = {name: value for value, name in enumerate(_CARDINAL_NAMES.split())}
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {name: 20 + 10 * place for place, name in enumerate(_TEN_NAMES.split())}
_TENS |= {name[:-1] + "ieth": value for name, value in _TENS.items()}
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
# A single letter is a numeral only behind one of these, or at the very end ("Foundations of Learning V").
_COUNTED_NAMES = "part volume vol chapter phase book type version task class track level stage case paper"
_COUNTED = frozenset(_COUNTED_NAMES.split())


def numbers(title: str) -> tuple[str, ...]:
    """The numbers of ``title``, sorted: digits, ordinals (``3rd``, ``third``), number words, roman numerals to 39.

    ``SemEval-2020 Task 5`` → ("2020", "5"). Values are written in digits so that ``Part II`` equals ``Part 2``.
    """
    found = [number.lstrip("0") or "0" for number in _NUMBER.findall(title)]
    before = ""
    words = _WORD.findall(title)
    for position, word in enumerate(words):
        value = _value(word, before.lower() in _COUNTED or position == len(words) - 1)
        if value is not None:
            tens = _TENS.get(before.lower())
            if tens is not None and value < 10 and found and found[-1] == str(tens):
                found[-1] = str(tens + value)  # twenty-first
            else:
                found.append(str(value))
        before = word
    return tuple(sorted(found))


def _value(word: str, counted: bool) -> int | None:
    """What ``word`` counts, or None; ``counted`` says that it stands where a single letter is a numeral."""
    if word.isupper() and (len(word) > 1 or counted) and _ROMAN.fullmatch(word):
        return _roman(word)
    lowered = word.lower()
    for table in (_ORDINALS, _CARDINALS, _TENS):
        if lowered in table:
            return table[lowered]
    return None


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
