"""How ``lookalike`` is typed: the pages of ``--help``, and what is wrong with a command line."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any

import typer
from rich.cells import cell_len
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from bot.commands.terminal import say, wrap
from bot.languages import Translator
from bot.options import CHECK_ACCEPTED
from formatters.options import accepted_values
from formatters.text import shorten_plain

_NARROWEST = 30
"""Columns of the page; a narrower terminal breaks its lines itself."""


class Command(TyperCommand):
    """A command whose page of help is in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the library's way
        print_help(ctx.find_root().obj, ctx)


class Group(TyperGroup):
    """``lookalike`` itself."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        print_help(ctx.find_root().obj, ctx)


def print_help(tr: Translator, context: Any) -> None:
    """Print what a command does and takes."""
    command = context.command
    commands = list(getattr(command, "commands", {}).values())
    parameters = command.get_params(context)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    usage = tr(
        "help-usage-commands" if commands else "help-usage",
        command=context.command_path,
        arguments="".join(f" {argument.metavar}" for argument in arguments),
    )
    width = max(Console().width, _NARROWEST)
    lines = [usage, "", *wrap(tr(command.help), width)]
    for heading, rows in (
        ("help-arguments", [(argument.metavar, _help(tr, argument)) for argument in arguments]),
        ("help-options", [(_typed(option), _help(tr, option)) for option in options]),
        ("help-commands", [(one.name, tr(one.help).partition("\n")[0]) for one in commands]),
    ):
        if rows:
            lines += ["", tr(heading), *_table(rows, width)]
    say("\n".join(lines))


def _typed(option: Any) -> str:
    """``--port PORT``, ``--json``."""
    return " ".join(filter(None, (option.opts[0], "" if option.is_flag else option.metavar)))


def _help(tr: Translator, parameter: Any) -> str:
    if parameter.name == "help":
        return tr("help-help")
    accepts = parameter.name in CHECK_ACCEPTED
    return tr(parameter.help, **({"accepted": accepted_values(tr, CHECK_ACCEPTED[parameter.name])} if accepts else {}))


def _table(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    indent = max(cell_len(name) for name, _ in rows) + 4
    for name, text in rows:
        first, *others = wrap(text, max(width - indent, _NARROWEST // 2))
        yield f"  {name}{' ' * (indent - 2 - cell_len(name))}{first}"
        yield from (" " * indent + line for line in others)


def describe_misuse(tr: Translator, error: typer.TyperException, *, command: str) -> str:
    """What is wrong with a command line, and how to see what is right.

    Args:
        command: what stands where a command should.
    """
    context = getattr(error, "ctx", None)
    path = context.command_path if context else f"lookalike {command}".strip()
    commands = list(getattr(context.command, "commands", ())) if context else []
    return tr("cli-misuse", why=_misuse(tr, error, command, commands), command=path)


def _misuse(tr: Translator, error: typer.TyperException, command: str, commands: Sequence[str]) -> str:
    match type(error).__name__:  # the library does not show its kinds otherwise
        case "NoSuchOption":
            return tr("cli-no-option", option=str(getattr(error, "option_name", "")))
        case "BadOptionUsage":
            return tr("cli-option-value", option=str(getattr(error, "option_name", "")))
        case "MissingParameter":
            return tr("cli-missing", name=_name(error))
        case "BadParameter":
            return tr("cli-bad-value", name=_name(error))
    if command and commands:
        [meant] = difflib.get_close_matches(command, commands, n=1) or ["unknown"]
        return tr("cli-no-command", name=shorten_plain(command, 80), meant=meant)
    return tr("cli-other")


def _name(error: typer.TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return ""
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar)
