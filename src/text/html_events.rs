//! The tokens of HTML. The library's tokenizer is large and is in the program once for each receiver of its tokens, so all of
//! them come through here.

use html5gum::emitters::callback::CallbackEmitter;
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

pub(crate) use html5gum::emitters::callback::CallbackEvent as Event;

/// Calls `take` with every token of a page or a piece of one, as long as that says to go on. Attributes come if `is_relevant` says
/// so of their names; most are of no use, and finding errors of syntax takes a fifth of the tokenizer's time.
pub(crate) fn each(html: &str, is_relevant: fn(&[u8]) -> bool, take: &mut dyn FnMut(&Event<'_>) -> bool) {
    let mut emitter =
        CallbackEmitter::new(|event: Event<'_>, _: Span<()>| if take(&event) { None } else { Some(()) });
    emitter.naively_switch_states(true);
    // The emitter yields when it is to stop.
    let _ = Tokenizer::new_with_emitter(html, Relevant::new(emitter, is_relevant)).next();
}

/// An emitter that passes on relevant attributes alone, and no errors of syntax.
struct Relevant<E> {
    inner: E,
    is_relevant: fn(&[u8]) -> bool,
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
    /// It is not relevant, or there is no attribute.
    Dropped,
}

impl<E: Emitter> Relevant<E> {
    fn new(inner: E, is_relevant: fn(&[u8]) -> bool) -> Self {
        Self { inner, is_relevant, name: Vec::new(), attribute: Attribute::Dropped }
    }

    /// Decides about an attribute whose name has ended.
    fn end_name(&mut self) {
        if self.attribute == Attribute::Named {
            self.attribute = Attribute::Dropped;
            if (self.is_relevant)(&self.name) {
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
