//! What mutants of each kind of document are made of. The lists are packed by hand, a piece a line would be pages.

use super::mutate::Kit;

/// Standards.
pub const YAML: Kit = Kit { pieces: &[SIGNS, KEYS, CODES, TEXTS], seam: b'\n' };

/// The text of a page.
pub const TEXT: Kit = Kit { pieces: &[TABS, FORM, CODES, TEXTS], seam: b'\n' };

/// A saved page.
pub const HTML: Kit = Kit { pieces: &[TAGS, TAGS, FORM, CODES, TEXTS], seam: b'>' };

/// The XML of an office file. Its seeds have a cell a line, so that most mutants are well-formed.
pub const XML: Kit = Kit { pieces: &[ELEMENTS, ELEMENTS, FORM, CODES, TEXTS], seam: b'\n' };

/// The parts of a document of Word, likewise.
pub const WORD: Kit = Kit { pieces: &[WORDS, WORDS, FORM, CODES, TEXTS], seam: b'\n' };

/// The parts of a workbook, likewise.
pub const SHEET: Kit = Kit { pieces: &[CELLS, CELLS, FORM, CODES, TEXTS], seam: b'\n' };

/// A converted file. Its seeds have an entry a line, and lists and objects that end in one without a meaning, so that
/// most mutants are JSON.
pub const JSON: Kit = Kit { pieces: &[MEMBERS, MEMBERS, CODES, TEXTS], seam: b'\n' };

/// A packed office file.
pub const ZIP: Kit = Kit { pieces: &[PACKED], seam: b'P' };

/// A PDF as it is.
pub const PDF: Kit = Kit { pieces: &[OPERATORS, ENTRIES], seam: b'\n' };

/// The objects of a PDF. Its seeds have an operator and an entry a line, so that most mutants draw pages.
pub const OBJECTS: Kit = Kit { pieces: &[OPERATORS, OPERATORS, ENTRIES], seam: b'\n' };

/// What means something to YAML.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "\n", "\r\n", "\n  ", "\n    ", "\n\n", " ", "  ", "\t", ":", ": ", "- ", "\n- ", "[", "]", "{", "}",
    ",", ", ", "'", "''", "\"", "\\", "\\u200b", "\\n", "\\\n", "#", " # ", "# ttm: allow code-gap\n",
    " # ttm: allow stray-space", "# ttm: ", "|\n", ">-\n", "|2-\n", "&a ", "*a", "!t ", "? ", "~", "---\n",
    "...\n", "%", "@", "`",
];

/// Fields of the format.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "code: ", "name:\n", "name: {occupation: 甲}\n", "  category: 甲\n", "classification:\n",
    "  job-category:\n", "  occupation:\n", "  industry:\n", "description: 甲\n", "level: 3\n",
    "history:\n", "  - version: V1\n", "    status: current\n", "    status: superseded\n",
    "    superseded-by: TTM4221-004v2\n", "    date: 2017-12-31\n", "    note: 甲\n", "knowledge:\n",
    "        knowledge: [K01, K02]\n", "skills:\n", "        skills: []\n", "attitudes:\n", "duties:\n",
    "    tasks:\n", "        rows:\n", "          - level: 4\n", "        outputs:\n",
    "        indicators:\n", "        also: {T1.2: 甲}\n", "notes:\n", "  qualifications: [甲]\n",
    "  supplements: []\n", "unplaced:\n  - at: 甲\n    text: 乙\n", "revises: TTM4221-004v2\n",
    "          - O1.1.1: 甲\n", "  - 甲\n", "  K01: 甲\n", "  K01:甲\n", "  - K01: 甲\n  - K01: 乙【註1】\n",
    "        knowledge: [K01, {K01: 乙【註1】}]\n", "          - K01: 乙【註1】\n", "{K01: 甲}", "[{K12: \"甲, 乙\"}]",
];

