//! The tree of items: which line opens an item, under which it stands, and what text belongs to it.
//!
//! In: the lines of the body. Out: sections, nested, each with its heading or text, its field lines and its table. Labels
//! decide, never markdown levels: where each stands is decided in `place`; `held` gives items their fields, `made` makes
//! sections of what was read. It does not judge what an item means.

mod held;
mod made;
mod place;

use std::collections::{HashMap, HashSet};

use self::made::section;
pub(super) use self::place::ends_in_reference;
use super::annex;
use super::dashed::DashedNames;
use super::field::{FieldKind, assignment, bare_time, closing_assignment, fields, following, trailing};
use super::heading::{breaks_off, is_heading, wraps};
use super::inner::{awaited_letters, missed_letter, split_inner_label};
use super::label::{Label, LabelKind, label, roman_number};
use super::lead;
use super::line::{Line, append, goes_on, is_page_number};
use super::lost;
use super::nest;
use super::passage::Passage;
use super::period;
use super::table::{self, Table};
use crate::lexicon::starts_with_verb;

/// A numbered or lettered item, or a bullet.
#[derive(Clone, Debug)]
pub struct Section {
    /// Kind of its label.
    pub kind: LabelKind,
    /// Label as printed; empty for text before the first item of an annex.
    pub label: String,
    /// Number of the label in its sequence, 0 for bullets.
    pub value: u32,
    /// Where the label stands.
    pub label_place: Passage,
    /// Its own title line.
    pub heading: Passage,
    /// The line without a label that leads in this bullet and those beside it; empty where none does.
    pub lead_in: Passage,
    /// A leaf's own text; under a heading, its lead-in or unlabelled paragraphs.
    pub text: Passage,
    /// Field lines.
    pub fields: Vec<(FieldKind, Passage)>,
    /// Where its fields stood.
    pub fields_at: FieldsAt,
    /// Fields behind its text on the same line, as printed: read as fields, and still a part of what it says.
    pub inline: Passage,
    /// A task table.
    pub table: Option<Table>,
    /// Items under it.
    pub children: Vec<Section>,
    /// First and last line, items under it included.
    pub lines: (usize, usize),
}

impl Section {
    /// What the item says, as printed: its text with the fields behind it.
    pub fn printed(&self) -> Passage {
        let mut printed = self.text.clone();
        printed.join(" ", &self.inline);
        printed
    }
}

/// Where the fields of an item stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldsAt {
    /// On lines of their own.
    #[default]
    Lines,
    /// On lines without a sign although it is a bullet: they may be about the whole list.
    Outside,
    /// Behind its text: they are about nothing else.
    Inline,
}

/// A section while its lines are read.
struct Node {
    depth: usize,
    label: Label,
    label_place: Passage,
    lead_in: Passage,
    /// Paragraphs: the first is the label's own.
    paragraphs: Vec<Passage>,
    fields: Vec<(FieldKind, Passage)>,
    fields_at: FieldsAt,
    inline: Passage,
    table: Option<Table>,
    children: Vec<usize>,
    lines: (usize, usize),
    /// Whether the last line went into a field, which a wrapped line may continue.
    in_field: bool,
}

