//! From an outline to a plan: each rule reads its part and says where it read it.
//!
//! In: [`Outline`] with the text and edits it came from. Out: [`Plan`]. Each file under this
//! module is one kind of value: what it finds, the forms seen, what it must not be confused with. Extraction never changes
//! text and never fails; what is not in the document is `None` or empty.

mod agency;
mod bracket;
mod coordinator;
mod date;
pub mod finding;
mod header;
mod level;
mod owner;
mod reference;
mod report;
mod section;
mod target;
mod task;
mod time;
mod work;

use std::ops::Range;

use crate::plan::{Name, Place, Plan, Text};
use crate::read::Source;
use crate::restore::Restored;
use crate::segment::Outline;
use crate::segment::passage::Passage;

/// Turns places in passages into places in the source.
#[derive(Debug)]
pub struct Tracer<'a> {
    source: &'a Source,
    restored: &'a Restored,
}

impl Tracer<'_> {
    /// The place of a part of a passage.
    fn place(&self, passage: &Passage, range: Range<usize>) -> Place {
        let part = trim(passage.text(), range);
        let span = self.restored.to_source(passage.place(part));
        let last = span.end.saturating_sub(1).max(span.start);
        Place { lines: [self.source.line_of(span.start), self.source.line_of(last)], span: [span.start, span.end] }
    }

    /// The place of a whole passage.
    fn whole(&self, passage: &Passage) -> Place {
        self.place(passage, 0..passage.text().len())
    }

    /// A name that stands in a part of a passage, without signs around it; `None` where nothing is left.
    fn name(&self, passage: &Passage, range: Range<usize>) -> Option<Name> {
        let range = strip(passage.text(), range);
        let name = passage.text()[range.clone()].to_owned();
        (!name.is_empty()).then(|| Name { name, place: self.place(passage, range) })
    }

    /// A text that stands in a part of a passage.
    fn text(&self, passage: &Passage, range: Range<usize>) -> Option<Text> {
        let range = trim(passage.text(), range);
        let text = passage.text()[range.clone()].to_owned();
        (!text.is_empty()).then(|| Text { text, place: self.place(passage, range) })
    }
}

/// The range without white space at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// The range without white space and signs at its ends.
fn strip(text: &str, range: Range<usize>) -> Range<usize> {
    let signs = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '-' | '–' | '/' | '"' | '“' | '”');
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(signs).len());
    start..start + part.trim_matches(signs).len()
}

/// Reads a plan from an outline. Cost: linear in the text, about 40 regular expressions over each item.
pub fn extract(source: &Source, restored: &Restored, outline: &Outline) -> Plan {
    let tracer = Tracer { source, restored };
    let header = header::header(outline, &tracer);
    let sections = section::sections(outline, &tracer);
    let tasks = task::tasks(outline, &header, &tracer);
    let mut plan = Plan { header, sections, tasks, findings: Vec::new() };
    plan.findings = finding::findings(outline, &plan, &tracer);
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    /// A passage over the whole of a clean text.
    pub(super) fn passage(text: &str) -> Passage {
        Passage::of(text, 0..text.len())
    }

    /// The names without their places.
    pub(super) fn names_of(names: Vec<Name>) -> Vec<String> {
        names.into_iter().map(|name| name.name).collect()
    }

    /// Runs a rule over a clean text, whose places are those of its source.
    pub(super) fn with_tracer<T>(text: &str, rule: impl FnOnce(&Tracer<'_>) -> T) -> T {
        let source = Source::from_bytes("test", text.as_bytes(), Limits::default()).expect("reads");
        let restored = Restored { text: text.to_owned(), edits: Vec::new(), damage: Vec::new(), words: 0 };
        rule(&Tracer { source: &source, restored: &restored })
    }

    #[test]
    fn names_lose_signs_around_them() {
        let text = "Đơn vị: - Công an xã;";
        let name =
            with_tracer(text, |tracer| tracer.name(&passage(text), "Đơn vị:".len()..text.len())).expect("a name");
        assert_eq!(name.name, "Công an xã");
        assert_eq!(&text[name.place.span[0]..name.place.span[1]], "Công an xã");
    }
}
