//! The drawing of the chain: which plan carries out which.
//!
//! In: the chain. Out: boxes and lines, from left (plans that carry out none) to right.

use std::collections::HashMap;

use serde::Serialize;

use super::{name, shown_date};
use crate::compare::chain::{Chain, Node};
use crate::write::words::{self, Language};

/// Plans that the drawing of the chain shows.
const MOST_NODES: usize = 80;
/// The chain as boxes and lines.
#[derive(Serialize)]
pub(super) struct Drawing {
    width: usize,
    height: usize,
    boxes: Vec<DrawnBox>,
    lines: Vec<DrawnLine>,
}

#[derive(Serialize)]
struct DrawnBox {
    x: usize,
    y: usize,
    name: String,
    note: String,
    at_hand: bool,
}

#[derive(Serialize)]
struct DrawnLine {
    from: (usize, usize),
    to: (usize, usize),
    problem: bool,
}

/// Width and height of a box and the gaps between them, in pixels of the drawing.
const BOX: (usize, usize) = (230, 44);
const GAP: (usize, usize) = (70, 14);

/// Lays the chain out from left (plans that carry out none) to right.
pub(super) fn drawing(chain: &Chain, language: Language) -> Drawing {
    let linked: Vec<usize> = (0..chain.nodes.len())
        .filter(|&node| chain.edges.iter().any(|edge| edge.child == node || edge.parent == node))
        .take(MOST_NODES)
        .collect();
    let mut depth: HashMap<usize, usize> = linked.iter().map(|&node| (node, 0)).collect();
    // As many rounds as there are nodes would only be needed by a circle; a chain of plans has four levels.
    for _ in 0..4 {
        for edge in &chain.edges {
            if let (Some(parent), Some(child)) = (depth.get(&edge.parent).copied(), depth.get_mut(&edge.child)) {
                *child = (*child).max(parent + 1).min(4);
            }
        }
    }
    let mut filled: HashMap<usize, usize> = HashMap::new();
    let mut place: HashMap<usize, (usize, usize)> = HashMap::new();
    let boxes: Vec<DrawnBox> = linked
        .iter()
        .map(|node| {
            let column = depth.get(node).copied().unwrap_or(0);
            let row = filled.entry(column).or_default();
            let (x, y) = (column * (BOX.0 + GAP.0) + 4, *row * (BOX.1 + GAP.1) + 4);
            *row += 1;
            place.insert(*node, (x, y));
            drawn(&chain.nodes[*node], x, y, language)
        })
        .collect();
    let lines = chain.edges.iter().filter_map(|edge| {
        let (child, parent) = (place.get(&edge.child)?, place.get(&edge.parent)?);
        Some(DrawnLine {
            from: (parent.0 + BOX.0, parent.1 + BOX.1 / 2),
            to: (child.0, child.1 + BOX.1 / 2),
            problem: !edge.problems.is_empty(),
        })
    });
    let width = boxes.iter().map(|drawn| drawn.x + BOX.0 + 4).max().unwrap_or(0);
    let height = boxes.iter().map(|drawn| drawn.y + BOX.1 + 4).max().unwrap_or(0);
    Drawing { width, height, lines: lines.collect(), boxes }
}

fn drawn(node: &Node, x: usize, y: usize, language: Language) -> DrawnBox {
    let short =
        |text: String| if text.chars().count() > 34 { text.chars().take(33).chain(['…']).collect() } else { text };
    match &node.plan {
        Some(plan) => DrawnBox {
            x,
            y,
            name: short(name(plan)),
            note: plan.date.as_deref().map(shown_date).unwrap_or_default(),
            at_hand: true,
        },
        None => {
            let cited = node.cited_as.clone().unwrap_or_default();
            DrawnBox { x, y, name: short(cited), note: words::words(language).cited_only.to_owned(), at_hand: false }
        }
    }
}
