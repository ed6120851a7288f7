//! References to documents: kind, number, date, issuer.
//!
//! Finds: "Kế hoạch số 192/KH-UBND ngày 26/12/2023 của UBND tỉnh Hưng Yên", also without "số", with the issuer before the
//! date, several numbers under one noun, Party numbers ("57-NQ/TW"), laws with a date and no number ("Luật Đất đai ngày
//! 18/01/2024"), and numbered programmes ("Đề án 06"). Forms seen are in the tests.
//!
//! Not to be confused with: the plan itself ("Kế hoạch này"), fractions and dates ("30/34 chỉ tiêu"), laws without number
//! or date (no number or date is printed, so there is nothing to cite).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::agency::issuer_at;
use super::date::date_at;
use crate::fold::Folded;
use crate::plan::Reference;
use crate::segment::passage::Passage;

/// Kinds of documents, folded, with how they are written.
const KINDS: [(&str, &str); 27] = [
    ("nghi quyet lien tich", "nghị quyết liên tịch"),
    ("thong tu lien tich", "thông tư liên tịch"),
    ("van ban hop nhat", "văn bản hợp nhất"),
    ("thong bao ket luan", "thông báo kết luận"),
    ("chuong trinh hanh dong", "chương trình hành động"),
    ("ke hoach", "kế hoạch"),
    ("quyet dinh", "quyết định"),
    ("nghi dinh", "nghị định"),
    ("nghi quyet", "nghị quyết"),
    ("chi thi", "chỉ thị"),
    ("thong tu", "thông tư"),
    ("thong tri", "thông tri"),
    ("thong bao", "thông báo"),
    ("cong van", "công văn"),
    ("cong dien", "công điện"),
    ("to trinh", "tờ trình"),
    ("bao cao", "báo cáo"),
    ("huong dan", "hướng dẫn"),
    ("ket luan", "kết luận"),
    ("chuong trinh", "chương trình"),
    ("phap lenh", "pháp lệnh"),
    ("quy dinh", "quy định"),
    ("de an", "đề án"),
    ("quy che", "quy chế"),
    ("phuong an", "phương án"),
    ("van ban", "văn bản"),
    ("luat", "luật"),
];

/// A number with its symbol: "192/KH-UBND", "42/2022/NĐ-CP", "57-NQ/TW", "80/ KH – UBND", "2584/QĐUBND".
const NUMBER: &str = concat!(
    r"\d{1,5}[a-d]?\s?(?:/\s?\d{4}\s?)?/\s?[a-z]{1,10}\d{0,2}(?:\s?[-,&/]\s?[a-z]+\d{0,2})*",
    r"|\d{1,4}\s?-\s?[a-z]{2,6}\s?/\s?[a-z]+(?:-[a-z]+)*"
);

static CITED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kinds = KINDS.map(|(folded, _)| folded).join("|");
    Regex::new(&format!(r"\b(?P<kind>{kinds})(?:\s(?:lien tich|hanh dong))?\s*(?:(?:so|:|hien hanh)\s*:?\s*)*(?P<number>{NUMBER})|\b(?:so|va|;|,)\s*:?\s*(?P<more>{NUMBER})")).ok()
});
static LAW: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?P<kind>luat|phap lenh|bo luat|hien phap)\s[^;.()]{3,140}?\bngay\s").ok());
static PROGRAMME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?P<kind>de an|nghi quyet|chi thi|nghi dinh|du an) (?P<number>\d{2,4})\b(?:[^/\d-]|$)").ok()
});

