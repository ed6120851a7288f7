//! Sections: paths, headings, texts, and what each chapter is about.
//!
//! Finds the kind of a chapter by the words of its heading; the word that stands first decides. Without marks the words are
//! the same, so a heading that an OCR damaged is still known.
//!
//! Not to be confused with: a word inside a chapter about something else ("TỔ CHỨC THỰC HIỆN … NỘI DUNG" is implementation,
//! because "tổ chức thực hiện" comes first).

use std::sync::LazyLock;

use regex::Regex;

use super::{Tracer, owner};
use crate::fold::fold;
use crate::lexicon::starts_with_verb;
use crate::plan::{Section, SectionKind};
use crate::segment::Outline;
use crate::segment::field::FieldKind;
use crate::segment::label::LabelKind;
use crate::segment::passage::Passage;
use crate::segment::tree;

/// Words of headings by kind, folded.
const KINDS: [(&str, SectionKind); 7] = [
    (
        r"ket qua (?:dat duoc|thuc hien|nam|cong tac|trien khai)|danh gia (?:ket qua|tinh hinh|chung|nguy co|rui ro)|tinh hinh thuc hien|dac diem tinh hinh|thuc trang|tinh hinh|ket qua",
        SectionKind::Review,
    ),
    (r"can cu", SectionKind::Basis),
    (r"kinh phi|von (?:thuc hien|dau tu)|nguon luc|nguon von|nguon kinh phi|du toan", SectionKind::Funding),
    (
        r"to chuc thuc hien|to chuc trien khai|phan cong|trach nhiem|to chuc, thuc hien|che do (?:thong tin|bao cao)|bao cao|to chuc chi dao|phoi hop cua|quan he phoi hop|co che phoi hop",
        SectionKind::Implementation,
    ),
    (r"muc dich|yeu cau|muc tieu|quan diem|chi tieu|y nghia", SectionKind::Purpose),
    (
        r"noi dung|nhiem vu|xu ly ket qua|thoi vu|giai phap|bien phap|tieu chi|lo trinh|thoi gian|thoi han|tien do|hinh thuc|phuong phap|phuong an|hoat dong|cong viec|cac buoc|chuan bi|chuong trinh|lich trinh|lich thuc hien|kiem tra, phuc tra|ke hoach nam|kiem tra, giam sat|trien khai",
        SectionKind::Content,
    ),
    (r"phu luc", SectionKind::Annex),
];

/// The kind that a heading names, if one.
pub(super) fn kind_of(heading: &str) -> Option<SectionKind> {
    static PATTERNS: LazyLock<Vec<(Regex, SectionKind)>> = LazyLock::new(|| {
        KINDS.iter().filter_map(|(words, kind)| Some((Regex::new(&format!(r"\b(?:{words})\b")).ok()?, *kind))).collect()
    });
    let folded = fold(heading);
    let found = PATTERNS.iter().filter_map(|(pattern, kind)| pattern.find(&folded).map(|found| (found.start(), *kind)));
    found.min_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}

/// The title of a section, which stands in its text where it has nothing below.
pub(super) fn title(section: &tree::Section) -> &str {
    if section.heading.is_empty() {
        section.text.text().split('\n').next().unwrap_or_default()
    } else {
        section.heading.text()
    }
}

/// The kind of a chapter.
pub(super) fn chapter_kind(section: &tree::Section) -> SectionKind {
    if section.kind == LabelKind::Annex {
        return SectionKind::Annex;
    }
    kind_of(title(section)).unwrap_or_else(|| {
        let works = leads_in_work(section) || section.children.iter().any(assigns) || mostly_orders(section);
        if works { SectionKind::Content } else { SectionKind::Other }
    })
}

/// "…, UBND các xã chủ động thực hiện các việc sau:": the lead-in of a chapter says what its items are.
fn leads_in_work(section: &tree::Section) -> bool {
    static WORK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:thuc hien|trien khai|tap trung)(?: tot)?(?: mot so| cac| nhung)? (?:viec|cong viec|nhiem vu|noi dung|giai phap)[a-z, ]{0,60}:$").ok()
    });
    WORK.as_ref().is_some_and(|work| work.is_match(section.text.folded().text.trim_end()))
}

