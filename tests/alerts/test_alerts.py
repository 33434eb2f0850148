"""Searches that are kept: what is news, and telling of it to a real file, a real web server and a real mail server."""

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import Envelope
from click.testing import CliRunner, Result

import presssearch
from presssearch import Index
from presssearch.alerts import NAME, Alert, Alerts
from presssearch.cli.main import main
from presssearch.errors import ParamsError, SettingsError
from presssearch.search.params import SearchParams


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    with presssearch.open(folder, create=True) as index:
        index.add([release("old", "The CSTO met.", published="2017")])
    return folder


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    with presssearch.open(folder) as index:
        yield index


def release(id_: str, body: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "headline": f"About {id_}", "body": body, "language": "en", **more}


def take(index: Index, *releases: dict[str, Any]) -> None:
    index.add(releases)
    index.commit()


def told(alerts: Alerts) -> dict[str, list[str]]:
    """By alert, the ids of its news; they are told."""
    found = {}
    for alert in alerts.all():
        news = alerts.news(alert)
        found[alert.name] = [article.id for article in (*news.new, *news.edited)]
        alerts.told(news)
    return found


def alert(name: str, query: str, **more: Any) -> Alert:
    return Alert(name, SearchParams(query=query), **more)


# ---- what is news ----


def test_saved_searches_alerts(index: Index) -> None:
    """What a search finds among the releases that came since, once; what was there is no news."""
    index.alerts.add(alert("csto", "CSTO"))
    index.alerts.add(alert("visas", "visa"))
    assert told(index.alerts) == {"csto": [], "visas": []}
    take(index, release("b", "The CSTO again."), release("c", "Visa rules."))
    assert told(index.alerts) == {"csto": ["b"], "visas": ["c"]}
    assert told(index.alerts) == {"csto": [], "visas": []}


@pytest.mark.parametrize(
    ("query", "body", "fires", "why"),
    [
        ("fox-it", "A fox was seen.", False, "a hyphen is no invitation to half of the word"),
        ("fox-it", "Fox-IT was seen.", True, "it is that of the page"),
        ("CSTO", "The Collective Security Treaty Organization met.", True, "as on the page, other forms are searched"),
        ("visa rules Astana", "Visa rules.", False, "all words: the page alone shows what comes near"),
        ("city:Almaty", "Almaty was named.", False, "a field is that field"),
        ("visa -rules", "Visa rules.", False, "what is left out is left out"),
    ],
)
def test_alerts_that_misfire(index: Index, query: str, body: str, fires: bool, why: str) -> None:
    index.alerts.add(alert("one", query))
    take(index, release("b", body))
    assert told(index.alerts) == {"one": ["b"] if fires else []}, why
    ids = [result.card.id for result in index.search(query, match="all").results]
    assert ("b" in ids) == fires, "the search of the page"


def test_news_are_what_came_not_what_is_dated_today(index: Index) -> None:
    """An old release that is taken in late is news; its publisher may be one that nobody knew."""
    index.alerts.add(alert("csto", "CSTO"))
    take(index, release("late", "The CSTO in spring.", published="1999-05-05", source="xx-mfa"))
    assert told(index.alerts) == {"csto": ["late"]}


def test_an_edit_is_told_where_it_is_asked_for_and_commas_never_are(index: Index) -> None:
    index.alerts.add(alert("new", "CSTO"))
    index.alerts.add(alert("edits", "CSTO", edits=True))
    take(index, release("old", "The CSTO, met!", rubric="News", published="2017"))
    assert told(index.alerts) == {"new": [], "edits": []}, "other signs and a rubric are no edit"
    take(index, release("old", "The CSTO did not meet."), release("b", "CSTO"))
    take(index, release("b", "CSTO, corrected"))
    assert told(index.alerts) == {"new": ["b"], "edits": ["b", "old"]}, "what was never told of is new, not edited"


