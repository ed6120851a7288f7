//! Abbreviations of which an OCR misread one letter ("PAPT", "PAPL" for "PAPI") or lost the stroke of a Đ where the document
//! defines them ("ngộ độc thực phẩm (NDTP)"), and long ones that it cut, glued to a word, or
//! whose slash it took for a digit ("PCRT/TT KB", "vềPCRT/TTKB", "PCRT7TTKB").
//!
//! In: the lines with their damage. Out: proposals for words in capitals that differ in one letter from an abbreviation which
//! the document has several times, where the two letters look alike, and for the pieces of long ones. The document is the only
//! witness: what it does not say elsewhere stays as it is, and so do numbers and what stands in right text.

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
    let defined = if damage.contains(&Damage::Ocr) { defined(text, proposals) } else { HashMap::new() };
    let mut propose = |range: Range<usize>, meant: String| {
        proposals.retain(|other| other.range.end <= range.start || range.end <= other.range.start);
        proposals.push(Proposal::alone(range, meant, Tier::Likely, Evidence::Letters, 0.99));
    };
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
                propose(place, (*word).to_owned());
            }
        }
    }
    for (line, _) in lines.iter().zip(damage).filter(|(_, kind)| **kind == Damage::Ocr) {
        for place in words(line) {
            if let Some(meant) = defined.get(&text[place.clone()]) {
                propose(place, meant.clone());
            }
        }
    }
    let often = long_ones(text, lines);
    for (line, _) in lines.iter().zip(damage).filter(|(_, kind)| read_by_ocr(kind) && !often.is_empty()) {
        for (range, meant) in put_together(text, line, &often) {
            propose(range, meant);
        }
    }
    proposals.sort_by_key(|proposal| (proposal.range.start, proposal.range.end));
}

/// Abbreviations that an OCR without Vietnamese letters read, and what they are by the words that they stand for.
fn defined(text: &str, proposals: &[Proposal]) -> HashMap<String, String> {
    let mut sorted = proposals.to_vec();
    sorted.sort_by_key(|proposal| (proposal.range.start, proposal.range.end));
    let (restored, _) = super::edit::apply(text, sorted);
    let initials: Vec<(usize, char)> = tokens(&restored)
        .filter(|token| token.kind == TokenKind::Word)
        .filter_map(|token| Some((token.range.start, restored[token.range].chars().next()?)))
        .collect();
    let mut defined = HashMap::new();
    for (open, _) in restored.match_indices('(') {
        // No further than the next bracket: a text may hold nothing but brackets.
        let inside = restored[open + 1..].split(['(', ')', '\n']).next().unwrap_or_default();
        let short = inside.rsplit(' ').next().unwrap_or_default();
        let letters: Vec<char> = short.chars().collect();
        // "(sau đây viết tắt là NDTP)"
        let whole = short.len() == inside.len() || inside.contains("tắt");
        if !whole || !is_long_abbreviation(short) || !short.contains('D') {
            continue;
        }
        let before = &initials[..initials.partition_point(|(at, _)| *at < open)];
        let Some(from) = before.len().checked_sub(letters.len()) else { continue };
        let meant: String = before[from..].iter().flat_map(|(_, initial)| initial.to_uppercase()).collect();
        if meant != short && meant.chars().map(crate::syllable::bare).eq(letters) {
            defined.insert(short.to_owned(), short.chars().zip(meant.chars()).map(with_stroke).collect());
        }
    }
    defined
}

/// The letter that was read, as a Đ where the word that it stands for begins with one.
fn with_stroke((read, meant): (char, char)) -> char {
    if meant == 'Đ' { meant } else { read }
}

/// Letters and slashes of an abbreviation that is known by its pieces, at least.
const FEWEST_LETTERS_OF_LONG: usize = 7;
/// What an OCR takes a slash for.
const SLASHES: &str = "71lI|!";

/// Words without the signs around them, from left to right.
fn cores(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let core = |piece: Range<usize>| {
        let word = &text[line.start + piece.start..line.start + piece.end];
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = line.start + piece.start + word.find(inner).unwrap_or(0);
        start..start + inner.len()
    };
    crate::token::pieces(&text[line.clone()]).map(core).filter(|core| !core.is_empty()).collect()
}

