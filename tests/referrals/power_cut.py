"""A process that dies before its nth write: what it had begun is rolled back, as when its machine loses power."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")


class PowerCut(BaseException):
    """No `except Exception` goes on after it: nobody is there any more."""


@contextmanager
def power_cut(before: int | None) -> Iterator[None]:
    """`before`: the number of the write that is not made any more; None where the power stays."""
    if before is None:
        yield
        return
    done = 0

    def count(execute, sql, params, many, context):
        nonlocal done
        if sql.startswith(WRITES):
            done += 1
            if done > before:
                raise PowerCut
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield
