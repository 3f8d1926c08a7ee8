#!/usr/bin/env python3
"""Runs `ttm validate --notes` in shards on Ray, and prints the report of one run.

    on_ray.py N PATH...    in N shards

Call it in the folder of the repository, which every worker has to see under the same path, with `ttm` in the PATH.
"""

import pathlib
import subprocess
import sys
import tempfile

import ray

SCRIPT = str(pathlib.Path(__file__).resolve().parent / "shard.py")


def output(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE)
    if done.returncode > 1:
        raise RuntimeError(f"{command[:3]} ended with {done.returncode}")
    return done.stdout


def files(shard, count, paths):
    listed = output(sys.executable, SCRIPT, "list", str(shard), str(count), *paths).decode()
    return [path for path in listed.split("\0") if path]


@ray.remote
def names(of):
    return output("ttm", "--jobs", "1", "list", "--names", *of)


@ray.remote
def report(of, catalogues):
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for at, catalogue in enumerate(catalogues):
            path = pathlib.Path(folder) / f"{at}.jsonl"
            path.write_bytes(catalogue)
            arguments += ["--names", str(path)]
        return output("ttm", "--jobs", "1", "validate", "--notes", "--format", "json", *arguments, *of)


def main():
    count, paths = int(sys.argv[1]), sys.argv[2:]
    ray.init(ignore_reinit_error=True, include_dashboard=False)
    # Without a path, ttm would look at the whole folder.
    shards = [of for of in (files(shard, count, paths) for shard in range(1, count + 1)) if of]
    catalogues = ray.get([names.remote(of) for of in shards])
    with tempfile.TemporaryDirectory() as folder:
        reports = []
        for at, text in enumerate(ray.get([report.remote(of, catalogues) for of in shards])):
            reports.append(pathlib.Path(folder) / f"{at}.json")
            reports[-1].write_bytes(text)
        sys.stdout.buffer.write(output(sys.executable, SCRIPT, "merge", *map(str, reports)))


if __name__ == "__main__":
    main()
