"""Runs a command and says what it took; says what machine this is; puts a table into a page."""

import os
import platform
import re
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Run:
    """One run of a command, from start to exit."""

    def __init__(self, command, output, threads=None):
        environment = dict(os.environ, **({"RAYON_NUM_THREADS": str(threads)} if threads else {}))
        with open(output, "wb") as out:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
            _, status, used = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - start
        # Told to the object, which would wait for the process again.
        process.returncode = self.code = os.waitstatus_to_exitcode(status)
        self.cpu = used.ru_utime + used.ru_stime
        # Linux counts in KiB, macOS in bytes. What this script holds itself when it starts the process is the least.
        self.memory = used.ru_maxrss / (1024 if platform.system() == "Linux" else 1024 * 1024)


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def duration(seconds):
    if seconds >= 10:
        return f"{seconds:.0f} s"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.{0 if seconds >= 0.02 else 1}f} ms"


def machine():
    """The machine in words that name nobody's."""

    def first(pattern, path, otherwise):
        try:
            found = re.search(pattern, Path(path).read_text(), re.M)
        except OSError:
            found = None
        return found.group(1).strip() if found else otherwise

    processor = first(r"^model name\s*:(.*)$", "/proc/cpuinfo", platform.processor() or platform.machine())
    memory = int(first(r"^MemTotal:\s*(\d+)", "/proc/meminfo", "0")) / (1 << 20)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    kernel = f"{platform.system()} {platform.release().split('-')[0].split('+')[0]}"
    return f"{processor}, {cores} cores, {memory:.0f} GiB of memory, {kernel}, {time.strftime('%Y-%m-%d')}"


def load():
    return os.getloadavg()[0]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def write(page, mark, text):
    """Puts the text between the two comments of the page that bear the mark."""
    path = ROOT / page
    before, after = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    old = path.read_text(encoding="utf-8")
    head, rest = old.split(before)
    path.write_text(f"{head}{before}\n{text}\n{after}{rest.split(after)[1]}", encoding="utf-8")


def build(*examples):
    """Builds the program and the examples as they are released; their folder."""
    command = ["cargo", "build", "--release", "--locked", "--quiet", "--bin", "ttm"]
    for example in examples:
        command += ["--example", example]
    subprocess.run(command, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release"


def generate(release, count, folder):
    """The generated standards, made once."""
    if len(list(folder.glob("*.yaml"))) != count:
        subprocess.run([release / "examples/generate", "--count", str(count), "--out", folder], check=True)
    return folder
