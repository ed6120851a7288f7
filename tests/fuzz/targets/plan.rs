//! Any text through all stages, with the invariants of places and edits.
#![no_main]

use std::sync::LazyLock;

use kehoach::model::Model;
use kehoach::pipeline::Pipeline;
use kehoach::read::{Limits, Source};
use kehoach::restore::Worker;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Model::embedded().expect("the embedded model opens")));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(source) = Source::from_bytes("x.txt", text.as_bytes(), Limits::default()) else { return };
    let original = source.text.clone();
    let Ok(document) = PIPELINE.run(source, &mut Worker::default()) else { return };
    for section in &document.plan.sections {
        let [start, end] = section.place.span;
        assert!(start <= end && original.get(start..end).is_some(), "a section's place is no text: {start}..{end}");
    }
    for task in &document.plan.tasks {
        let [start, end] = task.place.span;
        assert!(start <= end && original.get(start..end).is_some(), "a task's place is no text: {start}..{end}");
    }
    let restored = PIPELINE.restorer().restore(&original);
    let mut copied = 0;
    for edit in &restored.edits {
        assert!(copied <= edit.source.start, "edits overlap");
        assert!(original.get(edit.source.range()).is_some(), "an edit's place is no text");
        copied = edit.source.end;
    }
});
