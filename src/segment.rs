//! From restored text to an outline: letterhead, title, preamble, the tree of items, closing, recipients, signature.
//!
//! In: [`Restored`](crate::restore::Restored) text. Out: [`Outline`], in which every piece of text knows its place. The
//! zones are found by a few lines that every plan has ("KẾ HOẠCH", the first chapter, "Nơi nhận", the signature); inside
//! the body labels decide ([`tree`]). It cannot fail: a text without these lines gives an outline without them. It does
//! not know what an agency or a date is.

pub mod field;
pub mod label;
pub mod line;
pub mod passage;
pub mod table;
pub mod tree;

mod annex;
mod closing;
mod dashed;
mod heading;
mod inner;
mod lead;
mod lost;
mod nest;
pub mod period;
mod share;
mod title;
mod wrap;

pub use heading::is_upper;

use label::{LabelKind, label};
use line::{Line, append};
use passage::Passage;
use tree::{Section, build};

/// The parts of a document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// What a site says of the document before it begins ("Người ký …"): claims, kept apart from the document.
    pub claims: Vec<Passage>,
    /// Lines of the letterhead, cells of a table one by one.
    pub letterhead: Vec<Passage>,
    /// The line that names the kind of document ("KẾ HOẠCH").
    pub doc_type: Passage,
    /// The title after it, joined to one line.
    pub title: Passage,
    /// Paragraphs between the title and the first chapter.
    pub preamble: Vec<Passage>,
    /// Chapters and annexes.
    pub sections: Vec<Section>,
    /// Paragraphs after the last item.
    pub closing: Vec<Passage>,
    /// Lines under "Nơi nhận", without dash and semicolon.
    pub recipients: Vec<Passage>,
    /// Lines of the signature.
    pub signature: Vec<Passage>,
    /// The decision that the plan is attached to, if one stands before it.
    pub decision: Option<Box<Decision>>,
    /// Lines at which something was cut out.
    pub cuts: Vec<usize>,
}

impl Outline {
    /// All sections in reading order, each before those below it.
    pub fn walk(&self) -> impl Iterator<Item = &Section> {
        let mut open: Vec<&Section> = self.sections.iter().rev().collect();
        std::iter::from_fn(move || {
            let section = open.pop()?;
            open.extend(section.children.iter().rev());
            Some(section)
        })
    }
}

/// A decision that puts a plan into force: it stands before the plan, with a letterhead of its own.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Lines of its letterhead.
    pub letterhead: Vec<Passage>,
    /// Its paragraphs, from the title to the last article.
    pub paragraphs: Vec<Passage>,
    /// Its recipients.
    pub recipients: Vec<Passage>,
    /// Its signature.
    pub signature: Vec<Passage>,
}

/// Finds the parts of a restored text. Cost: linear in its lines.
pub fn segment(restored: &str) -> Outline {
    let found = line::lines(restored);
    let lines = &wrap::unwrap(found.lines)[..];
    let mut outline = Outline { cuts: found.cuts, ..Outline::default() };
    let title_line = title::title_line(lines);
    let untitled_end = || title::letterhead_end(lines, first_chapter(lines, 0)).unwrap_or(0);
    let head_end = title_line.unwrap_or_else(untitled_end);
    let head = &lines[..head_end];
    let decision_end = closing::decision_end(head);
    if let Some(end) = decision_end {
        outline.decision = Some(Box::new(decision(&head[..end])));
    }
    let start = title::letterhead_start(&head[decision_end.unwrap_or(0)..]) + decision_end.unwrap_or(0);
    outline.claims = head[decision_end.unwrap_or(0)..start].iter().map(|line| line.passage.clone()).collect();
    outline.letterhead = head[start..].iter().flat_map(title::cells).collect();

    let after_title = match title_line {
        Some(at) => {
            outline.doc_type = lines[at].passage.clone();
            at + 1
        }
        None => head_end,
    };
    let body_start = first_chapter(lines, after_title);
    let preamble = title::split_title(&lines[after_title..body_start], &mut outline);
    outline.preamble = preamble;
    let parts = closing::split(&lines[body_start..]);
    let (before, mut sections) = build(parts.body);
    if sections.is_empty() {
        outline.preamble.extend(before);
    }
    closing::take_closing(&mut sections, parts.body, &mut outline.closing);
    outline.recipients = parts.recipients;
    outline.signature = parts.signature;
    let (_, annexes) = build(parts.annexes);
    sections.extend(annexes.into_iter().filter(|section| section.kind == LabelKind::Annex));
    outline.sections = sections;
    outline
}

fn decision(lines: &[Line]) -> Decision {
    // A site may head the page with the decision's name, too.
    let kind = |line: &Line| line.folded().trim_end_matches([':', ' ']) == "quyet dinh";
    let named = || lines.iter().position(|line| line.folded().starts_with("quyet dinh"));
    let title = lines.iter().position(kind).or_else(named).unwrap_or(0);
    let start = title::letterhead_start(&lines[..title]);
    let parts = closing::split(&lines[title..]);
    let mut paragraphs: Vec<Passage> = Vec::new();
    for line in parts.body {
        match paragraphs.last_mut() {
            Some(last) if !line.folded().starts_with("can cu") && line::goes_on(last.text(), line.text()) => {
                append(last, &line.passage);
            }
            _ => paragraphs.push(line.passage.clone()),
        }
    }
    Decision {
        letterhead: lines[start..title].iter().flat_map(title::cells).collect(),
        paragraphs,
        recipients: parts.recipients,
        signature: parts.signature,
    }
}

/// The first line of the first chapter: a part, a capital letter or a roman number; where there is none, the first "1.".
fn first_chapter(lines: &[Line], from: usize) -> usize {
    let opens = |line: &Line, kinds: &[LabelKind]| {
        label(line.text())
            .is_some_and(|label| kinds.contains(&label.kind) && (label.value <= 2 || label.kind == LabelKind::Roman))
    };
    let find = |kinds: &[LabelKind]| (from..lines.len()).find(|&i| opens(&lines[i], kinds));
    let chapter = find(&[LabelKind::Part, LabelKind::Upper, LabelKind::Roman]);
    let item = find(&[LabelKind::Number]);
    // A file may hold nothing but annexes.
    let is_annex = |line: &Line| label(line.text()).is_some_and(|label| label.kind == LabelKind::Annex);
    let first = chapter.into_iter().chain(item).min().unwrap_or(lines.len());
    if let Some(annex) = (from..first).find(|&i| is_annex(&lines[i])) {
        return annex;
    }
    match (chapter, item) {
        // Numbers long before the first roman one: the site has stripped the chapters, or the plan has none.
        (Some(chapter), Some(item)) if item < chapter && chapter - item > 12 => item,
        (Some(chapter), _) => chapter,
        (None, Some(item)) => lost::unnumbered(&lines[from..]).first().map_or(item, |title| (from + title).min(item)),
        (None, None) => find(&[LabelKind::Letter, LabelKind::Bullet('-')]).unwrap_or(lines.len()),
    }
}
