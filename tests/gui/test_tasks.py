"""The one runner: threads, order, exactly one end."""

import threading

import pytest
from PySide6.QtCore import QTimer

from readinglist.gui.work.tasks import Job, Runner
from tests.timing import PATIENCE


@pytest.fixture
def runner(qapp):
    made = Runner()
    yield made
    assert made.close()


def test_done_comes_in_the_gui_thread(runner, qtbot):
    seen = []
    runner.submit(
        "a",
        Job(
            lambda _job: threading.current_thread().name, lambda value: seen.append((value, threading.current_thread()))
        ),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("lane-a", threading.main_thread())]
    assert not runner.busy


def test_a_lane_keeps_its_order(runner, qtbot):
    seen = []
    for number in range(50):
        runner.submit("a", Job(lambda _job, number=number: number, seen.append))
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_failure_is_told_once(runner, qtbot):
    told, unexpected = [], []
    runner.unexpected.connect(unexpected.append)
    runner.submit("a", Job(lambda _job: 1 / 0, None, told.append))
    runner.submit("a", Job(lambda _job: {}["x"]))
    qtbot.waitUntil(lambda: bool(told and unexpected))
    assert [type(error) for error in told + unexpected] == [ZeroDivisionError, KeyError]


def test_only_the_newest_request_is_answered(runner, qtbot):
    gate, began, seen = threading.Event(), threading.Event(), []

    def first(job):
        began.set()
        gate.wait(PATIENCE)
        return "cancelled" if job.cancelled() else "first"

    jobs = [runner.latest("a", Job(first, seen.append))]
    assert began.wait(PATIENCE)
    jobs += [runner.latest("a", Job(lambda _job, number=number: number, seen.append)) for number in range(20)]
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert seen == [19]
    assert [job.outcome for job in jobs] == ["done", *["dropped"] * 19, "done"]


def test_an_answer_that_waits_to_be_told_is_stale_too(runner, qtbot):
    seen, ready = [], threading.Event()

    def first(_job):
        return "stale"

    runner.latest("a", Job(first, seen.append))
    runner.submit("a", Job(lambda _job: ready.set()))
    assert ready.wait(PATIENCE)  # the first answer lies in the queue of this thread by now
    runner.latest("a", Job(lambda _job: "fresh", seen.append))
    qtbot.waitUntil(lambda: not runner.busy)
    assert seen == ["fresh"]


def test_progress_arrives_before_the_report(runner, qtbot):
    seen = []

    def steps():
        yield "one"
        yield "two"
        return "report"

    job = Job(lambda job: job.drive(steps()), lambda value: seen.append(("done", value)))
    job.on_progress = lambda value: seen.append(("progress", value))
    runner.submit("a", job)
    qtbot.waitUntil(lambda: ("done", "report") in seen)
    assert seen[0] == ("progress", "one")
    assert seen[-1] == ("done", "report")


def test_closing_finishes_what_must_be_written(qapp):
    runner, gate, written = Runner(), threading.Event(), []
    runner.submit("write", Job(lambda _job: gate.wait(PATIENCE)))
    for number in range(5):
        runner.submit("write", Job(lambda _job, number=number: written.append(number)))
    gate.set()
    assert runner.close()
    assert written == [0, 1, 2, 3, 4]
    late = runner.submit("write", Job(lambda _job: written.append("late")))
    assert late.outcome == "dropped"
    assert "late" not in written


def test_answers_that_come_together_are_given_one_in_a_turn(runner, qtbot):
    seen, turns = [], []
    heartbeat = QTimer(interval=0)
    heartbeat.timeout.connect(lambda: turns.append(len(seen)))
    through = [threading.Event() for _ in range(4)]
    for number, event in enumerate(through):
        runner.submit(f"lane {number}", Job(lambda _job, number=number: number, seen.append))
        runner.submit(f"lane {number}", Job(lambda _job, event=event: event.set()))
    assert all(event.wait(PATIENCE) for event in through)  # all answers wait for this thread now
    heartbeat.start()
    qtbot.waitUntil(lambda: not runner.busy)
    heartbeat.stop()
    assert {1, 2, 3} <= set(turns)
