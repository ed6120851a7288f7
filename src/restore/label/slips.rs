//! Labels that an OCR with Vietnamese letters misread: a roman number that lost a stroke or its stop ("II. …" for "III. …", "II MỤC
//! TIÊU"), a digit, letter, comma or dash taken for another ("9. …" for "5. …", "đ) …" for "d) …", "4, …", "¬ …").
//!
//! In: lines in order, each read so. Out: proposals for their labels. Such an OCR misreads few labels, and one of them moves all
//! that stands below it: a label is mended where the one before and the one behind leave one reading. What an author
//! numbered wrongly stays: a gap or a repeated number is followed by a label that does not fit.

use std::ops::Range;

use super::{
    FEWEST_CAPITALS, LETTERS, LINES_AHEAD, ROMANS, capitals_in, first_chapter, mended_label, misread_dash, next_line,
    number_label, roman_label, small_in, stray_marks,
};
use crate::restore::edit::Proposal;
use crate::syllable::bare;

/// The labels read so far.
#[derive(Debug, Default)]
pub(super) struct Slips {
    /// The chapter, in [`ROMANS`].
    roman: Option<usize>,
    number: Option<u32>,
    /// The letter, in [`LETTERS`].
    letter: Option<usize>,
}

/// A label as it was read, with its length without its stop or bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    Roman(usize, usize),
    Number(u32, usize),
    /// A letter in [`LETTERS`], or a sign that is none.
    Letter(Option<usize>, usize),
}

impl Slips {
    /// Looks at the first of some lines. Cost: to the next label of the kind, where this one does not follow the one before.
    pub(super) fn line(&mut self, text: &str, lines: &[Range<usize>], mended: &mut Vec<Proposal>) {
        let Some(line) = lines.first() else { return };
        let start = line.start + stray_marks(&text[line.clone()]);
        let head = &text[start..line.end];
        let mut put = |range: Range<usize>, label: &str| mended.push(mended_label(range, label, false));
        if self.roman.is_none()
            && let Some(length) = first_chapter(text, lines)
        {
            (self.roman, self.number, self.letter) = (Some(0), None, None);
            put(start..start + length, ROMANS[0]);
            return;
        }
        match strokes(head, next_line(text, &lines[1..]), self.roman).or_else(|| read(text, lines, self.roman)) {
            Some(Read::Roman(label, length)) => {
                let lost = self.roman.filter(|&before| label <= before).filter(|&before| {
                    let next = following(text, lines, Some(before + 1), label_is_roman);
                    let twice = label == before && ROMANS[label] == "II";
                    next == Some(before as u32 + 2) || twice && next != Some(before as u32 + 1)
                });
                let follows = label == self.roman.map_or(0, |before| before + 1);
                let label = lost.map_or(label, |before| before + 1);
                // "II MỤC TIÊU", "II, MỤC TIÊU", "IÌ. MỤC TIÊU": the stop is lost, or a stroke has a mark.
                let stop = head[length..].chars().next().filter(|_| follows || lost.is_some());
                match stop {
                    Some(' ') => put(start..start + length, &format!("{}.", ROMANS[label])),
                    Some(',' | ':') => put(start..start + length + 1, &format!("{}.", ROMANS[label])),
                    Some(_) if &head[..length] != ROMANS[label] => put(start..start + length, ROMANS[label]),
                    _ => {}
                }
                (self.roman, self.number, self.letter) = (Some(label), None, None);
            }
            Some(Read::Number(value, length)) => {
                let due = self.number.map_or(1, |before| before + 1);
                let comma = head[length..].starts_with([',', ':']);
                let misread = !comma
                    && value != 1
                    && value != due
                    && self.number.is_some()
                    && following(text, lines, None, label_is_number) == Some(due + 1);
                if misread {
                    put(start..start + length, &due.to_string());
                } else if comma && value == due && head[length..].starts_with(',') {
                    put(start + length..start + length + 1, ".");
                }
                if misread || !comma || value == due {
                    (self.number, self.letter) = (Some(if misread { due } else { value }), None);
                }
            }
            Some(Read::Letter(label, length)) => {
                let due = self.letter.map_or(0, |before| before + 1);
                let other = label != Some(due) && label != Some(0) && due > 0 && due < LETTERS.len();
                // "1)", "2)": a list of numbers.
                let counts = || sign_ahead(text, lines).is_some_and(|sign| sign == "2");
                let misread = other
                    && !(&head[..length] == "1" && counts())
                    && (looks_like(&head[..length], LETTERS[due])
                        || following(text, lines, None, label_is_letter) == Some(due as u32 + 1));
                if misread {
                    put(start..start + length, LETTERS[due]);
                }
                if misread || label.is_some() {
                    self.letter = if misread { Some(due) } else { label };
                }
            }
            None => {
                if let Some(comma) = dotted_comma(head, self.number) {
                    put(start + comma..start + comma + 1, ".");
                } else if let Some(sign) = misread_dash(&text[line.clone()]) {
                    put(line.start + sign.start..line.start + sign.end, "-");
                }
            }
        }
    }
}

