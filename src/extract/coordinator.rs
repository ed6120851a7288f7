//! Coordinators of a task: who helps.
//!
//! Finds: names behind "phối hợp với", "hiệp đồng với", "sự phối hợp của", before a "phối hợp" or "hỗ trợ" that nothing
//! follows ("…; Trạm Y tế, Công an xã phối hợp;") and before "cùng tham gia". A lead-in that ends in "phối hợp với" leaves them to
//! its items. Their own field is read as an owner's is.
//!
//! Not to be confused with: "phối hợp" without a partner ("phối hợp tổ chức"), regulations on cooperation ("quy chế phối
//! hợp công tác"), forces in general.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::agency::{name_end, name_end_of_noun, part_in_bracket};
use super::owner::{helps_only, names, opens_group, skip_spaces};
use crate::fold::Folded;
use crate::lexicon::quantifier_at;
use crate::plan::Name;
use crate::segment::passage::Passage;

/// Helpers that stand before the verb: "…; Trạm Y tế, Công an xã phối hợp;" – nothing follows it that they would do.
fn helpers_before(folded: &Folded, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let takes_part = [" cung tham gia", " cu luc luong tham gia", " ho tro"];
    let verbs = [" phoi hop"].into_iter().chain(takes_part);
    for (at, verb) in verbs.flat_map(|verb| folded.text.match_indices(verb)) {
        let behind = folded.text[at + verb.len()..].trim_start();
        let clause = folded.text[..at].rfind([';', '.', '(', ':']).map_or(0, |stop| stop + 1);
        let alone = behind.is_empty() || behind.starts_with([';', '.', ',', ')']);
        let alone = if verb == " phoi hop" {
            // Behind the work of another one whoever "phối hợp" does is a helper.
            alone
                || ["thuc hien", "ve "].iter().any(|word| behind.starts_with(word))
                || clause > 0 && folded.text[clause - 1..].starts_with([';', '.']) && helps_only(&folded.text[at + 1..])
        } else {
            clause > 0 && (alone || verb == " cung tham gia")
        };
        let starts = std::iter::once(clause)
            .chain(folded.text[clause..at].match_indices(',').map(|(comma, _)| clause + comma + 1));
        // "…, đề nghị Bưu điện phối hợp"
        let asked =
            |start: usize| start + if folded.text[start..].starts_with("de nghi ") { "de nghi ".len() } else { 0 };
        let list = starts.map(|start| asked(skip_spaces(&folded.text, start))).find(|&start| {
            let end = name_end_of_noun(folded, text, start).filter(|_| start < at);
            // "UBND các xã có vùng trồng phối hợp": which of them is said behind the name.
            end.is_some_and(|end| end <= at && is_described(&folded.text[end..at]))
        });
        found.extend(list.filter(|_| alone).map(|start| start..at));
    }
    found
}

/// Coordinators named in a leaf's text, behind "phối hợp với", or before a "phối hợp" that nothing follows.
pub(super) fn coordinators(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Name> {
    static WITH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\bsu phoi hop cua |\bphoi hop(?: gom)?: |\bphoi hop gom |\bket hop (?:chat che )?voi |\bhiep dong (?:chat che )?voi |\bphoi hop, (?:cung cap|trao doi|chia se) thong tin (?:voi )?|\bphoi hop(?: (?:chat che|hieu qua|thuong xuyen|kip thoi|dong bo|thuc hien|to chuc|cong tac|chung|tot|mat thiet))*,? (?:cung voi|voi|cung) (?:voi )?|\bphoi hop (?:chat che |hieu qua )?").ok()
    });
    static TOGETHER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\bcung (?:voi )?").ok());
    let folded = passage.folded();
    let mut found: Vec<Name> = Vec::new();
    let together = TOGETHER.iter().flat_map(|with| with.find_iter(&folded.text));
    for with in WITH.iter().flat_map(|with| with.find_iter(&folded.text)).chain(together) {
        let start = skip_repeated(&folded.text, with.end());
        // Without "với" only a name, or a group with "các", is somebody: "phối hợp tổ chức", "phối hợp công tác".
        let joined = with.as_str() != "cung "
            && ["voi ", "cung ", "cua ", "gom ", ": "].iter().any(|word| with.as_str().ends_with(word));
        let adverb = with.as_str().len() > "phoi hop ".len() && with.as_str().starts_with("phoi hop");
        let group = quantifier_at(folded, start) > 0;
        if !joined && adverb && group && !with.as_str().contains("thong tin") {
            continue;
        }
        if !joined && !opens_group(folded, passage.text(), start) && !is_force(&folded.text[start..]) {
            continue;
        }
        let end = if joined { name_end_of_noun } else { name_end };
        if let Some(end) = end(folded, passage.text(), start) {
            let end = part_in_bracket(folded, passage.text(), end).unwrap_or(end);
            add_new(&mut found, names(passage, folded, start..end, tracer));
        }
    }
    for range in helpers_before(folded, passage.text()) {
        add_new(&mut found, names(passage, folded, range, tracer));
    }
    found
}

