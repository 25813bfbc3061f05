"""The errors of Lookalike.

    LookalikeError            carries a Problem; a person gets its sentence
    ├── OptionError           a wrong option in a post or on the command line
    ├── ImageError            a picture that cannot be checked
    ├── FileError             a file that Slack does not hand out
    ├── PatsnapError
    │   ├── Unavailable       may pass: retried with back-off
    │   │   ├── RateLimited   too fast: every caller of the credential slows down
    │   │   ├── ServiceFailed Patsnap's own trouble, which it says by code: a paid call is tried again seldom
    │   │   └── DailyLimit    nothing more until tomorrow
    │   ├── Rejected          final: Patsnap refused what was sent
    │   ├── QuotaExceeded     final: balance, calls or validity used up
    │   ├── BadCredentials    final: key, secret or permission
    │   ├── BadResponse       an answer that is none
    │   ├── OutcomeUnknown    a paid call whose answer never came: never repeated by itself
    │   └── CapReached        not asked: a cap of this app's own is used up
    └── SlackError            Slack refused a call, or could not be reached
    SettingsError             carries Sentences; a missing or wrong setting, exit code 2
    WrongValue                what is wrong with the value of one setting

No token, no URL and no response body is ever part of an error.
"""

from typing import Self

from bot.model.problem import Problem, ProblemKind
from bot.model.sentence import Sentence

UNREACHABLE = "unreachable"
"""The code of a SlackError for a call whose answer never came."""

RATE_LIMITED = "ratelimited"

TOO_LATE = "too_late"
"""The code of a SlackError for a call that was not made, since it may have been another replica's to make by then."""

UNFINISHED = "look_unfinished"
"""The code of a SlackError for a look at messages that was given up before the last of them."""

_OUTCOME_UNKNOWN = frozenset({UNREACHABLE, "fatal_error", "internal_error"})
"""Of the last two Slack itself says that some of what was asked may have been done."""

_SLACK_IS_BUSY = frozenset({RATE_LIMITED, "request_timeout", "service_unavailable", "team_added_to_org"})
_MAY_PASS = _OUTCOME_UNKNOWN | _SLACK_IS_BUSY | {TOO_LATE, UNFINISHED}
_THREAD_GONE = frozenset({"message_not_found", "thread_not_found"})
_TOKEN_REFUSED = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"})


class LookalikeError(Exception):
    """Base of all; ``problem`` says what happened, as data."""

    def __init__(self, problem: Problem) -> None:
        details = ", ".join(f"{name}={value}" for name, value in problem.details.items())
        super().__init__(f"{problem.kind}({details})")
        self.problem = problem

    @classmethod
    def of(cls, kind: ProblemKind, **details: object) -> Self:
        return cls(Problem(kind, {name: str(value) for name, value in details.items()}))


class SettingsError(Exception):
    """Missing or wrong settings; ``sentences`` is what the operator reads, a line each."""

    def __init__(self, *sentences: Sentence) -> None:
        super().__init__("; ".join(map(str, sentences)))
        self.sentences = sentences

    @classmethod
    def of(cls, message_id: str, /, **values: str | float | Sentence | Problem) -> Self:
        return cls(Sentence.of(message_id, **values))


class WrongValue(ValueError):
    """A value that a setting cannot have; ``fault`` says why, as a clause that follows the setting's name."""

    def __init__(self, fault: Sentence | Problem) -> None:
        super().__init__(str(fault))
        self.fault = fault

    @classmethod
    def of(cls, message_id: str, /, **values: str | float | tuple[str, ...]) -> Self:
        return cls(Sentence.of(message_id, **values))


class OptionError(LookalikeError):
    """A wrong option; its details are those of ``ProblemKind.INVALID_OPTION`` or ``UNKNOWN_OPTION``."""


class ImageError(LookalikeError):
    """A picture that cannot be checked."""


class FileError(LookalikeError):
    """A file that Slack does not hand out, for good."""


class PatsnapError(LookalikeError):
    """Base of what goes wrong at Patsnap.

    Attributes:
        code: Patsnap's error code, or the HTTP status if there was no envelope; None for neither.
        may_have_acted: Patsnap may have done, and billed, what was asked, and only the answer was lost.
    """

    def __init__(self, problem: Problem, *, code: int | None = None) -> None:
        super().__init__(problem)
        self.code = code
        self.may_have_acted = False


class Unavailable(PatsnapError):
    """May pass.

    Attributes:
        retry_after_s: how long Patsnap asked to wait; None if it did not say.
    """

    def __init__(self, problem: Problem, *, code: int | None = None, retry_after_s: float | None = None) -> None:
        super().__init__(problem, code=code)
        self.retry_after_s = retry_after_s


class RateLimited(Unavailable):
    """Too fast: every caller of this credential slows down."""


class ServiceFailed(Unavailable):
    """Patsnap says by code that something in its own house failed: it did not begin what was asked."""


class DailyLimit(Unavailable):
    """Today's usage is spent; nothing goes through before tomorrow."""


class Rejected(PatsnapError):
    """Final: Patsnap refused what was sent."""


class QuotaExceeded(PatsnapError):
    """Final: balance, calls or the client's validity are used up."""


class BadCredentials(PatsnapError):
    """Final: the key, the secret or a permission is wrong."""


class BadResponse(PatsnapError):
    """An answer that is none: no envelope, or one without what the call promises."""


class OutcomeUnknown(PatsnapError):
    """A paid call was sent and its answer never came."""


class CapReached(PatsnapError):
    """Patsnap was not asked: a cap of this app's own on paid calls is used up."""


class SlackError(LookalikeError):
    """Slack refused a call, or could not be reached.

    Attributes:
        code: Slack's error code such as ``channel_not_found``; ``UNREACHABLE`` if no answer came.
        retry_after_s: how long Slack asked to wait.
        messages: what Slack says of a refused message, block by block.
    """

    def __init__(
        self, problem: Problem, *, code: str, retry_after_s: float | None = None, messages: tuple[str, ...] = ()
    ) -> None:
        super().__init__(problem)
        self.code = code
        self.retry_after_s = retry_after_s
        self.messages = messages

    @property
    def may_have_acted(self) -> bool:
        """Whether Slack may have done what was asked, and only the answer was lost."""
        return self.code in _OUTCOME_UNKNOWN

    @property
    def may_pass(self) -> bool:
        """Whether the same call may go through in a minute, with nobody doing anything about it."""
        return self.code in _MAY_PASS

    @property
    def thread_is_gone(self) -> bool:
        """Whether the message that a reply belongs under has been deleted."""
        return self.code in _THREAD_GONE

    @property
    def token_is_refused(self) -> bool:
        """Whether no call goes through before somebody installs the app again."""
        return self.code in _TOKEN_REFUSED
