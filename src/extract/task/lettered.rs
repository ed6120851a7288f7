//! Items that are fields: with letters or numbers of their own, but about the items beside them.
//!
//! In: a section. Out: which of its items are fields, of what kind, with what value ("a) Nhiệm vụ: …  b) Cơ quan thực hiện: …",
//! "a) Thời gian: …  b) Địa điểm: …", "2. Cơ quan chủ trì" over a list of agencies). Field lines without a label are known
//! since `segment`; agencies that head their own duties are no fields.

use crate::extract::owner;
use crate::extract::work::first_paragraph;
use crate::segment::field::{FieldKind, fields};
use crate::segment::label::LabelKind;
use crate::segment::passage::Passage;
use crate::segment::tree::Section;

/// The fields among the items of a section, by position; none where the items are what they look like, work.
pub(super) fn lettered_fields(section: &Section) -> Vec<(usize, FieldKind, Passage)> {
    let items = || section.children.iter().enumerate();
    let found: Vec<(usize, FieldKind, Passage)> = items()
        .flat_map(|(i, child)| fields_of_item(child).into_iter().map(move |(kind, value)| (i, kind, value)))
        .collect();
    // "1. Nội dung / a) … / 2. Cơ quan chủ trì / - Sở A": lists of agencies are about the items of the list of work.
    let lists = items().any(|(i, child)| !child.children.is_empty() && found.iter().any(|(at, _, _)| *at == i));
    let has = |kind: FieldKind| found.iter().any(|(_, of, _)| *of == kind);
    let work = has(FieldKind::Work) && (has(FieldKind::Owner) || has(FieldKind::Time));
    // An event: when, and where or by whom, beside what is done.
    let lettered = section.children.iter().all(|child| matches!(child.kind, LabelKind::Letter | LabelKind::Dotted(_)));
    let event = lettered && has(FieldKind::Time) && (has(FieldKind::Owner) || has(FieldKind::Aside));
    let about_others = lists && has(FieldKind::Owner) && items().any(|(i, _)| found.iter().all(|(at, _, _)| *at != i));
    // "3. Đơn vị chủ trì: Sở A. 4. Đơn vị phối hợp: …": who does what other chapters say.
    let whose = has(FieldKind::Owner) && has(FieldKind::Coordinator);
    if work || event || about_others || whose { found } else { Vec::new() }
}

/// The fields that an item with a label of its own is: "a) Cơ quan chủ trì: Sở A", "2. Cơ quan chủ trì" over bullets that name
/// them, "2. Cơ quan chủ trì, phối hợp" over "a) Cơ quan chủ trì", "b) Cơ quan phối hợp".
fn fields_of_item(item: &Section) -> Vec<(FieldKind, Passage)> {
    let mut whole = item.heading.clone();
    whole.join(" ", &item.text);
    if item.children.is_empty() {
        let read = fields(whole.text()).into_iter();
        return read.map(|field| (field.kind, whole.slice(field.value))).collect();
    }
    let label = format!("{}:", item.heading.text().trim_end_matches([':', '.']));
    let [label] = &fields(&label)[..] else { return Vec::new() };
    if !matches!(label.kind, FieldKind::Owner | FieldKind::Coordinator) {
        return Vec::new();
    }
    let below: Vec<Vec<(FieldKind, Passage)>> = item.children.iter().map(fields_of_item).collect();
    if below.iter().all(|fields| !fields.is_empty()) {
        return below.into_iter().flatten().collect();
    }
    let names: Vec<Passage> = item.children.iter().map(|child| without_level(&first_paragraph(&child.text))).collect();
    let listed = item.children.iter().all(|child| child.children.is_empty()) && names.iter().all(owner::is_list);
    names.into_iter().filter(|_| listed).map(|name| (label.kind, name)).collect()
}

/// "Cấp huyện: Phòng Tư pháp": the agency behind its level.
fn without_level(text: &Passage) -> Passage {
    let level = text.text().split_once(": ").filter(|(level, _)| level.starts_with("Cấp "));
    let start = level.map_or(0, |(level, _)| level.len() + ": ".len());
    text.slice(start..text.text().len())
}
