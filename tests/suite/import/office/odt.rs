//! Texts and spreadsheets of OpenDocument.

use std::io::{Cursor, Write};

use ttm::forms::import::{Block, LeftOut, Page, ReadError, RemarkKind, SourceForm, Way, detect, import};
use ttm::forms::sheet::LineKind;

use zip::write::SimpleFileOptions;

use super::{content, odt, read, zipped};
use crate::import::foreign::utf_16;
use crate::support::page::{folded, lines, tables};

#[test]
fn office_files_are_read_by_namespace() {
    let page = read(&odt(
        "<t:tracked-changes><t:p>不</t:p></t:tracked-changes>\
         <t:p>一<t:s t:c='2'/>二<t:tab/>三<t:soft-page-break/> \n <t:span>四<o:annotation><t:p>不</t:p>\
         </o:annotation></t:span><t:line-break/>五<t:note><t:note-citation>1</t:note-citation><t:note-body>\
         <t:p>註腳</t:p></t:note-body></t:note>六&amp;&#x4e03;</t:p>\
         <t:list t:style-name='L2'><t:list-item><t:p>八</t:p><t:p>九</t:p></t:list-item>\
         <t:list-item t:start-value='7'><t:p>十</t:p></t:list-item></t:list>\
         <t:list t:style-name='L1'><t:list-item><t:p>十一</t:p></t:list-item></t:list>\
         <t:list t:style-name='L2' t:continue-numbering='true'><t:list-item><t:h>十二</t:h></t:list-item></t:list>\
         <b:table><b:table-header-rows><b:table-row><b:table-cell b:number-columns-spanned='2'><t:p>甲</t:p>\
         </b:table-cell><b:covered-table-cell/></b:table-row></b:table-header-rows>\
         <b:table-row b:number-rows-repeated='2'><b:table-cell b:number-rows-spanned='99'><t:p>乙</t:p><t:p>丙</t:p>\
         </b:table-cell><b:table-cell b:number-columns-repeated='2'/></b:table-row></b:table>",
    ))
    .unwrap();
    assert_eq!(
        lines(&page),
        [
            (LineKind::Text, "一  二\t三 四\n五六&七"),
            (LineKind::Numbered(1), "八"),
            (LineKind::Text, "九"),
            (LineKind::Numbered(7), "十"),
            (LineKind::Bullet, "十一"),
            (LineKind::Numbered(8), "十二"),
            (LineKind::Text, "註腳"),
        ]
    );
    let rows: Vec<Vec<_>> = tables(&page)[0]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| (cell.rowspan, cell.colspan, folded(cell))).collect())
        .collect();
    let cell = |rowspan, colspan, text: &str| (rowspan, colspan, text.to_owned());
    assert_eq!(rows[0], [cell(1, 2, "甲")]);
    assert_eq!(rows[1], [cell(2, 1, "乙丙"), cell(1, 1, ""), cell(1, 1, "")]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn an_office_file_of_one_xml_file_is_read() {
    let flat = content("<t:p>一<o:binary-data>iVBORw0KGgo=</o:binary-data></t:p>")
        .replace("document-content", "document");
    assert_eq!(detect::form(flat.as_bytes()), Ok(SourceForm::Odt));
    assert_eq!(texts(&read(flat.as_bytes()).unwrap()), ["一"]);
}

#[test]
fn repeated_empty_rows_and_cells_are_read_quickly() {
    let page = read(&odt(
        "<b:table><b:table-row><b:table-cell><t:p>甲</t:p></b:table-cell>\
         <b:table-cell b:number-columns-repeated='16383'/></b:table-row>\
         <b:table-row b:number-rows-repeated='3'><b:table-cell><t:p>乙</t:p></b:table-cell></b:table-row>\
         <b:table-row b:number-rows-repeated='1048572'><b:table-cell b:number-columns-repeated='16384'/></b:table-row>\
         </b:table>",
    ))
    .unwrap();
    let [Block::Table(table)] = page.blocks.as_slice() else { panic!("one table") };
    assert_eq!(table.rows.len(), 5);
    // Rows that a cell from above covers are as many as it covers.
    let page = read(&odt(
        "<b:table><b:table-row><b:table-cell b:number-rows-spanned='3'><t:p>甲</t:p></b:table-cell></b:table-row>\
         <b:table-row b:number-rows-repeated='2'><b:covered-table-cell/></b:table-row>\
         <b:table-row><b:table-cell><t:p>乙</t:p></b:table-cell></b:table-row></b:table>",
    ))
    .unwrap();
    let [Block::Table(table)] = page.blocks.as_slice() else { panic!("one table") };
    assert_eq!((table.rows.len(), table.rows[0][0].rowspan), (4, 3));
}

#[test]
fn bytes_that_look_like_a_zip_directory_are_ignored() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("content.xml", stored).unwrap();
    zip.write_all(content("<t:p>甲</t:p>").as_bytes()).unwrap();
    zip.start_file("Pictures/1.bin", stored).unwrap();
    zip.write_all(&b"PK\x01\x02".repeat(10_000)).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(texts(&read(&bytes).unwrap()), ["甲"]);
}

#[test]
fn office_files_report_what_is_left_out() {
    let page = read(&odt(
        "<t:tracked-changes><t:changed-region><t:deletion><o:change-info><x>某人</x></o:change-info><t:p>舊文</t:p>\
         </t:deletion></t:changed-region></t:tracked-changes>\
         <t:p>一<t:ruby><t:ruby-base>漢</t:ruby-base><t:ruby-text>ㄏㄢˋ</t:ruby-text></t:ruby>\
         <t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>註</t:p></t:note-body></t:note></t:p>",
    ));
    let kinds: Vec<_> = page.unwrap().remarks.into_iter().map(|remark| remark.kind).collect();
    let told = |what, count, first: &str| RemarkKind::LeftOut { what, count, first: first.to_owned() };
    assert_eq!(
        kinds,
        [
            told(LeftOut::Deleted, 1, "舊文"),
            told(LeftOut::Reading, 1, "ㄏㄢˋ"),
            told(LeftOut::NoteMark, 1, "1"),
        ]
    );
}

