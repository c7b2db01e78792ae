"""`python -m enforcement_norms`, and `enorms`: the command line, or what to install where it is lacking."""

from __future__ import annotations

import os
import sys

from .i18n import LOCALES, _, normalise

__all__ = ["main"]


def main() -> None:
    """Run the command line; where click and rich are not installed, say how to get them (exit code 2)."""
    try:
        from .cli import main as run
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        message = _("命令行需要另装：{command}", command="pip install 'enforcement-norms[cli]'")
        sys.stderr.write(message.render(_locale()) + "\n")
        sys.exit(2)
    run()


def _locale() -> str:
    try:
        return normalise(os.environ.get("ENORMS_LOCALE") or LOCALES[0])
    except ValueError:
        return LOCALES[0]


if __name__ == "__main__":
    main()
