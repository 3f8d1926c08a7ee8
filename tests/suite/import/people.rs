//! The form as people make it: other headings, headings of two rows, columns more or fewer, page breaks, and notes that
//! look like headings.

use ttm::canonical::yaml;
use ttm::forms::import::{Imported, SourceForm, import};
use ttm::model::Text;

use crate::support::plain::text;

const PROFILE: &str = "試驗人員職能基準\n\n職能基準代碼\t\tABC5139-901v1\n職能基準名稱 (擇一填寫)\t\t職業\t試驗人員\n基準級別\t\t3\n\n";
const HEADER: &str = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t職能內涵 (K=knowledge 知識)\t職能內涵 (S=skills 技能)\n";
const ROW: &str = "T1備料\tT1.1領料\tO1.1.1領料單\tP1.1.1備妥材料。\t3\tK01材料\tS01操作\n";

fn read(text: &str) -> Imported {
    import(text.as_bytes(), Some(SourceForm::Text)).unwrap()
}

fn page(html: &str) -> Imported {
    let profile = "<h1>試驗人員職能基準</h1><table><tr><td>職能基準代碼<td>ABC5139-901v1<tr><td>職能基準名稱<td>職業\
                   <td>試驗人員<tr><td>基準級別<td>3</table>";
    import(format!("{profile}{html}").as_bytes(), Some(SourceForm::Html)).unwrap()
}

fn kinds(imported: &Imported) -> Vec<&'static str> {
    imported.report.remarks.iter().map(|remark| remark.kind.id()).collect()
}

/// The standard of the row, which every layout has to become.
fn expected() -> String {
    yaml(&read(&format!("{PROFILE}{HEADER}{ROW}")).standard)
}

#[test]
fn variants_of_table_headings_are_read() {
    for header in [
        "工作職責\t工作任務\t工作產出\t行為指標\t職能級別\t知識\t技能\n",
        "主要職責(T)\t工作任務(T)\t工作產出(O)\t行為指標(P)\t級別\t知識(K)\t技能(S)\n",
        "Main Duties\tTasks\tOutputs\tBehavioral Indicators\tLevel\tKnowledge (K)\tSkills (S)\n",
        "主要職責 Duties\t工作任務 Tasks\t工作產出 Outputs\t行為指標 Indicators\t職能級別 Level\t知識 Knowledge\t技能 Skills\n",
    ] {
        let imported = read(&format!("{PROFILE}{header}{ROW}"));
        assert_eq!(yaml(&imported.standard), expected(), "{header}");
        assert_eq!(kinds(&imported), [""; 0], "{header}");
    }
    let labels = PROFILE.replace("職能基準代碼", "職能基準代碼 (Code)").replace("基準級別", "基準級別 Level");
    assert_eq!(yaml(&read(&format!("{labels}{HEADER}{ROW}")).standard), expected());
    // What is in a column that the form does not have is kept.
    let imported = read(&format!("{PROFILE}{}\t備註\n{}\t附件一\n", HEADER.trim_end(), ROW.trim_end()));
    assert_eq!(text(&imported.standard.unplaced[0].text), "附件一");
    assert!(imported.report.needs_a_look());
}

#[test]
fn attitudes_and_notes_below_headings_in_other_words_are_read() {
    let of = |attitudes: &str, notes: &str| {
        format!(
            "{PROFILE}{HEADER}{ROW}\n{attitudes}\n\nA01主動積極\n\n{notes}\n\n【註1】材料：備料所用。\n態度\n"
        )
    };
    let own = yaml(&read(&of("職能內涵(A=attitude 態度)", "說明與補充事項")).standard);
    // Below the notes `態度` is one of them.
    assert!(own.contains("    - 態度\n"), "{own}");
    for (attitudes, notes) in [
        ("Attitudes", "Notes"),
        ("態度", "說明與補充事項 Notes"),
        ("態度 Attitudes (A)", "說明及補充事項"),
        ("Competency (A=attitude)", "備註"),
        ("A=attitude 態度", "Remarks"),
    ] {
        let imported = read(&of(attitudes, notes));
        assert_eq!(yaml(&imported.standard), own, "{attitudes}, {notes}");
        assert_eq!(kinds(&imported), [""; 0], "{attitudes}, {notes}");
        let table: String = [HEADER, ROW]
            .map(|row| row.trim_end().split('\t').map(|cell| format!("<td>{cell}")).collect::<String>())
            .map(|cells| format!("<tr>{cells}"))
            .concat();
        let rows = format!("<tr><td colspan=7>{attitudes}<tr><td colspan=7>A01主動積極");
        let below = format!(
            "<tr><td colspan=7>{notes}<tr><td colspan=7>【註1】材料：備料所用。<tr><td colspan=7>態度"
        );
        let imported = page(&format!("<table>{table}{rows}{below}</table>"));
        assert_eq!(yaml(&imported.standard), own, "{attitudes}, {notes}");
    }
}

