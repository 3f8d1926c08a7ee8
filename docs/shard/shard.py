#!/usr/bin/env python3
"""Spreads `ttm validate` over processes or machines.

    shard.py list K N PATH...    prints the files of shard K of N (K from 1), each ended by a NUL character
    shard.py merge REPORT...     prints the JSON reports of all shards as the one report of a single run

Which shard a file belongs to follows from the family of its standard alone, so every machine finds its own files.
Needs nothing but Python 3.
"""

import json
import os
import re
import sys
import unicodedata
import zlib

# Full-width letters and digits count as what they stand for.
CODE = re.compile(r"""^["']?code["']?:[ ]*["']?([A-Z]{3}[0-9]{3,4})-""", re.MULTILINE)
NAME = re.compile(r"[A-Z]{3}[0-9]{3,4}(?=-)")
HEAD, TAIL = '{\n  "version": 1,\n  "diagnostics": [', "]\n}\n"


def family(path):
    """What rules across files compare is of one family: the letters and digits of the code, TTM4221."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = CODE.search(unicodedata.normalize("NFKC", file.read(1 << 16)))
    except OSError:
        found = None
    name = os.path.basename(path)
    return os.fsencode(found.group(1) if found else (NAME.match(name) or [name])[0])


def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                    yield os.path.normpath(os.path.join(folder, name))


def shard(at, count, paths):
    return sorted(path for path in files(paths) if zlib.crc32(family(path)) % count == at - 1)


def findings(report):
    """The findings of a report as they are written, so that none is written otherwise."""
    with open(report, encoding="utf-8", newline="") as file:
        text = file.read()
    if not text:
        sys.exit(f"{report} is empty: no file is in that shard, and it can be left out, or ttm did not run")
    if not (text.startswith(HEAD) and text.endswith(TAIL)):
        sys.exit(f"{report} is not a whole report of ttm validate --format json")
    body = text[len(HEAD):-len(TAIL)].strip("\n ")
    return re.split(r",\n(?=    \{\n)", "    " + body) if body else []


def merged(reports):
    every = [finding for report in reports for finding in findings(report)]
    # The findings of a file stand in one report, in their order.
    every.sort(key=lambda finding: json.loads(finding)["path"].encode())
    return HEAD + ("\n" + ",\n".join(every) + "\n  " if every else "") + TAIL


def main():
    match sys.argv[1:]:
        case ["list", at, count, *paths] if paths and 1 <= int(at) <= int(count):
            for path in shard(int(at), int(count), paths):
                sys.stdout.buffer.write(os.fsencode(path) + b"\0")
        case ["merge", *reports] if reports:
            sys.stdout.buffer.write(merged(reports).encode())
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