/// The next label of a kind behind the first line, before one of a higher kind; `before` is the chapter of the first line.
fn following(
    text: &str,
    lines: &[Range<usize>],
    before: Option<usize>,
    wanted: fn(Read) -> Option<Option<u32>>,
) -> Option<u32> {
    let ahead = if before.is_some() { lines.len() } else { LINES_AHEAD };
    (1..lines.len().min(ahead)).filter_map(|i| read(text, &lines[i..], before)).find_map(wanted)?
}

/// The next sign before a bracket.
fn sign_ahead<'a>(text: &'a str, lines: &[Range<usize>]) -> Option<&'a str> {
    (1..lines.len().min(LINES_AHEAD)).find_map(|i| match read(text, &lines[i..], None) {
        Some(Read::Letter(_, length)) => text[lines[i].clone()].trim_start().get(..length),
        _ => None,
    })
}

/// Of what is read behind a roman number: the next one.
fn label_is_roman(read: Read) -> Option<Option<u32>> {
    match read {
        Read::Roman(label, _) => Some(Some(label as u32)),
        _ => None,
    }
}

/// The next number, unless a chapter comes first.
fn label_is_number(read: Read) -> Option<Option<u32>> {
    match read {
        Read::Roman(..) => Some(None),
        Read::Number(value, _) => Some(Some(value)),
        Read::Letter(..) => None,
    }
}

/// The next letter, unless the list ends first.
fn label_is_letter(read: Read) -> Option<Option<u32>> {
    match read {
        Read::Roman(..) | Read::Number(..) => Some(None),
        Read::Letter(label, _) => Some(label.map(|label| label as u32)),
    }
}

