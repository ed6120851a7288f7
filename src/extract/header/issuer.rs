//! The issuing authority, written out, and its level.
//!
//! Finds: the letterhead, also over several lines and between lines of the motto; else the sentence that says who issues the
//! plan ("UBND xã Hà Bắc ban hành …"); else the title. Where title and body contradict each other, the level that the body
//! acts as wins: a body that again and again lets "UBND xã" act is a commune's, whatever its title says.
//!
//! Not to be confused with: the issuers of cited documents, the motto, the superior who is reported to.

use std::sync::LazyLock;

use regex::Regex;

use super::number::Number;
use crate::extract::Tracer;
use crate::extract::level::{is_province, level_of, unit_at, written};
use crate::fold::{Folded, fold};
use crate::gazetteer;
use crate::lexicon::agency_noun_at;
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

/// Reads the issuer. A plan whose number has another symbol than a committee's ("KH-MTTQ-BTT") is none of a committee's,
/// whatever its title names.
pub(super) fn issuer(
    outline: &Outline,
    letterhead: &[Passage],
    number: Option<&Number>,
    signed_at: Option<&Name>,
    tracer: &Tracer<'_>,
) -> Option<Issuer> {
    let printed = from_letterhead(letterhead, signed_at, tracer);
    if printed.as_ref().is_some_and(|issuer| issuer.level.is_some() || issuer.name != COMMITTEE) {
        return printed;
    }
    if number.is_some_and(|number| !number.symbol.contains("UBND") && !number.symbol.contains("QĐ")) {
        return printed;
    }
    // Nothing is printed, or a committee without its place: others say whose it is.
    let decision = outline.decision.iter().flat_map(|decision| &decision.paragraphs);
    let unit = from_decision(decision, tracer)
        .or_else(|| from_preamble(&outline.preamble, tracer))
        .or_else(|| from_title(&outline.title, tracer))
        .or_else(|| from_seat(outline, signed_at));
    let Some(unit) = unit else { return printed };
    let acting = acting_level(&outline.sections);
    let (word, level) = match (acting, unit.level()) {
        (Some((word, acting)), Some(said)) if acting > said => (word, Some(acting)),
        _ => (unit.word, unit.level()),
    };
    let name = format!("{COMMITTEE} {} {}", written(word).unwrap_or(word), unit.name);
    Some(Issuer { name, level, place: unit.place })
}

const COMMITTEE: &str = "Ủy ban nhân dân";

/// Authorities whose names letterheads cut or spell in several ways: folded, and written out.
const AUTHORITIES: [(&str, &str); 8] = [
    ("uy ban nhan dan", COMMITTEE),
    ("y ban nhan dan", COMMITTEE),
    ("ubnd", COMMITTEE),
    ("uy ban mat tran to quoc viet nam", FRONT),
    ("uy ban mttq viet nam", FRONT),
    ("uy ban mttqvn", FRONT),
    ("uy ban mttq", FRONT),
    ("uy ban bau cu", "Ủy ban bầu cử"),
];

const FRONT: &str = "Ủy ban Mặt trận Tổ quốc Việt Nam";

