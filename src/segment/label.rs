//! Labels of items: "II.", "1.", "1.2.", "a)", "đ)", "-", "+", "(1)", "Phần I", "Phụ lục 2".
//!
//! In: the text of a line. Out: the label at its start, what kind it is, and its number in its sequence. Whether the line
//! really opens an item is for the tree to decide, which knows what came before.

/// Kinds of labels; [`LabelKind::rank`] gives the usual order of nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// "Phần I", "PHẦN THỨ NHẤT", "Điều 1"
    Part,
    /// "Phụ lục", "PHỤ LỤC II"
    Annex,
    /// "A."
    Upper,
    /// "IV."
    Roman,
    /// "Tháng 3", "Quý I", "Bước 1": a heading of a schedule, which no sign marks.
    Period,
    /// "3."
    Number,
    /// "1.2", "2.4.1.", "II.1.": the number of parts.
    Dotted(u8),
    /// "a)"
    Letter,
    /// "(1)", "(ii)"
    Bracketed,
    /// "-", "+", "*", "•": the sign, dashes of all lengths as "-".
    Bullet(char),
}

impl LabelKind {
    /// Usual depth: a smaller rank holds a larger one.
    pub fn rank(self) -> u8 {
        match self {
            LabelKind::Part | LabelKind::Annex => 0,
            LabelKind::Upper => 1,
            LabelKind::Roman | LabelKind::Period => 2,
            LabelKind::Number => 3,
            LabelKind::Dotted(parts) => 2 + parts,
            LabelKind::Letter => 8,
            LabelKind::Bracketed => 9,
            LabelKind::Bullet(_) => 10,
        }
    }
}

/// A label at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What kind it is.
    pub kind: LabelKind,
    /// As printed, without punctuation: "II", "1.2", "đ", "-".
    pub printed: String,
    /// Its number in its sequence, from 1; 0 for bullets.
    pub value: u32,
    /// Its length in the line, white space after it included.
    pub length: usize,
}

/// Letters of items in the Vietnamese order.
pub const LETTERS: [char; 24] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y',
    'z',
];

/// The label at the start of `line`, if there is one.
pub fn label(line: &str) -> Option<Label> {
    let found = bullet(line)
        .or_else(|| worded(line))
        .or_else(|| bracketed(line))
        .or_else(|| compound(line))
        .or_else(|| roman(line))
        .or_else(|| upper(line));
    found.or_else(|| number(line)).or_else(|| letter(line))
}

fn label_of(line: &str, kind: LabelKind, printed: &str, value: u32, length: usize) -> Label {
    let rest = &line[length..];
    let length = length + (rest.len() - rest.trim_start().len());
    Label { kind, printed: printed.to_owned(), value, length }
}

fn bullet(line: &str) -> Option<Label> {
    let sign = line.chars().next()?;
    let rest = &line[sign.len_utf8()..];
    let kind = match sign {
        '-' | '–' | '—' | '−' | '‑' | '\u{ad}' => '-',
        '+' => '+',
        '*' if rest.starts_with(' ') => '*',
        '•' | '●' | '▪' | '\u{f0b7}' | '·' | '■' | '○' | '►' => '•',
        // What an OCR makes of a round bullet.
        'o' if rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase) => '•',
        _ => return None,
    };
    // A dash before a digit may be a wrapped period ("2026 / - 2030") or a negative number: the tree can't tell either.
    let opens =
        rest.trim_start().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '(' | '≥' | '[' | '/'));
    (opens && !rest.starts_with('-'))
        .then(|| label_of(line, LabelKind::Bullet(kind), &sign.to_string(), 0, sign.len_utf8()))
}