/// Codes, dates and numbers, right ones and others.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "K01", "K12", "S01", "A01", "T1", "T1.1", "T1.2", "O1.1.1", "P1.1.1", "P1.1", "O2.31", "P.2.1.3", "K4",
    "K0", "K99999999999999999999", "T0", "T1.99999999999999999999", "V2", "V", "TTM4221-004v2",
    "TTM4221-004v1", "TTM4221-004", "TTM4221-004v99999999999", "TTM", "4221", "C2149", "N7900", "C22",
    "2021-02-30", "2021-01-14", "2021/1/14", "9999-12-31", "-1", "0", "3", "7", "1e3",
    "99999999999999999999",
];

/// Texts, and characters that texts should not have.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "甲", "乙 丙", "規 範", "甲,乙", "Big Data", "A&amp;B", "，", "。", "：", "、", "⾦", "\u{fa0a}",
    "Ｋ０１", "\u{200b}", "\u{ad}", "\u{202e}", "\u{a0}", "\u{3000}", "\u{feff}", "\u{2028}", "\u{85}",
    "\0", "\u{7f}", "\u{301}", "\u{1f600}", "<p>", "</p>", "<br>", "<", ">", "&nbsp;", "&lt;", "&", "(",
    "（", "」", "【註1】", "(擇一填寫)", "K01 甲", "K01甲", "T1.1甲", "K01甲 K01乙【註1】",
];

/// What lays out the text of a page.
#[rustfmt::skip]
const TABS: &[&str] = &[
    "\t", "\t\t", "\n", "\n\t", "\r\n", "\"", "\"\"", " ", "\n\n", "1. ", "● ",
    "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t職能內涵(K=knowledge知識)\t職能內涵(S=skills技能)\n",
];

/// Headings of the form.
#[rustfmt::skip]
const FORM: &[&str] = &[
    "版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展/更新日期", "最新版本", "歷史版本",
    "已被《TTM4221-004v2》取代", "職類", "職業", "所屬類別", "職類別", "職類別代碼", "職業別", "職業別代碼",
    "行業別", "行業別代碼", "工作描述", "基準級別", "主要職責", "工作任務", "工作產出", "行為指標",
    "職能級別", "職能內涵", "(K=knowledge 知識)", "(S=skills 技能)", "職能內涵 (A=attitude 態度)",
    "說明與補充事項", "建議擔任此職類/職業之學歷/經歷/或能力條件：", "其他補充說明：", "未能歸位的文字",
];

/// Tags of pages.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<td rowspan=2>",
    "<td rowspan=0>", "<td colspan=3>", "<td colspan=1000 rowspan=65534>",
    "<td rowspan=99999999999999999999>", "<thead>", "<tbody>", "</tbody>", "<br>", "<p>", "</p>", "<ul>",
    "</ul>", "<ol start=3>", "<ol start=-9999999999>", "</ol>", "<li>", "<li value=18446744073709551615>",
    "</li>", "<div>", "</div>", "<div hidden>", "<span style='display:none'>", "<pre>", "</pre>",
    "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<template>", "<select>",
    "<option>", "<textarea>", "<svg>", "<title>", "&amp;", "&#0;", "&#x1f600;", "&#xd800;", "&nbsp", "<h1>",
    "</h1>", "<a ", "=\"", "'", ">",
];

