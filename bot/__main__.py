"""The console script ``lookalike``, and ``python -m bot``."""

import sys

from bot.cli import app
from bot.errors import LookalikeError, SettingsError
from formatters.problems import describe

WRONG_SETTING = 2
"""The exit code for a missing or wrong setting, option or port, as for a wrong command line."""


def main() -> None:
    """Whatever a person can mend is one sentence on stderr, and no traceback."""
    try:
        app(prog_name="lookalike")
    except SettingsError as error:
        _fail(str(error), WRONG_SETTING)
    except LookalikeError as error:
        _fail(describe(error.problem), 1)


def _fail(sentence: str, code: int) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - what a command says
    sys.exit(code)


if __name__ == "__main__":
    main()
