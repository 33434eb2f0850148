"""What browsers find in the pages: a search engine of their own, feeds, canonical addresses."""

from xml.etree.ElementTree import fromstring

from flask.testing import FlaskClient

from presssearch.web.browsers import MIMETYPE, NAMESPACE


def test_the_description_leads_to_what_it_says(client: FlaskClient) -> None:
    """OpenSearch 1.1: each template, filled in, is answered with its type; suggestions in the form of the standard."""
    answer = client.get("/opensearch.xml")
    assert (answer.status_code, answer.mimetype) == (200, MIMETYPE)
    root = fromstring(answer.data)
    assert root.tag == f"{{{NAMESPACE}}}OpenSearchDescription"
    assert len(root.findtext(f"{{{NAMESPACE}}}ShortName")) <= 16
    urls = {url.get("type"): url.get("template") for url in root.iter(f"{{{NAMESPACE}}}Url")}
    assert len(urls) == 4
    for mimetype, template in urls.items():
        found = client.get(template.replace("{searchTerms}", "gen"))
        assert (found.status_code, found.mimetype) == (200, mimetype)
    completed = client.get(urls["application/x-suggestions+json"].replace("{searchTerms}", "gen")).get_json()
    assert completed[0] == "gen"
    assert "Geneva" in str(completed[1])


def test_pages_name_the_description_the_feed_and_their_address(client: FlaskClient) -> None:
    html = client.get("/?sort=newest&q=visa&city=Geneva&page=1").text
    assert '<link rel="search" type="application/opensearchdescription+xml" title="presssearch"' in html
    assert 'type="application/atom+xml" title="This search as a feed" href="/search.atom?q=visa&amp;city=Geneva' in html
    assert '<link rel="canonical" href="/?q=visa&amp;city=Geneva&amp;sort=newest">' in html
    assert '<link rel="canonical" href="/about">' in client.get("/about").text
