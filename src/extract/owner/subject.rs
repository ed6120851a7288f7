//! The subject of a sentence that directs something: "UBND xã chủ động …", "Đoàn số 1: do Sở Y tế làm Trưởng đoàn …".
//!
//! In: a folded text and where a sentence of it starts. Out: whoever its verb puts to work, with what stands between the name
//! and the verb passed over: brackets, clauses between commas, who leads a team.
//!
//! Not to be confused with: helpers of whoever the sentence before puts to work ("…. Công an tỉnh phối hợp xác thực"),
//! whoever only answers for something, each of many ("mỗi thôn …").

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{
    Named, Told, directs, has_capital, helps_only, is_explicit, names_each, opens_group, skip_bracket, skip_spaces,
};
use crate::extract::agency::{acts_behind_whole, has_own_name, name_end};
use crate::fold::Folded;
use crate::lexicon::verb_at;
use crate::plan::OwnerSource;

/// Whoever the sentence from `start` to `end` names before its verb, or before a colon.
pub(super) fn subject(folded: &Folded, text: &str, start: usize, named: Named, end_of_sentence: usize) -> Option<Told> {
    let end = subject_end(folded, text, start)?;
    let end = told_by_place(folded, end).unwrap_or(end);
    let name = start..end;
    let own_name = has_own_name(folded, text, name.clone());
    let rest = verb_behind(folded, text, end, own_name);
    let behind = &folded.text[rest..];
    if start == 0
        && let Some(led) = led_team(folded, text, rest)
    {
        return Some(Told { stretches: vec![led], source: OwnerSource::Explicit, named: Named::First });
    }
    // "Sở Tài chính: Thẩm định …": a heading run into its text; a level alone ("Cấp tỉnh: …") is nobody.
    let level = ["cap tinh", "cap huyen", "cap xa"].contains(&folded.text[start..end].trim());
    if start == 0 && !level && behind.starts_with(':') {
        return Some(Told { stretches: vec![name], source: OwnerSource::Heading, named: Named::First });
    }
    let each = names_each(&folded.text[start..]);
    // In a later sentence "mỗi thôn …" is nobody in particular.
    let nobody = start > 0 && (helps_only(behind) || answers_only(behind) || each);
    let explicit = is_explicit(behind);
    // "Công an xã cấp …", "Các trường học trên địa bàn thu …": at the head of the text whoever it opens with.
    let opens = own_name || start == 0 && opens_group(folded, text, start);
    let acts = directs(folded, rest) || opens && acts_behind_whole(folded, text, rest);
    if nobody || !explicit && !acts {
        return None;
    }
    let source = if explicit { OwnerSource::Explicit } else { OwnerSource::Subject };
    let parallel = parallel_subjects(folded, text, end_of_sentence).filter(|_| start == 0);
    // "Mỗi thôn lập …": below an agency its heading stays the owner.
    let named = if each && parallel.is_none() { Named::LaterSentence } else { named };
    Some(Told { stretches: parallel.unwrap_or_else(|| vec![name]), source, named })
}

/// Where the verb stands behind a name that ends at an offset.
fn verb_behind(folded: &Folded, text: &str, end: usize, own_name: bool) -> usize {
    let rest = skip_bracket(&folded.text, skip_spaces(&folded.text, end));
    let aside = skip_aside(folded, rest).filter(|&behind| own_name && !has_capital(folded, text, behind..behind + 1));
    let rest = aside.unwrap_or(rest);
    let rest = rest + led_by(&folded.text[rest..]);
    // "Các sở có liên quan tới Kế hoạch này có trách nhiệm …"
    rest + if folded.text[rest..].starts_with("nay ") { "nay ".len() } else { 0 }
}

/// "Đoàn số 1: do Sở Y tế làm Trưởng đoàn, …": whoever leads a team, behind its name.
fn led_team(folded: &Folded, text: &str, rest: usize) -> Option<Range<usize>> {
    let by = rest + folded.text[rest..].strip_prefix(": do ").map(|_| ": do ".len())?;
    let end = name_end(folded, text, by)?;
    folded.text[skip_spaces(&folded.text, end)..].starts_with("lam ").then_some(by..end)
}

