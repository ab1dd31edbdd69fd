"""Starting, coming back, starting twice."""

import itertools
import json
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

from PySide6.QtCore import QByteArray, QDataStream, QEvent, QIODevice, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QMessageBox

from readinglist.core.library import Library
from readinglist.gui.app import Application
from readinglist.gui.parts.settings import Settings
from readinglist.gui.reading.shown_paper import ShownPaper
from readinglist.gui.single_instance import Door, hand_over
from readinglist.gui.state import restore_looks
from readinglist.gui.work.session import Session
from readinglist.paths import library_paths
from tests.timing import PATIENCE

from .conftest import PAGE, Driver, end, start

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "whoosh",
    "numpy",
    "sqlite3",
    "readinglist.core.library",
    "readinglist.core.records",
    "readinglist.gui.parts.dialog",
    "readinglist.gui.parts.early_keys",
    "readinglist.gui.parts.forms",
    "readinglist.gui.verbs.dragging",
    "socket",
)


def run_python(code: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=env,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )


def test_nothing_heavy_before_the_first_paint(tmp_path):
    done = run_python(
        f"""
        import sys
        from readinglist.gui.app import Application, make_qt
        from readinglist.paths import library_paths
        qt = make_qt([])
        application = Application(qt, library_paths(sys.argv[1]))
        def painted():
            print("loaded", [name for name in {HEAVY!r} if name in sys.modules])
        application.window.painted.connect(painted)
        application.session.opened.connect(qt.quit)
        application.start([])
        qt.exec()
        print("then", "sqlalchemy" in sys.modules)
        application.close()
        """,
        str(tmp_path / "library"),
        home=tmp_path,
    )
    assert done.stdout.split("\n")[:2] == ["loaded []", "then True"], done.stderr


def test_place_words_and_paper_come_back(folder, qtbot, qapp):
    driver = start(folder, qtbot, qapp)
    driver.keys("r")
    driver.key(Qt.Key.Key_Slash)
    driver.keys("beam")
    titles = driver.titles()
    end(driver)
    again = start(folder, qtbot, qapp)
    assert again.window.page.search.text() == "beam"
    assert again.titles() == titles
    again.window.browser.show(again.window.side.lines.entry(1).query, "view:new")
    again.settle()
    again.keys("j")
    paper = again.window.pane.paper.id
    end(again)
    third = start(folder, qtbot, qapp)
    assert third.window.browser.key == "view:new"
    assert third.window.pane.paper.id == paper
    assert third.window.page.search.text() == ""
    end(third)


def test_the_state_is_the_owners_only(folder, qtbot, qapp):
    driver = start(folder, qtbot, qapp)
    end(driver)
    state = folder / "window.json"
    assert stat.S_IMODE(state.stat().st_mode) == 0o600


def test_a_damaged_state_counts_as_none(folder, qtbot, qapp):
    for text in (
        "",
        "{",
        "[1]",
        json.dumps({"place": "nonsense:x", "panes": {"sizes": "x"}, "geometry": "!", "keys": []}),
    ):
        (folder / "window.json").write_text(text, encoding="utf-8")
        driver = start(folder, qtbot, qapp)
        assert len(driver.titles()) == 3
        end(driver)


def kept_geometry(place: QRect, screen_width: int) -> str:
    """What a window writes down of its place (QWidget::saveGeometry, version 3), base64."""
    data = QByteArray()
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeUInt32(0x1D9D0CB)
    for number in (3, 0):
        stream.writeUInt16(number)
    stream << place << place
    stream.writeInt32(0)
    for flag in (0, 0):
        stream.writeUInt8(flag)
    stream.writeInt32(screen_width)
    stream << place
    return bytes(data.toBase64().data()).decode()


def test_a_window_kept_on_another_screen_comes_back_within_this_one(driver):
    """A larger screen, one that is gone, another scale factor: nothing of the window may lie where nobody sees it."""
    window = driver.window
    room = window.screen().availableGeometry()
    for place, wider in itertools.product((QRect(10, 40, 1280, 1600), QRect(-4000, 9000, 400, 300)), (1, 2, 0.5)):
        window.settings.set("geometry", kept_geometry(place, round(room.width() * wider)))
        window.setGeometry(0, 0, 1280, 1600)
        restore_looks(window)
        assert room.contains(window.geometry()) and window.height() < room.height(), (place, wider)


