#!/usr/bin/env bash
# Question: a rare character in a form has its reading above it (Word's phonetic guide: `w:ruby`, with the reading in `w:rt` and the
# character in `w:rubyBase`). What do readers of DOCX give for it?
# Guess: the character, in each of them.
# Seen with python-docx 1.2.0, pandoc 3.9 (pypandoc_binary 1.17) and mammoth 1.13.0: not the character. It is gone from the name
# together with its reading, and only mammoth says so, by the name of the element. docx2python 3.7.1 gives both, the reading first.
# A form converted by one of the three has 金加工 for 鉑金加工, which looks like any other name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1 pypandoc_binary==1.17
cat > read.py <<'PYTHON'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

RUBY = f"""
<w:r {nsdecls("w")}><w:ruby>
  <w:rubyPr>
    <w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="22"/><w:hpsBaseText w:val="24"/><w:lid w:val="zh-TW"/>
  </w:rubyPr>
  <w:rt><w:r><w:t>ㄅㄛˊ</w:t></w:r></w:rt>
  <w:rubyBase><w:r><w:t>鉑</w:t></w:r></w:rubyBase>
</w:ruby></w:r>
"""
form = docx.Document()
paragraph = form.add_paragraph("K01 ")
paragraph._p.append(parse_xml(RUBY))
paragraph.add_run("金加工")
form.save("form.docx")

print("python-docx", docx.Document("form.docx").paragraphs[0].text)
print("pandoc", pypandoc.convert_file("form.docx", "plain").strip())
with open("form.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file)
print("mammoth", raw.value.strip(), [message.message for message in raw.messages])
print("docx2python", docx2python("form.docx").text.strip())
PYTHON
seen=$(venv/bin/python read.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
python-docx K01 金加工
pandoc K01 金加工
mammoth K01 金加工 ['An unrecognised element was ignored: w:ruby']
docx2python K01 ㄅㄛˊ鉑金加工
EXPECTED
