//! Months and quarters as headings: a schedule says "Tháng 3" or "Quý I/2026" on a line of its own, and what is due under it.
//!
//! In: the lines of a body. Out: such lines with their labels. A line counts where the document has another of the kind, and
//! text or items follow; a cell of a flattened table has neither, and a wrapped "trong / tháng 3" has no capital.

use std::sync::LazyLock;

use regex::Regex;

use super::label::{Label, LabelKind, label};
use super::line::{Line, is_page_number};

/// A line that follows must have at least so many words, or a label.
const FEWEST_WORDS: usize = 6;

/// Positions of such headings, with their labels.
pub(super) fn headings(lines: &[Line]) -> Vec<(usize, Label)> {
    let says_more = |line: &Line| {
        let item =
            label(line.text()).is_some_and(|label| !label.printed.is_empty() && label.length < line.text().len());
        item || line.text().split_whitespace().count() >= FEWEST_WORDS
    };
    let next = |i: usize| lines[i + 1..].iter().find(|line| !is_page_number(line.text()));
    let found: Vec<(usize, Label)> = lines
        .iter()
        .enumerate()
        .filter(|(i, line)| is_period(line.text()) && next(*i).is_some_and(says_more))
        .map(|(i, line)| (i, period(line.text())))
        .collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// "Tháng 01", "Tháng 7, 8/2026:", "QUÝ I NĂM 2026", "6 tháng đầu năm".
pub fn is_period(text: &str) -> bool {
    static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:Tháng|THÁNG) \d{1,2}(?:(?:, | và | - |-|–| – )(?:tháng )?\d{1,2})*(?:/\d{4}| (?:năm|NĂM) \d{4})?:?$",
            r"|^(?:Quý|QUÝ|Quí) (?:I|II|III|IV|[1-4])(?:(?:, | và | - )(?:quý |Quý )?(?:I|II|III|IV))?(?:[/-]\d{4}| (?:năm|NĂM) \d{4})?:?$"
        ))
        .ok()
    });
    PERIOD.as_ref().is_some_and(|period| period.is_match(text))
}

fn period(text: &str) -> Label {
    Label { kind: LabelKind::Period, printed: text.trim_end_matches(':').to_owned(), value: 0, length: 0 }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn months_with_something_under_them_are_headings() {
        let text = "IV. LỊCH\nTháng 01\n- Họp.\nTháng 7, 8/2026:\nTổng vệ sinh ở tất cả các thôn trong xã.\nQuý IV\n1. Sơ kết.";
        let found: Vec<(usize, String)> =
            headings(&lines(text).lines).into_iter().map(|(at, label)| (at, label.printed)).collect();
        assert_eq!(found, [(1, "Tháng 01".into()), (3, "Tháng 7, 8/2026".into()), (5, "Quý IV".into())]);
    }

    #[test]
    fn cells_wraps_and_lone_months_are_not() {
        for text in [
            "Tháng 3\n- Họp.",
            "Sở Nội vụ\nTháng 3\n2\nSở Tài chính\nTháng 4\n3",
            "xong trong\ntháng 3\n- Họp.\nxong trong\ntháng 4\n- Họp.",
            "Tháng 3 hằng năm\n- Họp.\nTháng 4 hằng năm\n- Họp.",
        ] {
            assert!(headings(&lines(text).lines).is_empty(), "{text}");
        }
    }
}