/// Elements of office files, under the prefixes that office programs use.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>",
    "<table:table-row table:number-rows-repeated=\"3\">",
    "<table:table-row table:number-rows-repeated=\"1048576\">", "<table:table-cell>", "</table:table-cell>",
    "<table:table-cell table:number-rows-spanned=\"2\">",
    "<table:table-cell table:number-columns-spanned=\"3\">",
    "<table:table-cell table:number-columns-repeated=\"16384\">",
    "<table:table-cell table:number-rows-spanned=\"99999999999999999999\">", "<table:covered-table-cell/>",
    "<table:table-header-rows>", "</table:table-header-rows>", "<text:p>", "</text:p>", "<text:p/>",
    "<text:h>", "</text:h>", "<text:span>", "</text:span>", "<text:s/>", "<text:s text:c=\"5\"/>",
    "<text:s text:c=\"18446744073709551615\"/>", "<text:tab/>", "<text:line-break/>", "<text:list>",
    "</text:list>", "<text:list text:continue-numbering=\"true\">", "<text:list text:style-name=\"L1\">",
    "<text:list-item>", "</text:list-item>", "<text:list-item text:start-value=\"18446744073709551615\">",
    "<text:note>", "<text:note-body>", "</text:note-body>", "</text:note>", "<text:tracked-changes>",
    "</text:tracked-changes>", "<office:annotation>", "</office:annotation>", "<office:body>",
    "</office:body>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "&amp;", "&#0;", "&#x1f600;",
    "&a;", "xmlns:table=\"urn:x\" ", "<?a ?>", "/>", "\"",
    "<text:p>甲</text:p>\n", "<text:p>K01 甲</text:p>", "<text:p>T1.2乙<text:line-break/>P1.2.1 丙。</text:p>",
    "<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>\n", "<text:s/>", "<text:tab/>",
    "<text:list text:style-name=\"L1\"><text:list-item text:start-value=\"7\"><text:p>甲</text:p></text:list-item></text:list>\n",
    "<text:note><text:note-body><text:p>註</text:p></text:note-body></text:note>", "<text:line-break/>",
    "<text:tracked-changes><text:p>甲</text:p></text:tracked-changes>\n", "<table:covered-table-cell/>\n",
    "<table:table-cell><text:p>甲</text:p></table:table-cell>\n", "<table:table-cell/>\n",
    "<table:table-cell table:number-rows-spanned=\"2\"><text:p>T3 丁</text:p></table:table-cell>\n",
    "<table:table-cell table:number-columns-spanned=\"3\"><text:p>O1.1.9 戊</text:p></table:table-cell>\n",
    "<table:table-cell table:number-columns-repeated=\"300\"><text:p>4</text:p></table:table-cell>\n",
    "<table:table-cell><table:table><table:table-row><table:table-cell/></table:table-row></table:table></table:table-cell>\n",
    "<table:table-row table:number-rows-repeated=\"300\"><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>\n",
    "</table:table-row>\n<table:table-row>\n", "</table:table>\n<table:table>\n", "</text:p><text:p>",
];

/// Elements of documents of Word.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>",
    "</w:t>", "<w:r><w:t>甲</w:t></w:r>", "<w:p><w:r><w:t>K01 甲</w:t></w:r></w:p>\n", "<w:p/>\n", "<w:tr/>\n", "<w:tc/>\n",
    "<w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"99999999999999999999\"/></w:tcPr>",
    "<w:tcPr><w:vMerge/></w:tcPr>", "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>", "<w:trPr><w:del/></w:trPr>",
    "<w:trPr><w:gridBefore w:val=\"2\"/><w:gridAfter w:val=\"1\"/></w:trPr>", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>",
    "<w:moveFrom>", "</w:moveFrom>", "<w:moveTo>", "</w:moveTo>", "<w:delText>舊</w:delText>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>", "<w:pPr><w:pStyle w:val=\"K\"/></w:pPr>", "<w:pPr>", "</w:pPr>",
    "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>", "<w:rPrChange>", "</w:rPrChange>",
    "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>", "<w:sdt>", "<w:sdtContent>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", "<w:instrText>TOC</w:instrText>", "<w:ruby><w:rt>", "</w:rt><w:rubyBase>",
    "</w:rubyBase></w:ruby>", "<w:txbxContent>", "</w:txbxContent>", "<w:footnoteReference w:id=\"1\"/>", "<w:tab/>", "<w:br/>",
    "<w:sym w:char=\"2713\"/>", "<w:sym w:char=\"D800\"/>", "<mc:AlternateContent><mc:Choice>", "</mc:Choice><mc:Fallback>",
    "</mc:Fallback></mc:AlternateContent>", "<w:lvl w:ilvl=\"0\">", "<w:lvl w:ilvl=\"8\">", "</w:lvl>",
    "<w:start w:val=\"18446744073709551615\"/>", "<w:numFmt w:val=\"decimalZero\"/>", "<w:numFmt w:val=\"upperRoman\"/>",
    "<w:numFmt w:val=\"lowerLetter\"/>", "<w:lvlText w:val=\"K%1\"/>", "<w:lvlText w:val=\"%9%%0\"/>", "<w:lvlRestart w:val=\"0\"/>",
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>", "<w:numStyleLink w:val=\"K\"/>", "<w:basedOn w:val=\"K\"/>",
    "<w:footnote w:id=\"1\">", "</w:footnote>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "&amp;", "&#0;", "&a;", "/>",
    "\"", "</w:tr>\n<w:tr>\n", "</w:tbl>\n<w:tbl>\n", "</w:p><w:p>", "xmlns:w=\"urn:x\" ",
];

