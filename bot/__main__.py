"""The console script ``lookalike``, and ``python -m bot``."""

import gc
import sys

from bot.errors import LookalikeError, SettingsError

WRONG_SETTING = 2
"""The exit code for a missing or wrong setting, option or port, as for a wrong command line."""


def main() -> None:
    """Whatever a person can mend is one sentence on stderr, and no traceback."""
    try:
        if sys.argv[1:] == ["run"]:  # nothing to parse, and so the parser need not be loaded: a tenth of the start
            gc.disable()  # nothing that a start loads is garbage, and to look for some takes a tenth of it
            from bot.commands import run

            run.run()
        else:
            from bot.cli import app

            app(prog_name="lookalike")
    except SettingsError as error:
        _fail(str(error), WRONG_SETTING)
    except LookalikeError as error:
        from formatters.problems import describe

        _fail(describe(error.problem), 1)


def _fail(sentence: str, code: int) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - what a command says
    sys.exit(code)


if __name__ == "__main__":
    main()
