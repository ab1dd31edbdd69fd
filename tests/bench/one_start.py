"""One start of the window, measured: ``python -m tests.bench.one_start FOLDER`` prints its milliseconds as JSON.

Loads nothing before `import PySide6.QtWidgets`, which is the reference: modules of the standard library that Qt's
import needs as well would make it look quicker than it is in a process that has only begun. For ``tests.bench.start``.
"""

import os
import sys
import time


def start(folder: str) -> dict[str, float]:
    """Milliseconds of this process, which must be a new one: Qt's import, the first paint, the first rows."""
    begin = time.perf_counter()
    import PySide6.QtWidgets  # noqa: F401 - its time is the reference

    imported = time.perf_counter()
    import gc

    gc.disable()  # as the program does
    from pathlib import Path

    from readinglist.gui.app import Application, make_qt
    from readinglist.paths import library_paths

    qt, at = make_qt([]), {"import": imported, "paint": 0.0, "rows": 0.0}
    application = Application(qt, library_paths(Path(folder)))
    listed = application.window.page.list

    def painted() -> None:
        at["paint"] = time.perf_counter()

    def rows(_listing: object) -> None:
        listed.viewport().repaint()
        at["rows"] = time.perf_counter()
        qt.quit()

    application.window.painted.connect(painted)
    application.window.browser.shown.connect(rows)
    application.start([])
    qt.exec()
    application.close()
    return {name: (value - begin) * 1000 for name, value in at.items()}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measured = start(sys.argv[1])
    import json

    print(json.dumps(measured))
