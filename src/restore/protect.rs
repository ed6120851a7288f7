//! What restoring must not touch: numbers, document codes, addresses.
//!
//! In: a token between white space. Out: whether it is left alone, and for document codes the one repair that is safe:
//! the Đ of known acronyms ("15/QD-UBND" → "15/QĐ-UBND"), and the Q of the Front's, which an OCR reads twice.

/// Acronyms of document symbols and agencies, as an OCR reads them and as they are: a D that is a Đ, a Q that it takes for OQ.
/// Facts of Decree 30/2020 and of agency names.
const ACRONYMS: [(&str, &str); 20] = [
    ("QD", "QĐ"),
    ("ND", "NĐ"),
    ("HDND", "HĐND"),
    ("BCD", "BCĐ"),
    ("DA", "ĐA"),
    ("HD", "HD"),
    ("LDTBXH", "LĐTBXH"),
    ("SLDTBXH", "SLĐTBXH"),
    ("BLDTBXH", "BLĐTBXH"),
    ("GDDT", "GDĐT"),
    ("SGDDT", "SGDĐT"),
    ("BGDDT", "BGDĐT"),
    ("SKHDT", "SKHĐT"),
    ("DBQH", "ĐBQH"),
    ("GD&DT", "GD&ĐT"),
    ("KH&DT", "KH&ĐT"),
    ("TTDT", "TTĐT"),
    ("MTTOQ", "MTTQ"),
    ("UBMTTOQ", "UBMTTQ"),
    ("UBMTTOQVN", "UBMTTQVN"),
];

/// Whether a token is an e-mail or web address.
pub(super) fn is_address(token: &str) -> bool {
    let host =
        |text: &str| text.split('.').count() > 1 && text.split('.').all(|part| part.len() > 1 && part.is_ascii());
    token.contains("://")
        || token.starts_with("www.")
        || token
            .split_once('@')
            .is_some_and(|(name, place)| name.is_ascii() && host(place.trim_end_matches(['.', ',', ';', ')'])))
        || [".vn", ".com", ".org", ".net"]
            .iter()
            .any(|end| token.trim_end_matches(['.', ',', ';', ')']).ends_with(end) && token.is_ascii())
}

/// Whether a token is a number, with or without separators and a sign around it.
pub(super) fn is_number(token: &str) -> bool {
    let core = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
    core.starts_with(|c: char| c.is_ascii_digit())
        && core.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | ':' | '-' | '–' | '%'))
}

/// Whether a token is a quantity or sign with letters ("m2", "35m", "1A", "5tr", "24h"): not a word in which an OCR took
/// a letter for a digit, as in "1a" for "là", "6n" for "ôn", "4p" for "ấp".
pub(super) fn is_quantity(token: &str) -> bool {
    let core = token.trim_matches(|c: char| !c.is_alphanumeric());
    let unit = core.trim_start_matches(|c: char| c.is_ascii_digit());
    let square = matches!(unit, "m2" | "m3" | "km2" | "cm2" | "dm2" | "cm3");
    let led = core.len() > unit.len() && unit.chars().all(char::is_alphabetic) && unit.is_ascii() && !unit.is_empty();
    let plain_digit = core[..core.len() - unit.len()].contains(['2', '3', '5', '7', '8', '9']);
    let capital = unit.chars().all(|c| c.is_ascii_uppercase());
    square || (led && (plain_digit || capital))
}

/// Whether a token is a document code or a part of one: capitals joined by a slash ("06/CT-UBND", "/KH-UBND").
pub(super) fn is_code(token: &str) -> bool {
    let core = token.trim_matches(['.', ',', ';', ':', '(', ')']);
    core.contains('/')
        && core.chars().filter(|c| c.is_alphabetic()).count() > 0
        && !core.chars().any(|c| c.is_lowercase() && c != 'g' && c != 'r')
}

/// The code with the Đ of known acronyms; the same text where there is none.
pub(super) fn repair_code(code: &str) -> String {
    let parts = code.split_inclusive(['/', '-', '–', ' ']);
    parts
        .map(|part| {
            let core = part.trim_end_matches(['/', '-', '–', ' ', '.', ',', ';', ')']);
            match ACRONYMS.iter().find(|(bare, _)| *bare == core) {
                Some((_, right)) => format!("{right}{}", &part[core.len()..]),
                None => part.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protects_numbers_codes_and_addresses() {
        for number in ["26/12/2023", "05/7,", "100%", "1.000", "(2023)", "31/10/2023)."] {
            assert!(is_number(number), "{number}");
        }
        for code in ["06/CT-CTUBND", "/KH-UBND", "42/2022/ND-CP", "1622/QD-UBND,"] {
            assert!(is_code(code), "{code}");
        }
        for address in ["ubnd@hungyen.gov.vn", "https://a.b", "hungyen.gov.vn."] {
            assert!(is_address(address), "{address}");
        }
    }

    #[test]
    fn leaves_words_to_the_decoder() {
        for word in ["t6", "nd1", "x4,", "va/hoac", "3."] {
            assert!(!is_code(word) && !is_address(word), "{word}");
        }
        assert!(!is_number("s6") && !is_number("1a"));
        for word in ["1a", "t6", "1am", "6n", "nd1", "m6i", "16ng", "10p"] {
            assert!(!is_quantity(word), "{word}");
        }
    }

    #[test]
    fn protects_quantities() {
        for quantity in ["m2,", "200m2", "1A", "5tr", "24h", "3c", "35m", "12km2"] {
            assert!(is_quantity(quantity), "{quantity}");
        }
    }

    #[test]
    fn repairs_known_acronyms_only() {
        assert_eq!(repair_code("1622/QD-UBND,"), "1622/QĐ-UBND,");
        assert_eq!(repair_code("42/2022/ND-CP"), "42/2022/NĐ-CP");
        assert_eq!(repair_code("10/HD-SNV"), "10/HD-SNV");
        assert_eq!((repair_code("UBMTTOQVN;"), repair_code("GD&DT")), ("UBMTTQVN;".to_owned(), "GD&ĐT".to_owned()));
        assert_eq!(repair_code("06/CT-CTUBND"), "06/CT-CTUBND");
    }
}
