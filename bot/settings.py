"""Settings: read once from the environment and ``.env``, frozen, and handed down."""

import difflib
import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

import platformdirs
from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import OptionError, SettingsError, WrongValue
from bot.model import ENGLISH, CheckOptions, Engine, Language, Problem
from bot.model.costs import Caps, Cost, Period, Scope
from bot.model.sentence import Sentence
from bot.net.database_url import read_database_url
from bot.options import read_countries, read_day, read_language

_Parsed = TypeVar("_Parsed")

SLACK_API_URL = "https://slack.com/api/"
PATSNAP_BASE_URL = "https://connect.patsnap.com"

REQUEST_PATH = "/slack/events"
"""Where Slack's requests come in, in HTTP mode: events, interactions and commands alike."""


ENV_FILE = Path(".env")
"""Read from the directory in which the app is started."""

_OWN_PREFIX = "LOOKALIKE_"
_FOREIGN_PREFIXES = ("SLACK_", "PATSNAP_")
"""Other programs have settings of these prefixes too: only what is nearly one of ours is taken for a misspelling."""

_NEARLY, _ALIKE = 0.85, 0.6
_PLACEHOLDER = re.compile(r"…|\.\.\.|^<.*>$|^(your|my|change|replace|example|xxx)", re.IGNORECASE)
_KINDS = {"xoxb-": "SLACK_BOT_TOKEN", "xapp-": "SLACK_APP_TOKEN"}


def default_database_url() -> str:
    """An SQLite file in the platform's data directory."""
    return f"sqlite:///{Path(platformdirs.user_data_dir('lookalike')) / 'lookalike.db'}"


