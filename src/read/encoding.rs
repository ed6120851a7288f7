//! Old encodings of Vietnamese: TCVN3 (ABC), VNI, VISCII, VPS and windows-1258, as bytes and as mojibake in Unicode text.
//!
//! In: bytes that are no UTF-8, or text in which they were taken for windows-1252. Out: text in NFC and the name of the
//! encoding, chosen by likelihood: the decoding with the most of the commonest words of administrative Vietnamese. Text in
//! which no decoding finds enough of them is left alone, so right text and the output of a Latin OCR stay as they are.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization as _;

use crate::syllable::{is_letter, is_vietnamese_only};

/// An old encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Legacy {
    /// TCVN 5712:1993 in its third variant, the encoding of ".VnTime" fonts.
    Tcvn3,
    /// Two characters a letter, the encoding of "VNI-" fonts.
    Vni,
    /// RFC 1456.
    Viscii,
    /// The Vietnamese Professionals Society's.
    Vps,
    /// Microsoft's, with combining tones.
    Windows1258,
}

const ALL: [Legacy; 5] = [Legacy::Windows1258, Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii, Legacy::Vps];

/// Common words with marks: what decodes rightly has many of them, what decodes wrongly next to none.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "và của các được năm thực hiện công tác nhân dân ủy uỷ hoạch kế tổ chức nhiệm vụ quyết định số ngày tháng tỉnh huyện xã \
     phường đơn vị cơ quan theo về trên địa bàn quản lý nhà nước chỉ đạo phối hợp hội đồng xây dựng phát triển kinh tế để đảm bảo \
     việc những có không là với từ đến tại trong người cho một khi đã này phải hành chính độc lập tự hạnh phúc cộng hòa hoà nghĩa \
     đề nghị trưởng căn cứ điều luật quy sở ban giám đốc chủ tịch"
        .split_whitespace()
        .filter(|word| !word.is_ascii())
        .collect()
});

/// Words of a text that are judged.
const JUDGED_BYTES: usize = 64 << 10;
/// A decoding must bring this many common words …
const FEWEST_HITS: usize = 5;
/// … this share of the words …
const LEAST_SHARE: f64 = 0.12;
/// … and this many times as many as the text has as it stands.
const CLEARLY_MORE: usize = 4;

impl Legacy {
    /// As `source.encoding` says it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Legacy::Tcvn3 => "TCVN3",
            Legacy::Vni => "VNI",
            Legacy::Viscii => "VISCII",
            Legacy::Vps => "VPS",
            Legacy::Windows1258 => "windows-1258",
        }
    }

    /// The encoding of text in a font.
    pub(super) fn of_font(font: &str) -> Option<Legacy> {
        let font = font.to_ascii_lowercase();
        if font.starts_with(".vn") {
            Some(Legacy::Tcvn3)
        } else if font.starts_with("vni-") || font.starts_with("vni ") {
            Some(Legacy::Vni)
        } else {
            None
        }
    }

    /// Whether a font of TCVN3 shows small letters as capitals (".VnTimeH").
    pub(super) fn is_capital_font(font: &str) -> bool {
        let name = font.split(' ').next().unwrap_or(font);
        name.to_ascii_lowercase().starts_with(".vn") && name.ends_with('H')
    }

    /// The letter of a byte; windows-1258 and VNI need more than one byte.
    fn letter(self, byte: u8) -> char {
        if byte < 0x80 {
            let low: &[(u8, char)] = match self {
                Legacy::Tcvn3 => &TCVN_LOW,
                Legacy::Viscii => &VISCII_LOW,
                _ => &[],
            };
            return low.iter().find(|(known, _)| *known == byte).map_or(char::from(byte), |(_, letter)| *letter);
        }
        let table = match self {
            Legacy::Tcvn3 => TCVN3,
            Legacy::Viscii => VISCII,
            Legacy::Vps => VPS,
            Legacy::Vni | Legacy::Windows1258 => return char::from(byte),
        };
        let letter = table.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}');
        if letter == '·' { printed(byte) } else { letter }
    }
}

/// Letters of the bytes 80 to FF; "·" where the encoding has none, which then is that of windows-1252. Made with iconv and
/// recode; TCVN3 is the upper half of TCVN5712-1, whose fonts have no capitals in 80 to 9F.
const TCVN3: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
/// Capitals among the control characters, in the standard's first variant.
const TCVN_LOW: [(u8, char); 12] = [
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];
/// VISCII's capitals among the control characters.
const VISCII_LOW: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
const VPS: &str = "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ··ỀỂỄỐỒỔ·ýỷỵỚỜỞ·ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ·àáâãảạăễèéêẽìí·ĩẴĐòóôõ·Ơụùúủ·ỶẼỳ";

/// The text of bytes that are no UTF-8, with the encoding that makes most sense of them.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Legacy)> {
    let head = &bytes[..bytes.len().min(JUDGED_BYTES)];
    let hits = |legacy: &Legacy| hits(&decode_as(head, *legacy));
    let best = ALL.into_iter().rev().max_by_key(hits)?;
    (hits(&best) >= FEWEST_HITS).then(|| (decode_as(bytes, best), best))
}