/// The references of a passage, in order, each number once. Cost: a few passes of regular expressions.
pub(super) fn references(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Reference> {
    let folded = passage.folded();
    let mut found: Vec<(usize, Reference)> = Vec::new();
    if !folded.has_digit() {
        return Vec::new();
    }
    let mut kind: Option<&'static str> = None;
    // Whether the noun stands for several: "các Quyết định số 1, số 2".
    let mut several = false;
    let mut from = 0;
    while let Some(cited) = CITED.as_ref().and_then(|pattern| pattern.captures_at(&folded.text, from)) {
        let Some(number) = cited.name("number").or_else(|| cited.name("more")) else { break };
        if let Some(named) = cited.name("kind") {
            several = folded.text[..named.start()].ends_with("cac ");
            kind = KINDS.iter().find(|(folded, _)| *folded == named.as_str()).map(|(_, written)| *written);
        }
        kind = kind.or_else(|| kind_before(&folded.text[..number.start()]));
        let number = number.start()..number_end(folded, passage.text(), number.range());
        from = number.end;
        let printed = &passage.text()[folded.original(number.clone())];
        if !is_number(printed) || (cited.name("kind").is_none() && kind.is_none()) {
            continue;
        }
        let start = cited.name("kind").map_or(number.start, |kind| kind.start());
        let (date, issuer, end) = details(folded, passage, number.end);
        let date = date.or_else(|| day_of_all(&folded.text[..number.start]));
        // "số 31/QĐ-TTg, số 32/QĐ-TTg cùng ngày 08/3/2022", "các Quyết định số 31/QĐ-TTg, số 32/QĐ-TTg ngày 08/3/2022": the day
        // of all before.
        let listed = several && cited.name("kind").is_none() && date.is_some();
        if listed || folded.text[number.end..end].trim_start().starts_with("cung ngay") {
            let undated = found.iter_mut().rev().map(|(_, other)| other).take_while(|other| other.date.is_none());
            undated.for_each(|other| other.date.clone_from(&date));
        }
        let range = folded.original(start..end);
        found.push((
            start,
            Reference {
                number: Some(clean_number(printed)),
                date,
                issuer,
                doc_type: kind.map(str::to_owned),
                place: tracer.place(passage, range),
            },
        ));
    }
    laws(folded, passage, tracer, &mut found);
    laws_of_a_year(folded, passage, tracer, &mut found);
    // "(sau đây gọi tắt là Đề án 06)" gives a name to what is cited before it.
    found.retain(|(start, _)| !is_alias(&folded.text[..*start]));
    programmes(folded, passage, tracer, &mut found);
    found.sort_by_key(|(start, _)| *start);
    dedupe(found.into_iter().map(|(_, reference)| reference))
}

/// Whether the words before a citation open a bracket that gives a short name.
fn is_alias(before: &str) -> bool {
    let open = before.rfind('(').filter(|&open| !before[open..].contains(')'));
    open.is_some_and(|open| ["(sau day goi", "(goi tat"].iter().any(|alias| before[open..].starts_with(alias)))
}

/// The kind that was named last before a number ("các Quyết định của Thủ tướng: số …").
fn kind_before(folded: &str) -> Option<&'static str> {
    const NEAR: usize = 80;
    let near = &folded[folded.len().saturating_sub(NEAR)..];
    let named = KINDS.iter().filter_map(|(kind, written)| near.rfind(kind).map(|at| (at, kind.len(), *written)));
    named.max_by_key(|&(at, length, _)| (at, length)).map(|(_, _, written)| written)
}

/// Each number once; a later mention may add the date that the first lacks.
fn dedupe(found: impl Iterator<Item = Reference>) -> Vec<Reference> {
    let mut kept: Vec<Reference> = Vec::new();
    for reference in found {
        match kept.iter_mut().find(|other| other.number.is_some() && other.number == reference.number) {
            Some(first) if first.date.is_none() || reference.date.is_none() || first.date == reference.date => {
                first.date = first.date.take().or(reference.date);
                first.issuer = first.issuer.take().or(reference.issuer);
            }
            _ => kept.push(reference),
        }
    }
    kept
}

/// Whether a match is a document number: its symbol is printed in capitals.
fn is_number(printed: &str) -> bool {
    let letters: Vec<char> = printed.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    letters.len() >= 2 && upper * 2 > letters.len()
}

/// Where a number ends: at a comma behind which small letters go on ("số 12/KH-UBND, ngày …").
fn number_end(folded: &Folded, text: &str, number: Range<usize>) -> usize {
    let commas = folded.text[number.clone()].match_indices(',').map(|(at, _)| number.start + at);
    // "138/NQ-CP, Nghị quyết …": what a symbol goes on with is in capitals.
    let small = |comma: &usize| {
        let word = text[folded.original(comma + 1..number.end)].trim_start();
        word.chars().take_while(|c| c.is_alphabetic()).any(char::is_lowercase)
    };
    commas.into_iter().find(small).unwrap_or(number.end)
}

/// The number without spaces, with plain dashes; a symbol's case stays as printed.
fn clean_number(printed: &str) -> String {
    let plain = |c: char| if matches!(c, '–' | '—') { '-' } else { c };
    printed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(plain)
        .collect::<String>()
        .trim_end_matches([',', '-', '/', '&'])
        .to_owned()
}

