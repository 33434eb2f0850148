"""The JSON API."""

from flask.testing import FlaskClient

from presssearch.article import Article


def test_a_search_has_total_results_and_facets(client: FlaskClient) -> None:
    response = client.get("/api/search?q=negotiations&city=Almaty")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    value = response.get_json()
    (result,) = value["results"]
    assert value["total"] == 1
    assert result["id"] == "almaty1"
    assert result["title"] == "CSTO continues peace-building cooperation with UN"
    assert result["source"] == "kz-mfa"
    assert (result["date"], result["date_precision"]) == ("--06-12T10:39", "day-without-year")
    assert result["score"] > 0
    cities = {entry["value"]: entry["count"] for entry in value["facets"]["city"]["values"]}
    assert cities == {"Almaty": 1}
    assert value["facets"]["city"]["missing"] == 0
    assert result["matched_terms"] == ["negotiated", "negotiations"]
    assert "<mark>negotiated</mark>" in result["snippets"][0]


def test_the_api_finds_what_the_page_finds(client: FlaskClient) -> None:
    for address in ("?q=visa&from=2018&to=2019&sort=oldest", "?-city=Geneva&language=en&page=2", ""):
        ids = [result["id"] for result in client.get("/api/search" + address).get_json()["results"]]
        html = client.get("/" + address).text
        assert [html.index(f'"/r/{id}') for id in ids] == sorted(html.index(f'"/r/{id}') for id in ids)


def test_an_article_is_the_article_json(client: FlaskClient) -> None:
    value = client.get("/api/articles/almaty1").get_json()
    assert Article.from_json(value).people[0].name == "Arman Bekov"


def test_faults_are_named_with_their_place(client: FlaskClient) -> None:
    """Read strictly: a program is told at once. The form is that of RFC 9457."""
    for address, words in (
        ("/api/search?q=visa+AND+(", "parenthes"),
        ("/api/search?from=2018-13", "is not a date"),
        ("/api/search?limit=1000", "limit must be a number"),
    ):
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (400, "application/problem+json")
        assert words in response.get_json()["detail"]
    assert client.get("/api/search?q=visa+AND+(").get_json()["position"] == 9
    for address in ("/api/articles/nobody", "/api/nothing"):
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_health_is_one_line(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok", "engine": "memory", "articles": 56}
