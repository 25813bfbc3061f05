"""A message of Slack's -> the checks that it asks for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.checks.requests import NewCheck, NewView
from bot.errors import LookalikeError, OptionError
from bot.model import CheckOptions, Language, Problem, ProblemKind
from bot.model.number import ParsedNumber
from bot.model.option import OptionPlace
from bot.model.text import storable
from bot.numbers import parse_number
from bot.options import holds_options, read_post, read_subcommand, views_refused
from bot.slack.files import files_of, forwarded_in, is_beyond_limit, may_be_picture

MAX_IMAGES = 10
"""Images of one post that are checked, as many as a post usually holds."""

MIN_VIEWS, MAX_VIEWS = 2, 4
"""Views of one product in one check."""

_MENTION = re.compile(r"<@[^>]*>")
_OF_PICTURES = frozenset({"check", "compare", "similar"})
_THIS = re.compile(r"\b(?:this|these)\b|[这這]", re.IGNORECASE)
"""With such a word somebody points at something."""

File = Mapping[str, Any]
Message = Mapping[str, Any]


def name_of(file: File) -> str:
    """A file's name as it may be kept; empty if Slack says none."""
    return storable(str(file.get("name") or ""))


def pictures_of(message: Message) -> list[File]:
    """The files of a message, and of those that it forwards, that may be pictures; each once."""
    return list({file["id"]: file for file in files_of(message) if may_be_picture(file)}.values())


def why_no_picture(message: Message) -> Problem:
    """What to say of a message in which there is no picture to check."""
    if any(map(is_beyond_limit, files_of(message))):
        return Problem(ProblemKind.FILE_BEYOND_LIMIT)
    return Problem(ProblemKind.NO_FORWARDED_IMAGE if forwarded_in(message) else ProblemKind.NO_IMAGE)


def asks_for_help(text: str) -> bool:
    """Whether a message to the app asks how it is used, in so many words."""
    return bool(said := said_to_app(text)) and read_subcommand(said).name == "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReader:
    """
    Attributes:
        options: what is searched if a post does not say.
        today: the date by which ``since:`` is judged.
    """

    options: CheckOptions
    today: Callable[[], date]

    def read_options(self, text: str, *, lang: Language) -> CheckOptions:
        """The options in a text as Slack sends it. Raises OptionError."""
        return read_post(text, defaults=self.options_in(lang), today=self.today())

    def options_in(self, lang: Language, *, is_settled: bool = False) -> CheckOptions:
        """What is searched if a post says nothing, for readers of a language.

        Args:
            is_settled: the channel's own language does not count: its thread has begun in this one.
        """
        return replace(self.options, lang=lang, given=("lang",) if is_settled else ())

    def read(
        self,
        text: str,
        message: Message,
        *,
        lang: Language,
        is_settled: bool = False,
        above: str = "",
        against: str = "",
        earlier: CheckOptions | None = None,
    ) -> tuple[CheckOptions, tuple[NewCheck, ...]]:
        """What is to be searched, and the checks that a post asks for.

        Args:
            message: the one whose pictures are meant.
            lang: to answer in if no text says another.
            is_settled: as in ``options_in``.
            above: an earlier text, whose options count if the text itself says nothing else.
            against: the number of the one patent to compare with, as typed; empty for a search.
            earlier: the options that count if no text says another; None for those of the settings.
        """
        defaults = self.options_in(lang, is_settled=is_settled) if earlier is None else earlier
        try:
            before = read_post(above, defaults=defaults, today=self.today())
            options = read_post(text, defaults=before, today=self.today())
            if against:
                options = replace(options, against=read_one_patent(against))
        except OptionError as error:
            return defaults, (NewCheck(problem=correctable(error.problem)),)
        except LookalikeError as error:
            return defaults, (NewCheck(problem=error.problem),)
        pictures = pictures_of(message)
        if not pictures:
            problem = why_no_picture(message)
            if problem.kind is ProblemKind.NO_IMAGE and not self._means_picture(text, message):
                problem = Problem(ProblemKind.HELP)
            return options, (NewCheck(problem=problem),)
        if options.views_together:
            return options, (_together(pictures),)
        checks = [NewCheck(views=(_view(file),)) for file in pictures[:MAX_IMAGES]]
        if len(pictures) > MAX_IMAGES:
            details = {"count": str(len(pictures)), "limit": str(MAX_IMAGES)}
            checks.append(NewCheck(problem=Problem(ProblemKind.TOO_MANY_IMAGES, details)))
        return options, tuple(checks)

    def _means_picture(self, text: str, message: Message) -> bool:
        """Whether words to the app are about a picture; a greeting is not, nor is the app's name alone."""
        said = said_to_app(text)
        is_about_one = read_subcommand(said).name in _OF_PICTURES or _THIS.search(said) is not None
        return is_about_one or any(files_of(message)) or holds_options(text, today=self.today())


def comparison_in(text: str) -> str:
    """The number behind *compare*, as typed, if a message to the app begins with that word; else empty."""
    asked = read_subcommand(said_to_app(text))
    return asked.rest or " " if asked.name == "compare" else ""


def said_to_app(text: str) -> str:
    """A message to the app without its name."""
    return _MENTION.sub(" ", text).strip()


def read_one_patent(text: str) -> ParsedNumber:
    """The one patent number in a text.

    Raises:
        LookalikeError: there is none, or more than one (as ``parse_number`` says), or it is not sure which is meant
            (UNSURE_NUMBER).
    """
    number = parse_number(text)
    if number.is_ambiguous:
        readings = ", ".join(reading.typed for reading in number.readings)
        raise LookalikeError.of(ProblemKind.UNSURE_NUMBER, typed=number.typed, numbers=readings)
    return number


def correctable(problem: Problem) -> Problem:
    """The problem of an option in a post, which a mention in the thread puts right."""
    return replace(problem, details={**problem.details, "place": OptionPlace.POST})


def _together(pictures: Sequence[File]) -> NewCheck:
    """One check of one product in several views."""
    if not MIN_VIEWS <= len(pictures) <= MAX_VIEWS:
        return NewCheck(problem=correctable(views_refused().problem))
    return NewCheck(views=tuple(_view(file) for file in pictures))


def _view(file: File) -> NewView:
    """A file of the event; one that says too little of itself is looked up later."""
    is_known = file.get("mimetype") and not file.get("is_external") and file.get("mode") != "file_access"
    url = str(file.get("url_private_download") or file.get("url_private") or "") if is_known else ""
    return NewView(file_id=str(file["id"]), name=name_of(file), source_url=storable(url))
