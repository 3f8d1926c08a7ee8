#!/usr/bin/env python3
"""Keeps one comment of a pull request up to date: what is found now and was not before, and what changed by meaning.

Reads TTM, PATHS (one a line), TTM_LANG, AGAINST, FORMS (the address of the forms before and after, if any), and what GitHub
sets: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_STEP_SUMMARY, and GITHUB_TOKEN. Where the comment cannot be
written, for want of rights as from a fork, the page of the run has it, and that is no failure: the steps before have judged.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

MARK = "<!-- the comment of ttm -->"
# GitHub takes 65,536 characters.
MOST = 65_000
WORDS = {
    "en": ("Competency standards", "New findings", "None.", "Forms before and after", "The rest is on the page of the run."),
    "zh-TW": ("職能基準", "新的問題", "沒有。", "修改前後的職能基準表", "其餘請見執行頁面。"),
}


def run(arguments, folder=None, environment=None):
    environment = {**os.environ, **(environment or {})}
    return subprocess.run(arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def new_findings(ttm, lang, against, paths, scratch):
    """The table of the findings that the revision did not have, as ttm writes it: nothing in it acts."""
    before, summary, known = scratch / "before", scratch / "summary.md", pathlib.Path(".ttm-before.toml")
    options = ["--", *paths]
    checkout = ["git", "-c", "core.hooksPath=/dev/null", "worktree", "add", "--quiet", "--detach", str(before), against]
    baseline = []
    try:
        if run(checkout).returncode == 0:
            run([ttm, "validate", "--quiet", "--write-baseline", "known.toml", *options], before)
            if (before / "known.toml").exists() and not known.exists():
                # Its paths are relative to itself.
                known.write_bytes((before / "known.toml").read_bytes())
                baseline = ["--baseline", str(known)]
        environment = {"GITHUB_STEP_SUMMARY": str(summary)}
        run([ttm, "validate", f"--lang={lang}", "--format=github", *baseline, *options], environment=environment)
    finally:
        if baseline:
            known.unlink()
        run(["git", "worktree", "remove", "--force", str(before)])
    return summary.read_text(encoding="utf-8") if summary.exists() else ""


def body(scratch):
    ttm, lang, against = os.environ["TTM"], os.environ["TTM_LANG"], os.environ["AGAINST"]
    paths = [line for line in os.environ["PATHS"].splitlines() if line]
    title, heading, none, forms, rest = WORDS[lang]
    found = new_findings(ttm, lang, against, paths, scratch)
    changed = run([ttm, "diff", f"--against={against}", "--format=md", f"--lang={lang}", "--", *paths]).stdout
    parts = [MARK, f"## {title}", f"### {heading}", found.strip() or none]
    if os.environ.get("FORMS"):
        parts.append(f"[{forms}]({os.environ['FORMS']})")
    parts.append(changed.strip())
    text = "\n\n".join(parts) + "\n"
    if len(text) <= MOST:
        return text
    # Not within a line, nor with an element left open.
    return text[:MOST].rsplit("\n", 1)[0] + "\n" + "</details>\n" * text[:MOST].count("<details>") + f"\n{rest}\n"


def ask(method, address, content=None):
    headers = {
        "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
        "Accept": "application/vnd.github+json",
        "Content-Type": "application/json",
        "User-Agent": "ttm",
    }
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(address, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def keep(text):
    """Writes the comment over the one of the run before, or a first one."""
    event = json.loads(pathlib.Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    repository = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    comments = f"{repository}/{event['pull_request']['number']}/comments"
    page = 1
    while True:
        some = ask("GET", f"{comments}?per_page=100&page={page}")
        mine = [one for one in some if one["body"].startswith(MARK) and one["user"]["type"] == "Bot"]
        if mine:
            ask("PATCH", f"{repository}/comments/{mine[0]['id']}", {"body": text})
            return
        if len(some) < 100:
            break
        page += 1
    ask("POST", comments, {"body": text})


def main():
    with tempfile.TemporaryDirectory() as scratch:
        text = body(pathlib.Path(scratch))
    try:
        keep(text)
    except (urllib.error.URLError, KeyError) as error:
        print(f"::notice::the pull request has no comment of ttm: {type(error).__name__} {getattr(error, 'code', '')}")
        with open(os.environ.get("GITHUB_STEP_SUMMARY") or os.devnull, "a", encoding="utf-8") as page:
            page.write(text)


if __name__ == "__main__":
    sys.exit(main())
