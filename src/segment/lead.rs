//! Lead-ins without a label between the bullets of one list: "Giao Công an xã:", "Trật tự xây dựng", each over the bullets
//! below it.
//!
//! In: the lines of a body. Out: which of them are such lead-ins. One stands behind a bullet that has come to its stop and
//! right before another; it is short and no sentence. The bullets go on being counted, for the lead-in has no label; the
//! first of them, over the first bullet, is a paragraph of the chapter.

use super::field::fields;
use super::label::{LabelKind, label};
use super::line::Line;

/// Longest lead-in, in words.
const MOST_WORDS: usize = 20;

/// Positions of the lead-ins.
pub(super) fn lead_ins(lines: &[Line]) -> Vec<usize> {
    let bullet = |line: &Line| label(line.text()).is_some_and(|label| matches!(label.kind, LabelKind::Bullet(_)));
    (1..lines.len().saturating_sub(1))
        .filter(|&at| leads_in(&lines[at]) && bullet(&lines[at + 1]) && lines[at - 1].text().ends_with(['.', ';']))
        .filter(|&at| lines[..at].iter().rev().find(|line| label(line.text()).is_some()).is_some_and(bullet))
        .collect()
}

fn leads_in(line: &Line) -> bool {
    let text = line.text();
    let short = text.split_whitespace().nth(MOST_WORDS).is_none();
    let title = !text.trim_end_matches(':').ends_with(['.', ';', ',', '!', '?', ')']) && !text.contains('|');
    short && title && text.starts_with(char::is_uppercase) && label(text).is_none() && fields(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn read(text: &str) -> Vec<usize> {
        lead_ins(&lines(text).lines)
    }

    #[test]
    fn short_lines_between_bullets_lead_in() {
        assert_eq!(read("III. PHÂN CÔNG\nGiao Công an xã:\n- Tuần tra.\nGiao các thôn:\n- Họp dân."), [3]);
        assert_eq!(read("- Kẻ vạch.\nTrật tự xây dựng\n- Kiểm tra công trình."), [1]);
    }

    #[test]
    fn leaves_sentences_fields_and_wrapped_lines() {
        for text in [
            "- Tuần tra.\nGiao Công an xã chủ trì.\n- Họp dân.",
            "- Tuần tra.\nThời gian: Quý I\n- Họp dân.",
            "- Tuần tra trên các\nTuyến đường\n- Họp dân.",
            "1. Công an xã\nTuần tra ban đêm.\nGiao các thôn:\n- Họp dân.",
            "- Tuần tra.\nGiao các thôn:\nHọp dân.",
        ] {
            assert_eq!(read(text), [0; 0], "{text}");
        }
    }
}
