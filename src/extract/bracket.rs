//! The bracket that ends a task and says who does it and when.
//!
//! Finds: "(Phòng A chủ trì, Phòng B phối hợp; xong trong quý I/2026)", "(Chủ tịch UBND xã, trước ngày 30/4)", "(giao
//! Công an xã thực hiện)", "(Trạm Y tế xã)", "(Đơn vị chủ trì: Văn phòng UBND tỉnh. Thời gian: Thường xuyên)". It has to end
//! the text and to open with an agency that acts, that a time follows, or that stands alone, or with an owner's field.
//!
//! Not to be confused with: brackets that explain ("(cơ quan thường trực)", "(Sở A, Sở B)" behind a group), that cite
//! ("(theo Quyết định …)") or that say through whom a report goes ("(qua Phòng Nội vụ)").

use super::Tracer;
use super::agency::{name_end, name_end_of_noun};
use super::owner;
use super::time::{PlanYears, TimeContext, times};
use crate::plan::Name;
use crate::segment::field::{FieldKind, fields};
use crate::segment::passage::Passage;

/// What a bracket assigns.
#[derive(Debug)]
pub(super) struct Assignment {
    /// Who does it.
    pub(super) owners: Vec<Name>,
    /// Who does a part of it: "(Sở A chủ trì; Sở B hỗ trợ kỹ thuật; quý II)".
    pub(super) helpers: Vec<Name>,
    /// Whether the bracket says in so many words that they lead.
    pub(super) leads: bool,
    /// Whether it stands behind the end of a sentence.
    pub(super) apart: bool,
    /// What stands in the bracket, to be read for times.
    pub(super) inside: Passage,
}

/// The assignment in the bracket that ends a text.
pub(super) fn assignment(passage: &Passage, years: PlanYears, tracer: &Tracer<'_>) -> Option<Assignment> {
    let text = passage.text().trim_end_matches(['.', ';', ',', ' ']);
    let inner = text.strip_suffix(')')?;
    let start = inner.rfind('(')? + 1;
    if start == 1 || inner[start..].contains(')') {
        return None;
    }
    let inside = passage.slice(start..inner.len());
    let apart = text[..start - 1].trim_end().ends_with('.');
    // "(Đơn vị chủ trì: Văn phòng UBND tỉnh. Thời gian: Thường xuyên)"
    let held = fields(inside.text());
    if held.iter().any(|field| field.kind == FieldKind::Owner) {
        // "phối hợp: …" is read as in any text.
        let owners = held.iter().filter(|field| field.kind == FieldKind::Owner);
        let owners = owners.flat_map(|field| owner::in_field(&inside.slice(field.value.clone()), tracer)).collect();
        return Some(Assignment { owners, helpers: Vec::new(), leads: true, apart, inside });
    }
    let timed = || !times(&inside, TimeContext::Field, years, tracer).0.is_empty();
    let before = passage.folded().offset_of(start - 1);
    let explains = ends_with_name(passage, before);
    let owners = owner::in_bracket(&inside, explains, timed, tracer);
    if owners.is_empty() {
        return None;
    }
    let helpers = helpers(&inside, tracer);
    let leads = inside.folded().text.contains("chu tri");
    Some(Assignment { owners, helpers, leads, apart, inside })
}

/// Whoever a later part of the bracket names with what they do; "phối hợp" is read as in any text.
fn helpers(inside: &Passage, tracer: &Tracer<'_>) -> Vec<Name> {
    let folded = inside.folded();
    let parts = folded.text.match_indices("; ").map(|(at, sign)| at + sign.len());
    parts
        .filter_map(|start| {
            let end = name_end(folded, inside.text(), start)?;
            let does = folded.text[end..].trim_start();
            let helps = ["ho tro", "cung cap", "bien tap", "tham muu", "cu ", "bo tri"]
                .iter()
                .any(|verb| does.starts_with(verb));
            helps.then(|| owner::names(inside, folded, start..end, tracer))
        })
        .flatten()
        .collect()
}

