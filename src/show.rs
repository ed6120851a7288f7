//! States of a document drawn for human eyes; the fixtures keep them as snapshots.
//!
//! In: what a stage gave. Out: plain text. The layout is for people and may change; programs read the JSON.

use std::fmt::Write as _;

use crate::plan::{Deadline, Name, Plan};
use crate::restore::Restored;
use crate::restore::edit::Tier;
use crate::segment::Outline;
use crate::segment::tree::Section;

/// The restored text with what is doubtful marked: `⟨reading|other|other⟩`, and the number of edits by tier at the end.
pub fn restored(source: &str, restored: &Restored) -> String {
    let mut out = String::with_capacity(restored.text.len());
    let mut copied = 0;
    let mut counts = [0; 3];
    for edit in &restored.edits {
        counts[edit.tier as usize] += 1;
        if edit.tier == Tier::Doubtful {
            out.push_str(&restored.text[copied..edit.restored.start]);
            let others: String = edit.runners_up.iter().map(|other| format!("|{other}")).collect();
            let _ = write!(out, "⟨{}{others}⟩", &restored.text[edit.restored.range()]);
            copied = edit.restored.end;
        }
    }
    out.push_str(&restored.text[copied..]);
    let [certain, likely, doubtful] = counts;
    let words = source.split_whitespace().count();
    let _ = writeln!(out, "\n── {words} words; edits: {certain} certain, {likely} likely, {doubtful} doubtful");
    out
}

/// The parts of a document, and the tree of its items with their lines.
pub fn outline(outline: &Outline) -> String {
    let mut out = String::new();
    let mut part = |name: &str, texts: &mut dyn Iterator<Item = &str>| {
        for text in texts {
            let _ = writeln!(out, "{name:<11}{}", short(text, 100));
        }
    };
    part("claim", &mut outline.claims.iter().map(super::segment::passage::Passage::text));
    if let Some(decision) = &outline.decision {
        part(
            "decision",
            &mut decision.letterhead.iter().chain(&decision.paragraphs).map(super::segment::passage::Passage::text),
        );
    }
    part("letterhead", &mut outline.letterhead.iter().map(super::segment::passage::Passage::text));
    part("title", &mut std::iter::once(outline.title.text()));
    part("preamble", &mut outline.preamble.iter().map(super::segment::passage::Passage::text));
    for section in &outline.sections {
        draw_section(section, 0, &mut out);
    }
    let mut part = |name: &str, texts: &mut dyn Iterator<Item = &str>| {
        for text in texts {
            let _ = writeln!(out, "{name:<11}{}", short(text, 100));
        }
    };
    part("closing", &mut outline.closing.iter().map(super::segment::passage::Passage::text));
    part("recipient", &mut outline.recipients.iter().map(super::segment::passage::Passage::text));
    part("signature", &mut outline.signature.iter().map(super::segment::passage::Passage::text));
    out
}

fn draw_section(section: &Section, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let (first, last) = section.lines;
    let _ = write!(out, "{first:>5}-{last:<5}{indent}{} ", section.label);
    if !section.heading.is_empty() {
        let _ = write!(out, "[{}] ", short(section.heading.text(), 80));
    }
    let _ = writeln!(out, "{}", short(section.text.text(), 80));
    for (kind, value) in &section.fields {
        let _ = writeln!(out, "           {indent}  {kind:?}: {}", short(value.text(), 80));
    }
    for row in section.table.iter().flat_map(super::segment::table::Table::rows) {
        let cells: Vec<String> =
            row.cells.iter().map(|(kind, cell)| format!("{kind:?}: {}", short(cell.text(), 40))).collect();
        let _ = writeln!(out, "           {indent}  #{} {}", row.number, cells.join(" · "));
    }
    for child in &section.children {
        draw_section(child, depth + 1, out);
    }
}

/// The header, tasks and findings of a plan.
pub fn plan(plan: &Plan) -> String {
    let mut out = String::new();
    let header = &plan.header;
    let or_none = |value: Option<&str>| value.unwrap_or("—").to_owned();
    let _ = writeln!(out, "number     {} ({})", or_none(header.number.as_deref()), or_none(header.symbol.as_deref()));
    let _ = writeln!(
        out,
        "issuer     {}",
        header.issuer.as_ref().map_or("—".to_owned(), |i| format!("{} ({:?})", i.name, i.level))
    );
    let _ = writeln!(
        out,
        "date       {} {}",
        or_none(header.place.as_ref().map(|p| p.name.as_str())),
        or_none(header.date.as_deref())
    );
    let _ = writeln!(out, "title      {}", or_none(header.title.as_ref().map(|t| t.text.as_str())));
    for reference in &header.legal_basis {
        let _ =
            writeln!(out, "basis      {} {}", or_none(reference.number.as_deref()), or_none(reference.date.as_deref()));
    }
    for task in &plan.tasks {
        let _ = writeln!(out, "\n{}  {}", task.path, short(&task.text, 100));
        names("owner", &task.owners, &mut out);
        names("with", &task.coordinators, &mut out);
        names("reports to", task.reports_to.as_slice(), &mut out);
        for deadline in &task.deadlines {
            let _ = writeln!(out, "    when: {} [{}]", deadline.text, when(deadline));
        }
        for target in &task.targets {
            let _ = writeln!(out, "    target: {}", target.text);
        }
        for reference in &task.references {
            let _ = writeln!(
                out,
                "    cites: {} {}",
                or_none(reference.number.as_deref()),
                or_none(reference.date.as_deref())
            );
        }
    }
    for finding in &plan.findings {
        let at = finding.lines.map_or(String::new(), |[first, _]| format!("line {first}: "));
        let _ = writeln!(out, "\n! {at}{} — {}", finding.message, short(&finding.evidence, 80));
    }
    out
}

fn names(what: &str, names: &[Name], out: &mut String) {
    for name in names {
        let _ = writeln!(out, "    {what}: {}", name.name);
    }
}

fn when(deadline: &Deadline) -> String {
    let dates = [deadline.start.as_deref(), deadline.end.as_deref()];
    match (deadline.recurrence, dates) {
        (Some(recurrence), _) => format!("{recurrence:?}"),
        (None, [None, None]) => format!("{:?}", deadline.kind),
        (None, [start, end]) => {
            format!("{:?} {}..{}", deadline.kind, start.unwrap_or_default(), end.unwrap_or_default())
        }
    }
}

/// The first letters of a text on one line.
fn short(text: &str, most: usize) -> String {
    let line: String = text.chars().map(|c| if c == '\n' { '⏎' } else { c }).take(most).collect();
    if text.chars().count() > most { format!("{line}…") } else { line }
}