/// "Phần I.", "PHẦN THỨ HAI", "Phụ lục 1", "PHỤ LỤC", "PHỤ BIỂU".
fn worded(line: &str) -> Option<Label> {
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let second = words.next().unwrap_or_default();
    let third = words.next().unwrap_or_default().trim_end_matches(['.', ':', ',']);
    let bare = |word: &str| word.trim_end_matches(['.', ':', ',']).to_owned();
    match (first.to_lowercase().as_str(), second.to_lowercase().trim_end_matches([':', '.', ','])) {
        ("phần", "thứ") => {
            let ordinals = ["nhất", "hai", "ba", "tư", "năm", "sáu"];
            let value = ordinals.iter().position(|&o| third.to_lowercase() == o)? as u32 + 1;
            let printed = format!("{first} {second} {third}");
            Some(label_of(line, LabelKind::Part, &printed, value, length_of(line, 3)))
        }
        ("phần", _) => {
            let value = roman_value(&bare(second)).or_else(|| bare(second).parse().ok().filter(|&n: &u32| n < 20))?;
            Some(label_of(line, LabelKind::Part, &format!("{first} {}", bare(second)), value, length_of(line, 2)))
        }
        ("phụ", "lục" | "biểu") => {
            // "phụ lục" inside a sentence is no label: the line has to start with a capital and hold little more.
            let numbered = roman_value(third).or_else(|| third.parse().ok().filter(|&n: &u32| n < 100));
            if !first.starts_with('P') || (numbered.is_none() && first != "PHỤ" && line.split_whitespace().count() > 2)
            {
                return None;
            }
            // "… thực hiện theo / Phụ lục II gửi kèm theo Kế hoạch này.": a wrap broke the sentence.
            let rest = line.split_whitespace().nth(3).unwrap_or_default();
            let goes_on = numbered.is_some() && first != "PHỤ" && rest.starts_with(char::is_lowercase);
            let broken_off = ["kèm", "ban"].contains(&rest) && !line.ends_with(['.', ';']);
            if goes_on && !broken_off {
                return None;
            }
            let words = 2 + usize::from(numbered.is_some());
            let number = numbered.map(|_| format!(" {third}")).unwrap_or_default();
            let printed = format!("{first} {}{number}", second.trim_end_matches([':', '.', ',']));
            Some(label_of(line, LabelKind::Annex, &printed, numbered.unwrap_or(0), length_of(line, words)))
        }
        // "Điều 1. Mục đích": a plan in articles; "Bước 2: …": a step.
        ("điều", number) if first.starts_with('Đ') && ends_label(second) => {
            let value = number.parse().ok().filter(|&n: &u32| n < 100)?;
            Some(label_of(line, LabelKind::Part, &format!("{first} {number}"), value, length_of(line, 2)))
        }
        ("bước", number) if first.starts_with('B') && ends_label(second) => {
            let value = number.parse().ok().filter(|&n: &u32| n < 20)?;
            Some(label_of(line, LabelKind::Period, &format!("{first} {number}"), value, length_of(line, 2)))
        }
        // "BIỂU", "BIỂU 01", "BIỂU SỐ 2" on a line of its own.
        ("biểu", number) if first == "BIỂU" && line.split_whitespace().count() <= 3 => {
            let numbered = if number == "số" { third } else { number };
            let value = roman_value(numbered).or_else(|| numbered.parse().ok().filter(|&n: &u32| n < 100));
            let whole = numbered.is_empty() || value.is_some();
            let printed = line.trim_end_matches(['.', ':', ' ']);
            whole.then(|| label_of(line, LabelKind::Annex, printed, value.unwrap_or(0), line.len()))
        }
        _ => None,
    }
}

/// Whether the number of a worded label ends in a sign: "Điều 1.", and not "Điều 5 của Luật".
fn ends_label(number: &str) -> bool {
    number.ends_with(['.', ':'])
}

/// Length of the first `n` words of a line.
fn length_of(line: &str, n: usize) -> usize {
    crate::token::pieces(line).nth(n - 1).map_or(line.len(), |piece| piece.end)
}

