# SPDX-License-Identifier: Apache-2.0
"""Pure Python work of the kinds that pyperformance has; prints NAME MEDIAN MINIMUM in microseconds."""

import json
import re
import sys
import time


def floats():
    x = y = z = 0.5
    for i in range(60000):
        x, y, z = y * 1.0001 + 0.1, z * 0.9999 - 0.05, x / 1.0002
    return x + y + z


def queens(n=7):
    def place(row, columns, left, right):
        if row == n:
            return 1
        count = 0
        for column in range(n):
            if column not in columns and row + column not in left and row - column not in right:
                count += place(row + 1, columns | {column}, left | {row + column}, right | {row - column})
        return count

    return place(0, frozenset(), frozenset(), frozenset())


def documents():
    data = [{"name": "n%d" % i, "list": list(range(20)), "value": i / 3} for i in range(300)]
    for _ in range(5):
        json.loads(json.dumps(data))


def words():
    text = "alpha-12 beta_34 gamma.56 " * 400
    for _ in range(10):
        re.sub(r"(\w+)[-_.](\d+)", r"\2 \1", text)


def measure(name, work, runs):
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1e6)
    times.sort()
    print(name, "%.1f" % times[len(times) // 2], "%.1f" % times[0], flush=True)


RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
measure("python-floats", floats, RUNS)
measure("python-queens", queens, RUNS)
measure("python-json", documents, RUNS)
measure("python-regex", words, RUNS)
