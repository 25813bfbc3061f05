"""The statement of account: what was called, for who knows the secret."""

from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET

STATEMENT = ("POST", "/open-user/statement/v2")
ASKED = {"apikey": CLIENT_ID, "client_secret": CLIENT_SECRET, "time_start": "20261126", "time_end": "20261126"}


async def test_statement_lists_what_was_called(caller, mug_png):
    await caller.check(mug_png)
    data = await caller.data(*STATEMENT, json=ASKED)
    assert {item["serial_number"]: (item["usage_times"], item["fee_times"]) for item in data["usage"]} == {
        "P010": (1, 0),
        "AI39-1": (1, 1),
        "AI39-2": (1, 0),
    }
    assert data["usage_money"] == sum(item["used_money"] for item in data["usage"]) > 0


async def test_statement_is_refused_to_a_wrong_secret_or_span(caller):
    assert (await caller.refusal(*STATEMENT, json=ASKED | {"client_secret": "wrong"}))[0] == 67200003
    assert (await caller.refusal(*STATEMENT, json=ASKED | {"time_end": "20261125"}))[0] == 68300004
    assert (await caller.refusal(*STATEMENT, json=ASKED | {"time_start": 20261126}))[0] == 68300004
