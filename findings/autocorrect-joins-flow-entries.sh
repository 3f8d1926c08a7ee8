#!/usr/bin/env bash
# Question: AutoCorrect mends punctuation and spaces between Chinese and Latin, and names YAML among its formats. What does it do to
# lists and mappings in flow style, as standards write references and tasks that share a cell?
# Guess: it changes texts only (blanks between Chinese and Latin, commas of a sentence), so the file holds the same entries.
# Seen with autocorrect-py 2.14.0 (the crate 2.14.2 does the same): the commas and colons between Chinese entries are taken for punctuation of a sentence. Two
# outputs become one, a key with its value becomes one text, and some files are no YAML any more. Codes alone, quoted entries
# and block style stay. So a standard that is formatted with it has to have Chinese entries in block style.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autocorrect-py==2.14.0 PyYAML==6.0.3
cat > mend.py <<'PYTHON'
import autocorrect_py
import yaml

for text in [
    "a: [K01, K02]",
    'a: ["市場報告", "客戶名單"]',
    "a:\n- 市場報告\n- 客戶名單",
    "a: [市場報告, 客戶名單]",
    "a: {甲: 乙}",
    "a: {T1.1: 評估能力, T1.2: 提出建議}",
]:
    mended = autocorrect_py.format_for(text, "yaml")
    try:
        read = yaml.safe_load(mended)["a"]
    except yaml.YAMLError:
        read = "no YAML"
    print(yaml.safe_load(text)["a"], "->", read)
PYTHON
seen=$(venv/bin/python mend.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
['K01', 'K02'] -> ['K01', 'K02']
['市場報告', '客戶名單'] -> ['市場報告', '客戶名單']
['市場報告', '客戶名單'] -> ['市場報告', '客戶名單']
['市場報告', '客戶名單'] -> ['市場報告，客戶名單']
{'甲': '乙'} -> {'甲：乙': None}
{'T1.1': '評估能力', 'T1.2': '提出建議'} -> no YAML
EXPECTED
