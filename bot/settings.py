"""Settings: read once from the environment and ``.env``, frozen, and handed down."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import OptionError, SettingsError
from bot.model import CheckOptions, Engine, Language
from bot.options import read_countries, read_day, read_language
from formatters.options import describe_fault

_Parsed = TypeVar("_Parsed")

SLACK_API_URL = "https://slack.com/api/"
PATSNAP_BASE_URL = "https://connect.patsnap.com"

REQUEST_PATH = "/slack/events"
"""Where Slack's requests come in, in HTTP mode: events, interactions and commands alike."""


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
    patsnap_engine: Engine = Field(Engine.V2, alias="PATSNAP_ENGINE")

    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database_url()), alias="DATABASE_URL")

    countries: Annotated[tuple[str, ...], NoDecode] = Field(
        ("US", "CN", "JP", "KR", "AU", "EU"), alias="LOOKALIKE_COUNTRIES"
    )
    lang: Language = Field(Language.ENGLISH, alias="LOOKALIKE_LANG")
    apply_start_time: str | None = Field(None, alias="LOOKALIKE_APPLY_START_TIME")
    check_timeout_s: float = Field(1800, alias="LOOKALIKE_CHECK_TIMEOUT_S", gt=0)
    retention_days: int = Field(365, alias="LOOKALIKE_RETENTION_DAYS", gt=0)
    port: int = Field(8080, alias="LOOKALIKE_PORT", ge=0, le=65535)
    http_port: int = Field(3000, alias="LOOKALIKE_HTTP_PORT", ge=0, le=65535)
    log_format: Literal["text", "json"] = Field("text", alias="LOOKALIKE_LOG_FORMAT")

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
        return _in_words(read_countries, value) if isinstance(value, str) else value

    @field_validator("lang", mode="before")
    @classmethod
    def _language(cls, value: object) -> object:
        return _in_words(read_language, value) if isinstance(value, str) else value

    @field_validator("apply_start_time")
    @classmethod
    def _apply_start_time(cls, value: str | None) -> str | None:
        if value is not None:
            _in_words(_any_date, value)
        return value

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(("sqlite://", "postgresql://", "postgres://")):
            raise ValueError("start it with sqlite:/// or postgresql://")
        return value

    def require_slack(self, *, http: bool = False) -> None:
        """Raises SettingsError unless Socket Mode, or with ``http`` HTTP mode, can be tried with these settings."""
        _require_token("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-")
        if http:
            self.require_signing_secret()
        else:
            self.require_app_token()

    def require_app_token(self) -> str:
        """The app-level token, for Socket Mode. Raises SettingsError without a usable one."""
        return _require_token("SLACK_APP_TOKEN", self.slack_app_token, "xapp-")

    def require_signing_secret(self) -> str:
        """What Slack signs its requests with, for HTTP mode. Raises SettingsError without a usable one."""
        secret = self.slack_signing_secret.get_secret_value().strip() if self.slack_signing_secret else ""
        if not secret:
            raise SettingsError(
                "SLACK_SIGNING_SECRET is not set: copy the Signing Secret from your app's page, Basic Information."
            )
        if secret.startswith(("xox", "xapp-")):
            raise SettingsError(
                "SLACK_SIGNING_SECRET holds a token: copy the Signing Secret from your app's page, Basic Information."
            )
        return secret

    def require_patsnap(self) -> None:
        """Raises SettingsError unless Patsnap can be called with these settings."""
        if self.patsnap_api_key is None:
            for name, value in (
                ("PATSNAP_CLIENT_ID", self.patsnap_client_id),
                ("PATSNAP_CLIENT_SECRET", self.patsnap_client_secret),
            ):
                if value is None:
                    raise SettingsError(
                        f"{name} is not set: set PATSNAP_CLIENT_ID and PATSNAP_CLIENT_SECRET, or PATSNAP_API_KEY."
                    )

    def default_options(self) -> CheckOptions:
        """What a check searches where the post does not say."""
        return CheckOptions(
            countries=self.countries,
            lang=self.lang,
            filed_after=_any_date(self.apply_start_time) if self.apply_start_time else None,
        )


def load_settings(**overrides: object) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one sentence that names the first wrong setting and never its value where it is secret.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "A setting"
        raise SettingsError(f"{name} is wrong: {first['msg'].removeprefix('Value error, ')}.") from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not UTF-8 text: save it as UTF-8.") from None


def _require_token(name: str, token: SecretStr | None, prefix: str) -> str:
    if token is None:
        raise SettingsError(f"{name} is not set: put the token that starts with {prefix} there.")
    if not token.get_secret_value().startswith(prefix):
        raise SettingsError(f"{name} does not start with {prefix}: copy the right token from your app's page.")
    return token.get_secret_value()


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it must be an address that starts with https://")
    return value


def _any_date(value: str) -> date:
    return read_day(value, today=date.max)


def _in_words(parse: Callable[[str], _Parsed], value: str) -> _Parsed:
    """Run an option's parser on a setting; its refusal becomes the words that pydantic expects."""
    try:
        return parse(value)
    except OptionError as error:
        raise ValueError(describe_fault(error.problem)) from None
