//! `kehoach restore`: the restored text, or its edits.

use anyhow::Context as _;
use kehoach::read::Limits;
use kehoach::restore::{Restorer, Worker};
use kehoach::syllable::ToneStyle;
use kehoach::write;

use super::open_model;
use crate::Outcome;
use crate::args::{Restore, Style};
use crate::inputs;
use crate::output::print;

pub(crate) fn run(args: &Restore) -> anyhow::Result<Outcome> {
    let input = inputs::single(&args.path);
    let source = input.read(Limits::default()).with_context(|| input.name())?;
    let style = match args.tone {
        Style::Official => ToneStyle::Official,
        Style::Modern => ToneStyle::Modern,
    };
    let restored =
        Restorer::new(open_model(&args.model)?).with_style(style).restore_source(&source, &mut Worker::default());
    if args.edits {
        print(&write::edits(&source.text, &restored)?)?;
    } else {
        print(&restored.text)?;
    }
    Ok(Outcome::Complete)
}
