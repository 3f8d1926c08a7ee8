//! A start tag as far as it matters.

/// The relevant parts of a start tag.
#[derive(Default)]
pub(super) struct Tag {
    pub(super) name: Vec<u8>,
    attribute: Attribute,
    pub(super) rowspan: Option<usize>,
    pub(super) colspan: Option<usize>,
    pub(super) number: Option<usize>,
    pub(super) hidden: bool,
    /// The value of an `input`.
    pub(super) value: Vec<u8>,
    /// The type of an `input`.
    kind: Vec<u8>,
    /// Whether it links to a place within a page.
    pub(super) to_place: bool,
    pub(super) selected: bool,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    #[default]
    Other,
    Rowspan,
    Colspan,
    Start,
    Value,
    Type,
    Link,
    Style,
}

/// Whether an attribute of this name matters.
pub(super) fn is_relevant(name: &[u8]) -> bool {
    matches!(
        name,
        b"rowspan"
            | b"colspan"
            | b"start"
            | b"value"
            | b"type"
            | b"href"
            | b"style"
            | b"hidden"
            | b"selected"
    )
}

impl Tag {
    /// Begins another tag in the memory of this one.
    pub(super) fn begin(&mut self, name: &[u8]) {
        let mut kept = std::mem::take(&mut self.name);
        kept.clear();
        kept.extend_from_slice(name);
        *self = Self { name: kept, ..Self::default() };
    }

    /// Whether it is an input whose value the page shows as text.
    pub(super) fn is_text_field(&self) -> bool {
        let kind = self.kind.to_ascii_lowercase();
        let kinds: [&[u8]; 9] =
            [b"", b"text", b"search", b"email", b"tel", b"url", b"number", b"date", b"month"];
        !self.hidden && kinds.contains(&kind.as_slice())
    }

    pub(super) fn name_attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"rowspan" => Attribute::Rowspan,
            b"colspan" => Attribute::Colspan,
            b"start" => Attribute::Start,
            b"value" => Attribute::Value,
            b"type" => Attribute::Type,
            b"href" => Attribute::Link,
            b"style" => Attribute::Style,
            _ => Attribute::Other,
        };
        self.hidden |= name == b"hidden";
        self.selected |= name == b"selected";
    }

    /// If an attribute is repeated, the first counts.
    pub(super) fn set_attribute(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::Rowspan => self.rowspan = self.rowspan.or(number(value)),
            Attribute::Colspan => self.colspan = self.colspan.or(number(value)),
            Attribute::Start => self.number = self.number.or(number(value)),
            Attribute::Value => {
                self.number = self.number.or(number(value));
                if self.value.is_empty() {
                    self.value = value.to_vec();
                }
            }
            Attribute::Type => self.kind = value.to_vec(),
            Attribute::Link => self.to_place |= value.contains(&b'#'),
            Attribute::Style => {
                let style = value.iter().filter(|byte| !byte.is_ascii_whitespace());
                let style: Vec<u8> = style.map(u8::to_ascii_lowercase).collect();
                self.hidden |= style.windows(12).any(|part| part == b"display:none");
            }
            Attribute::Other => {}
        }
    }
}

/// The number at the start of an attribute's value, as browsers parse it.
fn number(value: &[u8]) -> Option<usize> {
    let value = value.trim_ascii_start();
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
    let add = |sum: usize, digit: &u8| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'));
    value.first().filter(|byte| byte.is_ascii_digit()).map(|_| digits.fold(0, add))
}
