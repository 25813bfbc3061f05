"""The simulation behind docs/scaling.md: its queues, and that what is scarce shows as such."""

import json
import statistics

import pytest

from benchmarks import capacity
from benchmarks.capacity import Replica, measured_replica
from benchmarks.queues import Events, Places, Server
from benchmarks.simulate import told, utilisation
from benchmarks.simulation import Setup, Simulation


def simulated(replica=Replica(), **changes):  # noqa: B008 - frozen
    simulation = Simulation(Setup(**({"workspaces": 200, "minutes": 6, "warm_up_minutes": 4} | changes)), replica)
    simulation.run()
    return simulation


def fullest(simulation):
    used = utilisation(simulation)
    return max(used, key=used.get)


def test_server_takes_jobs_in_order_and_counts_its_time():
    server = Server(units=2)
    assert [server.serve(0, 3), server.serve(0, 5), server.serve(1, 1), server.serve(9, 1)] == [3, 5, 4, 10]
    assert (server.busy_s, server.served) == (10, 4)
    assert [Server().turn(0, 2), (paced := Server()).turn(0, 2), paced.turn(1, 2)] == [0, 0, 2]


def test_places_are_given_in_the_order_of_the_queue():
    events = Events()
    places = Places(events, 1)
    log = []

    def process(name, stays_s):
        yield from places.enter()
        log.append((events.now, name))
        yield events.now + stays_s
        places.leave(stays_s)

    for number, name in enumerate("abc"):
        events.start(process(name, 10), number)
    events.run(100)
    assert log == [(0, "a"), (10, "b"), (20, "c")]
    assert places.busy_s == 30


def test_every_picture_is_answered_soon_after_its_end_while_nothing_is_scarce():
    simulation = simulated(qps=100)
    seen = simulation.seen
    assert 100 < seen.posted <= len(seen.totals) + simulation.in_flight + 5
    assert statistics.median(seen.replies) < 3
    assert min(seen.found) > 0


@pytest.mark.parametrize(
    ("changes", "replica", "name"),
    [
        ({"qps": 2}, Replica(), "Patsnap's rate"),
        ({"qps": 100}, Replica(polls_per_s=8), "event loops"),
        ({"qps": 100}, Replica(steps=6), "steps at once"),
        ({"qps": 100}, Replica(photo_s=12), "decoders"),
        ({"qps": 100, "transactions_per_s": 9}, Replica(), "database"),
    ],
)
def test_what_is_scarce_is_full_first(changes, replica, name):
    assert fullest(simulated(replica, **changes)) == name


def test_scarce_calls_are_spent_one_by_one_and_replies_come_later():
    plenty, scarce = simulated(qps=100).seen, simulated(qps=2).seen
    assert statistics.mean(scarce.polls) < 0.5 * statistics.mean(plenty.polls)
    assert statistics.median(scarce.found) > 2 * statistics.median(plenty.found)


def test_replica_is_measured_where_the_benchmarks_have_run(tmp_path, monkeypatch):
    results = tmp_path / "results.json"
    monkeypatch.setattr(capacity.report, "RESULTS", results)
    assert measured_replica() == Replica()
    row = {"unit": "1/s", "baseline": None, "against": "", "ratio": None, "target": "", "met": True, "note": ""}
    name = "result calls per second through the whole stack"
    results.write_text(json.dumps([row | {"name": name, "value": 321.0}, row | {"name": "another", "value": 1.0}]))
    monkeypatch.setattr(capacity.report, "load", lambda load=capacity.report.load: load(results))
    assert measured_replica() == Replica(polls_per_s=321.0, measured=frozenset({"polls_per_s"}))


def test_report_names_the_limit_and_what_was_assumed():
    lines = "\n".join(told(Setup(workspaces=200, qps=2, minutes=6, warm_up_minutes=4), Replica()))
    assert "full first: Patsnap's rate, now" in lines
    assert "170 polls/s (assumed)" in lines
