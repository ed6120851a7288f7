//! The header: kind, number, issuer, place and date, title, years, basis, recipients, signature.
//!
//! Each part is read by a file of its own. Where the plan is attached to a decision and has no letterhead, number, date,
//! recipients and signature are the decision's: they are printed once, for both.

mod issuer;
mod number;
mod signatory;
mod years;

pub(super) use years::{has_one_year, is_season};

use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::reference::references;
use crate::fold::fold;
use crate::plan::{Header, HeaderPlaces, Reference, Text};
use crate::segment::passage::Passage;
use crate::segment::tree::Section;
use crate::segment::{Decision, Outline};

/// Reads the header.
pub(super) fn header(outline: &Outline, tracer: &Tracer<'_>) -> Header {
    let decision = outline.decision.as_deref();
    let own_number = number::number(&outline.letterhead, tracer);
    let letterhead = match decision {
        Some(decision) if own_number.is_none() => &decision.letterhead,
        _ => &outline.letterhead,
    };
    let number = own_number.or_else(|| number::number(letterhead, tracer));
    let (date, signed_at, date_place) = number::place_and_date(letterhead, tracer);
    let legal_basis = legal_basis(outline, decision, tracer);
    let parent = parent(&outline.preamble, tracer);
    let (recipients, signature) = match decision {
        Some(decision) => (
            if outline.recipients.is_empty() { &decision.recipients } else { &outline.recipients },
            if outline.signature.is_empty() { &decision.signature } else { &outline.signature },
        ),
        None => (&outline.recipients, &outline.signature),
    };
    Header {
        doc_type: "kế hoạch".to_owned(),
        number: number.as_ref().and_then(|number| number.number.clone()),
        symbol: number.as_ref().map(|number| number.symbol.clone()),
        issuer: issuer::issuer(outline, letterhead, number.as_ref(), signed_at.as_ref(), tracer),
        years: years::years(outline.title.text()),
        title: tracer.text(&outline.title, 0..outline.title.text().len()),
        date,
        place: signed_at,
        supersedes: supersedes(outline, tracer),
        recipients: recipients.iter().filter_map(|line| whole(line, tracer)).collect(),
        signatory: signatory::signatory(signature, tracer),
        places: HeaderPlaces { number: number.map(|number| number.place), date: date_place },
        claims: outline.claims.iter().filter_map(|line| whole(line, tracer)).collect(),
        legal_basis,
        parent,
    }
}

fn whole(line: &Passage, tracer: &Tracer<'_>) -> Option<Text> {
    tracer.text(line, 0..line.text().len())
}

/// The documents before the first section, each once.
fn legal_basis(outline: &Outline, decision: Option<&Decision>, tracer: &Tracer<'_>) -> Vec<Reference> {
    let of_decision = decision.map_or(&[][..], |decision| &decision.paragraphs);
    let paragraphs = of_decision.iter().take_while(|paragraph| !paragraph.folded().text.starts_with("dieu 1"));
    let own_number =
        decision.and_then(|decision| number::number(&decision.letterhead, tracer)).and_then(|number| number.number);
    let mut found: Vec<Reference> = Vec::new();
    for reference in paragraphs.chain(&outline.preamble).flat_map(|paragraph| references(paragraph, tracer)) {
        let known = found.iter().any(|other| other.number.is_some() && other.number == reference.number);
        let itself = own_number.is_some() && reference.number == own_number;
        if !known && !itself {
            found.push(reference);
        }
    }
    found
}

/// The plan that this one carries out: the last one that "Thực hiện" or "Căn cứ" cites, which is the nearest level.
fn parent(preamble: &[Passage], tracer: &Tracer<'_>) -> Option<Reference> {
    let plans = |opening: &str| {
        let paragraphs = preamble.iter().filter(|paragraph| paragraph.folded().text.starts_with(opening));
        let mut cited = paragraphs.flat_map(|paragraph| references(paragraph, tracer));
        cited.rfind(|reference| reference.doc_type.as_deref() == Some("kế hoạch"))
    };
    plans("thuc hien").or_else(|| plans("can cu"))
}

/// Whether a document is the next of a list: "Kế hoạch số A và Kế hoạch số B"; one in the title of another is not ("Kế hoạch số A
/// về thực hiện Nghị quyết số B").
fn is_next(list: &Passage, named: &Reference) -> bool {
    static NEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:[,;\n]|\bva)[-+ ]* ?(?:cac )?(?:ke hoach|quyet dinh|nghi quyet|chi thi|cong van)?(?: so:?)? ?$")
            .ok()
    });
    let number = named.number.as_deref().map(fold).unwrap_or_default();
    let folded = &list.folded().text;
    let at = folded.find(&number).filter(|_| !number.is_empty());
    at.is_some_and(|at| NEXT.as_ref().is_some_and(|next| next.is_match(&folded[..at])))
}

/// The documents that the plan replaces: cited right behind "thay thế", "bãi bỏ", also in the paragraphs of a decision with
/// which such a list goes on. A task to replace documents in general cites none there.
fn supersedes(outline: &Outline, tracer: &Tracer<'_>) -> Vec<Reference> {
    static REPLACES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:thay the|thay|bai bo)(?: cho)?(?: cac)? (?:ke hoach|quyet dinh|nghi quyet|chi thi|cong van|van ban)\b",
        )
        .ok()
    });
    static GOES_ON: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[-+ ]*(?:va )?(?:ke hoach|quyet dinh|nghi quyet|chi thi|cong van) so\b").ok());
    // What a task drafts may replace a document, too: in the body only this plan counts.
    let own = |text: &Passage, at: usize| {
        let sentence = text.folded().text[..at].rfind(". ").map_or(0, |stop| stop + 1);
        text.folded().text[sentence..at].contains("nay ")
    };
    let mut texts: Vec<&Passage> = Vec::new();
    let mut open: Vec<&Section> = outline.sections.iter().collect();
    while let Some(section) = open.pop() {
        texts.extend([&section.heading, &section.text]);
        open.extend(&section.children);
    }
    let of_decision = outline.decision.iter().flat_map(|decision| &decision.paragraphs);
    let around = of_decision.chain(&outline.closing).map(|text| (text, false));
    let (mut found, mut listing) = (Vec::new(), false);
    for (text, in_body) in around.chain(texts.into_iter().map(|text| (text, true))) {
        let folded = text.folded();
        let goes_on = listing && GOES_ON.as_ref().is_some_and(|pattern| pattern.is_match(&folded.text));
        let replaced = REPLACES.as_ref().and_then(|pattern| pattern.find(&folded.text)).map(|found| found.start());
        let replaced = replaced.filter(|&at| !in_body || own(text, at));
        listing = false;
        if let Some(at) = replaced.or(goes_on.then_some(0)) {
            let start = folded.original(at..at + 1).start;
            let end = text.text()[start..].find(". ").map_or(text.text().len(), |end| start + end);
            let list = text.slice(start..end);
            let named = references(&list, tracer);
            found.extend(
                named
                    .into_iter()
                    .enumerate()
                    .filter(|(i, named)| *i == 0 || is_next(&list, named))
                    .map(|(_, named)| named),
            );
            listing = text.text()[..end].ends_with(';');
        }
    }
    found.sort_by_key(|reference| reference.place.span);
    found
}
