//! What a token that an OCR read looks like: a label, a lone number that is a word, an abbreviation, a syllable.
//!
//! In: a token. Out: yes or no, by its signs alone; what it means is for `letters` to decide.

/// The label of an item: one or two signs with a bracket, a number with a stop, or the "o" that an OCR makes of a bullet.
pub(super) fn is_label(token: &str) -> bool {
    let bracketed = token.strip_suffix(')').is_some_and(|label| label.chars().count() <= 2);
    let number = token.strip_suffix('.').is_some_and(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | 'X' | 'l'))
    });
    bracketed || number || token == "o"
}

/// The words that an OCR takes for a lone number.
pub(super) fn lone_words(token: &str) -> &'static [&'static str] {
    match token {
        "6" => &["ở", "ô", "ổ"],
        "0" => &["ở"],
        "14" => &["là", "lá"],
        "16" => &["lệ", "lễ", "lộ", "lở", "lỗ", "lò", "tổ", "rõ"],
        "46" => &["độ", "đó"],
        _ => &[],
    }
}

/// Length of a number with its stop at the start of a token that goes on with a word ("1.Sở").
pub(super) fn glued_number(token: &str) -> Option<usize> {
    let (label, rest) = token.split_once('.')?;
    let number = (1..=2).contains(&label.len()) && label.bytes().all(|digit| digit.is_ascii_digit());
    let word = rest.starts_with(|c: char| c.is_uppercase() || c == '$') && !rest.contains(['.', '/', '-']);
    (number && word).then_some(label.len() + 1)
}

/// Length of a label with its stop at the start of a token: a number before a word, a roman number before capitals.
pub(super) fn glued_label(token: &str) -> Option<usize> {
    if let Some(number) = glued_number(token) {
        return Some(number);
    }
    let (label, rest) = token.split_once('.')?;
    let roman =
        !label.is_empty() && label.len() <= 4 && label.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'v' | 'l' | '1'));
    let capitals = rest.starts_with(char::is_uppercase) && rest.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let word = rest.chars().count() >= 2 && capitals;
    (roman && word).then_some(label.len() + 1)
}

/// "a)", which opens an item also in the middle of a line.
pub(super) fn is_letter_label(token: &str) -> bool {
    token.strip_suffix(')').is_some_and(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_lowercase))
}

/// "I1I", "I1": capitals I with a 1 or l among them.
pub(super) fn is_misread_roman(token: &str) -> bool {
    let core = token.trim_end_matches([',', '.', ';', ')']);
    (2..=4).contains(&core.len())
        && core.starts_with('I')
        && core.contains(['1', 'l'])
        && core.chars().all(|c| matches!(c, 'I' | '1' | 'l'))
}

/// What an OCR reads for one stroke of a roman number; an H is two.
const STROKES: [char; 6] = ['I', '1', 'l', 'L', 'T', '|'];

/// "Quý 11/2026", "Quý 11 năm 2026", "quý IH": strokes that can only be a roman number, as there are four quarters. `behind` is
/// the rest of the line: "Quỹ 11 tỷ đồng" is an amount.
pub(super) fn is_misread_quarter(before: &str, token: &str, behind: &str) -> bool {
    if !token.starts_with('H') && !token.starts_with(STROKES) {
        return false;
    }
    let mut letters = before.chars().flat_map(char::to_lowercase);
    let quarter = letters.next() == Some('q')
        && letters.next() == Some('u')
        && letters.next().is_some_and(|c| c == '¥' || matches!(crate::syllable::bare(c), 'y' | 'i'))
        && letters.next().is_none();
    let ends = token.contains(['/', '-']) || token.ends_with(is_closing) || behind.trim().is_empty();
    let dated = ends || behind.trim_start().starts_with(['n', 'N']);
    let (number, year) = token.split_once(['/', '-']).unwrap_or((token, ""));
    let strokes = number.trim_end_matches(is_closing);
    let year = year.trim_end_matches(is_closing);
    let count: usize = strokes.chars().map(|c| if c == 'H' { 2 } else { 1 }).sum();
    // "Quý H.": the letter of a name, unless a year follows.
    let named = strokes == "H" && year.is_empty() && !behind.trim_start().starts_with(['n', 'N']);
    quarter
        && dated
        && !named
        && (2..=3).contains(&count)
        && strokes.chars().all(|c| c == 'H' || STROKES.contains(&c))
        && strokes != "II"
        && strokes != "III"
        && year.chars().all(|c| c.is_ascii_digit())
}

