//! Labels of items that an OCR has misread ("¢)" for "c)", "11." for "II.", "d)" for "đ)"), and the "Số" before a number.
//!
//! In: the lines and the damage of each. Out: proposals for labels at the start of damaged lines. A label is mended only
//! where the labels before and after it leave one reading: letters run a, b, c, d, đ, e … and roman numbers run I, II, III. What an
//! OCR with Vietnamese letters misreads stands in [`slips`]. Labels of right text stay, whatever they are.

mod slips;

use std::ops::Range;

use self::slips::Slips;
use super::damage::Damage;
use super::edit::{Evidence, Proposal, Tier};
use super::shape::glued_number;
use crate::syllable::bare;
use crate::token::DUST;

/// Letters of items in their Vietnamese order.
const LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];
/// Roman numbers of chapters.
const ROMANS: [&str; 15] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];

/// Proposes right labels. Proposals for the same place are replaced.
pub(super) fn mend(text: &str, lines: &[Range<usize>], damage: &[Damage], proposals: &mut Vec<Proposal>) {
    // Right text has right labels.
    if damage.iter().all(|kind| *kind == Damage::Clean) {
        return;
    }
    let (mut letter, mut roman, mut number) = (None, None, None);
    let mut slips = Slips::default();
    let mut mended = Vec::new();
    for (i, (line, kind)) in lines.iter().zip(damage).enumerate() {
        let start = line.start + stray_marks(&text[line.clone()]);
        let head = &text[start..line.end];
        if *kind == Damage::Slips {
            slips.line(text, &lines[i..], &mut mended);
        } else if let Some(length) = number_line(head) {
            note(&mut mended, *kind, text, start..start + length, "Số");
        } else if let Some((label, length)) = letter_label(head, letter) {
            letter = Some(label);
            note(&mut mended, *kind, text, start..start + length, LETTERS[label]);
        } else if let Some((label, length)) =
            roman_label(head, next_line(text, &lines[i + 1..]), roman, *kind == Damage::Ocr)
        {
            (roman, letter, number) = (Some(label), None, None);
            // "V.TO CHUC": the space behind the label is lost, too.
            let glued = head[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
            let (length, label) = if glued {
                (length + 1, format!("{}. ", ROMANS[label]))
            } else if head[length..].starts_with(',') {
                (length + 1, format!("{}.", ROMANS[label]))
            } else {
                (length, ROMANS[label].to_owned())
            };
            note(&mut mended, *kind, text, start..start + length, &label);
        } else if roman.is_none()
            && let Some(length) = first_chapter(text, &lines[i..])
        {
            (roman, letter, number) = (Some(0), None, None);
            note(&mut mended, *kind, text, start..start + length, ROMANS[0]);
        } else if number.is_none() && roman.is_some() && FIRST_ALONE.contains(&head.trim()) {
            number = Some(1);
            note(&mut mended, *kind, text, start..start + head.trim_end().len(), "1.");
        } else if let Some(length) = dotted_label(head) {
            letter = None;
            note(&mut mended, *kind, text, start + length..start + length + 1, ".");
        } else if let Some((value, length)) = number_label(head) {
            letter = None;
            // "4, Sở Nội vụ" behind 3.: a stop that was read as a comma; alone on its line also as a colon. "4.Sở": the space
            // behind it is lost.
            let comma = start + length..start + length + 1;
            if head[length..].starts_with([',', ':']) {
                if number.map_or(value == 1 && roman.is_some(), |before| before + 1 == value) {
                    note(&mut mended, *kind, text, comma, ".");
                    number = Some(value);
                }
            } else {
                let word = head.split_whitespace().next().unwrap_or_default();
                if glued_number(word).is_some() {
                    note(&mut mended, *kind, text, comma, ". ");
                }
                number = Some(value);
            }
        } else if let Some(sign) = misread_dash(&text[line.clone()]) {
            note(&mut mended, *kind, text, line.start + sign.start..line.start + sign.end, "-");
        } else if starts_part(head) {
            (roman, number) = (None, None);
        }
    }
    mended.sort_by_key(|new| new.range.start);
    proposals.retain(|old| {
        let near = mended.partition_point(|new| new.range.end.max(new.range.start + 1) <= old.range.start);
        !mended[near..].iter().take(2).any(|new| overlap(&new.range, &old.range))
    });
    proposals.extend(mended);
    proposals.sort_by_key(|proposal| (proposal.range.start, proposal.range.end));
}

/// Whether the first of some lines opens with what only an OCR with Vietnamese letters makes of a label: "TH. PHẠM VI" for a
/// chapter, "¬ Kiểm tra" for a bullet.
pub(super) fn is_spoiled(text: &str, lines: &[Range<usize>]) -> bool {
    let Some(line) = lines.first() else { return false };
    let line = &text[line.clone()];
    slips::is_spoiled_chapter(line.trim_start(), next_line(text, &lines[1..]))
        || line.trim_start().starts_with(['¬', 'ˆ']) && misread_dash(line).is_some()
}

/// Length of the marks that an OCR puts before a label ("~ b) …", "_ IV. …").
fn stray_marks(line: &str) -> usize {
    let stray = |c: char| c.is_whitespace() || c == '.' || DUST.contains(&c);
    line.len() - line.trim_start_matches(stray).len()
}

/// "1. MUC DICH", the first of chapters with roman numbers, where an OCR leaves nothing of the I but a stroke: the length of
/// its number. A "1." right below it or a chapter II behind it proves it; a "2." that comes before them, the contrary. Looks
/// [`LINES_AHEAD`] lines ahead.
fn first_chapter(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    let heads = || lines.iter().map(|line| &text[line.start + stray_marks(&text[line.clone()])..line.end]);
    let heading = heads().next()?.strip_prefix(['1', 'l', '|'])?.strip_prefix(". ")?;
    let (upper, lower) = (capitals_in(heading), small_in(heading));
    if upper < FEWEST_CAPITALS || lower > upper / 2 {
        return None;
    }
    let proves = |(i, head): (usize, &str)| {
        let second = || roman_label(head, next_line(text, &lines[i + 1..]), Some(0), true);
        match number_label(head) {
            Some((1, 1)) if !head[2..].starts_with(|c: char| c.is_ascii_digit()) => Some(true),
            _ if second().is_some_and(|(label, _)| label == 1) => Some(true),
            Some((2, _)) => Some(false),
            _ => None,
        }
    };
    heads().enumerate().skip(1).take(LINES_AHEAD).find_map(proves)?.then_some(1)
}

/// What an OCR makes of "Số" before the number of a document ("$6: 34/KH-UBND"): its length.
fn number_line(head: &str) -> Option<usize> {
    const SEEN: [&str; 12] = ["$6", "S6", "s6", "$0", "S0", "So", "Sé", "S5", "$5", "Sd", "Sb", "$o"];
    let seen = SEEN.iter().find(|seen| head.starts_with(**seen))?;
    let rest = head[seen.len()..].trim_start().strip_prefix(':')?.trim_start();
    let code = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).strip_prefix('/')?;
    code.starts_with(char::is_uppercase).then_some(seen.len())
}