#[test]
fn a_zip_file_is_told_what_it_is() {
    let docx = zipped(&[("word/document.xml", b"<a/>")]);
    assert_eq!(read(&docx).unwrap().blocks, []);
    assert_eq!(read(&zipped(&[("a.txt", b"")])), Err(ReadError::NoContent));
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>".as_slice();
    let locked = zipped(&[("content.xml", b"\xde\xad"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(read(&locked), Err(ReadError::Encrypted));
    assert_eq!(
        read(&zipped(&[("xl/workbook.bin", b"")])),
        Err(ReadError::Foreign { format: "Excel (.xlsb)", way: Way::SaveAs("xlsx") })
    );
}

#[test]
fn utf_16_is_read() {
    let xml =
        content("<t:p>甲</t:p>").replace("<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-16'?>");
    for (little, bom) in [(true, true), (false, true), (true, false), (false, false)] {
        let bytes = zipped(&[("content.xml", &utf_16(&xml, little, bom))]);
        assert_eq!(texts(&read(&bytes).unwrap()), ["甲"], "{little} {bom}");
    }
}

fn texts(page: &Page) -> Vec<&str> {
    lines(page).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn raised_and_lowered_digits_keep_their_meaning() {
    let namespaces = ["office", "text", "style"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\" "))
        .concat();
    let styles = [("A", "super 58%"), ("B", "sub 58%"), ("C", "-33% 100%"), ("D", "0% 100%")]
        .map(|(name, position)| {
            format!("<style:style style:name=\"{name}\"><style:text-properties style:text-position=\"{position}\"/></style:style>")
        })
        .concat();
    let span = |style: &str, text: &str| format!("<text:span text:style-name=\"{style}\">{text}</text:span>");
    let text =
        ["10", &span("A", "3"), "、H", &span("B", "2"), "O、x", &span("C", "1"), span("D", "4").as_str()]
            .concat();
    let flat = format!(
        "<office:document {namespaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>\
         <text:p>{text}</text:p></office:text></office:body></office:document>"
    );
    let page = read(flat.as_bytes()).unwrap();
    assert_eq!(lines(&page)[0].1, "10³、H₂O、x₁4");
    assert_eq!(page.remarks.len(), 1);
}

/// A spreadsheet with these sheets.
pub(super) fn spreadsheet(sheets: &str) -> Vec<u8> {
    let content = content(sheets).replace("o:text>", "o:spreadsheet>");
    zipped(&[("content.xml", content.as_bytes())])
}

#[test]
fn the_dates_of_a_history_in_a_spreadsheet_are_the_days_that_their_cells_hold() {
    // What the cell shows, and the day that it holds; the last two show no whole day, and hold none.
    let dates = [
        ("110/1/14", Some("2021-01-14")),
        ("民國109年1月15日", Some("2020-01-15T09:30:00")),
        ("15/1/2019", Some("2019-01-15")),
        ("107/1", Some("2018-01-15")),
        ("106/1/14", None),
    ];
    let texts = |cells: &[&str]| -> String {
        cells.iter().map(|text| format!("<b:table-cell><t:p>{text}</t:p></b:table-cell>")).collect()
    };
    let row = |cells: &str| format!("<b:table-row>{cells}</b:table-row>");
    let versions: String = (1..=dates.len())
        .rev()
        .zip(dates)
        .map(|(version, (shown, held))| {
            let status = if version == dates.len() { "最新版本" } else { "歷史版本" };
            let (label, code) = (format!("V{version}"), format!("TTM4221-004v{version}"));
            let day =
                held.map_or_else(String::new, |day| format!(" o:value-type='date' o:date-value='{day}'"));
            row(&(texts(&[&label, &code, "手沖咖啡師", status, ""])
                + &format!("<b:table-cell{day}><t:p>{shown}</t:p></b:table-cell>")))
        })
        .collect();
    let history = row(&texts(&["版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展更新日期"]));
    let profile = row(&texts(&["職能基準名稱", "職業", "手沖咖啡師"])) + &row(&texts(&["基準級別", "3"]));
    let duties = row(&texts(&["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "知識", "技能"]))
        + &row(&texts(&["T1 甲", "T1.1 乙", "O1.1.1 丙", "P1.1.1 丁。", "3", "K01 戊", "S01 己"]));
    let blank = row("<b:table-cell/>");
    let sheet = format!("<b:table>{history}{versions}{blank}{profile}{blank}{duties}</b:table>");
    let imported = import(&spreadsheet(&sheet), None).unwrap();
    assert_eq!(imported.report.form, Some(SourceForm::Ods));
    let days: Vec<_> = imported
        .standard
        .history
        .iter()
        .map(|version| version.date.given().map(|date| date.value.to_string()))
        .collect();
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(days, [day("2021-01-14"), day("2020-01-15"), day("2019-01-15"), None, None]);
    let unplaced: Vec<_> =
        imported.standard.unplaced.iter().map(|kept| kept.text.given().unwrap().as_str()).collect();
    assert_eq!(unplaced, ["107/1", "106/1/14"]);
    let told = imported.report.remarks.iter().map(|remark| remark.kind.id());
    assert_eq!(told.collect::<Vec<_>>(), ["date", "date"]);
}
