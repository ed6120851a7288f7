//! The issuing authority, written out, and its level.
//!
//! Finds: the letterhead, also over several lines and between lines of the motto; else the sentence that says who issues the
//! plan ("UBND xã Hà Bắc ban hành …"); else the title. Where title and body contradict each other, the level that the body
//! acts as wins: a body that again and again lets "UBND xã" act is a commune's, whatever its title says.
//!
//! Not to be confused with: the issuers of cited documents, the motto, the superior who is reported to.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Tracer;
use crate::extract::level::{level_of, unit_at, written};
use crate::fold::fold;
use crate::plan::{Issuer, Level, Name};
use crate::segment::Outline;
use crate::segment::passage::Passage;
use crate::segment::tree::Section;

/// How often the body must let a lower level act before its level wins over the title's.
const FEWEST_ACTS: usize = 4;

/// A unit: its word and its name.
struct Unit {
    /// Folded.
    word: &'static str,
    /// With capitals.
    name: String,
    place: crate::plan::Place,
}

impl Unit {
    fn level(&self) -> Option<Level> {
        level_of(self.word, &fold(&self.name))
    }
}

/// Reads the issuer.
pub(super) fn issuer(
    outline: &Outline,
    letterhead: &[Passage],
    signed_at: Option<&Name>,
    tracer: &Tracer<'_>,
) -> Option<Issuer> {
    if let Some(issuer) = from_letterhead(letterhead, signed_at, tracer) {
        return Some(issuer);
    }
    let unit = from_preamble(&outline.preamble, tracer).or_else(|| from_title(&outline.title, tracer))?;
    let acting = acting_level(&outline.sections);
    let (word, level) = match (acting, unit.level()) {
        (Some((word, acting)), Some(said)) if acting > said => (word, Some(acting)),
        _ => (unit.word, unit.level()),
    };
    let name = format!("Ủy ban nhân dân {} {}", written(word).unwrap_or(word), unit.name);
    Some(Issuer { name, level, place: unit.place })
}

/// The authority in the letterhead: the lines from "ỦY BAN NHÂN DÂN" to the motto or the number.
fn from_letterhead(letterhead: &[Passage], signed_at: Option<&Name>, tracer: &Tracer<'_>) -> Option<Issuer> {
    static AUTHORITY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^u?y ban nhan\b|^ubnd\b|^so (?:[a-z]+ )|^ban chi dao|^chu tich uy ban").ok());
    let mut joined = Passage::default();
    let first = letterhead
        .iter()
        .position(|line| AUTHORITY.as_ref().is_some_and(|authority| authority.is_match(&line.folded().text)))?;
    for line in &letterhead[first..] {
        let line = without_motto(line);
        let folded = &line.folded().text;
        if line.is_empty() || is_motto(folded) {
            continue;
        }
        if folded.starts_with("so") && folded.contains('/') || folded.contains("ngay ") || folded.contains("/kh") {
            break;
        }
        joined.join(" ", &line);
    }
    let folded = joined.folded();
    let (authority, rest_at) = authority(&folded.text)?;
    let rest = folded.text[rest_at..].trim_start();
    let at = folded.text.len() - rest.len();
    let place = tracer.whole(&joined);
    let Some(word) = unit_at(rest) else {
        let name = sentence_case(joined.text());
        return Some(Issuer { level: level_in(&fold(&name)), name, place });
    };
    let printed = joined.text()[folded.original(at + word.len()..folded.text.len())].trim();
    let printed = if printed.is_empty() { signed_at.map_or("", |place| place.name.as_str()) } else { printed };
    let name = capitalise(printed);
    let level = level_of(word, &fold(&name));
    Some(Issuer {
        name: format!("{authority} {} {name}", written(word).unwrap_or(word)).trim().to_owned(),
        level,
        place,
    })
}

/// "Ủy ban nhân dân" however it is spelled, and where it ends.
fn authority(folded: &str) -> Option<(&'static str, usize)> {
    let heads = ["uy ban nhan dan", "y ban nhan dan", "ubnd"];
    let found = heads.iter().find(|head| folded.starts_with(**head));
    found
        .map(|head| ("Ủy ban nhân dân", head.len()))
        .or_else(|| Some(("", 0)).filter(|_| folded.starts_with("so ") || folded.starts_with("ban ")))
}