/// The next line with text, at most two further on.
fn next_line<'a>(text: &'a str, lines: &[Range<usize>]) -> &'a str {
    lines.iter().take(3).map(|line| text[line.clone()].trim()).find(|line| !line.is_empty()).unwrap_or_default()
}

/// A number at the start of a line with a stop or comma behind it: its value, and its length without that sign.
fn number_label(head: &str) -> Option<(u32, usize)> {
    let length = head.find(|c: char| !c.is_ascii_digit())?;
    // "… trước năm / 2026." is the end of a sentence.
    let value = head[..length].parse().ok().filter(|&value| value < MOST_ITEMS)?;
    let rest = &head[length..];
    let opens = rest.starts_with('.')
        || rest.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
        || matches!(rest.trim_end(), ":" | ",");
    opens.then_some((value, length))
}

/// Length of a label such as "4.4" before a comma that stands for its last stop.
fn dotted_label(head: &str) -> Option<usize> {
    let length = head.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let parts = head[..length].split('.');
    let dotted = parts.clone().count() >= 2 && parts.clone().all(|part| (1..=2).contains(&part.len()));
    let opens = head[length..].strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    (dotted && opens).then_some(length)
}

/// What an OCR makes of "1." on a line of its own, right behind the heading of a chapter.
const FIRST_ALONE: [&str; 7] = ["Ly", "L.", "l.", "I.", "i.", "|.", "L"];

