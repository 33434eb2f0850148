"""Text as a file of another program can hold it."""

import re

# Control characters but tab and line feed, and the two code points that XML forbids
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


def plain(text: str) -> str:
    """Without control characters; ends of lines as line feeds; half a surrogate pair is U+FFFD."""
    return _SURROGATES.sub("\ufffd", _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """The same with single spaces for all white space."""
    return " ".join(plain(text).split())
