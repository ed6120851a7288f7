//! `kehoach extract`: documents in, NDJSON out, in the order of the input.
//!
//! Documents are walked in batches on all cores; a batch is written before the next one is read, so memory holds one batch
//! whatever the number of files. With `--run`, each row goes into a ledger first, and the output is made from it at the end.

use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use kehoach::error::DocumentError;
use kehoach::pipeline::Pipeline;
use kehoach::read::Limits;
use kehoach::restore::Worker;
use kehoach::write::{self, Layout};
use rayon::prelude::*;

use super::open_model;
use crate::Outcome;
use crate::args::Extract;
use crate::inputs::{self, Input, Listing};
use crate::ledger::{Entry, Ledger, hash};
use crate::output::{Output, complain};

/// Documents a batch, for each thread.
const BATCH: usize = 16;

/// A finished document: its row, and the code of its failure.
struct Row {
    json: String,
    failure: Option<&'static str>,
    findings: usize,
    milliseconds: u64,
}

pub(crate) fn run(args: &Extract) -> anyhow::Result<Outcome> {
    let Listing { inputs, passed_over } = inputs::list(&args.paths);
    let mut tally = Tally::default();
    let run = Run {
        pipeline: Pipeline::new(open_model(&args.model)?),
        threads: rayon::ThreadPoolBuilder::new().num_threads(args.threads.map_or(0, usize::from)).build()?,
        limits: Limits { bytes: args.max_bytes, ..Limits::default() },
        layout: if args.pretty && inputs.len() == 1 { Layout::Pretty } else { Layout::Line },
        progress: progress(inputs.len()),
    };
    match &args.run {
        Some(folder) => with_ledger(&run, &inputs, folder, args, &mut tally)?,
        None => {
            let mut output = Output::open(args.output.as_deref())?;
            run.walk_all(&inputs, |_, row| {
                tally.add(row.failure, row.findings);
                Ok(output.line(&row.json)?)
            })?;
            output.finish()?;
        }
    }
    run.progress.finish_and_clear();
    summary(inputs.len(), passed_over, &tally);
    Ok(if tally.failures.is_empty() { Outcome::Complete } else { Outcome::SomeFailed })
}

/// A run that goes on where it was: what the ledger has is passed over.
fn with_ledger(run: &Run, inputs: &[Input], folder: &Path, args: &Extract, tally: &mut Tally) -> anyhow::Result<()> {
    anyhow::ensure!(!inputs.contains(&Input::Stdin), "--run keeps files in its ledger, and standard input is none");
    let mut ledger = Ledger::open(folder)?;
    let model = match &args.model.model {
        Some(path) => hash(&std::fs::read(path)?),
        None => "embedded".to_owned(),
    };
    let settings = format!("{} {model} {}", env!("CARGO_PKG_VERSION"), args.max_bytes);
    let sums: Vec<String> = run.threads.install(|| {
        inputs
            .par_iter()
            .map(|input| input.bytes(run.limits).map_or_else(|_| String::new(), |bytes| hash(&bytes)))
            .collect()
    });
    let to_do: Vec<(Input, String)> = inputs
        .iter()
        .zip(sums)
        .filter(|(input, sum)| {
            let done = ledger.is_done(&input.name(), sum, &settings, &args.retry);
            run.progress.inc(u64::from(done));
            !done
        })
        .map(|(input, sum)| (input.clone(), sum))
        .collect();
    let pending: Vec<Input> = to_do.iter().map(|(input, _)| input.clone()).collect();
    run.walk_all(&pending, |at, row| {
        let entry = Entry {
            path: pending[at].name(),
            sha256: to_do[at].1.clone(),
            settings: settings.clone(),
            outcome: row.failure.unwrap_or("plan").to_owned(),
            milliseconds: row.milliseconds,
            findings: row.findings,
        };
        ledger.add(entry, &row.json)
    })?;
    let mut names: Vec<String> = inputs.iter().map(Input::name).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    for name in &names {
        if let Some(entry) = ledger.entry(name) {
            tally.add((entry.outcome != "plan").then_some(entry.outcome.as_str()), entry.findings);
        }
    }
    let output = ledger.write_output(&names)?;
    complain(&format!("kehoach: → {}", output.display()));
    Ok(())
}

/// What the documents of a run share.
struct Run {
    pipeline: Pipeline,
    threads: rayon::ThreadPool,
    limits: Limits,
    layout: Layout,
    progress: ProgressBar,
}

impl Run {
    /// Walks documents in batches and hands over each row, with the document's index, in the order of the input.
    fn walk_all(&self, inputs: &[Input], mut done: impl FnMut(usize, Row) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let size = BATCH * self.threads.current_num_threads();
        for (number, batch) in inputs.chunks(size).enumerate() {
            let rows: Vec<anyhow::Result<Row>> = self.threads.install(|| {
                let walk = |worker: &mut Worker, input: &Input| {
                    let row = self.walk(input, worker);
                    self.progress.inc(1);
                    row
                };
                batch.par_iter().map_init(Worker::default, walk).collect()
            });
            for (at, row) in rows.into_iter().enumerate() {
                done(number * size + at, row?)?;
            }
        }
        Ok(())
    }

    fn walk(&self, input: &Input, worker: &mut Worker) -> anyhow::Result<Row> {
        let started = Instant::now();
        // A fault of ours, or of a parser that we use, costs this document only.
        let walk = || input.read(self.limits).and_then(|source| self.pipeline.run(source, worker));
        let walked = catch_unwind(AssertUnwindSafe(walk)).unwrap_or(Err(DocumentError::Internal));
        let (json, failure, findings) = match walked {
            Ok(document) => (write::plan(&document, self.layout)?, None, document.plan.findings.len()),
            Err(error) => (write::error(&input.name(), &error, self.layout)?, Some(error.code()), 0),
        };
        Ok(Row { json, failure, findings, milliseconds: started.elapsed().as_millis() as u64 })
    }
}

/// How the documents of a run ended.
struct Tally {
    started: Instant,
    failures: Vec<(String, usize)>,
    findings: usize,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { started: Instant::now(), failures: Vec::new(), findings: 0 }
    }
}

impl Tally {
    fn add(&mut self, failure: Option<&str>, findings: usize) {
        self.findings += findings;
        let Some(code) = failure else { return };
        match self.failures.iter_mut().find(|(known, _)| known == code) {
            Some((_, count)) => *count += 1,
            None => self.failures.push((code.to_owned(), 1)),
        }
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
fn summary(documents: usize, passed_over: usize, tally: &Tally) {
    let failed: usize = tally.failures.iter().map(|(_, count)| count).sum();
    let plans = documents.saturating_sub(failed);
    complain(&format!(
        "kehoach: {plans}/{documents} kế hoạch · plans, {} phát hiện · findings, {:.1} s",
        tally.findings,
        tally.started.elapsed().as_secs_f64()
    ));
    for (code, count) in &tally.failures {
        complain(&format!("kehoach: không thành kế hoạch · gave no plan: {count} × {code}"));
    }
    if passed_over > 0 {
        complain(&format!("kehoach: bỏ qua · passed over: {passed_over} tệp khác · other files"));
    }
    if documents == 0 {
        complain("kehoach: không có tệp nào · no files were found");
    }
}