/// A roman number with its strokes; the year behind a quarter stays.
pub(super) fn repair_roman(old: &str) -> String {
    let (number, rest) = old.split_at(old.find(['/', '-']).unwrap_or(old.len()));
    format!("{}{rest}", number.replace(STROKES, "I").replace('H', "II"))
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '”'
            | '"'
            | '’'
            | '\''
            | '…'
            | '*'
            | '_'
            | '/'
            | '\\'
            | '|'
            | '-'
            | '–'
    )
}

pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '"' | '‘' | '\'' | '-' | '–' | '—' | '*' | '_' | '#' | '|' | '•' | '+' | '~' | '/')
}

/// Whether a sign inside a piece parts two cores: a dash or slash before a letter.
pub(super) fn is_joint(c: char, rest: &str) -> bool {
    matches!(c, '-' | '–' | '/' | '(') && rest[c.len_utf8()..].starts_with(char::is_alphanumeric)
}

/// "SOY", "S0Y", "S¢Y": the Sở of "Sở Y tế" with the lone letter behind it.
pub(super) fn is_glued_office(core: &str) -> bool {
    let signs: Vec<char> = core.chars().collect();
    let looks_round = |c: char| matches!(c, 'O' | '0' | 'G' | 'Q' | '6' | '@' | 'd' | 'o') || !c.is_ascii();
    matches!(signs[..], ['S', middle, 'Y'] if looks_round(middle))
}

/// "SG", "TG": an O with marks that was read as a G.
pub(super) fn is_open_syllable(core: &str) -> bool {
    matches!(core, "SG" | "TG" | "BG" | "SQ" | "TQ")
}

/// Whether capitals could be a syllable: a vowel, no more than three consonants in a row at the start and two at the end.
pub(super) fn has_syllable_shape(core: &str) -> bool {
    let lower: Vec<char> = core.chars().flat_map(char::to_lowercase).collect();
    let is_vowel = |c: &char| matches!(crate::syllable::bare(*c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let Some(first) = lower.iter().position(is_vowel) else { return !lower.iter().all(char::is_ascii) };
    let Some(last) = lower.iter().rposition(is_vowel) else { return false };
    let inner = lower[first..=last].iter().take_while(|c| c.is_ascii()).all(is_vowel);
    let tail: String = lower[last + 1..].iter().collect();
    inner && first <= 3 && matches!(tail.as_str(), "" | "c" | "ch" | "k" | "m" | "n" | "ng" | "nh" | "p" | "t")
}

/// Whether a token is an abbreviation: capitals, perhaps with "&" or "-" between.
pub(super) fn is_abbreviation(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && token.chars().all(|c| c.is_uppercase() || matches!(c, '&' | '-')) && token != "III" && token != "II"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_lost_their_space() {
        assert_eq!((glued_label("V.TO"), glued_label("1.S6"), glued_label("12.Phdng")), (Some(2), Some(2), Some(3)));
        for other in ["1.000", "1.2", "100.Ba", "1.S/QD", "U.B", "V.to"] {
            assert_eq!(glued_label(other), None, "{other}");
        }
    }

    #[test]
    fn strokes_behind_a_quarter_are_a_roman_number() {
        for strokes in ["11", "11/2026", "IL/2026,", "111", "1I", "I1;", "IH", "HI-2026", "H/2026", "TI1/2026."] {
            assert!(is_misread_quarter("Quy", strokes, ""), "{strokes}");
        }
        for stays in ["II", "III/2024", "1", "1111", "12/2026", "4", "I/2026", "H.", "HH"] {
            assert!(!is_misread_quarter("quý", stays, ""), "{stays}");
        }
        assert!(is_misread_quarter("quý", "11", " nam 2026"));
        for (before, behind) in [("ngay", ""), ("quyet", ""), ("qua", " nghi quyet"), ("Quy", " ty déng")] {
            assert!(!is_misread_quarter(before, "11", behind), "{before}");
        }
        let repaired = ["11/2011", "I1I", "IH;", "TI1/2026."].map(repair_roman);
        assert_eq!(repaired, ["II/2011", "III", "III;", "III/2026."]);
    }
}