def test_what_left_again_is_no_news_and_what_is_not_searchable_yet_is_not_lost(folder: Path) -> None:
    with presssearch.open(folder) as index:
        index.alerts.add(alert("csto", "CSTO"))
        take(index, release("b", "CSTO"), release("c", "CSTO"))
        index.delete(["b"])
        index.commit()
        index._archive.put([presssearch.Article.from_json(release("d", "CSTO"))])
    assert run(folder, "run").stdout.count("About") == 2


def test_an_alert_written_into_the_file_begins_then(folder: Path, index: Index) -> None:
    (folder / NAME).write_text('# mine\n[mine]\nsearch = "q=CSTO"\n', encoding="utf-8")
    assert told(index.alerts) == {"mine": []}
    take(index, release("b", "CSTO"))
    assert told(index.alerts) == {"mine": ["b"]}
    index.alerts.add(alert("other", "visa"))
    assert (folder / NAME).read_text(encoding="utf-8").startswith("# mine\n[mine]\n")
    index.alerts.remove("mine")
    assert [one.name for one in index.alerts.all()] == ["other"]
    take(index, release("c", "CSTO"))
    (folder / NAME).write_text('[mine]\nsearch = "q=CSTO"\n', encoding="utf-8")
    assert told(index.alerts) == {"mine": []}, "another one of that name begins anew"


def test_alerts_come_back_as_they_were_kept(index: Index) -> None:
    pairs = [("q", '"a b" OR с'), ("city", "Almaty"), ("-country", "KZ"), ("from", "2018"), ("match", "any")]
    kept = Alert("все новости", SearchParams.from_args(pairs), True, "/f.ndjson", "https://h.example/x", "a@b.example")
    index.alerts.add(kept)
    assert index.alerts.all() == [kept]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a", "is not TOML"),
        ("a = 1", "expected a table"),
        ('[a]\nserch = "q=x"', "there is no serch"),
        ("[a]\nsearch = 3", "search: expected a text"),
        ('[a]\nedits = "yes"', "edits: expected true or false"),
        ('[a]\nsearch = "q=x&colour=red"', "no parameter “colour”"),
        ('[a]\nwebhook = "ftp://h"', "webhook must be"),
        ('[a]\nmail = "nobody"', "mail must be"),
        ('["a/b"]\nsearch = "q=x"', "is named by letters"),
    ],
)
def test_a_faulty_file_says_what_where_and_how(folder: Path, index: Index, text: str, says: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=says) as caught:
        index.alerts.all()
    assert str(folder / NAME) in str(caught.value)


def test_what_cannot_be_searched_is_not_kept(folder: Path, index: Index) -> None:
    with pytest.raises(presssearch.QueryError):
        index.alerts.add(alert("one", "(CSTO"))
    index.alerts.add(alert("one", "CSTO"))
    with pytest.raises(ParamsError, match="already"):
        index.alerts.add(alert("one", "visa"))
    with pytest.raises(ParamsError, match="no alert"):
        index.alerts.remove("two")
    assert [one.search.query for one in index.alerts.all()] == ["CSTO"]


# ---- telling ----


def run(folder: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, ["alerts", *arguments, "--index", str(folder)])


@pytest.fixture
def hook() -> Iterator[tuple[str, list[Any], list[int]]]:
    """The address of a web hook, what it was sent, and the codes that it answers with before it says 204."""
    sent: list[Any] = []
    codes: list[int] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Authorization"] == "Basic dXNlcjpzZWNyZXQ="
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            code = codes.pop(0) if codes else 204
            self.send_response(code)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://user:secret@127.0.0.1:{server.server_port}/hook", sent, codes
        server.shutdown()


@pytest.fixture
def letters() -> Iterator[tuple[str, list[Envelope]]]:
    """The address of a mail server, and what it was handed."""
    taken: list[Envelope] = []

    class Box(Sink):
        async def handle_DATA(self, *given: Any) -> str:
            taken.append(given[-1])
            return "250 OK"

    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Box(), hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", taken
    controller.stop()


