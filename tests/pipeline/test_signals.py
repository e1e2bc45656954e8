from __future__ import annotations

import os
import signal
import threading

import pytest

from wikiclean.pipeline.signals import Interrupted, interruptible


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_raises_and_later_ones_wait(number: int, code: int) -> None:
    before = signal.getsignal(number)
    with interruptible() as stop:
        with pytest.raises(Interrupted) as caught:
            os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        assert caught.value.exit_code == code
        with pytest.raises(Interrupted):
            stop.check()
    assert signal.getsignal(number) is before


def test_the_end_of_the_time_is_like_a_signal() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with interruptible(max_time=3600):
        with pytest.raises(Interrupted) as caught:
            os.kill(os.getpid(), signal.SIGALRM)
        assert (caught.value.exit_code, caught.value.reason) == (1, "--max-time")
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_alarm_clock_wakes_whoever_waits() -> None:
    with pytest.raises(Interrupted), interruptible(max_time=0.01):
        threading.Event().wait(60)


def test_in_other_threads_the_time_ends_at_the_next_look() -> None:
    seen: list[Interrupted] = []

    def work() -> None:
        with interruptible(max_time=0.01) as stop:
            while True:
                try:
                    stop.check()
                except Interrupted as over:
                    seen.append(over)
                    return

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [over.exit_code for over in seen] == [1]


def test_nothing_that_handles_errors_catches_it() -> None:
    assert not issubclass(Interrupted, Exception)


def test_other_threads_leave_signals_alone() -> None:
    seen = []

    def work() -> None:
        with interruptible() as stop:
            seen.append((stop.signum, signal.getsignal(signal.SIGINT)))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(None, before)]


def test_behind_the_shield_a_signal_waits() -> None:
    with interruptible() as stop:
        with stop.shielded():
            with stop.shielded():
                os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Interrupted) as caught:
            stop.check()
    assert caught.value.exit_code == 143
