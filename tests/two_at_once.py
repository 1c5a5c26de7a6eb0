"""Two who press the button together, each with a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def two_at_once(press: Callable[[], Any], *, refused: type[Exception]) -> tuple[list[Any], list[str]]:
    """What each was answered: the answers, and the sentences of those who were refused. Any other fault is raised."""
    together, answers, sentences, faults = threading.Barrier(2), [], [], []

    def run() -> None:
        together.wait()
        try:
            answers.append(press())
        except refused as refusal:
            sentences.append(str(refusal))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return answers, sentences