/// The authority in the letterhead: the lines from its name to the motto or the number.
fn from_letterhead(letterhead: &[Passage], signed_at: Option<&Name>, tracer: &Tracer<'_>) -> Option<Issuer> {
    static AUTHORITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^u?y ban (?:nhan\b|mat tran\b|mttq|bau cu\b)|^ubnd\b|^so (?:[a-z]+ )|^ban chi (?:dao|huy)|^chu tich uy ban").ok()
    });
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|[^a-z])so\s?(?::|\d|/|$)|/ ?kh\b|\bngay ").ok());
    // What a commune's or province's own body writes below the committee's name.
    static ORGAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:so|phong|ban chi dao|ban chi huy|ban quan ly|ban to chuc|ban thuong truc|tieu ban|hoi dong|trung tam|truong|van phong|thanh tra|chi cuc|cong an)\b").ok()
    });
    let (number, organ) = (NUMBER.as_ref()?, ORGAN.as_ref()?);
    let mut joined = Passage::default();
    let mut body: Option<Passage> = None;
    let first = letterhead
        .iter()
        .position(|line| AUTHORITY.as_ref().is_some_and(|authority| authority.is_match(&line.folded().text)))?;
    for line in &letterhead[first..] {
        let line = without_motto(line);
        let folded = &line.folded().text;
        if line.is_empty() || is_motto(folded) {
            continue;
        }
        let end = number.find(folded).map(|found| line.folded().original(found.start()..found.end()).start);
        let line = line.slice(0..end.unwrap_or(line.text().len()));
        // "An Giang, ngày …" below a letterhead without a number: where it was signed.
        let before = line.text().trim_end_matches([' ', ',']);
        let named = signed_at.and_then(|place| before.strip_suffix(place.name.as_str()));
        let line = line.slice(0..named.filter(|_| end.is_some()).map_or(line.text().len(), str::len));
        match &mut body {
            Some(body) => body.join(" ", &line),
            None if !joined.is_empty() && organ.is_match(&line.folded().text) => body = Some(line),
            None => joined.join(" ", &line),
        }
        if end.is_some() {
            break;
        }
    }
    let folded = joined.folded();
    let (authority, rest_at) = authority(&folded.text)?;
    let rest = folded.text[rest_at..].trim_start();
    let at = folded.text.len() - rest.len();
    let place = tracer.whole(body.as_ref().unwrap_or(&joined));
    let Some(word) = unit_at(rest) else {
        let name =
            if authority.is_empty() || !rest.is_empty() { agency_case(joined.text()) } else { authority.to_owned() };
        return Some(Issuer { level: level_in(&fold(&name)), name, place });
    };
    let printed = &joined.text()[folded.original(at + word.len()..folded.text.len())];
    if printed.starts_with([',', '/']) {
        // "UBND huyện, thị xã, thành phố": a menu.
        return None;
    }
    let printed = printed.trim_matches([' ', ',', '.', '-']);
    let printed = if printed.is_empty() { signed_at.map_or("", |place| place.name.as_str()) } else { printed };
    let name = capitalise(printed);
    let level = level_of(word, &fold(&name));
    // A department stands for its committee; the standing board of the Front does not stand without it.
    let authority = match body {
        Some(body) if authority == COMMITTEE => agency_case(body.text()),
        Some(body) => format!("{} {authority}", agency_case(body.text())),
        None => authority.to_owned(),
    };
    Some(Issuer {
        name: format!("{authority} {} {name}", written(word).unwrap_or(word)).trim().to_owned(),
        level,
        place,
    })
}

/// An authority however it is spelled, written out, and where its name ends; empty for one whose name is written as printed.
fn authority(folded: &str) -> Option<(&'static str, usize)> {
    let found = AUTHORITIES.iter().find(|(head, _)| folded.starts_with(head));
    found
        .map(|(head, written)| (*written, head.len()))
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
    let starts: Vec<usize> = starts.collect();
    let find = |fits: &dyn Fn(&str) -> bool| starts.iter().copied().find(|&at| fits(&folded.text[at..]));
    let motto = find(&begins).or_else(|| find(&resembles));
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

/// "UBND xã Hà Bắc ban hành kế hoạch": the last such sentence of the preamble.
fn from_preamble(preamble: &[Passage], tracer: &Tracer<'_>) -> Option<Unit> {
    static COMMITTEES: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:uy ban nhan dan|ubnd)(?: \(ubnd\))? ").ok());
    static ISSUES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?: \(.{3,40}\))?,? (?:xay dung|ban hanh|trien khai|to chuc|lap|de ra|thong nhat)\b").ok()
    });
    let (committees, issues) = (COMMITTEES.as_ref()?, ISSUES.as_ref()?);
    preamble.iter().rev().find_map(|paragraph| {
        let folded = &paragraph.folded().text;
        let units = committees.find_iter(folded).filter_map(|found| named_unit(paragraph, found.end(), tracer));
        units.filter(|(_, end)| issues.is_match(&folded[*end..])).map(|(unit, _)| unit).last()
    })
}

/// "ỦY BAN NHÂN DÂN TỈNH A" over the articles of the decision that the plan is attached to.
fn from_decision<'a>(mut paragraphs: impl Iterator<Item = &'a Passage>, tracer: &Tracer<'_>) -> Option<Unit> {
    paragraphs.find_map(|paragraph| {
        let folded = &paragraph.folded().text;
        let at =
            ["uy ban nhan dan ", "chu tich uy ban nhan dan "].iter().find(|words| folded.starts_with(**words))?.len();
        let (unit, end) = named_unit(paragraph, at, tracer)?;
        folded[end..].trim_matches([' ', ':', ',', '.']).is_empty().then_some(unit)
    })
}

/// "… thị xã Dương Quang năm 2024": the last unit with a name in the title.
fn from_title(title: &Passage, tracer: &Tracer<'_>) -> Option<Unit> {
    let starts = std::iter::once(0).chain(title.folded().text.match_indices(' ').map(|(at, _)| at + 1));
    starts.filter_map(|at| named_unit(title, at, tracer)).map(|(unit, _)| unit).last()
}

