"""What goes wrong while something is looked up by name."""

import difflib
import traceback
from collections.abc import Iterable
from pathlib import Path

RAISED = (Exception, SystemExit)
"""What the code of a user's script can raise, exit() included; KeyboardInterrupt is the user's own."""


class CatalogError(Exception):
    """A name, a script or a weights file that cannot be used; the message says what to do."""


def near_names(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the names closest to a wrong one, or all there are if none is close."""
    names = sorted(known)
    if not names:
        return "There are none."
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(close) + "?"
    shown = ", ".join(names[:20])
    return f"There are: {shown}{' …' if len(names) > 20 else ''}."


def line_in(script: Path, error: BaseException) -> str:
    """Return ``file, line N`` of the deepest line of a script that an error passed through, or the script's name."""
    resolved = script.resolve()
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).resolve() == resolved:
        return f"{script.name}, line {error.lineno}"
    for entry in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(entry.filename).resolve() == resolved:
            return f"{script.name}, line {entry.lineno}"
    return script.name
