"""What is searched for besides what was typed: seen by the results, listed, and switched off."""

from collections.abc import Callable
from typing import Any

import pytest

from presssearch.fields import BY_NAME
from presssearch.query import parse
from presssearch.query.expansion import Other, expand
from presssearch.query.tree import And, AtLeast, Not, Or, Phrase, Word
from presssearch.search.page_json import page_to_json
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

ServiceOf = Callable[..., SearchService]


def release(text: str, *people: str, language: str = "en") -> dict[str, Any]:
    return {"body": text, "language": language, "people": [{"name": name} for name in people]}


RELEASES = (
    release("Talks of Ospan Dauletbay with the guests.", "Ospan Dauletbay"),
    release("Переговоры с Оспаном Даулетбаем о воде.", "Оспан Даулетбай", language="ru"),
    release("Ospan Dauletbaj empfing seine Gäste.", "Ospan Dauletbaj", language="de"),
    release("Otto Barlow and Ilse Barlo opened a bridge.", "Otto Barlow", "Ilse Barlo"),
    release("The Collective Security Treaty Organization met. The stone bridge is open.", "Bob Stone"),
    release("Заседание ОДКБ: мост открыт.", language="ru"),
    release("Nobody who was there saw the region of the delta."),
    release("Wang Lin spoke on water.", "Wang Lin"),
    release("王林谈水。", "王林", language="zh"),
    release("The Ferry Council (FERC) was founded.")
    | {"organisations": [{"name": "Ferry Council", "acronym": "FERC"}]},
    release("FERC is one year old."),
    release("The Ferry Council is two years old."),
)


@pytest.fixture
def service(service_of: ServiceOf) -> SearchService:
    return service_of(*RELEASES)


def found(service: SearchService, text: str, **more: Any) -> set[str]:
    return {result.article.id for result in service.search(SearchParams(text, **more)).results}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("Dauletbay", {"a0", "a1", "a2"}),
        ("даулетбаем", {"a0", "a1", "a2"}),
        ("dauletbai", {"a0", "a1", "a2"}),
        ('"Ospan Dauletbay"', {"a0", "a1", "a2"}),
        ("people:Dauletbay", {"a0", "a1", "a2"}),
        ("Dauletbay -Dauletbaj", set()),
        ("Dauletbay near/3 воде", {"a1"}),
        ("Dauletbay same guests", {"a0"}),
        ("first4(Dauletbay)", {"a0", "a1", "a2"}),
        ("=Dauletbay", {"a0"}),
        ("Barlow", {"a3"}),
        ("CSTO", {"a4", "a5"}),
        ("csto bridge", {"a4"}),
        ("Collective Security Treaty Organisation", {"a4", "a5"}),
        ('"Collective Security Treaty Organization"', {"a4", "a5"}),
        ("who", {"a6"}),
        ("FERC", {"a9", "a10", "a11"}),
        ("ferc", {"a9", "a10"}),
        ("ferry council", {"a9", "a10", "a11"}),
        ("Wang Lin", {"a7", "a8"}),
        ("王林", {"a7", "a8"}),
    ],
)
def test_what_is_remembered_in_one_form_is_found_in_all(service: SearchService, query: str, ids: set[str]) -> None:
    assert found(service, query) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [("Dauletbay", {"a0"}), ("CSTO", set()), ('"Ospan Dauletbay"', {"a0"}), ("ОДКБ", {"a5"}), ("dauletbai", set())],
)
def test_the_switch_leaves_what_was_typed(service: SearchService, query: str, ids: set[str]) -> None:
    page = service.search(SearchParams(query, exact=True))
    assert {result.article.id for result in page.results} == ids
    assert page.expanded == ()


def test_other_forms_are_listed_with_the_releases_that_name_somebody_so(service: SearchService) -> None:
    (one,) = service.search(SearchParams("dauletbay")).expanded
    assert one.typed == "dauletbay"
    assert dict(one.articles) == {"Dauletbaj": 1, "Даулетбай": 1}
    assert list(one.articles) == ["Dauletbaj", "Даулетбай"]
    (acronym,) = service.search(SearchParams("CSTO")).expanded
    assert acronym.articles == {"Collective Security Treaty Organization": 1, "ОДКБ": 1}
    shown = page_to_json(service.search(SearchParams("dauletbay")))["query"]
    assert shown["expanded"][0]["forms"][0] == {"text": "Dauletbaj", "articles": 1}
    assert shown["parsed"] == "dauletbay"


@pytest.mark.parametrize("word", ["Barlow", "stone", "region", "delta", "water", "who", "2018", ""])
def test_ordinary_words_and_names_of_others_have_no_other_spellings(service: SearchService, word: str) -> None:
    """Barlo is somebody else's name; a stone is a stone, though somebody is called so."""
    assert service.search(SearchParams(word)).expanded == ()


def test_other_spellings_are_marked(service: SearchService) -> None:
    page = service.search(SearchParams("Dauletbay"))
    marked = {piece.text for result in page.results for part in result.snippets for piece in part if piece.marked}
    assert {"Dauletbay", "Dauletbaj", "Даулетбаем"} <= marked


def test_a_rare_spelling_does_not_outweigh_the_usual_one(service_of: ServiceOf) -> None:
    rare = release("Dauletbaj " + "spoke of water " * 3, "Ospan Dauletbaj")
    usual = release("Dauletbay Dauletbay " + "spoke of water " * 3, "Ospan Dauletbay")
    service = service_of(rare, *[usual] * 5)
    assert [result.article.id for result in service.search(SearchParams("Dauletbay")).results][-1] == "a0"


def test_counts_and_exports_agree_with_the_page(service: SearchService) -> None:
    params = SearchParams("Dauletbay")
    assert service.count(params) == service.search(params).total == service.export(params).total == 3
    assert service.count(SearchParams("Dauletbay", exact=True)) == 1


def test_other_forms_find_their_places_in_the_tree() -> None:
    """Beside what was typed, in its field, also within OR and NOT; several words as a phrase; a star is kept."""
    body = BY_NAME["body"]
    known = {"x": (Other("y"), Other("z w", ("en", "ru"))), "a b": (Other("c"),)}
    language = BY_NAME["language"]

    def others(text: str, field: object) -> tuple[Other, ...]:
        return known.get(text, ())

    def one(*leaves: Word) -> AtLeast:
        return AtLeast(Or(leaves), 1)

    spoken = Or((Word("en", language), Word("ru", language)))
    assert expand(parse("x"), others) == Or((one(Word("x"), Word("y")), And((Phrase("z w"), spoken))))
    inside = Or((one(Word("x", body), Word("y", body)), And((Phrase("z w", body), spoken))))
    assert expand(parse("-body:x"), others) == Not(inside)
    assert expand(parse("a b d"), others) == And((Or((And((Word("a"), Word("b"))), Word("c"))), Word("d")))
    assert expand(parse("xx*"), others) == parse("xx*")
    assert expand(parse("country:x"), others) == parse("country:x")
