//! Labels that jump, repeat or go back.
//!
//! Not to be confused with: a list that starts again under another parent, numbers that run on through the chapters, a jump
//! where the copy was cut, letters that the Vietnamese order lacks (f, j, w), a đ that an OCR read as d (that is mended in
//! `restore`).

use super::finding;
use crate::extract::section::paths;
use crate::plan::{Finding, Severity};
use crate::segment::Outline;
use crate::segment::label::LabelKind;
use crate::segment::tree::Section;

/// Checks the labels of all siblings.
pub(super) fn numbering(outline: &Outline, found: &mut Vec<Finding>) {
    siblings(&outline.sections, "", None, &outline.cuts, found);
}

/// `ran_to` is the last label with which those under this parent may go on: the number under the parent before it, or, in an
/// annex, the chapter of the body before it.
fn siblings(
    sections: &[Section],
    parent: &str,
    ran_to: Option<(LabelKind, u32)>,
    cuts: &[usize],
    found: &mut Vec<Finding>,
) {
    let paths = paths(sections, parent);
    let mut before: Option<&Section> = None;
    for (section, path) in sections.iter().zip(&paths) {
        let ran_below = match section.kind {
            LabelKind::Annex => before.map(|last| (last.kind, last.value)),
            _ => before.and_then(last_number).map(|number| (LabelKind::Number, number)),
        };
        siblings(&section.children, path, ran_below, cuts, found);
        if matches!(section.kind, LabelKind::Bullet(_) | LabelKind::Annex | LabelKind::Bracketed) {
            continue;
        }
        let after_cut = |from: usize| cuts.iter().any(|&cut| from <= cut && cut <= section.lines.0);
        let last = before.filter(|last| last.kind == section.kind);
        // "I. … 1. 2. 3. / II. … 4. 5.": numbers that run on.
        let runs_on = ran_to.is_some_and(|(kind, value)| kind == section.kind && section.value == value + 1);
        let expected = last.map_or(if runs_on { section.value } else { 1 }, |last| last.value + 1);
        let evidence = match last {
            Some(last) => format!("{} → {}", last.label, section.label),
            None => section.label.clone(),
        };
        let lines = Some([section.lines.0, section.lines.0]);
        // "… 4. 7. 5. 6. 8.": what is only in the wrong place is not missing.
        let missing = |mut numbers: std::ops::Range<u32>| {
            let there = |number: u32| sections.iter().any(|other| other.kind == section.kind && other.value == number);
            !numbers.all(there)
        };
        let repeats = last.filter(|last| last.value == section.value);
        // "f)" and "g)" share their place: the Vietnamese order has no f.
        let problem = if repeats.is_some_and(|last| last.label != section.label) {
            None
        } else if repeats.is_some() {
            Some(("numbering_duplicate", Severity::Warning, format!("Mục “{}” xuất hiện hai lần.", section.label)))
        } else if section.value < expected {
            Some(("numbering_order", Severity::Warning, format!("Mục “{}” đứng sai thứ tự.", section.label)))
        } else if section.value > expected
            && missing(expected..section.value)
            && !after_cut(last.map_or(0, |last| last.lines.0))
        {
            Some(("numbering_gap", Severity::Warning, format!("Đánh số nhảy cóc trước mục “{}”.", section.label)))
        } else {
            None
        };
        if let Some((code, severity, message)) = problem {
            found.push(Finding { path: Some(path.clone()), ..finding(code, severity, lines, evidence, message) });
        }
        before = Some(section);
    }
}

/// The last number of the items under a section.
fn last_number(section: &Section) -> Option<u32> {
    section.children.iter().rfind(|child| child.kind == LabelKind::Number).map(|child| child.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    fn codes(body: &str) -> Vec<String> {
        let mut found = Vec::new();
        numbering(&segment(&format!("KẾ HOẠCH\nTrồng cây\n{body}")), &mut found);
        found.into_iter().map(|finding| format!("{} {}", finding.code, finding.evidence)).collect()
    }

    #[test]
    fn finds_jumps_repeats_and_steps_back() {
        assert_eq!(codes("I. A\n1. B.\nIV. C\n1. D."), ["numbering_gap I → IV"]);
        assert_eq!(codes("I. A\n1. B.\n2. C.\n2. D."), ["numbering_duplicate 2 → 2"]);
        assert_eq!(codes("I. A\n1. B.\n3. C.\n2. D.\n4. E."), ["numbering_order 3 → 2"], "nothing is missing");
        assert_eq!(codes("I. A\na) B.\nb) C.\nc) D.\nđ) E."), ["numbering_gap c → đ"]);
    }

    #[test]
    fn leaves_right_numbering() {
        assert!(codes("I. A\n1. B.\na) C.\nb) D.\nc) E.\nd) F.\nđ) G.\ne) H.\n2. K.\na) L.\nII. M\n1. N.").is_empty());
        assert!(codes("I. A\n1. B.\n[...]\nIV. C\n1. D.").is_empty());
        assert!(codes("I. A\n- B.\n- C.\n+ D.").is_empty());
        assert!(codes("I. A\n1. B.\n2. C.\nII. D\n3. E.\n4. F.").is_empty(), "numbers that run on");
        assert_eq!(codes("I. A\n1. B.\n2. C.\nII. D\n4. E."), ["numbering_gap 4"]);
        assert!(codes("I. A\n1. B.\nII. C\n1. D.\nPHỤ LỤC\nIII. KHẨU HIỆU\n1. E.").is_empty(), "an annex that runs on");
        assert!(codes("I. A\na) B.\nb) C.\nc) D.\nd) E.\nđ) F.\ne) G.\nf) H.\ng) I.").is_empty(), "an f");
    }
}
