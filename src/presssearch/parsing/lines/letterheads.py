"""Whose letter a release is: the lines above it that name a site, an office, an embassy or its head."""

import re

from presssearch.analysis.cities import find_city
from presssearch.analysis.countries import code_of
from presssearch.parsing.lines.byline import is_person_name
from presssearch.parsing.lines.headline import is_country_name, is_site_name, strip_signs
from presssearch.parsing.lines.layout import Layout
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.rubric import is_kind_of_release, opens_letterhead


def is_letterhead(layout: Layout, number: int) -> bool:
    """The name of a site, or of an office with "Media release" below it."""
    text = layout.lines[number].text
    below = layout.lines[number + 1 : number + 4]
    office = pattern("issuers").search(text) is not None and any(_says_kind(line.text) for line in below)
    return is_site_name(text) or (office and not is_kind_of_release(text)) or is_embassy(text)


_DATED_BEHIND = re.compile(r"\s[–—|-]\s|,\s|\s\d")


def _says_kind(text: str) -> bool:
    """ "MEDIA RELEASE", also with its day behind it."""
    return is_kind_of_release(text) or is_kind_of_release(_DATED_BEHIND.split(text, maxsplit=1)[0])


_EMBASSY = re.compile(
    r"(?:the )?(?:embassy|high commission|consulate(?:[ -]general)?|(?:permanent )?(?:mission|delegation)|"
    r"representation) of (?:the )?(?:(?:(?:federal|islamic) )?(?:republic|kingdom|state) of (?:the )?)?"
    r"(?P<country>[^\n]{3,50}?)(?: (?:in|to|at) [^,\n]{3,60})?",
    re.IGNORECASE,
)
_EMBASSY_ABROAD = re.compile(
    r"(?:(?:генеральное )?(?:консульство|посольство)|embajada|consulado(?:[ -]general)?|embaixada|ambassade|consulat(?: général)?|"
    r"botschaft|(?:general)?konsulat|ambasciata|ambasada|ambassaden?)\s(?:del? l[ao’']?\s?|d[aeou]s?\s|d[’']|der?\s|della\s)?(?P<names>[^\n]{3,90})",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s(?:в|во|en|in|em|au|aux|à|ve|w|i)\s(?:der\s|den\s|la\s)?", re.IGNORECASE)
_REALM = re.compile(r"^(?:the |la |les? |l[’'])?(?:республик\w+|rep[uú]blica|république|republik|königreich\w*|reino|royaume)\s(?:de la |del? |d[aou] |du )?", re.I)


def is_embassy(text: str) -> bool:
    """ "Embassy of Japan in Kenya", "EMBASSY OF JAPAN NAIROBI", "Посольство Японии в Кении" and nothing else."""
    text = strip_signs(text).strip()
    name = _EMBASSY.fullmatch(text)
    if name is None:
        abroad = _EMBASSY_ABROAD.fullmatch(text)
        return abroad is not None and all(_is_place(part) for part in _WHERE.split(abroad["names"]))
    country, _, city = name["country"].rpartition(" ")
    beside = code_of(country.rstrip(",")) is not None and find_city(city) is not None
    return beside or code_of(name["country"]) is not None


def _is_place(text: str) -> bool:
    bare = _REALM.sub("", text.strip(" ,"))
    return bool(bare) and (is_country_name(bare) or find_city(bare) is not None)


_HONORIFICS = re.compile(
    r"(?:(?:the|rt\.?|right)\s)*(?:(?:hon(?:ou?rable)?|senator|h\.\s?e|his excellency|her excellency|s\.\s?e\.?m?)\b\.?,?\s)+", re.I
)
_MEMBER = re.compile(r"[\s,]+(?:M\.?P\.?|MHA|MLA|M\.?P\.?P\.?|K\.?C\.?|Q\.?C\.?|A\.?M\.?|A\.?O\.?)(?=[\s,]|$)")


def names_an_officer(layout: Layout, number: int) -> bool:
    """ "Hon Ann Doe MP", or "Minister for Bridges" right below or above her: who heads the letter, and no headline."""
    text = layout.lines[number].text
    if _is_honoured(text):
        return True
    beside = (layout.lines[n].text for n in (number - 1, number + 1) if 0 <= n < len(layout.lines))
    return opens_letterhead(text) and any(_is_honoured(line) for line in beside)


def _is_honoured(text: str) -> bool:
    """A name behind "The Hon", or before "MP", and nothing else but an office."""
    bare = strip_signs(text)
    name = _MEMBER.sub("", _HONORIFICS.sub("", bare, count=1)).strip(" ,")
    return name != bare and is_person_name(name.partition(",")[0].title() if name.isupper() else name.partition(",")[0])
