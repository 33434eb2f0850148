"""Japanese and Korean names: they stand before the office, "皆川晴人外務大臣", "박진우 외교부 장관"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presssearch.article import Span
from presssearch.parsing.persons.mentions import Mention
from presssearch.parsing.tables import load_toml
from presssearch.parsing.words import Words

_MAX_NAME_CHARS = 40
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+(?:[・＝=][\u30a1-\u30fa\u30fc]+)*[・＝=]?$")
# "太刀倉さやか", "皆川晴人"; what ends in a particle or a verb is none
_KANJI = re.compile(
    r"(?:^|[^\u4e00-\u9fff々])(?P<name>[\u4e00-\u9fff々]{2,4}(?!した|する|から|との|など|とは|では|には)[\u3041-\u3096]{2,4}"
    r"(?<![たるのとにはをがでもり])|[\u4e00-\u9fff々]{2,6})$"
)
_NO_KANJI_NAME = re.compile(
    r"^[同前両各現元新次駐副兼正全]|[国省府庁局部会院党軍州市県都区間側務相兼等中後共約時連邦]$"
)
_HANGUL = re.compile(r"(?:^|[^\uac00-\ud7a3])(?P<name>[\uac00-\ud7a3]{2,4}(?: [\uac00-\ud7a3]{2,6})?) ?$")
_NO_HANGUL_NAME = re.compile(r"(?:부|국|처|청|의|은|는|이|가|을|를|과|와|및|양|각|신임|주한|전|현|한|외교|국방)$")


@dataclass(frozen=True, slots=True)
class _Titles:
    title: re.Pattern[str]
    short: frozenset[str]


@cache
def _titles(language: str) -> _Titles | None:
    table = load_toml("titled_names.toml").get(language, {})
    if "titles_behind" not in table:
        return None
    longest_first = sorted(table["titles_behind"], key=len, reverse=True)
    return _Titles(re.compile("|".join(longest_first)), frozenset(table["short"]))


def names_before_titles(words: Words, source_country: str | None) -> Iterator[Mention]:
    """Mentions in Japanese and Korean; none in other languages. A surname before a short title leads to a full name."""
    titles = _titles(words.language) if words.language else None
    if titles is None:
        return
    countries = {end: (start, code) for code, start, end in words.countries}
    inside = {position: code for code, start, end in words.countries for position in range(start, end)}
    for match in titles.title.finditer(words.text):
        found = _name_before(words, match.start(), inside)
        if found is None:
            continue
        (start, end), country = found
        begin = start - 1 if words.text[start - 1 : start] in ("の", "・") else start
        before = countries.get(begin) or countries.get(begin - 3 if words.text[:begin].endswith("共和国") else begin)
        country = country or (before[1] if before else None)
        name = words.text[start:end]
        office = words.text[end : match.end()].strip("・ ")
        short = match.group() in titles.short
        implicit = country is None and not short
        yield Mention(
            name, (start, end), None if short else office, country or (source_country if implicit else None), implicit,
            heading=short,
        )  # fmt: skip


def _name_before(words: Words, title: int, inside: dict[int, str]) -> tuple[Span, str | None] | None:
    """Where the name before a title stands, and the country between them: "ロヴェンスタム・スウェーデン外務大臣"."""
    text = words.text[max(0, title - _MAX_NAME_CHARS) : title]
    offset = title - len(text)
    if words.language == "ko":
        hangul = _HANGUL.search(text)
        if hangul is None or _NO_HANGUL_NAME.search(hangul["name"]):
            return None
        return (offset + hangul.start("name"), offset + hangul.end("name")), None
    country = None
    run = _KATAKANA.search(text)
    if run is not None:
        start, end = offset + run.start(), offset + len(run.group().rstrip("・＝=")) + run.start()
        while end > start and end - 1 in inside:
            country = inside[end - 1]
            while end > start and end - 1 in inside:
                end -= 1
            while end > start and words.text[end - 1] in "・＝=":
                end -= 1
        while start < end and start in inside:
            start += 1
        return ((start, end), country) if end - start >= 2 else None
    kanji = _KANJI.search(text)
    if kanji is None:
        return None
    start, end = offset + kanji.start("name"), title
    while start < end and start in inside:
        country = inside[start]
        start += 1
    name = words.text[start:end]
    if len(name) < 2 or _NO_KANJI_NAME.search(name) or end - 1 in inside:
        return None
    return (start, end), country
