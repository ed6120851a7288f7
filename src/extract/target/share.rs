//! Shares, and numbers behind a word of measure: "đạt trên 80% hộ", "ít nhất 01 sáng kiến", "từ 10 đến 15 hộ".
//!
//! In: a text and where it cites documents. Out: the phrases, as ranges of the folded text. A bound that only says which cases
//! are meant, how long something lasts or what it may cost is none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::phrase::{limit_words, measure_before, stop_behind, work_behind};
use super::{is_past, words_before};
use crate::fold::Folded;
use crate::lexicon::verb_at;
use crate::segment::passage::Passage;

/// Words before a share, behind the share before it, that say what is measured.
const MOST_WORDS_MEASURED: usize = 6;

static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:dat|tang|giam|duy tri|toi thieu|it nhat|khong qua|khong duoi|duoi|tren|tu|nang|ty le|va vuot|hon|khoang|muc)[ ,]+(?:dat |co |tang |giam |va vuot )?)*",
        r"(?:(?:\d{1,3}(?:[.,]\d+)?\s?-\s?)?\d{1,3}(?:[.,]\d+)?\s?%|(?P<least>(?:it nhat|toi thieu|khong duoi|khong qua|tren|tu|dat|khoang)\s(?:duoc |co |dat |tren |khoang )?)(?P<count>[1-9]/[1-9]\b|\d{1,3}(?:\.\d{3})*(?:,\d+)?|mot|hai|ba|bon)(?:\s(?:den|-)\s\d{1,3}(?:\.\d{3})*)?\s[“\x22]?(?P<noun>[a-z]+))"
    ))
    .ok()
});

/// The shares and bounds of a text, in order.
pub(super) fn shares(passage: &Passage, cited: &[Range<usize>]) -> Vec<Range<usize>> {
    static TIME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:ngay|thang|nam|gio|quy|tuan|tuoi|den)$").ok());
    let folded = passage.folded();
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where the last number of a quantity ends.
    let mut counted_until = 0;
    for quantity in QUANTITY.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let Some(whole) = quantity.get(0) else { continue };
        // "không quá 25 phút", "không dưới 20 ngày" say how long, "trên 05 năm" since when.
        let least = quantity.name("least").map_or("", |least| least.as_str());
        let lasts = (least.starts_with("khong ") || least.starts_with("toi thieu"))
            && quantity.name("noun").is_some_and(|noun| match noun.as_str() {
                "gio" | "phut" | "thang" => true,
                "ngay" => !least.starts_with("khong qua"),
                _ => false,
            });
        // "mức chi không quá 95.000.000 đồng" limits the means.
        let is_money = quantity.name("least").is_some_and(|least| least.as_str().starts_with("khong qua"))
            && quantity.name("noun").is_some_and(|noun| matches!(noun.as_str(), "dong" | "trieu" | "ty"));
        // "300 ngày công" is work, "01 ngày/tháng" a rate.
        let is_rate = [" cong", "/"].iter().any(|word| folded.text[whole.end()..].starts_with(word));
        let is_time = !lasts
            && !is_rate
            && quantity.name("noun").is_some_and(|noun| TIME.as_ref().is_some_and(|time| time.is_match(noun.as_str())));
        let past = is_past(&words_before(passage, whole.start()));
        let is_cited = cited.iter().any(|range| range.contains(&whole.start()));
        let is_inside = found.last().is_some_and(|phrase| whole.start() < phrase.end);
        // "tổng mức đầu tư 186,4 tỷ đồng" has no "từ".
        let other = quantity.name("least").is_some_and(|least| {
            least.as_str().starts_with("tu ")
                && !passage.text()[folded.original(least.range())].to_lowercase().starts_with("từ")
        });
        // "trên ba tuyến du lịch": where, not how many; "lãi suất 2%/năm": a price.
        let in_word =
            quantity.name("count").is_some_and(|count| !count.as_str().starts_with(|c: char| c.is_ascii_digit()));
        let place = least.starts_with("tren ") && in_word;
        let other = other || place || folded.text[whole.end()..].starts_with("/nam");
        // "không quá 30 phút kể từ khi nhận tin" says when.
        let is_distance = folded.text[whole.end()..].starts_with(" ke tu ");
        if other || is_time || is_distance || is_money || past || is_cited || is_inside {
            continue;
        }
        let leans = folded.text[..whole.start()].ends_with("dua ") || folded.text[..whole.start()].ends_with("len ");
        if leans && quantity.name("noun").is_some() {
            continue;
        }
        let stop = stop_behind(folded, whole.end());
        let stop = quantity.name("noun").map_or(stop, |noun| work_behind(passage, noun.end(), stop));
        let end = limit_words(&folded.text, whole.start(), stop);
        let measured = matches!(folded.text[whole.end()..end].trim_start_matches([',', ' ']), "" | "dong" | "tro len");
        let start = if measured { measure_before(passage, whole.start()) } else { whole.start() };
        // What was measured before has its number already.
        let start = start.max(counted_until);
        counted_until = whole.end();
        let start =
            start + (folded.text[start..].len() - folded.text[start..].trim_start_matches([',', ';', ' ']).len());
        // A share of nothing ("cồn 70%") is no target: something is counted behind it, or a verb stands before it.
        let counted = folded.text[whole.end()..end].chars().any(|c| c.is_ascii_alphabetic())
            || folded.text[start..].starts_with(|c: char| c.is_ascii_alphabetic());
        // "hồ sơ nộp trực tuyến đạt 80%, thanh toán trực tuyến 60%": what is measured stands before the next of a list.
        let next_of_list = || {
            let last = found.last().map(|phrase| phrase.end)?;
            let words = folded.text.get(last..whole.start())?.strip_prefix(", ")?;
            let few = words.split_whitespace().count() <= MOST_WORDS_MEASURED;
            (few && !words.contains([',', ';', '.', ':', '('])).then_some(last + ", ".len())
        };
        let Some(start) = (if counted { Some(start) } else { next_of_list() }) else { continue };
        if is_condition(folded, whole.start(), counted_until, stop) {
            continue;
        }
        // "từ 02 ca bệnh trở lên phải báo ngay", "tàu cá từ 12 mét trở lên" say which; "thu hút từ 60 bác sĩ trở lên" how many.
        let least = quantity.name("least").is_some_and(|least| least.as_str().starts_with("tu "));
        let behind = &folded.text[whole.end()..stop];
        let which = behind.contains(" tro len") && !brings_about(folded, whole.start());
        if least && (which || behind.contains(" phai ")) {
            continue;
        }
        let start = start + other_words(folded, passage, start);
        found.push(start..end);
    }
    found
}

