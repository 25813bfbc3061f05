"""Which checks can be exported, and that a file is asked for once."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.checks.holds import By, HoldStore
from bot.exports import ExportStore
from bot.exports.document import to_document
from bot.exports.evidence import Gatherer
from bot.exports.store import AGAIN_S, Begun
from bot.lookups import DetailStore, LookupStore
from bot.model.evidence import ExpiryLookedUp, FamilyLookedUp
from bot.model.hold import Which
from bot.model.lookup import LegalState, PatentState
from bot.model.patent_card import PatentPart
from bot.model.patent_details import DetailPart, Family, Figures, PatentDates
from bot.storage.deletion import Deletion
from formatters.export_facts import kept
from tests.languages import ZH
from tests.unit.bot.exports.evidences import EXPORTED, FAMILY, evidence_of
from tests.unit.bot.exports.stored import keep
from tests.unit.formatters.builders import CHECK

WHAT = "export-pdf-1"


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(engine, clock):
    return ExportStore(engine, clock)


async def test_file_is_begun_once_a_minute_however_many_ask(store, clock):
    begun = await asyncio.gather(*(store.begin(CHECK.post, WHAT) for _ in range(5)))
    assert Counter(begun) == {Begun.YES: 1, Begun.UNDER_WAY: 4}
    assert await store.begin(CHECK.post, "export-csv-1") is Begun.YES, "another file"
    clock.now += AGAIN_S
    assert await store.begin(CHECK.post, WHAT) is Begun.YES
    assert await store.begin(CHECK.post, WHAT) is Begun.UNDER_WAY


async def test_file_that_failed_may_be_begun_again_at_once(store):
    await store.begin(CHECK.post, WHAT)
    await store.take_back(CHECK.post, WHAT)
    assert await store.begin(CHECK.post, WHAT) is Begun.YES


async def test_nothing_is_begun_of_a_message_that_was_deleted(store, engine, clock):
    await store.begin(CHECK.post, WHAT)
    post = CHECK.post
    await Deletion(engine, clock).forget_message(
        team_id=post.team_id, channel_id=post.channel_id, message_ts=post.message_ts
    )
    assert await store.begin(post, WHAT) is Begun.GONE


async def test_recent_reports_are_those_of_one_channel_the_newest_first(store, engine):
    evidence = evidence_of()
    for number, channel in enumerate(("C1", "C1", "C2"), start=1):
        post = replace(evidence.check.post, id=f"post-{number}", channel_id=channel, message_ts=f"{number}.0")
        created_at = evidence.check.created_at + timedelta(hours=number)
        await keep(
            engine, replace(evidence, check=replace(CHECK, id=f"{number:032}", post=post, created_at=created_at))
        )
    found = await store.recent(team_id="T1", channel_id="C1", limit=9)
    assert [int(one.check.id) for one in found] == [2, 1]
    assert found[0].report == evidence.report
    assert await store.recent(team_id="T2", channel_id="C1", limit=9) == []
    assert len(await store.recent(team_id="T1", channel_id="C1", limit=1)) == 1


async def test_evidence_is_what_was_stored(store, engine, clock):
    evidence = evidence_of()
    await keep(engine, evidence)
    lookups = LookupStore(engine)
    state = LegalState(patent_id="p-1", publication_number="USD1", states=(PatentState.INACTIVE,))
    await lookups.keep_parts(PatentPart.LEGAL_STATE, {"p-1": state, "p-2": None}, now=1_800_000_000.0)
    holds = HoldStore(engine, clock, Deletion(engine, clock))
    await holds.place(Which(check_id=evidence.check.id), By(user_id="U7", reason="Case 7"))
    found = await store.find(evidence.check.id)
    assert found is not None
    details = DetailStore(engine)
    dates = PatentDates(expires=date(2035, 1, 15))
    await details.keep("p-1", {DetailPart.DATES: dates, DetailPart.FAMILY: Family(members=FAMILY)}, now=1_800_000_000.0)
    await details.keep("p-2", {DetailPart.FAMILY: None, DetailPart.FIGURES: Figures()}, now=1_800_086_400.0)
    await details.keep("p-99", {DetailPart.FAMILY: Family(members=FAMILY)}, now=1_800_000_000.0)
    gatherer = Gatherer(
        lookups=lookups, details=details, holds=holds, default_countries=("US", "KR"), retention_days=30
    )
    gathered = await gatherer.gather(found, at=EXPORTED)
    assert gathered.check.views == evidence.check.views, "digests and task among them"
    assert gathered.report == evidence.report
    assert gathered.not_searched == ("KR",)
    assert gathered.parameters["loc_items"] == '["21-01"]'
    assert list(gathered.looked_up) == ["p-1"]
    first, second = datetime(2027, 1, 15, 8, tzinfo=UTC), datetime(2027, 1, 16, 8, tzinfo=UTC)
    assert gathered.expiries == {"p-1": ExpiryLookedUp(expires=date(2035, 1, 15), at=first)}
    assert gathered.families == {
        "p-1": FamilyLookedUp(members=FAMILY, at=first),
        "p-2": FamilyLookedUp(members=(), at=second),
    }
    assert (gathered.hold.held_by, gathered.hold.reason) == ("U7", "Case 7")
    assert to_document(gathered)["retention"]["hold"]["by"] == "U7"
    assert [line for line in kept(ZH, gathered) if "Case 7" in line]
    assert await store.find("0" * 32) is None
