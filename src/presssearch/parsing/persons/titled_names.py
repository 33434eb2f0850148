"""Names in scripts without capitals: a name is found only right behind an office, in Japanese and Korean before one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presssearch.article import Span
from presssearch.parsing.persons.mentions import Mention
from presssearch.parsing.tables import load_toml
from presssearch.parsing.words import Words, word_set

_MAX_NAME_WORDS = 6
# the most frequent Chinese surnames, and the signs with which foreign names are spelled
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤习耿华温章鲁葛伍申尤毕聂焦牛"
)
_SPELLED = frozenset(
    "阿埃艾爱安奥澳巴拜班邦贝本比毕宾波伯博勃布茨察达戴丹道德登迪蒂丁东都杜顿多厄恩尔法凡菲费芬丰佛弗夫福富盖冈哥戈格葛古瓜哈海汉豪赫黑亨洪侯胡霍基吉加贾简杰金津卡凯坎康科克肯孔库夸奎拉莱赖兰朗劳勒雷蕾里利莉丽连列林隆卢鲁路伦罗洛马玛麦迈曼芒梅门蒙米密明缪莫姆穆那娜纳奈南内尼年涅宁纽努诺欧帕派潘庞培佩彭皮平坡珀普齐奇恰钱切琴琼丘区热日荣茹瑞若萨塞赛桑瑟森沙山尚舍申施什史舒斯思苏索塔泰坦唐陶特滕提田图托瓦万旺威韦维魏文翁沃乌武西希锡谢辛休许雅亚扬耶叶伊依易因英尤于约扎赞泽曾詹张哲珍真芝治朱兹子佐珊诗辉土卓贡仁勇"
)
_ARABIC_DAYS = word_set("اليوم الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الماضي المقبل الجاري الذي التي")
_BEFORE_SURNAME = word_set(
    "الوزير الوزيرة الرئيس الرئيسة السفير السفيرة السيد السيدة الشيخ الأمير الدكتور الدكتورة قال قالت أكد أكدت"
    " أضاف أضافت"
)
_MAX_SPELLED_SIGNS = 24
_MAX_OFFICE_WORDS = 9
# words behind a title in Arabic that are part of the office
_ARABIC_PART = re.compile(
    r"[ \xa0](?!(?:السيدة?|الدكتورة?|الشيخة?|الأمير|الملك|السفيرة?|المهندسة?|الأستاذة?|اليوم|خلال)(?![^\W_]))"
    r"(?:(?:و?ال|و?لل)[^\W\d_]+|(?:خارجية|دفاع|داخلية|مالية|شؤون|عام|دولة|مجلس|وزراء|جمهورية|مملكة"
    r"|ل?منظمة|ل?جامعة|ل?مجلس|ل?رابطة|ل?هيئة|ل?وزارة|ل?حلف|ل?لجنة|وزير|وزيرة|رئيس|بالنيابة|مساعد|مساعدة)(?![^\W_]))"
)
_BEHIND_NAME = frozenset(
    "同与和在表说会主出应就对向参率作通电宴到还并也已曾正又从来去结启前赴谈于指称抵访举将今当日及等的共致发介强宣答一分为以给之受到代率抵，。、；：“”（）()！？"
)


@dataclass(frozen=True, slots=True)
class _Titles:
    title: re.Pattern[str]
    honorific: re.Pattern[str]
    stops: frozenset[str]
    endings: tuple[str, ...]
    links: frozenset[str]


@cache
def _titles(language: str) -> _Titles | None:
    table = load_toml("titled_names.toml").get(language)
    if table is None or "titles" not in table:
        return None
    before = "" if language == "zh" else r"(?<![^\W_])[وفبل]?" if language == "ar" else r"(?<![^\W_])"
    return _Titles(
        re.compile(f"{before}(?P<title>{'|'.join(table['titles'])})"),
        re.compile(rf"(?:(?:{'|'.join(table['honorifics'])})[.:،,/]?[ \xa0]+){{0,3}}"),
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
    for match in titles.title.finditer(words.text):
        span = beside.office(match.span("title"))
        if words.language == "ar":
            span = beside.rest_of_office(span)
        name_span = _name_behind(words.text, span[1], titles, words.language or "")
        if name_span is None:
            continue
        name = _without_ending(words.text[name_span[0] : name_span[1]], titles)
        country, implicit = beside.country(match.span("title")) or beside.country_within(span), False
        if country is None and span[0] not in beside.bodies:
            country, implicit = source_country, True
        office = " ".join(words.text[span[0] : span[1]].split())
        yield Mention(name, (name_span[0], name_span[0] + len(name)), office, country, implicit)


def offices_without_capitals(words: Words) -> Iterator[Span]:
    """The offices of a text in Arabic, Chinese, Nepali and Hindi, with or without a name; none in other languages."""
    titles = _titles(words.language) if words.language else None
    if titles is None:
        return
    beside = _Beside(words)
    for match in titles.title.finditer(words.text):
        span = beside.office(match.span("title"))
        yield beside.rest_of_office(span) if words.language == "ar" else span


class _Beside:
    """The countries and the international bodies right before and behind the titles of a text."""

    def __init__(self, words: Words) -> None:
        self._text = words.text
        self._before = {end: (start, code) for code, start, end in words.countries}
        self._behind = {start: (end, code) for code, start, end in words.countries}
        self._bodies_before = {end: start for _, start, end in words.bodies}
        self.bodies = frozenset(self._bodies_before.values())

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
        return _chinese_name(text, end)
    gap = re.compile(r"[ \xa0]+").match(text, end)
    if gap is None:
        return None
    honorific = titles.honorific.match(text, gap.end())
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


def _chinese_name(text: str, start: int) -> Span | None:
    """A surname and one or two signs before a sign that goes on; else a foreign name, spelled out."""
    name = text[start : start + 3]
    if name[:2].isalpha() and name[:1] in _SURNAMES and not (len(name) == 3 and name[2] in "·•"):
        long = len(name) == 3 and name.isalpha()
        behind = text[start + 3 : start + 4]
        if long and name[2] not in _BEHIND_NAME and (not behind or behind in _BEHIND_NAME or text.count(name) > 1):
            return start, start + 3
        if name[2:3] in _BEHIND_NAME or len(name) == 2:
            return start, start + 2
    return _spelled_name(text, start)


def _spelled_name(text: str, start: int) -> Span | None:
    """A foreign name: signs that spell; before a dot between names any, and behind it one among those that spell."""
    end = start
    dot = re.compile(r"[\u4e00-\u9fff]{1,7}[·•]").match(text, start)
    if dot is not None:
        end = dot.end()
    while end < len(text) and end - start < _MAX_SPELLED_SIGNS:
        single = text[end] not in _BEHIND_NAME and text[end + 1 : end + 2] in _SPELLED and text[end] >= "\u4e00"
        if not (text[end] in _SPELLED or (text[end] in "·•-" and end > start) or (dot and single)):
            break
        end += 1
    return (start, end) if end - start >= 2 else None


def _without_ending(name: str, titles: _Titles) -> str:
    for ending in titles.endings:
        if name.endswith(ending) and len(name) > len(ending) + 2:
            return name[: -len(ending)]
    return name
