#!/usr/bin/env bash
# Question: the official form has the duty as one cell merged over the rows of its tasks, and goes over pages. What does a tagged PDF
# (PDF/UA-1) that WeasyPrint makes of it tell a screen reader: one table, each cell with the header of its column?
# Guess: one table. The header that is repeated on the second page is an artifact, and the spans are those of the HTML. (Of the
# headers of the cells no guess was made.)
# Seen with WeasyPrint 70.0: each page has a table of its own with headers of its own, and the duty's cell spans four rows of a
# table of two. The headers of a cell go by its number among the cells that its row holds, so in every row below a merged cell
# they are one column off: the task is announced as the duty and the level as the task, on one page too. Typst 0.15.2 makes
# one table with the right headers of the same form. (WeasyPrint takes Pango from the system.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check weasyprint==70.0 typst==0.15.2 pikepdf==10.18.0
cat > print.py <<'PYTHON'
import pikepdf
import typst
import weasyprint

PAGE = """
<!DOCTYPE html><html lang="en"><title>form</title><style>#next { break-before: page }</style>
<table>
<thead><tr><th>duty<th>task<th>level</thead>
<tbody><tr><td rowspan="4">T1<td>T1.1<td>3<tr><td>T1.2<td>4<tr id="next"><td>T1.3<td>5<tr><td>T1.4<td>6</tbody>
</table>
"""
weasyprint.HTML(string=PAGE).write_pdf("weasyprint.pdf", pdf_variant="pdf/ua-1")
with open("form.typ", "w") as file:
    file.write("""
#set document(title: "form")
#set page(height: 4cm, margin: 1cm)
#table(columns: 3, table.header[duty][task][level],
  table.cell(rowspan: 4)[T1], [T1.1], [3], [T1.2], [4], [T1.3], [5], [T1.4], [6])
""")
typst.compile("form.typ", output="typst.pdf", pdf_standards="ua-1")


def parts(element):
    children = element.get("/K", [])
    children = children if isinstance(children, pikepdf.Array) else [children]
    return [child for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def below(element, name):
    for part in parts(element):
        if part.S == name:
            yield part
        yield from below(part, name)


def attributes(cell):
    given = cell.get("/A", [])
    given = given if isinstance(given, pikepdf.Array) else [given]
    return {key: value for some in given for key, value in some.items()}


for program in ("WeasyPrint", "Typst"):
    with pikepdf.open(f"{program.lower()}.pdf") as document:
        print(f"{program}: {len(document.pages)} pages")
        for table in below(document.Root.StructTreeRoot, "/Table"):
            print("a table")
            rows = list(below(table, "/TR"))
            # The texts stand in the pages: a header is named by its number here.
            numbers = {str(cell.ID): str(number) for number, cell in enumerate(below(table, "/TH"), 1)}
            for row in rows[1:]:
                cells = [attributes(cell) for cell in below(row, "/TD")]
                headers = [",".join(numbers[str(name)] for name in cell["/Headers"]) for cell in cells]
                spans = [f"(one of them over {cell['/RowSpan']} rows)" for cell in cells if "/RowSpan" in cell]
                print(f"  a row of {len(cells)} cells below headers", *headers, *spans)
PYTHON
seen=$(venv/bin/python print.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
WeasyPrint: 2 pages
a table
  a row of 3 cells below headers 1 2 3 (one of them over 4 rows)
  a row of 2 cells below headers 1 2
a table
  a row of 2 cells below headers 1 2
  a row of 2 cells below headers 1 2
Typst: 2 pages
a table
  a row of 3 cells below headers 1 2 3 (one of them over 4 rows)
  a row of 2 cells below headers 2 3
  a row of 2 cells below headers 2 3
  a row of 2 cells below headers 2 3
EXPECTED
