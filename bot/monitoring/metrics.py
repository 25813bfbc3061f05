"""What operators watch, in Prometheus' terms. Labels are stages, endpoints and codes: never an id, never a name.

docs/operations.md says what each one means; a test keeps the two together.
"""

import re
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot.model import Problem, Stage
from bot.monitoring.queue import DUE, IN_FLIGHT, WAITING, Backlog

_STEP_BUCKETS = (0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60)
_ACK_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5)
"""Slack waits three seconds for an ack."""

_WAIT_BUCKETS = (0.05, 0.2, 0.5, 1, 2, 5, 10, 30)
_CHECK_BUCKETS = (5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800)

OTHER = "other"
"""The label for what has no place of its own."""

_MOST_CODES = 100
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


class Metrics:
    """One registry for one running app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._slack_codes: set[str] = set()
        self._describe_checks()
        self._describe_calls()
        self._describe_intake()
        build = self._gauge("lookalike_build_info", "1; the label says which version runs.", "version")
        build.labels(version("lookalike")).set(1)
        self.part_up = self._gauge(
            "lookalike_part_up",
            "1 while a part of the app is in order: its database, its schedule, its way to Slack, and Patsnap.",
            "part",
        )

    def _describe_checks(self) -> None:
        self.transitions = self._counter("lookalike_transitions", "Checks that reached a stage.", "stage")
        self.problems = self._counter(
            "lookalike_problems", "Checks that ended with a problem instead of a report, by its kind.", "problem"
        )
        self.retries = self._counter(
            "lookalike_step_retries", "Steps that failed and will be tried again, by their stage.", "stage"
        )
        self.step_seconds = self._histogram(
            "lookalike_step_seconds", "Duration of one step, by the stage it started from.", _STEP_BUCKETS, "stage"
        )
        self.check_seconds = self._histogram(
            "lookalike_check_seconds", "From the post to the reply, by the end.", _CHECK_BUCKETS, "stage"
        )
        self.reply_delay_seconds = self._histogram(
            "lookalike_reply_delay_seconds",
            "From the end of a check to the moment its reply stands in the thread.",
            _STEP_BUCKETS,
        )
        self.steps_under_way = self._gauge("lookalike_steps_under_way", "Steps that this process runs now.")
        self.queue_checks = self._gauge(
            "lookalike_queue_checks",
            "Checks of all replicas that are not told and done: due, in_flight (a worker has them), or waiting.",
            "stage",
            "state",
        )
        self.queue_oldest_seconds = self._gauge(
            "lookalike_queue_oldest_due_seconds",
            "How long the check of all replicas has waited whose turn came first and was not taken.",
        )

    def _describe_calls(self) -> None:
        self.patsnap_seconds = self._histogram(
            "lookalike_patsnap_call_seconds", "Calls to Patsnap.", _STEP_BUCKETS, "endpoint", "outcome"
        )
        self.patsnap_errors = self._counter(
            "lookalike_patsnap_errors",
            "Calls to Patsnap that failed, by its error code or the HTTP status; none if no answer came.",
            "endpoint",
            "code",
        )
        self.patsnap_wait_seconds = self._histogram(
            "lookalike_patsnap_wait_seconds",
            "Waits of calls for their turn under the rate limit of Patsnap; calls that had it at once are not counted.",
            _WAIT_BUCKETS,
        )
        self.paid_calls = self._counter(
            "lookalike_paid_calls",
            "Calls that Patsnap is paid for: paid, or unknown if the answer was lost.",
            "endpoint",
            "payment",
        )
        self.capped_calls = self._counter(
            "lookalike_capped_calls", "Paid calls that a cap held back, by the cap.", "scope", "period", "counted"
        )
        self.slack_calls = self._counter(
            "lookalike_slack_calls", "Calls to Slack; the outcome is ok or Slack's error code.", "method", "outcome"
        )
        self.slack_wait_seconds = self._histogram(
            "lookalike_slack_wait_seconds",
            "Waits of messages for their channel's turn under Slack's rate limit; those that had it at once are not "
            "counted.",
            _WAIT_BUCKETS,
        )

    def _describe_intake(self) -> None:
        self.ack_seconds = self._histogram(
            "lookalike_ack_seconds",
            "From something that came in to Slack's ack, everything that had to be stored before it included.",
            _ACK_BUCKETS,
            "kind",
            "outcome",
        )
        self.redeliveries = self._counter(
            "lookalike_redeliveries", "Events that Slack sent again, for want of an ack in time."
        )
        self.refused_requests = self._counter(
            "lookalike_refused_requests", "Requests in HTTP mode that were turned away, by the reason.", "reason"
        )

        self.foreign = self._counter(
            "lookalike_foreign", "What another workspace sent and was acked and ignored, by what it was.", "kind"
        )

    def observe_ack(self, kind: str, acked: bool, redelivered: bool, seconds: float) -> None:
        self.ack_seconds.labels(kind, "acked" if acked else "refused").observe(seconds)
        if redelivered:
            self.redeliveries.inc()

    def observe_refusal(self, reason: str) -> None:
        self.refused_requests.labels(reason).inc()

    def observe_foreign(self, kind: str) -> None:
        self.foreign.labels(kind).inc()

    def observe_part(self, part: str, works: bool) -> None:
        self.part_up.labels(part).set(works)

    def observe_step(self, stage: Stage, seconds: float, *, failed: bool) -> None:
        self.step_seconds.labels(stage).observe(seconds)
        if failed:
            self.retries.labels(stage).inc()

    def observe_transition(self, stage: Stage, problem: Problem | None) -> None:
        self.transitions.labels(stage).inc()
        if problem:
            self.problems.labels(problem.kind).inc()

    def observe_reply(self, stage: Stage, *, since_post_s: float, since_end_s: float) -> None:
        self.check_seconds.labels(stage).observe(since_post_s)
        self.reply_delay_seconds.observe(max(since_end_s, 0.0))

    def observe_backlog(self, backlog: Backlog | None) -> None:
        """None: nothing is known of it now, and so nothing is said."""
        if backlog is None:
            self.queue_checks.clear()
            self.queue_oldest_seconds.set(float("nan"))
            return
        for stage in Stage:
            for state in (DUE, IN_FLIGHT, WAITING):
                self.queue_checks.labels(stage, state).set(backlog.counts.get((stage, state), 0))
        self.queue_oldest_seconds.set(backlog.oldest_due_s)

    def observe_patsnap(self, endpoint: str, outcome: str, code: str, seconds: float) -> None:
        self.patsnap_seconds.labels(endpoint, outcome).observe(seconds)
        if outcome != "ok":
            self.patsnap_errors.labels(endpoint, code).inc()

    def observe_paid(self, endpoint: str, payment: str) -> None:
        self.paid_calls.labels(endpoint, payment).inc()

    def observe_capped(self, scope: str, period: str, counted: str) -> None:
        self.capped_calls.labels(scope, period, counted).inc()

    def observe_patsnap_wait(self, seconds: float) -> None:
        self.patsnap_wait_seconds.observe(seconds)

    def observe_slack(self, method: str, outcome: str) -> None:
        # Slack's codes are not ours to list, but whatever stands there, it must neither be many nor tell of anybody.
        if outcome not in self._slack_codes:
            if len(self._slack_codes) >= _MOST_CODES or not _CODE.fullmatch(outcome):
                outcome = OTHER
            self._slack_codes.add(outcome)
        self.slack_calls.labels(method, outcome).inc()

    def observe_slack_wait(self, seconds: float) -> None:
        self.slack_wait_seconds.observe(seconds)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(name, text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(name, text, labels, buckets=buckets, registry=self.registry)