/// Leaves from which a chapter without a known name is judged by how they begin.
const FEWEST_LEAVES: usize = 3;

/// Whether most leaves of a chapter open with the verb of a directive.
fn mostly_orders(section: &tree::Section) -> bool {
    fn count(section: &tree::Section, leaves: &mut usize, orders: &mut usize) {
        if section.children.is_empty() {
            *leaves += 1;
            *orders += usize::from(starts_with_verb(section.text.text()));
        }
        section.children.iter().for_each(|child| count(child, leaves, orders));
    }
    let (mut leaves, mut orders) = (0, 0);
    count(section, &mut leaves, &mut orders);
    leaves >= FEWEST_LEAVES && orders * 2 > leaves
}

/// Whether a part of a chapter puts an agency to work: "Sở Nội vụ phối hợp …", "Giao Công an xã …".
fn assigns(section: &tree::Section) -> bool {
    owner::is_assigned(&section.text) || section.children.iter().any(assigns)
}

/// Builds the sections of a plan.
pub(super) fn sections(outline: &Outline, tracer: &Tracer<'_>) -> Vec<Section> {
    let paths = paths(&outline.sections, "");
    let chapters = outline.sections.iter().zip(paths);
    chapters.map(|(section, path)| build(section, path, Some(chapter_kind(section)), tracer)).collect()
}

/// The paths of siblings under a parent: a label, or "-" and the number of a bullet, whatever its sign.
pub(super) fn paths(siblings: &[tree::Section], parent: &str) -> Vec<String> {
    let mut bullets = 0;
    let step = |section: &tree::Section| match section.kind {
        LabelKind::Bullet(_) => {
            bullets += 1;
            format!("-{bullets}")
        }
        _ => section.label.clone(),
    };
    let join = |step: String| if parent.is_empty() { step } else { format!("{parent}/{step}") };
    siblings.iter().map(step).map(join).collect()
}

fn build(section: &tree::Section, path: String, kind: Option<SectionKind>, tracer: &Tracer<'_>) -> Section {
    let children = section.children.iter().zip(paths(&section.children, &path));
    let children = children.map(|(child, path)| build(child, path, None, tracer)).collect();
    let text = |passage: &Passage| (!passage.is_empty()).then(|| passage.text().to_owned());
    // "a) Hoạt động 1 / - Nội dung: …": what the item says stands in its field.
    let work = section.fields.iter().find(|(kind, _)| *kind == FieldKind::Work).map(|(_, value)| value);
    let said = work.filter(|_| section.text.is_empty()).cloned().unwrap_or_else(|| section.printed());
    let mut own = section.label_place.clone();
    own.join(" ", &section.heading);
    own.join(" ", &said);
    let mut place = tracer.whole(&own);
    place.lines = [section.lines.0, section.lines.1];
    Section {
        label: section.label.clone(),
        heading: text(&section.heading),
        text: text(&said),
        kind,
        place,
        children,
        path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_chapters_by_their_words() {
        for (heading, kind) in [
            ("MỤC ĐÍCH, YÊU CẦU", SectionKind::Purpose),
            ("NỘI DUNG, MỤC TIÊU, NHIỆM VỤ CỤ THỂ", SectionKind::Content),
            ("TỔ CHỨC THỰC HIỆN.", SectionKind::Implementation),
            ("NGUỒN VỐN THỰC HIỆN KẾ HOẠCH", SectionKind::Funding),
            ("ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NĂM 2023", SectionKind::Review),
            ("ĐỐI TƯỢNG, THỜI GIAN VÀ THÀNH PHẦN", SectionKind::Content),
            ("CĂN CỨ XÂY DỰNG KẾ HOẠCH", SectionKind::Basis),
            ("NOI DUNG", SectionKind::Content),
        ] {
            assert_eq!(kind_of(heading), Some(kind), "{heading}");
        }
        for heading in ["NGUY CƠ SAU LỤT BÃO", "KHEN THƯỞNG", "", "Lời nói đầu"] {
            assert_eq!(kind_of(heading), None, "{heading}");
        }
    }
}
