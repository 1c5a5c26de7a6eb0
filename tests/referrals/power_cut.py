"""A process that dies before its nth write: what it had begun is rolled back, as when its machine loses power."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")


class PowerCut(BaseException):
    """No `except Exception` goes on after it: nobody is there any more."""


@dataclass
class Written:
    """How many writes were made, those included that were rolled back."""

    writes: int = 0


@contextmanager
def power_cut(before: int | None) -> Iterator[Written]:
    """`before`: the number of the write that is not made any more; None where the power stays."""
    done = Written()

    def count(execute, sql, params, many, context):
        if sql.startswith(WRITES):
            if done.writes == before:
                raise PowerCut
            done.writes += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield done