/// Adds the names that are not yet among those found.
pub(super) fn add_new(found: &mut Vec<Name>, more: impl IntoIterator<Item = Name>) {
    for name in more {
        if !found.iter().any(|known| known.name == name.name) {
            found.push(name);
        }
    }
}

/// Whether the words between a name and its verb only say which agency is meant.
fn is_described(between: &str) -> bool {
    between.is_empty()
        || between.starts_with(" co ") && between.split(' ').count() <= 5 && !between.contains([',', ';'])
}

/// Agencies that are written in lower case.
fn is_force(folded: &str) -> bool {
    ["cong an", "luc luong ", "co quan cong an", "mat tran", "doan thanh nien", "ban quan ly", "canh sat", "cong chuc"]
        .iter()
        .any(|name| folded.starts_with(name))
}

/// Whether a lead-in ends in "phối hợp (với)": whom with is said by the items below.
pub(super) fn wants_helpers(passage: &Passage) -> bool {
    let folded = passage.folded().text.trim_end_matches([' ', ':']);
    folded.ends_with("phoi hop") || folded.ends_with("phoi hop voi")
}

/// A doubled "các các" is a slip of the author; the second one counts.
fn skip_repeated(folded: &str, start: usize) -> usize {
    if folded[start..].starts_with("cac cac ") { start + "cac ".len() } else { start }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{names_of, passage, with_tracer};
    use super::*;

    #[test]
    fn knows_lead_ins_whose_items_name_the_helpers() {
        assert!(wants_helpers(&passage("Chủ trì, phối hợp với:")) && wants_helpers(&passage("Chủ trì, phối hợp")));
        assert!(!wants_helpers(&passage("Phối hợp với các sở")) && !wants_helpers(&passage("Tổ chức thực hiện:")));
    }

    #[test]
    fn reads_coordinators() {
        let with = |text: &str| with_tracer(text, |tracer| names_of(coordinators(&passage(text), tracer)));
        assert_eq!(with("Chủ động phối hợp với các các ngành, đoàn thể để lồng ghép"), ["các ngành, đoàn thể"]);
        assert_eq!(
            with("phối hợp hiệu quả với Tòa án nhân dân các cấp trong việc giải quyết"),
            ["Tòa án nhân dân các cấp"]
        );
        assert_eq!(
            with("Phối hợp Công an tỉnh và các đơn vị liên quan tham mưu"),
            ["Công an tỉnh", "các đơn vị liên quan"]
        );
        assert_eq!(with("phối hợp với Thanh tra huyện kiểm tra"), ["Thanh tra huyện"]);
        assert_eq!(
            with("Diễn tập. Chủ trì: Sở Y tế. Phối hợp: Công an tỉnh, Sở Nội vụ."),
            ["Công an tỉnh", "Sở Nội vụ"]
        );
        assert_eq!(
            with("phối hợp với Sở Tài chính (Kho bạc khu vực), Công an tỉnh, và các xã kiểm kê"),
            ["Sở Tài chính (Kho bạc khu vực)", "Công an tỉnh", "các xã"]
        );
        assert_eq!(with("Công an xã chủ trì; Trạm Y tế, Đoàn xã phối hợp;"), ["Trạm Y tế", "Đoàn xã"]);
        assert_eq!(with("Sở A chủ trì; Sở Nội vụ, Sở Tư pháp cùng tham gia xét chọn."), ["Sở Nội vụ", "Sở Tư pháp"]);
        assert_eq!(with("phối hợp với Sở Tư pháp rà soát; Sở Tư pháp cùng tham gia"), ["Sở Tư pháp"]);
        assert_eq!(with("Vẽ bản đồ (Phòng A thực hiện, Tổ công nghệ số hỗ trợ)."), ["Tổ công nghệ số"]);
        assert_eq!(with("có sự phối hợp của UBND xã, Đồn Biên phòng"), ["UBND xã", "Đồn Biên phòng"]);
        assert_eq!(with("hiệp đồng với Công an xã làm nhiệm vụ cứu hộ"), ["Công an xã"]);
        assert_eq!(with("phối hợp chặt chẽ lực lượng Công an huyện thực hiện"), ["lực lượng Công an huyện"]);
        assert_eq!(with("Thường xuyên phối hợp, cung cấp thông tin với các sở, ngành về giá"), ["các sở, ngành"]);
        for text in [
            "phối hợp chặt chẽ các lực lượng, nắm tình hình",
            "Hội đồng phối hợp phổ biến, giáo dục pháp luật",
            "các Chương trình phối hợp hoạt động giữa chính quyền",
            "phối hợp tổ chức thực hiện Kế hoạch",
            "quy chế phối hợp công tác",
        ] {
            assert!(with(text).is_empty(), "{text}");
        }
    }
}
