"""One paper is no "1 papers": wherever a number of things is told, there is a text for one of them."""

import ast
import re
from pathlib import Path

import pytest

import readinglist.gui
from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.parts.words import counted

THINGS = "papers|entries|records|hits|keys|lines|titles|abstracts|dumps|sources|verdicts|remarks|authors|files"
SEVERAL = re.compile(rf"\{{n\}} (?:new |selected |more )?(?:{THINGS})\b")
FILES = sorted(Path(readinglist.gui.__file__).parent.rglob("*.py"))
#: How a function tells one from several: by itself, or by a number that is never one.
TELLS = re.compile(r"counted\(|== 1\b|> 1\b|\bMANY\b|\bLOOKED(?:_UP)?\b|\bOPENED\b|\bNOTES_SAID\b|\bseveral\b")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 papers in x"), (1, "1 paper in x"), (2, "2 papers in x"), (1234, "1,234 papers in x")]
)
def test_counted(count: int, said: str) -> None:
    assert counted(count, "1 paper in {place}", "{n} papers in {place}", place="x") == said


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_where_several_are_told_there_are_words_for_one(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        told = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
        several = [words for words in told if isinstance(words, str) and SEVERAL.search(words)]
        source = ast.get_source_segment(text, function) or ""
        assert not several or TELLS.search(source), (function.name, several)


def test_an_export_of_a_single_hit(driver, tmp_path: Path) -> None:
    driver.window.page.search.set_query("beam pruning")
    driver.settle()
    assert len(driver.titles()) == 1
    driver.window.act("export")
    dialog = driver.dialog(ExportDialog)
    assert dialog._scope_words()[1] == "The only hit"
    driver.until(lambda: dialog.report is not None)
    dialog.save_to(str(tmp_path / "one.bib"))
    driver.until((tmp_path / "one.bib").exists)
    driver.settle()
    assert driver.window.statusBar().currentMessage().startswith("1 entry saved as one.bib")
    dialog.done(0)
    driver.back()
