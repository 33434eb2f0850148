"""The hits of one page, and the pages beside it.

A page with a number is cut out by its offset; what follows it is named by its last hit, at any depth. One hit more
than is shown is asked for, to know whether there is another page on that side.
"""

from collections.abc import Sequence
from dataclasses import replace

from presssearch.engines.base import Hit, SearchRequest, Sort
from presssearch.search.cursor import Cursor
from presssearch.search.params import SearchParams


def window(params: SearchParams, request: SearchRequest) -> SearchRequest:
    """The request for the hits of that page, and for one more."""
    limit = params.limit + 1 if params.limit else 0
    if params.cursor is None:
        return replace(request, limit=limit, offset=(params.page - 1) * params.limit)
    if params.cursor.back:
        return replace(request, limit=limit, before=params.cursor.hit)
    return replace(request, limit=limit, after=params.cursor.hit)


def neighbours(
    params: SearchParams, sort: Sort, hits: Sequence[Hit]
) -> tuple[Sequence[Hit], SearchParams | None, SearchParams | None]:
    """Of what `window` found the hits to show, the page before and the page behind."""
    more, back = len(hits) > params.limit, params.cursor is not None and params.cursor.back
    shown = (hits[1:] if back else hits[:-1]) if more else hits
    place = params.cursor.hit if params.cursor else None
    first, last = (shown[0], shown[-1]) if shown else (place, place)

    def beside(hit: Hit | None, *, ahead: bool) -> SearchParams | None:
        return params.with_cursor(Cursor(hit, sort, ahead)) if hit and params.limit else None

    if params.cursor is None:
        before = params.with_page(params.page - 1) if params.page > 1 else None
        return shown, before, beside(last, ahead=False) if more else None
    before = beside(first, ahead=True) if more or not back else None
    return shown, before, beside(last, ahead=False) if more or back else None
