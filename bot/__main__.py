"""The console script ``lookalike``, and ``python -m bot``."""

import logging
import secrets
import sys
from collections.abc import Sequence

from bot import logs
from bot.cli import app
from bot.commands import terminal
from bot.errors import LookalikeError, SettingsError
from formatters.problems import describe

WRONG_SETTING = 2
"""The exit code for a missing or wrong setting, option or port, as for a wrong command line."""

FAILED = 1
NOT_CHECKED = 2
"""The exit code of a failed ``lookalike check``: its 1 says that a picture is at high risk."""


def main() -> None:
    """Run a command. Whatever goes wrong is one sentence on stderr, and no traceback."""
    terminal.prepare()
    command = _command_of(sys.argv[1:])
    failed = NOT_CHECKED if command == "check" else FAILED
    try:
        app(prog_name="lookalike")
    except SettingsError as error:
        _fail(str(error), WRONG_SETTING)
    except LookalikeError as error:
        _fail(describe(error.problem), failed)
    except Exception as error:  # noqa: BLE001 - the last to hear of it
        _fail(_note(error, command), failed)


def _command_of(arguments: Sequence[str]) -> str:
    return next((argument for argument in arguments if not argument.startswith("-")), "")


def _note(error: Exception, command: str) -> str:
    """Log an error that nobody foresaw; the sentence with its id.

    The app's own log is where its traceback will be looked for; nobody can start it again to see it happen.
    """
    error_id = secrets.token_hex(4)
    if not logging.getLogger().handlers:
        logs.configure("text")
    level = logging.CRITICAL if command == "run" else logging.DEBUG
    logging.getLogger("bot").log(level, "stopped by an unforeseen error", extra={"error_id": error_id}, exc_info=error)
    return (
        f"Lookalike stopped: something went wrong that nobody foresaw ({type(error).__name__}, error {error_id}). "
        f"lookalike --debug {command} shows where; please report it with that."
    )


def _fail(sentence: str, code: int) -> None:
    terminal.say(sentence, is_complaint=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
