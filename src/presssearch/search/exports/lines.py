"""Article JSON: one release, or one on a line."""

import json
import re
from collections.abc import Iterator
from typing import Any

from presssearch.article import Article
from presssearch.search.exports.export import Export

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def public_json(article: Article) -> dict[str, Any]:
    """The Article JSON, with the name of its file alone: where it lies on this machine is nobody's business."""
    value = article.to_json()
    if article.path:
        value["path"] = article.path.replace("\\", "/").rpartition("/")[2]
    return value


def write_ndjson(export: Export) -> Iterator[str]:
    """Every character is kept: JSON escapes those that have no place in a file."""
    for article in export.articles:
        yield json_line(public_json(article))


def json_line(value: Any) -> str:
    """One line of JSON, whatever is taken for the end of one; halves of surrogate pairs are escaped too."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)) + "\n"