/// The end of a subject: a name, with others behind "hoặc" and ";" ("Giao Giám đốc các sở; Chủ tịch UBND các xã …").
pub(super) fn subject_end(folded: &Folded, text: &str, start: usize) -> Option<usize> {
    let mut end = name_end(folded, text, start)?;
    while let Some(joined) = ["; ", " hoac "].into_iter().find(|joined| folded.text[end..].starts_with(joined))
        && let Some(next) = name_end(folded, text, end + joined.len())
    {
        end = next;
    }
    Some(end)
}

/// "UBND xã nơi có vụ việc xác minh …": which of them is meant is said up to the verb.
fn told_by_place(folded: &Folded, end: usize) -> Option<usize> {
    let place = folded.text[end..].strip_prefix(" noi ").map(|_| end + " noi ".len())?;
    let clause = folded.text[place..].find([',', ';', '.', ':']).map_or(folded.text.len(), |stop| place + stop);
    let words = folded.text[place..clause].match_indices(' ').map(|(at, _)| place + at);
    words.into_iter().find(|&at| verb_at(folded, at + 1).is_some())
}

/// "Sở A phụ trách tiêu chí Nhà ở; Sở B phụ trách tiêu chí Điện", "Công an xã bảo vệ hiện trường; Trạm Y tế cấp cứu": where each
/// clause of the sentence puts somebody to work, all of them.
fn parallel_subjects(folded: &Folded, text: &str, end: usize) -> Option<Vec<Range<usize>>> {
    let starts = std::iter::once(0).chain(folded.text[..end].match_indices("; ").map(|(at, sign)| at + sign.len()));
    let clauses = starts.map(|start| {
        let stop = name_end(folded, text, start)?;
        let rest = verb_behind(folded, text, stop, has_own_name(folded, text, start..stop));
        let behind = &folded.text[rest..];
        // "…; mỗi thôn lập một tổ": of those just named.
        let each = names_each(&folded.text[start..]);
        (!each && !helps_only(behind) && (directs(folded, rest) || is_explicit(behind))).then_some(start..stop)
    });
    clauses.collect::<Option<Vec<_>>>().filter(|clauses| clauses.len() > 1)
}

/// Length of the words that may stand before the subject of a sentence: "Riêng Sở Y tế …", "Mỗi năm Sở Y tế …".
pub(super) fn opener(sentence: &str) -> usize {
    static OPENER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:rieng |(?:moi|hang) (?:nam|quy|thang|tuan) )").ok());
    OPENER.as_ref().and_then(|opener| opener.find(sentence)).map_or(0, |found| found.end())
}

/// Length of the words behind a team that say who leads it: "Đoàn liên ngành do Sở Nội vụ làm trưởng đoàn kiểm tra …".
fn led_by(behind: &str) -> usize {
    static LED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^do [^,.;:]{3,90}? (?:lam (?:truong (?:doan|ban)|to truong|doi truong|nong cot)|thanh lap),? ")
            .ok()
    });
    LED.as_ref().and_then(|led| led.find(behind)).map_or(0, |found| found.end())
}

/// Whether the words behind an agency say that it answers for what is done: "Chủ tịch xã chịu trách nhiệm trước huyện nếu …".
pub(super) fn answers_only(rest: &str) -> bool {
    let whom = ["truoc ", "neu ", "khi "];
    rest.strip_prefix("chiu trach nhiem ").is_some_and(|rest| whom.iter().any(|word| rest.starts_with(word)))
}

/// The offset behind what stands between commas: "Cục A, trong thời hạn 10 ngày, hoàn thành …"; a comma before the verb is a
/// slip ("Công an xã, tổ chức tuần tra").
pub(super) fn skip_aside(folded: &Folded, at: usize) -> Option<usize> {
    static ASIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^, (?:(?:trong|truoc|sau|khi|theo|can cu|ke tu|hang|dinh ky|ngoai) [^.;:]{2,200}?, )?|^trong (?:qua trinh|dieu kien) [^,.;:]{2,80}, ").ok()
    });
    let aside = ASIDE.as_ref()?.find(&folded.text[at..])?;
    let mut behind = at + aside.end();
    while verb_at(folded, behind).is_none() {
        if aside.len() <= ", ".len() {
            return None;
        }
        let clause = &folded.text[behind..];
        behind += clause.find(['.', ';', ',']).filter(|&stop| clause[stop..].starts_with(", "))? + ", ".len();
    }
    Some(behind)
}
