"""How much memory a process holds, as the system counts it; and what a piece of work leaves held in a fresh one."""

import gc
from collections.abc import Callable
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import django

KILOBYTES_TO_MEGABYTES = 1024


def resident_megabytes(process: int | str = "self") -> float | None:
    """None where the system does not say (it is told by Linux)."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), None)
    return round(int(line.split()[1]) / KILOBYTES_TO_MEGABYTES, 1) if line else None


def resident_after(work: Callable[..., object], *arguments: object) -> float | None:
    """Megabytes of a new process of this project that has done the work and keeps what came of it."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=measure, args=(there, work.__module__, work.__qualname__, arguments))
    child.start()
    there.close()
    try:
        megabytes: float | None = here.recv()
    except EOFError:
        megabytes = None  # it died; its own words say why
    child.join()
    return megabytes


def measure(answer: Connection, module: str, name: str, arguments: tuple[object, ...]) -> None:
    django.setup()
    kept = getattr(import_module(module), name)(*arguments)
    gc.collect()
    answer.send(resident_megabytes())
    del kept
