"""Cities of the world as Kazakh in Latin letters spells them: Jeneva, Máskeý, Vaşington.

No source lists them; they are made from the Cyrillic names of the table, by the alphabets of `kazakh_latin`.
"""

import re
from functools import cache

from presssearch.analysis.cities import City, city_keys, find_city
from presssearch.analysis.kazakh_latin import in_latin

_LARGE = 200_000
_MAY_BE_KAZAKH = re.compile(r"[ýıáóúńǵşğñäöüūj]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff -]+")


def find_kazakh_city(name: str) -> City | None:
    """The capital or large city that the name means in Kazakh; None where the table has no such one."""
    low = name.lower().replace("-", " ")
    if not _MAY_BE_KAZAKH.search(low):
        return None
    key = _latin_names().get(low)
    return find_city(key) if key else None


@cache
def _latin_names() -> dict[str, str]:
    """Latin spelling -> Cyrillic key. Without its marks a name may be anything: Maskey is a surname in Nepal."""
    names: dict[str, str] = {}
    for key in city_keys(_LARGE):
        if not _CYRILLIC.fullmatch(key):
            continue
        forms = in_latin(key)
        marked = [form for form in forms if not form.isascii()]
        for form in marked or forms:
            names.setdefault(form, key)
    return names
