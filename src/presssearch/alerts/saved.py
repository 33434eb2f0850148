"""alerts.toml beside the record: the searches that are kept. People may edit it; comments and order outlive a change.

[csto]
search = "q=CSTO&city=Astana"        as in the address of a page, behind the question mark
edits = true                         tell of releases whose wording changed, too
file = "/srv/alerts/csto.ndjson"     a line of JSON for each release is written behind what is there
webhook = "https://example.org/hook" is sent them as JSON
mail = "ada@example.org"
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import tomlkit
from tomlkit.exceptions import TOMLKitError

from presssearch.errors import ParamsError, PressSearchError, SettingsError
from presssearch.search.params import SearchParams

NAME = "alerts.toml"

_NAME = re.compile(r"[\w-][\w. -]{0,79}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_TEXTS = ("file", "webhook", "mail")


@dataclass(frozen=True, slots=True)
class Alert:
    """file, webhook, mail: where to, besides printing. edits: also of releases whose wording changed.

    ParamsError for a name or a place that none can have."""

    name: str
    search: SearchParams = field(default_factory=SearchParams)
    edits: bool = False
    file: str | None = None
    webhook: str | None = None
    mail: str | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ParamsError(f"an alert is named by letters, digits, - and spaces, at most 80, not {self.name!r:.100}")
        if self.webhook is not None and not _is_web(self.webhook):
            raise ParamsError(f"webhook must be an address that begins with https:// or http://, not {self.webhook!r}")
        if self.mail is not None and not _ADDRESS.fullmatch(self.mail):
            raise ParamsError(f"mail must be an address such as ada@example.org, not {self.mail!r}")

    def places(self) -> dict[str, str]:
        """Where to, by kind; empty for an alert that is printed alone."""
        return {kind: place for kind in _TEXTS if (place := getattr(self, kind)) is not None}


class SavedAlerts:
    """The alerts of one index folder. SettingsError for a file that cannot be read, with table and key."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[Alert]:
        """In the order of the file."""
        return [self._alert(name, table) for name, table in self._document().unwrap().items()]

    def put(self, alert: Alert) -> None:
        """Write one, in place of an older one of that name."""
        document = self._document()
        table = tomlkit.table()
        table["search"] = alert.search.to_query()
        if alert.edits:
            table["edits"] = True
        for kind, place in alert.places().items():
            table[kind] = place
        document[alert.name] = table
        self._write(document)

    def remove(self, name: str) -> bool:
        """Was there one?"""
        document = self._document()
        if name not in document:
            return False
        del document[name]
        self._write(document)
        return True

    def _document(self) -> tomlkit.TOMLDocument:
        try:
            return tomlkit.parse(self._path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            return tomlkit.document()
        except OSError as error:
            raise SettingsError(f"{self._path} cannot be read: {error.strerror or error}") from error
        except (TOMLKitError, ValueError) as error:  # not TOML, or not UTF-8
            raise SettingsError(f"{self._path} is not TOML: {error}; mend that line") from error

    def _write(self, document: tomlkit.TOMLDocument) -> None:
        part = self._path.with_name(f"{NAME}.part")
        try:
            with part.open("w", encoding="utf-8") as file:
                file.write(tomlkit.dumps(document))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            raise SettingsError(f"{self._path} cannot be written: {error.strerror or error}") from error

    def _alert(self, name: str, table: object) -> Alert:
        where = f"{self._path}, {name}"
        if not isinstance(table, Mapping):
            raise SettingsError(f'{where}: expected a table, such as [{name}] with search = "q=visa" below it')
        unknown = table.keys() - {"search", "edits", *_TEXTS}
        if unknown:
            raise SettingsError(f"{where}: there is no {min(unknown)}; there are: search, edits, {', '.join(_TEXTS)}")
        given: dict[str, Any] = {key: self._value(table, key, str, where) for key in _TEXTS}
        given["edits"] = self._value(table, "edits", bool, where) or False
        text = self._value(table, "search", str, where) or ""
        try:
            pairs = parse_qsl(text.removeprefix("?"), keep_blank_values=True)
            return Alert(name, SearchParams.from_args(pairs), **given)
        except PressSearchError as error:
            raise SettingsError(f"{where}: {error}") from error

    def _value(self, table: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
        value = table.get(key)
        if value is not None and not isinstance(value, kind):
            expected = "true or false" if kind is bool else "a text"
            raise SettingsError(f"{where}, {key}: expected {expected}, got {value!r:.60}")
        return value


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
