"""An article as the record keeps it: its JSON form, compressed; and a card as an index keeps it.

Whatever reads many articles, an index that is built anew or an export, unpacks each of them: zstandard and msgspec
together take a fifth of what zlib and a check of every value against its type take. Nothing is lost by that: what
stands here was written here, and `presssearch check` compares it with its digest.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import msgspec
import zstandard

from presssearch.article import Article, Card
from presssearch.errors import ArchiveError, ParseError

_LEVEL = 3  # 41 % of the size for 5 µs a kilobyte

_codecs = threading.local()  # those of zstandard serve one thread each


def pack(article: Article) -> bytes:
    try:
        text = msgspec.json.encode(article)
    except UnicodeEncodeError:  # half of a pair of UTF-16: no text, but it was read, so it is kept
        text = json.dumps(article.to_json(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    packer: zstandard.ZstdCompressor | None = getattr(_codecs, "packer", None)
    if packer is None:
        packer = _codecs.packer = zstandard.ZstdCompressor(level=_LEVEL)
    return packer.compress(text)


def unpack(packed: bytes) -> Article:
    """ArchiveError where it is no packed article."""
    unpacker: zstandard.ZstdDecompressor | None = getattr(_codecs, "unpacker", None)
    if unpacker is None:
        unpacker = _codecs.unpacker = zstandard.ZstdDecompressor()
    try:
        text = unpacker.decompress(packed)
        return _read(text)
    except (zstandard.ZstdError, ValueError, ParseError) as error:
        raise ArchiveError(f"an article of the record cannot be read ({error}); run `presssearch check`") from error


def as_json(value: object) -> bytes:
    """JSON of plain values, sets and articles among them; these have their JSON form."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # as above; an escape can say it
        return json.dumps(value, default=lambda one: list(one) if isinstance(one, set) else one.to_json()).encode()


def read_json(text: str) -> Any:
    """Plain values from JSON; ValueError where it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):  # halves of a pair of UTF-16, and numbers such as NaN
        return json.loads(text)


def read_article(plain: Mapping[str, Any]) -> Article:
    """An article from its JSON form, as it was written here: not every value is checked."""
    try:
        return msgspec.convert(plain, Article)
    except msgspec.ValidationError:
        return Article.from_json(plain)


def pack_card(card: Card) -> bytes:
    """Not compressed, in the form that is read in the least time: a page of results reads ten or twenty."""
    try:
        return msgspec.msgpack.encode(card)
    except UnicodeEncodeError:  # as above; JSON can say it, and no map of MessagePack begins as it does
        return json.dumps(asdict(card)).encode()


def unpack_card(packed: bytes | memoryview) -> Card:
    """ValueError where it is no packed card."""
    try:
        if packed[:1] == b"{":
            return msgspec.convert(json.loads(bytes(packed)), Card)
        return _card_decoder().decode(packed)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def _read(text: bytes) -> Article:
    try:
        return _decoder().decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Article.from_json(json.loads(text.decode("utf-8", "surrogatepass")))


@cache
def _decoder() -> msgspec.json.Decoder[Article]:
    return msgspec.json.Decoder(Article)


@cache
def _card_decoder() -> msgspec.msgpack.Decoder[Card]:
    return msgspec.msgpack.Decoder(Card)