/// The long abbreviations that the document has several times ("PCRT/TTKB/TTPBVKHDHL").
fn long_ones<'a>(text: &'a str, lines: &[Range<usize>]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for core in lines.iter().flat_map(|line| cores(text, line)) {
        let word = &text[core];
        let long = word.chars().count() >= FEWEST_LETTERS_OF_LONG;
        if long && word.contains('/') && word.chars().all(|c| c.is_uppercase() || c == '/') {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut often: Vec<&str> =
        counts.into_iter().filter(|(_, count)| *count >= FEWEST_TIMES).map(|(word, _)| word).collect();
    // The longest first: a part of it may be often there, too.
    often.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    often
}

/// The places of a line where a long abbreviation was cut in two, glued to the word before it, or lost a slash.
fn put_together(text: &str, line: &Range<usize>, often: &[&str]) -> Vec<(Range<usize>, String)> {
    let cores = cores(text, line);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (i, core) in cores.iter().enumerate() {
        let word = &text[core.clone()];
        if often.contains(&word) || found.last().is_some_and(|(range, _)| core.start < range.end) {
            continue;
        }
        let second = cores.get(i + 1).filter(|second| text[core.end..second.start] == *" ");
        let meant = often.iter().find_map(|long| {
            if second.is_some_and(|second| long.strip_prefix(word) == Some(&text[second.clone()])) {
                return Some((core.start..second?.end, (*long).to_owned()));
            }
            let glued =
                word.strip_suffix(long).filter(|before| !before.is_empty() && before.chars().all(char::is_lowercase));
            if let Some(before) = glued {
                return Some((core.clone(), format!("{before} {long}")));
            }
            let same = word.chars().count() == long.chars().count();
            let slash = |(seen, meant): (char, char)| seen == meant || meant == '/' && SLASHES.contains(seen);
            (same && word.chars().zip(long.chars()).all(slash)).then(|| (core.clone(), (*long).to_owned()))
        });
        found.extend(meant);
    }
    found
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
    fn long_ones_are_put_together() {
        let text = "PCRT/TTKB một\nPCRT/TTKB hai\n(PCRT/TTKB) ba\n";
        for (seen, meant) in
            [("về PCRT/TT KB;", "về PCRT/TTKB;"), ("vềPCRT/TTKB", "về PCRT/TTKB"), ("tác PCRT7TTKB;", "tác PCRT/TTKB;")]
        {
            let line = |text: String| text.lines().last().map(str::to_owned);
            assert_eq!(line(mended(&format!("{text}{seen}"), Damage::Slips)).as_deref(), Some(meant));
            assert_eq!(
                line(mended(&format!("{text}{seen}"), Damage::Clean)).as_deref(),
                Some(seen),
                "right text stays"
            );
        }
        for stays in ["PCRT/TT", "PCRT TTKB", "PCRT/TTKBX", "PCRT/TT, KB"] {
            let whole = format!("{text}{stays}");
            assert_eq!(mended(&whole, Damage::Slips), whole);
        }
        assert_eq!(mended("PCRT/TTKB một\nvềPCRT/TTKB", Damage::Slips), "PCRT/TTKB một\nvềPCRT/TTKB", "said once");
    }

    #[test]
    fn a_definition_gives_a_letter_its_stroke() {
        let text = "ngộ độc thực phẩm (NDTP) ở trường\nvụ NDTP\nđiều dưỡng (sau đây viết tắt là DDTH)";
        assert_eq!(mended(text, Damage::Ocr), text.replace("NDTP", "NĐTP"));
        for stays in [text.replace("ngộ độc", "nông dân"), text.replace("(NDTP)", "(đơn vị NDTP)")] {
            assert_eq!(mended(&stays, Damage::Ocr), stays);
        }
        assert_eq!(mended(text, Damage::Slips), text, "an OCR with Vietnamese letters reads it");
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
