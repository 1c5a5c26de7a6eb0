"""Parts of a record that are read by themselves: each has some of its columns, by the same names."""

from typing import Any


def columns_in(part: Any) -> dict[str, Any]:
    """Of a dataclass with slots. What copies the values as well takes a tenth of the time of an import."""
    return {name: getattr(part, name) for name in part.__slots__}