class Settings(BaseSettings):
    """Every setting of the app; the README's table is checked against this class."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    slack_bot_token: SecretStr | None = Field(None, alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(SLACK_API_URL, alias="SLACK_API_URL")

    patsnap_client_id: str | None = Field(None, alias="PATSNAP_CLIENT_ID")
    patsnap_client_secret: SecretStr | None = Field(None, alias="PATSNAP_CLIENT_SECRET")
    patsnap_api_key: SecretStr | None = Field(None, alias="PATSNAP_API_KEY")
    patsnap_base_url: str = Field(PATSNAP_BASE_URL, alias="PATSNAP_BASE_URL")
    patsnap_qps: float = Field(5.0, alias="PATSNAP_QPS", gt=0, le=1000)
    patsnap_engine: Literal[Engine.V2, Engine.V1] = Field(Engine.V2, alias="PATSNAP_ENGINE")

    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database_url()), alias="DATABASE_URL")

    countries: Annotated[tuple[str, ...], NoDecode] = Field(
        ("US", "CN", "JP", "KR", "AU", "EU"), alias="LOOKALIKE_COUNTRIES"
    )
    lang: Language = Field(ENGLISH, alias="LOOKALIKE_LANG")
    apply_start_time: str | None = Field(None, alias="LOOKALIKE_APPLY_START_TIME")
    check_app_posts: bool = Field(False, alias="LOOKALIKE_CHECK_APP_POSTS")
    check_timeout_s: float = Field(1800, alias="LOOKALIKE_CHECK_TIMEOUT_S", gt=0)
    retention_days: int = Field(365, alias="LOOKALIKE_RETENTION_DAYS", gt=0)
    cap_person_submits_per_day: int | None = Field(None, alias="LOOKALIKE_CAP_PERSON_SUBMITS_PER_DAY", ge=0)
    cap_person_submits_per_month: int | None = Field(None, alias="LOOKALIKE_CAP_PERSON_SUBMITS_PER_MONTH", ge=0)
    cap_person_lookups_per_day: int | None = Field(None, alias="LOOKALIKE_CAP_PERSON_LOOKUPS_PER_DAY", ge=0)
    cap_person_lookups_per_month: int | None = Field(None, alias="LOOKALIKE_CAP_PERSON_LOOKUPS_PER_MONTH", ge=0)
    cap_channel_submits_per_day: int | None = Field(None, alias="LOOKALIKE_CAP_CHANNEL_SUBMITS_PER_DAY", ge=0)
    cap_channel_submits_per_month: int | None = Field(None, alias="LOOKALIKE_CAP_CHANNEL_SUBMITS_PER_MONTH", ge=0)
    cap_channel_lookups_per_day: int | None = Field(None, alias="LOOKALIKE_CAP_CHANNEL_LOOKUPS_PER_DAY", ge=0)
    cap_channel_lookups_per_month: int | None = Field(None, alias="LOOKALIKE_CAP_CHANNEL_LOOKUPS_PER_MONTH", ge=0)
    cap_workspace_submits_per_day: int | None = Field(None, alias="LOOKALIKE_CAP_WORKSPACE_SUBMITS_PER_DAY", ge=0)
    cap_workspace_submits_per_month: int | None = Field(None, alias="LOOKALIKE_CAP_WORKSPACE_SUBMITS_PER_MONTH", ge=0)
    cap_workspace_lookups_per_day: int | None = Field(None, alias="LOOKALIKE_CAP_WORKSPACE_LOOKUPS_PER_DAY", ge=0)
    cap_workspace_lookups_per_month: int | None = Field(None, alias="LOOKALIKE_CAP_WORKSPACE_LOOKUPS_PER_MONTH", ge=0)
    reuse_days: int = Field(30, alias="LOOKALIKE_REUSE_DAYS", ge=0)
    host: str = Field("127.0.0.1", alias="LOOKALIKE_HOST")
    port: int = Field(8080, alias="LOOKALIKE_PORT", ge=0, le=65535)
    http_port: int = Field(3000, alias="LOOKALIKE_HTTP_PORT", ge=0, le=65535)
    log_format: Literal["text", "json"] = Field("text", alias="LOOKALIKE_LOG_FORMAT")

    @field_validator(
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        "patsnap_client_id",
        "patsnap_client_secret",
        "patsnap_api_key",
        "database_url",
        mode="before",
    )
    @classmethod
    def _without_white_space(cls, value: object) -> object:
        """A secret that was read from a file ends with a newline."""
        return value.strip() if isinstance(value, str) else value

    @field_validator("slack_api_url")
    @classmethod
    def _slack_url(cls, value: str) -> str:
        return _http_url(value).rstrip("/") + "/"

    @field_validator("patsnap_base_url")
    @classmethod
    def _patsnap_url(cls, value: str) -> str:
        return _http_url(value).rstrip("/")

    @field_validator("countries", mode="before")
    @classmethod
    def _countries(cls, value: object) -> object:
        return _understood(read_countries, value) if isinstance(value, str) else value

    @field_validator("lang", mode="before")
    @classmethod
    def _language(cls, value: object) -> object:
        return _understood(read_language, value) if isinstance(value, str) else value

    @field_validator("apply_start_time")
    @classmethod
    def _apply_start_time(cls, value: str | None) -> str | None:
        if value is not None:
            _understood(lambda text: read_day(text, today=datetime.now(UTC).date()), value)
        return value

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: SecretStr) -> SecretStr:
        read_database_url(value.get_secret_value())
        return value

    def require_all(self, *, http: bool = False) -> None:
        """Raises SettingsError with a sentence for every setting that ``lookalike run`` lacks, or that is wrong."""
        _raise([*self._slack_problems(http=http), *self._patsnap_problems()])

    def require_slack(self, *, http: bool = False) -> None:
        """Raises SettingsError unless Socket Mode, or with ``http`` HTTP mode, can be tried with these settings."""
        _raise(self._slack_problems(http=http))

    def require_app_token(self) -> str:
        """The app-level token, for Socket Mode. Raises SettingsError without a usable one."""
        _raise(_token_problems("SLACK_APP_TOKEN", self.slack_app_token, "xapp-"))
        return _value(self.slack_app_token)

    def require_signing_secret(self) -> str:
        """What Slack signs its requests with, for HTTP mode. Raises SettingsError without a usable one."""
        _raise(self._signing_secret_problems())
        return _value(self.slack_signing_secret)

    def require_patsnap(self) -> None:
        """Raises SettingsError unless Patsnap can be called with these settings."""
        _raise(self._patsnap_problems())

    def summary(self) -> dict[str, str]:
        """What is in force, for the operator: no secret, and no password of the database."""
        database = read_database_url(self.database_url.get_secret_value())
        kind = "postgresql" if database.path is None else "sqlite"
        return {
            "countries": ",".join(self.countries),
            "lang": self.lang,
            "engine": self.patsnap_engine,
            "qps": f"{self.patsnap_qps:g}",
            "database": f"{kind}: {database.place}",
            "env_file": str(ENV_FILE.absolute()) if ENV_FILE.exists() else f"none in {Path.cwd()}",
        }

    def _slack_problems(self, *, http: bool) -> Iterator[Sentence]:
        yield from _token_problems("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-")
        if http:
            yield from self._signing_secret_problems()
        else:
            yield from _token_problems("SLACK_APP_TOKEN", self.slack_app_token, "xapp-")

    def _signing_secret_problems(self) -> Iterator[Sentence]:
        secret = _value(self.slack_signing_secret)
        if not secret:
            yield Sentence.of("setting-signing-secret-missing")
        elif secret.startswith(("xox", "xapp-")):
            yield Sentence.of("setting-signing-secret-token")
        elif _PLACEHOLDER.search(secret):
            yield Sentence.of("setting-signing-secret-placeholder")

    def _patsnap_problems(self) -> Iterator[Sentence]:
        pairs: dict[str, str] = {
            "PATSNAP_CLIENT_ID": self.patsnap_client_id or "",
            "PATSNAP_CLIENT_SECRET": _value(self.patsnap_client_secret),
        }
        if self.patsnap_api_key is not None:
            pairs = {"PATSNAP_API_KEY": _value(self.patsnap_api_key)}
        for name, value in pairs.items():
            if not value:
                yield Sentence.of("setting-patsnap-missing", setting=name)
            elif _PLACEHOLDER.search(value):
                yield Sentence.of("setting-patsnap-placeholder", setting=name)

    def caps(self) -> Caps:
        """The caps on paid calls that hold where nothing else is set."""
        kinds = itertools.product(Scope, (Cost.SUBMIT, Cost.LOOKUP), Period)
        return Caps.of({kind: getattr(self, "cap_{}_{}s_per_{}".format(*kind)) for kind in kinds})

    def default_options(self) -> CheckOptions:
        """What a check searches if the post does not say."""
        return CheckOptions(
            countries=self.countries,
            lang=self.lang,
            filed_after=_any_date(self.apply_start_time) if self.apply_start_time else None,
        )


def load_settings(**overrides: object) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one sentence for each wrong setting, which names it, and never its value if that is secret.
    """
    try:
        wrong = list(_misspelt(_names()))
        settings = Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong += map(_wrong_value, error.errors(include_url=False, include_input=False))
        raise SettingsError(*wrong) from None
    except UnicodeDecodeError:
        raise SettingsError.of("setting-file-encoding") from None
    _raise(wrong)
    return settings


