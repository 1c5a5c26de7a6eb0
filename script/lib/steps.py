"""Runs checks one after the other, keeps their output in sight, and tells the truth at the end."""

import subprocess
import time
from dataclasses import dataclass, field

from virtualenv import CHECKOUT, clean_environment, say


@dataclass
class Steps:
    results: list[tuple[str, str, str]] = field(default_factory=list)

    def run(self, name: str, command: list[str], **environment: str) -> bool:
        say(f"\n=== {name}")
        begin = time.monotonic()
        status = subprocess.run([str(part) for part in command], cwd=CHECKOUT, env=clean_environment(**environment))
        took = f"{time.monotonic() - begin:.0f} s"
        outcome = "passed" if status.returncode == 0 else f"FAILED (status {status.returncode})"
        self.results.append((name, outcome, took))
        return status.returncode == 0

    def skip(self, name: str, reason: str) -> None:
        say(f"\n=== {name}: SKIPPED, {reason}")
        self.results.append((name, "SKIPPED", reason))

    def has_failed(self) -> bool:
        return any(outcome.startswith("FAILED") for _, outcome, _ in self.results)

    def has_skipped(self) -> bool:
        return any(outcome == "SKIPPED" for _, outcome, _ in self.results)

    def summary(self, program: str) -> str:
        width = max(len(name) for name, _, _ in self.results)
        lines = [f"  {name:<{width}}  {outcome}  {detail}" for name, outcome, detail in self.results]
        ending = "FAILED" if self.has_failed() else "passed, but not everything ran" if self.has_skipped() else "passed"
        return "\n".join(["", "=== Summary", *lines, f"{program}: {ending}"])
