"""What keeps Patsnap from taking calls, in one plain sentence for the operator."""

from datetime import UTC, datetime

from bot.errors import DailyLimit, PatsnapError
from bot.model import ProblemKind

_SENTENCES = {
    ProblemKind.BAD_CREDENTIALS: "Patsnap refuses the credentials (code {code}): check PATSNAP_CLIENT_ID and "
    "PATSNAP_CLIENT_SECRET, or PATSNAP_API_KEY.",
    ProblemKind.NO_PERMISSION: "Patsnap does not grant this account {api} (code {code}): have it enabled, and check "
    "PATSNAP_BASE_URL.",
    ProblemKind.QUOTA_EXCEEDED: "The Patsnap account has no balance or no calls left (code {code}): top it up.",
    ProblemKind.CLIENT_EXPIRED: "The Patsnap account is past its validity (code {code}): renew it.",
}


def trouble_of(errors: tuple[PatsnapError, ...]) -> str | None:
    """One sentence for each refusal that stands, joined; None without one."""
    return " ".join(dict.fromkeys(map(_sentence, errors))) or None


def _sentence(error: PatsnapError) -> str:
    details = error.problem.details
    if isinstance(error, DailyLimit):
        until = datetime.fromtimestamp(float(details["until"]), UTC)
        return f"Patsnap's limit of {details['api']} for today is spent; it is called again after {until:%F %R} UTC."
    fields = {"api": details.get("api", "a service"), "code": error.code or "unknown"}
    return _SENTENCES[error.problem.kind].format_map(fields)
