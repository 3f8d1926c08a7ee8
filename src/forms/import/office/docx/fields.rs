//! Fields: what Word computes. Their results are text of the document, their instructions are not.

/// The open fields, each within the one before.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    has_result: bool,
}

impl Fields {
    /// A field begins, goes on to its result, or ends.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.has_result = true;
                }
            }
            _ => {
                self.open.pop();
            }
        }
    }

    /// Adds to the instruction of the innermost field.
    pub(super) fn instruction(&mut self, text: &str) {
        const LONGEST: usize = 64;
        if let Some(field) = self.open.last_mut().filter(|field| !field.has_result) {
            field.instruction.extend(text.chars().take(LONGEST.saturating_sub(field.instruction.len())));
        }
    }

    /// Whether text at this place is no text of the document: part of an instruction, or of a table of contents.
    pub(super) fn hide(&self) -> bool {
        self.open.iter().any(|field| !field.has_result || is_contents(&field.instruction))
    }

    /// The number of open fields.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Ends all fields but the outermost `depth`: one that does not end in its cell ends with it.
    pub(super) fn end_to(&mut self, depth: usize) {
        self.open.truncate(depth);
    }
}

/// Whether a field is a table of contents.
pub(super) fn is_contents(instruction: &str) -> bool {
    instruction.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("TOC"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_results_are_text() {
        let mut fields = Fields::default();
        fields.mark("begin");
        fields.instruction(" IF ");
        assert!(fields.hide());
        for mark in ["begin", "separate"] {
            fields.mark(mark);
            assert!(fields.hide(), "within an instruction");
        }
        fields.mark("end");
        fields.mark("separate");
        assert!(!fields.hide());
        fields.mark("end");
        fields.mark("end");
        assert_eq!(fields.depth(), 0);
        fields.mark("begin");
        fields.instruction("toc \\o \"1-3\"");
        fields.mark("separate");
        assert!(fields.hide());
    }
}
