"""What stands behind the pages of this checkout's demonstration, in a thread of its own.

The browser's library keeps the main thread busy with a loop in which Django refuses to ask its database.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any


class Behind:
    def __init__(self) -> None:
        os.environ["HANDRAIL_DEMONSTRATION"] = "1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "handrail.config.settings"
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.thread.submit(import_module("django").setup).result()

    def do(self, act: str, *values: Any, **named: Any) -> Any:
        """One act of `pictures.staged`, by its module and name: "ground.fresh"."""
        module, _, name = act.partition(".")
        return self.thread.submit(
            lambda: getattr(import_module(f"pictures.staged.{module}"), name)(*values, **named)
        ).result()
