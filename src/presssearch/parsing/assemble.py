"""RawDocument -> Article: the only entrance to parsing.

The blocks are told apart (segments.py), the body is joined, the date is weighed (dates.py), and the finders of
people, organisations, countries and quotations read the body. Pure: nothing is read but the document.
"""

from dataclasses import fields, replace

from presssearch.analysis import publishers
from presssearch.analysis.countries import code_of
from presssearch.analysis.language import identify
from presssearch.article import Article, Dateline, Published, article_id
from presssearch.errors import ParseError
from presssearch.parsing.datelines.dateline_parts import FoundDateline
from presssearch.parsing.days.dates import days_between, resolve
from presssearch.parsing.days.witnesses import witness_of_print, witness_of_value, witnesses_of_clues, witnesses_of_url
from presssearch.parsing.institutions.countries import find_countries
from presssearch.parsing.institutions.organisations import find_organisations
from presssearch.parsing.lines.authors import declared_authors
from presssearch.parsing.lines.headline import begins_alike, clean_title, is_cut, is_site_name
from presssearch.parsing.lines.layout import Layout, Segments, Setting, aside_of, body_of, layout_of, set_apart
from presssearch.parsing.lines.reference import date_in_reference, find_reference, year_in_reference
from presssearch.parsing.lines.segments import segment
from presssearch.parsing.persons.people import find_people
from presssearch.parsing.publisher import (
    country_of_capital,
    country_of_credit,
    country_of_text,
    publisher_country,
)
from presssearch.parsing.speech.quotes import find_quotes
from presssearch.readers.raw import RawDocument

_TITLE_CLUES = ("headline", "og:title", "dc.title", "dcterms.title", "title", "twitter:title")
_LANGUAGE_CHARS = 4000
_OPENING_LINES = 12


def parse_document(raw: RawDocument, *, source: str | None = None) -> Article:
    """The article that a document holds. ParseError where it has no text.

    source: who published it; wins over what the document says. Each derived fact is in `origins` with the
    place that it came from; what contradicts itself is in `warnings`.
    """
    if not any(block.text.strip() for block in raw.blocks):
        raise ParseError("the document has no text")
    source = source or raw.source
    title, title_origin = _declared_title(raw)
    language = _language(raw, title)
    country = publisher_country(raw, source=source)
    layout = layout_of(raw.blocks)
    opening = "\n".join(line.text for line in layout.lines[:_OPENING_LINES])
    authors = declared_authors(raw.clues, opening=opening, publisher=publishers.name_of(raw.source or ""))
    segments = segment(layout, Setting(language, country, title, authors.people))
    body, paragraphs = body_of(layout)
    origins = dict(segments.where)
    headline = _headline(segments, title, title_origin, origins)
    if not body and headline is None:
        raise ParseError("the document has no text")
    _from_clues(raw, segments, origins)
    segments.byline = authors.without_issuers(segments.byline)
    _fill(segments, origins, "byline", segments.byline or authors.people, authors.where)
    _credit_of_dateline(segments, origins)
    _fill(segments, origins, "credit", segments.credit or authors.agency, authors.where)
    published, date_warnings = _published(raw, segments, language)
    if published.value and published.evidence:
        origins["published"] = next(e.where for e in published.evidence if _decided(e.kind, published))
    if language:
        origins["language"] = "declared" if language == raw.language else "text"
    country = country or country_of_credit(segments.credit, language=language)
    country = country or country_of_text(raw, language=language)
    article = Article(
        id=article_id(url=raw.url, source=source, record_id=raw.record_id, path=raw.location),
        source=source,
        url=raw.url,
        record_id=raw.record_id,
        path=raw.path,
        language=language,
        headline=headline,
        rubric=segments.rubric,
        dateline=_dateline(segments.dateline, published),
        published=published,
        byline=segments.byline,
        credit=segments.credit,
        reference=segments.reference,
        body=body,
        paragraphs=paragraphs,
        warnings=(*raw.warnings, *date_warnings),
    )
    article = _with_names(article, layout, country)
    return replace(article, origins=_origins(article, origins, raw, given=source != raw.source))


def _with_names(article: Article, layout: Layout, country: str | None) -> Article:
    """The article with what its texts name: people, organisations, countries, quotations. country: of the publisher."""
    body, language = article.body, article.language
    text = "\n\n".join(part for part in (body, article.headline) if part)
    named = "\n\n".join(part for part in (text, aside_of(layout)) if part)
    everything = f"{named}\n\n{article.credit}" if article.credit else named  # one text, that is taken apart once
    countries = find_countries(everything, language=language, named_chars=len(text))
    people = find_people(
        everything,
        language=language,
        source_country=country,
        capital_of=country_of_capital(article.dateline, countries),
        body_chars=len(body),
        named_chars=len(named),
        byline=article.byline,
    )
    quotes = find_quotes(
        body,
        article.paragraphs,
        people,
        language=language,
        unmarked=set_apart(layout, article.paragraphs),
        read_as=everything,
    )
    organisations = find_organisations(everything, language=language, body_chars=len(body))
    return replace(article, people=people, organisations=organisations, countries=countries, quotes=quotes)


