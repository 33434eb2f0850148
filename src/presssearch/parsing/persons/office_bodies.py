"""Names of bodies and towns that an office ends with: how many words each takes behind what is known already."""

from presssearch.analysis.acronyms import is_acronym
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.words import Words, word_set

_MAX_WORDS_BETWEEN_MARKS = 5
_MAX_WORDS_OF_BODY = 8
_RESIDENCES = tuple(
    tuple(phrase.split())
    for phrase in [
        "с резиденцией в",
        "resident in",
        "based in",
        "avec résidence à",
        "con residencia en",
        "con sede en",
        "com residência em",
        "residente em",
        "mit sitz in",
    ]
)
_BODIES = word_set(
    "agency authority institute council commission committee centre center board office organization organisation"
    " fund association society corporation company bank ministry department bureau service foundation federation union"
    " chamber university college academy institution trust programme program network alliance secretariat group court"
)
_CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}


def quoted_name(words: Words, lex: Lexicon, head: int, index: int) -> int:
    """«председатель АО «Нур» Иван …», "director of the “Hill Trust”": how many words lead to the end of the name of a
    body between marks, if the name of somebody follows or a noun stands between that and the office's own."""
    first = index
    while first < len(words) and words.joined(first - 1) and words[first].low in lex.links | lex.articles:
        first += 1
    taken = _between_marks(words, first, named=first - 1 == head) if first < len(words) else 0
    return first - index + taken if taken else 0


def _between_marks(words: Words, index: int, *, named: bool) -> int:
    opening = words.gap(index - 1).strip()
    if len(opening) != 1 or opening not in _CLOSING:
        return 0
    for last in range(index, min(index + _MAX_WORDS_BETWEEN_MARKS, len(words) - 1)):
        gap = words.gap(last)
        if gap[:1] == _CLOSING[opening]:
            follows = gap[1:] in (" ", ", ") and words[last + 1].capital
            return last - index + 1 if follows or not (named or gap[1:] == " ") else 0
        if not words.joined(last) or not words[last].capital:
            return 0
    return 0


def titled_body(words: Words, lex: Lexicon, index: int) -> int:
    """ "Director of the National Aquatic Resources Research Agency": how many words of a title lead to what names a
    body; in English, where all of them have capitals."""
    linked = lex.language == "en" and any(w.low in ("of", "for") for w in words[max(0, index - 5) : index])
    if not linked or not (words[index - 1].low in lex.scope or words[index - 1].low in lex.articles):
        return 0
    small = lex.conjunctions | {"of", "for", "the"}
    taken = 0
    for at in range(index, min(index + _MAX_WORDS_OF_BODY, len(words))):
        word = words[at]
        if not words.joined(at - 1) or word.low in lex.given or lex.is_head(word):
            break
        if not word.capital and word.low not in small:
            break
        if word.capital and word.low in _BODIES:
            taken = at - index + 1
    return taken


def abbreviated(words: Words, lex: Lexicon, head: int, index: int) -> int:
    """ "… of the International Commission for the Protection of the Danube River (ICPDR)": how many words lead to the
    brackets that hold the first letters of what is named behind the office."""
    start = index
    letters = [word.text[0] for word in words[head + 1 : index] if word.capital]
    small = lex.links | lex.articles | lex.conjunctions
    for at in range(index, min(index + _MAX_WORDS_OF_BODY, len(words) - 1)):
        word = words[at]
        if not words.joined(at - 1) or not (word.capital or word.low in small):
            return 0
        letters += [word.text[0]] if word.capital else []
        if words.gap(at) == " (" and len(letters) > 2:
            spelled = "".join(letters).upper() == words[at + 1].text.upper()
            known = is_acronym(words[at + 1].text) and at - start < 2 and word.low not in lex.given
            return at - index + 1 if spelled or known else 0
    return 0


def residence(words: Words, index: int) -> int:
    """«посол Словении с резиденцией в Анкаре», "ambassadeur avec résidence à Dakar": how many words tell of it."""
    for phrase in _RESIDENCES:
        last = index + len(phrase)
        same = last < len(words) and all(words[index + i].low == low for i, low in enumerate(phrase))
        if same and words[last].capital and all(words.joined(i) for i in range(index - 1, last)):
            return len(phrase) + 1
    return 0
