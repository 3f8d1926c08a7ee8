//! The sheet `matrix`: tasks down, knowledge and skills across, a dot where a task needs one.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::grid::{LINE, PADDING, Style};
use super::text::{self, TooLong, Value};
use super::worksheet::{begin, end, push_cell, reference};
use crate::forms::render::measure::line_count;
use crate::forms::sheet::{Identity, Line};
use crate::model::{Competency, Standard, Text};

const TASK_WIDTH: f32 = 30.0;
const ENTRY_WIDTH: f32 = 5.0;

/// The height of a character of the names, which run from the top down.
const LETTER: f32 = 12.5;
const MAX_ROW: f32 = 400.0;

/// The formats in `styles.xml`.
const MARK: usize = 10;
const UPRIGHT: usize = 11;

/// The worksheet.
pub(super) fn worksheet(standard: &Standard<'_>) -> Result<String, TooLong> {
    let mut columns: Vec<(&str, &str)> = Vec::new();
    let mut column_of: [HashMap<&str, usize>; 2] = Default::default();
    for (kind, of) in Competency::BOTH.into_iter().zip(&mut column_of) {
        for item in kind.list(standard).iter() {
            let Some(code) = item.code.as_ref().map(Text::as_str) else { continue };
            // A code with several names has one column, under the first of them.
            of.entry(code).or_insert_with(|| {
                columns.push((code, item.text.as_str()));
                columns.len() - 1
            });
        }
    }
    TooLong::check_columns(columns.len() + 1)?;
    let mut xml = String::with_capacity(64 << 10);
    let pane =
        "<pane xSplit=\"1\" ySplit=\"2\" topLeftCell=\"B3\" activePane=\"bottomRight\" state=\"frozen\"/>";
    let widths: Vec<f32> = std::iter::once(TASK_WIDTH).chain(columns.iter().map(|_| ENTRY_WIDTH)).collect();
    begin(false, pane, &widths, &mut xml);
    head(&columns, &mut xml)?;
    let mut row = 2;
    for duty in standard.duties.iter() {
        for task in duty.tasks.iter() {
            let mut needed = vec![false; columns.len()];
            for (kind, of) in Competency::BOTH.into_iter().zip(&column_of) {
                let own = kind.of_task(task).or(kind.of_duty(duty));
                let lists = match task.rows.is_empty() {
                    true => vec![own],
                    false => task.rows.iter().map(|row| kind.effective(duty, task, row)).collect(),
                };
                let codes = lists.into_iter().flat_map(|list| list.iter());
                codes.filter_map(|one| of.get(one.code.as_str())).for_each(|&column| needed[column] = true);
            }
            let name = task.name.given().map_or("", |name| name.as_str());
            let cell = text::value(&[Line::coded(task.code.as_str(), name)], "工作任務", task.code.as_str())?;
            let lines = match &cell {
                Value::Text(text) => line_count(text, TASK_WIDTH),
                _ => 1,
            };
            open_row(row, (lines as f32 * LINE + PADDING).min(MAX_ROW), &mut xml);
            push_cell(row, 0, Style::Side as usize, &cell, &mut xml);
            for (column, needed) in needed.into_iter().enumerate() {
                let mark = if needed { Value::Text("●".to_owned()) } else { Value::Blank };
                push_cell(row, column + 1, MARK, &mark, &mut xml);
            }
            xml.push_str("</row>");
            row += 1;
        }
    }
    let _ = write!(
        xml,
        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:{}\"/></mergeCells>",
        reference(1, 0)
    );
    end(&Identity::of(standard).footer(), &[], &mut xml);
    Ok(xml)
}

/// Two rows: the codes, and the names from the top down.
fn head(columns: &[(&str, &str)], xml: &mut String) -> Result<(), TooLong> {
    open_row(0, LINE + PADDING, xml);
    push_cell(0, 0, Style::Head as usize, &Value::Text("工作任務".to_owned()), xml);
    for (column, (code, _)) in columns.iter().enumerate() {
        let code = text::value(&[text::bare(code)], "代碼", code)?;
        push_cell(0, column + 1, Style::Head as usize, &code, xml);
    }
    xml.push_str("</row>");
    let letters = columns.iter().map(|(_, name)| name.chars().count()).max().unwrap_or(0);
    open_row(1, (letters as f32 * LETTER + 2.0 * PADDING).clamp(LINE + PADDING, MAX_ROW), xml);
    push_cell(1, 0, Style::Head as usize, &Value::Blank, xml);
    for (column, (code, name)) in columns.iter().enumerate() {
        let name = text::value(&[text::bare(name)], "名稱", code)?;
        push_cell(1, column + 1, UPRIGHT, &name, xml);
    }
    xml.push_str("</row>");
    Ok(())
}

fn open_row(row: usize, height: f32, xml: &mut String) {
    let _ = write!(xml, "<row r=\"{}\" ht=\"{height:.2}\" customHeight=\"1\">", row + 1);
}
