"""What one replica carries: measured where ``benchmarks/results.json`` has it, else stated here."""

from dataclasses import dataclass, fields

from benchmarks import report

_ROWS = {
    "acks_per_s": "posts acked per second, each check on the disk",
    "polls_per_s": "result calls per second through the whole stack",
    "photo_s": "48-megapixel JPEG to upload form, CPU time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One process on one core, its decoder beside it.

    Attributes:
        acks_per_s: posts that come in, are stored and acked.
        polls_per_s: polls that are claimed, made, parsed and stored.
        photo_s: to bring a 48-megapixel photo into the form for the upload.
        steps: steps under way at once.
        measured: which of these were measured on this machine.
    """

    acks_per_s: float = 200.0
    polls_per_s: float = 170.0
    photo_s: float = 0.4
    steps: int = 64
    measured: frozenset[str] = frozenset()


def measured_replica() -> Replica:
    """With the figures of the last run of the benchmarks in place of the stated ones."""
    rows = report.load() if report.RESULTS.exists() else []
    found = {
        name: row.value
        for name, start in _ROWS.items()
        for row in rows
        if row.name.startswith(start) and name in {field.name for field in fields(Replica)}
    }
    return Replica(**found, measured=frozenset(found))