/// The level that a name of another authority ends with.
fn level_in(folded: &str) -> Option<Level> {
    if folded.starts_with("so ") {
        return Some(Level::Province);
    }
    folded.match_indices(' ').find_map(|(at, _)| {
        unit_at(&folded[at + 1..]).and_then(|unit| level_of(unit, folded[at + 1 + unit.len()..].trim()))
    })
}

/// The two lines of the motto, folded.
const MOTTO: [&str; 2] = ["cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc"];
/// A text this near to a line of the motto is one, though an OCR has damaged it.
const MOTTO_LIKENESS: f64 = 0.6;

/// A line of the letterhead without a motto that stands beside it.
fn without_motto(line: &Passage) -> Passage {
    let folded = line.folded();
    let starts = crate::token::pieces(&folded.text).map(|piece| piece.start);
    let begins = |rest: &str| ["cong hoa xa", "doc lap"].iter().any(|motto| rest.starts_with(motto));
    let resembles =
        |rest: &str| MOTTO.iter().any(|motto| strsim::normalized_levenshtein(motto, rest) >= MOTTO_LIKENESS);
    let motto = starts.into_iter().find(|&at| begins(&folded.text[at..]) || resembles(&folded.text[at..]));
    match motto {
        Some(at) => line.slice(0..folded.original(at..at + 1).start),
        None => line.clone(),
    }
}

fn is_motto(folded: &str) -> bool {
    [
        "cong hoa",
        "chu nghia",
        "hoi chu nghia",
        "xa hoi chu",
        "nghia viet nam",
        "viet nam",
        "doc lap",
        "tu do",
        "hanh phuc",
        "du thao",
        "dang cong san",
    ]
    .iter()
    .any(|motto| folded.starts_with(motto))
}

/// Words that may stand behind the issuer in the sentence that issues the plan.
const ISSUES: &str = r"(?:xay dung|ban hanh|trien khai|to chuc|lap|de ra|thong nhat)";

/// "UBND xã Hà Bắc ban hành kế hoạch": the last such sentence of the preamble.
fn from_preamble(preamble: &[Passage], tracer: &Tracer<'_>) -> Option<Unit> {
    static SAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(&format!(r"\b(?:uy ban nhan dan|ubnd) (?P<unit>thanh pho|thi tran|dac khu|thi xa|phuong|huyen|tinh|quan|xa) (?P<name>[a-z0-9' -]{{1,40}}?) {ISSUES}\b")).ok()
    });
    preamble.iter().rev().find_map(|paragraph| {
        let folded = paragraph.folded();
        let found = SAYS.as_ref()?.captures_iter(&folded.text).last()?;
        let name = &paragraph.text()[folded.original(found.name("name")?.range())];
        let capital = name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let word = unit_at(found.name("unit")?.as_str())?;
        capital.then(|| Unit {
            word,
            name: name.to_owned(),
            place: tracer.place(
                paragraph,
                folded.original(
                    found.name("unit").map_or(0..0, |u| u.start()..found.name("name").map_or(u.end(), |n| n.end())),
                ),
            ),
        })
    })
}

/// "… thị xã Dương Quang năm 2024": the last unit with a name in the title.
fn from_title(title: &Passage, tracer: &Tracer<'_>) -> Option<Unit> {
    let folded = title.folded();
    let starts = std::iter::once(0).chain(folded.text.match_indices(' ').map(|(at, _)| at + 1));
    starts
        .filter_map(|at| {
            let word = unit_at(&folded.text[at..])?;
            let name_at = folded.original(at + word.len()..folded.text.len()).start;
            let rest = &title.text()[name_at..];
            let length = name_length(rest);
            let name = capitalise(rest[..length].trim());
            let place = tracer.place(title, folded.original(at..at + 1).start..name_at + length);
            (!name.is_empty()).then_some(Unit { word, name, place })
        })
        .next_back()
}

/// Length of the words with a capital at the start of a text; in a text of capitals, up to "NĂM" or "GIAI ĐOẠN".
fn name_length(rest: &str) -> usize {
    let mut end = 0;
    for piece in crate::token::pieces(rest).take(6) {
        let word = &rest[piece.clone()];
        let stop = matches!(fold(word).as_str(), "nam" | "giai" | "den" | "va" | "theo" | "trong");
        let capital =
            word.chars().next().is_some_and(|c| c.is_uppercase() || c == '-' || c == '–' || c.is_ascii_digit());
        if stop || !capital {
            break;
        }
        end = piece.end;
        if word.ends_with([',', ';', '.']) {
            break;
        }
    }
    end
}

