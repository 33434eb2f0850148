"""Brings the catalogues up to date with the texts of the pages (`make messages`), and prints what they lack.

The texts are those that templates and the modules of the page mark, and those of the tables that the help page prints.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from presssearch.fields import FIELDS
from presssearch.search import LANGUAGE, LIMITS
from presssearch.search.args import PARAMETERS
from presssearch.search.facets import CERTAINTIES

HERE = Path(__file__).parent
WEB = HERE.parent
TEMPLATES = Path(__file__).parents[4] / "templates"
CATALOGUES = sorted(HERE.glob("*.po"))


def texts() -> Catalog:
    """Every text that the pages show in the language of their reader."""
    found = Catalog(project="presssearch", fuzzy=False)
    for folder, methods in ((WEB, [("**.py", "python")]), (TEMPLATES, [("**.html", "jinja2")])):
        options = {"**.html": {"silent": "false", "newstyle_gettext": "true"}}
        for _, _, message, _, _ in extract_from_dir(folder, methods, options, keywords=DEFAULT_KEYWORDS):
            found.add(message)
    for text in _of_tables():
        found.add(text)
    return found


def _of_tables() -> Iterator[str]:
    for field in FIELDS:
        yield from (field.label, field.help)
    yield from CERTAINTIES.values()
    for section in LANGUAGE:
        yield from (section.title, section.remark, *(example.finds for example in section.examples))
    for what, _ in LIMITS:
        yield what
    for parameter in PARAMETERS:
        yield parameter.help
        if parameter.default and not parameter.default.isdigit():
            yield parameter.default


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def main() -> None:
    template = texts()
    for path in CATALOGUES:
        messages = catalogue(path)
        messages.update(template, no_fuzzy_matching=True, update_header_comment=False)
        messages.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, messages, width=120, no_location=True, omit_header=True, sort_output=True)
        lacking = [message.id for message in messages if message.id and not any(_strings(message.string))]
        print(f"{path.name}: {len(messages)} texts, {len(lacking)} without a translation", *lacking, sep="\n    ")


def _strings(string: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or ())


if __name__ == "__main__":
    main()
