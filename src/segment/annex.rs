//! Annexes behind the signature that are called by their title alone: "DANH MỤC NHIỆM VỤ / (Kèm theo Kế hoạch số …)".
//!
//! In: lines. Out: the lines that open such annexes, with their labels: a short line of the title, or the noun that it begins
//! with, for nothing else names them. A title counts by the line in brackets below it that says what it belongs to, or by a
//! table right below it where its noun is one of annexes ("LỊCH", "BẢNG PHÂN CÔNG"). Titles under a printed "Phụ lục II" are
//! that annex's.

use super::heading::is_upper;
use super::label::{Label, LabelKind, label};
use super::line::Line;
use super::table::piped::heads_table;

/// A title has so many lines at most.
const MOST_TITLE_LINES: usize = 4;
/// A title's line of so many words at most is the label as it stands.
const MOST_WORDS_OF_LABEL: usize = 3;
/// Nouns that titles of annexes begin with.
const NOUNS: [&str; 8] = ["BẢNG", "BIỂU", "LỊCH", "DANH MỤC", "DANH SÁCH", "PHÂN CÔNG", "KHUNG KẾ HOẠCH", "TỔNG HỢP"];

/// The same where the lines are those of annexes: in a chapter such a title is that of a table.
pub(super) fn titles_among_annexes(lines: &[Line]) -> Vec<(usize, Label)> {
    let found = titles(lines);
    let labelled =
        || lines.first().and_then(|line| label(line.text())).is_some_and(|label| label.kind == LabelKind::Annex);
    let annexes = found.first().is_some_and(|(at, _)| *at == 0) || labelled();
    if annexes { found } else { Vec::new() }
}

/// Positions of the lines that open annexes without a printed label, with their labels.
pub(super) fn titles(lines: &[Line]) -> Vec<(usize, Label)> {
    let belongs = |at: &usize| says_whose(&lines[*at]) || heads_table(&lines[*at]);
    let mut found: Vec<(usize, Label)> = Vec::new();
    for title in (0..lines.len()).filter(belongs).filter_map(|at| opening(lines, at)) {
        // The bracket and the table of one title.
        if found.last().is_none_or(|(at, _)| *at != title.0) {
            found.push(title);
        }
    }
    found
}

/// "(Kèm theo Kế hoạch số 7/KH-UBND …)", "(Ban hành kèm theo Quyết định số …)".
fn says_whose(line: &Line) -> bool {
    line.text().starts_with('(') && {
        let folded = line.folded();
        folded.get(..40).unwrap_or(folded).contains("kem theo") && folded.contains(" so")
    }
}

/// The first line of the title above the line at `end`: lines in capitals, or one in capitals with a noun of annexes over
/// others.
fn opening(lines: &[Line], end: usize) -> Option<(usize, Label)> {
    let above = &lines[..end];
    let plain = |line: &&Line| {
        label(line.text()).is_none() && !line.text().contains('|') && !line.text().ends_with(['.', ';', ':'])
    };
    let near = above.iter().rev().take(MOST_TITLE_LINES).take_while(|line| plain(line) || says_whose(line)).count();
    let named = (end - near..end).find(|&at| {
        let text = lines[at].text();
        is_upper(text)
            && NOUNS
                .iter()
                .any(|noun| text.strip_prefix(noun).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
    });
    let upper = above.iter().rev().take(near).take_while(|line| is_upper(line.text())).count();
    let whose = says_whose(lines.get(end)?);
    let at = named.or_else(|| (whose && upper > 0).then(|| end - upper))?;
    let labelled = at > 0 && label(lines[at - 1].text()).is_some_and(|label| label.kind == LabelKind::Annex);
    if labelled {
        return None;
    }
    let text = lines[at].text();
    let whole = text.split(' ').count() <= MOST_WORDS_OF_LABEL;
    let (printed, length) = if whole { (text, text.len()) } else { (noun(text), 0) };
    Some((at, Label { kind: LabelKind::Annex, printed: printed.to_owned(), value: 0, length }))
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
    fn a_table_below_its_noun_proves_an_annex() {
        let row = "TT | Nội dung | Đơn vị chủ trì | Thời gian";
        assert_eq!(read(&format!("Lê Văn A\nLỊCH\nTuyển sinh năm học mới\n{row}")), [(1, "LỊCH".into())]);
        let whose = "(Kèm theo Kế hoạch số 12/KH-UBND)";
        assert_eq!(read(&format!("DANH MỤC\nNhiệm vụ năm 2026\n{whose}\n{row}")), [(0, "DANH MỤC".into())]);
        for text in [format!("KẾT QUẢ NĂM 2025\n{row}"), "LỊCH\nTT | Họ tên | Chức vụ".to_owned()] {
            assert_eq!(read(&text), [], "{text}");
        }
        let body = format!("III. PHÂN CÔNG\nBẢNG PHÂN CÔNG\n{row}");
        assert_eq!(titles_among_annexes(&lines(&body).lines), [], "a table of the chapter");
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
