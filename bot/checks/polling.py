"""When to ask Patsnap whether a task is done. Pure."""

FIRST_POLL_S = 2.0
"""After the submit, as the vendor recommends."""

MIN_INTERVAL_S = 2.0
MAX_INTERVAL_S = 5.0
"""Between polls of one task, as the vendor recommends."""


def next_poll_in_s(elapsed_s: float, expected_s: float | None) -> float:
    """Seconds until the next poll of a task that was submitted ``elapsed_s`` ago and still runs.

    Close to the expected end, where an answer is likely, the polls are dense; early and late they are sparse.
    """
    if expected_s is None:
        return 3.0
    if elapsed_s < 0.6 * expected_s:
        return min(MAX_INTERVAL_S, max(MIN_INTERVAL_S, 0.6 * expected_s - elapsed_s))
    if elapsed_s < 1.5 * expected_s:
        return MIN_INTERVAL_S
    return MAX_INTERVAL_S