fn bracketed(line: &str) -> Option<Label> {
    let rest = line.strip_prefix('(')?;
    // "(1) ", "(ii) "
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let small = rest.len() - rest.trim_start_matches(['i', 'v', 'x']).len();
    let (digits, value) = match rest[..digits].parse().ok().filter(|&n: &u32| n < 100) {
        Some(value) => (digits, value),
        None => (small, roman_value(&rest[..small].to_uppercase())?),
    };
    rest[digits..].starts_with(") ").then(|| label_of(line, LabelKind::Bracketed, &rest[..digits], value, digits + 2))
}

/// A small number in roman letters.
pub fn roman_number(value: u32) -> String {
    let mut left = value;
    let mut text = String::new();
    for (letters, worth) in [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)] {
        while left >= worth {
            text.push_str(letters);
            left -= worth;
        }
    }
    text
}

/// Value of a roman number up to 39.
pub fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 6 {
        return None;
    }
    let digits: Option<Vec<u32>> = text
        .chars()
        .map(|c| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            _ => None,
        })
        .collect();
    let digits = digits?;
    let mut value = 0;
    for (i, &digit) in digits.iter().enumerate() {
        if digits.get(i + 1).is_some_and(|&next| next > digit) { value -= digit as i32 } else { value += digit as i32 }
    }
    u32::try_from(value).ok().filter(|&value| value > 0)
}

/// "II.1. ", "III.2.1. ": the number of the chapter before those of the item.
fn compound(line: &str) -> Option<Label> {
    let (chapter, rest) = line.split_once('.')?;
    roman_value(chapter)?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let parts: Vec<&str> = rest[..end].trim_end_matches('.').split('.').collect();
    let counted = parts.len() < 4 && parts.iter().all(|part| (1..=2).contains(&part.len()));
    let spaced = rest[end..].starts_with(' ') && rest[end..].trim_start().starts_with(char::is_alphabetic);
    let value = parts.last()?.parse().ok().filter(|_| counted && spaced)?;
    let printed = format!("{chapter}.{}", parts.join("."));
    Some(label_of(line, LabelKind::Dotted(parts.len() as u8 + 1), &printed, value, chapter.len() + 1 + end))
}

fn roman(line: &str) -> Option<Label> {
    let length = line.find(|c| !matches!(c, 'I' | 'V' | 'X')).unwrap_or(line.len());
    let printed = &line[..length];
    let value = roman_value(printed)?;
    let rest = &line[length..];
    let close = rest.chars().next()?;
    // "I – NỘI DUNG", "I- NỘI DUNG"
    let dash = [" - ", " – ", "- ", "– "].iter().find(|dash| rest.starts_with(**dash)).map(|dash| dash.len());
    // "… trong quý / II/2025": a quarter that a wrap broke; "V/v": about.
    if close == '/' && rest[1..].starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase()) {
        return None;
    }
    let sign = matches!(close, '.' | ')' | '/' | ':').then_some(1);
    dash.or(sign).map(|sign| label_of(line, LabelKind::Roman, printed, value, length + sign))
}

fn upper(line: &str) -> Option<Label> {
    let letter = line.chars().next().filter(|c| matches!(c, 'A'..='H' | 'Đ'))?;
    let rest = line[letter.len_utf8()..].trim_start_matches(' ');
    let skipped = line.len() - letter.len_utf8() - rest.len();
    let heading = rest.strip_prefix(['.', ')'])?.trim_start();
    (skipped <= 1 && heading.starts_with(char::is_uppercase)).then(|| {
        let value = LETTERS.iter().position(|&l| l.to_uppercase().eq([letter])).map_or(0, |i| i as u32 + 1);
        label_of(line, LabelKind::Upper, &letter.to_string(), value, letter.len_utf8() + skipped + 1)
    })
}

