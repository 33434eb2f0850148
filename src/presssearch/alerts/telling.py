"""Telling people: a text to print or to mail, lines in a file, a message to a web hook.

Whatever fails is a TellingError, and the news are kept for the next time. So everything is told at least once, and
twice to one of two places where the other failed.
"""

import json
import os
import smtplib
import ssl
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPException
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from presssearch.alerts.news import News
from presssearch.article import Article
from presssearch.errors import TellingError

_PATIENCE_S = 30
_TEXT_CHARS = 200
_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """server: smtp://USER:PASSWORD@HOST:PORT, or smtps:// where it speaks TLS from the first byte."""

    server: str
    sender: str


def as_text(news: News) -> str:
    """A line with the counts, then each release: headline, place, date, source, its address, how it begins."""
    blocks = [title(news), *(_block(article, "") for article in news.new)]
    return "\n\n".join([*blocks, *(_block(article, "Edited: ") for article in news.edited)]) + "\n"


def title(news: News) -> str:
    """`csto: 2 new releases, 1 edited`"""
    counts = [f"{len(news.new):,} new release{'s' * (len(news.new) != 1)}"] if news.new or not news.edited else []
    counts += [f"{len(news.edited):,} edited"] if news.edited else []
    return f"{news.alert.name}: {', '.join(counts)}"


def tell(news: News, mail: Mail | None) -> None:
    """Tell of news in all the places of the alert. mail: how to send mails; TellingError where it is needed and
    not known, and for whatever goes wrong."""
    alert = news.alert
    if alert.file is not None:
        _append(Path(alert.file), news)
    if alert.webhook is not None:
        _post(alert.webhook, news)
    if alert.mail is not None:
        if mail is None:
            raise TellingError(f"{alert.name}: no server sends mails: set mail_server and mail_from")
        _send(mail, alert.mail, news)


def news_to_json(news: News) -> dict[str, Any]:
    """The alert, its search as an address has it, and the Article JSON of each release."""
    return {
        "alert": news.alert.name,
        "search": news.alert.search.to_query(),
        "new": [article.to_json() for article in news.new],
        "edited": [article.to_json() for article in news.edited],
    }


def _append(path: Path, news: News) -> None:
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            for line in _lines(news):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise TellingError(f"{news.alert.name}: cannot write {path}: {error.strerror or error}") from error


def _lines(news: News) -> Iterator[dict[str, Any]]:
    for kind, articles in (("new", news.new), ("edited", news.edited)):
        for article in articles:
            yield {"alert": news.alert.name, "kind": kind, "article": article.to_json()}


class _NotElsewhere(urllib.request.HTTPRedirectHandler):
    """A redirected POST becomes a GET without its message: that is no delivery."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _post(address: str, news: News) -> None:
    body = json.dumps(news_to_json(news)).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "presssearch", **_credentials(address)}
    request = urllib.request.Request(_shown(address), body, headers)
    try:
        with urllib.request.build_opener(_NotElsewhere).open(request, timeout=_PATIENCE_S):
            pass  # all answers but 2xx raise
    except urllib.error.HTTPError as error:
        raise TellingError(f"{news.alert.name}: {_shown(address)} answers {error.code} {error.reason}") from error
    except (OSError, HTTPException) as error:
        _fail(news, _shown(address), error)


def _credentials(address: str) -> dict[str, str]:
    """Those that stand in an address, as RFC 7617 sends them."""
    parts = urlsplit(address)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


def _send(mail: Mail, to: str, news: News) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = title(news), mail.sender, to
    message.set_content(as_text(news).encode(errors="replace").decode())
    try:
        server = urlsplit(mail.server)
        if server.scheme not in _PORTS or not server.hostname:
            raise TellingError(f"mail_server must be smtp://HOST:PORT or smtps://HOST:PORT, not {_shown(mail.server)}")
        port, tls = server.port or _PORTS[server.scheme], ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(server.hostname, port, timeout=_PATIENCE_S, context=tls)
            if server.scheme == "smtps"
            else smtplib.SMTP(server.hostname, port, timeout=_PATIENCE_S)
        ) as connection:
            if server.scheme == "smtp":
                connection.ehlo()
                if connection.has_extn("starttls"):
                    connection.starttls(context=tls)
            if server.username:
                connection.login(unquote(server.username), unquote(server.password or ""))
            connection.send_message(message)
    except (OSError, ValueError) as error:  # SMTPException is an OSError
        _fail(news, _shown(mail.server), error)


def _fail(news: News, place: str, error: Exception) -> NoReturn:
    raise TellingError(f"{news.alert.name}: {place} was not reached: {error}") from error


def _shown(address: str) -> str:
    """Without user and password."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _block(article: Article, kind: str) -> str:
    places = ", ".join(place.name or place.raw for place in (article.dateline.places if article.dateline else ()))
    about = (places, article.published.value or "date unknown", article.source or "", article.id)
    begins = " ".join(article.body[: 2 * _TEXT_CHARS].split())
    begins = begins if len(begins) <= _TEXT_CHARS else begins[:_TEXT_CHARS].rpartition(" ")[0] + " …"
    lines = (f"{kind}{article.headline or '(no headline)'}", " · ".join(filter(None, about)), article.url or "", begins)
    return "\n".join(line for line in lines if line)
