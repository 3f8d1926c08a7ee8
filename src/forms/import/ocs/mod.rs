//! A third party's conversion of the published PDF to JSON. It has the parts of the form, so it becomes a sheet
//! directly. Content under unknown keys, or of an unexpected type, is kept as unplaced.

mod node;

use super::limit::{Budget, check_bytes};
use crate::files::limits::DOCUMENT_JSON_BYTES;
use crate::forms::import::read_error::ReadError;
use crate::forms::sheet::{
    Cell, FormPart, HEADINGS, HISTORY, Line, LineKind, QUALIFICATIONS, SUPPLEMENTS, Section, Sheet, Table,
};
use node::Node;

/// Reads the form in a converted file.
///
/// # Errors
/// [`ReadError`] if it is not JSON, or larger than a standard can be.
pub fn sheet(json: &str) -> Result<Sheet<'static>, ReadError> {
    check_bytes(json.len(), DOCUMENT_JSON_BYTES)?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut root: Node = serde_json::from_str(json).map_err(|error| ReadError::damaged("JSON", &error))?;
    let mut reader = Reader { unplaced: Vec::new(), budget: Budget::new() };
    let sheet = reader.sheet(&mut root)?;
    reader.leave(root, "")?;
    Ok(reader.with_unplaced(sheet))
}

struct Reader {
    /// Pairs of place and text.
    unplaced: Vec<(String, String)>,
    budget: Budget,
}