/// "3.", "3)", "3/", "1.2.", "1.2", "2.4.1."
fn number(line: &str) -> Option<Label> {
    let end = line.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(line.len());
    let run = &line[..end];
    let parts: Vec<&str> = run.trim_end_matches('.').split('.').collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > 2) || parts.len() > 4 {
        return None;
    }
    let rest = &line[end..];
    if parts.len() > 1
        && run.ends_with('.')
        && let Some(lettered) = numbered_letter(line, end, &parts)
    {
        return Some(lettered);
    }
    let value = parts.last()?.parse().ok()?;
    let printed = parts.join(".");
    let after = rest.trim_start();
    let opens = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '(' | '[' | '≥'))
        || after.is_empty();
    if parts.len() > 1 {
        let spaced = rest.starts_with(char::is_whitespace) || run.ends_with('.');
        // A site may leave the label on a line of its own, its text on the next.
        let alone = run.ends_with('.') && after.is_empty();
        // "3.5. 100% hồ sơ": behind a stop a number may open the item, too.
        let counts = run.ends_with('.') && after.starts_with(|c: char| c.is_ascii_digit());
        let words = alone || counts || after.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"'));
        return (spaced && words).then(|| label_of(line, LabelKind::Dotted(parts.len() as u8), &printed, value, end));
    }
    if run.ends_with('.') && !run.ends_with("..") && opens {
        return Some(label_of(line, LabelKind::Number, &printed, value, end));
    }
    // "1- Công an xã"
    if run.len() <= 2
        && let Some(after) = ["- ", "– "].iter().find_map(|dash| rest.strip_prefix(*dash))
        && after.starts_with(char::is_uppercase)
    {
        return Some(label_of(line, LabelKind::Number, &printed, value, line.len() - after.len()));
    }
    let close = rest.chars().next().filter(|c| matches!(c, ')' | '/'))?;
    let after = &rest[close.len_utf8()..];
    // "48/NQ-CP" is the number of a document.
    let word = after.starts_with(char::is_uppercase) && after.chars().nth(1).is_some_and(char::is_lowercase);
    let slash_is_label = close == ')' || after.starts_with(' ') || word;
    (run.len() <= 2 && slash_is_label && after.trim_start().starts_with(char::is_alphabetic))
        .then(|| label_of(line, LabelKind::Number, &printed, value, end + 1))
}

/// "2.1.a. Thành lập …": a letter behind the numbers of the items above it.
fn numbered_letter(line: &str, end: usize, parts: &[&str]) -> Option<Label> {
    let letter = line[end..].chars().next()?;
    let value = LETTERS.iter().position(|&l| l == letter)? as u32 + 1;
    let close = end + letter.len_utf8();
    let rest = line[close..].strip_prefix(['.', ')'])?;
    let printed = format!("{}.{letter}", parts.join("."));
    rest.starts_with(' ').then(|| label_of(line, LabelKind::Letter, &printed, value, close + 1))
}

fn letter(line: &str) -> Option<Label> {
    let mut chars = line.chars();
    let letter = chars.next()?;
    let value = LETTERS.iter().position(|&l| l == in_order(letter))? as u32 + 1;
    let close = chars.next()?;
    let after = &line[letter.len_utf8() + close.len_utf8()..];
    let opens = match close {
        ')' => true,
        '.' | ',' | '/' => after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase),
        _ => false,
    };
    opens.then(|| label_of(line, LabelKind::Letter, &letter.to_string(), value, letter.len_utf8() + 1))
}