/// Date and issuer behind a number, in either order, and where they end.
fn details(folded: &Folded, passage: &Passage, from: usize) -> (Option<String>, Option<String>, usize) {
    static DAY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[\s,]*(?:ban hanh\s)?(?:ky\s|cung\s)?ngay\s*").ok());
    static OF: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\s,]*(?:cua|so)\s").ok());
    let (mut date, mut issuer, mut at) = (None, None, from);
    for _ in 0..2 {
        let rest = &folded.text[at..];
        if let (None, Some(day)) = (&date, DAY.as_ref().and_then(|day| day.find(rest)))
            && let Some((read, length)) = date_at(&rest[day.end()..])
        {
            date = read.iso();
            at += day.end() + length;
        } else if let (None, Some(of)) = (&issuer, OF.as_ref().and_then(|of| of.find(rest)))
            && let Some(end) = issuer_at(folded, passage.text(), at + of.end())
        {
            let name = &passage.text()[folded.original(at + of.end()..end)];
            issuer = Some(name.trim().to_owned());
            at = end;
        }
    }
    (date, issuer, at)
}

/// The day that stands before a list of numbers: "các Thông tư cùng ngày 01/10/2021: số 4/2021/TT-TTCP …; số 5/2021/TT-TTCP".
fn day_of_all(before: &str) -> Option<String> {
    let same = "cung ngay ";
    let day = before.rfind(same)? + same.len();
    let (date, length) = date_at(&before[day..])?;
    let list = before[day + length..].starts_with(':') && !before[day..].contains('\n');
    date.iso().filter(|_| list)
}

/// Laws with a year and no number: "Luật Hòa giải ở cơ sở năm 2013".
fn laws_of_a_year(folded: &Folded, passage: &Passage, tracer: &Tracer<'_>, found: &mut Vec<(usize, Reference)>) {
    static LAW: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:bo luat|luat)(?P<name>(?:,? [a-z-]+){1,14}?) nam (?P<year>(?:19[4-9]|20[0-4])\d)\b").ok()
    });
    let mut from = 0;
    while let Some(law) = LAW.as_ref().and_then(|law| law.captures_at(&folded.text, from)) {
        let (Some(whole), Some(name), Some(year)) = (law.get(0), law.name("name"), law.name("year")) else { break };
        from = whole.end();
        // The last law before the year is meant, and "Luật Lâm nghiệp, Kế hoạch năm 2024" cites a plan.
        let start = whole.as_str().rfind(", luat ").map_or(whole.start(), |at| whole.start() + at + ", ".len());
        let named = passage.text()[folded.original(start..whole.end())].to_owned();
        let title = named.split_once(' ').map_or("", |(_, title)| title);
        let other =
            ["ke hoach", "chuong trinh", "trong", "tu", "den", "vao", "cua", "cho", "dau", "cuoi", "giua", "thang"];
        let cited = named.starts_with(char::is_uppercase)
            && title.starts_with(char::is_uppercase)
            && !other.iter().any(|word| name.as_str().ends_with(word))
            && !KINDS
                .iter()
                .any(|(kind, _)| *kind != "luat" && folded.text[start..whole.end()].contains(&format!(", {kind}")));
        if cited && !found.iter().any(|(at, _)| (start..whole.end()).contains(at)) {
            let reference = Reference {
                number: None,
                date: Some(year.as_str().to_owned()),
                issuer: None,
                doc_type: Some("luật".to_owned()),
                place: tracer.place(passage, folded.original(start..whole.end())),
            };
            found.push((start, reference));
        }
    }
}

/// Laws with a date and no number.
fn laws(folded: &Folded, passage: &Passage, tracer: &Tracer<'_>, found: &mut Vec<(usize, Reference)>) {
    for law in LAW.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let (Some(whole), Some(kind)) = (law.get(0), law.name("kind")) else { continue };
        let Some((date, length)) = date_at(&folded.text[whole.end()..]) else { continue };
        let end = whole.end() + length;
        if date.day.is_none()
            || is_deadline(whole.as_str().trim_end_matches("ngay "))
            || found.iter().any(|(start, other)| (whole.start()..end).contains(start) && other.number.is_some())
        {
            continue;
        }
        let doc_type = if kind.as_str().ends_with("luat") { "luật" } else { "pháp lệnh" };
        found.push((
            whole.start(),
            Reference {
                number: None,
                date: date.iso(),
                issuer: None,
                doc_type: Some(doc_type.to_owned()),
                place: tracer.place(passage, folded.original(whole.start()..end)),
            },
        ));
    }
}