/// Whether a bound only says which cases are meant: "các xã có tỷ lệ dưới 50%", "đạt dưới 70% thì không xét", "doanh nghiệp
/// có trên 1.000 lao động".
fn is_condition(folded: &Folded, start: usize, number: usize, stop: usize) -> bool {
    static BOUND: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:dat |ty le )*(?:duoi|tren|hon|qua) ").ok());
    static CASES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:co|neu|khi|truong hop|doi voi|cach|quy mo|rong|dai|noi|dien tich|cong suat)(?: [a-z]+){0,5}? $",
        )
        .ok()
    });
    let text = &folded.text;
    let bound = BOUND.as_ref().is_some_and(|bound| bound.is_match(&text[start..]));
    let clause = text[..start].rfind([';', '.', ':', ',', '\n']).map_or(0, |at| at + 1);
    // "trong năm có trên 6.000 lượt người": nobody of whom it is said stands before.
    static THERE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|\bnam (?:20\d{2} )?|\bphan dau |\bbao dam |\bdam bao )\s*co $").ok());
    let there = THERE.as_ref().is_some_and(|there| there.is_match(&text[clause..start]));
    let cases = !there && CASES.as_ref().is_some_and(|cases| cases.is_match(&text[clause..start]));
    let then = [" phai ", " bi "].iter().any(|word| text[number..stop.max(number)].contains(word));
    let rest = &text[number..];
    let then = then || rest[..rest.find([',', ';', '.']).unwrap_or(rest.len())].contains(" thi ");
    bound && (cases || then)
}

/// Whether the two words before an offset bring about what is counted behind them: "thu hút", "quy mô".
fn brings_about(folded: &Folded, at: usize) -> bool {
    let before = folded.text[..at].trim_end();
    let words = before.rmatch_indices(' ').nth(1).map_or(0, |(space, _)| space + 1);
    let clause = &before[before.rfind([',', ';', '.', ':', '\n']).map_or(0, |stop| stop + 1)..];
    // "khi phát hiện từ 02 ca bệnh trở lên"
    let condition = ["khi ", "neu ", "truong hop "].iter().any(|word| clause.trim_start().starts_with(word));
    // "mỗi đội có từ 10 người trở lên"
    let each = clause.trim_start().starts_with("moi ") && clause.ends_with(" co");
    !condition
        && (each || before[words..].starts_with("quy mo") || verb_at(folded, words) == Some(before.len() - words))
}

/// Length of words at the start of a phrase that only look like "đạt" and "mức" without their marks ("lắp đặt 08 camera").
fn other_words(folded: &Folded, passage: &Passage, start: usize) -> usize {
    let word = folded.text[start..].find(' ').map_or(0, |space| space + 1);
    let printed = passage.text()[folded.original(start..start + word)].trim().to_lowercase();
    if matches!(printed.as_str(), "đặt" | "mục" | "nặng") { word } else { 0 }
}
