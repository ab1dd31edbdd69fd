"""Writes the texts of the window for translators: ``python packaging/translations.py [LOCALE…] [--check]``.

``resources/translations/readinglist.ts`` is the template: every text of ``readinglist/gui`` under its context, and what
``readinglist/core`` says, which knows no Qt to mark it with: titles of known errors under ``Errors``, their messages
and what reports tell under ``Sentences``. For each locale named (``de``, ``pt_BR``) a file of its own is begun from it;
those that are there take new texts and keep what was translated, and are compiled to the ``.qm`` that the window loads.
``--check`` writes nothing and fails where the template is not what the sources say. Needs the tools that come with
PySide6 (lupdate, lrelease).
"""

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUI = ROOT / "readinglist" / "gui"
CORE = ROOT / "readinglist" / "core"
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "readinglist.ts"
#: Places change with every line of code: left out, so that the template changes with its texts only.
OPTIONS = ["-tr-function-alias", "QT_TRANSLATE_NOOP+=N", "-locations", "none", "-no-obsolete", "-sort-messages"]


def tool(name: str) -> str:
    """The path of a tool of PySide6, beside this Python or on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} was not found: it comes with PySide6.")
    return found


def sentences() -> tuple[set[str], set[str]]:
    """What the library says: titles of known errors; and templates, of their messages and of other sentences.

    A template is a plain text where it is made: an f-string would be another text each time.
    """
    nodes = [node for path in CORE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    classes = {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}
    known = ["ReadingListError"]
    for name in known:  # it grows
        known += [kind.name for kind in classes.values() if name in map(ast.unparse, kind.bases)]
    titles: list[ast.expr] = [
        part.value for name in known for part in classes[name].body if isinstance(part, ast.Assign)
    ]
    templates: list[ast.expr] = []
    for call in nodes:
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {*known, "Sentence", "super().__init__"}:
            templates += call.args[:1]
            titles += [given.value for given in call.keywords if given.arg == "title"]
    return _texts(titles), _texts(templates)


def _texts(found: list[ast.expr]) -> set[str]:
    return {text.value for text in found if isinstance(text, ast.Constant) and isinstance(text.value, str)}


def collect(target: Path) -> None:
    """Bring the file ``target`` up to date with the texts of the window."""
    sources = sorted(str(path) for path in GUI.rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder, "core.py")
        contexts = zip(("Errors", "Sentences"), sentences(), strict=True)
        said = [f"N({context!r}, {text!r})\n" for context, texts in contexts for text in sorted(texts)]
        core.write_text("".join(said), encoding="utf-8")
        command = [tool("pyside6-lupdate"), *OPTIONS, *sources, str(core), "-ts", str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or "won't be updated" in done.stderr:
        raise SystemExit(done.stdout + done.stderr)


def begin(locale: str, target: Path) -> None:
    """Begin a translation: the template with its language, without which lupdate leaves a file as it is."""
    target.write_text(TEMPLATE.read_text("utf-8").replace("<TS ", f'<TS language="{locale}" ', 1), encoding="utf-8")


def compiled(source: Path, target: Path) -> None:
    """Compile a translation to what the window loads."""
    command = [tool("pyside6-lrelease"), str(source), "-qm", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def stale() -> bool:
    """Whether the template is not what the sources say."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, TEMPLATE.name)
        collect(fresh)
        return not TEMPLATE.exists() or fresh.read_bytes() != TEMPLATE.read_bytes()


def main() -> int:
    """Write the template and the translations, or check the template."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("locales", nargs="*", metavar="LOCALE")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.check:
        return int(stale())
    FOLDER.mkdir(parents=True, exist_ok=True)
    TEMPLATE.unlink(missing_ok=True)
    collect(TEMPLATE)
    for locale in arguments.locales:
        begun = FOLDER / f"readinglist_{locale}.ts"
        if not begun.exists():
            begin(locale, begun)
    for translation in FOLDER.glob("readinglist_*.ts"):
        collect(translation)
        compiled(translation, translation.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
