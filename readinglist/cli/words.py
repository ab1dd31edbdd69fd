"""What was typed, put so that argparse understands it as a person meant it. Imports argparse and difflib only.

Three things that argparse gets wrong: a text that begins with a dash (``search -survey``, ``--query -survey``,
``edit 3 title -omics``) is taken for options; a file without a command has none; and a command that there is not is
answered with the whole list.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

#: Commands whose words are texts: what begins with one dash and is no option of theirs is a word.
_OF_WORDS = frozenset({"search", "edit", "tag"})


def arranged(arguments: Sequence[str], commands: Mapping[str, argparse.ArgumentParser]) -> list[str]:
    """``arguments`` with ``open`` before files that have no command, and no text that could be taken for an option."""
    place = place_of_command(arguments)
    if place is None:
        return list(arguments)
    command, behind = arguments[place], arguments[place + 1 :]
    if command not in commands:
        return [*arguments[:place], "open", *arguments[place:]] if Path(command).exists() else list(arguments)
    return [*arguments[:place], command, *_told_apart(command, behind, commands[command])]


def place_of_command(arguments: Sequence[str]) -> int | None:
    """Where the command stands: the first word that is no option and no value of one."""
    words = iter(enumerate(arguments))
    for place, word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            return place
    return None


def _told_apart(command: str, words: Sequence[str], parser: argparse.ArgumentParser) -> list[str]:
    """Options with their values, and behind ``--`` the texts of a command that has some."""
    if "--" in words:
        return list(words)
    takes_value = {option: action.nargs is None for action in parser._actions for option in action.option_strings}
    pairs = list(_pairs(words, takes_value))
    if command not in _OF_WORDS:
        return [word for pair in pairs for word in pair]
    options = [pair for pair in pairs if pair[0] in takes_value or pair[0].startswith("--")]
    texts = [pair[0] for pair in pairs if pair not in options]
    return [*(word for pair in options for word in pair), *(["--", *texts] if texts else [])]


def _pairs(words: Sequence[str], takes_value: Mapping[str, bool]) -> Iterator[tuple[str, ...]]:
    """The words one by one; an option and a value that begins with a dash, joined as argparse wants them."""
    left = iter(words)
    for word in left:
        if not takes_value.get(word):
            yield (word,)
            continue
        value = next(left, None)
        if value is None or not value.startswith("-") or value == "-" or value in takes_value:
            yield (word,) if value is None else (word, value)
        else:
            yield (f"{word}={value}" if word.startswith("--") else word + value,)


def no_such_command(word: str, commands: Sequence[str]) -> str:
    """What to say of a first word that is neither a command nor a file."""
    from difflib import get_close_matches

    if any(sign in word for sign in "./\\~"):
        return f"there is no file {word!r}, and no command of that name"
    near = get_close_matches(word, commands, 1)
    meant = f"did you mean {near[0]!r}?" if near else f"the commands are {', '.join(commands)}"
    return f"there is no command and no file {word!r}; {meant}"
