"""Names beside offices: which runs of capitalised words are people, and what office each has."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.persons.known_names import is_known_name, is_no_place
from presssearch.parsing.persons.mentions import Mention, is_same_person, name_words
from presssearch.parsing.persons.name_country import country_behind, country_of_delegation, described_country
from presssearch.parsing.persons.names import NameRun, name_runs
from presssearch.parsing.persons.office_country import country_of_office, country_of_side, is_international
from presssearch.parsing.persons.offices import Office, offices_of, printed_office
from presssearch.parsing.persons.russian_names import nominative
from presssearch.parsing.words import Words, word_set

_IN = word_set("in em en à at im в no na")
_ACTING = word_set("и.о врио вр.и.о исполняющий исполняющая")  # «и.о. директора Анна Петрова»: the name is in no case
_STYLES = word_set(
    "ambassador botschafter botschafterin ambassadeur ambassadrice embajador embajadora embaixador embaixadora"
    " ambasciatore ambasciatrice bundesrat bundesrätin senator senatorin"
)
_RANKS = word_set("général amiral colonel contre-amiral vice-amiral almirante contra-almirante vice-almirante coronel")
_OF_RANKS = word_set("rear vice major de division brigade corps armée d' d’ d brigada divisão división esquadra")
_ROMANCE = frozenset({"fr", "es", "pt", "it"})
_LONG_OFFICE_WORDS = 3  # behind one, a single word is the rest of it: "presidente da Comissão da Residência Médica"
_SIZES_OF_NAMES = (2, 3, 4)
_MAX_HEADING_CHARS = 160
_BRACKETED = re.compile(r" ?\([^()\n]{1,40}\)")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"[ \t]*(?:[-–—•*·▪]|\d{1,2}[.)])[ \t\xa0]+")
_BEFORE_OFFICE = frozenset({",", "(", "–", "—", "-", ", -"})


class NameReader:
    """Reads the names of one text beside its offices. Each office is given to one name, each name takes one."""

    def __init__(self, words: Words, lex: Lexicon, source_country: str | None) -> None:
        self._words = words
        self._lex = lex
        self._source_country = source_country
        self._offices = offices_of(words.text, words.language)
        self._runs = list(name_runs(words, lex, self._offices))
        self._by_first = {run.titled_from: run for run in self._runs}
        self._by_last = {run.last: run for run in self._runs}
        self._nameless: dict[str, str | None] = {}  # country of the nouns of offices that stand without a name
        self._office_of: dict[int, Office] = {}  # by the first word of a run
        self._country_of: dict[int, str] = {}  # of those whose office is shared

    def mentions(self) -> Iterator[Mention]:
        waiting: Office | None = None  # "the Foreign Minister, Ambassador Doe" is the minister
        for office in self._offices:
            run = self._name_between(office) or self._name_before(office) or self._name_behind(office)
            first = self._before_honorifics(office.first)
            adjacent = waiting is not None and first in (waiting.last, self._behind_bracket(waiting.last))
            if run is not None:
                chosen = self._joint(waiting, office) if waiting and adjacent and run.first >= office.last else office
                self._office_of[run.first] = chosen
            elif waiting and adjacent and self._is_personal(office):
                continue
            goes_on = self._words.gap(self._behind_bracket(office.last) - 1).strip(") ") in (",", "")
            waiting = office if run is None and goes_on and office.last - office.first > 1 else None
        for office in self._offices:
            if self._is_plural(office):
                self._share(office)
        met: list[Mention] = []
        passed: list[NameRun] = []
        listed = -1  # where a name without office ended: one that a comma or "and" joins to it is a name as well
        bulleted = self._bulleted()
        for run in self._runs:
            joined = listed == run.titled_from or (
                listed == run.titled_from - 1 and self._words[listed].low in self._lex.conjunctions
            )
            mention = self._mention(run, listed=run.first in bulleted or (joined and self._is_listed(run)))
            if mention is not None:
                met.append(mention)
            elif run.size() in _SIZES_OF_NAMES:
                passed.append(run)
            listed = run.last if mention is not None and mention.office is None else -1

        yield from met
        yield from self._fuller(passed, met)

    def _before_honorifics(self, index: int) -> int:
        """ "the Secretary-General, H.E. Ambassador Doe": where the words before an office begin that are none of it."""
        words = self._words
        while (
            index and words[index - 1].low.rstrip(".") in self._lex.honorifics and words.gap(index - 1) in (" ", ". ")
        ):
            index -= 1
        return index

    def _is_plural(self, office: Office) -> bool:
        """Is it the office of several? In German only the article tells "die Außenminister"."""
        words = self._words
        if words[office.head].low in self._lex.plurals:
            return True
        article = words[office.first - 1].low if office.first and words.joined(office.first - 1) else ""
        same = self._lex.language == "de" and words[office.head].low.endswith(("er", "ern"))
        dative = self._lex.language == "de" and words[office.head].low.endswith(("ten", "den")) and article == "den"
        return dative or (same and article in ("die", "beide", "beiden", "seine", "ihre", "seinen", "ihren"))

    def _is_bent_plural(self, office: Office) -> bool:
        """«принял послов Анну Иванову и Хуана Руиса»: names behind bend with the plural."""
        head = self._words[office.head].low
        return self._lex.language == "ru" and head in self._lex.plurals and not head.endswith(("ы", "и"))

    def _share(self, office: Office) -> None:
        """ "the ambassadors of Chad and Mali, Ann Doe and John Roe": an office each, and the countries in order."""
        first = bisect_left(self._runs, office.last, key=lambda run: run.first)
        if first == len(self._runs) or self._office_of.get(self._runs[first].first) != office:
            return
        runs = [self._runs[first]]
        for run in self._runs[first + 1 :]:
            between = _BRACKETED.sub("", self._words.text[runs[-1].end : self._words[run.titled_from].start])
            if between.strip(" ,\n").lower() not in ("", *self._lex.conjunctions) or run.first in self._office_of:
                break
            runs.append(run)
        named = [word.country for word in self._words[office.first : office.last] if word.country]
        codes = list(dict.fromkeys(named))
        each = len(codes) == len(runs) > 1
        for place, run in enumerate(runs):
            self._office_of[run.first] = self._before_countries(office) if each else office
            if each:
                self._country_of[run.first] = codes[place]

    def _before_countries(self, office: Office) -> Office:
        """ "ambassadors" of "ambassadors of Chad and Mali": neither is of both."""
        words, last = self._words, office.head + 1
        while last < office.last and not words[last].country and words[last].low not in self._lex.articles:
            last += 1
        while last - 1 > office.head and words[last - 1].low in self._lex.links:
            last -= 1
        return Office(office.first, last, office.head)

    def _is_personal(self, office: Office) -> bool:
        return office.last - office.first == 1 and self._words[office.head].low in self._lex.personal

    def _is_style(self, office: Office) -> bool:
        """ "Ambassador Ann Doe, head of the delegation": how she is called, of which the office behind tells more."""
        return office.last - office.first == 1 and self._words[office.head].low in _STYLES

    def _is_military_rank(self, office: Office) -> bool:
        """ "Rear Admiral", "général de division": of which an office behind the name tells more."""
        words, lex = self._words, self._lex
        rest = (words[i].low for i in range(office.first, office.last) if i != office.head)
        return words[office.head].low in lex.personal | _RANKS and all(
            low in lex.personal or low in lex.ranks or low in _OF_RANKS for low in rest
        )

    def _joint(self, first: Office, second: Office) -> Office:
        """ "the Foreign Minister, Ambassador Doe" is the minister; «вице-премьер, министр обороны И.Орлов» is both."""
        comma = self._words.gap(self._before_honorifics(second.first) - 1).endswith(", ")
        if (second.last - second.first == 1 and (comma or self._is_personal(second))) or (
            comma and self._is_military_rank(second)
        ):
            return first
        if comma and not self._lex.articles and first.last == second.first:
            return Office(first.first, second.last, first.head)
        return second

    def _fuller(self, passed: list[NameRun], met: list[Mention]) -> Iterator[Mention]:
        """ "Ann Doe" where nothing marks it, but "A. Doe", "Ms Doe" or "Minister Doe" stands elsewhere."""
        short: dict[str, tuple[str, ...]] = {}
        for mention in met:
            words = name_words(mention.name)
            if len(words) == 1 or all(len(word) <= 2 for word in words[:-1]):
                short[words[-1]] = words
        for run in passed:
            words = name_words(self._words.text[run.start : run.end])
            known = short.get(words[-1])
            if (
                known is not None
                and words != known
                and is_same_person(words, known)
                and is_no_place(self._words, self._lex, run)
            ):
                name = " ".join(self._words.text[run.start : run.end].split())
                yield Mention(name, (run.start, run.end), None, described_country(self._words, run))

    def _bulleted(self) -> frozenset[int]:
        """First words of the names at the start of list items, where two of them at least are surely names."""
        items = [run for run in self._runs if run.size() in (2, 3, 4) and self._opens_item(run)]
        sure = sum(
            run.honorific or run.first in self._office_of or is_known_name(self._words, self._lex, run) for run in items
        )
        return (
            frozenset(run.first for run in items if is_no_place(self._words, self._lex, run))
            if sure >= 2
            else frozenset()
        )

    def _opens_item(self, run: NameRun) -> bool:
        start = self._words[run.titled_from].start
        line = self._words.text.rfind("\n", 0, start) + 1
        if start == line:  # a list whose marks are lost: "Ann Doe, Institute of Peace" in a paragraph of its own
            end = self._words.text.find("\n", run.end)
            item = self._words.text[run.end : end if end != -1 else None]
            return item.startswith(", ") and len(item) < _MAX_HEADING_CHARS and item[-1] not in '.!?:;”"'
        return start - line < 12 and _BULLET.fullmatch(self._words.text, line, start) is not None

    def _is_listed(self, run: NameRun) -> bool:
        """Could it be one of several names: two or three words, no city, nothing that makes a body of it?"""
        between = self._words.gap(run.titled_from - 1).strip()
        return 2 <= run.size() <= 3 and between in ("", ",") and is_no_place(self._words, self._lex, run)

    def _name_between(self, office: Office) -> NameRun | None:
        """ "Prince Roe, the Secretary of the League Ann Doe": in a list, whose name touches the office, if the name
        before the comma has one of its own."""
        run, before = self._by_first.get(office.last), self._by_last.get(office.first)
        if before is None and office.first and self._words[office.first - 1].low in self._lex.articles:
            before = self._by_last.get(office.first - 1)
        if run is None or before is None or before.first not in self._office_of or run.size() < 2:
            return None
        return run if self._words.joined(office.last - 1) else None

    def _name_before(self, office: Office) -> NameRun | None:
        """ "Wang Yi, [the] Foreign Minister", "Nore Hoogstad (Adviser)", "The Hon Ann Doe MP Minister for Trade"."""
        words, lex = self._words, self._lex
        index = office.first
        while index and words.joined(index - 1) and words[index - 1].low in lex.articles | lex.ranks:
            index -= 1
        if index and words.joined(index - 1) and words[index - 1].after != words[index - 1].end:
            index -= 1  # "Ann Doe, the forum's Secretary-General"
            index -= index > 0 and words.joined(index - 1) and words[index - 1].low in lex.articles
        tailed = False
        while index and words[index - 1].low.rstrip(".") in lex.tails:
            index -= 1
            tailed = True
        run = self._by_last.get(index)
        taken = self._office_of.get(run.first) if run is not None else None
        styled = taken is not None and (self._is_military_rank(taken) or self._is_style(taken))
        if run is None or (taken is not None and not styled):
            return None
        between = words.gap(index - 1)
        behind = words[office.last] if office.last < len(words) and words.joined(office.last - 1) else None
        weak = words[office.head].low in lex.weak
        unknown = office.last not in self._by_first or weak
        if behind is not None and behind.capital and unknown and behind.low not in lex.stops:
            return None  # "Ann Doe, Community Justice Action Fund"
        if between.strip() in _BEFORE_OFFICE and "\n\n" not in between:
            return run if run.size() > 1 or run.honorific or "(" in between else None
        lines = between.isspace() and "\n" in between and between.count("\n") <= 2 and self._fills_line(office)
        return run if (tailed or lines) and (run.size() > 1 or run.honorific) else None

    def _fills_line(self, office: Office) -> bool:
        """Does the office stand in a line of its own, as under a signature?"""
        starts = office.first == 0 or "\n" in self._words.gap(office.first - 1)
        return starts and "\n" in self._words.gap(office.last - 1)[:4]

    def _name_behind(self, office: Office) -> NameRun | None:
        """ "Foreign Minister of Russia Sergey Lavrov", "the Secretary to the President, Dr. N. Doe"."""
        index = office.last
        while index < len(self._words) and self._words[index].low in self._lex.articles and self._words[index].capital:
            index += 1  # "MINISTER FOR TRADE / The Hon Ann Doe"
        bracket = self._behind_bracket(office.last)
        if bracket > office.last:
            index = bracket
        index = self._behind_nationality(index)
        if index == office.last and self._words.gap(index - 1) == ", " and index + 1 < len(self._words):
            titled = self._by_first.get(index + 1)  # ", the Hon Ann Doe"
            index += bool(titled and titled.honorific and self._words[index].low in self._lex.articles)
        run = self._by_first.get(index)
        if run is None:
            return None
        if self._words.joined(office.last - 1) and index == office.last:
            if run.size() == 1 and (self._is_of_place(run) or self._is_plural(office)):
                return None
            if self._belongs_to_office(run):
                return self._by_first[run.last]
            return run if run.size() > 1 or run.honorific or not self._is_weak(office) else None
        between = self._words.gap(max(bracket, office.last) - 1).lstrip(")")
        # "глава офиса … (ЮНИДО) Анна Иванова", «директор АО «Нур» Анна Иванова»
        closed = (bracket > office.last and between == " ") or (between[:1] in '»”“"' and between[1:] == " ")
        if (
            (closed or between.strip('»”" ') in (",", ":"))
            and "\n\n" not in between
            and (run.size() > 1 or run.honorific)
        ):
            return run
        letterhead = between.isspace() and run.honorific and self._fills_line(office)
        return run if letterhead else None

    def _behind_nationality(self, index: int) -> int:
        """ "o representante da FAO, o italiano Bruni", "dem Konsul, dem Unternehmer Jan Doe": where the name begins."""
        words = self._words
        if index + 2 >= len(words) or words.gap(index - 1) != ", " or words[index].low not in self._lex.articles:
            return index
        told = words[index + 1].country or self._lex.is_trade(words[index + 1])
        described = told and words.joined(index) and words.joined(index + 1)
        return index + 2 if described and index + 2 in self._by_first else index

    def _is_of_place(self, run: NameRun) -> bool:
        """ "Қазақстан министрі Лихтенберг ауданындағы мектепті": the district, not the minister, has that name."""
        words = self._words
        return run.last < len(words) and words.joined(run.last - 1) and self._lex.is_no_person(words[run.last])

    def _belongs_to_office(self, run: NameRun) -> bool:
        """ "secretário de Educação Básica, Ana Souza": the word before the comma is none of the name."""
        behind = self._by_first.get(run.last)
        if run.size() > 1 or run.honorific or behind is None or behind.size() < 2:
            return False
        return self._words.gap(run.last - 1) == ", " and self._words[run.first].low not in self._lex.given

    def _behind_bracket(self, index: int) -> int:
        """ "Secretary General of the Council of Europe (CoE), Ann Doe": past the acronym."""
        if index + 1 < len(self._words) and self._words.gap(index - 1) == " (" and self._words.gap(index)[:1] == ")":
            return self._behind_city(index + 1)
        return index

    def _behind_city(self, index: int) -> int:
        """ "… (OMS) em Luanda, Ana Souza": past the town."""
        words = self._words
        if index + 1 >= len(words) or words[index].low not in _IN or words.gap(index - 1) != ") ":
            return index
        return index + 2 if words[index + 1].capital and words.joined(index) and words.gap(index + 1) == ", " else index

    def _is_weak(self, office: Office) -> bool:
        """ "Family Justice", "Chief": too little for a single word to be a name; "Deputy Minister" is enough."""
        lex = self._lex
        others = [self._words[i] for i in range(office.first, office.last) if i != office.head]
        alone = all(word.low in lex.ranks | lex.weak for word in others)
        told = (alone and others) or (bool(others) and others[-1].low not in lex.weak and lex.is_head(others[-1]))
        return self._words[office.head].low in lex.weak and not told

    def _mention(self, run: NameRun, *, listed: bool) -> Mention | None:
        words = self._words
        name = " ".join(words.text[run.start : run.end].split())
        span = (run.start, run.end)
        office = self._office_of.get(run.first)
        if office is not None:
            last = office.last
            while last < run.first and words.joined(last - 1) and words[last].capital and words.gap(last) == ", ":
                last += 1  # "Educação Básica, "
            text = printed_office(words, office.first, last)
            country, implicit = country_of_office(words, self._lex, office, self._source_country)
            if run.first in self._country_of:
                country, implicit = self._country_of[run.first], False
            if country is None or implicit:
                named = country_behind(words, run)
                named = named or (country_of_delegation(words, office) if implicit else None)
                named = named or (country_of_side(words, office) if not is_international(words, office) else None)
                named = named or (
                    self._country_of_nameless(office) if implicit and self._source_country is None else None
                )
                country, implicit = (named, False) if named else (country, implicit)
            acting = words[office.first].low.rstrip(".") in _ACTING
            oblique = (self._lex.is_oblique(words[office.head]) and not acting) or self._is_bent_plural(office)
            before = office.last <= run.first and not run.honorific and not is_known_name(self._words, self._lex, run)
            long = self._lex.language in _ROMANCE and office.last - office.head > _LONG_OFFICE_WORDS
            heading = before and (self._is_heading(run) or (long and run.size() == 1))
            if oblique or self._words.language == "kk":
                name = nominative(name, self._words.language)
            return Mention(name, span, text, country, implicit, oblique, heading)
        if run.honorific or listed or is_known_name(self._words, self._lex, run):
            return Mention(name, span, None, described_country(words, run) or country_behind(words, run))
        return None

    def _country_of_nameless(self, office: Office) -> str | None:
        """ "President Doe … the President of Kazakhstan": the country of the same office where it stands without a
        name, if all such are of one country and nobody else is plain President."""
        noun = self._words[office.head].low
        if office.last - office.first > 1:
            return None
        if noun not in self._nameless:
            self._nameless[noun] = self._country_of_noun(noun)
        return self._nameless[noun]

    def _country_of_noun(self, noun: str) -> str | None:
        words = self._words
        alike = [other for other in self._offices if words[other.head].low == noun]
        named = {(given.first, given.last) for given in self._office_of.values()}
        bare = [o for o in alike if (o.first, o.last) in named and o.last - o.first == 1]
        if len(bare) != 1:
            return None
        nameless = [other for other in alike if (other.first, other.last) not in named]
        codes = {country_of_office(words, self._lex, other, None)[0] for other in nameless} - {None}
        return codes.pop() if len(codes) == 1 else None

    def _is_heading(self, run: NameRun) -> bool:
        """Does the paragraph end without a stop? "President Embarks on State Visit" names nobody."""
        end = _PARAGRAPH_END.search(self._words.text, run.end)
        line = self._words.text[run.end : end.start() if end else None].rstrip()
        return len(line) < _MAX_HEADING_CHARS and line[-1:] not in tuple('.!?:,;”“"»)')
