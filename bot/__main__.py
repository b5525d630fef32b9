"""``python -m bot`` and the ``matinee`` command: runs the command line and turns failures into exit codes.

Exit codes: 0 done; 1 content problems or posts that need the owner; 2 wrong usage or configuration; 3 a network or a
store failed; 70 a defect of ours; 130 interrupted.
"""

from __future__ import annotations

import sys

USAGE, FAILED, DEFECT, INTERRUPTED = 2, 3, 70, 130  # 70 is EX_SOFTWARE of sysexits.h


def main() -> None:
    """Run the command line with this process's arguments, and end the process."""
    try:
        _main()
    except KeyboardInterrupt:  # while still importing; later the commands see to it themselves
        sys.exit(INTERRUPTED)


def _main() -> None:
    from bot.cli import app
    from bot.errors import MatineeError, UsageError

    try:
        app()  # ends the process itself when all went well, was wrong usage (2) or interrupted (130)
    except UsageError as error:
        _leave(str(error), USAGE)
    except MatineeError as error:
        _leave(str(error), FAILED)
    except Exception as error:  # noqa: BLE001 (the outermost loop: whatever comes here is a defect of ours)
        _defect(error)


def _defect(error: Exception) -> None:
    import traceback

    trace = "".join(traceback.format_exception(error))
    _leave("this is a defect of Matinee's own; please report it with the lines above", DEFECT, trace)


def _leave(message: str, code: int, trace: str = "") -> None:
    from bot.log import last_words

    sys.stderr.write(last_words(message, trace))
    sys.exit(code)


if __name__ == "__main__":
    main()
