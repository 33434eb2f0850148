"""The languages that the page speaks: which one an answer is in, its catalogue of messages, its direction.

English is the source. A catalogue is translations/<language>.po, read when its language is first asked for, so that
there is nothing to compile. `N_` marks a text of a table, which `gettext` translates where it is shown.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import flask_babel
from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, has_request_context, request, url_for
from flask_babel import Babel, Domain, get_locale

from presssearch.web.urls import with_query

KEY = "lang"  # of an address
AUTO = "auto"  # the language of the browser
SOURCE = "en"
LANGUAGES = {"en": "English", "ru": "Русский", "fr": "Français", "ar": "العربية"}
CATALOGUES = Path(__file__).parent / "translations"

_LOCALES = {"en": "en_GB"}  # days before months

# ISO 639-1 codes of languages that are written from right to left
_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])


class _Catalogues(Domain):  # type: ignore[misc]
    """Where Flask-Babel finds the messages of the language of an answer."""

    def get_translations(self) -> NullTranslations:
        return catalogue(locale().language)


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages of a language; none for the source."""
    if language == SOURCE:
        return NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


def locale() -> Locale:
    """The language of this answer, with its forms of numbers and dates; English where nothing is answered."""
    return get_locale() or Locale.parse(_LOCALES[SOURCE])


def direction(language: str | None) -> str:
    """For the dir attribute; left to the browser where the language is not known."""
    if language is None:
        return "auto"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def asked_for() -> str | None:
    """The language that the address of a page names, which its links keep."""
    if not has_request_context() or request.blueprint not in ("pages", None):
        return None
    given = request.args.get(KEY)
    return given if given in LANGUAGES else None


def speak(app: Flask, language: str) -> None:
    """Let the pages of an application speak all languages. language: of whom asks for none, or AUTO."""
    app.config["LANGUAGE"] = language
    babel = Babel(app, default_locale=_LOCALES[SOURCE], locale_selector=_chosen)
    babel.domain_instance = _Catalogues()
    app.url_defaults(_keep)
    app.context_processor(_for_templates)
    app.after_request(_varies)


def _chosen() -> str:
    """By the address, else the settings, else the browser."""
    set_to = current_app.config["LANGUAGE"]
    found = asked_for() or (set_to if set_to != AUTO else _of_browser())
    return _LOCALES.get(found, found)


def _of_browser() -> str:
    """The first that it asks for, of whatever country."""
    wanted = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((language for language in wanted if language in LANGUAGES), SOURCE)


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint.startswith("pages.") and (given := asked_for()):
        values.setdefault(KEY, given)


def _for_templates() -> dict[str, Any]:
    here = locale().language
    return {"language": here, "direction": direction(here), "asked_for": asked_for(), "languages": _switches}


def _switches() -> list[tuple[str, str, str]]:
    """Code, own name and address of this page in each language; of the first page where there is none."""
    endpoint, values = (request.endpoint, request.view_args) if request.blueprint == "pages" else (None, None)
    path = url_for(endpoint or "pages.search", **{**(values or {}), KEY: None})
    kept = [(key, value) for key, value in request.args.items(multi=True) if endpoint and key != KEY]
    return [
        (code, name, with_query(path, urlencode([*kept, (KEY, code)], errors="replace")))
        for code, name in LANGUAGES.items()
    ]


def _varies(response: Response) -> Response:
    """What a cache has to tell apart."""
    if response.mimetype == "text/html" and not asked_for():
        response.vary.add("Accept-Language")
    if response.mimetype == "text/html":
        response.content_language.add(locale().language)
    return response


def gettext(text: str, /, **values: object) -> str:
    """A text in the language of this answer, its %(name)s filled in."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The text for a number of things; %(num)s is the bare number."""
    return str(flask_babel.ngettext(one, many, number, **values))


def N_(text: str) -> str:
    return text
