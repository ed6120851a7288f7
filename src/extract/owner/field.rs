//! Owners that a field line, a table cell or the bracket behind a task names.
//!
//! Finds: "Sở Y tế; UBND các xã", "Sở Y tế (giao Chi cục Dân số thực hiện)", "cấp huyện do UBND huyện; cấp tỉnh do Sở Tư pháp",
//! and in a bracket "Phòng A chủ trì, …", "Trạm Y tế xã".
//!
//! Not to be confused with: brackets that explain a name, clauses with a time ("hội nghị tổ chức trong quý III"), those who
//! only help.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::subject::answers_only;
use super::{assigned, directs, names, part_in_bracket, skip_spaces};
use crate::extract::Tracer;
use crate::extract::agency::{name_end, split_list};
use crate::lexicon::{agency_at, quantifier_at};
use crate::plan::Name;
use crate::segment::passage::Passage;

/// A day, a month or a quarter.
static TIMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:qu[iy] (?:iv|i{1,3}|\d)\b|thang \d|ngay \d)").ok());

/// Owners from a field line or table cell. A bracket may name another one who acts ("(Công chức Văn phòng tổng hợp …)").
pub(in crate::extract) fn in_field(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Name> {
    let first = passage.slice(0..first_sentence(passage.text()));
    in_list(&first, tracer)
}

/// Where the first sentence of a field ends: "Sở Tài chính, Sở Tư pháp. Trình HĐND tỉnh tại kỳ họp giữa năm".
fn first_sentence(text: &str) -> usize {
    let stops = text.match_indices(". ").map(|(at, _)| at);
    // "TT. Hội đồng": an abbreviation.
    let word = |at: usize| text[..at].rsplit([' ', ',']).next().unwrap_or_default();
    let abbreviated = |at: usize| word(at).chars().count() <= 3 && word(at).chars().all(char::is_uppercase);
    let opens = |at: usize| text[at + ". ".len()..].starts_with(char::is_uppercase);
    stops.into_iter().find(|&at| opens(at) && !abbreviated(at)).unwrap_or(text.len())
}

fn in_list(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Name> {
    let folded = passage.folded();
    // "Sở Y tế chủ trì, phối hợp với …; các xã báo cáo": sentences, whose subjects they are.
    let acting = |start: usize| {
        let end = name_end(folded, passage.text(), start)?;
        let at = skip_spaces(&folded.text, end);
        // "…, các sở có thủ tục thu phí": which of them is meant.
        let last = folded.text[start..end].rfind(", ").map_or(start, |comma| start + comma);
        let group = ["co quan", "don vi"].iter().any(|group| folded.text[last..end].ends_with(group));
        let described = group || passage.text()[folded.original(last..end)].contains(" có ");
        (directs(folded, at) && !described && !folded.text[at..].starts_with("phoi hop")).then_some(start..end)
    };
    let helps = |start: usize| {
        name_end(folded, passage.text(), start)
            .is_some_and(|end| folded.text[skip_spaces(&folded.text, end)..].starts_with("phoi hop"))
    };
    let starts: Vec<usize> =
        std::iter::once(0).chain(folded.text.match_indices("; ").map(|(at, sign)| at + sign.len())).collect();
    if starts.iter().any(|&start| acting(start).is_some()) {
        let piece = |start: usize| {
            let end = folded.text[start..].find("; ").map_or(folded.text.len(), |end| start + end);
            // "Văn phòng đối với chứng thư số": for what is no part of the name.
            let end = folded.text[start..end].find(" doi voi ").map_or(end, |at| start + at);
            acting(start).unwrap_or(start..end)
        };
        // "Sở Y tế chủ trì; Văn phòng đôn đốc": who only watches over it does not do it.
        let watches = |start: usize| {
            const VERBS: [&str; 4] = ["theo doi", "giam sat", "don doc", "tham dinh"];
            let end = name_end(folded, passage.text(), start).unwrap_or(start);
            start > 0 && VERBS.iter().any(|verb| folded.text[skip_spaces(&folded.text, end)..].starts_with(verb))
        };
        return starts
            .iter()
            .filter(|&&start| !helps(start) && !watches(start) && name_end(folded, passage.text(), start).is_some())
            .flat_map(|&start| names(passage, folded, piece(start), tracer))
            .collect();
    }
    // "Sở A đối với sự kiện của tỉnh": for what is no part of the name.
    let listed = |range: Range<usize>| -> Vec<Name> {
        // "Phòng Kinh tế; phối hợp với Công an xã, Trưởng thôn": whoever stands behind only helps.
        let helped =
            ["; phoi hop ", ", phoi hop "].iter().filter_map(|helps| folded.text[range.clone()].find(helps)).min();
        let range = range.start..helped.map_or(range.end, |at| range.start + at);
        // "…; hội nghị tổ chức trong quý III": a clause with a time is nobody; "UBND các phường phối hợp" only helps.
        let nobody = |piece: &Range<usize>| {
            let text = folded.text[piece.clone()].trim_end_matches(['.', ';', ' ']);
            TIMED.as_ref().is_some_and(|timed| timed.is_match(text)) || text.ends_with(" phoi hop")
        };
        let pieces =
            split_list(folded, passage.text(), range).into_iter().filter(|piece| !nobody(piece)).map(|piece| {
                // "cấp huyện do UBND huyện": whose part it is stands before.
                let by = folded.text[piece.clone()].find(" do ").map(|at| piece.start + at + " do ".len());
                let by = by.filter(|&at| agency_at(folded, at).is_some()).unwrap_or(piece.start);
                let whole = piece.start;
                let asked = ["de nghi ", "moi "].iter().find(|verb| folded.text[by..piece.end].starts_with(**verb));
                let piece = by + asked.map_or(0, |verb| verb.len())..piece.end;
                // "đề nghị Sở A hỗ trợ chuyên môn", "phần này do Sở A chủ trì": what they are to do.
                let told = if piece.start > whole { [" ho tro ", " chu tri"] } else { [" doi voi "; 2] };
                let ends = [" doi voi ", " phoi hop voi ", ", theo ", ", duoi su "].into_iter().chain(told);
                let length = ends.filter_map(|end| folded.text[piece.clone()].find(end)).min().unwrap_or(piece.len());
                piece.start..piece.start + length
            });
        pieces.filter_map(|piece| tracer.name(passage, folded.original(piece))).collect()
    };
    // Brackets explain, but for one that names the part of an agency which acts.
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(bracket) = folded.text[from..].find('(').map(|at| from + at) {
        let close = folded.text[bracket..].find(')').map_or(folded.text.len(), |at| bracket + at + 1);
        let before = folded.text[..bracket].trim_end().len();
        let end = part_in_bracket(folded, passage.text(), before).unwrap_or(before);
        found.extend(listed(from..end.max(from)));
        let inside = bracket + 1;
        let inside = inside + if folded.text[inside..].starts_with("giao ") { "giao ".len() } else { 0 };
        if let Some(end) = name_end(folded, passage.text(), inside)
            && directs(folded, skip_spaces(&folded.text, end))
        {
            found.extend(names(passage, folded, inside..end, tracer));
        }
        from = close + (folded.text[close..].len() - folded.text[close..].trim_start_matches([',', ';', ' ']).len());
    }
    found.extend(listed(from..folded.text.len()));
    found
}

/// Owners that a bracket at the end of a task names: agencies that act, that stand before a time, or alone. `explains` says
/// that the bracket stands behind an agency, which it describes.
pub(in crate::extract) fn in_bracket(
    inside: &Passage,
    explains: bool,
    timed: impl Fn() -> bool,
    tracer: &Tracer<'_>,
) -> Vec<Name> {
    let folded = inside.folded();
    if let Some(range) = assigned(folded, inside.text(), 0) {
        return names(inside, folded, range, tracer);
    }
    // "(do Đoàn Thanh niên đảm nhận)"
    let start = if folded.text.starts_with("do ") { "do ".len() } else { 0 };
    let Some(end) = name_end(folded, inside.text(), start) else { return Vec::new() };
    // A level alone is nobody.
    if ["cap xa", "cap huyen", "cap tinh"].contains(&&folded.text[start..end]) {
        return Vec::new();
    }
    // "(Sở A - cơ quan thường trực của Ban chủ trì)": what it is stands behind the dash.
    let role = folded.text[end..].strip_prefix(" - co quan").and_then(|_| {
        let clause = folded.text[end..].find([',', ';']).map_or(folded.text.len(), |stop| end + stop);
        folded.text[end..clause].find(" chu tri").map(|at| end + at)
    });
    let at = skip_spaces(&folded.text, role.unwrap_or(end));
    // "(Trạm Y tế phối hợp)" names a helper; "(Sở A phối hợp Sở B thực hiện)" who does it.
    let helps = folded.text[at..]
        .strip_prefix("phoi hop")
        .is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with([';', ',', '.']));
    // "(người đứng đầu chịu trách nhiệm nếu không đạt)": who answers for it.
    let acts = directs(folded, at) && !helps && !answers_only(&folded.text[at..]);
    let before_time = folded.text[at..].starts_with([',', ';']) && timed();
    let rest = &folded.text[at..];
    let alone =
        !explains && start == 0 && quantifier_at(folded, 0) == 0 && (rest.is_empty() || rest.starts_with(", co "));
    if !(acts || before_time || alone) {
        return Vec::new();
    }
    let mut found = names(inside, folded, start..end, tracer);
    // "(Sở A chủ trì, UBND các xã thực hiện)"
    let starts = folded.text.match_indices([',', ';']).map(|(at, _)| skip_spaces(&folded.text, at + 1));
    let doer = starts.filter(|&start| start > end).find_map(|start| {
        let end = name_end(folded, inside.text(), start)?;
        folded.text[skip_spaces(&folded.text, end)..].starts_with("thuc hien").then_some(start..end)
    });
    found.extend(doer.into_iter().flat_map(|doer| names(inside, folded, doer, tracer)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tests::{names_of, passage, with_tracer};

    #[test]
    fn reads_fields() {
        let field = |text: &str| with_tracer(text, |tracer| names_of(in_field(&passage(text), tracer)));
        assert_eq!(field("Sở Y tế chủ trì, phối hợp với các sở, ban, ngành và các đơn vị có liên quan."), ["Sở Y tế"]);
        assert_eq!(field("Phòng Kinh tế; phối hợp với Công an xã, Trưởng thôn."), ["Phòng Kinh tế"]);
        assert_eq!(field("UBND các xã nói trên chủ trì, phối hợp với đồn Biên phòng."), ["UBND các xã nói trên"]);
        assert_eq!(field("Sở Giáo dục và Đào tạo và Sở Y tế chủ trì"), ["Sở Giáo dục và Đào tạo", "Sở Y tế"]);
        assert_eq!(field("Sở Y tế, theo thẩm quyền"), ["Sở Y tế"]);
        assert_eq!(field("Công an xã; Trạm Y tế"), ["Công an xã", "Trạm Y tế"]);
        assert_eq!(field("cấp huyện do UBND huyện; cấp tỉnh do Sở Tư pháp"), ["UBND huyện", "Sở Tư pháp"]);
        assert_eq!(field("Sở Y tế (giao Chi cục Dân số thực hiện)"), ["Sở Y tế", "Chi cục Dân số"]);
        assert_eq!(field("Cơ quan được giao chủ trì soạn thảo"), ["Cơ quan được giao chủ trì soạn thảo"]);
        assert_eq!(field("Sở Y tế theo dõi, tổng hợp; UBND cấp xã báo cáo hằng quý"), ["Sở Y tế", "UBND cấp xã"]);
    }
}
