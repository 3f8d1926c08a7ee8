#!/usr/bin/env bash
# Question: does a character reference keep GitHub's Markdown from making a link of an address?
# Guess: yes for both kinds, as it does for `*`: references are text, whatever they stand for.
# Seen with cmarkgfm 2025.10.22 (cmark-gfm as GitHub publishes it): not for both. An e-mail address becomes a link although
# its `@` is written as a reference; `http://` does not where its colon is. So one way of writing cannot serve both, and
# only a code span keeps each of them a text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cmarkgfm==2025.10.22
seen=$("$folder/venv/bin/python" - <<'PYTHON'
import cmarkgfm
for text in ["a&#64;example.org", "http&#58;//example.org", "`a@example.org`", "`http://example.org`"]:
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    print(text, "->", "a link" if "<a " in html else "no link")
PYTHON
)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
a&#64;example.org -> a link
http&#58;//example.org -> no link
`a@example.org` -> no link
`http://example.org` -> no link
EXPECTED
