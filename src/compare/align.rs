//! Which task of one plan is which task of the other.
//!
//! In: two subjects and the rarity of shingles. Out: pairs of items, each with its similarity and how it came about. The
//! choice is global: the set of one-to-one pairs with the greatest sum of similarities, first within the same part of the
//! plan, then across parts for what is left; at last, items that were split or merged. It does not say what a pair means.
//!
//! Cost: the postings of shared shingles, then word-level edit distance for the `KEPT` best candidates of each item,
//! then an assignment in each connected group of candidates (cubic in the group, which is at most `LARGEST_GROUP`).

use std::collections::{HashMap, HashSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use petgraph::unionfind::UnionFind;

use super::neutral::Word;
use super::rarity::{Rarity, Shingle};
use super::subject::{Item, Subject};

/// Two tasks at least this similar may be one. Of 13,888 tasks set against real plans of other subjects 21 found a
/// counterpart above it; of 32 annotated pairs 29 lie above it (`benches/compare.rs` prints generated distributions).
pub const PAIR_FLOOR: f32 = 0.34;
/// The same for tasks in different parts of their plans, where chance has more to choose from.
pub const MOVED_FLOOR: f32 = 0.5;
/// A part of a task: at least this share of what the smaller side says stands in the other…
pub const PART_FLOOR: f32 = 0.7;
/// … and this share of its pairs of words: common words alone, strewn over a long task, make no part.
const PART_PAIRS: f32 = 0.6;
/// Words that a task must have to be looked for inside another.
const PART_WORDS: usize = 12;
/// Candidates of an item that are weighed by edit distance.
const KEPT: usize = 8;
/// Shared weight below which a candidate is not weighed.
const CANDIDATE_FLOOR: f32 = 0.15;
/// Items of a group on one side; larger groups lose their weakest links first.
const LARGEST_GROUP: usize = 400;

/// Two items that are one task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Item of the left plan.
    pub left: usize,
    /// Item of the right plan.
    pub right: usize,
    /// From 0 to 1.
    pub similarity: f32,
    /// How it came about.
    pub link: Link,
}

/// How two items belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// One is the other, in the same part of the plan.
    Whole,
    /// One is the other, in another part of the plan.
    Moved,
    /// The right one is a part of the left one.
    Split,
    /// The left one is a part of the right one.
    Merged,
}

/// Aligns two plans.
pub fn align(left: &Subject, right: &Subject, rarity: &Rarity) -> Vec<Match> {
    let sums = |items: &[Item]| items.iter().map(|item| rarity.sum(&item.shingles)).collect::<Vec<_>>();
    let (left_sums, right_sums) = (sums(&left.items), sums(&right.items));
    let shared = shared(&left.items, &right.items, rarity);
    let candidates = candidates(left, right, &shared, &left_sums, &right_sums);
    let same_part = |pair: &&Match| left.items[pair.left].part == right.items[pair.right].part;
    let mut matches = assign(candidates.iter().filter(same_part).copied().collect());
    let free = |matches: &[Match], pair: &Match| {
        !matches.iter().any(|taken| taken.left == pair.left || taken.right == pair.right)
    };
    let rest = candidates.iter().filter(|pair| pair.similarity >= MOVED_FLOOR && free(&matches, pair));
    let moved = assign(rest.copied().collect());
    matches.extend(moved.into_iter().map(|pair| Match { link: Link::Moved, ..pair }));
    let parts = parts(left, right, &shared, &left_sums, &right_sums, &matches);
    matches.extend(parts);
    matches.sort_by_key(|pair| (pair.left, pair.right));
    matches
}

/// The weight that items share, by pairs of items, sorted.
fn shared(left: &[Item], right: &[Item], rarity: &Rarity) -> Vec<(usize, usize, f32)> {
    let mut postings: HashMap<Shingle, Vec<u32>> = HashMap::new();
    for (j, item) in right.iter().enumerate() {
        for &shingle in &item.shingles {
            postings.entry(shingle).or_default().push(j as u32);
        }
    }
    // In a long plan, what most tasks have only costs time.
    let common = (right.len() / 4).max(50);
    let mut found = Vec::new();
    let mut weights = vec![0.0_f32; right.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (i, item) in left.iter().enumerate() {
        for shingle in &item.shingles {
            let Some(holders) = postings.get(shingle).filter(|holders| holders.len() <= common) else { continue };
            let weight = rarity.weight(*shingle);
            for &j in holders {
                if weights[j as usize] == 0.0 {
                    touched.push(j);
                }
                weights[j as usize] += weight;
            }
        }
        touched.sort_unstable();
        for j in touched.drain(..) {
            found.push((i, j as usize, std::mem::take(&mut weights[j as usize])));
        }
    }
    found
}

/// The pairs worth weighing, with their similarity, at least [`PAIR_FLOOR`].
fn candidates(
    left: &Subject,
    right: &Subject,
    shared: &[(usize, usize, f32)],
    left_sums: &[f32],
    right_sums: &[f32],
) -> Vec<Match> {
    let mut found = Vec::new();
    for row in shared.chunk_by(|a, b| a.0 == b.0) {
        let dice = row.iter().map(|&(i, j, weight)| (i, j, 2.0 * weight / (left_sums[i] + right_sums[j])));
        let mut best: Vec<(usize, usize, f32)> = dice.filter(|(_, _, dice)| *dice >= CANDIDATE_FLOOR).collect();
        best.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.1.cmp(&b.1)));
        best.truncate(KEPT);
        for (i, j, dice) in best {
            let similarity = similarity(dice, &left.items[i], &right.items[j]);
            if similarity >= PAIR_FLOOR {
                found.push(Match { left: i, right: j, similarity, link: Link::Whole });
            }
        }
    }
    found
}