#[test]
fn two_row_headings_are_read() {
    let row = "<tr><td>T1備料<td>T1.1領料<td>O1.1.1領料單<td>P1.1.1備妥材料。<td>3";
    let first: String = ["主要職責", "工作任務", "工作產出", "行為指標", "職能級別"]
        .map(|heading| format!("<th rowspan=2>{heading}"))
        .concat();
    for (below, cells) in [
        ("<th>知識（K）<th>技能（S）", "<td>K01材料<td>S01操作"),
        ("<th>技能<th>知識", "<td>S01操作<td>K01材料"),
        ("<th>K<th>S", "<td>K01材料<td>S01操作"),
    ] {
        let imported =
            page(&format!("<table><tr>{first}<th colspan=2>職能內涵<tr>{below}{row}{cells}</table>"));
        assert_eq!(yaml(&imported.standard), expected(), "{below}");
        assert_eq!(kinds(&imported), [""; 0], "{below}");
    }
    let head =
        "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t職能內涵\t\n\t\t\t\t\t知識（K）\t技能（S）\n";
    assert_eq!(yaml(&read(&format!("{PROFILE}{head}{ROW}")).standard), expected());
    let second = "Duties\tTasks\tOutputs\tIndicators\tLevel\tKnowledge\tSkills\n";
    assert_eq!(yaml(&read(&format!("{PROFILE}{HEADER}{second}{ROW}")).standard), expected());
}

#[test]
fn a_table_without_a_duty_column_is_read() {
    let header = HEADER.split_once('\t').unwrap().1;
    let row = |text: &str| text.split_once('\t').unwrap().1.to_owned();
    let rows = [row(ROW), row(&ROW.replace("1.1", "1.2")), row(&ROW.replace("1.1", "2.1"))].concat();
    let imported = read(&format!("{PROFILE}{header}{rows}"));
    let duties: Vec<_> = imported
        .standard
        .duties
        .iter()
        .map(|duty| (duty.code.as_str(), text(&duty.name), duty.tasks.len()))
        .collect();
    assert_eq!(duties, [("T1", "", 2), ("T2", "", 1)]);
    assert_eq!(kinds(&imported), ["no-duties"]);
}

#[test]
fn attitudes_in_the_main_table_are_read() {
    let below = read(&format!("{PROFILE}{HEADER}{ROW}\n職能內涵(A=attitude 態度)\n\nA01主動\nA02細心\n"));
    let header = format!("{}\t職能內涵 (A=attitude 態度)\n", HEADER.trim_end());
    let beside = read(&format!("{PROFILE}{header}{}\tA01主動 A02細心\n", ROW.trim_end()));
    let within =
        read(&format!("{PROFILE}{HEADER}{ROW}職能內涵 (A=attitude 態度)\tA01主動 A02細心\t\t\t\t\t\n"));
    for imported in [&beside, &within] {
        assert_eq!(yaml(&imported.standard), yaml(&below.standard));
        assert_eq!(kinds(imported), [""; 0]);
    }
}

#[test]
fn a_name_continues_after_a_page_break() {
    let after = "\t材料數量\t單\t材料。\t\t\t\n";
    let cut = ROW.replace("領料\tO1.1.1領料單\tP1.1.1備妥材料。", "領料並核對\tO1.1.1領料\tP1.1.1備妥");
    for between in [format!("\n{HEADER}"), format!("\n第 2 頁\n{HEADER}"), HEADER.to_owned()] {
        let imported = read(&format!("{PROFILE}{HEADER}{cut}{between}{after}"));
        let [task] = imported.standard.duties[0].tasks.items.as_slice() else { panic!("{between}") };
        assert_eq!((task.code.as_str(), text(&task.name)), ("T1.1", "領料並核對 材料數量"));
        assert_eq!(task.rows[0].outputs[0].text.as_str(), "領料 單");
        assert_eq!(task.rows[0].indicators[0].text.as_str(), "備妥 材料。");
    }
    // Where other tasks have no code either, it may be a task.
    let imported = read(&format!("{PROFILE}{HEADER}{}\n{HEADER}{after}", cut.replace("T1.1領", "領")));
    assert_eq!(imported.standard.duties[0].tasks.len(), 2);
    assert!(imported.report.needs_a_look());
    // The name of a duty goes on, too.
    let imported = read(&format!("{PROFILE}{HEADER}{cut}\n{HEADER}與檢驗\t\t\t\t\t\t\n"));
    assert_eq!(text(&imported.standard.duties[0].name), "備料 與檢驗");
}

