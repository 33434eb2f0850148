"""What users of other archives complain of, as far as a whole search answers it; each test bears the name of its
complaint. Others stand beside what they are about: query, facets, exports, dossiers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presssearch.archive import Archive, Change
from presssearch.article import Article, Published
from presssearch.engines.memory import MemoryEngine
from presssearch.fields import BY_NAME
from presssearch.search.page_json import page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.people import PEOPLE
from presssearch.search.service import SearchService
from presssearch.search.spellings import AS

ServiceOf = Callable[..., SearchService]


def ids(service: SearchService, query: str, **more: Any) -> list[str]:
    return [one.card.id for one in service.search(SearchParams(query=query, **more)).results]


def condolences(name: str, city: str, day: str) -> dict[str, Any]:
    body = f"The President of the Republic sent a telegram of condolence to {name}. " + (
        "He expressed his deep sympathy with the families of the victims, wished courage to all who mourn, and asked "
        "that the sincere solidarity of the people of the Republic be conveyed to the nation in these difficult hours."
    )
    return {"headline": "Telegram of condolence", "body": body, "published": day, "people": [{"name": name}]}


def test_copies_flood_the_list_but_stock_texts_are_not_duplicates(service_of: ServiceOf) -> None:
    """One text printed twice is one group; the same words to somebody else, or of another day, are another release."""
    one = condolences("Ada Doe", "Geneva", "2018-06-12")
    other = condolences("Eve Roe", "Geneva", "2018-06-12")
    later = condolences("Ada Doe", "Geneva", "2019-01-01")
    found = page_to_json(service_of(one, one, other, later).search(SearchParams(query="condolence")))
    groups = {row["id"]: row["group"] and row["group"]["size"] for row in found["results"]}
    assert found["total"] == 4
    assert groups == {"a0": 2, "a1": 2, "a2": None, "a3": None}


def test_name_spellings_scripts_and_capitals(service_of: ServiceOf) -> None:
    """One spelling finds the others, they are listed, and that can be turned off."""
    names = ("Ospan Dauletbay", "Оспан Даулетбай", "OSPAN DAULETBAY", "Ospan Dauletbaj")
    service = service_of(*({"body": f"{name} arrived.", "people": [{"name": name}]} for name in names))
    page = service.search(SearchParams(query="ospan dauletbay"))
    assert page.total == 4
    assert page.expanded
    assert service.count(SearchParams(query="ospan dauletbay", exact=True)) == 2
    assert service.count(SearchParams().with_filter(PEOPLE, f"{AS}Ospan Dauletbay")) == 4


def test_dates_by_year_and_month_in_date_order(service_of: ServiceOf) -> None:
    """By the day of the release, not by that of its arrival; what has no year is last, and counted apart."""
    days = ("2018-06-12", "--06-12", "2011-01", "2018-07-01", "2018-06-02")
    service = service_of(*({"body": "Talks.", "published": day} for day in days))
    params = SearchParams.from_args([("q", "talks"), ("sort", "newest"), ("histogram", "month")])
    page = service.search(params)
    assert [one.card.published.value for one in page.results] == [
        "2018-07-01", "2018-06-12", "2018-06-02", "2011-01", "--06-12",
    ]  # fmt: skip
    assert page.histogram is not None
    assert page.histogram.buckets == (("2011-01", 1), ("2018-06", 2), ("2018-07", 1))
    assert page.histogram.undated == 1


@pytest.mark.parametrize(
    ("published", "certainty", "why"),
    [
        (Published("2018-06-12", "day", "dateline", confidence=0.95), "exact", "the release tells its day"),
        (Published("2018-06-12T10:39", "minute", "meta", confidence=0.8), "exact", "so it does, with the time"),
        (Published("2018-06-12", "day", "correction"), "exact", "a person said so"),
        (Published("2018-06-12", "day", "neighbours", confidence=0.8), "inferred", "others told the year"),
        (Published("2018-06-12", "day", "url", confidence=0.5), "inferred", "the evidence leaves a doubt"),
        (Published("2018-06", "month", "record", confidence=0.9), "partial", "no day"),
        (Published("2018", "year", "url", confidence=0.9), "partial", "no day"),
        (Published("--06-12", "day-without-year", "dateline", confidence=0.4), "no-year", "no year, and none guessed"),
        (Published(), "unknown", "nothing is known"),
    ],
)
def test_dates_wrong_missing_swapped(service_of: ServiceOf, published: Published, certainty: str, why: str) -> None:
    """How sure a day is can be filtered by: the doubtful ones are looked at, and no year is made up."""
    service = service_of({"body": "Talks.", "published": Article("", published=published).to_json()["published"]})
    (value,) = service.search(SearchParams(query="talks")).facets["certainty"].values
    assert (value.value, value.count) == (certainty, 1), why
    assert service.count(SearchParams(query="talks").with_filter(BY_NAME["certainty"], certainty)) == 1
    assert ids(service, f"certainty:{certainty}") == ["a0"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Министр провёл переговоры о воде.", "провел"),
        ("外交部发言人表示，中方愿同联合国合作。", "联合国"),
        ("外務大臣は会談を行った。", "会談"),
        ("외교부 장관이 회담했다.", "회담했다"),
        ("أعلنت الوزارة عن مواصلة التعاون.", "الوزارة"),
        ("רה״מ נפגש עם השר.", "השר"),
        ("विदेश मंत्री ने वार्ता की।", "वार्ता"),
        ("รัฐมนตรีว่าการกระทรวงการต่างประเทศหารือ", "กระทรวง"),
        ("Υπουργός Εξωτερικών συναντήθηκε.", "υπουργος"),
        ("საგარეო საქმეთა მინისტრი შეხვდა.", "მინისტრი"),
        ("Արտաքին գործերի նախարարը հանդիպեց:", "նախարարը"),
        ("የውጭ ጉዳይ ሚኒስትር ተገናኙ።", "ሚኒስትር"),
    ],
)
def test_non_latin_text_indexed_to_nothing_silently(service_of: ServiceOf, text: str, word: str) -> None:
    """Every script has words that are found, and marked where they stand."""
    page = service_of({"body": text}, {"body": "Nothing of the kind."}).search(SearchParams(query=word))
    (result,) = page.results
    assert result.card.id == "a0"
    assert any(piece.marked for snippet in result.snippets for piece in snippet)


@pytest.mark.parametrize(
    ("query", "language", "body", "marked"),
    [
        ("negociation", "fr", "Les négociations ont repris.", ["négociations"]),
        ("talk", "en", "Talks and talking.", ["Talks", "talking"]),
        ("=talks", "en", "Talks and talking.", ["Talks"]),
        ('"mutual visa"', "en", "A visa, and mutual visa rules.", ["mutual visa"]),
        ("Lawrow", "en", "Lavrov met Lawrow.", ["Lawrow"]),
    ],
)
def test_highlights_disagree_with_the_match(
    service_of: ServiceOf, query: str, language: str, body: str, marked: list[str]
) -> None:
    """What is marked is what matched: stems, accents, phrases; in the list and in the release."""
    service = service_of({"body": body, "language": language})
    (result,) = service.search(SearchParams(query=query)).results
    assert [piece.text for snippet in result.snippets for piece in snippet if piece.marked] == marked
    article = service.article("a0")
    assert article is not None
    whole = service.marked(article, query)
    assert [piece.text for paragraph in whole.paragraphs for piece in paragraph if piece.marked] == marked


def test_entities_are_messy_titles_stick_to_names(service_of: ServiceOf) -> None:
    """A person is one value of the filter, however a title or the order of the names is printed."""
    names = ("Ospan Dauletbay", "Mr Ospan Dauletbay", "Dauletbay Ospan")
    service = service_of(*({"body": "Talks.", "people": [{"name": name}]} for name in names))
    (value,) = service.search(SearchParams()).facets["people"].values
    assert value.count == 3


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with_record = Archive.open(tmp_path / "record.sqlite", create=True)
    yield with_record
    with_record.close()


def test_tell_me_when_a_story_changes_but_not_for_commas(archive: Archive) -> None:
    """A revision with other words is an edit; other punctuation alone is a revision and no edit."""
    first = Article.from_json({"id": "a", "headline": "Talks", "body": "They met in Geneva and talked."})
    archive.put([first])
    (recorded,) = archive.get(["a"])
    assert recorded is not None
    archive.put([replace(first, body="They met, in Geneva, and talked.")])
    (comma,) = archive.get(["a"])
    assert comma is not None
    assert comma.revision == 2
    assert comma.recorded == recorded.recorded
    archive.put([replace(first, body="They met in Geneva and agreed.")])
    revisions = archive.revisions("a")
    assert [one.body for one in revisions][-1] == "They met in Geneva and agreed."
    assert len(revisions) == 3


def test_a_story_found_once_is_found_again() -> None:
    """The same search gives the same hits in the same order, whatever the order in which releases came."""
    articles = [Article.from_json({"id": f"a{n}", "body": f"Talks on water, part {n % 3}."}) for n in range(9)]
    orders = []
    for arrived in (articles, articles[::-1]):
        engine = MemoryEngine()
        engine.apply([Change(n, one.id, one) for n, one in enumerate(arrived, 1)])
        orders.append(ids(SearchService(engine), "water"))
    assert orders[0] == orders[1]
