"""The service of the ledger: what asks for leave to pay, and what reads how much was paid."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.costs import store
from bot.costs.payer import current_payer
from bot.errors import CapReached
from bot.model.costs import Caps, CapUse, Cost, Payer, Payment
from bot.storage.clock import Clock, read_clock
from bot.storage.ids import new_id
from bot.storage.retries import is_outage

logger = logging.getLogger(__name__)

_NO_CAPS = Caps()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Writes look-ups down, and holds back what is beyond a cap. Submits are written with the check's own transitions.

    Attributes:
        caps: that hold for everybody.
        on_paid: told of each look-up that was paid for, or may have been: endpoint, and what is known of it.
        on_refused: told of each call that a cap held back: the cap's scope, period and kind of call.
    """

    database: AsyncEngine
    clock: Clock
    caps: Caps = _NO_CAPS
    on_paid: Callable[[str, str], None] = lambda _endpoint, _payment: None
    on_refused: Callable[[str, str, str], None] = lambda _scope, _period, _counted: None

    def require_payer(self) -> None:
        """Raises NobodyPaysError: the place that the call comes from does not say for whom."""
        current_payer()

    async def announce(self, endpoint: str, cost: Cost) -> str:
        """Write down a look-up that is about to be made for the current payer; its id, for ``settle``.

        Raises:
            CapReached: it must not be made.
            NobodyPaysError: nobody has been named to make it for.
        """
        payer, call_id = current_payer(), new_id()
        try:
            async with self.database.begin() as connection:
                now = await read_clock(connection, self.clock)
                await store.require_room(connection, payer, self.caps, {cost: 1}, now=now)
                await store.add(connection, call_id, payer, endpoint=endpoint, cost=cost, payment=Payment.SENT, now=now)
        except CapReached as error:
            self._note_refusal(error)
            raise
        return call_id

    async def settle(self, call_id: str, endpoint: str, payment: Payment | None) -> None:
        """Write down what became of a look-up; None: Patsnap was not asked, or refused it.

        What it found is not to be lost with the database: then it stays as one whose answer is not known.
        """
        try:
            async with self.database.begin() as connection:
                await store.settle(connection, call_id, payment)
        except SQLAlchemyError as error:
            if not is_outage(error):
                raise
            logger.warning("what became of a look-up was not stored", extra={"error": type(error).__name__})
        if payment:
            self.on_paid(endpoint, payment)

    async def reserve(self, payer: Payer, positions: Sequence[int], *, endpoint: str, lookups: int) -> None:
        """Keep a place for the submits of a check, before anything is uploaded for them; it is free again once the
        check has ended without them.

        Args:
            positions: of the views that are to be submitted, of those that go together the first.
            lookups: that have to be made before.

        Raises:
            CapReached: there is none.
        """
        if not self.caps.on(Cost.SUBMIT, Cost.LOOKUP, payer=payer):
            return
        try:
            async with self.database.begin() as connection:
                now = await read_clock(connection, self.clock)
                wanted = {Cost.SUBMIT: len(positions), Cost.LOOKUP: lookups}
                await store.free(connection, payer.check_id, positions)
                await store.require_room(connection, payer, self.caps, wanted, now=now)
                await store.reserve(connection, payer, positions, endpoint=endpoint, now=now)
        except CapReached as error:
            self._note_refusal(error)
            raise

    async def nearest_cap(self, payer: Payer, cost: Cost) -> CapUse | None:
        """The cap on this kind of call of which the most is used, if that is four fifths or more."""
        counting = self.caps.on(cost, payer=payer)
        if not counting:
            return None
        async with self.database.connect() as connection:
            uses = await store.uses_of(connection, payer, counting, now=await read_clock(connection, self.clock))
        near = [use for use in uses if use.is_near]
        return max(near, key=lambda use: use.used / use.cap.limit, default=None)

    def _note_refusal(self, error: CapReached) -> None:
        details = error.problem.details
        self.on_refused(details["scope"], details["period"], details["counted"])
        logger.warning("a cap on paid calls held a call back", extra={"setting": details["setting"]})
