"""``python -m bot.commands.healthcheck``: asks the app beside it how it is, for a container's health check.

Exit code 0 if the process is worth keeping, 1 if it is not. While all is well it imports nothing of the app: it
runs every half a minute. Settings are read from the environment alone, not from ``.env``.
"""

import http.client
import os
import sys

DEFAULT_PORT = "8080"
"""Of LOOKALIKE_PORT."""

_TIMEOUT_S = 5.0


def main() -> int:
    """Print what ``/healthz`` says; the exit code."""
    port = os.environ.get("LOOKALIKE_PORT") or DEFAULT_PORT
    if not port.isdecimal() or port == "0":
        return _complain("healthcheck-port", port=port)
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=_TIMEOUT_S)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return _say(answer.read().decode(errors="replace"), 0 if answer.status == 200 else 1)
    except (OSError, http.client.HTTPException, OverflowError) as error:
        return _complain("healthcheck-silent", port=port, error=type(error).__name__)
    finally:
        connection.close()


def _complain(message_id: str, **values: str) -> int:
    from bot.commands.terminal import language_of
    from bot.languages import translator

    return _say(translator(language_of((), os.environ))(message_id, **values), 1)


def _say(text: str, code: int) -> int:
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
