//! `ttm schema`: the JSON Schema of the format.

use super::{Context, Failure, Outcome};

pub(super) fn run(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    context.out.write_all(crate::format::schema::schema().as_bytes())?;
    Ok(Outcome::Clean)
}
