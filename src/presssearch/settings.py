"""SETTINGS: the one table of options. load(): defaults < file < environment < arguments.

The environment and the file are looked at inside `load` only, never on import.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from presssearch.errors import SettingsError

PREFIX = "PRESSSEARCH_"
FILE_VARIABLE = "PRESSSEARCH_SETTINGS"  # names the settings file
FILE_NAME = "presssearch.toml"  # in the current folder, where no other is named
NONE = "none"  # where an option names something that need not be there


def _option(
    default: str | int, help: str, *, choices: tuple[str, ...] = (), low: int = 0, high: int | None = None
) -> Any:
    """A row of the table. low, high: limits of a number, both allowed."""
    return field(
        default=default, metadata={"default": default, "help": help, "choices": choices, "low": low, "high": high}
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """The options in force. A row here is all that a new option needs."""

    index: str = _option("index", "The index folder.")
    engine: str = _option("whoosh", "The search engine behind the index.", choices=("whoosh", "memory", "opensearch"))
    opensearch: str = _option(
        "http://127.0.0.1:9200",
        "Where the engine opensearch keeps the search index: https://USER:PASSWORD@HOST:PORT, of several nodes with "
        "commas between; best in the environment.",
    )
    opensearch_index: str = _option("presssearch", "The name (alias) of the search index there.")
    opensearch_ca: str = _option(
        "system", "A file with the certificate that signed the cluster's own; system: those that this machine trusts."
    )
    opensearch_deadline: int = _option(
        10, "Seconds that one search may take there; what is shown of a longer one says so. 0: any number."
    )
    opensearch_terminate_after: int = _option(
        0, "Releases that one search may find in each shard there; what is shown of more says so. 0: any number."
    )
    opensearch_shards: int = _option(
        0,
        "Shards of a search index that is made there. 0: as many as the one has that it replaces, else one.",
        high=1024,
    )
    opensearch_replicas: int = _option(
        -1, "Copies of each shard. -1: as many as the one has that it replaces, else none.", low=-1, high=100
    )
    workers: int = _option(
        0, "Processes that read files, within limits; 0 is one for each core, 1 is the command alone.", high=256
    )
    host: str = _option("127.0.0.1", "The address that the search page listens on; 127.0.0.1 is this machine only.")
    port: int = _option(8000, "The port that the search page listens on; 0 takes a free one.", high=65535)
    page_size: int = _option(20, "Results on a page.", low=1, high=100)
    language: str = _option(
        "auto",
        "The language of the pages: auto is that of the browser; an address with lang= overrules it.",
        choices=("auto", "en", "ru", "fr", "ar"),
    )
    cors: str = _option("*", "The web pages that may read the JSON API: * for all, an origin, or none.")
    mail_server: str = _option(
        NONE, "What sends the mails of alerts: smtp://USER:PASSWORD@HOST:PORT, or smtps://; best in the environment."
    )
    mail_from: str = _option("presssearch@localhost", "The sender of these mails.")
    threads: int = _option(4, "Requests that the search page answers at the same time.", low=1, high=256)

    @property
    def search_engine(self) -> dict[str, Any]:
        """What `open_index` is told of the engine."""
        told = (name for name in asdict(self) if name.startswith("opensearch"))
        return {"engine": self.engine, **{name: getattr(self, name) for name in told}}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be known of an option, for `load` and for the documentation."""

    name: str
    default: str | int
    help: str
    choices: tuple[str, ...]
    low: int
    high: int | None

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.upper()

    @property
    def expected(self) -> str:
        """What it may be, in words."""
        if self.choices:
            return " or ".join(self.choices)
        if isinstance(self.default, str):
            return "a text that is not empty"
        return (
            f"a whole number of at least {self.low}"
            if self.high is None
            else f"a whole number from {self.low} to {self.high}"
        )


SETTINGS: tuple[Setting, ...] = tuple(Setting(f.name, **f.metadata) for f in fields(Settings))

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_BY_VARIABLE = {setting.variable: setting for setting in SETTINGS}


def load(
    arguments: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Settings:
    """The options from all four places; SettingsError names the option, the place and what was expected.

    arguments: by name; None means not given. environment: that of the process by default; an empty
    variable is not given. file: TOML, one key for each option; by default the one that
    PRESSSEARCH_SETTINGS names, else presssearch.toml in the current folder, if there is one.
    """
    variables = os.environ if environment is None else environment
    chosen: dict[str, Any] = {}
    chosen.update(_from_file(file, variables))
    chosen.update(_from_environment(variables))
    chosen.update(_from_arguments(arguments or {}))
    return replace(Settings(), **chosen)


def _from_file(file: Path | None, variables: Mapping[str, str]) -> dict[str, str | int]:
    if file is None and variables.get(FILE_VARIABLE):
        file = Path(variables[FILE_VARIABLE])
    if file is None:
        file = Path(FILE_NAME)
        if not file.is_file():
            return {}
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings file {file} cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise SettingsError(f"the settings file {file} is not TOML: {error}") from error
    return {
        key: _checked(_setting(key, _BY_NAME, str(file)), value, f"{key} in {file}") for key, value in given.items()
    }


def _from_environment(variables: Mapping[str, str]) -> dict[str, str | int]:
    chosen: dict[str, str | int] = {}
    for variable, text in variables.items():
        if not variable.startswith(PREFIX) or variable == FILE_VARIABLE or not text:
            continue
        setting = _setting(variable, _BY_VARIABLE, "the environment")
        value = int(text) if isinstance(setting.default, int) and _is_number(text) else text
        chosen[setting.name] = _checked(setting, value, f"{variable} in the environment")
    return chosen


def _from_arguments(arguments: Mapping[str, object]) -> dict[str, str | int]:
    given = {key: value for key, value in arguments.items() if value is not None}
    return {key: _checked(_setting(key, _BY_NAME, "the arguments"), value, key) for key, value in given.items()}


def _setting(key: str, known: Mapping[str, Setting], place: str) -> Setting:
    if key in known:
        return known[key]
    near = difflib.get_close_matches(key, known, n=1)
    mend = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    raise SettingsError(f"there is no option {key} ({place}); {mend}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.strip().removeprefix("-").isdigit() and len(text) < 20


def _checked(setting: Setting, value: object, name: str) -> str | int:
    if isinstance(setting.default, str):
        right = isinstance(value, str) and value != "" and (not setting.choices or value in setting.choices)
    else:
        right = (
            isinstance(value, int)
            and not isinstance(value, bool)
            and setting.low <= value
            and (setting.high is None or value <= setting.high)
        )
    if not right or not isinstance(value, (str, int)):
        raise SettingsError(f"{name}: expected {setting.expected}, got {value!r:.60}")
    return value
