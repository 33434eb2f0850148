"""The tables `series` and `position`: where articles stand in the series that they are part of.

A day is stored as a number: `date.toordinal()` where the article's own evidence settles it, minus month times
100 plus day where its year is not known, NULL otherwise.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from presssearch.archive.entries import Neighbour, Neighbourhood, Position
from presssearch.article import Published

# Who stands farther away says nothing of a day; and a long stretch without days costs no more than a short one
_PLACES = 40
_NEIGHBOURS = 4


def note_day(connection: sqlite3.Connection, id_: bytes, published: Published) -> None:
    """Where an article stands already, write the day that it has now."""
    connection.execute("UPDATE position SET day = ? WHERE id = ?", (_number_of(published), id_))


def note_positions(
    connection: sqlite3.Connection, id_: bytes, published: Published, positions: Iterable[Position]
) -> None:
    """Write where an article stands, instead of what was known before."""
    connection.execute("DELETE FROM position WHERE id = ?", (id_,))
    for position in positions:
        series = _key_of(connection, position.series)
        if position.alone:
            connection.execute("DELETE FROM position WHERE series = ? AND number = ?", (series, position.number))
        connection.execute(
            "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?)",
            (id_, series, position.number, _number_of(published)),
        )


def end_series(connection: sqlite3.Connection, ends: Mapping[str, int]) -> None:
    """Take out what stands behind the last number of a series: the file that it is has become shorter."""
    for series, last in ends.items():
        connection.execute(
            "DELETE FROM position WHERE series = (SELECT key FROM series WHERE name = ?) AND number > ?",
            (_bytes(series), last),
        )


def without_year_since(connection: sqlite3.Connection, change: int) -> list[bytes]:
    """Ids without a year in those series in which something changed after a change of the log."""
    sql = """SELECT DISTINCT id FROM position WHERE day < 0 AND series IN (
                 SELECT p.series FROM change c JOIN position p ON p.id = c.id WHERE c.number > ?) ORDER BY id"""
    return [id_ for (id_,) in connection.execute(sql, (change,))]


def neighbourhoods(connection: sqlite3.Connection, id_: bytes) -> Iterator[Neighbourhood]:
    """Who stands around an article in each of its series, as far as their days are settled."""
    sql = """SELECT s.name, p.series, p.number FROM position p JOIN series s ON s.key = p.series
             WHERE p.id = ? ORDER BY s.name"""
    for name, series, number in connection.execute(sql, (id_,)).fetchall():
        around = [_beside(connection, series, number, *side) for side in (("<", "DESC"), (">", "ASC"))]
        yield Neighbourhood(_text(name), *around)


def days_in(connection: sqlite3.Connection, series: str, limit: int) -> list[date]:
    """The settled days of a series in the order of its numbers, the first `limit` of them."""
    sql = """SELECT day FROM position WHERE series = (SELECT key FROM series WHERE name = ?) AND day > 0
             ORDER BY number, day LIMIT ?"""
    return [date.fromordinal(day) for (day,) in connection.execute(sql, (_bytes(series), limit))]


def _beside(connection: sqlite3.Connection, series: int, number: int, side: str, order: str) -> tuple[Neighbour, ...]:
    sql = f"""SELECT id, day FROM (
                  SELECT id, number, day FROM position WHERE series = ? AND number {side} ?
                  ORDER BY number {order}, day {order}, id LIMIT {_PLACES})
              WHERE day > 0 ORDER BY number {order}, day {order}, id LIMIT {_NEIGHBOURS}"""
    found = connection.execute(sql, (series, number))
    return tuple(Neighbour(_text(id_), date.fromordinal(day)) for id_, day in found)


def _key_of(connection: sqlite3.Connection, series: str) -> int:
    name = _bytes(series)
    row = connection.execute("SELECT key FROM series WHERE name = ?", (name,)).fetchone()
    if row is None:
        return connection.execute("INSERT INTO series (name) VALUES (?)", (name,)).lastrowid or 0
    return int(row[0])


def _number_of(published: Published) -> int | None:
    day, without_year = published.own_day(), published.day_without_year()
    if day is not None:
        return day.toordinal()
    return -(without_year[0] * 100 + without_year[1]) if without_year else None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogatepass")
