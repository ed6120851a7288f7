//! The bar chart: how much of its parent each plan carries out.
//!
//! In: the comparisons. Out: bars, parted by status.

use serde::Serialize;

use super::{STATUSES, class, name};
use crate::compare::Comparison;
use crate::write::words::{self, Language};

/// Localities that the bar chart shows.
const MOST_BARS: usize = 100;

/// A bar of the chart: shares of each status, in per cent of the width.
#[derive(Serialize)]
pub(super) struct Bar {
    name: String,
    pair: usize,
    parts: Vec<BarPart>,
}

#[derive(Serialize)]
struct BarPart {
    class: &'static str,
    word: &'static str,
    count: usize,
    from: String,
    width: String,
}

pub(super) fn bars(comparisons: &[Comparison], language: Language) -> Vec<Bar> {
    let bar = |(at, comparison): (usize, &Comparison)| {
        let all = comparison.pairs.len().max(1) as f64;
        let mut from = 0.0;
        let parts = STATUSES.iter().filter_map(|&status| {
            let count = comparison.pairs.iter().filter(|pair| pair.status == status).count();
            let width = count as f64 / all * 100.0;
            let part = BarPart {
                class: class(status),
                word: words::status(status, language),
                count,
                from: format!("{from:.2}"),
                width: format!("{width:.2}"),
            };
            from += width;
            (count > 0).then_some(part)
        });
        Bar { parts: parts.collect(), name: name(&comparison.right), pair: at }
    };
    comparisons.iter().take(MOST_BARS).enumerate().map(bar).collect()
}
