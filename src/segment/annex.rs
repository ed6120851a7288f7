//! Annexes behind the signature that are called by their title alone: "DANH MỤC NHIỆM VỤ / (Kèm theo Kế hoạch số …)".
//!
//! In: lines. Out: the lines that open such annexes, with their labels: the noun that the title begins with, for nothing
//! else names them. A title counts by the line in brackets below it that says what it belongs to; titles under a printed
//! "Phụ lục II" are that annex's.

use super::heading::is_upper;
use super::label::{Label, LabelKind, label};
use super::line::Line;

/// A title has so many lines at most.
const MOST_TITLE_LINES: usize = 4;

/// Positions of the lines that open annexes without a printed label, with their labels.
pub(super) fn titles(lines: &[Line]) -> Vec<(usize, Label)> {
    let belongs = lines.iter().enumerate().filter(|(_, line)| says_whose(line));
    belongs.filter_map(|(at, _)| opening(lines, at)).collect()
}

/// "(Kèm theo Kế hoạch số 7/KH-UBND …)", "(Ban hành kèm theo Quyết định số …)".
fn says_whose(line: &Line) -> bool {
    line.text().starts_with('(') && {
        let folded = line.folded();
        folded.get(..40).unwrap_or(folded).contains("kem theo") && folded.contains(" so")
    }
}

/// The first line of the title above the line at `end`.
fn opening(lines: &[Line], end: usize) -> Option<(usize, Label)> {
    let above = &lines[..end];
    let of_title = |line: &&Line| is_upper(line.text()) && label(line.text()).is_none() && !line.text().contains('|');
    let length = above.iter().rev().take(MOST_TITLE_LINES).take_while(of_title).count();
    let at = end - length;
    let labelled = at > 0 && label(lines[at - 1].text()).is_some_and(|label| label.kind == LabelKind::Annex);
    if length == 0 || labelled {
        return None;
    }
    let printed = noun(lines[at].text());
    Some((at, Label { kind: LabelKind::Annex, printed: printed.to_owned(), value: 0, length: 0 }))
}

/// The noun that a title begins with: "BẢNG", "BIỂU", "LỊCH", else two words, as most nouns have ("DANH MỤC").
fn noun(title: &str) -> &str {
    let words =
        if ["BẢNG", "BIỂU", "LỊCH"].iter().any(|noun| title.starts_with(&format!("{noun} "))) { 1 } else { 2 };
    let end = title.match_indices(' ').nth(words - 1).map_or(title.len(), |(at, _)| at);
    &title[..end]
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn read(text: &str) -> Vec<(usize, String)> {
        titles(&lines(text).lines).into_iter().map(|(at, label)| (at, label.printed)).collect()
    }

    #[test]
    fn a_title_in_capitals_may_open_an_annex() {
        let whose = "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND xã)";
        assert_eq!(
            read(&format!("CHỦ TỊCH\nLê Văn A\nBẢNG PHÂN CÔNG NHIỆM VỤ\n{whose}\nTT | Việc")),
            [(2, "BẢNG".into())]
        );
        assert_eq!(
            read(&format!("Lê Văn A\nDANH MỤC NHIỆM VỤ\nCẢI CÁCH HÀNH CHÍNH NĂM 2026\n{whose}")),
            [(1, "DANH MỤC".into())]
        );
    }

    #[test]
    fn leaves_titles_of_labelled_annexes_and_sentences() {
        let whose = "(Ban hành kèm theo Quyết định số 9/QĐ-UBND)";
        for text in [
            format!("PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n{whose}"),
            format!("Danh mục nhiệm vụ\n{whose}"),
            "DANH MỤC NHIỆM VỤ\n(Đơn vị tính: triệu đồng)".to_owned(),
            "DANH MỤC NHIỆM VỤ\nKèm theo Kế hoạch số 12/KH-UBND".to_owned(),
        ] {
            assert_eq!(read(&text), [], "{text}");
        }
    }
}
