"""``lookalike run | demo | check | export | channels | doctor | costs | …``: what is typed, and who does it.

``main()`` hands over a translator as the context's object. Each ``help`` here is a message of the catalogues, which
``bot.commands.usage`` puts into words.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.commands.terminal import require_language, say
from bot.commands.usage import Command, Group, print_help
from bot.errors import SettingsError
from bot.model import Engine

app = typer.Typer(
    cls=Group,
    help="help-lookalike",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # it would print local variables, secrets among them
)

NO_COMMAND = 2


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(version("lookalike"))
        raise typer.Exit


Lang = Annotated[str | None, typer.Option("--lang", metavar="LANG", help="help-lang", callback=require_language)]
"""Taken before the command and behind it. ``main()`` has read it by then, for what is said until here."""


@app.callback()
def lookalike(
    context: typer.Context,
    *,
    lang: Lang = None,  # noqa: ARG001
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool, typer.Option("--version", help="help-version", callback=_print_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="help-debug")] = False,
) -> None:
    if debug:
        from bot.logs import show_debug

        show_debug()
    if context.invoked_subcommand is None:
        print_help(context.obj, context)
        raise typer.Exit(NO_COMMAND)


@app.command(cls=Command, help="help-run")
def run(
    *,
    http: Annotated[bool, typer.Option("--http", help="help-run-http")] = False,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    from bot.commands import run

    run.run(http=http)


@app.command(cls=Command, help="help-demo")
def demo(
    context: typer.Context,
    *,
    port: Annotated[int | None, typer.Option(metavar="PORT", help="help-port", min=0, max=65535)] = None,
    engine: Annotated[Literal["v2", "v1"], typer.Option(metavar="v2|v1", help="help-engine")] = "v2",
    logs: Annotated[bool, typer.Option("--logs", help="help-logs")] = False,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    from bot.commands import demo

    raise typer.Exit(demo.run(context.obj, port=port, show_logs=logs, engine=Engine(engine)))


@app.command(cls=Command, help="help-check")
def check(
    context: typer.Context,
    *,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="help-files")],
    countries: Annotated[str | None, typer.Option(metavar="LIST", help="help-countries")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="help-since")] = None,
    loc: Annotated[str | None, typer.Option(metavar="LIST", help="help-loc")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help="help-check-lang")] = None,
    keyword: Annotated[str | None, typer.Option(metavar="WORDS", help="help-keyword")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="help-json")] = False,
    sandbox: Annotated[bool, typer.Option("--sandbox", help="help-sandbox")] = False,
) -> None:
    from contextlib import AbstractAsyncContextManager, nullcontext

    from bot.commands import check
    from bot.settings import Settings, load_settings

    settings: AbstractAsyncContextManager[Settings]
    if sandbox:
        from bot.commands.demo import patsnap_settings

        settings = patsnap_settings()
    else:
        settings = nullcontext(load_settings())
    before = context.parent.params["lang"] if context.parent else None
    typed = {"countries": countries, "since": since, "loc": loc, "lang": lang or before, "keyword": keyword}
    options = {name: value for name, value in typed.items() if value is not None}
    raise typer.Exit(check.run(context.obj, files, settings=settings, typed=options, as_json=as_json))


@app.command(cls=Command, help="help-export")
def export(
    context: typer.Context,
    *,
    check_id: Annotated[str, typer.Argument(metavar="CHECK_ID", help="help-export-check")],
    pdf: Annotated[bool, typer.Option("--pdf", help="help-export-pdf")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="help-export-xlsx")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="help-export-csv")] = False,
    json: Annotated[bool, typer.Option("--json", help="help-export-json")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="help-export-output")] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="help-export-lang", callback=require_language)
    ] = None,
) -> None:
    from bot.commands import export

    formats = [name for name, wanted in {"pdf": pdf, "xlsx": xlsx, "csv": csv, "json": json}.items() if wanted]
    raise typer.Exit(export.run(context.obj, check_id, formats=formats, output=output, lang=lang))


CheckId = Annotated[str, typer.Argument(metavar="CHECK_ID", help="help-export-check")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="help-hold-reason")]


@app.command(cls=Command, help="help-hold")
def hold(context: typer.Context, *, check_id: CheckId, reason: Reason = "", lang: Lang = None) -> None:  # noqa: ARG001
    from bot.commands import hold

    raise typer.Exit(hold.run(context.obj, check_id, reason=reason, release=False))


@app.command(cls=Command, help="help-release")
def release(context: typer.Context, *, check_id: CheckId, reason: Reason = "", lang: Lang = None) -> None:  # noqa: ARG001
    from bot.commands import hold

    raise typer.Exit(hold.run(context.obj, check_id, reason=reason, release=True))


@app.command(cls=Command, help="help-channels")
def channels(
    context: typer.Context,
    *,
    channel: Annotated[str | None, typer.Argument(metavar="[CHANNEL]", help="help-channels-channel")] = None,
    mode: Annotated[
        Literal["every", "ask", "asked"] | None, typer.Option(metavar="every|ask|asked", help="help-channels-mode")
    ] = None,
    countries: Annotated[str | None, typer.Option(metavar="LIST", help="help-countries")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="help-since")] = None,
    loc: Annotated[str | None, typer.Option(metavar="LIST", help="help-loc")] = None,
    keyword: Annotated[str | None, typer.Option(metavar="WORDS", help="help-keyword")] = None,
    language: Annotated[str | None, typer.Option(metavar="LANG", help="help-channels-language")] = None,
    who: Annotated[
        Literal["members", "admins"] | None, typer.Option(metavar="members|admins", help="help-channels-who")
    ] = None,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help="help-channels-team")] = None,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    from bot.commands import channels

    given = {"mode": mode, "countries": countries, "since": since, "loc": loc, "keyword": keyword}
    given |= {"language": language, "who": who}
    typed = {name: value for name, value in given.items() if value is not None}
    raise typer.Exit(channels.run(context.obj, channel, team=team, typed=typed))


@app.command(cls=Command, help="help-doctor")
def doctor(
    context: typer.Context,
    *,
    http: Annotated[bool, typer.Option("--http", help="help-doctor-http")] = False,
    slack_blocks: Annotated[bool, typer.Option("--slack-blocks", help="help-slack-blocks")] = False,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="help-save")] = None,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    if slack_blocks:
        from bot.commands import slack_blocks as blocks

        raise typer.Exit(blocks.run(context.obj, save=save))
    if save is not None:
        raise SettingsError.of("cli-save")
    from bot.commands import doctor

    raise typer.Exit(doctor.run(context.obj, http=http))


@app.command(cls=Command, help="help-statement")
def statement(
    context: typer.Context,
    *,
    day: Annotated[str | None, typer.Option(metavar="DAY", help="help-day")] = None,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    from bot.commands import statement

    raise typer.Exit(statement.run(context.obj, day))


@app.command(cls=Command, help="help-costs")
def costs(
    context: typer.Context,
    *,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="help-month")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="help-costs-json")] = False,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    from bot.commands import costs

    raise typer.Exit(costs.run(context.obj, month, as_json=as_json))


@app.command(cls=Command, help="help-manifest")
def manifest(
    context: typer.Context,
    *,
    http: Annotated[str | None, typer.Option(metavar="URL", help="help-manifest-http")] = None,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    from bot.manifest import print_manifest

    say(print_manifest(context.obj, http), ends_line=False)
