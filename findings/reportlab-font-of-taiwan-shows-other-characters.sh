#!/usr/bin/env bash
# Question: ReportLab prints Traditional Chinese without a font file, by the name MSung-Light, the one that it marks `cht`. What do
# readers of PDF show and read there?
# Guess: none was made; a table that was printed with it for another trial came back as 蔓甄臹絯 in place of 主要職責.
# Seen with ReportLab 5.1.0: it depends on the reader, and nothing warns. The font is said to be of the collection CNS1 (Taiwan), but
# the text is written with an encoding that counts the characters of GB1 (`UniGB-UCS2-H`). PyMuPDF 2.0 and pdfplumber 0.11.10
# follow both and get other characters, also as a picture and on paper; pypdfium2 5.15.2, the engine of Chrome, gives the right
# ones, so the author sees no fault. With `UniCNS-UCS2-H` as its encoding, set in a table within ReportLab, all agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    reportlab==5.1.0 pymupdf==2.0 pdfplumber==0.11.10 pypdfium2==5.15.2
cat > print.py <<'PYTHON'
import pdfplumber
import pymupdf
import pypdfium2
from reportlab.pdfbase import cidfonts, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

TEXT = "主要職責 K01市場分析"


def write_and_read():
    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont("MSung-Light"))
    canvas = Canvas("form.pdf")
    canvas.setFont("MSung-Light", 20)
    canvas.drawString(50, 700, TEXT)
    canvas.save()
    print("PyMuPDF", pymupdf.open("form.pdf")[0].get_text().strip())
    print("pdfplumber", pdfplumber.open("form.pdf").pages[0].extract_text())
    print("PDFium", pypdfium2.PdfDocument("form.pdf")[0].get_textpage().get_text_range().strip())


encodings = cidfonts.defaultUnicodeEncodings
print(*encodings["MSung-Light"])
write_and_read()
encodings["MSung-Light"] = ("cht", "UniCNS-UCS2-H")
print(*encodings["MSung-Light"])
write_and_read()
PYTHON
seen=$(venv/bin/python print.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
cht UniGB-UCS2-H
PyMuPDF 蔓甄臹絯 K01貯圊肴覜
pdfplumber 蔓甄臹絯 K01貯圊肴覜
PDFium 主要職責 K01市場分析
cht UniCNS-UCS2-H
PyMuPDF 主要職責 K01市場分析
pdfplumber 主要職責 K01市場分析
PDFium 主要職責 K01市場分析
EXPECTED