#[test]
fn numbered_notes_that_look_like_headings_are_notes() {
    let entries = [
        "學歷要求：高中職以上。",
        "說明與補充事項",
        "說明與補充事項：另見附件。",
        "職能內涵(A=attitude 態度)",
        "本條仍是條件。",
        "版本",
        "主要職責",
        "● 其他補充說明：",
    ];
    let numbered = entries.iter().enumerate().map(|(index, entry)| (index + 1, entry));
    let lines: String = numbered.clone().map(|(number, entry)| format!("- {number}.{entry}\n")).collect();
    let bare: String = numbered.clone().map(|(number, entry)| format!("<p>{number}.{entry}</p>")).collect();
    let listed: String = numbered.map(|(number, entry)| format!("<li>{number}.{entry}")).collect();
    let ordered: String = entries.iter().map(|entry| format!("<li>{entry}")).collect();
    let heads = ["說明與補充事項", "● 擔任此職類/職業之學歷/經歷/或能力條件："];
    let table: String = [HEADER, ROW]
        .map(|row| {
            format!(
                "<tr>{}",
                row.trim_end().split('\t').map(|cell| format!("<td>{cell}")).collect::<String>()
            )
        })
        .concat();
    let html =
        |list: &str| page(&format!("<table>{table}</table><p>{}</p><p>{}</p>{list}", heads[0], heads[1]));
    let attitudes = "職能內涵(A=attitude 態度)\n\nA01主動\n\n";
    for imported in [
        read(&format!("{PROFILE}{HEADER}{ROW}\n{attitudes}{}\n\n{}\n\n{lines}", heads[0], heads[1])),
        html(&bare),
        html(&format!("<ul>{listed}</ul>")),
        html(&format!("<ol>{ordered}</ol>")),
        html(&format!("<ol>{listed}</ol>")),
    ] {
        let notes: Vec<_> = imported.standard.notes.qualifications.iter().map(Text::as_str).collect();
        assert_eq!(notes, entries, "{:?}", imported.report.form);
        assert!(!imported.report.needs_a_look(), "{:?}", imported.report.remarks);
    }
    // A heading of its own still ends the notes.
    let imported =
        read(&format!("{PROFILE}{HEADER}{ROW}\n{}\n\n{}\n\n- 1.甲\n\n{attitudes}", heads[0], heads[1]));
    assert_eq!(imported.standard.attitudes.len(), 1);
    assert_eq!(imported.standard.notes.qualifications.len(), 1);
}

#[test]
fn numbers_typed_before_notes_are_removed_in_every_form() {
    let json = |text: &str| {
        format!(
            r#"{{"version_info": {{"versions": []}}, "ocs_profile": {{"ocs_code": "ABC5139-901v1", "ocs_name":
            {{"job_category_name": "", "occupation_name": "試驗人員"}}, "category": {{}}, "job_description": "",
            "ocs_level": 3}}, "ocs_content": {{"ocu_units": [{{"ocu_code": "T1", "ocu_name": "備料", "tasks": [{{
            "task_codes": [{{"code": "T1.1", "name": "領料"}}], "competency_blocks": [{{"competency_level": 3,
            "outputs": [], "indicators": [], "knowledge": [], "skills": []}}]}}]}}]}},
            "ocs_attitude": {{"attitudes": []}}, "notes": {{"prerequisites": [{text}], "supplements": []}}}}"#
        )
    };
    let imported = import(json(r#""1.學歷要求：高中以上。", "2、經驗：一年。""#).as_bytes(), None).unwrap();
    let notes: Vec<_> = imported.standard.notes.qualifications.iter().map(Text::as_str).collect();
    assert_eq!(notes, ["學歷要求：高中以上。", "經驗：一年。"]);
    let imported =
        import(json(r#""１．學歷要求：高中以上。", "２、經驗：一年。""#).as_bytes(), None).unwrap();
    let full_width: Vec<_> = imported.standard.notes.qualifications.iter().map(Text::as_str).collect();
    assert_eq!(full_width, notes);
    // A number that is not the entry's stays.
    let imported = import(json(r#""3.5年以上經驗。", "7.其他。""#).as_bytes(), None).unwrap();
    let notes: Vec<_> = imported.standard.notes.qualifications.iter().map(Text::as_str).collect();
    assert_eq!(notes, ["3.5年以上經驗。", "7.其他。"]);
}
