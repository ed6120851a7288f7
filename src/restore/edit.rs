//! Edits: what restoring changed, how sure it is, and the map between the restored text and its source.
//!
//! In: replacements of byte ranges of the source, in order. Out: the restored text, and for any place in it the place in
//! the source. Text outside the edits is the same in both.

use crate::span::{InRestored, InSource, Span};

/// How sure an edit is. The promise of each tier is checked by the benches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Right in at least 999 of 1,000 cases.
    Certain,
    /// Right in at least 98 of 100 cases.
    Likely,
    /// The best reading, but another may be right; the runners-up stand beside it.
    Doubtful,
}

/// Why a token was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The letters were right and the marks missing.
    Marks,
    /// The letters were misread by an OCR.
    Letters,
    /// Two tokens were one word, or one token two words.
    Spacing,
    /// The same text in another Unicode form (NFC).
    Unicode,
}

/// A change of one token.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What was replaced.
    pub source: Span<InSource>,
    /// What stands there now.
    pub restored: Span<InRestored>,
    /// How sure it is.
    pub tier: Tier,
    /// Why it was made.
    pub evidence: Evidence,
    /// Probability of the reading among its rivals, between its neighbours.
    pub confidence: f32,
    /// Other readings, best first; only where the tier is [`Tier::Doubtful`].
    pub runners_up: Vec<String>,
}

/// A replacement before the restored text is laid out.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Bytes of the source.
    pub range: std::ops::Range<usize>,
    /// What to put there.
    pub text: String,
    /// How sure it is.
    pub tier: Tier,
    /// Why.
    pub evidence: Evidence,
    /// Probability of the reading.
    pub confidence: f32,
    /// Other readings.
    pub runners_up: Vec<String>,
}

impl Proposal {
    /// A reading without rivals.
    pub(super) fn alone(
        range: std::ops::Range<usize>,
        text: String,
        tier: Tier,
        evidence: Evidence,
        confidence: f32,
    ) -> Self {
        Proposal { range, text, tier, evidence, confidence, runners_up: Vec::new() }
    }
}

/// Applies proposals (in order, disjoint) to the source. Those that change nothing are dropped. Cost: one pass.
pub fn apply(source: &str, proposals: Vec<Proposal>) -> (String, Vec<Edit>) {
    let mut text = String::with_capacity(source.len() + source.len() / 4);
    let mut edits = Vec::new();
    let mut copied = 0;
    for proposal in proposals {
        let range = proposal.range;
        if source[range.clone()] == proposal.text {
            continue;
        }
        text.push_str(&source[copied..range.start]);
        let start = text.len();
        text.push_str(&proposal.text);
        copied = range.end;
        edits.push(Edit {
            source: range.into(),
            restored: Span::new(start, text.len()),
            tier: proposal.tier,
            evidence: proposal.evidence,
            confidence: proposal.confidence,
            runners_up: proposal.runners_up,
        });
    }
    text.push_str(&source[copied..]);
    (text, edits)
}

/// The place in the source of a place in the restored text. A place that begins or ends inside an edit takes the whole
/// edit. Cost: two binary searches.
pub fn to_source(edits: &[Edit], place: Span<InRestored>) -> Span<InSource> {
    let start = match edits.partition_point(|edit| edit.restored.end <= place.start) {
        at if at < edits.len() && edits[at].restored.start < place.start => edits[at].source.start,
        at => shift(edits, at, place.start),
    };
    let end = match edits.partition_point(|edit| edit.restored.end < place.end) {
        at if at < edits.len() && edits[at].restored.start < place.end => edits[at].source.end,
        at => shift(edits, at, place.end),
    };
    Span::new(start, end.max(start))
}

/// The source offset of a restored offset outside every edit; `at` edits end at or before it.
fn shift(edits: &[Edit], at: usize, offset: usize) -> usize {
    match at.checked_sub(1) {
        Some(last) => edits[last].source.end + (offset - edits[last].restored.end),
        None => offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(range: std::ops::Range<usize>, text: &str) -> Proposal {
        Proposal {
            range,
            text: text.into(),
            tier: Tier::Likely,
            evidence: Evidence::Marks,
            confidence: 0.99,
            runners_up: vec![],
        }
    }

    #[test]
    fn maps_every_word_back() {
        let source = "Ke hoach nam 2024 cua xa";
        let words = [(0..2, "Kế"), (3..8, "hoạch"), (9..12, "năm"), (13..17, "2024"), (18..21, "của"), (22..24, "xã")];
        let (text, edits) = apply(source, words.iter().map(|(range, word)| proposal(range.clone(), word)).collect());
        assert_eq!(text, "Kế hoạch năm 2024 của xã");
        assert_eq!(edits.len(), 5, "an unchanged token is no edit");
        for (range, word) in words {
            let at = text.find(word).expect("stands there");
            assert_eq!(to_source(&edits, Span::new(at, at + word.len())).range(), range, "{word}");
        }
    }

    #[test]
    fn a_part_of_an_edit_takes_the_whole() {
        let (text, edits) = apply("ke hoach", vec![proposal(0..2, "kế"), proposal(3..8, "hoạch")]);
        let part = text.find("ạ").expect("stands there");
        assert_eq!(to_source(&edits, Span::new(part, part + "ạ".len())).range(), 3..8);
    }

    #[test]
    fn handles_empty_places_at_the_edges() {
        let (text, edits) = apply("ke", vec![proposal(0..2, "kế")]);
        assert_eq!(to_source(&edits, Span::new(0, 0)).range(), 0..0);
        assert_eq!(to_source(&edits, Span::new(text.len(), text.len())).range(), 2..2);
    }
}
