//! The plans that `compare` and `report` were given: documents are walked, NDJSON of an earlier run is read.
//!
//! A document that gives no plan, or a line that is no row, becomes a failure with its name; the rest goes on.

use std::path::PathBuf;
use std::sync::OnceLock;

use kehoach::error::DocumentError;
use kehoach::model::Model;
use kehoach::pipeline::Pipeline;
use kehoach::read::Limits;
use kehoach::record::{Record, RecordError};
use kehoach::restore::Worker;
use rayon::prelude::*;

use crate::args::ModelArg;
use crate::cmd::open_model;
use crate::inputs::{self, Input, Listing};

/// A plan that could not be had: the name of its file and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) path: String,
    pub(crate) error: DocumentError,
}

/// NDJSON of thousands of plans is larger than any document.
const MOST_BYTES: u64 = 4 << 30;

/// Reads documents and NDJSON; the model is opened when the first document asks for it.
pub(crate) struct Reader<'a> {
    model: &'a ModelArg,
    pipeline: OnceLock<Pipeline>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(model: &'a ModelArg) -> Self {
        Reader { model, pipeline: OnceLock::new() }
    }

    /// The plans under some paths, in the order given, and what gave none.
    pub(crate) fn read(&self, paths: &[PathBuf]) -> anyhow::Result<(Vec<Record>, Vec<Failure>)> {
        let Listing { inputs, .. } = inputs::list(paths);
        let (mut records, mut failures) = (Vec::new(), Vec::new());
        let read: Vec<anyhow::Result<Vec<Result<Record, Failure>>>> =
            inputs.par_iter().map_init(Worker::default, |worker, input| self.plans_of(input, worker)).collect();
        for plan in read.into_iter().collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten() {
            match plan {
                Ok(record) => records.push(record),
                Err(failure) => failures.push(failure),
            }
        }
        Ok((records, failures))
    }

    fn plans_of(&self, input: &Input, worker: &mut Worker) -> anyhow::Result<Vec<Result<Record, Failure>>> {
        let name = input.name();
        let failed = |error: DocumentError| vec![Err(Failure { path: name.clone(), error })];
        let bytes = match input.bytes(Limits { bytes: MOST_BYTES, ..Limits::default() }) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(failed(error)),
        };
        if is_rows(&bytes) {
            return Ok(match std::str::from_utf8(&bytes) {
                Ok(text) => rows(text, &name),
                Err(error) => failed(DocumentError::NotText { offset: error.valid_up_to() }),
            });
        }
        let document = inputs::read_source(&name, &bytes, Limits::default())
            .map(|source| self.pipeline().map(|pipeline| pipeline.run(source, worker)));
        Ok(match document {
            Ok(walked) => match walked? {
                Ok(document) => vec![Ok(Record::from(document))],
                Err(error) => failed(error),
            },
            Err(error) => failed(error),
        })
    }

    fn pipeline(&self) -> anyhow::Result<&Pipeline> {
        if let Some(pipeline) = self.pipeline.get() {
            return Ok(pipeline);
        }
        // Two threads may open it at once; the second one's work is thrown away.
        let model: Model = open_model(self.model)?;
        Ok(self.pipeline.get_or_init(|| Pipeline::new(model)))
    }
}

/// Whether bytes are what `extract` writes: objects that name their schema.
fn is_rows(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(256)];
    let head = String::from_utf8_lossy(head);
    head.trim_start_matches('\u{feff}').trim_start().starts_with('{')
        && head.contains("\"schema\"")
        && head.contains("kehoach.")
}

/// The plans of NDJSON, or of one indented object.
fn rows(text: &str, name: &str) -> Vec<Result<Record, Failure>> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(record) = Record::from_json(text) {
        return vec![Ok(record)];
    }
    let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let read = lines.par_iter().map(|(number, line)| {
        Record::from_json(line).map_err(|error| match error {
            RecordError::NoPlan { path, message } => {
                Failure { path, error: DocumentError::NotAPlan { missing: message } }
            }
            error => Failure {
                path: format!("{name}:{}", number + 1),
                error: DocumentError::Io { reason: error.to_string() },
            },
        })
    });
    read.collect()
}
