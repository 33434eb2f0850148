"""A release that somebody passed on: the mail inside a mail, with the headers that it had."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_RULE = re.compile(
    r"^[ \t>]*(?:[-_*=]{2,}\s{0,3}[^\n]{0,60}?\b(?:forwarded|original|ursprüngliche|weitergeleitete|transféré|origine"
    r"|reenviado|encaminhada|inoltrato|vidarebefordrat|doorgestuurd|iletilen|пересылаемое|исходное|переслано)\b[^\n]{0,40}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message (?:réexpédié|transféré) ?:"
    r"|inicio del mensaje reenviado:|начало (?:переадресованного|пересылаемого) сообщения:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t>]*\*?(?P<key>[^\W\d_][\w -]{0,20}?)\s?:\*?\s+(?P<value>\S[^\n]{0,1000})$")
_KEYS = {
    "From": "from von de da от кому-от från van gönderen kimden",
    "Date": "date sent gesendet datum envoyé enviado data inviato дата отправлено skickat verzonden tarih fecha",
    "Subject": "subject betreff objet asunto assunto oggetto тема ämne onderwerp konu",
    "Other": "to an à para a кому till aan kime cc kopie копия kopia reply-to antwort",
}
_KEY_OF = {word: key for key, words in _KEYS.items() for word in words.split()}
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_PREFIX = re.compile(
    r"^\s*(?:(?:fwd?|fw|re|wg|aw|tr|rv|enc|res|rif|i|vb|vs|ilt|ynt|пересл|отв|пер)\s?(?:\[\d\])?:\s*)+", re.IGNORECASE
)
_MOST_HEADERS = 12
_HEADERS_BEFORE_TEXT = 2  # of those that are known: fewer are no letterhead of a mail


@dataclass(frozen=True, slots=True)
class Forwarded:
    """headers: From, Date, Subject, as far as they are there, as printed. text: without the marks of a quotation."""

    headers: Mapping[str, str]
    text: str


def find_forwarded(text: str) -> Forwarded | None:
    """The innermost mail that is passed on in the text of another; None where there is none."""
    found = None
    for rule in _RULE.finditer(text):
        found = _read(text[rule.end() :]) or found
    return found


def bare_subject(subject: str) -> str:
    """Without "Fwd:", "WG:" and the like in front."""
    return _PREFIX.sub("", subject)


def _read(text: str) -> Forwarded | None:
    lines = text.lstrip("\r\n \t>").splitlines()
    headers: dict[str, str] = {}
    known = end = 0
    for line in lines[:_MOST_HEADERS]:
        match = _HEADER.match(line)
        key = _KEY_OF.get(match["key"].casefold()) if match else None
        if match is None or key is None:
            if line.strip(" \t>") and not (known and line.startswith((" ", "\t"))):  # a folded header goes on
                break
            if known and not line.strip(" \t>"):
                break
        else:
            known += 1
            headers.setdefault(key, match["value"].strip())
        end += 1
    headers.pop("Other", None)
    rest = "\n".join(lines[end:])
    quoted = [line for line in rest.splitlines() if line.strip()]
    if known < _HEADERS_BEFORE_TEXT or not quoted:
        return None
    if all(line.lstrip().startswith(">") for line in quoted):
        rest = _QUOTED.sub("", rest)
    return Forwarded(headers, rest)
