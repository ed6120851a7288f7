//! From a read item to a section: what of its text is a heading, and where its table goes.
//!
//! In: a node with its paragraphs, fields and table, and the sections below it. Out: a [`Section`]. What stands over items is a
//! title, or a sentence that leads in; a leaf is one text. It does not nest.

use super::{FieldsAt, Node, Section};
use crate::lexicon::starts_with_verb;
use crate::segment::field::FieldKind;
use crate::segment::heading::{glued_heading, is_agency_list, is_heading, is_long_title, run_in_heading};
use crate::segment::label::{LabelKind, roman_value};
use crate::segment::passage::Passage;
use crate::segment::table::{Group, Table};

/// Decides what of an item's text is its heading.
pub(super) fn section(node: Node, children: Vec<Section>) -> Section {
    let Node { label, label_place, lead_in, mut paragraphs, fields, fields_at, inline, table, lines, .. } = node;
    // "a) Hoạt động 1" over "- Nội dung: …": the work stands in a field, and what stands over it is its title.
    let holds_work = fields.iter().any(|(kind, _)| *kind == FieldKind::Work);
    let titles_work = holds_work && paragraphs.first().is_none_or(|first| is_bare_title(first.text()));
    let has_below = titles_work || !children.is_empty() || paragraphs.len() > 1 || table.is_some();
    let first = if paragraphs.is_empty() { Passage::default() } else { paragraphs.remove(0) };
    let (mut heading, mut text) = (Passage::default(), Passage::default());
    // What stands over lettered items or bullets with a number is their title, also as a long phrase with a stop.
    let mut first = first;
    // "- Tuyên truyền qua các đợt cao điểm, gồm: / Ngày …": a bullet with nothing below is one text.
    let is_leaf = matches!(label.kind, LabelKind::Bullet(_)) && children.is_empty() && fields.is_empty();
    if is_leaf && table.is_none() && first.text().ends_with(':') && !paragraphs.is_empty() {
        first.join(" ", &paragraphs.remove(0));
    }
    let has_below = has_below && !(is_leaf && paragraphs.is_empty() && table.is_none());
    let titles = matches!(label.kind, LabelKind::Number)
        && !children.is_empty()
        && fields.is_empty()
        && is_long_title(first.text());
    if titles || has_below && (is_heading(first.text()) || is_agency_list(first.text())) {
        heading = first;
    } else if matches!(label.kind, LabelKind::Number | LabelKind::Dotted(_))
        && let Some(end) = glued_heading(first.text())
    {
        heading = first.slice(0..end);
        text = first.slice(end..first.text().len());
    } else if let Some(end) = run_in_heading(first.text()).filter(|&end| {
        // An order with a list is no title of what stands behind its colon.
        if children.is_empty() && matches!(label.kind, LabelKind::Bullet(_)) && starts_with_verb(first.text()) {
            return false;
        }
        // A numbered item is titled as those beside it are, also where nothing stands below it; a lettered one is a sentence.
        has_below || matches!(label.kind, LabelKind::Number) && end < first.text().len()
    }) {
        heading = first.slice(0..end);
        text = first.slice(end..first.text().len());
    } else {
        text = first;
    }
    for paragraph in &paragraphs {
        text.join("\n", paragraph);
    }
    let mut section = Section {
        kind: label.kind,
        label: label.printed,
        value: label.value,
        label_place,
        heading,
        lead_in,
        text,
        fields,
        fields_at,
        inline,
        table: None,
        children,
        lines,
    };
    if let Some(table) = table {
        place_table(&mut section, table);
    }
    section
}

/// "Hoạt động 1", "Nhiệm vụ": a title that says nothing of the work.
fn is_bare_title(title: &str) -> bool {
    const MOST_WORDS: usize = 3;
    title.split_whitespace().count() <= MOST_WORDS && !starts_with_verb(title)
}

/// Puts a table under its section. Groups with a label become sections of their own where the numbers of their rows start
/// again; where the numbers run on through all groups, group rows only part the table.
fn place_table(section: &mut Section, table: Table) {
    let run_on = table.runs_on();
    for group in table.groups {
        if group.label.is_empty() || run_on {
            section.table.get_or_insert_default().extend(Table { groups: vec![group], ..Table::default() });
            continue;
        }
        let kind = if roman_value(&group.label).is_some() { LabelKind::Roman } else { LabelKind::Upper };
        let value = roman_value(&group.label).unwrap_or(0);
        let (label, heading, lines) = (group.label.clone(), group.heading.clone(), group.lines);
        let own = Group { label: String::new(), ..group };
        section.children.push(Section {
            kind,
            label,
            value,
            label_place: Passage::default(),
            lead_in: Passage::default(),
            heading,
            text: Passage::default(),
            fields: Vec::new(),
            fields_at: FieldsAt::default(),
            inline: Passage::default(),
            table: Some(Table { groups: vec![own], ..Table::default() }),
            children: Vec::new(),
            lines,
        });
    }
}
