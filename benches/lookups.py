#!/usr/bin/env python3
"""Compares what looking up takes with `ttm validate` on the same files: lookups.py TTM FOLDER [RUNS].

The CPU time (user and system) is compared and not the time that passes, which depends on what else the machine does; the
commands run in turns. Prints the table of docs/benchmarks.md.
"""

import statistics
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from measured import Run  # noqa: E402

COMMANDS = {
    "ttm validate": ["validate", "--quiet"],
    "ttm list": ["list"],
    "ttm list --counts": ["list", "--counts"],
    "ttm find 顧客關係管理": ["find", "顧客關係管理"],
    "ttm find 管理": ["find", "管理"],
    "ttm find excel": ["find", "excel"],
    "ttm gap --nearest CODE": ["gap", "--nearest"],
}


def main():
    ttm, folder = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 21
    code = min(Path(folder).glob("*.yaml")).stem
    times = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            named = [code] if name.endswith("CODE") else []
            used = Run([ttm, *arguments, *named, folder], "/dev/null").cpu
            # The first turn brings the files into memory.
            if turn:
                times[name].append(used)
    base = statistics.median(times["ttm validate"])
    print("| command | CPU time | times `ttm validate` |\n| --- | --- | --- |")
    for name, of in times.items():
        print(f"| `{name}` | {statistics.median(of) * 1000:.0f} ms | {statistics.median(of) / base:.2f} |")


main()
