"""``python -m benchmarks.bare PORT PROCESSES THREADS``: serve the bare project as the house is served."""

import sys

from granian import Granian
from granian.constants import Interfaces

if __name__ == "__main__":
    port, processes, threads = map(int, sys.argv[1:])
    Granian(
        "benchmarks.bare.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()
