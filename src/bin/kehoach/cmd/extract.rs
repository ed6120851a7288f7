//! `kehoach extract`: documents in, NDJSON out, in the order of the input.
//!
//! Documents are walked in batches on all cores; a batch is written before the next one is read, so memory holds one batch
//! whatever the number of files.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use kehoach::pipeline::Pipeline;
use kehoach::read::Limits;
use kehoach::restore::Worker;
use kehoach::write::{self, Layout};
use rayon::prelude::*;

use super::open_model;
use crate::Outcome;
use crate::args::Extract;
use crate::inputs::{self, Input, Listing};
use crate::output::{Output, complain};

/// Documents a batch, for each thread.
const BATCH: usize = 16;

/// A finished document: its row, and the code of its failure.
struct Row {
    json: String,
    failure: Option<&'static str>,
}

pub(crate) fn run(args: &Extract) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let Listing { inputs, passed_over } = inputs::list(&args.paths);
    let mut output = Output::open(args.output.as_deref())?;
    let pipeline = Pipeline::new(open_model(&args.model)?);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.threads.map_or(0, usize::from)).build()?;
    let layout = if args.pretty && inputs.len() == 1 { Layout::Pretty } else { Layout::Line };
    let limits = Limits { bytes: args.max_bytes, ..Limits::default() };
    let progress = progress(inputs.len());
    let (mut failures, mut findings): (Vec<(&'static str, usize)>, usize) = (Vec::new(), 0);
    for batch in inputs.chunks(BATCH * threads.current_num_threads()) {
        let rows: Vec<anyhow::Result<Row>> = threads.install(|| {
            let walk = |worker: &mut Worker, input: &Input| {
                let row = walk(&pipeline, input, limits, layout, worker);
                progress.inc(1);
                row
            };
            batch.par_iter().map_init(Worker::default, walk).collect()
        });
        for row in rows {
            let row = row?;
            output.line(&row.json)?;
            if let Some(code) = row.failure {
                count(&mut failures, code);
            } else {
                findings += row.json.matches("\"severity\":").count();
            }
        }
    }
    output.finish()?;
    progress.finish_and_clear();
    summary(inputs.len(), passed_over, &failures, findings, started.elapsed());
    Ok(if failures.is_empty() { Outcome::Complete } else { Outcome::SomeFailed })
}

fn walk(
    pipeline: &Pipeline,
    input: &Input,
    limits: Limits,
    layout: Layout,
    worker: &mut Worker,
) -> anyhow::Result<Row> {
    let document = input.read(limits).and_then(|source| pipeline.run(source, worker));
    Ok(match document {
        Ok(document) => Row { json: write::plan(&document, layout)?, failure: None },
        Err(error) => Row { json: write::error(&input.name(), &error, layout)?, failure: Some(error.code()) },
    })
}

fn count(failures: &mut Vec<(&'static str, usize)>, code: &'static str) {
    match failures.iter_mut().find(|(known, _)| *known == code) {
        Some((_, count)) => *count += 1,
        None => failures.push((code, 1)),
    }
}

/// A bar with the time that is left, where a person is watching.
fn progress(documents: usize) -> ProgressBar {
    if documents < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} văn bản · documents, còn · left {eta}");
    ProgressBar::new(documents as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The closing summary, in Vietnamese with English beside it.
fn summary(documents: usize, passed_over: usize, failures: &[(&'static str, usize)], findings: usize, time: Duration) {
    let failed: usize = failures.iter().map(|(_, count)| count).sum();
    let plans = documents - failed;
    complain(&format!(
        "kehoach: {plans}/{documents} kế hoạch · plans, {findings} phát hiện · findings, {:.1} s",
        time.as_secs_f64()
    ));
    for (code, count) in failures {
        complain(&format!("kehoach: không đọc được · failed: {count} × {code}"));
    }
    if passed_over > 0 {
        complain(&format!("kehoach: bỏ qua · passed over: {passed_over} tệp khác · other files"));
    }
    if documents == 0 {
        complain("kehoach: không có tệp nào · no files were found");
    }
}
