//! Comparing at scale, over generated families of plans: how well known edits are found again, how long it takes, how it
//! grows, and how far apart related and unrelated tasks lie.
//!
//! `cargo bench --bench compare` prints tables; arguments name single parts (`edits`, `scale`, `copies`, `distances`) and
//! sizes (`-- scale 3321`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

#[path = "../tests/families.rs"]
mod families;

use std::time::Instant;

use families::{Child, Families, Fate};
use kehoach::compare::copies::copies;
use kehoach::compare::verdict::Status;
use kehoach::compare::{compare, prepare};
use kehoach::record::Record;
use rayon::prelude::*;

const PARENTS: usize = 34;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wants = |part: &str| asked.is_empty() || asked.iter().any(|asked| asked == part);
    let sizes: Vec<usize> = asked.iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = |usual: [usize; 3]| if sizes.is_empty() { usual.to_vec() } else { sizes.clone() };
    if wants("edits") {
        edits();
    }
    if wants("distances") {
        distances();
    }
    if wants("scale") {
        for children in sizes([1_000, 3_321, 10_000]) {
            scale(children);
        }
    }
    if wants("copies") {
        for plans in sizes([1_000, 3_000, 10_000]) {
            near_copies(plans);
        }
    }
    if let Some(peak) = peak_memory() {
        println!("\npeak memory of the run: {:.0} MB", peak as f64 / 1e6);
    }
}

fn family(children: usize) -> (Vec<Record>, Vec<Child>) {
    let mut families = Families::new(7);
    let parents: Vec<Record> = (0..PARENTS).map(|number| families.parent(number)).collect();
    let children = (0..children).map(|number| families.child(&parents[number % PARENTS], number)).collect();
    (parents, children)
}

/// Known edits found again.
fn edits() {
    let (parents, children) = family(340);
    let records: Vec<Record> =
        parents.iter().cloned().chain(children.iter().map(|child| child.record.clone())).collect();
    let (subjects, rarity) = prepare(records);
    let (mut wanted, mut have, mut right, mut agreed, mut mistaken) = (0, 0, 0, 0, 0);
    for (number, child) in children.iter().enumerate() {
        let parent = number % PARENTS;
        let comparison = compare(&subjects[parent], &subjects[PARENTS + number], &rarity);
        let paths = parents[parent].plan.tasks.iter().map(|task| task.path.clone());
        let known: Vec<(String, String, Fate)> =
            paths.zip(&child.fates).filter_map(|(left, (fate, right))| Some((left, right.clone()?, *fate))).collect();
        let found: Vec<_> =
            comparison.pairs.iter().filter(|pair| pair.left.is_some() && pair.right.is_some()).collect();
        wanted += known.len();
        have += found.len();
        for pair in found {
            mistaken += usize::from(pair.right.as_ref().is_some_and(|path| child.own.contains(path)));
            let fits = |(left, right, _): &&(String, String, Fate)| {
                Some(left) == pair.left.as_ref() && Some(right) == pair.right.as_ref()
            };
            if let Some((_, _, fate)) = known.iter().find(fits) {
                right += 1;
                let expected = match fate {
                    Fate::Same => Status::Same,
                    Fate::Reworded => Status::Reworded,
                    _ => Status::Changed,
                };
                agreed += usize::from(expected == pair.status);
            }
        }
    }
    println!(
        "\n## known edits found again\n\n| pairs known | found | of these with a task of the child's own | precision | recall | status right |\n|---|---|---|---|---|---|"
    );
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "| {wanted} | {have} | {mistaken} | {:.4} | {:.4} | {:.4} |",
        share(right, have),
        share(right, wanted),
        share(agreed, right)
    );
}

/// Similarity of the best counterpart: tasks of a child in its parent, and in a parent that is not its own.
fn distances() {
    let (parents, children) = family(136);
    let records: Vec<Record> =
        parents.iter().cloned().chain(children.iter().map(|child| child.record.clone())).collect();
    let (subjects, rarity) = prepare(records);
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for number in 0..children.len() {
        for (parent, list) in [(number % PARENTS, &mut own), ((number + 1) % PARENTS, &mut other)] {
            let comparison = compare(&subjects[parent], &subjects[PARENTS + number], &rarity);
            list.extend(comparison.pairs.iter().filter_map(|pair| pair.similarity));
            let tasks = subjects[PARENTS + number].items.len();
            let met = comparison.pairs.iter().filter(|pair| pair.similarity.is_some()).count();
            list.extend(std::iter::repeat_n(0.0, tasks.saturating_sub(met)));
        }
    }
    println!(
        "\n## similarity of the pairs found (0: none), per mille of the child's tasks\n\n| | 1 | 10 | 100 | 500 | 900 | 990 | 999 |\n|---|---|---|---|---|---|---|---|"
    );
    for (name, list) in [("own parent", &mut own), ("another parent", &mut other)] {
        list.sort_by(f64::total_cmp);
        let at = |mille: usize| list[(list.len() * mille / 1000).min(list.len() - 1)];
        let cells = [1, 10, 100, 500, 900, 990, 999].map(|mille| format!("{:.3}", at(mille)));
        println!("| {name} | {} |", cells.join(" | "));
    }
}

fn scale(children: usize) {
    let (parents, made) = family(children);
    let records: Vec<Record> = parents.into_iter().chain(made.into_iter().map(|child| child.record)).collect();
    let started = Instant::now();
    let (subjects, rarity) = prepare(records);
    let prepared = started.elapsed();
    let pairs: usize = (0..children)
        .into_par_iter()
        .map(|number| compare(&subjects[number % PARENTS], &subjects[PARENTS + number], &rarity).pairs.len())
        .sum();
    println!(
        "\n{children} children against {PARENTS} parents: prepared in {:.1} s, compared in {:.1} s, {pairs} rows",
        prepared.as_secs_f64(),
        (started.elapsed() - prepared).as_secs_f64()
    );
}

fn near_copies(plans: usize) {
    let (parents, made) = family(plans - PARENTS);
    let records: Vec<Record> = parents.into_iter().chain(made.into_iter().map(|child| child.record)).collect();
    let started = Instant::now();
    let (subjects, _) = prepare(records);
    let found = copies(&subjects);
    let linked: usize = found.clusters.iter().map(|cluster| cluster.links.len()).sum();
    println!(
        "\nnear-copies among {plans} plans: {:.1} s, {} clusters, {linked} links",
        started.elapsed().as_secs_f64(),
        found.clusters.len()
    );
}

/// Peak resident memory in bytes, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