/// The text in which an old encoding was taken for windows-1252, put right; none where it is right as it stands. Judged by
/// the lines that are not Unicode Vietnamese already; only those are decoded. Cost on right text: one pass over the bytes.
pub(super) fn repair(text: &str) -> Option<(String, Legacy)> {
    let mut suspects = String::new();
    for line in text.split_inclusive('\n').filter(|line| is_suspect(line)) {
        if suspects.len() + line.len() > JUDGED_BYTES {
            break;
        }
        suspects.push_str(line);
    }
    if suspects.is_empty() {
        return None;
    }
    let as_it_stands = hits(&suspects);
    let candidates = [Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii, Legacy::Vps];
    let brought = |legacy: &Legacy| hits(&decode_mojibake(&suspects, *legacy));
    let best = candidates.into_iter().rev().max_by_key(brought)?;
    let likely = share_of_common_words(&decode_mojibake(&suspects, best)) >= LEAST_SHARE;
    let enough = likely && brought(&best) >= FEWEST_HITS.max(CLEARLY_MORE * as_it_stands);
    let line = |line: &str| if is_suspect(line) { decode_mojibake(line, best) } else { line.to_owned() };
    enough.then(|| (text.split_inclusive('\n').map(line).collect(), best))
}

/// Whether a line may be mojibake: it has letters beyond ASCII, but none that only Vietnamese in Unicode has.
fn is_suspect(line: &str) -> bool {
    !line.is_ascii() && !line.chars().any(is_vietnamese_only)
}

/// Decodes text in which an old encoding was taken for windows-1252. Letters that have no byte there stay.
pub(super) fn decode_mojibake(text: &str, legacy: Legacy) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes: Vec<u8> = Vec::with_capacity(text.len());
    for c in text.chars() {
        match byte_of(c) {
            Some(byte) => bytes.push(byte),
            None => {
                out.push_str(&decode_as(&bytes, legacy));
                bytes.clear();
                out.push(c);
            }
        }
    }
    out.push_str(&decode_as(&bytes, legacy));
    out
}

/// The byte of a character in windows-1252, or in Latin-1 where that has none.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut buffer)) {
        (Cow::Owned(bytes), _, false) if bytes.len() == 1 => bytes.first().copied(),
        _ => None,
    }
}