/// A committee whose level the preamble or the body says, at the place where it signs: "UBND tỉnh ban hành …", signed at
/// Tây Ninh. A province may sign at its seat, so only the name of a province is taken for one.
fn from_seat(outline: &Outline, signed_at: Option<&Name>) -> Option<Unit> {
    static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:uy ban nhan dan|ubnd) (thanh pho|thi tran|dac khu|thi xa|phuong|huyen|tinh|quan|xa)\b").ok()
    });
    let seat = signed_at?;
    let said = outline.preamble.last().and_then(|paragraph| {
        let last = SAID.as_ref()?.captures_iter(&paragraph.folded().text).last()?;
        unit_at(last.get(1)?.as_str())
    });
    let word = said.or_else(|| acting_level(&outline.sections).map(|(word, _)| word))?;
    let words = fold(&seat.name);
    let name = ["tp. ", "tp.", "tp ", "thanh pho "].iter().find_map(|unit| words.strip_prefix(unit)).unwrap_or(&words);
    let fits = if word == "tinh" { is_province(name) } else { !name.is_empty() };
    fits.then(|| Unit {
        word,
        name: capitalise(&seat.name[seat.name.len() - tail_length(&seat.name, name)..]),
        place: seat.place,
    })
}

/// Bytes of the last characters of `text` that `folded`, its end without marks, stands for.
fn tail_length(text: &str, folded: &str) -> usize {
    text.chars().rev().take(folded.chars().count()).map(char::len_utf8).sum()
}

