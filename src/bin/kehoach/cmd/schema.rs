//! `kehoach schema`: the JSON Schema of the output.

use crate::Outcome;
use crate::output::print;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    print(&kehoach::write::schema()?)?;
    Ok(Outcome::Complete)
}
