//! Labels of items that an OCR has misread ("¢)" for "c)", "11." for "II.", "d)" for "đ)").
//!
//! In: the lines and the damage of each. Out: proposals for labels at the start of damaged lines. A label is mended only
//! where the labels before and after it leave one reading: letters run a, b, c, d, đ, e … and roman numbers run I, II, III.

use std::ops::Range;

use super::damage::Damage;
use super::edit::{Evidence, Proposal, Tier};

/// Letters of items in their Vietnamese order.
const LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];
/// Roman numbers of chapters.
const ROMANS: [&str; 15] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];

/// Proposes right labels. Proposals for the same place are replaced.
pub(super) fn mend(text: &str, lines: &[Range<usize>], damage: &[Damage], proposals: &mut Vec<Proposal>) {
    let (mut letter, mut roman) = (None, None);
    let mut mended = Vec::new();
    for (line, kind) in lines.iter().zip(damage) {
        // An OCR puts stray marks before labels ("~ b) …").
        let stray = |c: char| c.is_whitespace() || matches!(c, '~' | '‘' | '’' | '\'' | '`' | '.' | ',');
        let start = line.start + (text[line.clone()].len() - text[line.clone()].trim_start_matches(stray).len());
        let head = &text[start..line.end];
        if let Some((label, length)) = letter_label(head, letter) {
            letter = Some(label);
            note(&mut mended, *kind, text, start..start + length, LETTERS[label]);
        } else if let Some((label, length)) = roman_label(head, roman) {
            (roman, letter) = (Some(label), None);
            note(&mut mended, *kind, text, start..start + length, ROMANS[label]);
        } else if head
            .split('.')
            .next()
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        {
            letter = None;
        }
    }
    proposals.retain(|old| !mended.iter().any(|new| overlap(&new.range, &old.range)));
    proposals.extend(mended);
    proposals.sort_by_key(|proposal| (proposal.range.start, proposal.range.end));
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end.max(b.start + 1) && b.start < a.end.max(a.start + 1)
}

fn note(mended: &mut Vec<Proposal>, kind: Damage, text: &str, range: Range<usize>, label: &str) {
    if kind != Damage::Clean && kind != Damage::Slips {
        let (tier, evidence) = (Tier::Likely, Evidence::Letters);
        let same = &text[range.clone()] == label;
        let text = label.to_owned();
        mended.push(Proposal {
            range,
            text,
            tier,
            evidence,
            confidence: if same { 1.0 } else { 0.99 },
            runners_up: Vec::new(),
        });
    }
}

/// A lettered label at the start of a line: its number in [`LETTERS`] and its length without the bracket. `before` is the
/// label of the same list before it.
fn letter_label(head: &str, before: Option<usize>) -> Option<(usize, usize)> {
    let close = head.find(')')?;
    let seen = &head[..close];
    if seen.chars().count() > 2 || !head[close + 1..].starts_with([' ', '\u{a0}']) || seen.contains('(') {
        return None;
    }
    let next = before.map_or(0, |label| label + 1);
    let plain = LETTERS.iter().position(|&letter| letter == seen);
    match (seen, plain) {
        // An OCR without Vietnamese letters reads đ as d: the second d in a row is a đ.
        ("d", _) if before == Some(3) => Some((4, 1)),
        // Without a d before it, c is followed by d, and b by c.
        (_, Some(label)) => Some((label, seen.len())),
        ("¢" | "e¢" | "" | "o" | "€" | "¢c" | "©", None) if before.is_some() && next < LETTERS.len() => {
            Some((next, seen.len()))
        }
        ("4" | "4a" | "@" | "A", None) if before.is_none() => Some((0, seen.len())),
        ("6" | "5", None) if before == Some(0) => Some((1, seen.len())),
        _ => None,
    }
}

/// A roman label at the start of a line whose heading is in capitals.
fn roman_label(head: &str, before: Option<usize>) -> Option<(usize, usize)> {
    let dot = head.find('.')?;
    let seen = &head[..dot];
    let heading = head[dot + 1..].trim_start();
    let is_roman =
        !seen.is_empty() && seen.len() <= 5 && seen.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'l' | '1' | '|'));
    let capitals = heading.chars().filter(|c| c.is_uppercase()).count();
    let lower = heading.chars().filter(|c| c.is_lowercase()).count();
    if !is_roman || capitals < 4 || lower > capitals / 2 {
        return None;
    }
    let shape: String = seen.chars().map(|c| if matches!(c, 'l' | '1' | '|') { 'I' } else { c }).collect();
    let label = ROMANS.iter().position(|&roman| roman == shape)?;
    // "1." before a heading in capitals is a number unless the roman sequence asks for I.
    let follows = label == before.map_or(0, |label| label + 1);
    (seen.contains('I') || seen.contains('V') || seen.contains('X') || (seen.len() > 1 && follows))
        .then_some((label, seen.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(lines: &[&str]) -> Vec<String> {
        let text = lines.join("\n");
        let mut start = 0;
        let ranges: Vec<Range<usize>> = lines
            .iter()
            .map(|line| {
                let range = start..start + line.len();
                start = range.end + 1;
                range
            })
            .collect();
        let mut proposals = Vec::new();
        mend(&text, &ranges, &vec![Damage::Ocr; lines.len()], &mut proposals);
        let (text, _) = super::super::edit::apply(&text, proposals);
        text.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn follows_the_letters() {
        let lines = ["a) Mot", "b) Hai", ") Ba", "d) Bon", "d) Nam", "e) Sau"];
        assert_eq!(mended(&lines), ["a)", "b)", "c)", "d)", "đ)", "e)"]);
        assert_eq!(mended(&["a) Mot", "b) Hai", "¢) Ba"]), ["a)", "b)", "c)"]);
    }

    #[test]
    fn follows_roman_numbers() {
        assert_eq!(mended(&["I. MUC PICH", "11. NOI DUNG", "I11. TO CHUC"]), ["I.", "II.", "III."]);
    }

    #[test]
    fn leaves_numbers_and_brackets() {
        for line in ["11. Noi dung", "1. MUC DICH", "2024) xong", "(a) rieng", "nam) roi"] {
            assert_eq!(mended(&[line])[0], line.split(' ').next().unwrap_or_default(), "{line}");
        }
    }
}
