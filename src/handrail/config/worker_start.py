"""How workers start: each is handed the seed under which networks are counted (S12), and the parent forgets it.

The seed is never put into the environment, which the server copies into what every request carries (`request.META`)
and the kernel shows to every process of the same user. A worker has it from the memory it is forked from, or through
the pipe by which it is spawned.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from granian.server import MPServer

from handrail.web.limiting.daily_key import begin_with, new_seed


class Loader:
    """Loads the application in a worker, which counts with the others from then on."""

    def __init__(self) -> None:
        self.seed = ""

    def make_seed(self) -> None:
        self.seed = new_seed(datetime.now(UTC).date())

    def forget(self) -> None:
        self.seed = ""

    def __call__(self, target: str) -> Callable[..., Any]:
        from granian._internal import load_target

        begin_with(self.seed)
        self.forget()  # from here on the worker holds the key of a day, and a later day's replaces it
        return load_target(target)


class Server(MPServer):
    """Workers started together count under one seed. Those that follow them at a reload begin with another."""

    loader: Loader

    def serve_counting(self) -> None:
        self.loader = Loader()
        self.serve(target_loader=self.loader)

    def _spawn_workers(self, *arguments: Any, **options: Any) -> None:
        self.started_together(super()._spawn_workers, *arguments, **options)

    def _respawn_workers(self, *arguments: Any, **options: Any) -> None:
        self.started_together(super()._respawn_workers, *arguments, **options)

    def started_together(self, start: Callable[..., None], *arguments: Any, **options: Any) -> None:
        self.loader.make_seed()
        try:
            start(*arguments, **options)
        finally:
            self.loader.forget()