impl Reader {
    fn sheet(&mut self, root: &mut Node) -> Result<Sheet<'static>, ReadError> {
        let mut sections = Vec::new();
        let mut push = |part, table| sections.push(Section { part, table });
        let history = self.history(root)?;
        if !history.rows.is_empty() {
            push(FormPart::History, history);
        }
        let (name, profile) = self.profile(root)?;
        push(FormPart::Profile, profile);
        push(FormPart::Duties, self.duties(root)?);
        let mut attitudes = root.take("ocs_attitude");
        let lines = self.items(&mut attitudes, "attitudes", "name", "ocs_attitude")?;
        self.leave(attitudes, "ocs_attitude")?;
        push(FormPart::Attitudes, single(FormPart::Attitudes, lines));
        push(FormPart::Notes, single(FormPart::Notes, self.notes(root)?));
        Ok(Sheet { title: format!("{name}職能基準").into(), sections })
    }

    fn with_unplaced(self, mut sheet: Sheet<'static>) -> Sheet<'static> {
        if !self.unplaced.is_empty() {
            let rows = self.unplaced.into_iter().map(|(at, text)| vec![Cell::text(at), Cell::text(text)]);
            let head = vec![Cell::header("位置"), Cell::header("文字")];
            sheet
                .sections
                .push(Section { part: FormPart::Unplaced, table: Table { head, rows: rows.collect() } });
        }
        sheet
    }

    /// Keeps what was not used.
    fn leave(&mut self, node: Node, path: &str) -> Result<(), ReadError> {
        node.rest(path, &mut self.budget, &mut self.unplaced)
    }

    fn history(&mut self, root: &mut Node) -> Result<Table<'static>, ReadError> {
        const KEYS: [&str; 6] = ["version", "ocs_code", "ocs_name", "status", "update_note", "update_date"];
        let mut info = root.take("version_info");
        let mut rows = Vec::new();
        for (index, mut version) in info.take_list("versions").into_iter().enumerate() {
            self.budget.take(KEYS.len(), 0)?;
            rows.push(KEYS.map(|key| Cell::text(version.take_text(key).unwrap_or_default())).into());
            self.leave(version, &format!("version_info.versions[{index}]"))?;
        }
        self.leave(info, "version_info")?;
        Ok(Table { head: HISTORY.map(Cell::header).into(), rows })
    }

    /// The name of the standard, and the profile in the layout of the form.
    fn profile(&mut self, root: &mut Node) -> Result<(String, Table<'static>), ReadError> {
        let mut profile = root.take("ocs_profile");
        let wide = |label: &'static str, text: Option<String>| {
            vec![Cell::header(label).span(1, 2), Cell::text(text.unwrap_or_default()).span(1, 4)]
        };
        let two_lines = |first: &'static str, second: &'static str| Cell {
            header: true,
            ..Cell::new(vec![Line::text(first), Line::text(second)])
        };
        let mut name = profile.take("ocs_name");
        let category = name.take_text("job_category_name").unwrap_or_default();
        let occupation = name.take_text("occupation_name").unwrap_or_default();
        self.leave(name, "ocs_profile.ocs_name")?;
        let title = if occupation.is_empty() { category.clone() } else { occupation.clone() };
        let mut rows = vec![
            wide("職能基準代碼", profile.take_text("ocs_code")),
            vec![
                two_lines("職能基準名稱", "(擇一填寫)").span(2, 2),
                Cell::header("職類"),
                Cell::text(category).span(1, 3),
            ],
            vec![Cell::header("職業"), Cell::text(occupation).span(1, 3)],
        ];
        let first = rows.len();
        let mut classes = profile.take("category");
        self.classes(&mut classes, "job_categories", ["職類別", "職類別代碼"], &mut rows)?;
        self.classes(&mut classes, "occupations", ["職業別", "職業別代碼"], &mut rows)?;
        self.classes(&mut classes, "industries", ["行業別", "行業別代碼"], &mut rows)?;
        self.leave(classes, "ocs_profile.category")?;
        let span = rows.len() - first;
        rows[first].insert(0, two_lines("所屬", "類別").span(span, 1));
        rows.push(wide("工作描述", profile.take_text("job_description")));
        rows.push(wide("基準級別", profile.take_text("ocs_level")));
        self.leave(profile, "ocs_profile")?;
        Ok((title, Table { head: Vec::new(), rows }))
    }

    /// A row for every entry of one classification, or a blank one if there is none.
    fn classes(
        &mut self,
        classes: &mut Node,
        key: &str,
        [name, code]: [&'static str; 2],
        rows: &mut Vec<Vec<Cell<'static>>>,
    ) -> Result<(), ReadError> {
        let mut list = classes.take_list(key);
        if list.is_empty() {
            list.push(Node::Null);
        }
        for (index, mut class) in list.into_iter().enumerate() {
            self.budget.take(4, 0)?;
            rows.push(vec![
                Cell::header(name),
                Cell::text(class.take_text("name").unwrap_or_default()).span(1, 2),
                Cell::header(code),
                Cell::text(class.take_text("code").unwrap_or_default()),
            ]);
            self.leave(class, &format!("ocs_profile.category.{key}[{index}]"))?;
        }
        Ok(())
    }

    fn duties(&mut self, root: &mut Node) -> Result<Table<'static>, ReadError> {
        let mut content = root.take("ocs_content");
        let mut rows = Vec::new();
        for (index, mut unit) in content.take_list("ocu_units").into_iter().enumerate() {
            let path = format!("ocs_content.ocu_units[{index}]");
            let first = rows.len();
            let duty = line(unit.take_text("ocu_code"), unit.take_text("ocu_name"));
            let tasks = unit.take_list("tasks");
            for (index, task) in tasks.into_iter().enumerate() {
                self.task(task, &format!("{path}.tasks[{index}]"), &mut rows)?;
            }
            if rows.len() == first {
                self.budget.take(HEADINGS.len(), 0)?;
                rows.push((1..HEADINGS.len()).map(|_| Cell::text("")).collect());
            }
            let cell = Cell { header: true, ..Cell::new(duty.into_iter().collect()) };
            let span = rows.len() - first;
            rows[first].insert(0, cell.span(span, 1));
            self.leave(unit, &path)?;
        }
        self.leave(content, "ocs_content")?;
        Ok(Table { head: HEADINGS.map(Cell::header).into(), rows })
    }

    /// A task has a row for every block; several task codes share the rows.
    fn task(
        &mut self,
        mut task: Node,
        path: &str,
        rows: &mut Vec<Vec<Cell<'static>>>,
    ) -> Result<(), ReadError> {
        let names = self.items(&mut task, "task_codes", "name", path)?;
        let mut blocks = task.take_list("competency_blocks");
        if blocks.is_empty() {
            blocks.push(Node::Null);
        }
        let mut cell = Some(Cell { header: !names.is_empty(), ..Cell::new(names) }.span(blocks.len(), 1));
        for (index, mut block) in blocks.into_iter().enumerate() {
            self.budget.take(HEADINGS.len(), 0)?;
            let path = format!("{path}.competency_blocks[{index}]");
            let mut row: Vec<Cell<'static>> = cell.take().into_iter().collect();
            row.push(Cell::new(self.items(&mut block, "outputs", "name", &path)?));
            row.push(Cell::new(self.items(&mut block, "indicators", "text", &path)?));
            row.push(Cell::text(block.take_text("competency_level").unwrap_or_default()));
            row.push(Cell::new(self.items(&mut block, "knowledge", "name", &path)?));
            row.push(Cell::new(self.items(&mut block, "skills", "name", &path)?));
            rows.push(row);
            self.leave(block, &path)?;
        }
        self.leave(task, path)?;
        Ok(())
    }

    /// The items of a list, each a code and a text, or just a text.
    fn items(
        &mut self,
        node: &mut Node,
        key: &str,
        text: &str,
        path: &str,
    ) -> Result<Vec<Line<'static>>, ReadError> {
        let mut lines = Vec::new();
        for (index, mut item) in node.take_list(key).into_iter().enumerate() {
            self.budget.take(1, 0)?;
            let own = item.take_own_text();
            let code = item.take_text("code");
            lines.extend(line(code, own.or_else(|| item.take_text(text))));
            self.leave(item, &format!("{path}.{key}[{index}]"))?;
        }
        Ok(lines)
    }

    fn notes(&mut self, root: &mut Node) -> Result<Vec<Line<'static>>, ReadError> {
        let mut notes = root.take("notes");
        let mut lines = vec![Line::text(QUALIFICATIONS).kind(LineKind::Heading)];
        let prerequisites = self.items(&mut notes, "prerequisites", "text", "notes")?;
        lines.extend(
            prerequisites
                .into_iter()
                .enumerate()
                .map(|(index, line)| line.kind(LineKind::Numbered(index + 1))),
        );
        let supplements = self.items(&mut notes, "supplements", "text", "notes")?;
        if !supplements.is_empty() {
            lines.push(Line::text(SUPPLEMENTS).kind(LineKind::Heading));
            lines.extend(supplements.into_iter().map(|line| line.kind(LineKind::Bullet)));
        }
        self.leave(notes, "notes")?;
        Ok(lines)
    }
}

/// An item; `None` if it has neither code nor text.
fn line(code: Option<String>, text: Option<String>) -> Option<Line<'static>> {
    let code = code.filter(|code| !code.is_empty());
    let text = text.unwrap_or_default();
    if code.is_none() && text.is_empty() {
        return None;
    }
    Some(Line { code: code.map(Into::into), ..Line::text(text) })
}

/// A part with a single cell under its name.
fn single(part: FormPart, lines: Vec<Line<'static>>) -> Table<'static> {
    Table { head: vec![Cell::header(part.name())], rows: vec![vec![Cell::new(lines)]] }
}