/// Half what they share, weighted by rarity; half how few words need to change.
fn similarity(dice: f32, left: &Item, right: &Item) -> f32 {
    let longest = left.words.len().max(right.words.len()).max(1);
    let distance = strsim::generic_levenshtein(&left.words, &right.words);
    let edit = 1.0 - distance as f32 / longest as f32;
    f32::midpoint(dice, edit)
}

/// The one-to-one pairs with the greatest sum.
fn assign(candidates: Vec<Match>) -> Vec<Match> {
    let mut chosen = Vec::new();
    let mut pending = groups(candidates);
    while let Some(mut group) = pending.pop() {
        let (lefts, rights) = sides(&group);
        if lefts.len().max(rights.len()) > LARGEST_GROUP {
            group.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then((a.left, a.right).cmp(&(b.left, b.right))));
            group.truncate(group.len() * 3 / 4);
            pending.extend(groups(group));
            continue;
        }
        chosen.extend(best_of(&group, &lefts, &rights));
    }
    chosen
}

/// Groups of pairs that share no item.
fn groups(candidates: Vec<Match>) -> Vec<Vec<Match>> {
    let size = candidates.iter().map(|pair| pair.left.max(pair.right) + 1).max().unwrap_or(0);
    let mut sets = UnionFind::<usize>::new(2 * size);
    for pair in &candidates {
        sets.union(pair.left, size + pair.right);
    }
    let mut groups: Vec<(usize, Vec<Match>)> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for pair in candidates {
        let set = sets.find(pair.left);
        let at = *place.entry(set).or_insert_with(|| {
            groups.push((set, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(pair);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn sides(group: &[Match]) -> (Vec<usize>, Vec<usize>) {
    let sorted = |mut items: Vec<usize>| {
        items.sort_unstable();
        items.dedup();
        items
    };
    (sorted(group.iter().map(|pair| pair.left).collect()), sorted(group.iter().map(|pair| pair.right).collect()))
}

/// Kuhn-Munkres over one group. Similarities become whole numbers; what is no candidate weighs nothing and is dropped.
fn best_of(group: &[Match], lefts: &[usize], rights: &[usize]) -> Vec<Match> {
    let transposed = lefts.len() > rights.len();
    let (rows, columns) = if transposed { (rights, lefts) } else { (lefts, rights) };
    let mut weights = Matrix::new(rows.len(), columns.len(), 0_i64);
    for pair in group {
        let (row, column) = if transposed { (pair.right, pair.left) } else { (pair.left, pair.right) };
        if let (Ok(row), Ok(column)) = (rows.binary_search(&row), columns.binary_search(&column)) {
            weights[(row, column)] = (f64::from(pair.similarity) * 1e6) as i64;
        }
    }
    let (_, assignment) = kuhn_munkres(&weights);
    let pairs = assignment.into_iter().enumerate().map(|(row, column)| (rows[row], columns[column]));
    let ends = pairs.map(|(row, column)| if transposed { (column, row) } else { (row, column) });
    ends.filter_map(|ends| group.iter().find(|pair| (pair.left, pair.right) == ends).copied()).collect()
}

/// Items left alone that are a part of an item on the other side.
fn parts(
    left: &Subject,
    right: &Subject,
    shared: &[(usize, usize, f32)],
    left_sums: &[f32],
    right_sums: &[f32],
    matches: &[Match],
) -> Vec<Match> {
    let mut best: HashMap<(bool, usize), Match> = HashMap::new();
    for &(i, j, weight) in shared {
        let (left_alone, right_alone) =
            (!matches.iter().any(|pair| pair.left == i), !matches.iter().any(|pair| pair.right == j));
        let is_split = right_alone && right_sums[j] <= left_sums[i];
        let is_merged = left_alone && left_sums[i] < right_sums[j];
        let (alone, link, sum, words) = if is_split {
            ((true, j), Link::Split, right_sums[j], right.items[j].words.len())
        } else if is_merged {
            ((false, i), Link::Merged, left_sums[i], left.items[i].words.len())
        } else {
            continue;
        };
        let share = weight / sum;
        let holds = || match link {
            Link::Split => in_order(&right.items[j], &left.items[i]),
            _ => in_order(&left.items[i], &right.items[j]),
        };
        let better = best.get(&alone).is_none_or(|known| known.similarity < share);
        if share >= PART_FLOOR && words >= PART_WORDS && better && holds() {
            best.insert(alone, Match { left: i, right: j, similarity: share, link });
        }
    }
    best.into_values().collect()
}

/// Whether enough of the part's pairs of words stand in the whole.
fn in_order(part: &Item, whole: &Item) -> bool {
    let pairs: HashSet<[Word; 2]> = whole.words.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    let common = part.words.windows(2).filter(|pair| pairs.contains(&[pair[0], pair[1]])).count();
    common as f32 >= PART_PAIRS * (part.words.len().saturating_sub(1)) as f32
}