/// Whether the name of an agency ends at an offset of the folded text.
fn ends_with_name(passage: &Passage, end: usize) -> bool {
    let folded = passage.folded();
    // "máy của cán bộ, công chức (…)": people are not explained by an agency.
    let people = ["can bo", "cong chuc", "vien chuc", "nguoi dan", "nhan dan", "ho dan"];
    if people.iter().any(|people| folded.text[..end].trim_end().ends_with(people)) {
        return false;
    }
    let words = folded.text[..end].match_indices(' ').map(|(at, _)| at + 1).chain([0]);
    words
        .filter(|&start| start < end)
        .any(|start| name_end_of_noun(folded, passage.text(), start).is_some_and(|stop| stop + 1 >= end))
}

#[cfg(test)]
mod tests {
    use super::super::coordinator;
    use super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(text: &str) -> Option<(Vec<String>, Vec<String>)> {
        let names = |names: Vec<Name>| names.into_iter().map(|name| name.name).collect();
        with_tracer(text, |tracer| {
            let helpers = coordinator::coordinators(&passage(text), tracer);
            assignment(
                &passage(text),
                PlanYears { own: Some(2026), several: false, first: None, season: false, issued: None, brief: false },
                tracer,
            )
            .map(|found| (names(found.owners), names(found.helpers.into_iter().chain(helpers).collect())))
        })
    }

    #[test]
    fn reads_who_and_with_whom() {
        for (text, owners, helpers) in [
            ("Rà soát văn bản (Phòng Kinh tế chủ trì, xong trong quý I/2026).", vec!["Phòng Kinh tế"], vec![]),
            (
                "Quét lỗ hổng cho máy của cán bộ, công chức (Trung tâm Chuyển đổi số).",
                vec!["Trung tâm Chuyển đổi số"],
                vec![],
            ),
            ("Phát thanh lịch tiêm (Trạm Y tế xã).", vec!["Trạm Y tế xã"], vec![]),
            (
                "Công khai kết quả (Đơn vị chủ trì: Văn phòng UBND tỉnh. Thời gian: Thường xuyên)",
                vec!["Văn phòng UBND tỉnh"],
                vec![],
            ),
            (
                "Giao chỉ tiêu (Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính, Sở Tư pháp; thời hạn: Quý I/2026).",
                vec!["Sở Nội vụ"],
                vec!["Sở Tài chính", "Sở Tư pháp"],
            ),
            ("Công khai ngân sách (công chức Kế toán thực hiện, hằng quý)", vec!["công chức Kế toán"], vec![]),
            ("Ủy quyền giải quyết (Chủ tịch UBND xã, trước ngày 30/4/2026)", vec!["Chủ tịch UBND xã"], vec![]),
            (
                "Kết nối dữ liệu (Công an xã chủ trì; Trạm Y tế, Đoàn Thanh niên xã phối hợp; từ quý I/2026).",
                vec!["Công an xã"],
                vec!["Trạm Y tế", "Đoàn Thanh niên xã"],
            ),
            (
                "Nâng cấp trang tin (Sở Tư pháp chủ trì; Sở Nội vụ, các sở cung cấp nội dung; xong trước ngày 30/6)",
                vec!["Sở Tư pháp"],
                vec!["Sở Nội vụ", "các sở"],
            ),
            (
                "Theo dõi thi hành (Sở Tư pháp chủ trì, phối hợp với Công an tỉnh)",
                vec!["Sở Tư pháp"],
                vec!["Công an tỉnh"],
            ),
        ] {
            assert_eq!(
                read(text),
                Some((
                    owners.into_iter().map(str::to_owned).collect(),
                    helpers.into_iter().map(str::to_owned).collect()
                )),
                "{text}"
            );
        }
    }

    #[test]
    fn leaves_other_brackets() {
        for text in [
            "Báo cáo UBND huyện (qua Phòng Nội vụ)",
            "Kiểm tra các đơn vị (Công an xã, Trạm Y tế)",
            "Phối hợp với Trung tâm Công nghệ thông tin (Sở Khoa học và Công nghệ)",
            "Thực hiện theo quy định (Quyết định số 5/QĐ-UBND)",
            "(Công an xã chủ trì)",
            "Họp (Sở A chủ trì) rồi báo cáo",
            "Trang bị máy tính (05 bộ)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
