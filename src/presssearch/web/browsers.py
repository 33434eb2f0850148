"""What a browser needs to search here from its own search box: an OpenSearch description, found by its link."""

from xml.etree import ElementTree as ET

from flask import Blueprint, Response, url_for

from presssearch.web.languages import gettext
from presssearch.web.urls import with_query

browsers = Blueprint("browsers", __name__)

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MIMETYPE = "application/opensearchdescription+xml"
TERMS = "q={searchTerms}"


@browsers.get("/opensearch.xml")
def description() -> Response:
    """As OpenSearch 1.1 has it: a short name, and a template of an address for each kind of answer."""
    root = ET.Element("OpenSearchDescription", xmlns=NAMESPACE)
    for name, text in (
        ("ShortName", "presssearch"),
        ("Description", gettext("Search press releases")),
        ("InputEncoding", "UTF-8"),
    ):
        ET.SubElement(root, name).text = text
    icon = ET.SubElement(root, "Image", width="16", height="16", type="image/svg+xml")
    icon.text = url_for("static", filename="presssearch.svg", _external=True)
    for kind, endpoint, values in (
        ("text/html", "pages.search", {}),
        ("application/atom+xml", "exports.search", {"name": "atom"}),
        ("application/json", "api.search", {}),
        ("application/x-suggestions+json", "api.suggest_to_browsers", {}),
    ):
        template = with_query(url_for(endpoint, _external=True, **values), TERMS)
        ET.SubElement(root, "Url", type=kind, method="get", template=template)
    return Response(ET.tostring(root, encoding="utf-8", xml_declaration=True), mimetype=MIMETYPE)
