//! What stands above a task and holds for it: owners of headings and lead-ins, times of phases, fields over items.
//!
//! In: a section, and what was known above it. Out: what the items under it inherit. The nearest heading or lead-in that
//! names somebody wins. The contract is silent on times: a heading that is nothing but a phase says when what stands under it is
//! done, a sentence that leads in does not. Whether a task takes what it inherits is decided in `fill`: what its own text says goes first.

use std::sync::LazyLock;

use regex::Regex;

use super::Finder;
use crate::extract::report::report;
use crate::extract::time::{TimeContext, times};
use crate::extract::work::{has_parted_fields, last_sentence};
use crate::extract::{coordinator, owner};
use crate::plan::{DeadlineKind, Name};
use crate::segment::field::FieldKind;
use crate::segment::label::LabelKind;
use crate::segment::passage::Passage;
use crate::segment::period::is_period;
use crate::segment::tree::Section;

/// What a task inherits from the items above it.
#[derive(Clone, Default)]
pub(super) struct Above {
    pub(super) owners: Vec<Name>,
    /// Whether the owners stand in a heading, and not in a sentence that leads in.
    pub(super) headed: bool,
    pub(super) coordinators: Vec<Name>,
    pub(super) reports_to: Option<Name>,
    pub(super) via: Option<Name>,
    /// The month or quarter that a heading names, or the time of its field lines.
    pub(super) time: Option<Passage>,
    /// The line above ends in "phối hợp với": the agencies that open the items are the helpers.
    pub(super) openers_help: bool,
}

impl Finder<'_> {
    /// What the items under a section inherit: the nearest heading or lead-in that names an agency wins.
    pub(super) fn above(&self, section: &Section, above: &Above) -> Above {
        let mut next = above.clone();
        if is_period(section.heading.text()) {
            next.time = Some(section.heading.clone());
        } else if let Some(time) = time_of_phase(&section.heading).filter(|time| self.says_when(time)) {
            next.time = Some(time);
        }
        // "9. Đào tạo nghề / Cơ quan chủ trì: Sở A / - Khảo sát …": field lines over items are about all of them.
        let has = |wanted: FieldKind| section.fields.iter().any(|(kind, _)| *kind == wanted);
        let handed = !section.children.is_empty() && !has(FieldKind::Work) && !has_parted_fields(section);
        if handed {
            let fields: Vec<_> = section.fields.iter().map(|(kind, value)| (*kind, value)).collect();
            self.inherit(&mut next, &fields);
        }
        let mut from_heading = owner::in_heading(&section.heading, self.tracer);
        // "2. Chế độ báo cáo: các sở, ban, ngành báo cáo UBND tỉnh theo các kỳ:": a lead-in behind its title; "b) Chỉ đạo Trung tâm
        // Y tế:" is one itself.
        let heading = section.heading.text();
        let leads_in = heading.ends_with(':') && (heading.contains(": ") || heading.starts_with("Chỉ đạo "));
        if from_heading.is_empty() && leads_in {
            from_heading = owner::in_lead_in(&section.heading, self.tracer);
        }
        let helpers = coordinator::coordinators(&section.heading, self.tracer);
        // "1. Đoàn kiểm tra số 1 / Cơ quan chủ trì: Sở A": the field says who leads, whomever the heading names.
        let told = handed && has(FieldKind::Owner);
        if !told && !from_heading.is_empty() {
            (next.owners, next.headed) = (from_heading, true);
            next.coordinators = helpers;
        } else if !told && !helpers.is_empty() {
            // "a) Chủ trì, phối hợp với các sở:": who leads stands further up.
            next.coordinators = helpers;
        }
        if !section.children.is_empty() {
            next.openers_help =
                coordinator::wants_helpers(&section.heading) || coordinator::wants_helpers(&section.text);
        }
        // Where each bullet has its own lead-in they say nothing of the others.
        let parted = section.children.iter().any(|child| !child.lead_in.is_empty());
        if !section.children.is_empty() && !parted {
            // Under a heading that names an agency a paragraph that leads nothing in is work of that agency.
            let leads_in = next.owners.is_empty() || section.text.text().ends_with(':');
            let readings = |text: &Passage| {
                let ways = [
                    owner::in_lead_in(text, self.tracer),
                    owner::in_text(text, self.tracer).names,
                    owner::in_heading(text, self.tracer),
                ];
                ways.into_iter().find(|names| !names.is_empty())
            };
            // Of several paragraphs or sentences the last one leads in.
            let last = || last_sentence(&section.text).into_iter().find_map(|text| readings(&text));
            let lead_in = if leads_in { last().or_else(|| readings(&section.text)) } else { None };
            let lead_in = lead_in.unwrap_or_default();
            let helpers = coordinator::coordinators(&section.text, self.tracer);
            if !lead_in.is_empty() {
                (next.owners, next.headed) = (lead_in, false);
                next.coordinators = helpers;
            } else if !helpers.is_empty() && section.text.text().ends_with(':') {
                next.coordinators = helpers;
            }
            // "1. Các xã báo cáo về UBND huyện (qua Phòng Nội vụ):" leads in as a heading, too.
            let leads_in = if section.text.is_empty() { &section.heading } else { &section.text };
            (next.reports_to, next.via) = report(leads_in, self.tracer);
        }
        next
    }

    /// Whether a passage names a day or a period.
    fn says_when(&self, passage: &Passage) -> bool {
        let (times, _) = times(passage, TimeContext::Field, self.years, self.tracer);
        times.iter().any(|time| matches!(time.kind, DeadlineKind::By | DeadlineKind::During))
    }

    /// "a) Thời gian: …  b) Địa điểm: …  c) Nội dung / - …": fields with letters of their own are about the items beside them,
    /// unless one of them holds the work.
    pub(super) fn under_lettered(&self, mut above: Above, lettered: &[(usize, FieldKind, Passage)]) -> Above {
        if lettered.iter().all(|(_, kind, _)| *kind != FieldKind::Work) {
            let fields: Vec<_> = lettered.iter().map(|(_, kind, value)| (*kind, value)).collect();
            self.inherit(&mut above, &fields);
        }
        above
    }

    /// Hands owners, those who help them, and a time down from fields.
    fn inherit(&self, above: &mut Above, fields: &[(FieldKind, &Passage)]) {
        let of = |kind: FieldKind| fields.iter().filter(move |(of, _)| *of == kind).map(|(_, value)| *value);
        let names =
            |kind: FieldKind| of(kind).flat_map(|value| owner::in_field(value, self.tracer)).collect::<Vec<_>>();
        let (leaders, helpers) = (names(FieldKind::Owner), names(FieldKind::Coordinator));
        if !leaders.is_empty() {
            (above.owners, above.headed, above.coordinators) = (leaders, true, helpers);
        }
        if let Some(time) = of(FieldKind::Time).next() {
            above.time = Some(time.clone());
        }
    }

    /// What a bullet inherits where a lead-in without a label stands over it: "Giao Công an xã:".
    pub(super) fn led(&self, section: &Section, above: &Above) -> Above {
        let mut next = above.clone();
        let owners = owner::in_heading(&section.lead_in, self.tracer);
        if !owners.is_empty() {
            (next.owners, next.headed) = (owners, true);
            next.coordinators = coordinator::coordinators(&section.lead_in, self.tracer);
        }
        next
    }
}

