//! Paragraphs that the edge of a page has broken into lines.
//!
//! In: the lines of the text. Out: the same lines, those joined that only the edge parted. Word files and web pages hold a
//! paragraph a line; print, PDF and OCR break it where the next word would not have fitted, and a line so broken looks like
//! a title with a sentence below it. Where a text's edge lies is read off lines that go on in small letters; a text without
//! such lines is left as it is. The number of a page inside a paragraph goes. It joins nothing across other blank
//! lines, nothing that opens an item or a field, and nothing of the letterhead and the title.

use super::field::fields;
use super::heading::is_upper;
use super::label::{LabelKind, label};
use super::line::{Line, is_page_number, separator};
use crate::syllable::bare;

/// Lines that go on in small letters from which a text counts as broken at an edge.
const FEWEST_BROKEN: usize = 8;
/// A full line is at least so wide beside the middle one of them: widths are guessed from letters.
const SLACK: f32 = 0.9;
/// The share of them that is full at least; otherwise the lines are broken for other reasons.
const FULL_SHARE: f32 = 0.75;
/// Longer lines are paragraphs, not lines of a page, in widths of a small letter.
const WIDEST: f32 = 160.0;
/// The share of items behind blank lines from which a blank line parts all paragraphs.
const PARTED_SHARE: f32 = 0.8;

/// Joins the lines that the edge of a page has parted. Cost: a few passes over the lines.
pub(super) fn unwrap(lines: Vec<Line>) -> Vec<Line> {
    let Some(edge) = edge(&lines) else { return lines };
    // The lines of the letterhead and of the title stand for themselves.
    let body = lines.iter().position(|line| label(line.text()).is_some()).unwrap_or(lines.len());
    let parted = is_parted(&lines);
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    // Where the last line begins in the last paragraph.
    let mut start = 0;
    let mut page_ended = false;
    let mut rest = lines.into_iter().enumerate().peekable();
    while let Some((i, line)) = rest.next() {
        let inside =
            |before: &str, next: &Line| i > body && reach(before, next) >= edge && goes_on(before, next, parted);
        let last = joined.last_mut().filter(|last| !is_page_number(last.text()));
        if is_page_number(line.text()) {
            // A page ends inside the paragraph: its number is no part of it.
            let next = rest.peek().map(|(_, next)| next);
            page_ended = last.zip(next).is_some_and(|(last, next)| inside(&last.text()[start..], next));
            if !page_ended {
                joined.push(line);
            }
            continue;
        }
        let below = page_ended || !line.after_gap;
        page_ended = false;
        match last {
            Some(paragraph) if below && inside(&paragraph.text()[start..], &line) => {
                let separator = separator(paragraph.text(), line.text());
                start = paragraph.text().len() + separator.len();
                paragraph.passage.join(separator, &line.passage);
                paragraph.numbers.1 = line.numbers.1;
            }
            _ => {
                start = 0;
                joined.push(line);
            }
        }
    }
    joined
}

/// Width from which a line was full, its next word included; `None` where lines are whole paragraphs.
fn edge(lines: &[Line]) -> Option<f32> {
    let broken = lines.windows(2).filter(|pair| {
        let [line, next] = pair else { return false };
        !next.after_gap
            && are_text(line.text(), next)
            && !ends(line.text())
            && next.text().starts_with(char::is_lowercase)
    });
    let mut reaches: Vec<f32> = broken.map(|pair| reach(pair[0].text(), &pair[1])).collect();
    reaches.sort_by(f32::total_cmp);
    let edge = SLACK * reaches.get(reaches.len() / 2)?;
    let full = reaches.len() - reaches.partition_point(|reach| *reach < edge);
    let broken = full >= FEWEST_BROKEN && full as f32 >= FULL_SHARE * reaches.len() as f32;
    (broken && edge <= WIDEST).then_some(edge)
}

