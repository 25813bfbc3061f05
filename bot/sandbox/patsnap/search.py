"""Which designs look like a picture: two rankings of the whole catalogue, and their fusion."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image

from bot.sandbox.patsnap.catalogue import Design, Filing, Right, load_catalogue
from bot.sandbox.patsnap.features import Features, canonical, canonical_of_parts, describe
from bot.sandbox.patsnap.segmentation import Field

RRF_K = 60
"""The constant of reciprocal rank fusion."""

_RAW = (0.0, 0.35, 0.6, 0.74, 0.86, 0.95, 1.0)
_SCORE = (0.0, 0.12, 0.35, 0.58, 0.82, 0.95, 1.0)
"""Raw likeness -> score, fitted to what pictures of the same design, the same family and other families get."""

_BUILDING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a picture compares with one design; all from 0 to 1.

    Attributes:
        score: all in all.
        traditional: by outline and hash alone.
        edges: how alike the directions of edges are.
        overlap: common area of both outlines by their joint area.
        product, design: the features that were compared; the product's mirrored if that fits better.
    """

    score: float
    traditional: float
    edges: float
    overlap: float
    product: Features
    design: Features


@dataclass(frozen=True, slots=True)
class Hit:
    """A filing that was found, with its place from 1 in the traditional ranking, the rerank and their fusion."""

    filing: Filing
    likeness: Likeness
    traditional_rank: int
    rerank_rank: int
    rerank_score: float

    @property
    def rrf_score(self) -> float:
        return 1 / (RRF_K + self.traditional_rank) + 1 / (RRF_K + self.rerank_rank)


class Index:
    """The features of every design, stacked."""

    def __init__(self, designs: Sequence[Design]) -> None:
        self._features = [describe(canonical_of_parts(design.parts())) for design in designs]
        self._outlines = np.stack([features.outline for features in self._features])
        self._edges = np.stack([features.edges for features in self._features])
        self._hashes = np.stack([features.hashes for features in self._features])

    def compare(self, views: Sequence[Image.Image]) -> tuple[Likeness, ...]:
        """The likeness of each design to the view that fits it best, as it is or mirrored.

        Args:
            views: pictures of one product, at least one.
        """
        tried = []
        for view in views:
            product = canonical(view)
            tried += [describe(product), describe(product.mirrored())]
        compared = [self._compare(features) for features in tried]
        best = np.argmax(np.stack([raw for raw, _, _, _ in compared]), axis=0)
        found = []
        for number, choice in enumerate(best):
            raw, traditional, edges, overlap = (values[number] for values in compared[choice])
            found.append(
                Likeness(
                    _score(raw),
                    _score(traditional),
                    float(edges),
                    float(overlap),
                    tried[choice],
                    self._features[number],
                )
            )
        return tuple(found)

    def _compare(self, product: Features) -> tuple[Field, Field, Field, Field]:
        common = np.minimum(self._outlines, product.outline).sum(axis=1)
        overlap = common / np.maximum(np.maximum(self._outlines, product.outline).sum(axis=1), 1e-6)
        edges = self._edges @ product.edges
        hashes = 1 - (self._hashes != product.hashes).mean(axis=1)
        traditional = 0.5 * overlap + 0.5 * hashes
        raw = 0.25 * overlap + 0.45 * edges + 0.3 * hashes
        return raw, traditional, edges, overlap


def load_index() -> Index:
    """The index of the catalogue; the first call computes it, in about a second."""
    with _BUILDING:
        return _build_index()


def find(
    likenesses: Sequence[Likeness],
    *,
    accepts: Callable[[Filing], bool],
    prefers: Callable[[Filing], bool],
    right: Right = Right.DESIGN,
) -> list[Hit]:
    """The filings that a filter accepts, best first by the fusion of both rankings.

    Args:
        likenesses: one for each design of the catalogue.
        right: which patents are searched.
        prefers: what a keyword speaks for; such filings gain a tenth in the rerank.
    """
    catalogue = load_catalogue()
    searched = catalogue.filings if right is Right.DESIGN else catalogue.utility_models
    filings = [filing for filing in searched if accepts(filing)]
    traditional = _ranks(filings, [likenesses[filing.design.number].traditional for filing in filings])
    again = [min(1.0, likenesses[filing.design.number].score * (1.1 if prefers(filing) else 1.0)) for filing in filings]
    reranked = _ranks(filings, again)
    hits = [
        Hit(filing, likenesses[filing.design.number], *ranks, score)
        for filing, ranks, score in zip(filings, zip(traditional, reranked, strict=True), again, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.rrf_score, hit.filing.number))


def _ranks(filings: Sequence[Filing], scores: Sequence[float]) -> list[int]:
    order = sorted(range(len(filings)), key=lambda index: (-scores[index], filings[index].number))
    ranks = [0] * len(filings)
    for rank, index in enumerate(order, start=1):
        ranks[index] = rank
    return ranks


@cache
def _build_index() -> Index:
    return Index(load_catalogue().designs)


def _score(raw: float) -> float:
    return round(float(np.interp(raw, _RAW, _SCORE)), 4)
