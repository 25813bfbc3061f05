import asyncio

from bot.monitoring.health import Phase, Vitals
from bot.storage.database import create_engine
from bot.storage.probe import Probe


def part(sentence):
    async def trouble():
        return sentence

    return trouble


async def test_a_starting_app_is_not_ready_however_well_its_parts_are():
    vitals = Vitals()
    vitals.add("database", part(None))
    health = await vitals.ask()
    assert not health.ready
    assert health.degraded == ("The app is starting.",)


async def test_a_running_app_is_ready_while_its_vital_parts_are_in_order():
    vitals = Vitals(phase=Phase.RUNNING)
    vitals.add("database", part(None))
    vitals.add("patsnap", part("Patsnap refuses the credential."), is_vital=False)
    health = await vitals.ask()
    assert health.ready
    assert health.degraded == ("Patsnap refuses the credential.",)


async def test_an_app_without_a_vital_part_is_not_ready():
    vitals = Vitals(phase=Phase.RUNNING)
    vitals.add("database", part("The database does not answer."))
    vitals.add("slack", part(None))
    health = await vitals.ask()
    assert not health.ready
    assert health.degraded == ("The database does not answer.",)


async def test_a_stopping_app_takes_no_more_work():
    vitals = Vitals(phase=Phase.STOPPING)
    assert not (await vitals.ask()).ready


async def test_whoever_watches_is_told_of_every_part():
    seen = []
    vitals = Vitals(phase=Phase.RUNNING, observe=lambda name, works: seen.append((name, works)))
    vitals.add("database", part("The database does not answer."))
    vitals.add("slack", part(None))
    await vitals.ask()
    assert seen == [("database", False), ("slack", True)]


async def test_a_part_that_does_not_answer_is_out_of_order_and_keeps_no_other_waiting():
    async def stuck():
        await asyncio.Event().wait()

    seen = []
    vitals = Vitals(phase=Phase.RUNNING, part_within_s=0.01, observe=lambda name, works: seen.append((name, works)))
    vitals.add("database", stuck)
    vitals.add("slack", part(None))
    health = await vitals.ask()
    assert not health.ready
    assert health.degraded == ("The database did not say within 0.01 s how it is.",)
    assert seen == [("database", False), ("slack", True)]


async def test_a_database_that_cannot_be_reached_is_a_sentence_without_its_password():
    engine = create_engine("postgresql://user:s3cret@127.0.0.1:9/lookalike")
    sentence = await Probe(engine).trouble()
    assert sentence.startswith("The database does not work (")
    assert "s3cret" not in sentence
    await engine.dispose()


async def test_a_database_that_answers_is_no_trouble(engine):
    assert await Probe(engine).trouble() is None
