"""The console script ``lookalike``, and ``python -m bot``."""

import logging
import os
import secrets
import sys
from typing import NoReturn

import typer

from bot import logs
from bot.cli import app
from bot.commands import terminal
from bot.commands.usage import describe_misuse
from bot.errors import LookalikeError, SettingsError
from bot.languages import CatalogueError, Translator, check_catalogues, open_catalogues, translator
from bot.model.language import ENGLISH
from formatters.problems import describe
from formatters.sentences import in_words

WRONG_SETTING = 2
"""The exit code for a missing or wrong setting, option or port, as for a wrong command line."""

FAILED = 1
NOT_CHECKED = 2
"""The exit code of a failed ``lookalike check``: its 1 says that a picture is at high risk."""


def main() -> None:
    """Run a command. Whatever goes wrong is one sentence on stderr, and no traceback."""
    terminal.prepare()
    arguments = sys.argv[1:]
    command = terminal.command_of(arguments)
    failed = NOT_CHECKED if command == "check" else FAILED
    tr = _translator(arguments, command)
    try:
        code = app(prog_name="lookalike", obj=tr, standalone_mode=False)
    except SettingsError as error:
        _fail("\n".join(in_words(tr, sentence) for sentence in error.sentences), WRONG_SETTING)
    except typer.TyperException as error:
        _fail(describe_misuse(tr, error, command=command), WRONG_SETTING)
    except LookalikeError as error:
        _fail(describe(tr, error.problem), failed)
    except Exception as error:  # noqa: BLE001 - the last to hear of it
        _fail(_note(tr, error, command), failed)
    sys.exit(code or 0)


def _translator(arguments: list[str], command: str) -> Translator:
    """Of the reader's language, or of English if the terminal has not the signs of it.

    A catalogue that is broken stops every command in its language, and the start of the app, which speaks them all. The
    start does not wait until each message is parsed, which ``doctor`` does, and `make check` before anybody gets it.
    """
    try:
        if command == "run":
            open_catalogues()
        elif command == "doctor":
            check_catalogues()
        tr = translator(terminal.language_of(arguments, os.environ))
        return tr if terminal.can_show(tr("language-name")) else translator(ENGLISH)
    except CatalogueError as error:
        _fail(str(error), WRONG_SETTING)


def _note(tr: Translator, error: Exception, command: str) -> str:
    """Log an error that nobody foresaw; the sentence with its id.

    The app's own log is where its traceback will be looked for; nobody can start it again to see it happen.
    """
    error_id = secrets.token_hex(4)
    if not logging.getLogger().handlers:
        logs.configure("text")
    level = logging.CRITICAL if command == "run" else logging.DEBUG
    logging.getLogger("bot").log(level, "stopped by an unforeseen error", extra={"error_id": error_id}, exc_info=error)
    return tr("terminal-unforeseen", error=type(error).__name__, error_id=error_id, command=command)


def _fail(sentence: str, code: int) -> NoReturn:
    terminal.say(sentence, is_complaint=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
