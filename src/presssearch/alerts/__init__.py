"""Alerts: searches that are kept, and told about when the record takes in releases that they find.

saved.py  alerts.toml: what is kept   news.py  what is new to an alert   telling.py  how people are told

A release is new to an alert when its first revision came into the record after the alert was last told of: the day
that it was published has no part in that, so what an archive takes in late is told all the same. The search itself
is the one of the page, asked anew each time, with all of its words required unless the alert says otherwise.
"""

from presssearch.alerts.news import Alerts, News
from presssearch.alerts.saved import NAME, Alert
from presssearch.alerts.telling import Mail, as_text, news_to_json, tell

__all__ = ["NAME", "Alert", "Alerts", "Mail", "News", "as_text", "news_to_json", "tell"]
