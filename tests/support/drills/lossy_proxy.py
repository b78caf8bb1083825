"""A server between the program and PostgreSQL that, when told to, passes a COMMIT on and loses the answer."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class LossyProxy:
    """Forwards connections to a server. After `lose(n)` the n-th COMMIT from now is done, and its connection breaks."""

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.lost = 0
        self._counting = threading.Lock()
        self._commits_left = 0
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._start(self._accept)

    def lose(self, number: int) -> None:
        """Lose the answer to the n-th next COMMIT (1: the next)."""
        with self._counting:
            self._commits_left = number

    def _is_lost(self, sent: bytes) -> bool:
        """Count a COMMIT; whether the answer to it is lost."""
        if b"COMMIT" not in sent:
            return False
        with self._counting:
            self._commits_left -= 1
            return self._commits_left == 0

    def close(self) -> None:
        """Break all connections and wait for the threads."""
        for each in (self._listening, *self._sockets):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(timeout=30)

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._server)
                self._sockets += [client, server]
                self._start(self._forward, client, server)

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        losing = False
        with contextlib.suppress(OSError, ValueError), client, server:
            while True:
                ready, _, _ = select.select([client, server], [], [])
                for source in ready:
                    data = source.recv(1 << 16)
                    if not data:
                        return
                    if source is client:
                        losing = losing or self._is_lost(data)
                        server.sendall(data)
                    elif losing:  # the server has answered, so it is committed
                        self.lost += 1
                        return
                    else:
                        client.sendall(data)


@contextmanager
def lossy_proxy(port: int) -> Iterator[LossyProxy]:
    """A proxy before a local server's port."""
    made = LossyProxy(port)
    try:
        yield made
    finally:
        made.close()
