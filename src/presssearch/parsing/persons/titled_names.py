"""Names in scripts without capitals: a name is found only right behind an office, in Japanese and Korean before one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presssearch.article import Span
from presssearch.parsing.persons.chinese_names import chinese_name, chinese_office
from presssearch.parsing.persons.mentions import Mention
from presssearch.parsing.tables import load_toml
from presssearch.parsing.words import Words, word_set

_MAX_NAME_WORDS = 6
_ARABIC_DAYS = word_set("اليوم الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الماضي المقبل الجاري الذي التي")
_BEFORE_SURNAME = word_set(
    "الوزير الوزيرة الرئيس الرئيسة السفير السفيرة السيد السيدة الشيخ الأمير الدكتور الدكتورة قال قالت أكد أكدت"
    " أضاف أضافت"
)
_MAX_OFFICE_WORDS = 9
# words behind a title in Arabic that are part of the office
_ARABIC_PART = re.compile(
    r"[ \xa0](?!(?:السيدة?|الدكتورة?|الشيخة?|الأمير|الملك|السفيرة?|المهندسة?|الأستاذة?|اليوم|خلال)(?![^\W_]))"
    r"(?:لشؤون[ \xa0][^\W\d_]+|(?:و?ال|و?لل|بال)[^\W\d_]+"
    r"|(?:خارجية|دفاع|داخلية|مالية|شؤون|عام|دولة|مجلس|وزراء|جمهورية|مملكة"
    r"|ل?منظمة|ل?جامعة|ل?مجلس|ل?رابطة|ل?هيئة|ل?وزارة|ل?حلف|ل?لجنة|وزير|وزيرة|رئيس|بالنيابة|مساعد|مساعدة|سلطنة"
    r"|لدى(?=[ \xa0](?:سلطنة|دولة|مملكة|جمهورية|ال)))(?![^\W_]))"
)


_GAP = re.compile(r"(?P<comma>[،,]?)[ \xa0]+")  # "the Foreign Minister, Mr …"


@dataclass(frozen=True, slots=True)
class _Titles:
    title: re.Pattern[str]
    honorific: re.Pattern[str]
    apposed: re.Pattern[str]
    stops: frozenset[str]
    endings: tuple[str, ...]
    links: frozenset[str]


@cache
def _titles(language: str) -> _Titles | None:
    table = load_toml("titled_names.toml").get(language)
    if table is None or "titles" not in table:
        return None
    titles = sorted(table["titles"], key=len, reverse=True) if language == "zh" else table["titles"]
    before = "" if language == "zh" else r"(?<![^\W_])[وفبل]?" if language == "ar" else r"(?<![^\W_])"
    styled = "|".join(h for h in table["honorifics"] if len(h) > 1)
    return _Titles(
        re.compile(f"{before}(?P<title>{'|'.join(titles)})"),
        re.compile(rf"(?:(?:{'|'.join(table['honorifics'])})[.:،,/]?[ \xa0]+){{0,3}}"),
        re.compile(  # "سعادة … بن …، سفير …": a style, a name, a comma and what he is
            rf"(?<![^\W_])[وبل]?(?:(?:{styled})[ \xa0]+){{1,4}}(?P<name>[^\W\d_]+(?:[ \xa0][^\W\d_]+){{1,6}})"
            rf"[,،][ \xa0]+(?P<title>{'|'.join(titles)})"
        ),
        word_set(table.get("stops", "")),
        tuple(table.get("endings", ())),
        frozenset(table.get("links", ())),
    )


def titled_names(words: Words, source_country: str | None) -> Iterator[Mention]:
    """Mentions in Arabic, Chinese, Nepali and Hindi; none in other languages."""
    titles = _titles(words.language) if words.language else None
    if titles is None:
        return
    beside = _Beside(words)
    yield from _names_before(words, titles, beside, source_country)
    for match in titles.title.finditer(words.text):
        span = beside.whole_office(match.span("title"), words.language)
        name_span = _name_behind(words.text, span[1], titles, words.language or "")
        if name_span is None:
            continue
        name = _without_ending(words.text[name_span[0] : name_span[1]], titles)
        country, implicit = beside.country(match.span("title")) or beside.country_within(span), False
        if words.language == "zh":
            country = beside.sender(span)
        if country is None and span[0] not in beside.bodies:
            country, implicit = source_country, True
        office = " ".join(words.text[span[0] : span[1]].split())
        yield Mention(name, (name_span[0], name_span[0] + len(name)), office, country, implicit)


def _names_before(words: Words, titles: _Titles, beside: "_Beside", source_country: str | None) -> Iterator[Mention]:
    """Arabic: names between a style and the office that a comma parts from them."""
    for match in titles.apposed.finditer(words.text) if words.language == "ar" else ():
        if any(_is_no_name(part, titles) for part in match["name"].split()):
            continue
        span = beside.whole_office(match.span("title"), words.language)
        country, implicit = beside.country(match.span("title")) or beside.country_within(span), False
        if country is None and span[0] not in beside.bodies:
            country, implicit = source_country, True
        office = " ".join(words.text[span[0] : span[1]].split())
        yield Mention(match["name"], match.span("name"), office, country, implicit)


def offices_without_capitals(words: Words) -> Iterator[Span]:
    """The offices of a text in Arabic, Chinese, Nepali and Hindi, with or without a name; none in other languages."""
    titles = _titles(words.language) if words.language else None
    if titles is None:
        return
    beside = _Beside(words)
    for match in titles.title.finditer(words.text):
        yield beside.whole_office(match.span("title"), words.language)


class _Beside:
    """The countries and the international bodies right before and behind the titles of a text."""

    def __init__(self, words: Words) -> None:
        self._text = words.text
        self._before = {end: (start, code) for code, start, end in words.countries}
        self._behind = {start: (end, code) for code, start, end in words.countries}
        self._bodies_before = {end: start for _, start, end in words.bodies}
        self.bodies = frozenset(self._bodies_before.values())

    def whole_office(self, title: Span, language: str | None) -> Span:
        """The office, with all that stands beside its title."""
        if language == "zh":
            return chinese_office(
                self._text, title, {start: end for start, (end, _) in self._behind.items()}, self.bodies
            )
        return self.rest_of_office(self.office(title)) if language == "ar" else self.office(title)

    def sender(self, office: Span) -> str | None:
        """Of the country with which an office begins; of none where it begins with "to": "驻法国大使"."""
        return self._behind[office[0]][1] if office[0] in self._behind else None

    def office(self, title: Span) -> Span:
        """The title with the country or the body that touches it: "哈萨克斯坦外长", "وزير خارجية كازاخستان"."""
        start, end = title
        start = self._before[start][0] if start in self._before else self._bodies_before.get(start, start)
        return start, self._behind[end + 1][0] if end + 1 in self._behind else end

    def rest_of_office(self, office: Span) -> Span:
        """Arabic: what the office is for, up to the first word that neither has an article nor names a country:
        "مساعدة وزير الخارجية المصري للشؤون الإنسانية"."""
        end = office[1]
        for _ in range(_MAX_OFFICE_WORDS):
            if end + 1 in self._behind and self._text[end] in " \xa0":
                end = self._behind[end + 1][0]
                continue
            word = _ARABIC_PART.match(self._text, end)
            if word is None:
                break
            end = word.end()
        return office[0], end

    def country_within(self, office: Span) -> str | None:
        return next((code for start, (_, code) in self._behind.items() if office[0] <= start < office[1]), None)

    def country(self, title: Span) -> str | None:
        """Of what touches the title, or stands before it with a small word between: "भारतका प्रधानमन्त्री"."""
        start, end = title
        if end + 1 in self._behind and self._text[end].isspace():
            return self._behind[end + 1][1]
        for gap in range(5):
            if start - gap in self._before and self._text[start - gap : start].strip() in ("", "का", "की", "को", "के"):
                return self._before[start - gap][1]
        return None


def _name_behind(text: str, end: int, titles: _Titles, language: str) -> Span | None:
    if language == "zh":
        return chinese_name(text, end)
    gap = _GAP.match(text, end)
    if gap is None:
        return None
    honorific = titles.honorific.match(text, gap.end())
    if gap["comma"] and not (honorific and honorific.group()):
        return None
    start = honorific.end() if honorific else gap.end()
    parts: list[re.Match[str]] = []
    wanted = 2
    for part in re.compile(r"[^\s.,،؛:;()«»\"“”।\-]+").finditer(text, start, start + 120):
        joined = not parts or not text[parts[-1].end() : part.start()].strip(" \xa0")
        if not joined or (not parts and part.start() != start) or _is_no_name(part.group(), titles):
            break
        if len(parts) >= wanted and part.group() not in titles.links:
            break
        parts.append(part)
        if part.group() in titles.links or len(part.group()) <= 1:
            wanted = min(len(parts) + 1 + (len(parts) == 1), _MAX_NAME_WORDS)
        if language == "ar" and len(parts) == wanted and _goes_on(text, parts):
            wanted = min(wanted + 1, _MAX_NAME_WORDS)
        if any(part.group().endswith(ending) for ending in titles.endings) and len(parts) >= 2:
            break
    while parts and parts[-1].group() in titles.links:
        parts.pop()
    return (parts[0].start(), parts[-1].end()) if len(parts) >= 2 else None


def _is_no_name(word: str, titles: _Titles) -> bool:
    return word in titles.stops or word.startswith("لل")  # "for the", as in the rest of an office


def _goes_on(text: str, parts: list[re.Match[str]]) -> bool:
    """Has an Arabic name another word: one with an article where none had, or one that follows it elsewhere too?"""
    behind = re.compile(r"[ \xa0]([^\W\d_]{2,})").match(text, parts[-1].end())
    if behind is None:
        return False
    surname = not any(part.group().startswith("ال") for part in parts)
    if surname and behind.group(1).startswith("ال") and behind.group(1) not in _ARABIC_DAYS:
        return True
    again = text.find(behind.group(1), behind.end())
    while again != -1 and text[again + len(behind.group(1)) : again + len(behind.group(1)) + 1].isalpha():
        again = text.find(behind.group(1), again + 1)
    before = text[max(0, again - 14) : again].split()[-1:] if again != -1 else []
    return bool(before) and (before[0].lstrip("و") in _BEFORE_SURNAME or before[0] == parts[-1].group())


def _without_ending(name: str, titles: _Titles) -> str:
    for ending in titles.endings:
        if name.endswith(ending) and len(name) > len(ending) + 2:
            return name[: -len(ending)]
    return name
