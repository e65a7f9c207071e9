# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What is said about a figure that was measured in several rounds."""


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


class Spread:
    """Median, least and greatest of the rounds."""

    def __init__(self, values):
        self.median, self.least, self.greatest = median(values), min(values), max(values)

    @staticmethod
    def of(rounds, key):
        """None where no round has the figure."""
        values = [figures[key] for figures in rounds if figures.get(key) is not None]
        return Spread(values) if values else None


def ratios(rounds, limits, key):
    """Each round's figure beside the limit's of the same round: what disturbs both disturbs the ratio less."""
    pairs = [(a.get(key), b.get(key)) for a, b in zip(rounds, limits)]
    values = [a / b for a, b in pairs if a is not None and b]
    return Spread(values) if values else None


def quantile(ordered, share):
    """Of values in order."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def total(rounds, key):
    """Of all calls of all rounds: what one call cost on average."""
    calls = [figures['calls'] for figures in rounds]
    return sum(figures[key] * count for figures, count in zip(rounds, calls)) / sum(calls)
