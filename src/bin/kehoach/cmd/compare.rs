//! `kehoach compare`: plans in, comparisons out.

use kehoach::compare::chain::{Chain, chain};
use kehoach::compare::copies::copies;
use kehoach::compare::matrix::matrix;
use kehoach::compare::rarity::Rarity;
use kehoach::compare::subject::Subject;
use kehoach::compare::{self, Comparison, prepare};
use kehoach::error::DocumentError;
use kehoach::record::Record;
use kehoach::write::{self, Layout};
use rayon::prelude::*;

use crate::Outcome;
use crate::args::{Compare, Plans};
use crate::output::{Output, complain};
use crate::records::{Failure, Reader};

/// Comparisons that are in memory before they are written.
const BATCH: usize = 256;

/// The plans of a run, ready to be compared, and which goes with which.
pub(crate) struct Ground {
    pub(crate) subjects: Vec<Subject>,
    pub(crate) rarity: Rarity,
    /// Index of the parent, indices of its children; in the order of the parents.
    pub(crate) families: Vec<(usize, Vec<usize>)>,
    pub(crate) failures: Vec<Failure>,
}

pub(crate) fn run(args: &Compare) -> anyhow::Result<Outcome> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.plans.threads.map_or(0, usize::from)).build()?;
    threads.install(|| run_here(args))
}

fn run_here(args: &Compare) -> anyhow::Result<Outcome> {
    let mut output = Output::open(args.output.as_deref())?;
    let layout = if args.pretty { Layout::Pretty } else { Layout::Line };
    let failures = if args.chain || args.all {
        let (records, failures) = everything(&args.plans)?;
        if args.chain {
            let chain: Chain = chain(&records);
            output.line(&write::chain(&chain, layout)?)?;
        } else {
            output.line(&write::copies(&copies(&prepare(records).0), layout)?)?;
        }
        failures
    } else {
        let ground = ground(&args.plans)?;
        if args.matrix {
            for (parent, children) in &ground.families {
                let children: Vec<&Subject> = children.iter().map(|&child| &ground.subjects[child]).collect();
                let matrix = matrix(&ground.subjects[*parent], &children, &ground.rarity);
                output.line(&write::matrix(&matrix, layout)?)?;
            }
        } else {
            comparisons(&ground, layout, &mut output)?;
        }
        ground.failures
    };
    for failure in &failures {
        output.line(&write::error(&failure.path, &failure.error, layout)?)?;
    }
    output.finish()?;
    Ok(told(&failures))
}

/// Writes every comparison, in the order of the parents, then of the children.
fn comparisons(ground: &Ground, layout: Layout, output: &mut Output) -> anyhow::Result<()> {
    let pairs: Vec<(usize, usize)> =
        ground.families.iter().flat_map(|(parent, children)| children.iter().map(|&child| (*parent, child))).collect();
    for batch in pairs.chunks(BATCH) {
        let compare = |&(parent, child): &(usize, usize)| {
            let comparison: Comparison =
                compare::compare(&ground.subjects[parent], &ground.subjects[child], &ground.rarity);
            write::comparison(&comparison, layout)
        };
        for row in batch.par_iter().map(compare).collect::<Vec<_>>() {
            output.line(&row?)?;
        }
    }
    Ok(())
}

/// Says on standard error what failed, and how the run ended.
pub(crate) fn told(failures: &[Failure]) -> Outcome {
    for failure in failures {
        complain(&format!("kehoach: {}: {}", failure.path, failure.error));
    }
    if failures.is_empty() { Outcome::Complete } else { Outcome::SomeFailed }
}

/// Every plan that was given.
fn everything(plans: &Plans) -> anyhow::Result<(Vec<Record>, Vec<Failure>)> {
    let paths: Vec<_> = [&plans.parent].into_iter().chain(&plans.children).cloned().collect();
    Reader::new(&plans.model).read(&paths)
}

/// Reads the plans and finds for each child its parent.
pub(crate) fn ground(plans: &Plans) -> anyhow::Result<Ground> {
    let reader = Reader::new(&plans.model);
    let (parents, mut failures) = reader.read(std::slice::from_ref(&plans.parent))?;
    if parents.is_empty() {
        let why = failures.first().map_or_else(|| "no file there".to_owned(), |failure| failure.error.to_string());
        anyhow::bail!("{}: no parent plan: {why}", plans.parent.display());
    }
    let (children, failed) = reader.read(&plans.children)?;
    failures.extend(failed);
    let first_child = parents.len();
    let among_parents = plans.children.is_empty();
    if among_parents && parents.len() < 2 {
        anyhow::bail!("{}: one plan alone can't be compared: give its children too", plans.parent.display());
    }
    let records: Vec<Record> = parents.into_iter().chain(children).collect();
    let mut families: Vec<(usize, Vec<usize>)> = (0..first_child).map(|parent| (parent, Vec::new())).collect();
    let chain = chain(&records);
    let children = if among_parents { 0..first_child } else { first_child..records.len() };
    for child in children {
        let cited = chain.edges.iter().filter(|edge| edge.child == child).map(|edge| edge.parent);
        let cited = cited.filter(|&parent| parent < first_child && parent != child).min();
        match cited.or((first_child == 1 && !among_parents).then_some(0)) {
            Some(parent) => families[parent].1.push(child),
            // A plan among many that carries out none of them is a parent itself, or stands alone.
            None if among_parents => {}
            None => failures.push(Failure {
                path: records[child].path.clone(),
                error: DocumentError::NotAPlan {
                    missing: "it does not say that it carries out one of the parents".into(),
                },
            }),
        }
    }
    families.retain(|(_, children)| !children.is_empty());
    let (subjects, rarity) = prepare(records);
    Ok(Ground { subjects, rarity, families, failures })
}
