"""``lookalike run`` as tests need it: with leases that run out sooner than anybody would wait for, or a wrong clock."""

import argparse
import sys
import time

import time_machine

from bot.__main__ import main
from bot.checks import scheduler
from bot.storage import leases

parser = argparse.ArgumentParser()
parser.add_argument("--lease-s", type=float, default=leases.LEASE_S)
parser.add_argument("--skew-s", type=float, default=0.0)
chosen = parser.parse_args()
scheduler._RENEW_S = scheduler._RENEW_S * chosen.lease_s / leases.LEASE_S
leases.LEASE_S = chosen.lease_s
if chosen.skew_s:
    time_machine.travel(time.time() + chosen.skew_s).start()
sys.argv = ["lookalike", "run"]
main()
