//! The walk: a source goes through restore, segment and extract, and comes out as a document.
//!
//! Nothing clever lives here. What a text must have to be a plan is decided at the end of the walk, where everything is
//! known.

use crate::error::DocumentError;
use crate::extract::extract;
use crate::model::Model;
use crate::plan::Plan;
use crate::read::Source;
use crate::restore::{Restored, Restorer, Worker};
use crate::segment::{Outline, segment};

/// A document at the end of its walk, with every stage it went through.
#[derive(Clone, Debug)]
pub struct Document {
    /// As it was read.
    pub source: Source,
    /// After restoring.
    pub restored: Restored,
    /// Its parts.
    pub outline: Outline,
    /// Its contents.
    pub plan: Plan,
}

/// The machine that walks documents through all stages. It is shared by all threads; each brings a [`Worker`].
#[derive(Debug)]
pub struct Pipeline {
    restorer: Restorer,
}

impl Pipeline {
    /// Builds the machine.
    pub fn new(model: Model) -> Pipeline {
        Pipeline { restorer: Restorer::new(model) }
    }

    /// The restoring stage on its own.
    pub fn restorer(&self) -> &Restorer {
        &self.restorer
    }

    /// Walks one document through. Fails where the text is no plan.
    pub fn run(&self, source: Source, worker: &mut Worker) -> Result<Document, DocumentError> {
        let restored = self.restorer.restore_source(&source, worker);
        let outline = segment(&restored.text);
        let plan = extract(&source, &restored, &outline);
        match missing(&outline, &plan) {
            Some(missing) => Err(DocumentError::NotAPlan { missing: missing.to_owned() }),
            None => Ok(Document { source, restored, outline, plan }),
        }
    }
}

/// Symbols that numbers of plans start with.
const PLAN_SYMBOLS: [&str; 4] = ["KH", "PA", "CTr", "CTHĐ"];

/// What a text lacks to be a plan: a title line "KẾ HOẠCH" or the number of one; where both are lost, chapters that say
/// what is to be done and by whom, and no number of another kind of document.
fn missing(outline: &Outline, plan: &Plan) -> Option<&'static str> {
    use crate::plan::SectionKind::{Content, Implementation};
    let symbol = plan.header.symbol.as_deref();
    let named = !outline.doc_type.is_empty()
        || symbol.is_some_and(|symbol| PLAN_SYMBOLS.iter().any(|known| symbol.starts_with(known)));
    let shaped =
        plan.sections.iter().any(|section| section.kind == Some(Content) || section.kind == Some(Implementation));
    if plan.sections.is_empty() {
        Some("it has no numbered sections")
    } else if !named && symbol.is_some() {
        Some("its number is that of another kind of document, and it has no line “KẾ HOẠCH”")
    } else if !named && !shaped {
        Some("it has no line “KẾ HOẠCH”, no number of a plan, and no chapter of tasks")
    } else {
        None
    }
}