/// "Đề án 06", "Nghị quyết 57": a number without a symbol.
fn programmes(folded: &Folded, passage: &Passage, tracer: &Tracer<'_>, found: &mut Vec<(usize, Reference)>) {
    for cited in PROGRAMME.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let (Some(kind), Some(number)) = (cited.name("kind"), cited.name("number")) else { continue };
        let written =
            KINDS.iter().find(|(folded, _)| *folded == kind.as_str()).map_or("dự án", |(_, written)| *written);
        let year = number.as_str().len() == 4 && number.as_str().starts_with("20");
        if !year && !found.iter().any(|(start, _)| *start == kind.start()) {
            let reference = Reference {
                number: Some(number.as_str().to_owned()),
                date: None,
                issuer: None,
                doc_type: Some(written.to_owned()),
                place: tracer.place(passage, folded.original(kind.start()..number.end())),
            };
            found.push((kind.start(), reference));
        }
    }
}

/// Whether the words before "ngày" make it a day by which something is done: "theo Thông tư số 13/2023/TT-BNN, trình trước
/// ngày 30/6".
fn is_deadline(before: &str) -> bool {
    let words =
        ["truoc", "den", "den het", "tu", "vao", "trong", "cham nhat", "muon nhat", "cham nhat la", "hoan thanh"];
    let before = before.trim_end();
    words.iter().any(|word| before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

/// Where references stand in a folded text; for rules that must not read their dates and numbers as their own.
pub(super) fn reference_ranges(folded: &Folded) -> Vec<Range<usize>> {
    let Some(pattern) = CITED.as_ref().filter(|_| folded.has_digit()) else { return Vec::new() };
    let folded = &folded.text;
    let mut ranges: Vec<Range<usize>> = pattern
        .find_iter(folded)
        .map(|found| {
            // "…/TT-BNN, trước ngày 30/6": the word behind the comma is none of the number's.
            let behind = found.as_str().rfind(',').filter(|_| is_deadline(found.as_str()));
            if let Some(comma) = behind {
                return found.start()..found.start() + comma;
            }
            let rest = &folded[found.end()..];
            let day = rest.find("ngay ").filter(|&at| at < 60 && !is_deadline(&folded[..found.end() + at]));
            let length = day.and_then(|at| date_at(&rest[at + 5..]).map(|(_, length)| at + 5 + length)).unwrap_or(0);
            found.start()..found.end() + length
        })
        .collect();
    if let Some(law) = LAW.as_ref() {
        let dated = law.find_iter(folded).filter(|found| !is_deadline(found.as_str().trim_end_matches("ngay ")));
        ranges.extend(dated.filter_map(|found| {
            date_at(&folded[found.end()..]).map(|(_, length)| found.start()..found.end() + length)
        }));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(text: &str) -> Vec<[Option<String>; 3]> {
        with_tracer(text, |tracer| {
            references(&passage(text), tracer).into_iter().map(|r| [r.number, r.date, r.issuer]).collect()
        })
    }

    fn one(text: &str) -> (String, String, String) {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let [number, date, issuer] = found.into_iter().next().expect("one");
        (number.unwrap_or_default(), date.unwrap_or_default(), issuer.unwrap_or_default())
    }

    #[test]
    fn a_day_by_which_something_is_done_dates_no_document() {
        let (number, date, _) = one("theo Thông tư số 13/2023/TT-BNN, trình phê duyệt trước ngày 30/6/2026");
        assert_eq!((number.as_str(), date.as_str()), ("13/2023/TT-BNN", ""));
        assert!(read("rà soát theo Luật Lâm nghiệp, hoàn thành trước ngày 30/6/2026").is_empty());
        assert_eq!(one("Luật Lâm nghiệp ngày 15/11/2017").1, "2017-11-15");
        let both = read("tại Nghị quyết số 138/NQ-CP, Nghị quyết số 139/NQ-CP của Chính phủ");
        assert_eq!(
            both.iter().map(|found| found[0].as_deref()).collect::<Vec<_>>(),
            [Some("138/NQ-CP"), Some("139/NQ-CP")]
        );
    }

    #[test]
    fn finds_number_date_and_issuer() {
        let cases = [
            (
                "Thực hiện Kế hoạch số 192/KH-UBND ngày 26/12/2023 của UBND tỉnh Hưng Yên về nâng cao",
                "192/KH-UBND",
                "2023-12-26",
                "UBND tỉnh Hưng Yên",
            ),
            ("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ.", "42/2022/NĐ-CP", "2022-06-24", "Chính phủ"),
            (
                "Kế hoạch số 80/ KH – UBND ngày 21/9/2022 số UBND xã Hà Bắc về việc",
                "80/KH-UBND",
                "2022-09-21",
                "UBND xã Hà Bắc",
            ),
            ("Kế hoạch số 103/KH-UBND, ngày 18/6/2019 của UBND huyện A", "103/KH-UBND", "2019-06-18", "UBND huyện A"),
            ("Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ", "30c/NQ-CP", "2011-11-08", "Chính phủ"),
            ("Quyết định số 2584/QĐUBND ngày 26/7/2022 của UBND tỉnh.", "2584/QĐUBND", "2022-07-26", "UBND tỉnh"),
            (
                "Chỉ thị 10/CT-UBND ngày 16/8/2021 của UBND tỉnh Bà Rịa - Vũng Tàu về",
                "10/CT-UBND",
                "2021-08-16",
                "UBND tỉnh Bà Rịa - Vũng Tàu",
            ),
            (
                "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị",
                "57-NQ/TW",
                "2024-12-22",
                "Bộ Chính trị",
            ),
            ("Kết luận số 97-KL/TW của Bộ Chính trị ngày 05/10/2024", "97-KL/TW", "2024-10-05", "Bộ Chính trị"),
            (
                "Kế hoạch số 55/KH- UBND ngày 20/6/2021 của UBND xã Hà Bắc về việc nâng cao",
                "55/KH-UBND",
                "2021-06-20",
                "UBND xã Hà Bắc",
            ),
        ];
        for (text, number, date, issuer) in cases {
            assert_eq!(one(text), (number.to_owned(), date.to_owned(), issuer.to_owned()), "{text}");
        }
    }

    #[test]
    fn finds_several_under_one_noun_and_laws() {
        let found = read("các Quyết định của Thủ tướng: số 1600/QĐ-TTg ngày 10/11/2023; số 558/QĐ-TTg ngày 05/4/2016");
        assert_eq!(found.len(), 2);
        let found = read("các Thông tư của Bộ Y tế cùng ngày 01/10/2021: số 04/2021/TT-BYT về khám; số 05/2021/TT-BYT");
        assert!(
            found.len() == 2 && found.iter().all(|[_, date, _]| date.as_deref() == Some("2021-10-01")),
            "{found:?}"
        );
        let found = read("Thông báo cùng ngày 01/10/2021 của Sở; Kế hoạch số 5/KH-UBND");
        assert_eq!(found[0][1], None, "of the notice only");
        let found = read("các Quyết định: số 31/QĐ-TTg, số 32/QĐ-TTg cùng ngày 08/3/2022 của Thủ tướng Chính phủ");
        assert_eq!(found.iter().map(|read| read[1].as_deref()).collect::<Vec<_>>(), [Some("2022-03-08"); 2]);
        let found = read("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;");
        assert_eq!((found[0][0].as_deref(), found[0][1].as_deref()), (None, Some("2015-06-19")));
        assert_eq!(one("Thực hiện có hiệu quả Đề án 06; thường xuyên").0, "06");
        let found = read("các Thông tư số 17/2018/TT-BTC, số 18/2018/TT-BTC ngày 22/8/2018");
        assert_eq!(found.iter().map(|read| read[1].as_deref()).collect::<Vec<_>>(), [Some("2018-08-22"); 2]);
        let found = read("Thực hiện Luật Phổ biến, giáo dục pháp luật năm 2012, Luật Hòa giải ở cơ sở năm 2013");
        assert_eq!(found.iter().map(|read| read[1].as_deref()).collect::<Vec<_>>(), [Some("2012"), Some("2013")]);
    }

    #[test]
    fn leaves_what_cites_nothing() {
        for text in [
            "Kế hoạch này thay thế",
            "hoàn thành 30/34 chỉ tiêu",
            "Luật Thực hiện dân chủ ở cơ sở",
            "tuyên truyền pháp luật về đất đai năm 2024",
            "thi hành Luật Đất đai từ năm 2025",
            "theo Luật Lâm nghiệp, Kế hoạch của tỉnh năm 2024",
            "trước ngày 05/7/2024",
            "Nghị quyết 2024",
            "đạt 100% kế hoạch năm",
            "500 phiếu/đơn vị",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