def _origins(article: Article, found: dict[str, str], raw: RawDocument, *, given: bool) -> dict[str, str]:
    """Where each known field came from, in the order of the fields."""
    container = raw.extractor.partition(":")[0]
    beside = {
        "source": "given" if given else raw.extractor if container == "site" else container,
        "url": container,
        "record_id": container,
        "path": "file",
        "body": f"blocks of the {raw.extractor}" if container in ("text", "record", "mail") else raw.extractor,
        "people": "body, headline, letterhead and contacts",
        "organisations": "body, headline, letterhead, contacts and credit",
        "countries": "headline and body",
        "quotes": "body",
    }
    everything = {**beside, **found}
    known = (field.name for field in fields(article) if getattr(article, field.name) not in (None, (), ""))
    return {name: everything[name] for name in known if name in everything}


def _declared_title(raw: RawDocument) -> tuple[str | None, str]:
    """The container's title without the site's name, else that of a clue; and where it stands."""
    sites = tuple(clue.value for clue in raw.clues if clue.name.lower() in ("og:site_name", "application-name", "name"))
    named = "record title" if raw.extractor == "record" else "mail subject" if raw.extractor == "mail" else "title"
    declared = clean_title(raw.title, site_names=sites) if raw.title else None
    if declared:
        return declared, named
    for name in _TITLE_CLUES:
        for clue in raw.clues:
            if clue.name.lower() == name:
                cleaned = clean_title(clue.value, site_names=sites)
                if cleaned:
                    return cleaned, f"{clue.kind} {clue.name}"
    return None, named


def _language(raw: RawDocument, title: str | None) -> str | None:
    text = "\n".join(block.text for block in raw.blocks[:12])[:_LANGUAGE_CHARS]
    return identify(f"{title}\n{text}" if title else text, raw.language)


def _headline(segments: Segments, title: str | None, origin: str, origins: dict[str, str]) -> str | None:
    """The printed headline; where none is printed, or a worse one, the declared title."""
    printed = segments.headline
    if printed is None or (title and is_cut(printed) and not is_cut(title)):
        if title is None or (printed is None and is_site_name(title)):
            return None
        origins["headline"] = origin
        printed = title
    kind = segments.rubric
    if kind and title and printed.startswith(f"{kind} ") and begins_alike(printed.removeprefix(kind), title):
        return printed.removeprefix(kind).lstrip(" |–—-:")
    if kind and len(printed) > len(kind) + 8 and printed.endswith(kind):
        return printed.removesuffix(kind).rstrip(" |–—-:")  # "… Pressemitteilung" inside the same h1
    return printed


def _from_clues(raw: RawDocument, segments: Segments, origins: dict[str, str]) -> None:
    """Fields that the text left empty and the container knows: rubric, credit, reference."""
    categories = [clue for clue in raw.clues if (clue.kind, clue.name) == ("feed", "category")]
    for clue in (clue for clue in raw.clues if clue.value.strip()):
        name = clue.name.lower().replace("_", "").rpartition(":")[2]
        where = f"{clue.kind} {clue.name}"
        told = clue.kind in ("record", "site") or categories == [clue]  # of several, the others are topics
        if name in ("rubric", "section", "category", "articlesection") and told:
            if not _is_slug(clue.value) and code_of(clue.value) is None:
                _fill(segments, origins, "rubric", segments.rubric or clue.value, where)
        elif name in ("credit", "photocredit", "imagecredit"):
            _fill(segments, origins, "credit", segments.credit or clue.value, where)
        elif name in ("reference", "number", "releasenumber"):
            number = find_reference(clue.value) or clue.value
            _fill(segments, origins, "reference", segments.reference or number, where)


def _credit_of_dateline(segments: Segments, origins: dict[str, str]) -> None:
    """Whoever is printed behind the city wrote the text, if no other is named."""
    agency = segments.dateline.dateline.agency if segments.dateline else None
    _fill(segments, origins, "credit", segments.credit or agency, segments.where.get("dateline", "dateline"))


def _fill(segments: Segments, origins: dict[str, str], name: str, value: object, where: str) -> None:
    if value and value != getattr(segments, name):
        setattr(segments, name, value)
        origins[name] = where


def _is_slug(value: str) -> bool:
    """statements-releases is a folder of a site, "Statements" a rubric that people read."""
    return (value.islower() and value.isascii()) or "/" in value or (value.isdigit())


def _published(raw: RawDocument, segments: Segments, language: str | None) -> tuple[Published, tuple[str, ...]]:
    found = [*witnesses_of_clues(raw.clues, language=language), *witnesses_of_url(raw.url)]
    for dated in segments.dates:
        witness = witness_of_print(
            dated.kind, dated.printed, dated.where, text=dated.text, time=dated.time, zone=dated.zone
        )
        if witness:
            found.append(witness)
    number = date_in_reference(segments.reference) if segments.reference else None
    if number and segments.reference:
        where = segments.where.get("reference", "reference")
        found.append(witness_of_value("reference", number, where, segments.reference))
    elif segments.reference and (year := year_in_reference(segments.reference)):
        where = segments.where.get("reference", "reference")
        found.append(witness_of_value("numbered", year, where, segments.reference))
    return resolve(found)


def _decided(kind: str, published: Published) -> bool:
    return kind == published.source or (published.source == "dateline" and kind in ("posted", "title"))


def _dateline(found: FoundDateline | None, published: Published) -> Dateline | None:
    """The dateline; an ambiguous 06/12/2018 takes the reading that the publication date confirms."""
    if found is None:
        return None
    printed = found.printed
    days = published.days()
    if found.dateline.date is None and printed is not None and printed.month_first and days is not None:
        near = [v for v in printed.readings() if days_between(v, days[0].isoformat()) <= 1]
        if len(near) == 1:
            return replace(found.dateline, date=near[0])
    return found.dateline