/// "e), f)": a letter that the Vietnamese order lacks stands for the one after it.
fn in_order(letter: char) -> char {
    match letter {
        'f' => 'g',
        'j' => 'k',
        'w' => 'x',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind() {
        use LabelKind::{Annex, Bracketed, Bullet, Dotted, Letter, Number, Part, Period, Roman, Upper};
        let cases = [
            ("II. NỘI DUNG", Roman, "II", 2, "NỘI DUNG"),
            ("IV - Kinh phí", Roman, "IV", 4, "Kinh phí"),
            ("II – NHIỆM VỤ", Roman, "II", 2, "NHIỆM VỤ"),
            ("Điều 2. Nội dung", Part, "Điều 2", 2, "Nội dung"),
            ("Bước 3: Thu phiếu", Period, "Bước 3", 3, "Thu phiếu"),
            ("(ii) Cấp giống", Bracketed, "ii", 2, "Cấp giống"),
            ("1. Mục đích", Number, "1", 1, "Mục đích"),
            ("I- NỘI DUNG", Roman, "I", 1, "NỘI DUNG"),
            ("2- Công an xã", Number, "2", 2, "Công an xã"),
            ("3/ Các ban", Number, "3", 3, "Các ban"),
            ("2.", Number, "2", 2, ""),
            ("II.1. Khắc phục", Dotted(2), "II.1", 1, "Khắc phục"),
            ("1.10. Chỉ đạo", Dotted(2), "1.10", 10, "Chỉ đạo"),
            ("2.4.1 Nội dung", Dotted(3), "2.4.1", 1, "Nội dung"),
            ("đ) Các", Letter, "đ", 5, "Các"),
            ("2.1.a. Lập tổ", Letter, "2.1.a", 1, "Lập tổ"),
            ("o Giải trình", Bullet('•'), "o", 0, "Giải trình"),
            ("a, Các", Letter, "a", 1, "Các"),
            ("f) Các", Letter, "f", 7, "Các"),
            ("b. Xây", Letter, "b", 2, "Xây"),
            ("- Xây", Bullet('-'), "-", 0, "Xây"),
            ("–Xây", Bullet('-'), "–", 0, "Xây"),
            ("+ 100% hộ", Bullet('+'), "+", 0, "100% hộ"),
            ("(2) Hỗ trợ", Bracketed, "2", 2, "Hỗ trợ"),
            ("A. ĐÁNH GIÁ", Upper, "A", 1, "ĐÁNH GIÁ"),
            ("Phần II. NỘI DUNG", Part, "Phần II", 2, "NỘI DUNG"),
            ("PHẦN THỨ HAI", Part, "PHẦN THỨ HAI", 2, ""),
            ("PHỤ LỤC", Annex, "PHỤ LỤC", 0, ""),
            ("Phụ lục II", Annex, "Phụ lục II", 2, ""),
            ("PHỤ BIỂU", Annex, "PHỤ BIỂU", 0, ""),
            ("BIỂU SỐ 02", Annex, "BIỂU SỐ 02", 2, ""),
        ];
        for (line, kind, printed, value, rest) in cases {
            let label = label(line).unwrap_or_else(|| panic!("{line} has a label"));
            assert_eq!(
                (label.kind, label.printed.as_str(), label.value, &line[label.length..]),
                (kind, printed, value, rest)
            );
        }
    }

    #[test]
    fn leaves_what_only_looks_like_one() {
        let lines = [
            "17/5/2019 của Chủ tịch",
            "Phụ lục II gửi kèm theo Kế hoạch này.",
            "Phụ lục 06 của Thông tư số 7",
            "31/10/2023).",
            "2030 phấn đấu",
            "12/2025.",
            "2- 3 lần mỗi tháng",
            "I-ốt",
            "20.7.2020 của",
            "1.000 hộ",
            "100% hộ",
            "I",
            "UBND xã",
            "Phụ lục kèm theo Kế hoạch này",
            "BIỂU DƯƠNG KHEN THƯỞNG",
            "Biểu số 02 kèm theo",
            "----",
            "a",
            "VI phạm",
            "phần việc",
            "Điều 5 của Luật",
            "Bước 2 của quy trình",
            "(v/v họp)",
            "V/v tổ chức hội thi",
            "CT. UBND",
            "Ô tô",
        ];
        for line in lines {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn reads_roman_numbers() {
        let values: Vec<Option<u32>> = ["I", "IV", "IX", "XII", "XX", "", "IA"].map(roman_value).to_vec();
        assert_eq!(values, [Some(1), Some(4), Some(9), Some(12), Some(20), None, None]);
        assert!((1..=20).all(|value| roman_value(&roman_number(value)) == Some(value)));
    }
}
