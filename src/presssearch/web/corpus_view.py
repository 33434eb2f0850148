"""What the first page tells of the index: how much it holds, and what could be asked of it."""

from collections.abc import Iterator

from presssearch.fields import BY_NAME
from presssearch.search import EngineStats
from presssearch.search.facets import label_of
from presssearch.search.page import ResultPage
from presssearch.search.params import SearchParams
from presssearch.web.filters_view import Link
from presssearch.web.languages import gettext, ngettext
from presssearch.web.urls import search_url
from presssearch.web.wording import number_text, releases_text

# Of which fields the commonest value makes an example, and what stands before it
_EXAMPLES = {"organisations": "", "city": "city:", "by": "by:", "people": "person:", "country": "country:"}


def examples(page: ResultPage) -> Iterator[Link]:
    """Queries that find something here: the commonest names of the index."""
    for name, before in _EXAMPLES.items():
        values = page.facets[name].values if name in page.facets else ()
        names = [label_of(BY_NAME[name], value.value) for value in values]
        value = next((one for one in names if '"' not in one), None)
        if value:
            query = before + (value if value.isalnum() else f'"{value}"')
            yield Link(query, search_url(SearchParams(query=query)))


def corpus_text(page: ResultPage, stats: EngineStats) -> str | None:
    """`This index holds 1,234 releases from 14 sources in 8 languages, 2001 to 2026.`"""
    if not stats.articles:
        return None
    sources, languages = (page.facets[name].distinct if name in page.facets else 0 for name in ("source", "language"))
    years = sorted({day[:4] for day in (stats.first, stats.last) if day})
    parts = [
        releases_text(stats.articles),
        ngettext("%(count)s source", "%(count)s sources", sources, count=number_text(sources)) if sources else "",
        ngettext("%(count)s language", "%(count)s languages", languages, count=number_text(languages))
        if languages
        else "",
        gettext("%(first)s to %(last)s", first=years[0], last=years[-1]) if len(years) > 1 else "".join(years),
    ]
    return gettext("This index holds: %(parts)s.", parts=gettext(", ").join(part for part in parts if part))