/// Where a heading says when what stands under it is done: "Đợt 1: Từ ngày 05/12 đến ngày 20/02", "Giai đoạn 2026 - 2028", "Tuần
/// lễ cao điểm (từ ngày 01/6 đến ngày 07/6/2026)".
fn time_of_phase(heading: &Passage) -> Option<Passage> {
    static PHASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:dot|giai doan|buoc|tuan|lan|chang) (?:thu )?(?:\d{1,2}|[ivx]+|mot|hai|ba|bon|nhat|nhi)\b[^:(]{0,80}?\s*[:(,]\s*(?P<time>.+)$",
            r"|^(?P<years>giai doan 20\d\d ?(?:-|den(?: nam)?) ?20\d\d)[ :.]*$",
            r"|\((?:thuc hien |hoan thanh |thoi gian:? )?(?P<inside>(?:tu|trong|truoc|xong|thang|quy|ngay|den|\d)[^()]{3,80})\)\s*:?$"
        ))
        .ok()
    });
    let folded = heading.folded();
    let found = PHASE.as_ref().filter(|_| folded.has_digit())?.captures(&folded.text)?;
    let time = ["time", "years", "inside"].iter().find_map(|name| found.name(name))?;
    Some(heading.slice(folded.original(time.range())))
}

/// The first of some bullets, where it is a title of the next: a short line without a stop before a sentence with one.
pub(super) fn title_of_bullets(items: &[Section]) -> Option<&Passage> {
    let [title, next, ..] = items else { return None };
    let bullets = matches!(title.kind, LabelKind::Bullet(_)) && title.kind == next.kind;
    let leaf = title.children.is_empty() && title.fields.is_empty() && title.table.is_none();
    let text = if title.heading.is_empty() { &title.text } else { &title.heading };
    let short = text.text().split_whitespace().count() <= MOST_WORDS_OF_TITLE;
    let open = !text.text().ends_with(['.', ';', ':', ',', '…']) && next.text.text().ends_with(['.', ';']);
    (bullets && leaf && short && open).then_some(text)
}

/// Longest title among bullets, in words.
const MOST_WORDS_OF_TITLE: usize = 16;
