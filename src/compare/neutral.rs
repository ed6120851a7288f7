//! Text made neutral: what differs between two localities for no other reason than that they are two.
//!
//! In: the text of a task and the names of both localities. Out: its words as numbers. Units of every level become one
//! word, with the name that follows them; so do years; "Ủy ban nhân dân" and "UBND" are one word; marks and capitals do not
//! count, so that a misread mark is no difference. It does not judge what is left.

use crate::syllable::skeleton;

/// A word, as a number: equal words have equal numbers, others differ but for one chance in four billion.
pub type Word = u32;

/// Stands for any unit of any level, with its name.
const UNIT: &str = "<unit>";
/// Stands for any year.
const YEAR: &str = "<year>";
/// Words of a unit's name at most.
const LONGEST_NAME: usize = 4;

/// Words for units and levels, lower case, longest first.
const UNITS: [&[&str]; 11] = [
    &["thành", "phố"],
    &["thị", "trấn"],
    &["thị", "xã"],
    &["đặc", "khu"],
    &["tỉnh"],
    &["huyện"],
    &["quận"],
    &["phường"],
    &["xã"],
    &["tp"],
    &["tx"],
];

/// Bodies that are written out or shortened.
const SHORT_FORMS: [(&[&str], &str); 6] = [
    (&["ủy", "ban", "nhân", "dân"], "ubnd"),
    (&["uỷ", "ban", "nhân", "dân"], "ubnd"),
    (&["hội", "đồng", "nhân", "dân"], "hdnd"),
    (&["mặt", "trận", "tổ", "quốc"], "mttq"),
    (&["cải", "cách", "hành", "chính"], "cchc"),
    (&["thủ", "tục", "hành", "chính"], "tthc"),
];

/// Names of localities, in lower case without marks, that count as neutral wherever they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<Vec<String>>);

impl Names {
    /// The name in an issuer written out: "Ủy ban nhân dân tỉnh Hưng Yên" → "hưng yên".
    pub fn add_issuer(&mut self, issuer: &str) {
        let words = words(issuer);
        let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
        let behind = (0..lower.len()).filter_map(|at| unit_at(&lower[at..]).map(|length| at + length)).max();
        let name: Vec<String> = lower[behind.unwrap_or(lower.len())..].iter().map(|word| skeleton(word)).collect();
        // A single syllable, or a number, stands in too many other words.
        if name.len() > 1 && !self.0.contains(&name) {
            self.0.push(name);
        }
    }

    /// How many of the next words are one of the names.
    fn at(&self, words: &[Printed<'_>]) -> Option<usize> {
        let fits = |name: &&Vec<String>| {
            words.len() >= name.len()
                && words.iter().zip(name.iter()).all(|(word, name)| word.is_capitalised() && word.skeleton == *name)
        };
        self.0.iter().filter(fits).map(Vec::len).max()
    }
}

/// The neutral words of a text. Cost: one pass.
pub fn neutral(text: &str, names: &Names) -> Vec<Word> {
    let words = words(text);
    // In a text all in capitals a capital opens no name.
    let shouted = words.iter().filter(|word| word.is_shouted()).count();
    let names_end_by_case = shouted * 2 > words.len();
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let lower: Vec<&str> = words[at..].iter().take(4).map(|word| word.lower.as_str()).collect();
        let is_unit = unit_at(&lower).filter(|_| at == 0 || words[at - 1].lower != "tác");
        if let Some(length) = is_unit {
            at += length;
            if !names_end_by_case {
                let name = |word: &&Printed<'_>| word.is_capitalised() && word.follows_closely;
                at += words[at..].iter().take(LONGEST_NAME).take_while(name).count();
            }
            push_unit(&mut out);
        } else if let Some(length) = names.at(&words[at..]) {
            at += length;
            push_unit(&mut out);
        } else if word.lower == "cấp" && words.get(at + 1).is_some_and(|_| unit_at(&lower[1..]).is_some()) {
            at += 1;
        } else if let Some((form, short)) = SHORT_FORMS.iter().find(|(form, _)| lower.starts_with(form)) {
            out.push(number(short));
            at += form.len();
        } else if word.is_year() {
            out.push(number(YEAR));
            at += 1;
        } else {
            out.push(number(word.skeleton.trim_start_matches('0')));
            at += 1;
        }
    }
    out
}

/// Several units in a row ("phường, xã, thị trấn") are one.
fn push_unit(out: &mut Vec<Word>) {
    if out.last() != Some(&number(UNIT)) {
        out.push(number(UNIT));
    }
}

/// How many words a unit at the start has. "xã hội" is none.
fn unit_at(lower: &[&str]) -> Option<usize> {
    let unit = UNITS.iter().find(|unit| lower.starts_with(unit))?;
    (lower.get(unit.len()) != Some(&"hội")).then_some(unit.len())
}

/// A word as printed.
struct Printed<'a> {
    text: &'a str,
    lower: String,
    skeleton: String,
    /// Whether only a space stands before it.
    follows_closely: bool,
}

impl Printed<'_> {
    fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    fn is_shouted(&self) -> bool {
        self.text.chars().count() > 1 && !self.text.chars().any(char::is_lowercase)
    }

    fn is_year(&self) -> bool {
        self.text.len() == 4
            && (self.text.starts_with("19") || self.text.starts_with("20"))
            && self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

fn words(text: &str) -> Vec<Printed<'_>> {
    let mut words = Vec::new();
    let mut end = 0;
    for piece in text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        let lower = piece.to_lowercase();
        let skeleton = skeleton(&lower);
        words.push(Printed { text: piece, lower, skeleton, follows_closely: &text[end..start] == " " });
        end = start + piece.len();
    }
    words
}

/// FNV-1a over the bytes of a word.
fn number(word: &str) -> Word {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(left: &str, right: &str) -> bool {
        let mut names = Names::default();
        names.add_issuer("Ủy ban nhân dân tỉnh Hưng Yên");
        names.add_issuer("Ủy ban nhân dân xã Dương Quang");
        neutral(left, &names) == neutral(right, &names)
    }

    #[test]
    fn localities_levels_and_years_are_neutral() {
        assert!(alike("trên địa bàn tỉnh năm 2024", "trên địa bàn xã năm 2023"));
        assert!(alike("UBND phường, xã, thị trấn xác định", "UBND xã, phường xác định"));
        assert!(alike("UBND tỉnh Hưng Yên ban hành", "Uỷ ban nhân dân xã Hà Bắc ban hành"));
        assert!(alike("người dân Hưng Yên", "người dân Dương Quang"));
        assert!(alike("ngân sách cấp xã", "ngân sách xã"));
        assert!(alike("trước ngày 05/7/2024", "trước ngày 5/07/2025"));
        assert!(alike("hoá đơn", "hóa đơn"));
    }

    #[test]
    fn the_rest_is_not() {
        assert!(!alike("an sinh xã hội", "an sinh xã"));
        assert!(!alike("các hợp tác xã nông nghiệp", "các hợp tác nông nghiệp"));
        assert!(!alike("trước ngày 05/7/2024", "trước ngày 10/7/2024"));
        assert!(!alike("cơ quan", "cơ quận"));
        assert!(!alike("thôn, tổ dân phố", "thôn"));
        assert!(!alike("cấp huyện. Tổ chức họp", "cấp huyện. Kiểm tra họp"));
    }
}
