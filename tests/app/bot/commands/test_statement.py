"""``lookalike statement`` against a served Patsnap: what it prints, and what it never prints."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.commands import statement
from bot.net import serving
from bot.settings import Settings
from tests.languages import EN, ZH
from tests.sentences import refused

SECRET = "client-s3cr3t"
USAGE = {
    "usage": [
        {
            "request_path": "/ai/image-search/submit",
            "request_path_name": "<cn>[AI39-1]提交</cn><us>[AI39-1]Submit</us>",
            "usage_times": 3,
            "fee_times": 2,
            "used_money": 40.0,
        }
    ],
    "combo_usage": [{"url": "/x", "url_name": "<us>[P060]Image Search</us>", "used_num": 7}],
    "usage_money": 40.0,
}


@pytest.fixture
def state(monkeypatch, tmp_path):
    """``lookalike statement`` in a thread, against a Patsnap that answers as the test wants."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(field.alias, raising=False)
    monkeypatch.setattr(statement.logs, "configure", lambda *_, **__: None)

    async def state(answer, tr=EN, **settings):
        async def patsnap(request: Request):
            if request.url.path.endswith("/token"):
                return JSONResponse({"token": "t0k3n", "expires_in": 1799})
            return JSONResponse(answer(await request.body()))

        listener = serving.listen("127.0.0.1", 0)
        async with serving.serve(Starlette(routes=[Route("/{path:path}", patsnap, methods=["GET", "POST"])]), listener):
            values = {
                "PATSNAP_BASE_URL": f"http://127.0.0.1:{listener.getsockname()[1]}",
                "PATSNAP_CLIENT_ID": "client",
                "PATSNAP_CLIENT_SECRET": SECRET,
            }
            for name, value in (settings or values).items():
                monkeypatch.setenv(name, value)
            return await asyncio.to_thread(statement.run, tr, "2026-11-26")

    return state


async def test_statement_says_what_each_service_cost(state, capsys):
    assert await state(lambda _: {"status": True, "error_code": 0, "data": USAGE}) == 0
    shown = capsys.readouterr().out
    for row in (("AI39-1", "Submit", "3", "2", "40.00"), ("P060", "Image Search", "7", "by plan")):
        assert any(all(cell in line for cell in row) for line in shown.splitlines()), row
    assert "Charged on 26 Nov 2026: 40.00 in the account's currency." in shown


async def test_statement_of_nothing_says_so(state, capsys):
    assert await state(lambda _: {"status": True, "error_code": 0, "data": {"usage": []}}) == 0
    assert capsys.readouterr().out.startswith("Patsnap lists no calls on 26 Nov 2026.")


@pytest.mark.parametrize(
    ("code", "said"), [(67200004, "does not give this account its statement (code 67200004)"), (68300004, "68300004")]
)
async def test_refusal_is_one_sentence_that_repeats_no_secret(state, capsys, caplog, code, said):
    caplog.set_level("DEBUG")

    def repeat(body):
        return {"status": False, "error_code": code, "error_msg": body.decode()}

    assert await state(repeat) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    for secret in (SECRET, "t0k3n"):
        assert secret not in err + caplog.text


async def test_account_with_one_key_is_told_what_it_takes(state):
    with refused("PATSNAP_CLIENT_SECRET"):
        await state(lambda _: {}, PATSNAP_API_KEY="sk-1")


async def test_statement_is_told_in_chinese(state, capsys):
    assert await state(lambda _: {"status": True, "error_code": 0, "data": USAGE}, ZH) == 0
    shown = capsys.readouterr().out
    for row in (("服务", "名称", "调用次数", "计费次数", "费用"), ("P060", "7", "按套餐")):
        assert any(all(cell in line for cell in row) for line in shown.splitlines()), row
    assert "2026年11月26日，计费：40.00（以账户的币种计）。" in shown
