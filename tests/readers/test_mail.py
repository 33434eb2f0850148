"""Mail: the text that a reader would see, whatever its parts and charsets."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from presssearch.errors import ReadError
from presssearch.readers import RawDocument, Role, Unread, read

LONG = "Ministers of five Caspian states met in Almaty on Tuesday to agree on common rules for rail ferries."


def message(plain: str | None = None, html: str | None = None, **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = headers.pop("sender", "Press Office <press@example.org>")
    mail["To"] = "all@example.org"
    mail["Date"] = "Tue, 12 Jun 2018 10:39:00 +0600"
    mail["Subject"] = headers.pop("subject", "Forum opens")
    if plain is not None:
        mail.set_content(plain)
    if html is not None and plain is not None:
        mail.add_alternative(html, subtype="html")
    elif html is not None:
        mail.set_content(html, subtype="html")
    return mail


def read_one(tmp_path: Path, data: bytes) -> RawDocument:
    path = tmp_path / "release.eml"
    path.write_bytes(data)
    (document,) = read(path)
    assert isinstance(document, RawDocument)
    return document


def test_headers_are_clues_and_the_subject_is_the_title(tmp_path: Path) -> None:
    """Date and From are clues of kind header, encoded words are read, the signature goes."""
    mail = message(
        f"{LONG}\n\n-- \nPress Office\n+7 000", subject="Пресс-релиз: форум", sender="МИД <press@example.org>"
    )
    document = read_one(tmp_path, bytes(mail))
    assert document.title == "Пресс-релиз: форум"
    assert [block.text for block in document.blocks] == [LONG]
    assert {(clue.kind, clue.name): clue.value for clue in document.clues} == {
        ("header", "Date"): "Tue, 12 Jun 2018 10:39:00 +0600",
        ("header", "From"): "МИД <press@example.org>",
    }
    assert document.extractor == "mail"


def test_a_full_plain_part_is_preferred(tmp_path: Path) -> None:
    """Both parts say the same: the plain one is read."""
    document = read_one(tmp_path, bytes(message(f"Plain. {LONG}", f"<p>Html. {LONG}</p>")))
    assert document.blocks[0].text.startswith("Plain.")


def test_a_plain_part_that_only_points_to_the_page_is_not(tmp_path: Path) -> None:
    """A short plain part gives way to the HTML part, with its roles."""
    document = read_one(tmp_path, bytes(message("View in a browser.", f"<h1>Forum</h1><p>{LONG}</p>")))
    assert [(block.role, block.text) for block in document.blocks] == [(Role.TITLE, "Forum"), (Role.TEXT, LONG)]


def test_attachments_are_left_out_with_a_warning(tmp_path: Path) -> None:
    """A PDF beside the text is counted; a mail that is only a PDF is refused with the reason."""
    mail = message(LONG)
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    assert read_one(tmp_path, bytes(mail)).warnings == ("1 attachments were not read",)
    bare = EmailMessage(policy=SMTP)
    bare["From"], bare["Date"], bare["Subject"] = "a@example.org", "Tue, 12 Jun 2018 10:39:00 +0600", "x"
    bare.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(ReadError, match="a mail without text"):
        read_one(tmp_path, bytes(bare))


@pytest.mark.parametrize("charset", ["x-unknown", "windows-1251", ""])
def test_an_unknown_charset_is_found_out(tmp_path: Path, charset: str) -> None:
    """The declaration may be unknown, right or missing, and the subject may be bare bytes."""
    body = "Министр иностранных дел провёл встречу с послом республики. Стороны обсудили вопросы сотрудничества."
    head = f"From: a@example.org\nTo: b@example.org\nDate: x\nContent-Type: text/plain; charset={charset}\n"
    data = head.encode() + b"Subject: " + "Сообщение для прессы".encode("cp1251") + b"\n\n" + body.encode("cp1251")
    document = read_one(tmp_path, data)
    assert document.blocks[0].text == body
    assert document.title == "Сообщение для прессы"


def test_an_mbox_is_several_documents(tmp_path: Path) -> None:
    """Each message is read; an empty one is reported; "From " in a text does not cut it."""
    path = tmp_path / "press.mbox"
    mark = b"From press@example.org Tue Jun 12 10:39:00 2018\n"
    first = message("One text.\n\nFrom Geneva he went to Paris.", subject="One")
    second = message(subject="Two")
    third = message("Three.", subject="Three")
    path.write_bytes(b"\n".join(mark + mail.as_bytes().replace(b"\r\n", b"\n") for mail in (first, second, third)))
    one, two, three = read(path)
    assert isinstance(one, RawDocument)
    assert [block.text for block in one.blocks] == ["One text.", "From Geneva he went to Paris."]
    assert one.location == f"{path}#1"
    assert isinstance(two, Unread)
    assert (two.where, two.reason) == ("message 2", "no text found")
    assert isinstance(three, RawDocument)
    assert three.title == "Three"


def test_a_mail_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    """Thousands of parts in parts, or a header of a megabyte, are refused with their reason."""
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\n"
    with pytest.raises(ReadError, match="parts in parts"):
        read_one(tmp_path, head + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 3000 + b"\nText")
    with pytest.raises(ReadError, match="header of more than"):
        read_one(tmp_path, head + b"X-Words: " + b"=?utf-8?q?a?= " * 80_000 + b"\n\nText")


def test_an_mbox_without_a_message_is_refused(tmp_path: Path) -> None:
    """A line that opens a message, and then nothing: the file does not vanish from the report."""
    path = tmp_path / "press.mbox"
    path.write_bytes(b"From press@example.org Tue Jun 12 10:39:00 2018")
    with pytest.raises(ReadError, match="no message"):
        list(read(path))


INNER = f"{LONG}\n\nThey will meet again in the autumn."
PASSED_ON = [
    pytest.param(
        "FYI\n\n---------- Forwarded message -----\nFrom: МИД <press@mfa.example>\nDate: Mon, 11 Jun 2018 at 09:00\n"
        f"Subject: Forum opens\nTo: Media <media@example.org>\n\n\n{INNER}\n",
        "Mon, 11 Jun 2018 at 09:00",
        id="as many mail programs write it",
    ),
    pytest.param(
        "-----Ursprüngliche Nachricht-----\nVon: МИД <press@mfa.example>\nGesendet: Montag, 11. Juni 2018 09:00\n"
        "An: Verteiler\nBetreff: Forum opens\n\n" + "".join(f"> {line}\n" for line in INNER.splitlines()),
        "Montag, 11. Juni 2018 09:00",
        id="in German, with marks of a quotation",
    ),
    pytest.param(
        "Begin forwarded message:\n\n> From: МИД <press@mfa.example>\n> Subject: Forum opens\n"
        "> Date: 11 June 2018 at 09:00:00 GMT+6\n> To: media@example.org\n>\n"
        + "".join(f"> {line}\n" for line in INNER.splitlines()),
        "11 June 2018 at 09:00:00 GMT+6",
        id="all of it quoted",
    ),
]


@pytest.mark.parametrize(("text", "date"), PASSED_ON)
def test_a_release_that_was_passed_on_has_its_own_headers(tmp_path: Path, text: str, date: str) -> None:
    """Who passed it on, and when, says nothing of the release."""
    document = read_one(
        tmp_path, bytes(message(text, subject="WG: Fwd: Forum opens", sender="Jane <jane@example.org>"))
    )
    assert document.title == "Forum opens"
    assert "\n\n".join(block.text for block in document.blocks) == INNER
    assert {clue.name: clue.value for clue in document.clues} == {"Date": date, "From": "МИД <press@mfa.example>"}


def test_a_release_that_was_attached_as_a_mail(tmp_path: Path) -> None:
    outer = message("See below.", subject="Fwd: Forum opens", sender="Jane <jane@example.org>")
    inner = message(INNER, sender="МИД <press@mfa.example>")
    del inner["Date"]
    inner["Date"] = "Mon, 11 Jun 2018 09:00:00 +0600"
    outer.add_attachment(inner)
    document = read_one(tmp_path, bytes(outer))
    assert "\n\n".join(block.text for block in document.blocks) == INNER
    assert {clue.name: clue.value for clue in document.clues} == {
        "Date": "Mon, 11 Jun 2018 09:00:00 +0600",
        "From": "МИД <press@mfa.example>",
    }


def test_a_rule_in_a_text_is_no_mail(tmp_path: Path) -> None:
    """A line about an original message, and a list of names behind it, is the release's own."""
    text = f"{LONG}\n\n--- the original message ---\nMinisters spoke: at length.\n\n{LONG}"
    document = read_one(tmp_path, bytes(message(text)))
    assert document.title == "Forum opens"
    assert len(document.blocks) >= 3
