//! Vietnamese syllables as strings: what is left without marks, and where the tone mark stands.
//!
//! In: words and characters in NFC. Out: skeletons ("kế" → "ke"), and words with their tone mark moved to the place
//! that a style asks for ("hoá" → "hóa"). It does not know which syllables exist: that is the model's vocabulary.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Where the tone mark stands in open syllables with a glide ("oa", "oe", "uy").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToneStyle {
    /// "hóa", "thủy", "ủy": how government documents print it.
    #[default]
    Official,
    /// "hoá", "thuỷ", "uỷ": how school books print it.
    Modern,
}

/// Vowels with their six tones: level, huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// Vowel row and tone of every lower-case vowel letter.
static VOWEL_PLACES: LazyLock<HashMap<char, (usize, usize)>> = LazyLock::new(|| {
    let rows = VOWELS.iter().enumerate();
    rows.flat_map(|(row, tones)| tones.iter().enumerate().map(move |(tone, &c)| (c, (row, tone)))).collect()
});

/// The letter without any mark; case is kept, other characters stay as they are. Cost: constant.
///
/// ```
/// assert_eq!(kehoach::syllable::bare('Ế'), 'E');
/// assert_eq!(kehoach::syllable::bare('đ'), 'd');
/// ```
pub fn bare(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c,
        'à'..='ã' | 'ă' | 'ạ'..='ặ' if is_lower(c) => 'a',
        'À'..='Ã' | 'Ă' | 'Ạ'..='Ặ' => 'A',
        'è'..='ê' | 'ẹ'..='ệ' if is_lower(c) => 'e',
        'È'..='Ê' | 'Ẹ'..='Ệ' => 'E',
        'ì' | 'í' | 'ĩ' | 'ỉ' | 'ị' => 'i',
        'Ì' | 'Í' | 'Ĩ' | 'Ỉ' | 'Ị' => 'I',
        'ò'..='õ' | 'ơ' | 'ọ'..='ợ' if is_lower(c) => 'o',
        'Ò'..='Õ' | 'Ơ' | 'Ọ'..='Ợ' => 'O',
        'ù' | 'ú' | 'ũ' | 'ư' | 'ụ'..='ự' if is_lower(c) => 'u',
        'Ù' | 'Ú' | 'Ũ' | 'Ư' | 'Ụ'..='Ự' => 'U',
        'ý' | 'ỳ'..='ỹ' if is_lower(c) => 'y',
        'Ý' | 'Ỳ'..='Ỹ' => 'Y',
        'đ' => 'd',
        'Đ' => 'D',
        _ => c,
    }
}

/// Upper and lower case alternate in the Vietnamese block, so ranges there need this second look.
fn is_lower(c: char) -> bool {
    !('\u{1ea0}'..='\u{1ef9}').contains(&c) || (c as u32) & 1 == 1
}

/// The word without marks, in lower case: "Kế" → "ke".
pub fn skeleton(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(bare).collect()
}

/// Whether a character is a letter. As `char::is_alphabetic`, but quick for all Latin letters, where that goes through
/// tables of all scripts.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether a letter could only come from Vietnamese text that kept its marks: ă, đ, ơ, ư and U+1EA0 to U+1EF9.
///
/// Letters such as é and ô are left out: an OCR with a Latin model prints them too.
pub fn is_vietnamese_only(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
}

/// Tone of the word (0 level … 5 nặng) and the word's letters without it, in lower case.
fn pull_tone(word: &str) -> (Vec<char>, usize, usize) {
    let (mut tone, mut marks) = (0, 0);
    let letters = word.chars().flat_map(char::to_lowercase).map(|c| match VOWEL_PLACES.get(&c) {
        Some(&(row, t)) if t > 0 => {
            (tone, marks) = (t, marks + 1);
            VOWELS[row][0]
        }
        _ => c,
    });
    (letters.collect(), tone, marks)
}

