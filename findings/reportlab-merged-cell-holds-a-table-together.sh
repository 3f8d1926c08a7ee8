#!/usr/bin/env bash
# Question: the official form prints a duty as one cell merged over the rows of all its tasks. Where does ReportLab break such
# a table of sixty rows that is higher than a page?
# Guess: between any two rows, as it does without the merged cell, with the duty's name on the first page.
# Seen with ReportLab 4.4.4: nowhere. The table is refused as too large for the page, with a message that calls its tallest
# cell 18 points high. With `splitInRow=1` it is broken as without the merged cell, 38 and 22 rows, but the name of the duty
# then stands on the second page alone: the merged cell's text is set at its bottom unless a style says otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check reportlab==4.4.4 pypdf==6.1.1
cat > print.py <<'PYTHON'
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle
from reportlab.platypus.doctemplate import LayoutError

ROWS = 60


def pages(is_merged, **options):
    """For each page how many tasks and how often the duty is printed on it."""
    rows = [["T1 duty" if row == 0 else "", f"T1.{row + 1} task"] for row in range(ROWS)]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    if is_merged:
        style.append(("SPAN", (0, 0), (0, -1)))
    try:
        SimpleDocTemplate("form.pdf", pagesize=A4).build([Table(rows, style=TableStyle(style), **options)])
    except LayoutError as error:
        message = " ".join(str(error).split())
        return "refused: " + message[message.index("tallest cell"):].split(",")[0]
    texts = [page.extract_text() for page in PdfReader("form.pdf").pages]
    return [(text.count("task"), text.count("duty")) for text in texts]


print("apart", pages(False))
print("merged", pages(True))
print("merged, splitInRow", pages(True, splitInRow=1))
PYTHON
seen=$(venv/bin/python print.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
apart [(38, 1), (22, 0)]
merged refused: tallest cell 18.0 points
merged, splitInRow [(38, 0), (22, 1)]
EXPECTED
