"""Releases with the shape of real ones, from a seed: the same number is always the same release.

Words are invented and follow Zipf's law with Mandelbrot's bend; the common ones are short. An article has a topic
whose words it repeats; some words stand together as in "ministry of foreign affairs". Lengths are log-normal. All is
plain ASCII without apostrophes, so that every tokeniser that lower-cases runs of letters and digits agrees.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

WORDS, TOPICS, SAYINGS = 150_000, 300, 3_000
MEDIAN_WORDS, SPREAD, LEAST_WORDS, MOST_WORDS = 400, 0.6, 40, 3_000
FIRST_YEAR, YEARS = 2005, 20
COUNTRIES = (  # noqa: SIM905 - easier to read
    "US RU CN DE FR GB TR KZ UA JP IN IR IT PL UZ ES KR EG SA BR CA AZ GE AM KG TJ TM BY MD RO BG HU CZ SK AT CH NL BE "
    "SE NO FI DK EE LV LT GR CY RS HR SI BA ME MK AL IL PS JO LB SY IQ KW QA AE OM YE PK AF BD LK NP MM TH VN LA KH MY "
    "SG ID PH AU NZ MN MX AR CL PE CO VE CU ZA NG KE ET SD LY TN DZ MA SN GH"
).split()


@dataclass(frozen=True, slots=True)
class Weighted:
    """Values of which the first are the most frequent."""

    values: Sequence[Any]
    cumulative: Sequence[float]

    @classmethod
    def zipf(cls, values: Sequence[Any], *, slope: float = 1.0, bend: float = 2.7) -> "Weighted":
        return cls(values, list(accumulate((rank + bend) ** -slope for rank in range(1, len(values) + 1))))

    def draw(self, chance: random.Random, count: int) -> list[Any]:
        return chance.choices(self.values, cum_weights=self.cumulative, k=count)

    def some(self, chance: random.Random, mean: float) -> list[Any]:
        """About `mean` values, each once."""
        return list(dict.fromkeys(self.draw(chance, min(int(chance.expovariate(1 / (mean + 0.5))), 12))))


@dataclass(frozen=True, slots=True)
class World:
    """What the articles of one seed share."""

    seed: int
    words: Weighted
    topics: Sequence[Weighted]
    sayings: Weighted
    people: Weighted
    organisations: Weighted
    countries: Weighted
    cities: Weighted
    rubrics: Weighted
    sources: Weighted


def world(seed: int) -> World:
    chance = random.Random(f"world {seed}")
    words = invented_words(chance, WORDS)
    spare = [word.capitalize() for word in invented_words(chance, 9_000, skip=2_000)]
    given, family, places = spare[:400], spare[400:4_000], spare[4_000:]
    names = list(dict.fromkeys(f"{chance.choice(given)} {chance.choice(family)}" for _ in range(6_000)))
    bodies = [f"{chance.choice(places)} {kind}" for kind in ("Council", "Union", "Bank", "Agency") for _ in range(150)]
    middling = words[150:30_000]
    topics = [Weighted.zipf(chance.sample(middling, 40), bend=5) for _ in range(TOPICS)]
    sayings = [
        (words[chance.randrange(60, 4_000)], *chance.sample(words[:12], chance.randrange(2)), chance.choice(words))
        for _ in range(SAYINGS)
    ]
    return World(
        seed=seed,
        words=Weighted.zipf(words, slope=1.15, bend=1.5),
        topics=topics,
        sayings=Weighted.zipf(sayings, slope=0.9),
        people=Weighted.zipf(names, slope=0.9),
        organisations=Weighted.zipf(list(dict.fromkeys(bodies))),
        countries=Weighted.zipf(COUNTRIES, bend=1),
        cities=Weighted.zipf(list(dict.fromkeys(places[:300])), bend=1),
        rubrics=Weighted.zipf([f"{a} {b}" for a, b in zip(places[300:340], words[200:240], strict=True)]),
        sources=Weighted.zipf([f"{code.lower()}-mfa" for code in COUNTRIES[:40]], slope=0.8),
    )


def invented_words(chance: random.Random, count: int, *, skip: int = 0) -> list[str]:
    """Different words; those at the front are short. skip: as if so many stood before them."""
    starts = [*"bcdfghklmnprstvwz", "st", "tr", "pr", "th", "sh", ""]
    syllables = [a + b + c for a in starts for b in (*"aeiou", "ea", "io") for c in (*"nrst", "", "", "", "")]
    found: dict[str, None] = {}
    while len(found) < count:
        rank = len(found) + skip
        usual = 1 if rank < 150 else 2 if rank < 20_000 else 3
        found.setdefault("".join(chance.choices(syllables, k=usual + (chance.random() < 0.2 * usual))))
    return list(found)


def releases(seed: int, count: int, *, language: str | None = None) -> Iterator[dict[str, Any]]:
    """Releases 0 to count - 1 in the Article JSON form. language: None, so that no engine stems."""
    shared = world(seed)
    for number in range(count):
        yield release(shared, number, language=language)


def release(shared: World, number: int, *, language: str | None = None) -> dict[str, Any]:
    chance = random.Random(f"{shared.seed}/{number}")
    topic = chance.choice(shared.topics)
    people, bodies = shared.people.some(chance, 2.2), shared.organisations.some(chance, 1.3)
    city = shared.cities.draw(chance, 1)[0] if chance.random() < 0.9 else None
    day = published(chance)
    body, paragraphs = prose(chance, shared, topic, [*people, *bodies, *([city] if city else [])])
    title = [*topic.draw(chance, chance.randint(3, 6)), *shared.words.draw(chance, chance.randint(2, 5))]
    chance.shuffle(title)
    dateline = {"raw": f"{city}, {day}", "places": [{"raw": city, "name": city}], "date": str(day)} if city else None
    return {
        "id": f"r{number:07}",
        "source": shared.sources.draw(chance, 1)[0],
        "language": language,
        "headline": " ".join(title).capitalize(),
        "rubric": shared.rubrics.draw(chance, 1)[0] if chance.random() < 0.8 else None,
        "dateline": dateline,
        "published": f"{day}T{chance.randint(7, 19):02}:{chance.randrange(60):02}" if number % 3 else str(day),
        "body": body,
        "paragraphs": paragraphs,
        "people": [{"name": name, "spans": spans_of(name, body)} for name in people],
        "organisations": [{"name": name, "spans": spans_of(name, body)} for name in bodies],
        "countries": shared.countries.some(chance, 2.4),
    }


def published(chance: random.Random) -> date:
    """Later years have more."""
    year = FIRST_YEAR + int(YEARS * chance.random() ** 0.7)
    return date(year, 1, 1) + timedelta(days=chance.randrange(365))


def prose(chance: random.Random, shared: World, topic: Weighted, names: list[str]) -> tuple[str, list[list[int]]]:
    """Sentences in paragraphs, and the spans of these. Every name stands in it."""
    count = int(min(max(MEDIAN_WORDS * chance.lognormvariate(0, SPREAD), LEAST_WORDS), MOST_WORDS))
    pieces: list[str] = shared.words.draw(chance, int(count * 0.72)) + topic.draw(chance, int(count * 0.18))
    pieces += [str(chance.randint(1, 2030)) for _ in range(count // 90)]
    chance.shuffle(pieces)
    pieces += [" ".join(saying) for saying in shared.sayings.draw(chance, count // 30)] + names
    for at in range(len(pieces) - len(names) - count // 30, len(pieces)):
        other = chance.randrange(len(pieces))
        pieces[at], pieces[other] = pieces[other], pieces[at]
    text: list[str] = []
    spans: list[list[int]] = []
    at = 0
    while at < len(pieces):
        sentences = []
        for _ in range(chance.randint(2, 5)):
            sentence = pieces[at : at + min(max(int(chance.gauss(20, 7)), 5), 45)]
            at += len(sentence)
            if sentence:
                sentences.append(punctuated(chance, sentence))
        paragraph = " ".join(sentences)
        start = spans[-1][1] + 1 if spans else 0
        spans.append([start, start + len(paragraph)])
        text.append(paragraph)
    return "\n".join(text), spans


def punctuated(chance: random.Random, sentence: list[str]) -> str:
    if len(sentence) > 12:
        comma = chance.randrange(4, len(sentence) - 3)
        sentence[comma] += ","
    text = " ".join(sentence)
    return text[0].upper() + text[1:] + "."


def spans_of(name: str, body: str) -> list[list[int]]:
    start = body.find(name)
    return [[start, start + len(name)]] if start >= 0 else []