/// Where the sign stands that an OCR made of a bullet's dash.
fn misread_dash(line: &str) -> Option<Range<usize>> {
    let at = line.len() - line.trim_start().len();
    let sign = line[at..].chars().next().filter(|sign| matches!(sign, '~' | '¬' | 'ˆ' | '—'))?;
    let rest = line[at + sign.len_utf8()..].strip_prefix(' ')?;
    rest.trim_start().starts_with(char::is_uppercase).then_some(at..at + sign.len_utf8())
}

/// Whether a line opens a part whose chapters are counted anew.
fn starts_part(head: &str) -> bool {
    let first: String = head.chars().take(7).map(bare).collect();
    first.starts_with("PHU LUC") || first.starts_with("PHAN ")
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end.max(b.start + 1) && b.start < a.end.max(a.start + 1)
}

fn note(mended: &mut Vec<Proposal>, kind: Damage, text: &str, range: Range<usize>, label: &str) {
    if kind != Damage::Clean {
        let same = &text[range.clone()] == label;
        mended.push(mended_label(range, label, same));
    }
}

fn mended_label(range: Range<usize>, label: &str, same: bool) -> Proposal {
    let confidence = if same { 1.0 } else { 0.99 };
    Proposal::alone(range, label.to_owned(), Tier::Likely, Evidence::Letters, confidence)
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
        ("d" | "ad" | "da" | "dd", _) if before == Some(3) => Some((4, seen.len())),
        // Without a d before it, c is followed by d, and b by c.
        (_, Some(label)) => Some((label, seen.len())),
        // "C) …" behind "b) …".
        (_, None) if before.is_some() && LETTERS.get(next).is_some_and(|letter| seen.to_lowercase() == *letter) => {
            Some((next, seen.len()))
        }
        ("¢" | "e¢" | "" | "o" | "€" | "¢c" | "©", None) if before.is_some() && next < LETTERS.len() => {
            Some((next, seen.len()))
        }
        ("4" | "4a" | "@" | "A", None) if before.is_none() => Some((0, seen.len())),
        ("6" | "5", None) if before == Some(0) => Some((1, seen.len())),
        _ => None,
    }
}

/// A roman label at the start of a line whose heading is in capitals; a heading may go on on the next line. A label that
/// follows the one before is believed with fewer capitals, and with signs that only look like its letters.
fn roman_label(head: &str, next: &str, before: Option<usize>, by_ocr: bool) -> Option<(usize, usize)> {
    let end = head.find(['.', ' ', ','])?;
    let seen = &head[..end];
    let rest = head[end..].trim_start_matches(['.', ' ', ',']);
    // "IV. / NHIỆM VỤ (có Phụ lục kèm theo)": what stands in brackets is in small letters.
    let next = next.split('(').next().unwrap_or_default();
    let cut = rest.split_whitespace().count() < MOST_WORDS_CUT && small_in(next) * 8 <= capitals_in(next);
    let heading = if cut { format!("{rest} {next}") } else { rest.to_owned() };
    let (capitals, lower) = (capitals_in(&heading), small_in(&heading));
    if seen.is_empty() || seen.chars().count() > 5 {
        return None;
    }
    let small = lower > capitals / 2;
    if small && !(head[end..].starts_with(". ") && is_small_heading(rest)) {
        return None;
    }
    let shape: String = seen
        .chars()
        .map(|c| match bare(c) {
            'l' | '1' | '|' | 'i' | 'I' | '!' | 'T' => "I",
            'v' | 'V' => "V",
            'x' | 'X' => "X",
            'H' => "II",
            'L' if by_ocr => "I",
            _ => "?",
        })
        .collect();
    // "Vv.": a V whose foot was read twice.
    let shape = if shape == "VV" { "V" } else { &shape };
    let mut label = ROMANS.iter().position(|&roman| roman == shape)?;
    // Of "III" an OCR may leave one stroke or two, of "II" one.
    if by_ocr && label <= 1 && before == Some(1) {
        label = 2;
    } else if by_ocr && label == 0 && before == Some(0) {
        label = 1;
    } else if by_ocr && matches!(label, 5 | 6) && before == Some(label) {
        // "VII." twice: the second has lost a stroke.
        label += 1;
    }
    let follows = label == before.map_or(0, |label| label + 1);
    let dotted = head[end..].starts_with('.');
    // "1." before a heading in capitals is a number unless the roman sequence asks for I.
    let plain = seen.chars().any(|c| matches!(c, 'I' | 'V' | 'X'));
    if small {
        // "II. Chỉ tiêu phấn đấu": in small letters only the sequence tells a chapter, and its number has its strokes.
        return (follows && plain).then_some((label, seen.len()));
    }
    let sure = dotted && plain && capitals >= FEWEST_CAPITALS && !seen.contains(['H', 'T', 'L']);
    let expected = follows
        && (plain || seen.chars().count() > 1 || seen == "v")
        && capitals >= if dotted { 2 } else { FEWEST_CAPITALS };
    (sure || expected).then_some((label, seen.len()))
}