/// Whether blank lines part the paragraphs: nearly every item stands behind one.
fn is_parted(lines: &[Line]) -> bool {
    let items = lines.iter().filter(|line| label(line.text()).is_some());
    let (parted, all) = items.fold((0, 0), |(parted, all), line| (parted + usize::from(line.after_gap), all + 1));
    parted as f32 >= PARTED_SHARE * all as f32
}

/// Width of a line with the first word of the next.
fn reach(line: &str, next: &Line) -> f32 {
    width(line) + width(" ") + width(next.text().split(' ').next().unwrap_or_default())
}

/// About how wide a text is in print, in widths of a small letter.
fn width(text: &str) -> f32 {
    let of = |c: char| match bare(c) {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '(' | ')' | '-' | '/' => 0.6,
        'm' | 'w' => 1.5,
        c if c.is_uppercase() => 1.4,
        _ => 1.0,
    };
    text.chars().map(of).sum()
}

/// Whether neither line is a row of a table.
fn are_text(line: &str, next: &Line) -> bool {
    !line.starts_with('|') && !next.text().starts_with('|')
}

/// Whether a sentence or part of one ends with the text.
fn ends(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether `next` goes on with the paragraph of a full line. `parted`: paragraphs are parted by blank lines.
fn goes_on(text: &str, next: &Line, parted: bool) -> bool {
    let rest = next.text();
    let lower = rest.starts_with(|c: char| c.is_lowercase() || c == '(');
    if !are_text(text, next) || (ends(text) && !parted && !lower && !text.ends_with(';')) {
        return false;
    }
    let upper = |text: &str| is_upper(text) && text.contains(' ');
    if upper(text) != upper(rest) && (upper(text) || !lower) && rest.contains(' ') {
        return false;
    }
    let opens = ["can cu ", "noi nhan", "tren day la"].iter().any(|opening| next.folded().starts_with(opening));
    !opens && !opens_item(text, rest) && (lower || fields(rest).is_empty())
}

/// Whether a line below a full one opens an item, and its label is no number or dash of the sentence above.
fn opens_item(text: &str, rest: &str) -> bool {
    let Some(label) = label(rest) else { return false };
    let behind = &rest[label.length..];
    let small = behind.starts_with(|c: char| c.is_lowercase() || matches!(c, ';' | ',' | ')' | '.'));
    match label.kind {
        _ if ends(text) => true,
        // "các khu 6, 7, / 11. Thời gian", "quý II, quý / III; chợ"
        LabelKind::Number | LabelKind::Roman | LabelKind::Upper => !text.ends_with(',') && !small,
        // "tuyến Hà Nội - Hải / - Phòng"
        LabelKind::Bullet(_) => !small,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    /// Lines of about the same width that go on in small letters.
    const BROKEN: &str = "1. Ủy ban nhân dân xã yêu cầu các ban, ngành, đoàn thể và các thôn\n\
        nghiêm túc thực hiện những nội dung của kế hoạch này, kịp thời gửi\n\
        báo cáo khi có khó khăn, vướng mắc trong quá trình triển khai các\n\
        công việc được giao, để xã xem xét, giải quyết theo đúng thẩm quyền\n\
        và quy định của pháp luật hiện hành, không để tồn đọng kéo dài qua\n\
        nhiều tháng như đã xảy ra ở một số thôn trong những năm vừa qua khi\n\
        xã chưa có người chuyên trách theo dõi việc này, dẫn tới tình trạng\n\
        dân phải đi lại nhiều lần mà hồ sơ vẫn chưa được trả kết quả đúng\n\
        hẹn như trong giấy tiếp nhận đã ghi rõ ngày giờ và nơi trả kết quả.\n";

    fn unwrapped(text: &str) -> Vec<String> {
        let joined = unwrap(lines(&format!("{BROKEN}\n{text}")).lines);
        joined.iter().skip(1).map(|line| line.text().to_owned()).collect()
    }

    #[test]
    fn a_full_line_goes_on() {
        let name = "- Các thôn rà soát danh sách hộ nghèo, hộ cận nghèo, gửi về cho Ban\nChỉ đạo trước ngày 15/3.";
        assert_eq!(unwrapped(name), [name.replace('\n', " ")]);
        let code = "Thực hiện chương trình hành động của Ban Chấp hành Đảng bộ số 08-\nCTr/TU.";
        assert_eq!(unwrapped(code), [code.replace('\n', "")]);
        let list = "- Trạm Y tế phun hóa chất tại các khu dân cư số 3, 4, 5, 8, 9, 10,\n11. Xong trong quý I.";
        assert_eq!(unwrapped(list), [list.replace('\n', " ")]);
        let quarter = "- Kiểm tra các cơ sở nhà trọ quý I, trường học quý II, chợ xã quý\nIII; quán ăn.";
        assert_eq!(unwrapped(quarter), [quarter.replace('\n', " ")]);
    }

    #[test]
    fn the_number_of_a_page_is_no_part_of_the_paragraph() {
        let text = "- Các thôn rà soát danh sách hộ nghèo, hộ cận nghèo, gửi về cho\n7\nBan Chỉ đạo trước ngày 15/3.";
        assert_eq!(unwrapped(text), [text.replace("\n7\n", " ")]);
        let gaps = text.replace("\n7\n", "\n\n7\n\n");
        assert_eq!(unwrapped(&gaps), [text.replace("\n7\n", " ")]);
        let between = "- Các thôn rà soát hộ nghèo.\n7\n- Xã tổng hợp.";
        assert_eq!(unwrapped(between), ["- Các thôn rà soát hộ nghèo.", "7", "- Xã tổng hợp."]);
    }

    #[test]
    fn what_is_not_full_or_opens_something_stands_apart() {
        for text in [
            "1. Công an xã\nChủ trì tuần tra, kiểm soát ban đêm.",
            "2. Xây dựng kế hoạch tuyên truyền đến từng hộ gia đình trong toàn xã\na) Phát tờ rơi.",
            "- Lập danh sách hộ gia đình có người cao tuổi sống một mình trong xã\nĐơn vị chủ trì: Trạm Y tế.",
            "TỔ CHỨC THỰC HIỆN VÀ CHẾ ĐỘ BÁO CÁO CỦA CÁC THÔN\nCông an xã tổng hợp kết quả của các thôn.",
        ] {
            assert_eq!(unwrapped(text), text.split('\n').collect::<Vec<_>>(), "{text}");
        }
        let gap = "- Các thôn rà soát danh sách hộ nghèo, hộ cận nghèo, gửi về cho Ban\n\nChỉ đạo xã.";
        assert_eq!(unwrapped(gap).len(), 2);
    }

    #[test]
    fn where_blank_lines_part_all_paragraphs_a_sentence_may_end_at_the_edge() {
        let text = "- Công an xã tổng hợp kết quả của các thôn, báo cáo trước tháng 12.\nTrạm Y tế phối hợp.";
        assert_eq!(unwrapped(text), [text.replace('\n', " ")]);
        let lines = unwrapped(&format!("- Một.\n- Hai.\n- Ba.\n{text}"));
        assert_eq!(lines.last().map(String::as_str), Some("Trạm Y tế phối hợp."));
        let bracket = text.replace("Trạm Y tế phối hợp.", "(Trạm Y tế phối hợp).");
        let lines = unwrapped(&format!("- Một.\n- Hai.\n- Ba.\n{bracket}"));
        assert_eq!(lines.last(), Some(&bracket.replace('\n', " ")));
    }

    #[test]
    fn lines_that_are_paragraphs_stay() {
        let text = "1. Công an xã tuần tra\nChủ trì\nvà phối hợp\n2. Trạm Y tế";
        assert_eq!(unwrap(lines(text).lines).len(), 4);
        let long = format!("{}\nChủ trì.", "một hai ba bốn năm ".repeat(20).trim());
        assert_eq!(unwrap(lines(&long).lines).len(), 2);
    }
}
