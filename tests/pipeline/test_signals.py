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
