#!/usr/bin/env bash
# Question: the history of a standard is kept in a workbook with dates as Taiwan writes them: 110/1/14, the year 110 of the Republic,
# for 2021-01-14. The standard of XLSX has such a format for Taiwan, `[$-404]e/m/d`, written out or as the number 27 alone, which
# implies it. What do readers give?
# Guess: a date or 110/1/14, never another year or a bare number; only of openpyxl it was suspected that it knows few such numbers.
# Seen: python-calamine 0.9.1 alone gives a date each time. openpyxl 3.1.5 and exceljs 4.4.0 give the number 44210 where the
# format is the number 27 (exceljs has the entry in its table, but under a key for the language that it does not look at);
# SheetJS 0.18.5 prints `e` as the year 2021 and knows the number 27 as a date of the West; xlsx2csv 0.8.6 prints it as the letter e, so the year is lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1 xlsx2csv==0.8.6
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5 exceljs@4.4.0
cat > write.py <<'PYTHON'
import datetime
import io

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

book = xlsxwriter.Workbook("history.xlsx")
sheet = book.add_worksheet()
for column, number_format in enumerate(["yyyy/m/d", "[$-404]e/m/d", 27]):
    style = book.add_format({"num_format": number_format})
    sheet.write_datetime(0, column, datetime.datetime(2021, 1, 14), style)
book.close()

row = next(openpyxl.load_workbook("history.xlsx").active.iter_rows(values_only=True))
print("openpyxl", *(f"{value:%Y-%m-%d}" if isinstance(value, datetime.datetime) else value for value in row))
print("calamine", *CalamineWorkbook.from_path("history.xlsx").get_sheet_by_index(0).to_python()[0])
text = io.StringIO()
Xlsx2csv("history.xlsx", delimiter=" ").convert(text)
print("xlsx2csv", text.getvalue().strip())
PYTHON
cat > read.js <<'JAVASCRIPT'
const sheetjs = require("xlsx");
const exceljs = require("exceljs");

const sheet = sheetjs.readFile("history.xlsx").Sheets.Sheet1;
console.log("SheetJS", ...["A1", "B1", "C1"].map((cell) => sheet[cell].w));
new exceljs.Workbook().xlsx.readFile("history.xlsx").then((book) => {
  const cells = [1, 2, 3].map((column) => book.worksheets[0].getCell(1, column).value);
  console.log("exceljs", ...cells.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value)));
});
JAVASCRIPT
seen=$(venv/bin/python write.py; node read.js)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
openpyxl 2021-01-14 2021-01-14 44210
calamine 2021-01-14 2021-01-14 2021-01-14
xlsx2csv 2021/01/14 e/01/14 44210
SheetJS 2021/1/14 2021/1/14 1/14/21
exceljs 2021-01-14 2021-01-14 44210
EXPECTED
