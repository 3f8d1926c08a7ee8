#!/usr/bin/env python3
"""Makes the PDFs beside this script: one standard in every layout that published forms are recorded to have, and in some
more that a form may have. `form.yaml` is what each is read as; one with a file of its own name is read as that.

    python3 -m venv DIR && DIR/bin/pip install typst==0.15.2 pikepdf==10.18.0
    DIR/bin/python tests/pdf/make.py [--fonts] [NAME...]

Needs the font Noto Sans CJK TC. The fonts are taken out again, since the reader does not look at them and they are most of
a file; with --fonts they stay, to look at the pages.
"""

import argparse
import io
import re
from pathlib import Path

import pikepdf
import typst

HERE = Path(__file__).resolve().parent

PROFILE = [
    ("職能基準代碼", "ABC5139-007v2"),
    ("職能基準名稱", None),
    ("職類", ""),
    ("職業", "手沖咖啡師"),
]
TASKS = [
    # Duty and its cells of knowledge and skills, over how many rows; task, over how many; outputs, indicators, level; cells of
    # their own.
    ("T1 沖煮咖啡", 3, "T1.1 備料", 1, ["O1.1.1 備料紀錄表"], ["P1.1.1 依配方量測咖啡豆與水。", "P1.1.2 校正磨豆機的刻度。"], "3"),
    (None, 0, "T1.2 沖煮", 2, ["O1.2.1 沖煮紀錄表"], ["P1.2.1 依風味調整水溫與注水速度。"], "3"),
    (None, 0, None, 0, [], ["P1.2.2 判斷萃取不足的原因並修正。"], "4"),
    ("T2 維護器具", 2, "T2.1 清潔", 1, ["O2.1.1 清潔檢核表"], ["P2.1.1 每日營業後清潔器具。"], "2"),
    (None, 0, "T2.2 校正與報修", 1, [], ["P2.2.1 依保養週期校正 TDS 計與磨豆機，必要時報修。"], "3"),
]
# Each cell and over how many rows.
KNOWLEDGE = [(["K01 咖啡豆產區與風味", "K02 水質與萃取"], 3), None, None, (["K03 器具構造"], 1), (["K03 器具構造", "K04 保養週期"], 1)]
SKILLS = [(["S01 感官評估", "S02 手沖技術"], 3), None, None, (["S03 器具保養"], 2), None]
HEADINGS = ["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "職能內涵 (K=knowledge 知識)", "職能內涵 (S=skills 技能)"]
ATTITUDES = ["A01 謹慎細心", "A02 主動積極"]
QUALIFICATIONS = ["1.高中職以上畢業。", "2.具一年以上工作經驗。"]
SUPPLEMENTS = ["【註1】TDS：總溶解固體。"]


def escaped(text):
    return re.sub(r"([\\#$*_`<>@~=\[\]/\"'+-])", r"\\\1", text)


class Form:
    """A form as Typst markup; each method is a part that a layout may replace."""

    page = "width: 842pt, height: 595pt, margin: 30pt"
    text = 'size: 9pt'
    set = ""
    columns = "(70pt, 80pt, 90pt, 1fr, 40pt, 130pt, 130pt)"
    stroke = "0.5pt"
    inset = "4pt"
    headings = HEADINGS
    fill = None
    repeats = True

    def cell(self, lines, rows=1, columns=1, extra=""):
        lines = [lines] if isinstance(lines, str) else lines
        spans = (f"rowspan: {rows}, " if rows > 1 else "") + (f"colspan: {columns}, " if columns > 1 else "")
        return f"table.cell({spans}{extra})[{self.lines(lines)}]"

    def lines(self, lines):
        return " \\ ".join(escaped(line) for line in lines)

    def table(self, columns, cells, more=""):
        return f"#table(columns: {columns}, stroke: {self.stroke}, inset: {self.inset}, {more}\n  " + ",\n  ".join(cells) + ")\n"

    def title(self):
        return "#align(center)[手沖咖啡師職能基準]\n"

    def history(self):
        head = ["版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展更新日期"]
        rows = [
            ["V2", "ABC5139\\-007v2", "手沖咖啡師", "最新版本", "更新職能內涵。", "2024/05/06"],
            ["V1", "ABC5139\\-007v1", "手沖咖啡師", "歷史版本", "已被《ABC5139\\-007v2》取代", "2020/03/04"],
        ]
        cells = [f"[{text}]" for text in head] + [f"[{text}]" for row in rows for text in row]
        return self.table("(40pt, 100pt, 1fr, 60pt, 1fr, 80pt)", cells)

    def profile_rows(self):
        pair = lambda label, text: [self.cell(label), self.cell(text)]
        wide = lambda label, text: [self.cell(label), self.cell(text, columns=3)]
        return [
            wide("職能基準代碼", "ABC5139-007v2"),
            [self.cell("職能基準名稱（擇一填寫）", rows=2), self.cell("職類"), self.cell("", columns=2)],
            [self.cell("職業"), self.cell("手沖咖啡師", columns=2)],
            [self.cell("所屬類別", rows=3), self.cell("職類別"), self.cell("餐飲服務"), self.code("職類別代碼", "ABC")],
            [self.cell("職業別"), self.cell("其他服務人員"), self.code("職業別代碼", "5139")],
            [self.cell("行業別"), self.cell("餐飲業"), self.code("行業別代碼", "I56")],
            wide("工作描述", "依客人喜好手沖咖啡，並維護器具。"),
            wide("基準級別", "3"),
        ]

    def code(self, label, code):
        return f"table.cell(inset: 0pt)[#table(columns: (1fr, 1fr), stroke: none, inset: 4pt)[{label}][{code}]]"

    def profile(self):
        # Five columns: the classification has a label and a code of its own.
        def row(label, *cells):
            return [self.cell(label), *cells]
        cells = row("職能基準代碼", self.cell("ABC5139-007v2", columns=4))
        cells += [self.cell("職能基準名稱（擇一填寫）", rows=2), self.cell("職類"), self.cell("", columns=3)]
        cells += [self.cell("職業"), self.cell("手沖咖啡師", columns=3)]
        cells += [self.cell("所屬類別", rows=3)]
        for label, name, code in [("職類別", "餐飲服務", "ABC"), ("職業別", "其他服務人員", "5139"), ("行業別", "餐飲業", "I56")]:
            cells += [self.cell(label), self.cell(name), self.cell(label + "代碼"), self.cell(code)]
        cells += row("工作描述", self.cell("依客人喜好手沖咖啡，並維護器具。", columns=4))
        cells += row("基準級別", self.cell("3", columns=4))
        return self.table("(120pt, 80pt, 1fr, 80pt, 80pt)", cells)

    def head(self):
        return [self.cell(text) for text in self.headings]

    def rows(self):
        """The cells of the rows of the main table."""
        cells = []
        for at, (duty, duty_rows, task, task_rows, outputs, indicators, level) in enumerate(TASKS):
            if duty:
                cells.append(self.cell(duty, duty_rows))
            if task:
                cells.append(self.cell(task, task_rows))
            cells += [self.cell(outputs), self.cell(indicators), self.cell(level)]
            for column in [KNOWLEDGE, SKILLS]:
                if column[at]:
                    cells.append(self.cell(*column[at]))
        return cells

    def main(self):
        head = ", ".join(self.head())
        header = f"table.header(repeat: {'true' if self.repeats else 'false'}, {head})"
        return self.table(self.columns, [header, *self.rows()], f"fill: {self.fill}," if self.fill else "")

    def attitudes(self):
        return self.table("(1fr,)", [self.cell("職能內涵 (A=attitude 態度)"), self.cell(ATTITUDES)])

    def notes(self):
        lines = ["說明與補充事項", "● 建議擔任此職類/職業之學歷/經歷/或能力條件：", *QUALIFICATIONS, "● 其他補充說明：", *SUPPLEMENTS]
        return "\n\n".join(escaped(line) for line in lines) + "\n"

    def between(self):
        return "\n"

    def body(self):
        parts = [self.title(), self.history(), self.profile(), self.main(), self.attitudes(), self.notes()]
        return self.between().join(parts)

    def markup(self):
        return (f'#set page({self.page})\n#set text(font: "Noto Sans CJK TC", lang: "zh", region: "TW", {self.text})\n'
                f"{self.set}\n{self.body()}")

    tags = False

    def after(self, pdf):
        """A change of the finished file."""


# As recorded ---------------------------------------------------------------------------------------------------------


class Plain(Form):
    """As the form is laid out."""


class Tagged(Form):
    """The same with the structure of its tables."""

    tags = True


class FooterLies(Form):
    """Footers count the pages wrongly."""

    page = ("width: 842pt, height: 300pt, margin: (x: 30pt, top: 30pt, bottom: 40pt), footer: context align(center)["
            "第#(calc.rem(counter(page).get().first() * 7, 5))頁，總共2頁]")


class RowOverTwoPages(Form):
    """Low pages: rows go on overleaf."""

    page = "width: 842pt, height: 250pt, margin: 30pt"


class RowOverThreePages(Form):
    """Pages of two or three lines of a row, and cells longer than a page."""

    page = "width: 842pt, height: 150pt, margin: 20pt"
    columns = "(70pt, 80pt, 90pt, 90pt, 40pt, 1fr, 1fr)"


class NameCut(Form):
    """The page ends behind the first line of a row, so that the names of a duty and a task are cut."""

    columns = "(40pt, 40pt, 90pt, 1fr, 40pt, 130pt, 130pt)"
    page = "width: 842pt, height: 262pt, margin: 30pt"


class TailAtTop(Form):
    """The tail of a merged cell of knowledge stands at the top of a page."""

    page = "width: 842pt, height: 262pt, margin: 30pt"
    columns = "(70pt, 80pt, 90pt, 1fr, 40pt, 60pt, 60pt)"


class AttitudesInTable(Form):
    """The attitudes are rows of the main table."""

    def rows(self):
        return super().rows() + [self.cell("職能內涵 (A=attitude 態度)", columns=7), self.cell(ATTITUDES, columns=7)]

    def attitudes(self):
        return ""


class AttitudesInLine(Form):
    """The attitudes are one sentence."""

    def attitudes(self):
        return self.table("(1fr,)", [self.cell("職能內涵 (A=attitude 態度)"), self.cell("、".join(ATTITUDES))])


class LabelWithValue(Form):
    """Label and value stand in one cell."""

    def profile(self):
        lines = ["職能基準代碼  ABC5139-007v2", "職業  手沖咖啡師", "職類別  餐飲服務", "職類別代碼  ABC", "職業別  其他服務人員",
                 "職業別代碼  5139", "行業別  餐飲業", "行業別代碼  I56", "工作描述  依客人喜好手沖咖啡，並維護器具。", "基準級別  3"]
        cells = [f"[{escaped(line).replace('  ', ' #h(1em) ')}]" for line in lines]
        return self.table("(1fr, 1fr)", cells)


class Levels(Form):
    """Levels that are no number: what is glued to one is kept and told."""

    def rows(self):
        texts = iter([["4", "K"], ["34"], ["4級以上"], ["3", "（初）"], ["3"]])
        levels = {"3", "4", "2"}
        return [self.cell(next(texts)) if cell[cell.find("[") + 1:-1] in levels else cell for cell in super().rows()]


class OtherHeadings(Form):
    """工作職責, 職能 and headings over two rows."""

    def head(self):
        first = [self.cell(text, rows=2) for text in ["工作職責", "工作任務", "工作產出", "行為指標", "級別"]]
        return [*first, self.cell("職能內涵", columns=2), self.cell("知識 (K)"), self.cell("技能 (S)")]


class BareHeading(Form):
    """A bare 職能 over knowledge and skills."""

    def head(self):
        first = [self.cell(text, rows=2) for text in HEADINGS[:5]]
        return [*first, self.cell("職能", columns=2), self.cell("知識"), self.cell("技能")]


class ZeroForLetter(Form):
    """An output with an old code that begins with a zero for the letter."""

    def rows(self):
        return [cell.replace("O2.1.1 清潔檢核表", "04.2.1 清潔檢核表") for cell in super().rows()]


class BoldTwice(Form):
    """Bold made by drawing twice: every text of a heading, and of the first column, again 0.3 points beside."""

    def cell(self, lines, rows=1, columns=1, extra=""):
        cell = super().cell(lines, rows, columns, extra)
        if isinstance(lines, str):
            at = cell.index("[")
            text = cell[at + 1:-1]
            return f"{cell[:at]}[#place(dx: 0.3pt)[{text}]{text}]"
        return cell


class Rotated(Form):
    """Portrait pages that are turned to landscape for the reader."""

    def after(self, pdf):
        for page in pdf.pages:
            wide, high = page.mediabox[2], page.mediabox[3]
            page.mediabox = [0, 0, high, wide]
            page.contents_add(pdf.make_stream(f"q 0 1 -1 0 {high} 0 cm\n".encode()), prepend=True)
            page.contents_add(pdf.make_stream(b"\nQ"))
            page.obj.Rotate = 90


class OverTheLine(Form):
    """The last character of a text lies over a ruling line."""

    def rows(self):
        text = escaped("T2.2 校正與報修")
        return [cell.replace(f"[{text}]", f"[#box(width: 200pt)[#h(17pt){text}]]") for cell in super().rows()]


class PartedHeadings(Form):
    """Drawn rectangles behind the headings part them further."""

    def head(self):
        ground = "#place(dx: {x}pt, dy: -4pt, rect(width: {w}, height: 34pt, fill: luma(210), stroke: none))"
        grounds = ground.format(x=-4, w="40%") + ground.format(x=20, w="50%")
        return [self.cell(text).replace("[", f"[{grounds}", 1) for text in HEADINGS]


class FramedTexts(Form):
    """Texts stand in frames that look like tables of their own."""

    def rows(self):
        cells = super().rows()
        framed = lambda cell: cell[:cell.index("[")] + f"[#rect(stroke: 0.5pt, inset: 2pt)[{cell[cell.index('[') + 1:-1]}]]"
        return [framed(cell) if "P1" in cell or "K01" in cell else cell for cell in cells]


class HeadingCut(Form):
    """The page ends within the headings, so that their texts are cut."""

    columns = "(28pt, 80pt, 90pt, 1fr, 28pt, 130pt, 130pt)"
    page = "width: 842pt, height: 276pt, margin: 30pt"
    set = "#set text(costs: (orphan: 0%, widow: 0%))"

    def main(self):
        return self.table(self.columns, [*self.head(), *self.rows()])


class Justified(Form):
    """Justified texts: gaps that are no spaces."""

    set = "#set par(justify: true)"
    columns = "(60pt, 60pt, 70pt, 130pt, 40pt, 1fr, 1fr)"


# Further ones, designed as what a form may look like, without a look at how they are read ------------------------------


class Portrait(Form):
    """Narrow columns on portrait pages."""

    page = "width: 595pt, height: 842pt, margin: 25pt"
    columns = "(50pt, 55pt, 65pt, 1fr, 30pt, 85pt, 85pt)"


class OpenSides(Form):
    """No lines at the sides of the tables."""

    stroke = "(x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt }, right: none)"


class DoubleLines(Form):
    """Double ruling lines between the cells."""

    set = "#set table(gutter: 2pt)"


class DashedLines(Form):
    """Dashed ruling lines."""

    stroke = '(thickness: 0.5pt, dash: "dashed")'


class Coloured(Form):
    """Grounds behind rows, in stripes, and white headings."""

    fill = "(x, y) => if y == 0 { rgb(\"#205080\") } else if calc.odd(y) { luma(235) }"

    def head(self):
        return [self.cell(text).replace("[", "[#text(fill: white)[", 1) + "]" for text in HEADINGS]

    def cell(self, *args, **named):
        return super().cell(*args, **named)


class Watermark(Form):
    """A slanted word over every page."""

    page = ("width: 842pt, height: 300pt, margin: 30pt, foreground: rotate(-40deg, text(size: 60pt, fill: luma(200))[草案])")


class RunningHead(Form):
    """The name and the code of the standard at the head of every page."""

    page = ("width: 842pt, height: 300pt, margin: (x: 30pt, top: 45pt, bottom: 30pt), header: [手沖咖啡師　ABC5139\\-007v2]")


class TablePerDuty(Form):
    """Every duty is a table of its own, with the headings again."""

    def main(self):
        cells, tables = self.rows(), []
        at = next(index for index, cell in enumerate(cells) if "T2 " in cell)
        for some in [cells[:at], cells[at:]]:
            header = f"table.header({', '.join(self.head())})"
            tables.append(self.table(self.columns, [header, *some]))
        return "#v(8pt)\n".join(tables)


class SmallAndLoose(Form):
    """Small letters and wide distances of lines."""

    text = "size: 6pt"
    set = "#set par(leading: 1.4em)"


class PagesOfTwoKinds(Form):
    """The first page is portrait, the main table landscape."""

    page = "width: 595pt, height: 842pt, margin: 30pt"

    def main(self):
        return "#set page(width: 842pt, height: 595pt)\n" + super().main()


class NoPadding(Form):
    """Texts begin at the ruling line."""

    inset = "(x: 0.5pt, y: 1pt)"


class AttitudesBeside(Form):
    """The attitudes stand in two cells beside each other."""

    def attitudes(self):
        cells = [self.cell("職能內涵 (A=attitude 態度)", columns=2), self.cell(ATTITUDES[0]), self.cell(ATTITUDES[1])]
        return self.table("(1fr, 1fr)", cells)


def name(layout):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", layout.__name__).lower()


def without_fonts(pdf):
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary):
            for key in ["/FontFile", "/FontFile2", "/FontFile3", "/CIDSet"]:
                if key in entry:
                    del entry[key]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", action="store_true", help="leave the fonts in")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which [default: all]")
    args = parser.parse_args()
    layouts = [layout for layout in Form.__subclasses__() if not args.names or name(layout) in args.names]
    for layout in layouts:
        form = layout()
        with pikepdf.open(io.BytesIO(typst.compile(form.markup().encode(), format="pdf", pdf_tags=form.tags, timestamp=0))) as pdf:
            form.after(pdf)
            if not args.fonts:
                without_fonts(pdf)
            pdf.remove_unreferenced_resources()
            pdf.save(HERE / f"{name(layout)}.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate,
                     deterministic_id=True, recompress_flate=True)
            print(f"{name(layout)}: {len(pdf.pages)} pages")


main()
