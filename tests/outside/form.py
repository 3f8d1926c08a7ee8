"""Writes forms as spreadsheets as a person with openpyxl would: form.py OUT.xlsx PAGE.html, several times.

The pages are those of `ttm render --format html`. Levels are numbers and dates are dates, each with its format.
"""

import datetime
import re
import sys
from html.parser import HTMLParser

import openpyxl
from openpyxl.styles import Alignment


class Page(HTMLParser):
    """The lines and tables of a page, from top to bottom: a list of lines, or of rows of cells with their spans."""

    def __init__(self):
        super().__init__()
        self.blocks, self.lines, self.skipped = [], None, 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("style", "script", "title"):
            self.skipped += 1
        elif tag == "table":
            self.blocks.append([])
        elif tag == "tr":
            self.blocks[-1].append([])
        elif tag in ("td", "th"):
            self.lines = [""]
            spans = [int(attributes.get(name, 1)) for name in ("rowspan", "colspan")]
            self.blocks[-1][-1].append((self.lines, *spans))
        elif tag in ("p", "li", "br", "h1", "h2", "h3", "caption"):
            if self.lines is None:
                self.lines = [""]
                self.blocks.append(self.lines)
            else:
                self.lines.append("")

    def handle_endtag(self, tag):
        if tag in ("style", "script", "title"):
            self.skipped -= 1
        elif tag in ("td", "th", "h1", "h2", "h3", "caption"):
            self.lines = None
        elif tag in ("p", "li") and not (self.blocks and isinstance(self.blocks[-1], list) and self.inside()):
            self.lines = None

    def inside(self):
        """Whether a cell is open."""
        table = self.blocks[-1]
        return table and isinstance(table[-1], list) and table[-1] and self.lines is table[-1][-1][0]

    def handle_data(self, text):
        if self.lines is not None and not self.skipped:
            self.lines[-1] += text


def fill(cell, text):
    day = re.fullmatch(r"(\d{4})/(\d\d)/(\d\d)", text)
    cell.alignment = Alignment(wrap_text=True)
    if day:
        cell.value = datetime.date(*map(int, day.groups()))
        cell.number_format = "yyyy/mm/dd"
    elif re.fullmatch(r"[1-6]", text):
        cell.value = int(text)
    elif text:
        cell.value = text
        cell.data_type = "s"


def text_of(lines):
    lines = [" ".join(line.split()) for line in lines]
    return "\n".join(line for line in lines if line)


def write(blocks, sheet):
    row = 1
    for block in blocks:
        if block and isinstance(block[0], str):
            fill(sheet.cell(row, 1), text_of(block))
            row += 1
            continue
        covered = set()
        for at, cells in enumerate(block):
            column = 1
            for lines, rows, columns in cells:
                while (at, column) in covered:
                    column += 1
                fill(sheet.cell(row + at, column), text_of(lines))
                covered |= {(at + down, column + right) for down in range(rows) for right in range(columns)}
                if rows > 1 or columns > 1:
                    sheet.merge_cells(
                        start_row=row + at, start_column=column, end_row=row + at + rows - 1, end_column=column + columns - 1
                    )
                column += columns
        # A row without anything parts the tables.
        row += len(block) + 1


arguments = sys.argv[1:]
for out, page in zip(arguments[::2], arguments[1::2]):
    workbook = openpyxl.Workbook()
    reader = Page()
    with open(page, encoding="utf-8") as file:
        reader.feed(file.read())
    write(reader.blocks, workbook.active)
    workbook.save(out)
