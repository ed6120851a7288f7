//! The integration tests, one binary; each module says what it holds.
//!
//! Tests that need the material beside the project look for `../shared` and say so where it is missing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::disallowed_methods)]

/// Every fixture, followed through every stage and compared with the files beside it.
mod fixtures;

/// What every JSON object promises: it fits the published schema, and its places give what it says.
mod contract;

/// What must hold for any text at all.
mod properties;

/// The data in `corpus/` is clean: sorted, no line twice, in NFC.
mod corpus;

/// Plans with known kinship, made by a seeded generator.
mod families;

/// Comparisons: known edits found again, the fixture pair, the other views, annotated pairs of real plans.
mod compare;

/// Reports: tables, workbook, and the HTML file in a real browser where one is installed.
#[cfg(feature = "report")]
mod report;

/// One plan in many formats, and real files where they are at hand.
#[cfg(feature = "formats")]
mod formats;

/// Files that are made to harm: each costs itself only.
#[cfg(feature = "formats")]
mod hostile;

/// The command line, case by case in `cli/*.toml`, and what those cannot show.
mod cli;

/// Plans that a reader annotated by the contract before the program saw them, and how far it agrees.
mod annotated;

/// Floors on real plans, where they are at hand.
mod shared;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use kehoach::model::Model;
use kehoach::pipeline::{Document, Pipeline};
use kehoach::read::{Limits, Source};
use kehoach::restore::Worker;

/// One pipeline for all tests: opening the model is what costs.
static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(Model::embedded().expect("the embedded model opens")));

/// The project's root.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Walks a file through; its name in the output is its path below the root.
fn walk(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/"), &bytes)
}

/// Takes bytes through all stages.
fn read(name: &str, bytes: &[u8]) -> Document {
    let source = Source::from_bytes(name, bytes, Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    PIPELINE.run(source, &mut Worker::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The folders of the fixture plans, sorted.
fn fixture_folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("fixtures/plans")).expect("fixtures are there");
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.expect("is readable").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(folders.len() >= 8, "fixtures are missing");
    folders
}
