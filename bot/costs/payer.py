"""For whom the work under way is done: set where it begins, read where a paid call goes out.

A context variable, as the calls are many layers below; every task that is started on the way has it too. A paid call
without it is refused before it goes out, so that none can be missing in the ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.model.costs import Payer

_payer: ContextVar[Payer] = ContextVar("payer")


class NobodyPaysError(Exception):
    """A paid call was to go out from a place that does not say for whom: a defect."""


@contextmanager
def paid_by(payer: Payer) -> Iterator[None]:
    """What is called inside is done, and paid, for somebody."""
    token = _payer.set(payer)
    try:
        yield
    finally:
        _payer.reset(token)


def current_payer() -> Payer:
    """Raises NobodyPaysError: nobody has been named."""
    try:
        return _payer.get()
    except LookupError:
        raise NobodyPaysError from None
