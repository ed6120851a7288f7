//! Chapters whose roman number a scan or site has lost.
//!
//! In: the lines of a body. Out: the titles of such chapters with the numbers they had. A title counts where it stands in
//! capitals over a list that starts again at 1, between two chapters whose numbers leave room for just one ("I. … / NỘI
//! DUNG / 1. … / III. …"), or where no chapter has a number and several such titles stand over items: these are counted.
//! Where nothing proves it, nothing is put back.

use super::heading::is_upper;
use super::label::{LabelKind, label};
use super::line::Line;

/// Positions of such titles, with their numbers.
pub(super) fn chapters(lines: &[Line]) -> Vec<(usize, u32)> {
    let roman =
        |line: &Line| label(line.text()).filter(|label| label.kind == LabelKind::Roman).map(|label| label.value);
    let restarts = |line: Option<&Line>| {
        let found = line.and_then(|line| label(line.text()));
        found.is_some_and(|label| label.kind == LabelKind::Number && label.value == 1)
    };
    let chapters: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(i, line)| Some((i, roman(line)?))).collect();
    let title = |i: &usize| is_title(lines[*i].text()) && restarts(lines.get(i + 1));
    if chapters.is_empty() {
        return unnumbered(lines).into_iter().zip(1..).collect();
    }
    chapters
        .windows(2)
        .filter(|pair| pair[1].1 == pair[0].1 + 2)
        .filter_map(|pair| Some(((pair[0].0 + 2..pair[1].0).find(title)?, pair[0].1 + 1)))
        .collect()
}

fn is_title(text: &str) -> bool {
    is_upper(text) && text.split_whitespace().count() > 1 && label(text).is_none() && !text.contains('|')
}

/// Positions of titles over items, where no line has the label of a chapter and there are several.
pub(super) fn unnumbered(lines: &[Line]) -> Vec<usize> {
    let kind = |line: &Line| label(line.text()).map(|label| label.kind);
    let chapter = |line: &Line| {
        matches!(kind(line), Some(LabelKind::Part | LabelKind::Annex | LabelKind::Upper | LabelKind::Roman))
    };
    if lines.iter().any(chapter) {
        return Vec::new();
    }
    let over_item = |i: &usize| {
        let item = lines.get(i + 1).and_then(kind);
        is_title(lines[*i].text()) && matches!(item, Some(LabelKind::Number | LabelKind::Bullet(_)))
    };
    let found: Vec<usize> = (0..lines.len()).filter(over_item).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn a_gap_in_the_numbers_and_a_title_over_a_new_list_prove_it() {
        let text = "I. MỤC ĐÍCH\n1. A.\n2. B.\nNỘI DUNG KIỂM TRA\n1. C.\nIII. TỔ CHỨC THỰC HIỆN";
        assert_eq!(chapters(&lines(text).lines), [(3, 2)]);
    }

    #[test]
    fn titles_of_a_plan_without_numbered_chapters_are_counted() {
        let text = "MỤC ĐÍCH, YÊU CẦU\n1. A.\n2. B.\nNHIỆM VỤ TRỌNG TÂM\n3. C.\nPHÂN CÔNG THỰC HIỆN\n- D.";
        assert_eq!(chapters(&lines(text).lines), [(0, 1), (3, 2), (5, 3)]);
    }

    #[test]
    fn nothing_is_put_back_without_proof() {
        for text in [
            "I. MỤC ĐÍCH\n1. A.\nNỘI DUNG KIỂM TRA\n1. C.\nII. TỔ CHỨC THỰC HIỆN",
            "I. MỤC ĐÍCH\n1. A.\nNội dung kiểm tra\n1. C.\nIII. TỔ CHỨC THỰC HIỆN",
            "I. MỤC ĐÍCH\n1. A.\nUBND XÃ HÀ BẮC\n2. C.\nIII. TỔ CHỨC THỰC HIỆN",
            "MỤC ĐÍCH, YÊU CẦU\n1. A.\n2. B.",
        ] {
            assert!(chapters(&lines(text).lines).is_empty(), "{text}");
        }
    }
}
