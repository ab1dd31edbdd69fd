"""What numbers may be typed, with a message for each that cannot be understood. Imports argparse only."""

import argparse
import re


def paper(text: str) -> int:
    """A paper's number."""
    return _number(text, "'list' shows the papers' numbers")


def dump(text: str) -> int:
    """An import's number."""
    return _number(text, "'dumps' shows the imports' numbers")


def _number(text: str, where: str) -> int:
    if not re.fullmatch(r"[0-9]+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number; {where}")
    return int(text)


def count(text: str) -> int:
    """How many; 0 stands for all."""
    if not re.fullmatch(r"[0-9]+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number; type 20 for twenty, or 0 for all")
    return int(text)


def year(text: str) -> int:
    """A year of a page."""
    if not re.fullmatch(r"1[5-9][0-9]{2}|20[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no year; type four digits, such as 2024")
    return int(text)
