"""What operators watch, in Prometheus' terms. Labels are stages, endpoints and codes: never an id, never a name."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_STEP_BUCKETS = (0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60)
_ACK_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5)
"""Slack waits three seconds for an ack."""

_WAIT_BUCKETS = (0.05, 0.2, 0.5, 1, 2, 5, 10, 30)
_CHECK_BUCKETS = (5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800)


class Metrics:
    """One registry for one running app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.transitions = Counter(
            "lookalike_transitions", "Checks that reached a stage.", ["stage"], registry=self.registry
        )
        self.step_seconds = Histogram(
            "lookalike_step_seconds",
            "Duration of one step, by the stage it started from.",
            ["stage"],
            buckets=_STEP_BUCKETS,
            registry=self.registry,
        )
        self.check_seconds = Histogram(
            "lookalike_check_seconds",
            "From the post to the reply.",
            ["stage"],
            buckets=_CHECK_BUCKETS,
            registry=self.registry,
        )
        self.steps_under_way = Gauge("lookalike_steps_under_way", "Steps running now.", registry=self.registry)
        self.patsnap_seconds = Histogram(
            "lookalike_patsnap_call_seconds",
            "Calls to Patsnap.",
            ["endpoint", "outcome"],
            buckets=_STEP_BUCKETS,
            registry=self.registry,
        )
        self.patsnap_wait_seconds = Histogram(
            "lookalike_patsnap_wait_seconds",
            "Waits of calls for their turn under the rate limit of Patsnap; calls that had it at once are not counted.",
            buckets=_WAIT_BUCKETS,
            registry=self.registry,
        )
        self.slack_calls = Counter(
            "lookalike_slack_calls", "Calls to Slack.", ["method", "outcome"], registry=self.registry
        )

        self.ack_seconds = Histogram(
            "lookalike_ack_seconds",
            "From something that came in to Slack's ack, everything that had to be stored before it included.",
            ["kind", "outcome"],
            buckets=_ACK_BUCKETS,
            registry=self.registry,
        )
        self.redeliveries = Counter(
            "lookalike_redeliveries",
            "Events that Slack sent again, for want of an ack in time.",
            registry=self.registry,
        )
        self.refused_requests = Counter(
            "lookalike_refused_requests",
            "Requests in HTTP mode that were turned away, by the reason.",
            ["reason"],
            registry=self.registry,
        )
        self.part_up = Gauge(
            "lookalike_part_up",
            "1 while a part of the app is in order: its database, its schedule, its way to Slack, and Patsnap.",
            ["part"],
            registry=self.registry,
        )

    def observe_ack(self, kind: str, acked: bool, redelivered: bool, seconds: float) -> None:
        self.ack_seconds.labels(kind, "acked" if acked else "refused").observe(seconds)
        if redelivered:
            self.redeliveries.inc()

    def observe_refusal(self, reason: str) -> None:
        self.refused_requests.labels(reason).inc()

    def observe_part(self, part: str, works: bool) -> None:
        self.part_up.labels(part).set(works)

    def observe_patsnap(self, endpoint: str, outcome: str, seconds: float) -> None:
        self.patsnap_seconds.labels(endpoint, outcome).observe(seconds)

    def observe_patsnap_wait(self, seconds: float) -> None:
        self.patsnap_wait_seconds.observe(seconds)

    def observe_slack(self, method: str, outcome: str) -> None:
        self.slack_calls.labels(method, outcome).inc()