/// The unit with its name at an offset of a passage, and where it ends. Marks count: "cơ quan nhà nước" is no "quận".
fn named_unit(passage: &Passage, at: usize, tracer: &Tracer<'_>) -> Option<(Unit, usize)> {
    let folded = passage.folded();
    let word = unit_at(&folded.text[at..])?;
    let printed = passage.text()[folded.original(at..at + word.len())].to_lowercase();
    if !word.starts_with("tp") && written(word) != Some(printed.as_str()) {
        return None;
    }
    let behind = at + word.len();
    let name_at = folded.original(behind..folded.text.len()).start;
    let rest = &passage.text()[name_at..];
    let length = name_length(rest);
    let name = capitalise(rest[..length].trim_matches([' ', ',', ';', '.', ':', '-']));
    let place = tracer.place(passage, folded.original(at..at + 1).start..name_at + length);
    let end = behind + rest[..length].chars().count();
    // "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "kinh tế - xã hội": society is no commune.
    let society = word == "xa" && fold(&name).starts_with("hoi");
    (!name.is_empty() && !society).then_some((Unit { word, name, place }, end))
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

/// The name of an agency as it is written in a sentence: capitals where its noun and its parts begin ("SỞ GIÁO DỤC VÀ ĐÀO
/// TẠO" → "Sở Giáo dục và Đào tạo").
fn agency_case(name: &str) -> String {
    let lower = name.trim_matches([' ', ',', '.', '-']).to_lowercase();
    let noun = agency_noun_at(&Folded::new(&lower), 0).unwrap_or(0);
    let mut begins = true;
    let mut at = 0;
    let words = lower.split(' ').map(|word| {
        // The second word of "Ban Chỉ đạo", "Ủy ban nhân dân" belongs to the noun: only "Ban Chỉ" has a capital there.
        let inside = at > 0 && at < noun && !lower.starts_with("ban ");
        let opens = begins && !inside || at == noun + 1 || at > 0 && at == "ban ".len() && lower.starts_with("ban ");
        at += word.chars().count() + 1;
        begins = at == 1 || word == "và" || word.ends_with(',') || word == "-";
        if opens && word != "và" && word != "-" { capitalise(word) } else { word.to_owned() }
    });
    let cased = words.collect::<Vec<_>>().join(" ");
    // "Sở Giáo dục và Đào tạo Hưng Yên": the province closes the name.
    let province = gazetteer::province_names()
        .into_iter()
        .find(|province| lower.strip_suffix(&province.to_lowercase()).is_some_and(|name| name.ends_with(' ')));
    match province {
        Some(province) => format!("{}{province}", &cased[..cased.len() - province.len()]),
        None => cased,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::with_tracer;
    use super::*;
    use crate::segment::segment;

    fn read(text: &str) -> Option<(String, Option<Level>)> {
        let outline = segment(text);
        with_tracer(text, |tracer| {
            issuer(&outline, &outline.letterhead, None, None, tracer).map(|issuer| (issuer.name, issuer.level))
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
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HƯNG YÊN\nSố: 5/KH-SGDĐT", "Sở Giáo dục và Đào tạo Hưng Yên", Level::Province),
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
            (
                "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ HOẰNG LƯU      Độc lập- Tự do- Hạnh phúc",
                "Ủy ban nhân dân xã Hoằng Lưu",
                Level::Commune,
            ),
            ("ỦY\nBAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố:\nCỘNG\nHÒA XÃ HỘI", "Ủy ban nhân dân tỉnh Hà Tĩnh", Level::Province),
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
    fn a_committee_without_its_place_is_named_elsewhere() {
        let read_with = |title: &str, preamble: &str, seat: Option<&str>| {
            let text = format!(
                "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\nKẾ HOẠCH\n{title}\n\n{preamble}\nI. A\n1. B"
            );
            let outline = segment(&text);
            with_tracer(&text, |tracer| {
                let passage = Passage::of(&text, 0..0);
                let signed = seat.map(|name| Name { name: name.to_owned(), place: tracer.whole(&passage) });
                issuer(&outline, &outline.letterhead, None, signed.as_ref(), tracer).map(|issuer| issuer.name)
            })
        };
        for (title, preamble, seat, name) in [
            ("Trồng cây tỉnh Bắc Hà năm 2024", "Căn cứ Luật Lâm nghiệp;", None, "Ủy ban nhân dân tỉnh Bắc Hà"),
            (
                "Trồng cây",
                "Ủy ban nhân dân (UBND) thành phố Cần Thơ ban hành Kế hoạch:",
                None,
                "Ủy ban nhân dân thành phố Cần Thơ",
            ),
            ("Trồng cây", "UBND tỉnh ban hành Kế hoạch:", Some("Tây Ninh"), "Ủy ban nhân dân tỉnh Tây Ninh"),
            // A province may sign at its seat.
            ("Trồng cây", "UBND tỉnh ban hành Kế hoạch:", Some("Vinh"), "Ủy ban nhân dân"),
            ("Dùng chữ ký số trong cơ quan Nhà Nước", "Căn cứ Luật Lưu trữ;", None, "Ủy ban nhân dân"),
            ("PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2024", "Căn cứ Luật Lưu trữ;", None, "Ủy ban nhân dân"),
        ] {
            assert_eq!(read_with(title, preamble, seat).as_deref(), Some(name), "{title} {preamble}");
        }
    }

    #[test]
    fn where_a_plan_was_signed_is_no_part_of_the_name() {
        let text = "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK HÀ\nĐắk Hà, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng cây\nI. A\n1. B";
        let outline = segment(text);
        with_tracer(text, |tracer| {
            let signed = Name { name: "Đắk Hà".to_owned(), place: tracer.whole(&Passage::of(text, 0..0)) };
            let issuer = issuer(&outline, &outline.letterhead, None, Some(&signed), tracer);
            assert_eq!(issuer.map(|issuer| issuer.name).as_deref(), Some("Ủy ban nhân dân tỉnh Đắk Hà"));
        });
    }

    #[test]
    fn the_body_of_a_committee_is_the_issuer() {
        for (head, name, level) in [
            ("UBND TỈNH GIA HÀ\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo tỉnh Gia Hà", Level::Province),
            (
                "UBND XÃ BÍCH HÀ\nBAN CHỈ HUY PHÒNG THỦ DÂN SỰ",
                "Ban Chỉ huy Phòng thủ dân sự xã Bích Hà",
                Level::Commune,
            ),
            (
                "ỦY BAN MTTQ VIỆT NAM\nXÃ BÍCH HÀ\nBAN THƯỜNG TRỰC",
                "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Bích Hà",
                Level::Commune,
            ),
            ("UỶ BAN BẦU CỬ XÃ BÍCH HÀ", "Ủy ban bầu cử xã Bích Hà", Level::Commune),
        ] {
            let text = format!("{head}\nSố: 1/KH-X\nKẾ HOẠCH\nTrồng cây\nI. A\n1. B");
            assert_eq!(read(&text), Some((name.to_owned(), Some(level))), "{head}");
        }
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
        let text = "Số: 3/KH-LĐLĐ\nKẾ HOẠCH\nTrồng cây xã Bích Hà\n\nCăn cứ Luật Công đoàn;\nI. A\n1. B";
        let outline = segment(text);
        let issued = with_tracer(text, |tracer| {
            let number = super::super::number::number(&outline.letterhead, tracer);
            assert!(number.is_some());
            issuer(&outline, &outline.letterhead, number.as_ref(), None, tracer)
        });
        assert_eq!(issued, None, "a committee that nobody names");
    }
}