_VALUE_FAULTS = {
    "bool_parsing": "setting-value-yes-no",
    "float_parsing": "setting-value-number",
    "int_parsing": "setting-value-whole-number",
    "greater_than": "setting-value-above",
    "greater_than_equal": "setting-value-at-least",
    "less_than_equal": "setting-value-at-most",
}
"""What pydantic finds, by its name for it."""


def _wrong_value(found: ErrorDetails) -> Sentence:
    """What pydantic found wrong with one setting."""
    return Sentence.of("setting-wrong", setting=".".join(map(str, found["loc"])), why=_fault(found))


def _fault(found: ErrorDetails) -> Sentence | Problem:
    kind, facts = found["type"], found.get("ctx", {})
    if isinstance(wrong := facts.get("error"), WrongValue):
        return wrong.fault
    if kind in {"enum", "literal_error"}:
        *others, last = re.findall("'([^']*)'", str(facts["expected"]))
        return Sentence.of("setting-value-choice", others=", ".join(others), last=last)
    if kind in _VALUE_FAULTS:
        # Only the one of a bound has a value: the bound.
        bound = next((f"{bound:g}" for bound in facts.values() if isinstance(bound, int | float)), "")
        return Sentence.of(_VALUE_FAULTS[kind], bound=bound)
    return Sentence.of("setting-value-other", text=found["msg"])


def _names() -> set[str]:
    """The names of everything that is set, in the environment and in ``.env``."""
    return {*os.environ, *dotenv_values(ENV_FILE, encoding="utf-8")}


def _misspelt(names: Iterable[str]) -> Iterator[Sentence]:
    """A sentence for each name that is meant to be a setting and is none: its value would be ignored."""
    known = [str(field.alias) for field in Settings.model_fields.values()]
    for name in sorted(names):
        upper = name.upper()
        if upper in known or not upper.startswith((_OWN_PREFIX, *_FOREIGN_PREFIXES)):
            continue
        is_own = upper.startswith(_OWN_PREFIX)
        # Of our own names only what stands behind the prefix tells them apart.
        rest = {alias.removeprefix(_OWN_PREFIX) if is_own else alias: alias for alias in known}
        cutoff = _ALIKE if is_own else _NEARLY
        near = difflib.get_close_matches(upper.removeprefix(_OWN_PREFIX), rest, n=1, cutoff=cutoff)
        if near:
            yield Sentence.of("setting-misspelt", name=name, meant=rest[near[0]])
        elif is_own:
            yield Sentence.of("setting-unknown", name=name)


def _raise(sentences: Iterable[Sentence]) -> None:
    if found := list(sentences):
        raise SettingsError(*found)


def _value(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _token_problems(name: str, token: SecretStr | None, prefix: str) -> Iterator[Sentence]:
    value = _value(token)
    if not value:
        yield Sentence.of("setting-token-missing", setting=name, prefix=prefix)
    elif _PLACEHOLDER.search(value):
        yield Sentence.of("setting-token-placeholder", setting=name, prefix=prefix)
    elif not value.startswith(prefix):
        other = next((owner for start, owner in _KINDS.items() if value.startswith(start)), None)
        yield Sentence.of("setting-token-kind", setting=name, prefix=prefix, other=other or "unknown")
    elif not (value.isascii() and value.isprintable() and " " not in value):
        yield Sentence.of("setting-token-characters", setting=name)


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WrongValue.of("setting-value-address")
    return value


def _any_date(value: str) -> date:
    return read_day(value, today=date.max)


def _understood(parse: Callable[[str], _Parsed], value: str) -> _Parsed:
    """Run an option's parser on a setting; its refusal becomes the error that pydantic expects."""
    try:
        return parse(value)
    except OptionError as error:
        raise WrongValue(error.problem) from None