/// The character of a byte in windows-1252, or in Latin-1 where that has none.
pub(super) fn char_of(byte: u8) -> char {
    static CHARACTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
    });
    CHARACTERS.get(usize::from(byte)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn decode_as(bytes: &[u8], legacy: Legacy) -> String {
    match legacy {
        Legacy::Windows1258 => WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect(),
        Legacy::Vni => vni(bytes),
        _ => {
            let letters = bytes.iter().map(|&byte| legacy.letter(byte));
            letters.nfc().collect()
        }
    }
}

/// VNI: a base letter, then a character that carries its marks.
fn vni(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut before = '\0';
    for &byte in bytes {
        let takes_marks = matches!(before.to_ascii_lowercase(), 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư' | 'Ơ' | 'Ư');
        let shape = matches!(before.to_ascii_lowercase(), 'a' | 'e' | 'o');
        match (vni_marks(byte), vni_single(byte)) {
            (Some((mark, tone)), _) if takes_marks && (mark.is_none() || shape) => {
                out.extend(mark);
                out.extend(tone);
                before = '\0';
            }
            (_, Some(letter)) => {
                out.push(letter);
                before = letter;
            }
            _ => {
                before = printed(byte);
                out.push(before);
            }
        }
    }
    out.nfc().collect()
}

/// The character of a byte in windows-1252.
fn printed(byte: u8) -> char {
    let bytes = [byte];
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().next().unwrap_or('\u{fffd}')
}

/// The hat or breve, and the tone, that a character of VNI puts on the letter before it.
fn vni_marks(byte: u8) -> Option<(Option<char>, Option<char>)> {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
    const HAT: [u8; 6] = [0xe2, 0xe0, 0xe1, 0xe5, 0xe3, 0xe4];
    const BREVE: [u8; 6] = [0xea, 0xe8, 0xe9, 0xfa, 0xfc, 0xeb];
    const BARE: [u8; 5] = [0xf8, 0xf9, 0xfb, 0xf5, 0xef];
    // Capitals stand 32 below.
    let small = if (0xc0..0xe0).contains(&byte) { byte + 0x20 } else { byte };
    let tone = |at: usize| at.checked_sub(1).and_then(|at| TONES.get(at).copied());
    let place = |list: &[u8]| list.iter().position(|&known| known == small);
    place(&HAT)
        .map(|at| (Some('\u{302}'), tone(at)))
        .or_else(|| place(&BREVE).map(|at| (Some('\u{306}'), tone(at))))
        .or_else(|| place(&BARE).map(|at| (None, TONES.get(at).copied())))
}

/// Letters that VNI has whole.
fn vni_single(byte: u8) -> Option<char> {
    let letters: [(u8, char); 18] = [
        (0xf1, 'đ'),
        (0xf4, 'ơ'),
        (0xf6, 'ư'),
        (0xec, 'ì'),
        (0xed, 'í'),
        (0xe6, 'ỉ'),
        (0xf3, 'ĩ'),
        (0xf2, 'ị'),
        (0xee, 'ỵ'),
        (0xd1, 'Đ'),
        (0xd4, 'Ơ'),
        (0xd6, 'Ư'),
        (0xcc, 'Ì'),
        (0xcd, 'Í'),
        (0xc6, 'Ỉ'),
        (0xd3, 'Ĩ'),
        (0xd2, 'Ị'),
        (0xce, 'Ỵ'),
    ];
    letters.iter().find(|(known, _)| *known == byte).map(|(_, letter)| *letter)
}

/// Share of the words that are common ones with marks: about a quarter in Vietnamese text, next to none elsewhere.
pub(super) fn share_of_common_words(text: &str) -> f64 {
    let words = text.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty()).count();
    hits(text) as f64 / words.max(1) as f64
}

/// How many common words a text has.
fn hits(text: &str) -> usize {
    let words = text.split(|c: char| !is_letter(c)).filter(|word| !word.is_ascii());
    words.filter(|word| COMMON.contains(word.to_lowercase().as_str())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân tỉnh quyết định: các đơn vị thực hiện nhiệm vụ được giao năm nay.";

    /// The bytes of a text in a table encoding.
    fn encoded(text: &str, table: &str) -> Vec<u8> {
        let place = |c: char| table.chars().position(|known| known == c).map(|at| at as u8 + 0x80);
        text.chars().map(|c| if c.is_ascii() { c as u8 } else { place(c).unwrap_or(b'?') }).collect()
    }

    #[test]
    fn tables_have_a_letter_for_each_byte() {
        for table in [TCVN3, VISCII, VPS] {
            assert_eq!(table.chars().count(), 128);
        }
    }

    #[test]
    fn finds_each_encoding_by_what_it_brings() {
        for (table, legacy) in [(TCVN3, Legacy::Tcvn3), (VISCII, Legacy::Viscii), (VPS, Legacy::Vps)] {
            let (text, found) = decode(&encoded(TEXT, table)).unwrap();
            assert_eq!((text.as_str(), found), (TEXT, legacy));
        }
        let vni = b"U\xfby ban nha\xe2n da\xe2n t\xe6nh, ca\xf9c \xf1\xf4n v\xf2 th\xf6\xefc hie\xe4n nhie\xe4m vu\xef \xf1\xf6\xf4\xefc giao; quye\xe1t \xf1\xf2nh";
        let (text, found) = decode(vni).unwrap();
        assert_eq!(
            (text.ends_with("tỉnh, các đơn vị thực hiện nhiệm vụ được giao; quyết định"), found),
            (true, Legacy::Vni),
            "{text}"
        );
        assert_eq!(decode_as(b"th\xfd\xf2c hi\xea\xf2n", Legacy::Windows1258), "thực hiện");
    }

    #[test]
    fn repairs_mojibake_and_leaves_unicode_lines() {
        let text =
            "Uû ban nh©n d©n tØnh: c¸c ®¬n vÞ thùc hiÖn nhiÖm vô ®\u{ad}îc giao\nĐây là dòng Unicode\nQuyÕt ®Þnh sè 5";
        let (repaired, found) = repair(text).unwrap();
        assert_eq!(found, Legacy::Tcvn3);
        assert_eq!(
            repaired,
            "Uỷ ban nhân dân tỉnh: các đơn vị thực hiện nhiệm vụ được giao\nĐây là dòng Unicode\nQuyết định số 5"
        );
    }

    #[test]
    fn leaves_right_text_ocr_and_other_languages() {
        assert_eq!(repair(TEXT), None);
        assert_eq!(
            repair(
                "Giao Phong Noi vu chu tri, phdi hop véi cac don vi lién quan dé thuc hién nhiém vy duoc giao nam nay"
            ),
            None
        );
        assert_eq!(repair("Les élèves déjà reçus à l'école, où ils étaient"), None);
        assert_eq!(decode(b"K\xea ho\xe1ch"), None);
        assert_eq!(decode(&[0xff; 40]), None);
    }

    #[test]
    fn fonts_tell_encodings() {
        assert_eq!(
            (Legacy::of_font(".VnTime"), Legacy::of_font("VNI-Times")),
            (Some(Legacy::Tcvn3), Some(Legacy::Vni))
        );
        assert_eq!((Legacy::of_font("Times New Roman"), Legacy::of_font("")), (None, None));
        assert!(
            Legacy::is_capital_font(".VnTimeH")
                && !Legacy::is_capital_font(".VnTime")
                && !Legacy::is_capital_font("ArialH")
        );
    }
}
