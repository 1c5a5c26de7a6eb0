"""A QR code as the numbers of a drawing: the page's own template writes the SVG, so that no style comes along."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around it: ISO/IEC 18004 asks for four


@dataclass(frozen=True)
class QrDrawing:
    """`path` holds the dark modules; `size` is one side of the drawing, quiet zone included."""

    size: int
    path: str


def qr_drawing(text: str) -> QrDrawing:
    """Error level M: a sheet is folded and carried in a pocket."""
    code = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix]
    runs = [run for y, row in enumerate(rows) for run in dark_runs(row, y)]
    return QrDrawing(size=len(rows) + 2 * QUIET, path="".join(runs))


def dark_runs(row: bytes, y: int) -> list[str]:
    """Each stretch of dark modules in a row as one rectangle."""
    runs, start = [], None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            runs.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z")
            start = None
    return runs
