//! Bringing standards in.

mod hostile;
mod inputs;
