#!/usr/bin/env bash
# Question: a note of a standard names a page and goes on without a blank, as Chinese does: 詳見https://example.org/ocs，下載後填寫。
# Where does the link end that renderers of Markdown and finders of links make of it?
# Guess: where Chinese punctuation or text begins, so before the full-width comma.
# Seen with cmarkgfm 2025.10.22 (cmark-gfm as GitHub publishes it), marked 18.2.1, mistune 3.4.0 and linkifyjs 4.4.0: at the next blank or the end
# of the line. The rest of the sentence is part of the address, and the page is not found.
# markdown-it 15.0.3 (linkify) and autolinker 4.1.5 end it before the comma. Angle brackets around the address keep it apart in each
# renderer (linkifyjs takes plain texts, and the bracket as well).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cmarkgfm==2025.10.22 mistune==3.4.0
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund marked@18.2.1 markdown-it@15.0.3 linkifyjs@4.4.0 autolinker@4.1.5
cat > link.mjs <<'JAVASCRIPT'
import { Autolinker } from "autolinker";
import { find } from "linkifyjs";
import MarkdownIt from "markdown-it";
import { marked } from "marked";

const text = process.argv[2];
const address = (html) => decodeURI(html.match(/href="([^"]*)"/)?.[1] ?? "none");
console.log("marked", address(marked(text)));
console.log("markdown-it", address(new MarkdownIt({ linkify: true }).render(text)));
console.log("linkifyjs", find(text)[0]?.href);
console.log("autolinker", address(Autolinker.link(text)));
JAVASCRIPT
cat > link.py <<'PYTHON'
import re
import subprocess
import urllib.parse

import cmarkgfm
import mistune

with_links = mistune.create_markdown(plugins=["url"])
for text in ["詳見https://example.org/ocs，下載後填寫。", "詳見<https://example.org/ocs>，下載後填寫。"]:
    print(text)
    for name, render in [("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html), ("mistune", with_links)]:
        found = re.search('href="([^"]*)"', render(text))
        print(name, urllib.parse.unquote(found[1]) if found else "none")
    print(subprocess.run(["node", "link.mjs", text], check=True, capture_output=True, text=True).stdout.strip())
PYTHON
seen=$(venv/bin/python link.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
詳見https://example.org/ocs，下載後填寫。
cmark-gfm https://example.org/ocs，下載後填寫。
mistune https://example.org/ocs，下載後填寫。
marked https://example.org/ocs，下載後填寫。
markdown-it https://example.org/ocs
linkifyjs https://example.org/ocs，下載後填寫。
autolinker https://example.org/ocs
詳見<https://example.org/ocs>，下載後填寫。
cmark-gfm https://example.org/ocs
mistune https://example.org/ocs
marked https://example.org/ocs
markdown-it https://example.org/ocs
linkifyjs https://example.org/ocs>，下載後填寫。
autolinker https://example.org/ocs
EXPECTED
