#!/usr/bin/env bash
# Question: a Chinese paragraph begins with two ideographic spaces (U+3000). Does Prettier leave them where a YAML text goes over
# several lines?
# Guess: yes. To YAML only spaces and tabs are white space; U+3000 is a character of the text.
# Seen with Prettier 3.10.1: in blocks only, where it was mended (its issue 12304). In plain and quoted texts these spaces are taken
# from the beginning of each further line: the value changes, and nothing is said. yaml-language-server 1.25.0, which formats with
# Prettier, does the same in an editor. A text that needs them has to be a block, or has to write them as `\u3000` in double quotes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund prettier@3.10.1 yaml-language-server@1.25.0 yaml@2.8.3
cat > format.mjs <<'JAVASCRIPT'
import { createRequire } from "node:module";
import * as prettier from "prettier";
import { parse } from "yaml";

const require = createRequire(import.meta.url);
const { getLanguageService } = require("yaml-language-server");
const { TextDocument } = require("vscode-languageserver-textdocument");

const service = getLanguageService({
  schemaRequestService: async () => "{}",
  workspaceContext: { resolveRelativePath: (path) => path },
});
service.configure({ format: true, validate: false });

async function asAnEditorDoes(text) {
  const document = TextDocument.create("file:///one.yaml", "yaml", 1, text);
  return TextDocument.applyEdits(document, await service.doFormat(document, { tabSize: 2, insertSpaces: true }));
}

const indent = "\u3000\u3000";
const texts = {
  plain: `a: 甲\n\n  ${indent}乙\n`,
  single: `a: '甲\n\n  ${indent}乙'\n`,
  double: `a: "甲\n\n  ${indent}乙"\n`,
  escaped: `a: "甲\n\n  \\u3000\\u3000乙"\n`,
  block: `a: |-\n  甲\n  ${indent}乙\n`,
};
const shown = (text) => JSON.stringify(parse(text).a).replaceAll("\u3000", "\\u3000");
for (const [kind, text] of Object.entries(texts)) {
  const formatted = await prettier.format(text, { parser: "yaml" });
  console.log(kind, shown(text), "prettier", shown(formatted), "editor", shown(await asAnEditorDoes(text)));
}
JAVASCRIPT
seen=$(node format.mjs)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
plain "甲\n\u3000\u3000乙" prettier "甲\n乙" editor "甲\n乙"
single "甲\n\u3000\u3000乙" prettier "甲\n乙" editor "甲\n乙"
double "甲\n\u3000\u3000乙" prettier "甲\n乙" editor "甲\n乙"
escaped "甲\n\u3000\u3000乙" prettier "甲\n\u3000\u3000乙" editor "甲\n\u3000\u3000乙"
block "甲\n\u3000\u3000乙" prettier "甲\n\u3000\u3000乙" editor "甲\n\u3000\u3000乙"
EXPECTED
