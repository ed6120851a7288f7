//! `kehoach report`: comparisons for people: one HTML file, a workbook, tables.

use std::path::Path;

use anyhow::Context as _;
use kehoach::compare::chain::chain;
use kehoach::compare::{Comparison, compare};
use kehoach::record::Record;
use kehoach::write::report::{Contents, report};
use kehoach::write::tables::{csv, tables};
use kehoach::write::words;
use kehoach::write::workbook::workbook;
use rayon::prelude::*;

use super::compare::{Ground, ground, told};
use crate::Outcome;
use crate::args::{Language, Report};
use crate::output::{Output, complain};

pub(crate) fn run(args: &Report) -> anyhow::Result<Outcome> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.plans.threads.map_or(0, usize::from)).build()?;
    threads.install(|| run_here(args))
}

fn run_here(args: &Report) -> anyhow::Result<Outcome> {
    let Ground { subjects, rarity, families, failures } = ground(&args.plans)?;
    let pairs: Vec<(usize, usize)> =
        families.iter().flat_map(|(parent, children)| children.iter().map(|&child| (*parent, child))).collect();
    let comparisons: Vec<Comparison> =
        pairs.par_iter().map(|&(parent, child)| compare(&subjects[parent], &subjects[child], &rarity)).collect();
    let language = match args.lang {
        Language::Vi => words::Language::Vietnamese,
        Language::En => words::Language::English,
    };
    let plans: Vec<&Record> = subjects.iter().map(|subject| &subject.record).collect();
    let records: Vec<Record> = plans.iter().map(|&record| record.clone()).collect();
    let failed: Vec<(String, String)> =
        failures.iter().map(|failure| (failure.path.clone(), failure.error.to_string())).collect();
    let contents = Contents { comparisons: &comparisons, plans: &plans, chain: &chain(&records), failures: &failed };
    let html = report(&contents, language).context("cannot render the report")?;
    write_file(&args.output, html.as_bytes())?;
    if args.xlsx.is_some() || args.csv.is_some() {
        let children: Vec<&Record> = pairs.iter().map(|&(_, child)| plans[child]).collect();
        let tables = tables(&comparisons, &children, language);
        if let Some(path) = &args.xlsx {
            write_file(path, &workbook(&tables).context("cannot make the workbook")?)?;
        }
        if let Some(folder) = &args.csv {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
            for table in &tables {
                let mut bytes = Vec::new();
                csv(table, &mut bytes)?;
                write_file(&folder.join(format!("{}.csv", table.name)), &bytes)?;
            }
        }
    }
    complain(&format!("kehoach: {} so sánh · comparisons → {}", comparisons.len(), args.output.display()));
    Ok(told(&failures))
}

/// Writes a file that appears only when complete.
fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut output = Output::open(Some(path))?;
    output.bytes(bytes)?;
    output.finish()
}
