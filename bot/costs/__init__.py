"""What Lookalike pays for: the ledger of paid calls, and the caps on them.

where work begins: ``paid_by`` -> bot.patsnap: ``Ledger.announce`` -> the call -> ``Ledger.settle``    look-ups
a check before its upload: ``Ledger.reserve`` -> with ``submitting``: ``store.add`` -> ``store.settle``    submits
"""

from bot.costs.ledger import Ledger
from bot.costs.payer import NobodyPaysError, current_payer, paid_by

__all__ = ["Ledger", "NobodyPaysError", "current_payer", "paid_by"]