/// Whether a text can be a chapter's heading in small letters: short, without the end of a sentence.
fn is_small_heading(text: &str) -> bool {
    let text = text.trim_end();
    text.starts_with(char::is_uppercase)
        && (2..=MOST_WORDS_SMALL).contains(&text.split_whitespace().count())
        && !text.ends_with(['.', ';', ','])
}

/// "KINH PHi THUC HIEN": an OCR leaves single capitals small.
fn small_in(text: &str) -> usize {
    text.chars().filter(|c| c.is_lowercase()).count()
}

fn capitals_in(text: &str) -> usize {
    text.chars().filter(|c| c.is_uppercase()).count()
}

/// Lines of a first chapter, at most, before something tells its number: an OCR's page has about forty.
const LINES_AHEAD: usize = 200;
/// Numbers from here on label no items.
const MOST_ITEMS: u32 = 100;
/// Words of a chapter's heading in small letters at most.
const MOST_WORDS_SMALL: usize = 9;
/// Capitals of a heading from which a roman label needs no sequence.
const FEWEST_CAPITALS: usize = 4;
/// A line of fewer words may be a heading that a site or an OCR cut.
const MOST_WORDS_CUT: usize = 4;

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn mended(lines: &[&str]) -> Vec<String> {
        mended_of(lines, Damage::Ocr)
    }

    pub(super) fn mended_of(lines: &[&str], damage: Damage) -> Vec<String> {
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
        mend(&text, &ranges, &vec![damage; lines.len()], &mut proposals);
        let (text, _) = super::super::edit::apply(&text, proposals);
        text.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn follows_the_letters() {
        let lines = ["a) Mot", "b) Hai", ") Ba", "d) Bon", "d) Nam", "e) Sau"];
        assert_eq!(mended(&lines), ["a)", "b)", "c)", "d)", "đ)", "e)"]);
        assert_eq!(mended(&["a) Mot", "b) Hai", "¢) Ba"]), ["a)", "b)", "c)"]);
        assert_eq!(mended(&["a) Mot", "b) Hai", "C) Ba", "D) Bon"]), ["a)", "b)", "c)", "d)"]);
        assert_eq!(mended(&["c) Ba", "d) Bon", "ad) Nam", "e) Sau"]), ["c)", "d)", "đ)", "e)"]);
    }

    #[test]
    fn follows_roman_numbers() {
        assert_eq!(mended(&["I. MUC PICH", "11. NOI DUNG", "I11. TO CHUC"]), ["I.", "II.", "III."]);
        assert_eq!(
            mended(&[
                "I. Muc dich, yeu cau",
                "1. Mot",
                "I. Chi tieu phan dau",
                "1. Mot",
                "TI. Noi dung",
                "IV. Kinh phi"
            ]),
            ["I.", "1.", "II.", "1.", "III.", "IV."]
        );
        assert_eq!(mended(&["I. MUC DICH", "I. NOI DUNG", "IH. KINH PHI"]), ["I.", "II.", "III."]);
        let late = ["V. KHEN THUONG", "VI. HO SO THU TUC", "VII. KINH PHI", "VII. TO CHUC", "IX, THEO DOI KIEM TRA"];
        assert_eq!(mended(&late), ["V.", "VI.", "VII.", "VIII.", "IX."]);
        assert_eq!(mended(&["I. MUC DICH", "I. Lam xong viec nay trong nam."])[1], "I.");
        assert_eq!(
            mended(&["I. MUC", "Il. DOI", "Ill. NOI", "IV. KINH", "v. TO CHUC"]),
            ["I.", "II.", "III.", "IV.", "V."]
        );
        let cut = ["IV. NOI DUNG", "V.", "KINH PHi THUC HIEN", "vi. T4", "CHUC THUC HIEN"];
        assert_eq!(mended(&cut)[3], "VI.", "its heading on the next line, and before it one with a small letter");
    }

    #[test]
    fn a_stroke_is_the_first_chapter_where_what_follows_proves_it() {
        let below = ["1. TINH HINH DICH BENH", "1. Dac diem chung", "2. Ket qua", "II. MUC TIEU"];
        assert_eq!(mended(&below), ["I.", "1.", "2.", "II."]);
        assert_eq!(mended(&["1. MUC DICH", "- Nang cao", "IL. NOI DUNG", "1. Mot"]), ["I.", "-", "II.", "1."]);
        assert_eq!(mended(&["_ 1. MUC DICH", "a) Mot", "_ Il. NOI DUNG"]), ["_", "a)", "_"]);
        assert_eq!(mended(&["1. MUC DICH", "a) Mot", "2. YEU CAU", "II. NOI DUNG"])[0], "1.");
        assert_eq!(mended(&["1. MUC DICH", "1.1. Chung", "2. YEU CAU"])[0], "1.");
        assert_eq!(mended(&["1. Muc dich", "1. Mot"])[0], "1.");
        assert_eq!(mended_of(&["1. MUC DICH", "1. Mot"], Damage::Slips)[0], "I.");
    }

    #[test]
    fn the_end_of_a_sentence_is_no_label() {
        let lines = ["c) Ba", "d) Bon, xong truoc nam", "2026.", "d) Nam"];
        assert_eq!(mended(&lines), ["c)", "d)", "2026.", "đ)"]);
    }

    #[test]
    fn mends_the_word_before_a_number() {
        assert_eq!(mended(&["$6: 34/KH-UBND", "S6: /KH-UBND"]), ["Số:", "Số:"]);
        for line in ["$6: 34", "S6 34/KH-UBND", "So: muc 3", "S6: 3/4 so ho"] {
            assert_eq!(mended(&[line])[0], line.split(' ').next().unwrap_or_default(), "{line}");
        }
    }

    #[test]
    fn mends_dashes() {
        assert_eq!(mended(&["~ Tang cuong kiem tra", "~ b) Xay dung", "~ va cac xa"]), ["-", "~", "~"]);
    }

    #[test]
    fn mends_commas_behind_numbers() {
        assert_eq!(mended(&["3. So Tai chinh", "4, So Noi vu"]), ["3.", "4."]);
        assert_eq!(mended(&["IV. NOI DUNG", "Ly", "Cong tac ve sinh", "2:", "Nuoc sach"])[1..4], ["1.", "Cong", "2."]);
        assert_eq!(mended(&["II. NHIEM VU", "1, Doi moi"])[1], "1.");
        assert_eq!(mended(&["II. NHIEM VU", "1.So", "Tai chinh"])[1], "1.");
        assert_eq!(mended(&["4.3. Ung dung", "4.4, Nen tang"]), ["4.3.", "4.4."]);
        for lines in [
            ["3. So Tai chinh", "1.000, trong do"],
            ["3. So Tai chinh", "7, So Noi vu"],
            ["3. So Tai chinh", "4, 5 va 6"],
        ] {
            assert_eq!(mended(&lines)[1], lines[1].split(' ').next().unwrap_or_default());
        }
    }

    #[test]
    fn leaves_numbers_and_brackets() {
        for line in ["11. Noi dung", "1. MUC DICH", "Tỉnh ỦY BAN", "l. Noi dung", "2024) xong", "(a) rieng", "nam) roi"]
        {
            assert_eq!(mended(&[line])[0], line.split(' ').next().unwrap_or_default(), "{line}");
        }
    }
}