/// The letters of a word without its tone, in lower case, and the tone: 0 level to 5 nặng. "Kiểm" → "kiêm", 3.
pub fn without_tone(word: &str) -> (String, usize) {
    let (letters, tone, _) = pull_tone(word);
    (letters.into_iter().collect(), tone)
}

/// The lower-case word with its tone mark where `style` puts it. Words with no tone, or more than one, come back as
/// they are (in lower case).
///
/// ```
/// use kehoach::syllable::{place_tone, ToneStyle::*};
/// assert_eq!(place_tone("HOÁ", Official), "hóa");
/// assert_eq!(place_tone("hóa", Modern), "hoá");
/// assert_eq!(place_tone("quý", Official), "quý");
/// assert_eq!(place_tone("giá", Modern), "giá");
/// ```
pub fn place_tone(word: &str, style: ToneStyle) -> String {
    let (mut letters, tone, marks) = pull_tone(word);
    if marks == 1
        && let Some(at) = tone_place(&letters, style)
        && let Some(&(row, _)) = VOWEL_PLACES.get(&letters[at])
    {
        letters[at] = VOWELS[row][tone];
        return letters.into_iter().collect();
    }
    word.to_lowercase()
}

/// Index of the letter that carries the tone; `None` where the word has no vowel.
fn tone_place(letters: &[char], style: ToneStyle) -> Option<usize> {
    let vowel = |i: usize| VOWEL_PLACES.contains_key(&letters[i]);
    let mut first = (0..letters.len()).find(|&i| vowel(i))?;
    let end = (first..letters.len()).find(|&i| !vowel(i)).unwrap_or(letters.len());
    // The glide of "qu" and "gi" belongs to the initial consonant when another vowel follows.
    let glide = (letters[first] == 'u' && first > 0 && letters[first - 1] == 'q')
        || (letters[first] == 'i' && first == 1 && letters[0] == 'g');
    if glide && end - first > 1 {
        first += 1;
    }
    if let Some(marked) = (first..end).rev().find(|&i| matches!(letters[i], 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')) {
        return Some(marked);
    }
    let closed = end < letters.len();
    Some(match end - first {
        1 => first,
        2 if closed => first + 1,
        2 => {
            let glide_pair = matches!((letters[first], letters[first + 1]), ('o', 'a' | 'e') | ('u', 'y'));
            if glide_pair && style == ToneStyle::Modern { first + 1 } else { first }
        }
        _ => first + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn bares_every_vowel_in_both_cases() {
        for row in VOWELS {
            let plain = match row[0] {
                'ă' | 'â' => 'a',
                'ê' => 'e',
                'ô' | 'ơ' => 'o',
                'ư' => 'u',
                c => c,
            };
            for c in row {
                assert_eq!(bare(c), plain, "{c}");
                for upper in c.to_uppercase() {
                    assert_eq!(bare(upper), plain.to_ascii_uppercase(), "{upper}");
                }
            }
        }
    }

    #[test]
    fn leaves_letters_of_other_languages() {
        for c in ['ß', 'ñ', 'ç', 'ü', '€', '6', ' '] {
            assert_eq!(bare(c), c);
        }
    }

    #[test]
    fn moves_the_tone_in_glide_pairs_only() {
        let cases = [("uỷ", "ủy"), ("hoà", "hòa"), ("khoẻ", "khỏe"), ("toàn", "toàn"), ("người", "người")];
        for (from, to) in cases {
            assert_eq!(place_tone(from, ToneStyle::Official), to);
        }
        for same in ["quỹ", "giữa", "nghĩa", "của", "thuế", "khuỷu", "gì", "quyết", "ngoài", "thủa"] {
            assert_eq!(place_tone(same, ToneStyle::Official), same);
            assert_eq!(place_tone(same, ToneStyle::Modern), same);
        }
    }

    #[test]
    fn leaves_words_that_are_no_syllables() {
        for same in ["ubnd", "hđnd", "áá", "xml", ""] {
            assert_eq!(place_tone(same, ToneStyle::Modern), same);
        }
    }
}
