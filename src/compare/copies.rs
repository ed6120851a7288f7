//! Near-copies among many plans: which plans share long stretches of text, and which.
//!
//! In: subjects. Out: clusters of plans with the passages that link them. Each plan is a set of runs of `RUN` neutral
//! words; sets that probably overlap are found by MinHash and LSH, then their tasks are compared one by one. What more than
//! `COMMON_SHARE` of the plans have (and at least `COMMON_PLANS`) is boilerplate and counts for nothing.
//!
//! Cost: linear in the text, then a comparison for each pair of plans that share a band.

use std::collections::HashMap;

use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::Identity;
use super::neutral::Word;
use super::subject::Subject;

/// Words of a run.
const RUN: usize = 5;
/// Bins of a signature: one-permutation MinHash.
const BINS: usize = 128;
/// Bins of a band. With 32 bands of 4, plans that share half of their runs meet with probability 0.87, a fifth 0.05.
const BAND: usize = 4;
/// Plans with at least this share of common runs, of the shorter one, are near-copies.
pub const COPY_FLOOR: f64 = 0.5;
/// A passage must have this many words.
const PASSAGE_WORDS: usize = 12;
/// Runs in more than this share of the plans are boilerplate.
const COMMON_SHARE: f64 = 0.2;
/// … and in at least this many.
const COMMON_PLANS: usize = 10;
/// Plans of one bucket that are compared each with each; in larger buckets each is compared with the first ones.
const LARGEST_BUCKET: usize = 64;

/// The near-copies among many plans.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Copies {
    /// Plans that were looked at.
    pub plans: usize,
    /// Groups of near-copies, the largest first.
    pub clusters: Vec<Cluster>,
}

/// Plans that are near-copies of each other, directly or by way of others.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Cluster {
    /// The plans, in the order given.
    pub plans: Vec<Identity>,
    /// Which are alike.
    pub links: Vec<CopyLink>,
}

/// Two plans that share much.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CopyLink {
    /// Index in the cluster.
    pub left: usize,
    /// Index in the cluster.
    pub right: usize,
    /// Share of the shorter plan's runs of words that the other has.
    pub share: f64,
    /// Tasks with the same text, localities aside: path on the left, path on the right.
    pub passages: Vec<(String, String)>,
}

/// Finds the near-copies, on all cores.
pub fn copies(subjects: &[Subject]) -> Copies {
    let sets = informative(subjects.par_iter().map(runs).collect());
    let mut pairs: Vec<(usize, usize)> = candidates(&sets);
    pairs.sort_unstable();
    pairs.dedup();
    let links: Vec<(usize, usize, f64)> = pairs
        .into_par_iter()
        .filter_map(|(a, b)| Some((a, b, share(&sets[a], &sets[b]))).filter(|(_, _, share)| *share >= COPY_FLOOR))
        .collect();
    let mut groups = UnionFind::<usize>::new(subjects.len());
    for &(a, b, _) in &links {
        groups.union(a, b);
    }
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    for (a, b, _) in &links {
        for &plan in [a, b] {
            members.entry(groups.find(plan)).or_default().push(plan);
        }
    }
    let mut clusters: Vec<Vec<usize>> = members.into_values().collect();
    for plans in &mut clusters {
        plans.sort_unstable();
        plans.dedup();
    }
    clusters.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let clusters = clusters.iter().map(|plans| cluster(subjects, plans, &links)).collect();
    Copies { plans: subjects.len(), clusters }
}

fn cluster(subjects: &[Subject], plans: &[usize], links: &[(usize, usize, f64)]) -> Cluster {
    let within = links.iter().filter_map(|&(a, b, share)| {
        let (left, right) = (plans.binary_search(&a).ok()?, plans.binary_search(&b).ok()?);
        let share = (share * 1e4).round() / 1e4;
        Some(CopyLink { left, right, share, passages: passages(&subjects[a], &subjects[b]) })
    });
    Cluster { plans: plans.iter().map(|&at| Identity::of(&subjects[at].record)).collect(), links: within.collect() }
}

/// Tasks of two plans with the same neutral words.
fn passages(left: &Subject, right: &Subject) -> Vec<(String, String)> {
    let by_words: HashMap<&[Word], usize> =
        right.items.iter().enumerate().rev().map(|(at, item)| (item.words.as_slice(), at)).collect();
    let long = left.items.iter().enumerate().filter(|(_, item)| item.words.len() >= PASSAGE_WORDS);
    let same = long.filter_map(|(at, item)| Some((at, *by_words.get(item.words.as_slice())?)));
    same.map(|(a, b)| (left.task(a).path.clone(), right.task(b).path.clone())).collect()
}

/// The runs of words of a plan's tasks, sorted, each once.
fn runs(subject: &Subject) -> Vec<u64> {
    let mut runs: Vec<u64> = subject.items.iter().flat_map(|item| item.words.windows(RUN).map(run)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// A run of words as a number: a multiply-and-mix chain, finished so that its low bits are as good as its high ones.
fn run(words: &[Word]) -> u64 {
    let mixed = words
        .iter()
        .fold(0_u64, |hash, &word| (hash ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29));
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The sets without boilerplate.
fn informative(mut sets: Vec<Vec<u64>>) -> Vec<Vec<u64>> {
    let most = ((sets.len() as f64 * COMMON_SHARE) as usize).max(COMMON_PLANS);
    if sets.len() <= most {
        return sets;
    }
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for run in sets.iter().flatten() {
        *counts.entry(*run).or_default() += 1;
    }
    sets.par_iter_mut().for_each(|set| set.retain(|run| counts.get(run).is_none_or(|&count| (count as usize) <= most)));
    sets
}

/// Pairs of plans that share a band of their signatures.
fn candidates(sets: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let signatures: Vec<Option<[u64; BINS]>> = sets.par_iter().map(|set| signature(set)).collect();
    let bands = (0..BINS / BAND).into_par_iter().map(|band| {
        let mut buckets: HashMap<&[u64], Vec<usize>> = HashMap::new();
        for (plan, signature) in signatures.iter().enumerate() {
            if let Some(signature) = signature {
                buckets.entry(&signature[band * BAND..(band + 1) * BAND]).or_default().push(plan);
            }
        }
        let mut pairs = Vec::new();
        for plans in buckets.values() {
            for (at, &b) in plans.iter().enumerate() {
                pairs.extend(plans[..at.min(LARGEST_BUCKET)].iter().map(|&a| (a, b)));
            }
        }
        pairs
    });
    bands.flatten().collect()
}

/// The least hash of each bin; empty bins take the value of the next full one. None for a set that is empty.
fn signature(set: &[u64]) -> Option<[u64; BINS]> {
    let mut bins = [u64::MAX; BINS];
    for &run in set {
        let bin = (run % BINS as u64) as usize;
        bins[bin] = bins[bin].min(run);
    }
    let mut next = bins.iter().copied().find(|&bin| bin != u64::MAX)?;
    for (at, bin) in bins.iter_mut().enumerate().rev() {
        if *bin == u64::MAX {
            // Turned by its place, so that a row of empty bins is not one value many times.
            *bin = next.rotate_left(at as u32 % 63 + 1);
        } else {
            next = *bin;
        }
    }
    Some(bins)
}

/// Share of the shorter set's runs that the other has. Cost: one pass over both.
fn share(left: &[u64], right: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common as f64 / left.len().min(right.len()).max(1) as f64
}
