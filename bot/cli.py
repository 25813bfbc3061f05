"""``lookalike run | demo | check | doctor | statement | manifest``: what is typed, handed to what does it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import say
from bot.model import Engine
from bot.options import CHECK_ACCEPTED as ACCEPTED

app = typer.Typer(
    help="Checks product pictures against the world's design patents, in Slack or right here.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # it would print local variables, secrets among them
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(version("lookalike"))
        raise typer.Exit


@app.callback()
def lookalike(
    *,
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Log more, and where an error that nobody foresaw comes from.")
    ] = False,
) -> None:
    """Checks product pictures against the world's design patents, in Slack or right here."""
    if debug:
        from bot.logs import show_debug

        show_debug()


@app.command()
def run(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Wait for Slack's requests instead of connecting by Socket Mode.")
    ] = False,
) -> None:
    """Connect to Slack and check what people post, until stopped."""
    from bot.commands import run

    run.run(http=http)


@app.command()
def demo(
    *,
    port: Annotated[
        int | None, typer.Option(help="Serve the page here.", min=0, max=65535, show_default="8765")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Which pair of Patsnap's calls runs the checks.")] = Engine.V2,
    logs: Annotated[bool, typer.Option("--logs", help="Show the app's log.")] = False,
) -> None:
    """Start a local Slack and a local Patsnap, with the app between them. Needs no account."""
    from bot.commands import demo

    raise typer.Exit(demo.run(port=port, show_logs=logs, engine=engine))


FILES = (
    "Pictures; each is a paid check of its own. A folder stands for the pictures in it, not for those in folders "
    "below it; - reads one picture from standard input."
)


@app.command()
def check(
    *,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help=FILES)],
    countries: Annotated[str | None, typer.Option(help=f"Where to search: {ACCEPTED['countries']}.")] = None,
    since: Annotated[str | None, typer.Option(help=f"Only designs filed since then: {ACCEPTED['since']}.")] = None,
    loc: Annotated[str | None, typer.Option(help=f"{ACCEPTED['loc']}.")] = None,
    lang: Annotated[str | None, typer.Option(help=f"The language of the report: {ACCEPTED['lang']}.")] = None,
    keyword: Annotated[str | None, typer.Option(help=f"What it is: {ACCEPTED['keyword']}.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document, and nothing else, on stdout.")
    ] = False,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Ask the local Patsnap: made-up patents, no account.")
    ] = False,
) -> None:
    """Check pictures here and now, without Slack.

    Exit code 1: a picture is at high risk. 2: none is, but a picture could not be checked, or a comparison of its
    report is unrated or could not be read. 0: neither.
    130: stopped by Ctrl+C, which says what has been paid for.
    """
    from contextlib import AbstractAsyncContextManager, nullcontext

    from bot.commands import check
    from bot.settings import Settings, load_settings

    settings: AbstractAsyncContextManager[Settings]
    if sandbox:
        from bot.commands.demo import patsnap_settings

        settings = patsnap_settings()
    else:
        settings = nullcontext(load_settings())
    typed = {"countries": countries, "since": since, "loc": loc, "lang": lang, "keyword": keyword}
    options = {name: value for name, value in typed.items() if value is not None}
    raise typer.Exit(check.run(files, settings=settings, typed=options, as_json=as_json))


@app.command()
def doctor(
    *,
    http: Annotated[bool, typer.Option("--http", help="Look at what `lookalike run --http` needs.")] = False,
    slack_blocks: Annotated[
        bool, typer.Option("--slack-blocks", help="Ask Slack about the app's messages instead; needs no token.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --slack-blocks: keep Slack's answers here, as JSON.")
    ] = None,
) -> None:
    """Say what works and what does not: settings, Slack, Patsnap, the database, the clock. Starts no search."""
    if slack_blocks:
        from bot.commands import slack_blocks as blocks

        raise typer.Exit(blocks.run(save=save))
    if save is not None:
        raise typer.BadParameter("--save goes with --slack-blocks.")
    from bot.commands import doctor

    raise typer.Exit(doctor.run(http=http))


@app.command()
def statement(
    *,
    day: Annotated[str | None, typer.Option(help="Such as 2026-11-26.", show_default="yesterday")] = None,
) -> None:
    """Say what Patsnap's calls of a day cost, by service, where the account may ask for that.

    Exit code 1: Patsnap does not say.
    """
    from bot.commands import statement

    raise typer.Exit(statement.run(day))


@app.command()
def manifest(
    *,
    http: Annotated[
        str | None,
        typer.Option(metavar="URL", help="For `lookalike run --http`, reached at this address, such as https://…"),
    ] = None,
) -> None:
    """Print the manifest to create the Slack app from."""
    from bot.manifest import print_manifest

    say(print_manifest(http), ends_line=False)
