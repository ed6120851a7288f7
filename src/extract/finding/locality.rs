//! Another locality's name in the plan's own scope: a leftover of the plan it was copied from.
//!
//! Finds "trên địa bàn xã X" in the title, the purposes, the lead-in and the closing of a plan of another unit of the same
//! level. Not to be confused with: units of other levels (a commune's plan may speak of its district or of the whole
//! province), neighbours named in a task, a name that an OCR damaged, the short form of the issuer's own name.

use super::finding;
use crate::extract::level::{level_of, unit_at};
use crate::fold::{Folded, fold};
use crate::plan::{Finding, Issuer, Plan, Section, SectionKind, Severity};
use crate::segment::Outline;

/// Words that open the plan's own scope, folded.
const SCOPE: &str = "tren dia ban ";
/// Names at least this much alike (normalised Damerau-Levenshtein) are one name that was misread.
const MISREAD: f64 = 0.75;
/// Syllables that the name of a unit has at most.
const LONGEST_NAME: usize = 4;

/// Checks every text that speaks of the plan's own scope.
pub(super) fn locality(outline: &Outline, plan: &Plan, found: &mut Vec<Finding>) {
    let Some(issuer) = &plan.header.issuer else { return };
    let title = plan.header.title.iter().map(|title| (title.text.as_str(), Some(title.place.lines)));
    let around = outline.preamble.iter().chain(&outline.closing).map(|passage| (passage.text(), None));
    let purposes = plan.sections.iter().filter(|section| section.kind == Some(SectionKind::Purpose));
    let texts = title.chain(around).chain(purposes.flat_map(texts));
    for (text, lines) in texts {
        for name in foreign(text, issuer) {
            let message = format!("Phạm vi của kế hoạch ghi tên địa phương khác: {name}.");
            let evidence = format!("{name} / {}", issuer.name);
            found.push(finding("foreign_locality", Severity::Error, lines, evidence, message));
        }
    }
}

/// The texts of a section and of all below it, with their lines.
fn texts(section: &Section) -> Vec<(&str, Option<[usize; 2]>)> {
    let own = section.text.iter().map(|text| (text.as_str(), Some(section.place.lines)));
    own.chain(section.children.iter().flat_map(texts)).collect()
}

/// Units of the issuer's level, but of another name, that a text names as its scope.
fn foreign(text: &str, issuer: &Issuer) -> Vec<String> {
    let folded = Folded::new(text);
    let own = fold(&issuer.name);
    let scopes = folded.text.match_indices(SCOPE).map(|(at, scope)| at + scope.len());
    let units = scopes.filter_map(|start| {
        let unit = unit_at(&folded.text[start..])?;
        let unit_end = folded.original(start..start + unit.len()).end;
        let name = name_at(text[unit_end..].strip_prefix(' ')?)?;
        let is_foreign = level_of(unit, &fold(name)) == issuer.level && !is_own(&fold(name), &own);
        is_foreign.then(|| text[folded.original(start..start + unit.len() + 1 + name.chars().count())].to_owned())
    });
    units.collect()
}

/// The capitalised words that a text opens with, up to the first mark; none where everything is in capitals.
pub(super) fn name_at(text: &str) -> Option<&str> {
    let mut end = 0;
    for word in text.split_inclusive(' ').take(LONGEST_NAME) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !letters.starts_with(char::is_uppercase) {
            break;
        }
        if letters.chars().count() > 1 && !letters.chars().any(char::is_lowercase) {
            return None;
        }
        end += word.len();
        if letters.len() < word.trim_end().len() {
            break;
        }
    }
    let name = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty()).then_some(name)
}

/// Whether a folded name is the issuer's: as it stands, with more words behind it, shortened, or misread.
fn is_own(name: &str, own: &str) -> bool {
    let words = name.split(' ').count();
    let tail: Vec<&str> = own.rsplit(' ').take(words).collect();
    let tail = tail.into_iter().rev().collect::<Vec<_>>().join(" ");
    let last = own.rsplit(' ').next().unwrap_or(own);
    own.contains(name)
        || name.split(' ').any(|word| word == last)
        || strsim::normalized_damerau_levenshtein(name, &tail) >= MISREAD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Level, Place};

    fn named(text: &str, name: &str, level: Level) -> Vec<String> {
        let place = Place { lines: [1, 1], span: [0, 0] };
        foreign(text, &Issuer { name: name.into(), level: Some(level), place })
    }

    #[test]
    fn finds_the_name_of_another_unit() {
        let commune = "Ủy ban nhân dân xã Hà Bắc";
        assert_eq!(named("trồng cây trên địa bàn xã Phú Mậu năm 2024", commune, Level::Commune), ["xã Phú Mậu"]);
        assert_eq!(named("trên địa bàn phường An Đông, như sau:", commune, Level::Commune), ["phường An Đông"]);
        let city = "Ủy ban nhân dân thành phố Phủ Lý";
        assert_eq!(named("trên địa bàn thành phố Hưng Yên.", city, Level::District), ["thành phố Hưng Yên"]);
    }

    #[test]
    fn leaves_its_own_and_other_levels() {
        let commune = "Ủy ban nhân dân xã Hà Bắc";
        for text in [
            "trên địa bàn xã Hà Bắc năm 2024",
            "trên địa bàn xã Ha Bac",
            "trên địa bàn xã Hà Bác",
            "trên địa bàn xã. Các thôn",
            "TRÊN ĐỊA BÀN XÃ GIAI ĐOẠN",
            "trên địa bàn xã và các thôn",
            "trên địa bàn huyện Hà Trung",
            "trên địa bàn tỉnh Thanh Hóa",
            "trên địa bàn phường 5",
            "phối hợp với xã Phú Mậu",
        ] {
            assert_eq!(named(text, commune, Level::Commune), Vec::<String>::new(), "{text}");
        }
        let province = "Ủy ban nhân dân tỉnh Thừa Thiên Huế";
        assert_eq!(named("trên địa bàn tỉnh Thừa Thiên - Huế", province, Level::Province), Vec::<String>::new());
    }
}
