"""How much a pass of the worker did, and how much of that failed, for its line in the log."""

from typing import Self


class Done(int):
    """Counts as what was due and is now settled. `failed`: of these, so many were tried in vain and wait for their
    next turn."""

    failed: int

    def __new__(cls, count: int, *, failed: int = 0) -> Self:
        made = super().__new__(cls, count)
        made.failed = failed
        return made


def told(done: int) -> dict[str, int]:
    failed = done.failed if isinstance(done, Done) else 0
    return {"done": done - failed, "failed": failed} if failed else {"done": int(done)}
