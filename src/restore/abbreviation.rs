//! Abbreviations of which an OCR misread one letter ("PAPT", "PAPL" for "PAPI").
//!
//! In: the lines with their damage. Out: proposals for words in capitals that differ in one letter from an abbreviation which
//! the document has several times, where the two letters look alike. The document is the only witness: what it does not say
//! elsewhere stays as it is, and so do numbers and what stands in right text.

use std::collections::HashMap;
use std::ops::Range;

use super::damage::Damage;
use super::edit::{Evidence, Proposal, Tier};
use crate::token::{TokenKind, tokens};

/// Shorter words in capitals are too much alike.
const FEWEST_LETTERS: usize = 4;
/// The other abbreviation stands in the document so many times at least, and so many times as often.
const FEWEST_TIMES: usize = 3;
/// Letters that an OCR takes for one another.
const ALIKE: [&str; 3] = ["ILTJ", "OQDG", "EF"];

/// Proposes the abbreviations that were meant.
pub(super) fn mend(text: &str, lines: &[Range<usize>], damage: &[Damage], proposals: &mut Vec<Proposal>) {
    let read_by_ocr = |kind: &Damage| matches!(kind, Damage::Ocr | Damage::Slips);
    if !damage.iter().any(read_by_ocr) {
        return;
    }
    let words = |line: &Range<usize>| {
        let (start, line) = (line.start, &text[line.clone()]);
        let words = tokens(line)
            .filter(|token| token.kind == TokenKind::Word && is_long_abbreviation(&line[token.range.clone()]));
        words.map(move |token| start + token.range.start..start + token.range.end).collect::<Vec<_>>()
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        words(line).into_iter().for_each(|word| *counts.entry(&text[word]).or_default() += 1);
    }
    let mut often: Vec<(&str, usize)> = counts.iter().map(|(word, count)| (*word, *count)).collect();
    often.retain(|(_, count)| *count >= FEWEST_TIMES);
    often.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    for (line, _) in lines.iter().zip(damage).filter(|(_, kind)| read_by_ocr(kind)) {
        for place in words(line) {
            let old = &text[place.clone()];
            let meant =
                often.iter().find(|(word, count)| *count >= FEWEST_TIMES * counts[old] && is_misreading(old, word));
            if let Some((word, _)) = meant {
                proposals.retain(|other| other.range.end <= place.start || place.end <= other.range.start);
                proposals.push(Proposal {
                    range: place,
                    text: (*word).to_owned(),
                    tier: Tier::Likely,
                    evidence: Evidence::Letters,
                    confidence: 0.99,
                    runners_up: Vec::new(),
                });
            }
        }
    }
    proposals.sort_by_key(|proposal| (proposal.range.start, proposal.range.end));
}

fn is_long_abbreviation(word: &str) -> bool {
    word.chars().count() >= FEWEST_LETTERS && word.chars().all(char::is_uppercase)
}

/// Whether two words differ in one letter, and these two look alike.
fn is_misreading(old: &str, word: &str) -> bool {
    if old.chars().count() != word.chars().count() {
        return false;
    }
    let mut different = old.chars().zip(word.chars()).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (different.next(), different.next()) else { return false };
    ALIKE.iter().any(|letters| letters.contains(a) && letters.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str, kind: Damage) -> String {
        let mut start = 0;
        let lines: Vec<Range<usize>> = text
            .split_inclusive('\n')
            .map(|line| {
                let range = start..start + line.trim_end().len();
                start += line.len();
                range
            })
            .collect();
        let mut proposals = Vec::new();
        mend(text, &lines, &vec![kind; lines.len()], &mut proposals);
        super::super::edit::apply(text, proposals).0
    }

    #[test]
    fn one_that_stands_there_often_is_meant() {
        let text = "Chi so PAPI\nPAPI nam 2023\nnang cao PAPI\n(PAPL)";
        assert!(mended(text, Damage::Ocr).ends_with("(PAPI)"));
        assert!(mended(&text.replace("PAPL", "PAPT"), Damage::Slips).ends_with("(PAPI)"));
    }

    #[test]
    fn others_stay() {
        for text in [
            "PAPI\nPAPI\n(PAPL)",
            "PAPI PAPI PAPI PAPL PAPL",
            "PAPI PAPI PAPI PAPX",
            "TTHC TTHC TTHC TTHP",
            "UBND UBND UBND UBNN",
        ] {
            assert_eq!(mended(text, Damage::Ocr), text);
        }
        assert_eq!(mended("PAPI PAPI PAPI PAPL", Damage::Clean), "PAPI PAPI PAPI PAPL", "right text stays");
    }
}
