//! What the reader needs to know of the tokens of a page. Most attributes are of no use here, and finding errors of syntax
//! takes a fifth of the tokenizer's time.

use html5gum::{Emitter, ForwardingEmitter, State};

use super::tag::is_relevant;

/// An emitter that passes on relevant attributes alone, and no errors of syntax.
pub(super) struct Relevant<E> {
    inner: E,
    /// The name of an attribute, as far as it is read.
    name: Vec<u8>,
    attribute: Attribute,
}

/// How far an attribute is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attribute {
    /// Its name is being read.
    Named,
    /// It is relevant.
    PassedOn,
    /// It is not, or there is none.
    Dropped,
}

impl<E: Emitter> Relevant<E> {
    pub(super) fn new(inner: E) -> Self {
        Self { inner, name: Vec::new(), attribute: Attribute::Dropped }
    }

    /// Decides about an attribute whose name has ended.
    fn end_name(&mut self) {
        if self.attribute == Attribute::Named {
            self.attribute = Attribute::Dropped;
            if is_relevant(&self.name) {
                self.attribute = Attribute::PassedOn;
                self.inner.init_attribute();
                self.inner.push_attribute_name(&self.name);
            }
        }
    }
}

impl<E: Emitter> ForwardingEmitter for Relevant<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.inner
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn init_attribute(&mut self) {
        self.end_name();
        self.name.clear();
        self.attribute = Attribute::Named;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.end_name();
        if self.attribute == Attribute::PassedOn {
            self.inner.push_attribute_value(value);
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_name();
        self.attribute = Attribute::Dropped;
        self.inner.emit_current_tag()
    }
}