/// Elements of workbooks.
#[rustfmt::skip]
const CELLS: &[&str] = &[
    "<row>", "</row>", "<row r=\"3\">", "<row r=\"1048576\">", "<row hidden=\"1\">", "<c>", "</c>", "<c r=\"B2\">", "<c t=\"s\">",
    "<c t=\"str\">", "<c t=\"inlineStr\">", "<c r=\"XFD1048576\" t=\"s\"><v>0</v></c>\n", "<c s=\"1\"><v>44210</v></c>\n",
    "<c s=\"2\"><v>0.5</v></c>\n", "<c s=\"3\"><v>-1E300</v></c>\n", "<v>0</v>", "<v>1</v>", "<v>3</v>", "<v>1e999</v>",
    "<v>99999999999999999999</v>", "<is><t>甲</t></is>", "<c t=\"inlineStr\"><is><t>K01 甲\n乙</t></is></c>\n", "<f>A1</f>", "<f>", "</f>",
    "<mergeCell ref=\"A1:G1\"/>\n", "<mergeCell ref=\"A5:A9\"/>\n", "<mergeCell ref=\"F4:F6\"/>\n",
    "<mergeCell ref=\"A1:XFD1048576\"/>\n", "<mergeCell ref=\"B2:A1\"/>", "<mergeCells>", "</mergeCells>",
    "<col min=\"1\" max=\"2\" hidden=\"1\"/>", "<sheetData>", "</sheetData>", "<si><t>甲</t></si>\n", "<si>", "</si>", "<t>", "</t>",
    "<r>", "</r>", "<rPr><vertAlign val=\"subscript\"/></rPr>", "<rPh sb=\"0\" eb=\"1\"><t>ㄐㄧㄚˇ</t></rPh>", "_x000D_\n", "_xD800_", "_x005F_",
    "<numFmt numFmtId=\"170\" formatCode=\"0000\"/>", "<numFmt numFmtId=\"171\" formatCode=\"[$-404]e/m/d;@\"/>",
    "<numFmt numFmtId=\"172\" formatCode=\"\\&quot;\"/>", "formatCode=\"yyyy\\-mm\\-dd h:mm AM/PM\"", "formatCode=\"#,##0.00_);[Red](0)\"",
    "formatCode=\"[h]:mm\"", "formatCode=\"0.0###########################\"", "<xf numFmtId=\"171\"/>", "<xf numFmtId=\"14\"/>", "<cellXfs>",
    "</cellXfs>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "&amp;", "&#0;", "&a;", "/>", "\"", "</row>\n<row>\n", "</c>\n<c>",
    "xmlns=\"urn:x\" ",
];

