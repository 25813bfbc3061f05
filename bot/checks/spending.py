"""What a check pays for: a place under the caps before its upload, and the submits in the ledger.

A submit stands in the ledger from the transaction that stores ``submitting`` on; what became of it is written with the
transition that follows. One that is found submitting without its worker stays there as a call of unknown outcome.
"""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checks.ports import Findings, Patents
from bot.checks.transition import Claim, Transition
from bot.costs import store
from bot.model import Check, Engine, Post, ProblemKind, Stage, View
from bot.model.costs import CapUse, Cost, Payer, Payment
from bot.patsnap.endpoints import COMPARISON, CREATION, SUBMIT

ENDPOINTS = {Engine.V2: SUBMIT.name, Engine.V1: CREATION.name, Engine.ONE_TO_ONE: COMPARISON.name}


class Budget(Protocol):
    """The caps on what may be paid. Implemented by ``bot.costs.Ledger``."""

    async def reserve(self, payer: Payer, positions: list[int], *, endpoint: str, lookups: int) -> None:
        """Keep a place for the submits of a check. Raises CapReached if there is none."""
        ...

    async def nearest_cap(self, payer: Payer, cost: Cost) -> CapUse | None:
        """The cap of which four fifths or more are used."""
        ...


def payer_of(post: Post, check: Check | None = None) -> Payer:
    """Who asked for a post, and where."""
    return Payer(
        team_id=post.team_id,
        channel_id=post.channel_id,
        user_id=post.user_id,
        check_id=check.id if check else "",
    )


def unsubmitted_of(check: Check, *, takes_views: int) -> tuple[View, ...]:
    """The views whose comparison has yet to be paid for. Args: takes_views: how many one task compares."""
    if takes_views > 1:
        return () if check.views[0].task_id else check.views
    return tuple(view for view in check.views if not view.task_id)


@dataclass(frozen=True, slots=True)
class Spending:
    """Leave to pay, asked for before anything is uploaded, and again before the paid call."""

    patents: Patents
    findings: Findings
    budget: Budget

    async def require(self, check: Check) -> None:
        """Make sure that nothing keeps a check from being submitted.

        Raises:
            PatsnapError: what does: Patsnap, or ``CapReached``.
        """
        await self.patents.require_submit(check.engine)
        engine = self.patents.engine(check.engine)
        has_to_search = engine.searches_first and await self.findings.found_of(check.id) is None
        tasks = unsubmitted_of(check, takes_views=engine.takes_views)[:: engine.takes_views]
        await self.budget.reserve(
            payer_of(check.post, check),
            [view.position for view in tasks],
            endpoint=ENDPOINTS[check.engine],
            lookups=int(has_to_search),
        )


def settled(transition: Transition) -> Payment | None:
    """What a transition from ``submitting`` tells of the submit; None: nothing was paid."""
    if transition.view and transition.view.task_id:
        return Payment.PAID
    is_unknown = transition.problem is not None and transition.problem.kind is ProblemKind.SUBMIT_UNKNOWN
    return Payment.UNKNOWN if is_unknown else None


async def write(connection: AsyncConnection, claim: Claim, transition: Transition, now: ColumnElement[float]) -> None:
    """Bring the ledger to where a transition brings its check, in the same transaction."""
    check = claim.check
    if check.stage is Stage.SUBMITTING:
        await store.settle(connection, _submit_of(check), settled(transition))
    elif transition.stage is Stage.SUBMITTING:
        await store.add(
            connection,
            _submit_of(check),
            payer_of(check.post, check),
            endpoint=ENDPOINTS[check.engine],
            cost=Cost.SUBMIT,
            payment=Payment.SENT,
            now=now,
        )


async def write_late(connection: AsyncConnection, claim: Claim) -> None:
    """Write down that a submit was paid whose check has moved on, or is gone, meanwhile."""
    if claim.check.stage is Stage.SUBMITTING:
        await store.settle(connection, _submit_of(claim.check), Payment.PAID)


def _submit_of(check: Check) -> str:
    """The call that is about to be made, or under way: of the first view that has no task."""
    view = next((view for view in check.views if not view.task_id), None)
    return store.submit_id(check.id, view.position if view else 0)