/// The level that acts in the body: the lowest whose committee is named without a name often enough.
fn acting_level(sections: &[Section]) -> Option<(&'static str, Level)> {
    static ACTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:ubnd|uy ban nhan dan) (?P<unit>thi xa|xa|phuong|thi tran|huyen|quan|tinh)\b(?P<list>, (?:phuong|xa|thi tran))?").ok()
    });
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut open: Vec<&Section> = sections.iter().collect();
    while let Some(section) = open.pop() {
        open.extend(&section.children);
        for text in [section.heading.text(), section.text.text()] {
            let folded = fold(text);
            for act in ACTS.iter().flat_map(|acts| acts.captures_iter(&folded)) {
                let Some(unit) =
                    act.name("unit").filter(|_| act.name("list").is_none()).and_then(|unit| unit_at(unit.as_str()))
                else {
                    continue;
                };
                match counts.iter_mut().find(|(word, _)| *word == unit) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((unit, 1)),
                }
            }
        }
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= FEWEST_ACTS);
    often
        .filter_map(|(word, count)| Some((word, level_of(word, "")?, count)))
        .max_by_key(|(_, level, count)| (*level, *count))
        .map(|(word, level, _)| (word, level))
}

/// Capital first letters, the rest lower case: "HƯNG YÊN" → "Hưng Yên".
fn capitalise(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let mut after_break = true;
        let letters = word.chars().flat_map(|c| {
            let cased: Vec<char> = if after_break { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
            after_break = !c.is_alphanumeric();
            cased
        });
        letters.collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn sentence_case(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::with_tracer;
    use super::*;
    use crate::segment::segment;

    fn read(text: &str) -> Option<(String, Option<Level>)> {
        let outline = segment(text);
        with_tracer(text, |tracer| {
            issuer(&outline, &outline.letterhead, None, tracer).map(|issuer| (issuer.name, issuer.level))
        })
    }

    #[test]
    fn reads_letterheads() {
        for (head, name, level) in [
            (
                "ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Ủy ban nhân dân tỉnh Hưng Yên",
                Level::Province,
            ),
            (
                "ỦY BAN NHÂN\nDÂN\nTHÀNH PHỐ HỒ CHÍ MINH\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do",
                "Ủy ban nhân dân thành phố Hồ Chí Minh",
                Level::Province,
            ),
            (
                "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI\nXÃ XUÂN TÍN | Độc lập - Tự do",
                "Ủy ban nhân dân xã Xuân Tín",
                Level::Commune,
            ),
            ("ỦY BAN NHÂN DÂN QUẬN 8", "Ủy ban nhân dân quận 8", Level::District),
        ] {
            let text = format!("{head}\nSố: 1/KH-UBND\nKẾ HOẠCH\nTrồng cây\nI. A\n1. B");
            assert_eq!(read(&text), Some((name.to_owned(), Some(level))), "{head}");
        }
    }

    #[test]
    fn reads_the_sentence_that_issues() {
        let text = "Số: /KH-UBND\nKẾ HOẠCH\nTrồng cây\n\nThực hiện Kế hoạch số 1/KH-UBND của UBND huyện Hà Trung về trồng cây. UBND xã Hà Bắc ban hành kế hoạch như sau:\nI. A\n1. B";
        assert_eq!(read(text), Some(("Ủy ban nhân dân xã Hà Bắc".to_owned(), Some(Level::Commune))));
    }

    #[test]
    fn the_body_wins_over_the_title() {
        let body = "UBND xã kiểm tra.\n".to_string()
            + &(2..7).map(|i| format!("{i}. UBND xã kiểm tra lần {i}.\n")).collect::<String>();
        let text = format!(
            "Số: /KH-UBND\nKẾ HOẠCH\nTrồng cây thị xã Dương Quang năm 2024\n\nUBND thị xã Dương Quang xây dựng Kế hoạch trồng cây trên địa bàn như sau:\nI. A\n1. {body}"
        );
        assert_eq!(read(&text), Some(("Ủy ban nhân dân xã Dương Quang".to_owned(), Some(Level::Commune))));
    }

    #[test]
    fn nothing_is_invented() {
        assert_eq!(read("KẾ HOẠCH\nTrồng cây\nI. A\n1. B"), None);
    }
}
