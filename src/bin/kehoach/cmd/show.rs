//! `kehoach show`: the state of a document after a stage, drawn for eyes.

use anyhow::Context as _;
use kehoach::pipeline::Pipeline;
use kehoach::read::Limits;
use kehoach::restore::Worker;
use kehoach::segment::segment;
use kehoach::show;

use super::open_model;
use crate::Outcome;
use crate::args::{Show, Stage};
use crate::inputs;
use crate::output::print;

pub(crate) fn run(args: &Show) -> anyhow::Result<Outcome> {
    let input = inputs::single(&args.path);
    let source = input.read(Limits::default()).with_context(|| input.name())?;
    let pipeline = Pipeline::new(open_model(&args.model)?);
    let restored = pipeline.restorer().restore_source(&source, &mut Worker::default());
    let text = match args.stage {
        Stage::Restore => show::restored(&source.text, &restored),
        Stage::Segment => show::outline(&segment(&restored.text)),
        Stage::Extract => show::plan(&pipeline.run(source, &mut Worker::default()).with_context(|| input.name())?.plan),
    };
    print(&text)?;
    Ok(Outcome::Complete)
}
