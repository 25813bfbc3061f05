"""The small language in which blocks are described: rules that look at a value and note what is wrong with it.

A rule never raises and never stops at the first fault: like Slack it names every one, each with its place, such as
``must be less than 151 characters [json-pointer:/blocks/0/title/text]``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any


class Faults:
    """What was found wrong so far."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, sentence: str, path: str) -> None:
        self.sentences.append(f"{sentence} [json-pointer:{path}]")


Rule = Callable[[Any, str, Faults], None]
"""(value, JSON pointer, where to note faults)"""


def text(longest: int, *, shortest: int = 1) -> Rule:
    """A string of so many characters."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, str):
            faults.add("must provide a string", path)
        elif len(value) > longest:
            faults.add(f"must be less than {longest + 1} characters", path)
        elif len(value) < shortest:
            faults.add(f"must be more than {shortest - 1} characters", path)

    return check


def integer(least: int, most: int) -> Rule:
    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            faults.add("must provide an integer", path)
        elif not least <= value <= most:
            faults.add(f"must be between {least} and {most}", path)

    return check


def number(value: Any, path: str, faults: Faults) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        faults.add("must provide a number", path)


def boolean(value: Any, path: str, faults: Faults) -> None:
    if not isinstance(value, bool):
        faults.add("must provide a boolean", path)


def one_of(*accepted: str) -> Rule:
    def check(value: Any, path: str, faults: Faults) -> None:
        if value not in accepted:
            faults.add("must be a valid enum value", path)

    return check


def web_address(value: Any, path: str, faults: Faults) -> None:
    """An address of at most 3,000 characters that starts with http:// or https://."""
    before = len(faults.sentences)
    text(3000)(value, path, faults)
    if len(faults.sentences) == before and not value.startswith(("http://", "https://")):
        faults.add("must be a valid URL", path)


def listed(item: Rule, least: int, most: int) -> Rule:
    """An array of so many items."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, list):
            faults.add("must provide an array", path)
            return
        if len(value) > most:
            faults.add(f"no more than {most} items allowed", path)
        if len(value) < least:
            faults.add(f"no fewer than {least} items allowed", path)
        for index, entry in enumerate(value):
            item(entry, f"{path}/{index}", faults)

    return check


def fields(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *also: Rule) -> Rule:
    """An object with these fields and no others; ``also`` looks at it as a whole once its fields are right."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add("must provide an object", path)
            return
        before = len(faults.sentences)
        for name in required:
            if name not in value:
                faults.add(f"missing required field: {name}", path)
        for name, entry in value.items():
            if name in known:
                known[name](entry, f"{path}/{name}", faults)
            else:
                faults.add(f"invalid additional property: {name}", path)
        if len(faults.sentences) == before:
            for rule in also:
                rule(value, path, faults)

    return check


def typed(rules: Mapping[str, Rule]) -> Rule:
    """An object whose ``type`` picks the rule; the rules need not mention ``type``."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.add("must provide an object", path)
        elif "type" not in value:
            faults.add("missing required field: type", path)
        elif not isinstance(value["type"], str) or value["type"] not in rules:
            faults.add(f"unsupported type: {value['type']}", f"{path}/type")
        else:
            rest = {name: entry for name, entry in value.items() if name != "type"}
            rules[value["type"]](rest, path, faults)

    return check


def any_of(names: Iterable[str]) -> Rule:
    """At least one of these fields is there."""
    wanted = tuple(names)

    def check(value: Any, path: str, faults: Faults) -> None:
        if not any(name in value for name in wanted):
            faults.add("must define " + " or ".join(f"`{name}`" for name in wanted), path)

    return check


def one_at_most(names: Iterable[str]) -> Rule:
    """These fields exclude each other."""
    rivals = tuple(names)

    def check(value: Any, path: str, faults: Faults) -> None:
        if sum(name in value for name in rivals) > 1:
            faults.add("must define only one of " + ", ".join(f"`{name}`" for name in rivals), path)

    return check