/// Members of converted files.
#[rustfmt::skip]
const MEMBERS: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "null", "true", "[]", "{}", "\"甲\"", "3", "3.5", "1e999",
    "\\u0000", "\\ud800", "\\", "\"version_info\":", "\"versions\":[{", "\"version\":\"V1\",",
    "\"ocs_code\":\"TTM4221-004v2\",", "\"ocs_name\":", "\"status\":\"最新版本\",",
    "\"update_note\":\"略\",", "\"update_date\":\"2021/01/14\",", "\"ocs_profile\":{",
    "\"job_category_name\":null,", "\"occupation_name\":\"甲\",", "\"category\":{", "\"job_categories\":[",
    "\"occupations\":[", "\"industries\":[", "\"job_description\":\"甲\",", "\"ocs_level\":3,",
    "\"ocs_content\":{", "\"ocu_units\":[", "\"ocu_code\":\"T1\",", "\"ocu_name\":\"甲\",", "\"tasks\":[",
    "\"task_codes\":[{\"code\":\"T1.2\",\"name\":\"乙\"},", "\"competency_blocks\":[",
    "\"competency_level\":4,", "\"indicators\":[", "\"outputs\":[", "\"knowledge\":[", "\"skills\":[",
    "{\"code\":\"K01\",\"name\":\"甲\"},", "\"ocs_attitude\":[", "\"notes\":{",
    "\"prerequisites\":[\"甲\",", "\"supplements\":[", "\"x\":1,",
    "{\"code\":\"K02\",\"name\":\"乙\"},\n", "{\"code\":\"K02\",\"name\":\"丙\"},\n", "{\"code\":\"T1.2\",\"name\":\"乙\"},\n", "{\"code\":\"P1.1.2\",\"text\":\"丙。\"},\n",
    "\"甲\",\n", "null,\n", "3,\n", "[],\n", "{},\n", "{\"code\":null,\"name\":\"\"},\n", "\"competency_level\":\"5\",\n",
    "\"ocu_name\":\"戊\",\n", "\"tasks\":null,\n", "\"competency_blocks\":[],\n", "\"outputs\":{\"code\":\"O1.1.1\"},\n",
    "\"ocs_level\":9,\n", "\"job_category_name\":\"己\",\n", "\"x\":{\"y\":[\"庚\"]},\n", "\"ocs_code\":\"\",\n",
    "]},{\"task_codes\":[", "]},{\"competency_level\":3,\"skills\":[", "]},{\"indicators\":[", "\\n", "\\u200b",
];

/// What files in a packed file begin with, and numbers that lie.
#[rustfmt::skip]
const PACKED: &[&str] = &[
    "PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "content.xml", "\0\0\0\0", "\u{7f}", "\u{1}", "\0",
];

/// Operators of the pages of a PDF; texts are UTF-16.
#[rustfmt::skip]
const OPERATORS: &[&str] = &[
    "q\n", "Q\n", "1 0 0 1 20 0 cm\n", "0 1 -1 0 595 0 cm\n", "1e9 0 0 1e9 0 0 cm\n", "0 0 0 0 0 0 cm\n", "0.5 w\n", "80 w\n",
    "40 300 m 810 300 l S\n", "270 60 m 270 540 l S\n", "40 100 200 50 re f\n", "40 100 0.5 400 re f\n", "0 0 1e38 1e38 re S\n",
    "0 0 300 300 re W n\n", "0 0 m 9 9 9 0 0 0 c S\n", "h S\n", "n\n", "BT\n", "ET\n", "/F 10 Tf\n", "/F 0 Tf\n", "/F 1e30 Tf\n",
    "/F -10 Tf\n", "/X 10 Tf\n", "1 0 0 1 275 300 Tm\n", "0 1 -1 0 300 300 Tm\n", "-1 0 0 -1 300 300 Tm\n", "10 -13 Td\n",
    "10 -13 TD\n", "T*\n", "13 TL\n", "3 Tr\n", "2 Tr\n", "0 Tr\n", "50 Tz\n", "0 Tz\n", "5 Tc\n", "9 Tw\n", "4 Ts\n",
    "<004B0030003100207532> Tj\n", "<0054003100204E59> Tj\n", "<0054003200200031> Tj\n", "<0050003100200031002E00314E19> Tj\n",
    "<0054003100200031002E0031> Tj\n", "<0034> Tj\n", "<80FD529B> '\n", "1 2 <4E01> \"\n", "[<0054> -300 <0031> 1e9 <4E01>] TJ\n",
    "(text) Tj\n", "<7B2C00319801> Tj\n", "<2ED1F09F> Tj\n", "<D800> Tj\n", "<0000> Tj\n", "<300C> Tj\n", "<0020> Tj\n",
    "/Span << /ActualText <FEFF6CD5898F> >> BDC\n", "/P << /MCID 0 >> BDC\n", "/P << /MCID 3 >> BDC\n", "/P << /MCID 4294967295 >> BDC\n",
    "/Artifact BMC\n", "EMC\n", "/X Do\n", "BI /W 1 /H 1 ID x EI\n", "1 2 3 4 5 6 7 8 9\n", "((((", "<<<<", "[[[[", "% x\n", "true\n",
];

