"""What Whoosh's own searcher is shown of a segment: its lists as they are, and those of a stream cut to a zone.

    text_form    accord  1|0 1|412  4|2  …                        headline_form   accord  1|412  …
                 dam     2|8                    start_headline                    (dam is in no headline)

So a field of ours is a field to Whoosh, with its own lexicon, frequencies and lengths. Serving never looks here.
"""

import numpy as np

from presssearch.engines.batches.arrays import Array, Floats, starts
from presssearch.engines.whoosh.lexicon import Lexicon, pack_lexicon
from presssearch.engines.whoosh.map import Lists, SegmentReader
from presssearch.engines.whoosh.postings import Part, lists_of_forms, merged, united
from presssearch.engines.whoosh.schema import STREAM_OF, STREAMS, TEXT, cut_to_zones
from presssearch.engines.whoosh.slices import Slice
from presssearch.engines.whoosh.write import field_arrays


class Shown:
    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._cut: dict[str, Lists] = {}
        self._lengths: dict[str, Floats] = {}
        self.fields = sorted([*reader.fields(), *cut_to_zones()])

    def lists(self, field: str) -> Lists | None:
        """None for a field without posting lists."""
        name, _, kind = field.rpartition("_")
        if name not in STREAM_OF or kind == "code":
            return self._whole(field) if field in self.fields else None
        if field not in self._cut:
            self._cut[field] = self._cut_to_zone(self._whole(f"{STREAM_OF[name]}_{kind}"), name)
        return self._cut[field]

    def _whole(self, field: str) -> Lists:
        """The lists of a field; stems with those that they share with forms."""
        lists = self._reader.lists(field)
        if lists.beside is None:
            return lists
        if field not in self._cut:
            every = np.arange(self._reader.size)
            terms, (own, forms) = united([lists.lexicon, lists.beside.lexicon])
            shared = lists_of_forms(lists, np.ones(len(forms), dtype=np.bool_))
            parts = [Part(lists, own, every), Part(shared, forms[shared.numbers], every)]
            columns = field_arrays("", merged(parts, terms))
            arrays = {name: made if isinstance(made, np.ndarray) else np.concatenate([*made]) for name, made in columns}
            at, places, main, others = (arrays.get(f".{name}") for name in ("at", "places", "main", "others"))
            lexicon = Lexicon(arrays[".terms"], arrays[".marks"])
            self._cut[field] = Lists(lexicon, arrays[".first"], arrays[".ids"], at, places, main, others)
        return self._cut[field]

    def lengths(self, field: str) -> Floats | None:
        """Tokens of the field in each document, those of the text weighed; None where they are not counted."""
        name, _, kind = field.rpartition("_")
        if kind == "code" or not name:
            return None
        if name not in self._lengths:
            self._lengths[name] = self._weighed(name)
        return self._lengths[name]

    def _weighed(self, name: str) -> Floats:
        if name == TEXT:
            return self._reader.numbers("length") / 4
        zones = [name] if name in STREAM_OF else [zone.name for zone in STREAMS[name]]
        found: Floats = np.sum([self._reader.numbers(f"length_{zone}") for zone in zones], axis=0, dtype=np.float64)
        return found

    def _cut_to_zone(self, lists: Lists, name: str) -> Lists:
        zones = [zone.name for zone in STREAMS[STREAM_OF[name]]]
        found = lists.slice(0, lists.lexicon.size)
        counts = found.counts() if lists.at is not None else np.zeros(0, dtype=np.int64)
        places = found.places() if lists.at is not None else np.zeros(0, dtype=np.int64)
        documents = np.repeat(found.ids, counts)
        held = places >= self._reader.numbers(f"start_{name}")[documents]
        if name != zones[-1]:
            held &= places < self._reader.numbers(f"start_{zones[zones.index(name) + 1]}")[documents]
        left = np.bincount(np.repeat(np.arange(len(counts)), counts)[held], minlength=len(counts))
        term = np.repeat(np.arange(lists.lexicon.size), lists.sizes())
        sizes = np.bincount(term[left > 0], minlength=lists.lexicon.size)
        terms = [name for name, size in zip(lists.lexicon.terms(), sizes.tolist(), strict=True) if size]
        packed = pack_lexicon("", terms)
        return Lists(
            lexicon=Lexicon(packed[".terms"], packed[".marks"]),
            first=starts(sizes[sizes > 0]),
            ids=found.ids[left > 0],
            at=starts(left[left > 0]),
            places=places[held],
        )


def weights_of(found: Slice) -> Array:
    """Of each posting what it weighs: in the text as its zones do, elsewhere the number of its places."""
    if found.main is None or found.others is None:
        return found.counts()
    return found.main + found.others / 4
