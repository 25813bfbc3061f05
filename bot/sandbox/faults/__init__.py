"""Faults on demand: what a vendor, a gateway or a network does wrong, for tests and for the curious.

FaultMiddleware(app, faults=…, target=…, endpoint_of=…)   asks for each call
└── Faults.take(target, endpoint)                         the first fault that matches and whose dice fall so
    └── Fault                                             what goes wrong
fault_routes(faults)                                      list, add and clear over HTTP
"""

from bot.sandbox.faults.fault import Fault, Faults
from bot.sandbox.faults.middleware import RESET, FaultMiddleware
from bot.sandbox.faults.routes import fault_routes

__all__ = ["RESET", "Fault", "FaultMiddleware", "Faults", "fault_routes"]