def test_settings_have_the_tables_defaults(tmp_path):
    settings = Settings(tmp_path / "window.json")
    assert settings.get("theme") == "system"
    settings.set("theme", "dark")
    assert Settings(tmp_path / "window.json").get("theme") == "dark"


def test_a_second_start_hands_its_files_over(tmp_path, qapp, qtbot):
    paths = library_paths(tmp_path / "library")
    assert hand_over(paths, ["a.txt"]) is False
    door = Door(paths)
    taken = []
    door.knocked.connect(taken.append)
    code = """
        import sys
        from PySide6.QtCore import QCoreApplication
        from readinglist.gui.single_instance import hand_over
        from readinglist.paths import library_paths
        qt = QCoreApplication([])
        print(hand_over(library_paths(sys.argv[1]), sys.argv[2:]))
    """
    env = {**os.environ, "HOME": str(tmp_path)}
    second = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "library"), "page one.txt"],
        stdout=subprocess.PIPE,
        text=True,
        env=env,
        cwd=Path(__file__).resolve().parents[2],
    )
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert second.stdout.read().strip() == "True"
    second.stdout.close()
    assert [Path(file).name for file in taken[0]] == ["page one.txt"]
    mode = stat.S_IMODE(Path(door.path).stat().st_mode)
    assert mode & 0o077 == 0
    door.close()


