"""What is new to an alert: the hits of its search among what the record took in since it was last told of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from presssearch.alerts.saved import NAME, Alert, SavedAlerts
from presssearch.archive import Archive
from presssearch.article import Article
from presssearch.engines.base import Sort
from presssearch.errors import ParamsError
from presssearch.search.matching import Match
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService


@dataclass(frozen=True, slots=True)
class News:
    """new, edited: what the record took in last comes first. until: the last revision that was looked at."""

    alert: Alert
    new: tuple[Article, ...]
    edited: tuple[Article, ...]
    until: int

    def __bool__(self) -> bool:
        return bool(self.new or self.edited)


class Alerts:
    """The alerts of an index. What they were told of is kept in the record."""

    def __init__(self, archive: Archive, service: SearchService) -> None:
        self._archive = archive
        self._service = service
        self._saved = SavedAlerts(archive.path.with_name(NAME))

    @property
    def path(self) -> Path:
        """The file that they are written in."""
        return self._archive.path.with_name(NAME)

    def all(self) -> list[Alert]:
        return self._saved.all()

    def named(self, names: Sequence[str]) -> list[Alert]:
        """Those, or all where none is named. ParamsError for one that there is not."""
        known = {alert.name: alert for alert in self.all()}
        for name in names:
            if name not in known:
                raise ParamsError(f"there is no alert {name!r}; there are: {', '.join(known) or 'none'}")
        return [known[name] for name in names] if names else list(known.values())

    def add(self, alert: Alert) -> None:
        """Keep a search; what the record has by now is not new to it. ParamsError where that name is taken, and
        the errors of a search that cannot be made."""
        if any(alert.name == other.name for other in self.all()):
            raise ParamsError(f"there is an alert {alert.name!r} already: remove it first, or edit {self.path}")
        self.preview(alert, 0)  # raises where it cannot be searched
        self._archive.set_memo(_memo(alert.name), str(self._archive.last_revision()))
        self._saved.put(alert)

    def remove(self, name: str) -> None:
        """ParamsError where there is none of that name. One that gets the name later begins anew."""
        if not self._saved.remove(name):
            raise ParamsError(f"there is no alert {name!r}: `presssearch alerts list` names them")
        self._archive.set_memo(_memo(name), "")

    def preview(self, alert: Alert, size: int) -> tuple[int, list[Article]]:
        """How many releases the search finds today, and those that the record took in last."""
        found = self._service.export(replace(_required(alert.search), limit=size, sort=Sort.ADDED), page=True)
        return found.total, list(found.articles)

    def news(self, alert: Alert) -> News:
        """Of what is searchable; whoever asks commits before. An alert that somebody wrote into the file begins now."""
        until, told = self._archive.last_revision(), self._archive.memo(_memo(alert.name))
        taken = self._archive.taken_in(int(told), until) if told else None
        if taken is None or not (taken.new or (taken.edited and alert.edits)):
            return News(alert, (), (), until)
        hits = list(self._service.ids(replace(_required(alert.search), sort=Sort.ADDED)))
        new = [id_ for id_ in hits if id_ in taken.new]
        edited = [id_ for id_ in hits if id_ in taken.edited] if alert.edits else []
        return News(alert, self._articles(new), self._articles(edited), until)

    def told(self, news: News) -> None:
        """These are not news to the alert any more. To be called when everybody has been told: who is interrupted
        before tells them again."""
        self._archive.set_memo(_memo(news.alert.name), str(news.until))

    def _articles(self, ids: Sequence[str]) -> tuple[Article, ...]:
        return tuple(article for article in self._archive.get(ids) if article)


def _memo(name: str) -> str:
    return f"alert {name}"


def _required(search: SearchParams) -> SearchParams:
    """With all of the words: an alert does not come near to what was meant, as a page without hits does."""
    return search.with_match(Match.ALL) if search.match is Match.AUTO else search