/// The label at the head of the first of some lines; behind a chapter `before` its number may have lost its stop.
fn read(text: &str, lines: &[Range<usize>], before: Option<usize>) -> Option<Read> {
    let line = lines.first()?.clone();
    let start = line.start + stray_marks(&text[line.clone()]);
    let head = &text[start..line.end];
    if let Some((label, length)) = roman_label(head, next_line(text, &lines[1..]), before, false) {
        return Some(Read::Roman(label, length));
    }
    if let Some((value, length)) = number_label(head) {
        // "3.1. …" is no number of this list.
        let dotted =
            head[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        return (!dotted).then_some(Read::Number(value, length));
    }
    let (sign, rest) = head.split_once(')')?;
    let opens =
        rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let short = sign.chars().count() <= 2 && !sign.contains(['(', ' ', '/', '.']);
    (opens && short).then(|| Read::Letter(LETTERS.iter().position(|&letter| letter == sign), sign.len()))
}

/// Whether a sign before a bracket is what an OCR makes of the letter that is due there.
fn looks_like(sign: &str, due: &str) -> bool {
    match due {
        "c" => matches!(sign, "C" | "©" | "¢" | "€"),
        // "đ" behind c may be the author's: what follows decides.
        "d" => matches!(sign, "dd" | "đd" | "dđ"),
        "đ" => matches!(sign, "d" | "dd" | "đd" | "dđ" | "đđ"),
        "i" => matches!(sign, "¡" | "" | "ï" | "í" | "ì" | "1" | "l"),
        _ => false,
    }
}

/// "5,2. Tổ chức …" below 5.: where the comma stands.
fn dotted_comma(head: &str, number: Option<u32>) -> Option<usize> {
    let (first, rest) = head.split_once(',')?;
    let (second, rest) = rest.split_once('.')?;
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let opens = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    (digits(first) && digits(second) && opens && first.parse().ok() == number).then_some(first.len())
}

/// "HH. MỤC TIÊU", "TH. …", "1L: …", "[. …": strokes that were joined or taken for others, which nobody can count; the chapter
/// is the one that is due, up to III. A label alone on its line has its heading on the next.
fn strokes(head: &str, next: &str, before: Option<usize>) -> Option<Read> {
    let end = head.find(['.', ',', ':', ' '])?;
    let (seen, heading) = (&head[..end], &head[end..]);
    let all = seen.chars().all(|c| matches!(bare(c), 'I' | 'H' | 'L' | 'T' | 'l' | '1' | '|' | '[' | 'ï' | 'Ï'));
    let odd = seen.contains(|c| c != 'I') && seen.contains(|c| c != '1');
    let alone = heading.trim_end() == ".";
    let words = if alone { next } else { heading };
    let (capitals, small) = (capitals_in(words), small_in(words));
    let due = before.map_or(0, |before| before + 1);
    // "IL MỤC TIÊU", "1L MỤC TIÊU": the stop was joined to the last stroke.
    let joined = matches!(seen, "IL" | "1L" | "lL");
    let stopped = alone || joined && heading.starts_with(' ') || heading[1..].starts_with(' ');
    let title = capitals >= FEWEST_CAPITALS && small * 8 <= capitals;
    (all && odd && stopped && title && due <= 2 && (1..=3).contains(&seen.chars().count()))
        .then_some(Read::Roman(due, end))
}

/// Whether a chapter's number has strokes that no hand types: two or three signs with an H, L, T or 1 among I.
pub(super) fn is_spoiled_chapter(head: &str, next: &str) -> bool {
    let Some(seen) = head.bytes().take(4).position(|byte| byte == b'.').map(|end| &head[..end]) else { return false };
    let strokes_alone = seen.len() >= 2 && seen.chars().all(|c| matches!(c, 'I' | 'H' | 'T' | 'L' | '1'));
    // "TT.", "LL.": initials; "11." a number.
    let mixed =
        seen.contains(['I', '1']) && seen.contains(['H', 'T', 'L']) || matches!(seen, "TH" | "HH" | "I1" | "1I");
    strokes_alone && mixed && strokes(head, next, None).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::mended_of;
    use crate::restore::damage::Damage;

    fn read(lines: &[&str]) -> Vec<String> {
        mended_of(lines, Damage::Slips)
    }

    #[test]
    fn a_lost_stroke_is_put_back_where_both_neighbours_prove_it() {
        let lines = ["I. MỤC ĐÍCH", "II. PHẠM VI, SỐ LIỆU", "II. NỘI DUNG, TIẾN ĐỘ", "a) Một", "IV. KINH PHÍ"];
        assert_eq!(read(&lines), ["I.", "II.", "III.", "a)", "IV."]);
        assert_eq!(read(&lines[..4]), ["I.", "II.", "III.", "a)"], "twice, and no III");
        let twice = ["I. MỤC ĐÍCH", "II. PHẠM VI, SỐ LIỆU", "II. NỘI DUNG, TIẾN ĐỘ", "III. KINH PHÍ"];
        assert_eq!(read(&twice)[2], "II.", "nothing proves it");
        assert_eq!(mended_of(&lines, Damage::Clean)[2], "II.", "right text keeps its labels");
    }

    #[test]
    fn a_lost_stop_is_put_back_where_the_number_goes_on() {
        let lines = ["I. MỤC ĐÍCH", "II NỘI DUNG, TIẾN ĐỘ", "II. KINH PHÍ", "IV. TỔ CHỨC"];
        assert_eq!(read(&lines), ["I.", "II.", "III.", "IV."]);
        assert_eq!(read(&["I. MỤC ĐÍCH", "IV NỘI DUNG, TIẾN ĐỘ"])[1], "IV");
        assert_eq!(read(&["I1. MỤC ĐÍCH", "a) Một", "11. MỤC LỚN"]), ["I.", "a)", "II."]);
        let strokes = ["[. MỤC ĐÍCH", "1L: NỘI DUNG, TIẾN ĐỘ", "HH. KINH PHÍ", "IV. TỔ CHỨC"];
        assert_eq!(read(&strokes), ["I.", "II.", "III.", "IV."]);
        let broken =
            ["I. MỤC", "", "ĐÍCH, YÊU CẦU", "TH. PHẠM", "", "VI, THỜI GIAN", "II. NỘI", "", "DUNG", "IV. KINH PHÍ"];
        assert_eq!(read(&broken)[3..], ["II.", "", "VI,", "III.", "", "DUNG", "IV."]);
        assert_eq!(
            read(&["I. MỤC ĐÍCH", "TH.", "TÌNH HÌNH CHUNG", "TH.", "Một việc"])[1..],
            ["II.", "TÌNH", "TH.", "Một"]
        );
        assert_eq!(read(&["1. Một việc", "HH. là một chữ", "LL. Một tên", "lI TRỢ CẤP"])[1..], ["HH.", "LL.", "lI"]);
        assert_eq!(
            read(&["|. MỤC ĐÍCH", "IÌ, NỘI DUNG, TIẾN ĐỘ", "II. KINH PHÍ", "IV. TỔ CHỨC", "Vị. KINH PHÍ"]),
            ["I.", "II.", "III.", "IV.", "Vị."]
        );
    }

    #[test]
    fn a_digit_is_put_right_between_its_neighbours() {
        let lines = ["I. NỘI DUNG", "1. Một", "2. Hai", "a) Điểm", "8. Ba", "4. Bốn"];
        assert_eq!(read(&lines), ["I.", "1.", "2.", "a)", "3.", "4."]);
        let gap = ["I. NỘI DUNG", "1. Một", "3. Ba", "4. Bốn", "4. Năm", "5. Sáu"];
        assert_eq!(read(&gap), ["I.", "1.", "3.", "4.", "4.", "5."], "the author's numbers");
        let restart = ["I. NỘI DUNG", "1. Một", "a) Điểm", "1. Mục", "2. Mục", "2. Hai"];
        assert_eq!(read(&restart), ["I.", "1.", "a)", "1.", "2.", "2."]);
    }

    #[test]
    fn a_comma_behind_the_next_number_is_its_stop() {
        let lines = ["I. NỘI DUNG", "1. Một", "2, Sở Y tế", "- Kiểm tra", "3. Ba", "5, Sở Y tế"];
        assert_eq!(read(&lines), ["I.", "1.", "2.", "-", "3.", "5,"]);
        assert_eq!(mended_of(&lines, Damage::Clean)[2], "2,", "right text keeps its labels");
        let dotted = ["1. Một", "2. Hai", "2,1. Điểm", "2,2. Điểm", "3,5. Điểm", "2,5 tỷ đồng"];
        assert_eq!(read(&dotted), ["1.", "2.", "2.1.", "2.2.", "3,5.", "2,5"]);
    }

    #[test]
    fn a_letter_is_put_right_between_its_neighbours() {
        let lines = [
            "1. Việc",
            "a) Một",
            "b) Hai",
            "c) Ba",
            "đ) Bốn",
            "đ) Năm",
            "h) Sáu",
            "g) Bảy",
            "h) Tám",
            "¡) Chín",
            "k) Mười",
            "l) Một",
        ];
        assert_eq!(read(&lines), ["1.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)", "l)"]);
        let two = ["1. Việc", "a) Một", "b) Hai", "©) Ba", "đd) Bốn", "d) Năm"];
        assert_eq!(read(&two), ["1.", "a)", "b)", "c)", "d)", "đ)"]);
        assert_eq!(read(&["1. Việc", "a) Một", "b) Hai", "C) Ba", "D) Bốn"])[3..], ["c)", "D)"]);
        assert_eq!(read(&["1. Việc", "a) Một", ") Hai", "(1) Ba"]), ["1.", "a)", ")", "(1)"]);
        let list = ["1. Việc", "g) Một", "h) Hai", "1) Ba", "2) Bốn"];
        assert_eq!(read(&list), ["1.", "g)", "h)", "1)", "2)"], "a list of numbers");
        assert_eq!(read(&list[..4])[3], "i)");
        let gap = ["1. Việc", "a) Một", "c) Hai", "d) Ba", "e) Bốn", "g) Năm"];
        assert_eq!(read(&gap), ["1.", "a)", "c)", "d)", "e)", "g)"], "the author's letters");
    }

    #[test]
    fn a_stroke_that_was_joined_to_its_stop() {
        let lines = ["IL MỤC TIÊU", "a) Một", "IL NỘI DUNG", "¬ Kiểm tra", "ˆ Rà soát", "~ Tập huấn", "¬ và"];
        assert_eq!(read(&lines), ["I.", "a)", "II.", "-", "-", "-", "¬"]);
        assert_eq!(read(&["I. MỤC TIÊU", "1L NỘI DUNG", "1L nội dung"]), ["I.", "II.", "1L"]);
        let others = ["II. MỤC TIÊU", "IL NỘI DUNG", "IL là một chữ", "¬2"];
        assert_eq!(read(&others), ["II.", "III.", "IL", "¬2"]);
        assert_eq!(mended_of(&lines, Damage::Clean)[0], "IL", "right text keeps its labels");
    }
}
