"""Wakes a waiting process when a signal comes or a child has something to say; nothing is polled meanwhile."""

import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))
_NEWS = tuple(getattr(signal, name) for name in ("SIGCHLD",) if hasattr(signal, name))


class Bell:
    """Rings for signals; `must_stop` once somebody asked this process to end."""

    def __init__(self, ringing: socket.socket) -> None:
        self._ringing = ringing
        self.must_stop = False

    def wait(self, seconds: float | None, *others: int) -> list[int]:
        """Wait until a signal comes, one of the other descriptors can be read, or the time is over; which can be."""
        if self.must_stop:
            return []
        ringing = self._ringing.fileno()
        ready, _, _ = select.select([ringing, *others], [], [], seconds)
        if ringing in ready:
            self._ringing.recv(4096)
        return [other for other in others if other in ready]

    def pause(self, seconds: float) -> bool:
        """Wait so long; False as soon as this process must stop."""
        self.wait(seconds)
        return not self.must_stop

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.must_stop = True

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        """Only wakes `wait`."""

    def attach(self) -> None:
        """Take over the signals of this process."""
        for number in _STOPS:
            signal.signal(number, self._stop)
        for number in _NEWS:
            signal.signal(number, self._note)


@contextmanager
def listening() -> Iterator[Bell]:
    """A bell for this process (main thread only), and the former handlers again afterwards."""
    former = {number: signal.getsignal(number) for number in (*_STOPS, *_NEWS)}
    ringing, ringer = socket.socketpair()
    with ringing, ringer:
        ringing.setblocking(False)
        ringer.setblocking(False)
        before = signal.set_wakeup_fd(ringer.fileno(), warn_on_full_buffer=False)
        bell = Bell(ringing)
        bell.attach()
        try:
            yield bell
        finally:
            signal.set_wakeup_fd(before)
            for number, handler in former.items():
                signal.signal(number, handler)
