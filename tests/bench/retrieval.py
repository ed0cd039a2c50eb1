# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of `make bench` on retrieval: the sets that lie beside the project
(../shared/eval), through `parlor bench retrieval`; none where they are not."""
import os
import re
import subprocess

CHINESE = ["xquad-zh", "cmrc-dev", "drcd-dev"]
# What is indexed, whose questions (their own if None), the goal.
RUNS = [
    (["xquad-zh"], None, "95.0/99.2"),
    (["cmrc-dev"], None, "98.0/99.8"),
    (["drcd-dev"], None, "95.5/99.4"),
    (["xquad-en"], None, "94.5/99.2"),
    (["xquad-de"], None, "93.5/98.3"),
    (CHINESE, None, "94.0/99.0"),
    (["xquad-zh"], "xquad-en", "R@5 93"),
    (["xquad-en"], "xquad-zh", "R@5 94"),
    (["xquad-zh"], "xquad-de", "R@5 86"),
    (CHINESE, "xquad-en", "R@5 84"),
    (CHINESE, "xquad-de", "R@5 72"),
]
LINE = re.compile(r"R@1 (\S+) R@5 (\S+) MRR@10 (\S+) q/s/core (\d+)")


def rows(root, parlor):
    """(name, figures, goal) of every set that is there."""
    sets = os.path.join(os.path.dirname(root), "shared", "eval")
    for indexed, asked, goal in RUNS:
        command = [parlor, "bench", "retrieval"]
        command += ["--merge"] if len(indexed) > 1 else []
        command += [os.path.join(sets, one) for one in indexed]
        command += ["--queries", os.path.join(sets, asked)] if asked else []
        if not all(os.path.isdir(os.path.join(sets, one))
                   for one in [*indexed, asked or indexed[0]]):
            continue
        done = subprocess.run(command, cwd=root, capture_output=True,
                              text=True, check=True)
        name = f"{asked} > " if asked else ""
        name += "all Chinese" if len(indexed) > 1 else indexed[0]
        yield (f"{name}, R@1/R@5/MRR@10, questions a second",
               "{}/{}/{} {}".format(*LINE.search(done.stdout).groups()),
               f"goal {goal}")
