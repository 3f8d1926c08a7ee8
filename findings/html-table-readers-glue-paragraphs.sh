#!/usr/bin/env bash
# Question: the published page of a standard writes the items of a cell as paragraphs (`<p>`), without blanks between them. What do
# readers of HTML tables put between two items, K01市場分析 and K02客戶管理?
# Guess: a blank, a line break or `<br>`, as a browser sets them in lines of their own; glued nowhere.
# Seen: pandas 3.1.1 (`read_html`), html2text 2025.4.15, rehype-remark 10.0.1 and node-html-markdown 2.0.0 put nothing there: the
# name of K01 becomes 市場分析K02客戶管理, and nothing tells it from a name that holds a code. For `<br>` pandas and rehype-remark do
# write a blank, so a trial with such a cell shows nothing; html2text ends the row there, and node-html-markdown glues again.
# markdownify 1.2.3 writes blanks for both. A program that takes standards from pages by one of the four has to put a blank
# between the paragraphs first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile pandas==3.1.1 lxml==6.1.3 html2text==2025.4.15 markdownify==1.2.3
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund node-html-markdown@2.0.0 \
    unified@11.0.5 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-gfm@4.0.1 remark-stringify@11.0.0
cat > page.html <<'HTML'
<table><tr><th>task</th><th>knowledge</th></tr>
<tr><td>T1.1</td><td><p>K01市場分析</p><p>K02客戶管理</p></td></tr>
<tr><td>T1.2</td><td>K03成本估算<br>K04合約實務</td></tr></table>
HTML
cat > read.py <<'PYTHON'
import io

import html2text
import markdownify
import pandas

with open("page.html", encoding="utf-8") as file:
    page = file.read()
for row in pandas.read_html(io.StringIO(page))[0].values.tolist():
    print("pandas", *map(ascii, row))
to_markdown = html2text.HTML2Text()
to_markdown.body_width = 0
for name, written in [("html2text", to_markdown.handle(page)), ("markdownify", markdownify.markdownify(page))]:
    for line in written.splitlines():
        if "K0" in line:
            print(name, ascii(line))
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { NodeHtmlMarkdown } from "node-html-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

const page = readFileSync("page.html", "utf8");
const remark = unified().use(rehypeParse).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
for (const [name, written] of [
  ["node-html-markdown", NodeHtmlMarkdown.translate(page)],
  ["rehype-remark", String(await remark.process(page))],
]) {
  for (const line of written.split("\n").filter((line) => line.includes("K0"))) console.log(name, JSON.stringify(line));
}
JAVASCRIPT
seen=$(venv/bin/python read.py; node read.mjs)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
pandas 'T1.1' 'K01\u5e02\u5834\u5206\u6790K02\u5ba2\u6236\u7ba1\u7406'
pandas 'T1.2' 'K03\u6210\u672c\u4f30\u7b97 K04\u5408\u7d04\u5be6\u52d9'
html2text 'T1.1| K01\u5e02\u5834\u5206\u6790K02\u5ba2\u6236\u7ba1\u7406  '
html2text 'T1.2| K03\u6210\u672c\u4f30\u7b97  '
html2text 'K04\u5408\u7d04\u5be6\u52d9'
markdownify '| T1.1 | K01\u5e02\u5834\u5206\u6790  K02\u5ba2\u6236\u7ba1\u7406 |'
markdownify '| T1.2 | K03\u6210\u672c\u4f30\u7b97 K04\u5408\u7d04\u5be6\u52d9 |'
node-html-markdown "| T1.1 | K01市場分析K02客戶管理 |"
node-html-markdown "| T1.2 | K03成本估算K04合約實務 |"
rehype-remark "| T1.1 | K01市場分析K02客戶管理  |"
rehype-remark "| T1.2 | K03成本估算 K04合約實務 |"
EXPECTED
