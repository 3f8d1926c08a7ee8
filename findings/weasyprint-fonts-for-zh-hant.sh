#!/usr/bin/env bash
# Question: a page says that its language is Chinese in traditional characters, lang="zh-Hant", as the advice of
# the W3C has it. Which of two fonts, one for the mainland and one for Taiwan, does WeasyPrint take where the page names none?
# Guess: the one for Taiwan, as for lang="zh-TW".
# Seen with WeasyPrint 70.0 and Fontconfig 2.14.1: the first one that it finds, as if nothing had been said. Fontconfig knows Chinese by
# countries alone (zh-CN, zh-HK, zh-MO, zh-SG, zh-TW), so with zh-Hant no font is preferred, nor with zh-Hant-TW. A font
# for the mainland has most characters too, so the form is printed with other strokes (直, 骨, 角) and no square shows it. A page has to say
# zh-TW, or name its fonts. (The fonts here are made for the trial: squares, marked by their tables as for the one or the other.
# WeasyPrint takes Pango and Fontconfig from the system.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check weasyprint==70.0 fonttools==4.68.0 pypdf==7.1.1
mkdir fonts
cat > fonts.conf <<CONF
<?xml version="1.0"?>
<fontconfig><dir>$folder/fonts</dir><cachedir>$folder/cache</cachedir></fontconfig>
CONF
cat > make.py <<'PYTHON'
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

RANGES = [(0x20, 0x7E), (0x2C7, 0x2C9), (0x2000, 0x206F), (0x3000, 0x312F), (0x4E00, 0x9FFF), (0xFA0C, 0xFA0D), (0xFF00, 0xFFEF)]
CODES = [code for first, last in RANGES for code in range(first, last + 1)]
GLYPHS = {code: f"u{code:04X}" for code in CODES}


def write_font(name, code_page):
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in [(0, 700), (700, 700), (700, 0)]:
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", *GLYPHS.values()])
    font.setupCharacterMap(GLYPHS)
    font.setupGlyf({glyph: square for glyph in font.font.getGlyphOrder()})
    font.setupHorizontalMetrics({glyph: (1000, 0) for glyph in font.font.getGlyphOrder()})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200, version=1, ulCodePageRange1=1 << code_page)
    font.setupPost()
    font.save(f"fonts/{name}.ttf")


# The bits of the code pages 936 (simplified) and 950 (traditional characters).
write_font("Mainland", 18)
write_font("Taiwan", 20)
PYTHON
cat > print.py <<'PYTHON'
import io

import pypdf
import weasyprint

for language, style in [("zh-CN", ""), ("zh-TW", ""), ("zh-Hant", ""), ("zh-Hant-TW", ""), ("zh-Hant", "font-family: Taiwan")]:
    form = weasyprint.HTML(string=f'<html lang="{language}"><p style="{style}">直骨角</p></html>').write_pdf()
    fonts = pypdf.PdfReader(io.BytesIO(form)).pages[0]["/Resources"]["/Font"].values()
    print(language, style, "printed with", *(font.get_object()["/BaseFont"].partition("+")[2] for font in fonts))
PYTHON
venv/bin/python make.py
seen=$(FONTCONFIG_FILE=$folder/fonts.conf venv/bin/python print.py)
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
zh-CN  printed with Mainland
zh-TW  printed with Taiwan
zh-Hant  printed with Mainland
zh-Hant-TW  printed with Mainland
zh-Hant font-family: Taiwan printed with Taiwan
EXPECTED