/// Builds the trees from lines; text before the first label is given back apart.
pub fn build(lines: &[Line]) -> (Vec<Passage>, Vec<Section>) {
    let mut builder = Builder { names: DashedNames::of(lines), ..Builder::default() };
    let lost: HashMap<usize, u32> = lost::chapters(lines).into_iter().collect();
    let lead_ins: HashSet<usize> = lead::lead_ins(lines).into_iter().collect();
    // Labels that no sign marks.
    let unmarked: HashMap<usize, Label> =
        period::headings(lines).into_iter().chain(annex::titles_among_annexes(lines)).collect();
    let awaited = awaited_letters(lines);
    let mut i = 0;
    while i < lines.len() {
        builder.awaited = awaited[i];
        if let Some(&value) = lost.get(&i) {
            builder.lost_chapter(value, &lines[i]);
            i += 1;
            continue;
        }
        if let Some(label) = unmarked.get(&i) {
            let rest = lines[i].passage.slice(label.length..lines[i].text().len());
            builder.open_node(label.clone(), lines[i].passage.clone(), rest, lines[i].numbers);
            i += 1;
            continue;
        }
        if let Some((table, used)) = table::read(&lines[i..], builder.next_chapter()) {
            builder.table(table, &lines[i..i + used]);
            i += used;
            continue;
        }
        if lead_ins.contains(&i) {
            builder.lead_in(&lines[i]);
            i += 1;
            continue;
        }
        let next = lines.get(i + 1);
        if !(is_page_number(lines[i].text()) && builder.breaks_a_page(&lines[i], next)) {
            builder.line(&lines[i]);
        }
        i += 1;
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    roots: Vec<usize>,
    /// Numbers of the open nodes, outermost first.
    open: Vec<usize>,
    before: Vec<Passage>,
    names: DashedNames,
    /// The number of the letter that opens a line next.
    awaited: Option<u32>,
    /// What leads in the bullets that come, and how many nodes are open above them.
    lead: Option<(Passage, usize)>,
}

impl Builder {
    fn current(&mut self) -> Option<&mut Node> {
        self.open.last().map(|&number| &mut self.nodes[number])
    }

    /// Whether a lone number is a page's: the line after it goes on with a sentence, or opens an item it does not count.
    fn breaks_a_page(&self, line: &Line, next: Option<&Line>) -> bool {
        next.is_none_or(|next| {
            next.after_gap
                || line.after_gap
                || label(next.text()).is_some()
                || next.text().starts_with(char::is_lowercase)
        })
    }

    /// The roman number that the next chapter would have.
    fn next_chapter(&self) -> Option<u32> {
        let chapter = self.open.iter().map(|&n| &self.nodes[n].label).find(|label| label.kind == LabelKind::Roman);
        chapter.map(|label| label.value + 1)
    }

    /// Opens a chapter whose number is not printed.
    fn lost_chapter(&mut self, value: u32, line: &Line) {
        let label = Label { kind: LabelKind::Roman, printed: roman_number(value), value, length: 0 };
        self.open_node(label, Passage::default(), line.passage.clone(), line.numbers);
    }

    /// Closes the bullets that are open; how many items stay.
    fn close_bullets(&mut self) -> usize {
        let bullet = |&n: &usize| matches!(self.nodes[n].label.kind, LabelKind::Bullet(_));
        let depth = self.open.iter().position(bullet).unwrap_or(self.open.len());
        self.open.truncate(depth);
        depth
    }

    /// A line that leads in the bullets below it, beside those above: it belongs to the item over them.
    fn lead_in(&mut self, line: &Line) {
        let depth = self.close_bullets();
        for &number in &self.open {
            self.nodes[number].lines.1 = line.numbers.1;
        }
        let Some(&above) = self.open.last() else { return };
        // The paragraph over the first bullet led in those before this one.
        let first = self.nodes[above].paragraphs.iter().skip(1).next_back().cloned();
        if let Some(first) = first.filter(|_| self.lead.is_none()) {
            for child in self.nodes[above].children.clone() {
                self.nodes[child].lead_in = first.clone();
            }
        }
        let node = &mut self.nodes[above];
        node.in_field = false;
        node.paragraphs.push(line.passage.clone());
        self.lead = Some((line.passage.clone(), depth));
    }

    fn table(&mut self, table: Table, lines: &[Line]) {
        let last = lines.last().map_or(0, |line| line.numbers.1);
        if self.open.is_empty() {
            return;
        }
        for &number in &self.open {
            self.nodes[number].lines.1 = last;
        }
        if let Some(node) = self.current() {
            match &mut node.table {
                Some(first) => first.extend(table),
                None => node.table = Some(table),
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let found = label(line.text()).filter(|label| self.opens(label, line));
        match found {
            None => self.unlabelled(&line.passage, line),
            Some(label) => {
                let rest = line.passage.slice(label.length..line.text().len());
                let bullet = matches!(label.kind, LabelKind::Bullet(_));
                let mut found = if bullet { fields(rest.text()) } else { Vec::new() };
                if bullet && found.is_empty() && self.current().is_some_and(|node| !node.fields.is_empty()) {
                    found.extend(bare_time(rest.text()));
                }
                if !found.is_empty() && self.takes_fields(&found) {
                    // "* Thời gian: …" below dashes may be about all of them.
                    if label.kind == LabelKind::Bullet('*') {
                        self.fields_outside();
                    }
                    self.add_fields(&rest, &found, line);
                    return;
                }
                if matches!(label.kind, LabelKind::Bullet(_)) && self.fills_field(&rest, line) {
                    return;
                }
                let label_place = line.passage.slice(0..label.length);
                if let Some(at) = trailing(rest.text()) {
                    self.open_node(label, label_place, rest.slice(0..at), line.numbers);
                    let fields_of = rest.slice(at..rest.text().len());
                    self.add_fields(&fields_of, &fields(fields_of.text()), line);
                    if let Some(node) = self.current() {
                        (node.fields_at, node.inline) = (FieldsAt::Inline, fields_of);
                    }
                    return;
                }
                let head = split_inner_label(rest.text(), &label, self.awaited);
                let first = head.as_ref().map_or(rest.clone(), |inner| rest.slice(0..inner.start));
                self.open_node(label, label_place, first, line.numbers);
                if let Some(inner) = head {
                    let rest = rest.slice(inner.start..rest.text().len());
                    self.line(&Line { numbers: line.numbers, passage: rest, after_gap: false });
                }
            }
        }
    }

    /// A line without a label: a field, the rest of a field, or more text of the current item.
    fn unlabelled(&mut self, text: &Passage, line: &Line) {
        let mut found = fields(text.text());
        if found.is_empty() {
            found = assignment(text.text());
        }
        let behind_bullets = self.current().is_some_and(|node| matches!(node.label.kind, LabelKind::Bullet(_)));
        if found.is_empty() && behind_bullets {
            found = closing_assignment(text.text());
        }
        if !found.is_empty() && self.takes_fields(&found) {
            self.fields_outside();
            self.add_fields(text, &found, line);
            return;
        }
        for &number in &self.open {
            self.nodes[number].lines.1 = line.numbers.1;
        }
        let awaited = self.awaited;
        let Some(node) = self.current() else {
            match self.before.last_mut() {
                Some(last) if goes_on(last.text(), text.text()) => last.join(" ", text),
                _ => self.before.push(text.clone()),
            }
            return;
        };
        if node.in_field
            && let Some((_, value)) = node.fields.last_mut()
            && !value.text().ends_with(['.', ';'])
            && (!line.after_gap || breaks_off(value.text()))
        {
            value.join(" ", text);
            if node.fields_at == FieldsAt::Inline {
                node.inline.join(" ", text);
            }
            if let Some((start, more)) = following(value.text()) {
                let whole = value.clone();
                *value = whole.slice(0..start);
                node.fields.extend(more.iter().map(|field| (field.kind, whole.slice(field.value.clone()))));
            }
            return;
        }
        node.in_field = false;
        let in_bullet = matches!(node.label.kind, LabelKind::Bullet(_));
        // "- … / Thời gian: … / Tham mưu đôn đốc …": behind the fields of a bullet an order without its sign stands beside it.
        let beside = in_bullet && node.fields_at == FieldsAt::Outside && starts_with_verb(text.text());
        if beside && text.text().starts_with(char::is_uppercase) && text.text().ends_with(['.', ';']) {
            self.close_bullets();
            if let Some(node) = self.current() {
                node.paragraphs.push(text.clone());
            }
            return;
        }
        if let ([first], true) = (&node.paragraphs[..], node.children.is_empty())
            && let Some(inner) = missed_letter(text.text(), &node.label, awaited).or_else(|| {
                let titled = in_bullet || first.is_empty() || is_heading(first.text());
                split_inner_label(text.text(), &node.label, awaited).filter(|_| titled)
            })
        {
            let (head, rest) = (text.slice(0..inner.start), text.slice(inner.start..text.text().len()));
            self.continue_text(&head, line.after_gap);
            self.line(&Line { numbers: line.numbers, passage: rest, after_gap: false });
            return;
        }
        self.continue_text(text, line.after_gap);
    }

    /// Remembers that the first fields of a bullet stand under no sign of its kind.
    fn fields_outside(&mut self) {
        if let Some(node) = self.current()
            && node.fields.is_empty()
            && matches!(node.label.kind, LabelKind::Bullet(_))
        {
            node.fields_at = FieldsAt::Outside;
        }
    }

    /// Adds unlabelled text to the current item: to its first line, to its last paragraph, or as a new paragraph.
    fn continue_text(&mut self, text: &Passage, after_gap: bool) {
        let Some(node) = self.current() else { return };
        let leaf_kind = matches!(node.label.kind, LabelKind::Letter | LabelKind::Bullet(_) | LabelKind::Bracketed);
        match &mut node.paragraphs[..] {
            [first] if first.is_empty() => *first = text.clone(),
            // A lettered item or bullet that opens with a verb is a task, seldom the title of one.
            [first] if leaf_kind && !after_gap && is_open_task(first.text()) => append(first, text),
            [first] if wraps(first.text(), text.text(), after_gap) => append(first, text),
            [_] => node.paragraphs.push(text.clone()),
            [.., last] => append(last, text),
            [] => node.paragraphs.push(text.clone()),
        }
    }

    fn open_node(&mut self, label: Label, label_place: Passage, first: Passage, lines: (usize, usize)) {
        let depth = self.depth_for(&label);
        self.open.truncate(depth);
        let lead_in = match &self.lead {
            Some((lead, above)) if depth == *above => lead.clone(),
            Some((_, above)) if depth > *above => Passage::default(),
            _ => {
                self.lead = None;
                Passage::default()
            }
        };
        for &open in &self.open {
            self.nodes[open].lines.1 = lines.1;
        }
        let node = Node {
            depth,
            label,
            label_place,
            lead_in,
            paragraphs: vec![first],
            fields: Vec::new(),
            fields_at: FieldsAt::default(),
            inline: Passage::default(),
            table: None,
            children: Vec::new(),
            lines,
            in_field: false,
        };
        let index = self.nodes.len();
        match self.open.last() {
            Some(&parent) => self.nodes[parent].children.push(index),
            None => self.roots.push(index),
        }
        self.nodes.push(node);
        self.open.push(index);
    }

    fn finish(mut self) -> (Vec<Passage>, Vec<Section>) {
        let roots = std::mem::take(&mut self.roots);
        // Children always come after their parent, so the last node has none: sections are made from the back.
        let mut made: Vec<Option<Section>> = Vec::new();
        made.resize_with(self.nodes.len(), || None);
        for (index, node) in self.nodes.into_iter().enumerate().rev() {
            let children = node.children.iter().filter_map(|&child| made[child].take()).collect();
            debug_assert!(node.depth <= index);
            made[index] = Some(section(node, children));
        }
        let mut sections: Vec<Section> = roots.into_iter().filter_map(|root| made[root].take()).collect();
        sections.iter_mut().for_each(nest::flattened);
        (self.before, sections)
    }
}

/// Whether the first line of a task goes on: it opens with a verb, or stops at a number, and no sentence has ended.
fn is_open_task(text: &str) -> bool {
    let open = !text.ends_with(['.', ';', ':', '!', '?']);
    open && (starts_with_verb(text) || text.ends_with(|c: char| c.is_ascii_digit() || c == '%'))
}
