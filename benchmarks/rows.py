"""What a benchmark hands in: figures, each with its baseline, its target, and whether it holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure.

    Attributes:
        value: in ``unit``, and so is ``baseline``: the same figure of what it is compared with, in the same run.
        against: what the baseline is of.
        ratio: of the two, as the target counts it; None if there is nothing to compare with.
        target: what was promised, in words.
        note: how it is to be read; if the target is missed, by how much, and where the limit lies.
    """

    name: str
    value: float
    unit: str
    baseline: float | None
    against: str
    ratio: float | None
    target: str
    met: bool
    note: str


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    baseline: float | None = None,
    against: str = "",
    ratio: float | None = None,
    at_most: float | None = None,
    at_least: float | None = None,
    ratio_at_most: float | None = None,
    ratio_at_least: float | None = None,
    target: str = "",
    note: str = "",
    why: str = "",
) -> Row:
    """A row for one figure, with exactly one of the four bounds.

    Args:
        baseline: the same figure of what it is compared with, in the same unit.
        against: what the baseline is of, in a few words.
        ratio: if it is not value / baseline, such as how many times faster something is.
        target: if the bound alone does not say it.
        note: how the figure is to be read.
        why: where the limit lies; told only if the target is missed.

    Raises:
        ValueError: no bound, or more than one, or a bound on a ratio that cannot be formed.
    """
    if ratio is None and baseline:
        ratio = value / baseline
    bounds = [bound for bound in (at_most, at_least, ratio_at_most, ratio_at_least) if bound is not None]
    if len(bounds) != 1:
        raise ValueError(f"{name}: one bound, not {len(bounds)}")
    bound = bounds[0]
    is_ratio = bound in (ratio_at_most, ratio_at_least)
    is_upper = bound in (at_most, ratio_at_most)
    counted = ratio if is_ratio else value
    if counted is None:
        raise ValueError(f"{name}: a bound on a ratio calls for a baseline")
    met = counted <= bound if is_upper else counted >= bound
    if not met:
        short = abs(counted / bound - 1) if bound else float("inf")
        missed = f"missed by {short:.0%}"
        note = "; ".join(part for part in (note, f"{missed}: {why}" if why else missed) if part)
    return Row(
        name=name,
        value=value,
        unit=unit,
        baseline=baseline,
        against=against,
        ratio=ratio,
        target=target or f"{'≤' if is_upper else '≥'} {bound:g} {'times the baseline' if is_ratio else unit}",
        met=met,
        note=note,
    )
