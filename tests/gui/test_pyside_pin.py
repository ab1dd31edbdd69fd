"""Why PySide6 is pinned: a release lost a reference to None on every void call, and aborted after about 5,000."""

import sys

from PySide6.QtGui import QPainter, QPixmap


def test_none_keeps_its_references(qapp):
    picture = QPixmap(10, 10)
    painter = QPainter(picture)
    painter.drawLine(0, 0, 5, 5)
    before = sys.getrefcount(None)
    for _ in range(200):
        painter.drawLine(0, 0, 5, 5)
    after = sys.getrefcount(None)
    painter.end()
    assert after >= before - 20