/// Entries of the objects of a PDF, right ones and others.
#[rustfmt::skip]
const ENTRIES: &[&str] = &[
    "/Rotate 90\n", "/Rotate 270\n", "/Kids [6 0 R 6 0 R]\n", "/Kids [2 0 R]\n", "/Contents [7 0 R 7 0 R]\n", "/Parent 2 0 R\n",
    "/MediaBox [0 0 0 0]\n", "/MediaBox [0 0 595 842]\n", "/MediaBox [-1e9 -1e9 1e9 1e9]\n", "/CropBox [100 100 300 300]\n",
    "/UserUnit 100\n", "/Filter /ASCIIHexDecode\n", "/Filter /ASCII85Decode\n", "/Filter /LZWDecode\n", "/Filter /RunLengthDecode\n",
    "/Filter /FlateDecode\n", "/Filter [/ASCIIHexDecode /RunLengthDecode]\n", "/Filter /DCTDecode\n", "/Filter 5 0 R\n",
    "/DecodeParms << /Predictor 12 /Columns 3 >>\n", "/DecodeParms << /Predictor 2 /Colors 9 /BitsPerComponent 16 /Columns 999999999 >>\n",
    "/Type /ObjStm /N 3 /First 10\n", "/Type /XRef /W [1 2 1]\n", "/W [0 100000000 500]\n", "/W [1 [250 500] 5 9 600]\n", "/DW -1000\n",
    "/DW 1e9\n", "/Widths [500 600]\n", "/FirstChar 255\n", "/Encoding /ETen-B5-H\n", "/Encoding /UniCNS-UTF16-H\n", "/Encoding /Identity-V\n",
    "/Encoding /WinAnsiEncoding\n", "/Encoding << /Differences [1 /K /uni7532 /glyph] >>\n", "/Ordering (CNS1)\n", "/Ordering (Japan1)\n",
    "/Subtype /Type3\n", "/Subtype /TrueType\n", "/Subtype /Form\n", "/Matrix [0 1 -1 0 0 0]\n", "/BBox [0 0 9 9]\n", "/FontMatrix [0 0 0 0 0 0]\n",
    "1 beginbfrange <0000> <FFFF> <0000> endbfrange\n", "1 beginbfchar <0041> <00660069> endbfchar\n", "/UniCNS-UTF16-H usecmap\n",
    "1 begincodespacerange <00> <FFFFFFFF> endcodespacerange\n", "/S /Table\n", "/S /TR\n", "/S /TD\n", "/S /TH\n", "/S /LI\n", "/S /Lbl\n", "/S /L\n",
    "/K [0 1 2]\n", "/K 8 0 R\n", "/K [9 0 R 9 0 R]\n", "/A << /RowSpan 1000000 /ColSpan 3 >>\n", "/A << /RowSpan 2 >>\n", "/Pg 6 0 R\n",
    "/RoleMap << /TD /TR /TR /TD >>\n", "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O (x) /U (x) >>\n", "/Resources << >>\n",
    "/XObject << /X 8 0 R >>\n", "1 0 R", "7 0 R", "99999 0 R", "<<", ">>", "[", "]", "(", ")", "<", ">", "stream\n", "endstream\n", "endobj\n",
    "9 0 obj\n", "xref\n", "trailer\n", "startxref\n0\n", "null", "true", "-1", "99999999999999999999", "1e39", "#", "/", "\u{0}",
];
