"""The numbers of a title: what tells yearly tasks, workshops, parts and versions apart. Standard library only."""

import re
from unicodedata import normalize

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
#: Of other languages those that count parts, by value from one on.
_OTHER_ORDINALS = (
    "erster erste erstes premier première primera primero primeira prima primo первая первый первое الأول الأولى",
    "zweiter zweite zweites deuxième seconde segunda segundo seconda secondo вторая второй второе الثاني الثانية",
    "dritter dritte drittes troisième tercera tercero terceira terza terzo третья третий третье الثالث الثالثة",
    "vierter vierte viertes quatrième cuarta cuarto quarta quarto четвёртая четвертая четвёртый الرابع الرابعة",
)
_ORDINALS |= {name: value for value, names in enumerate(_OTHER_ORDINALS, start=1) for name in names.split()}
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?:[a-c](?![^\W\d_]))?")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
#: … and of parts and volumes, which go further.
_LONG_ROMAN = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: The small numerals that are one character, as the capital ones.
_SMALL_ROMANS = {code: code - 16 for code in range(0x2170, 0x2180)}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# A single letter is a numeral only behind one of these, before a colon or a full stop, or at the very end
# ("Foundations of Learning V"); other letters tell parts apart behind these, or alone in brackets or at the end.
_COUNTED_NAMES = (
    "part parts volume vol chapter phase book type version task class track level stage case paper section series "
    "teil band kapitel partie tome parte tomo volumen capítulo часть том глава"
)
_COUNTED = frozenset(_COUNTED_NAMES.split())
_NUMERALS = "一二三四五六七八九十"
_LABEL = re.compile(rf"(?<=[(\[])(?:[^\W\d_]|[{_NUMERALS}]+)(?=[)\]])|(?<=\s)[^\W\dA-Za-z_](?=\s*$)")
#: Numerals of parts inside words of Chinese and Japanese: その一, 第一部.
_INSIDE = re.compile(f"(?:その|第|之)([{_NUMERALS}]+)")


def numbers(title: str) -> tuple[str, ...]:
    """The numbers of ``title``, sorted: digits, ordinals (``3rd``, ``third``), number words, roman numerals to 39
    (of parts and volumes to 399), and the letters and numerals of other scripts that tell parts apart.

    ``SemEval-2020 Task 5`` → ("2020", "5"). Values are written in digits so that ``Part II`` equals ``Part 2``.
    """
    title = normalize("NFKC", title.translate(_SMALL_ROMANS))
    found = [number.lstrip("0") or "0" for number in _NUMBER.findall(title)]
    found += _INSIDE.findall(title)
    before = ""
    words = list(_WORD.finditer(title))
    for position, match in enumerate(words):
        word = match[0]
        counted = before.lower() in _COUNTED or _LABEL.match(title, match.start()) is not None
        if counted and (part := _part(word)):
            found.append(part)
            before = word
            continue
        ends = position == len(words) - 1 or title[match.end() : match.end() + 1] in (":", ".")
        value = _value(word, counted or ends)
        if value is not None:
            tens = _TENS.get(before.lower())
            if tens is not None and value < 10 and found and found[-1] == str(tens):
                found[-1] = str(tens + value)  # twenty-first
            else:
                found.append(str(value))
        before = word
    return tuple(sorted(found))


def _part(word: str) -> str:
    """What labels a part and is no word of the tables: a letter, a small or long roman numeral, an ideograph."""
    upper = word.upper()
    if (len(word) == 1 and word not in "IVXivx") or not word.strip(_NUMERALS):
        return upper
    return str(_roman(upper)) if _LONG_ROMAN.fullmatch(upper) and (word.islower() or word.isupper()) else ""


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