def test_from_the_first_to_the_last_command(folder: Path) -> None:
    added = run(folder, "add", "csto", "CSTO", "--filter", "-city=Minsk", "--from", "1990")
    assert "About old" in added.stdout
    assert "it finds 1 today" in added.stdout
    assert "csto: q=CSTO&-city=Minsk&from=1990 (printed)" in run(folder, "list").stdout
    assert json.loads(run(folder, "list", "--json").stdout)["search"] == "q=CSTO&-city=Minsk&from=1990"
    assert run(folder, "run").stdout == ""
    with presssearch.open(folder) as index:
        index.add([release("b", "The CSTO again.", published="2018-06-12", url="https://mfa.example/b")])
    dry = run(folder, "run", "--dry-run")
    assert dry.stdout == run(folder, "run", "csto").stdout
    assert dry.stdout.startswith("csto: 1 new release\n\nAbout b\n2018-06-12 · ")
    assert "https://mfa.example/b\nThe CSTO again.\n" in dry.stdout
    assert run(folder, "run").stdout == ""
    assert run(folder, "run", "other").exit_code == 2
    assert run(folder, "remove", "csto").exit_code == 0
    assert run(folder, "list").stdout == ""


def test_lines_are_written_behind_those_of_a_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the one that was meant, wherever the next run is started."""
    path = tmp_path / "csto.ndjson"
    monkeypatch.chdir(tmp_path)
    run(folder, "add", "csto", "CSTO", "--edits", "--file", path.name)
    monkeypatch.chdir(folder)
    for body in ("CSTO", "CSTO talks"):
        with presssearch.open(folder) as index:
            index.add([release("b", body)])
        assert run(folder, "run").stdout == ""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(line["alert"], line["kind"], line["article"]["body"]) for line in lines] == [
        ("csto", "new", "CSTO"),
        ("csto", "edited", "CSTO talks"),
    ]


@pytest.mark.parametrize(("code", "why"), [(500, "a fault"), (404, "no hook"), (302, "a redirect loses the message")])
def test_what_was_not_taken_is_told_again(
    folder: Path, hook: tuple[str, list[Any], list[int]], code: int, why: str
) -> None:
    address, sent, codes = hook
    run(folder, "add", "csto", "CSTO", "--webhook", address)
    run(folder, "add", "visas", "visa")
    with presssearch.open(folder) as index:
        index.add([release("b", "CSTO and visa")])
    codes.append(code)
    failed = run(folder, "run")
    assert (failed.exit_code, str(code) in failed.stderr, "secret" in failed.stderr) == (3, True, False), why
    assert failed.stdout.startswith("visas: 1 new release"), "the others are told"
    assert run(folder, "run").exit_code == 0
    assert [[article["id"] for article in message["new"]] for message in sent] == [["b"], ["b"]]
    assert sent[-1]["search"] == "q=CSTO"
    assert run(folder, "run").exit_code == 0
    assert len(sent) == 2


def test_a_mail_has_the_news_in_its_text(folder: Path, letters: tuple[str, list[Envelope]]) -> None:
    server, taken = letters
    run(folder, "add", "csto", "CSTO", "--mail", "ada@mfa.example")
    with presssearch.open(folder) as index:
        index.add([release("b", "The CSTO in Алматы.")])
    unset = run(folder, "run")
    assert (unset.exit_code, "mail_server" in unset.stderr) == (3, True)
    closed = run(folder, "run", PRESSSEARCH_MAIL_SERVER="smtp://user:secret@127.0.0.1:9")
    assert (closed.exit_code, "secret" in closed.stderr) == (3, False)
    sent = run(folder, "run", PRESSSEARCH_MAIL_SERVER=server, PRESSSEARCH_MAIL_FROM="desk@mfa.example")
    assert (sent.exit_code, sent.stdout, len(taken)) == (0, "", 1)
    message = message_from_bytes(bytes(taken[0].original_content or b""), policy=default)
    assert message["Subject"] == "csto: 1 new release"
    assert (taken[0].mail_from, taken[0].rcpt_tos) == ("desk@mfa.example", ["ada@mfa.example"])
    body = message.get_body()
    assert body is not None
    assert "The CSTO in Алматы." in body.get_content()
