//! `ttm man`: the manual page, with every command.

use super::{Context, Failure, Outcome};

pub(super) fn run(context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut command = crate::cli::command(context.lang);
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        page.extend_from_slice(format!(".SH \"ttm {}\"\n", subcommand.get_name()).as_bytes());
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    context.out.write_all(&page)?;
    Ok(Outcome::Clean)
}