def test_without_windows_there_is_one_line(tmp_path):
    code = """
        import os, sys
        os.environ["QT_QPA_PLATFORM"] = "nowhere"
        from readinglist.gui.app import make_qt
        make_qt([])
    """
    done = run_python(code, home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "nowhere" in done.stderr and "command line" in done.stderr


def test_nonsense_at_the_door_is_ignored(tmp_path, qapp, qtbot):
    paths = library_paths(tmp_path / "library")
    door = Door(paths)
    taken = []
    door.knocked.connect(taken.append)
    for message in (b"\x00\x00\x00\x03abc", b"\xff\xff\xff\xff", b"\x00\x00\x00\x02{}"):
        guest = QLocalSocket()
        guest.connectToServer(door.path)
        assert guest.waitForConnected(PATIENCE * 1000)
        guest.write(message)
        guest.flush()
        qtbot.waitUntil(
            lambda guest=guest: guest.state() != QLocalSocket.LocalSocketState.ConnectedState or len(taken) > 0
        )
        guest.abort()
        assert all(files == [] for files in taken)
        taken.clear()
    door.close()


def test_files_of_the_command_line_are_imported(tmp_path, qtbot, qapp):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    Settings(tmp_path / "library" / "window.json").set("preview_imports", False)
    driver = start(tmp_path / "library", qtbot, qapp, [str(page)])
    from readinglist.gui.dialogs.import_dialog import ImportDialog

    dialog = driver.window.findChild(ImportDialog)
    driver.until(lambda: dialog.report is not None)
    dialog.accept()
    driver.settle()
    assert len(driver.titles()) == 3
    end(driver)


def main_job(tmp_path, library):
    """What the demonstration prints about the samples."""
    from readinglist.paths import resource

    done = run_python(
        """
        import sys
        from pathlib import Path
        from readinglist.gui.offscreen import demonstrate
        from readinglist.paths import library_paths
        files = sorted(str(path) for path in Path(sys.argv[2]).glob("*.txt"))
        print(demonstrate(library_paths(sys.argv[1]), files, sys.argv[3]))
        """,
        str(tmp_path / library),
        str(resource("samples")),
        str(tmp_path / "out"),
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_main_job_without_a_display(tmp_path):
    written = tmp_path / "out" / "readinglist.bib"
    assert "Together:" in main_job(tmp_path, "library")
    assert written.read_text(encoding="utf-8").count("\n@") > 40
    assert (tmp_path / "out" / "readinglist.png").stat().st_size > 10_000
    again = main_job(tmp_path, "library")
    assert again.count("already imported") == 3 and "nothing new to import" in again
    assert QImage(str(tmp_path / "out" / "readinglist.png")).width() == 1280
    with Library.open(tmp_path / "library", create=False) as library:
        (starred,) = library.papers(library.ids("starred"))  # the same one, which the second time has its star already
        assert starred.note and f"Starred and annotated: {starred.title}" in again
    written.write_text("% of another library", encoding="utf-8")
    assert "Saved as readinglist.bib" in main_job(tmp_path, "another library")
    assert written.read_text(encoding="utf-8").count("\n@") > 40


def test_a_library_in_use_says_so_and_can_be_tried_again(folder, qtbot, qapp):
    holder = Library.open(library_paths(folder))
    application = Application(qapp, library_paths(folder))
    application.start([])
    qtbot.waitUntil(lambda: bool(application.window.findChildren(QMessageBox)))
    (box,) = application.window.findChildren(QMessageBox)
    assert "in use" in box.text()
    assert "in use" in application.window.page.empty.words
    holder.close()
    next(button for button in box.buttons() if button.text() == "Try again").click()
    qtbot.waitUntil(lambda: application.session.library is not None)
    qtbot.waitUntil(lambda: not application.runner.busy)
    assert application.window.page.model.rowCount() == 3
    application.close()


def early(folder, qtbot, qapp):
    """A window right after its first paint, its library not open yet."""
    application = Application(qapp, library_paths(folder))
    application.session.open = lambda failed, anew: None  # the test opens it when the keys are pressed
    application.start([])
    qtbot.waitUntil(application.window.isActiveWindow)
    return application, Driver(application, qtbot)


def arrived(application, driver, qtbot):
    """The same window when its library is open and shown."""
    problems = driver.problems = []
    application.runner.unexpected.connect(problems.append)
    Session.open(application.session, problems.append)
    qtbot.waitUntil(lambda: application.window.browser.listing is not None)
    driver.settle()


def test_words_typed_before_the_library_is_open_are_searched_for(folder, qtbot, qapp):
    application, driver = early(folder, qtbot, qapp)
    driver.key(Qt.Key.Key_Slash)
    driver.keys("beam")
    arrived(application, driver, qtbot)
    assert application.window.page.search.text() == "beam" and application.window.page.search.hasFocus()
    assert driver.titles() == ["Beam Search Strategies for Neural Machine Translation"]
    end(driver)


def test_what_an_entry_lacks_shoves_nothing_when_it_is_known(driver):
    """It takes a moment at the start: by then the abstract is being read."""
    pane, library = driver.window.pane, driver.library
    paper = pane.paper

    def top(*lacks: str, known: bool = True) -> int:
        pane.show_paper(ShownPaper(pane.paper, lacks=lacks if known else None))
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        return pane.abstract.y()

    assert top(known=False) == top("author", "year") and pane._needs.isVisible()
    assert top(known=False) > top() and not pane._needs.isVisible()
    for field, value in (("authors", "Doe, Jane"), ("year", "2020"), ("doi", "10.1000/182")):
        library.edit(paper.id, field, value)
    driver.until(lambda: pane.paper.doi is not None)
    assert top(known=False) == top() and not pane._needs.isVisible()


def test_verbs_pressed_before_the_first_rows_are_done_when_they_are_there(folder, qtbot, qapp):
    application, driver = early(folder, qtbot, qapp)
    driver.keys("js")
    arrived(application, driver, qtbot)
    qtbot.waitUntil(lambda: bool(driver.library.ids("starred")))
    assert list(driver.library.ids("starred")) == [driver.library.ids("library")[1]]
    end(driver)


def test_a_vanished_library_is_asked_about(folder, qtbot, qapp):
    for name in ("library.sqlite", "library.sqlite-wal", "library.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    application = Application(qapp, library_paths(folder))
    application.start([])
    qtbot.waitUntil(lambda: bool(application.window.findChildren(QMessageBox)))
    box = application.window.findChildren(QMessageBox)[0]
    assert "is gone" in box.informativeText() + box.text() and not (folder / "library.sqlite").exists()
    next(button for button in box.buttons() if "new library" in button.text()).click()
    qtbot.waitUntil(lambda: application.window.browser.listing is not None)
    assert (folder / "library.sqlite").exists() and application.window.page.model.rowCount() == 0
    driver = Driver(application, qtbot)
    driver.problems = []
    end(driver)
