"""Years that neighbours tell: a release dated "12 June" between two that are of 11 and of 14 June 2018.

What is told follows from the record alone, from those days in it that releases settle by themselves; so neither the
order in which files were read nor the number of runs matters, and a reading of the same files changes nothing.
"""

from collections.abc import Iterator

from presssearch.archive import Archive, Neighbour, Neighbourhood
from presssearch.article import Article
from presssearch.indexing.overrides import Overrides, as_read
from presssearch.indexing.series import begins_again, shown
from presssearch.parsing.days.neighbours import Side, Surroundings, dated_by_neighbours, numbers_go_on

_MEMO = "neighbours"  # of the record: number of the last change after which every year was looked for
_LONGEST_CHECKED = 5_000  # members of a series of reference numbers
_ARTICLES_AT_ONCE = 100


class Neighbours:
    """What the record tells of the years of its articles."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._going_on: dict[str, bool] = {}

    def applied(self, article: Article) -> Article:
        """The article with the year that its neighbours in the record tell, if its own evidence tells none."""
        if article.published.day_without_year() is None:
            return article
        return dated_by_neighbours(article, self._surroundings(article.id))

    def refresh(self, overrides: Overrides) -> int:
        """Bring the record in line with what changed in it since the last time; how many articles got a revision."""
        last = self._archive.last_change()
        self._going_on.clear()
        count = 0
        ids = self._archive.without_year_since(int(self._archive.memo(_MEMO) or 0))
        for start in range(0, len(ids), _ARTICLES_AT_ONCE):
            articles = self._archive.get(ids[start : start + _ARTICLES_AT_ONCE])
            pairs = [(one, overrides.applied(self.applied(as_read(one)))) for one in articles if one is not None]
            stale = [dated for one, dated in pairs if dated.digest() != one.digest()]
            if stale:
                self._archive.put(stale)
            count += len(stale)
        if ids or last != int(self._archive.memo(_MEMO) or 0):
            self._archive.set_memo(_MEMO, str(last))
        return count

    def _surroundings(self, id_: str) -> Iterator[Surroundings]:
        for place in self._archive.neighbourhoods(id_):
            if place.before and place.after and self._is_of_use(place):
                yield Surroundings(shown(place.series), _side(place.before), _side(place.after))

    def _is_of_use(self, place: Neighbourhood) -> bool:
        if not begins_again(place.series):
            return True
        if place.series not in self._going_on:
            days = self._archive.days_in(place.series, limit=_LONGEST_CHECKED)
            self._going_on[place.series] = numbers_go_on(days)
        return self._going_on[place.series]


def _side(neighbours: tuple[Neighbour, ...]) -> Side:
    return Side(tuple(each.day for each in neighbours), neighbours[0].id)
