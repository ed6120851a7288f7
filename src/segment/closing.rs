//! The end of a document: closing sentences, recipients, signature, annexes behind it.
//!
//! In: the lines from the first chapter on. Out: the lines of the body, the recipients, the signature and the lines of the
//! annexes. Recipients and signature may stand side by side on one line.

use std::sync::LazyLock;

use regex::Regex;

use super::annex;
use super::label::{LabelKind, label};
use super::line::{Line, is_page_number};
use super::passage::Passage;
use super::title::cells;
use super::tree::Section;
use crate::fold::fold;

/// The lines from the first chapter on, by zone.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub(super) body: &'a [Line],
    pub(super) recipients: Vec<Passage>,
    pub(super) signature: Vec<Passage>,
    pub(super) annexes: &'a [Line],
}

/// Openings of signatures, folded.
static SIGNATURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:tm|kt|tl|tuq|q)\s?[.,]\s?(?:uy ban|ubnd|chu tich|hoi dong|ban chi dao|ban thuong|tieu ban|truong ban|giam doc|bi thu)",
        r"|(?:pho )?chu tich(?: uy ban nhan dan.*| ubnd.*)?$|(?:pho )?giam doc$|truong ban$|(?:chanh|pho) van phong$|(?:pho )?truong phong$)"
    ))
    .ok()
});

fn is_signature(line: &Line) -> bool {
    signs(&line.passage)
}

fn signs(line: &Passage) -> bool {
    let capital = super::is_upper(line.text()) || line.text().contains("TM.") || line.text().contains("KT.");
    capital && SIGNATURE.as_ref().is_some_and(|signature| signature.is_match(line.folded().text.trim()))
}

fn is_recipients(line: &Line) -> bool {
    opens_recipients(&line.passage)
}

fn opens_recipients(line: &Passage) -> bool {
    line.folded().text.trim_start_matches(['-', ' ', '|']).starts_with("noi nhan")
}

/// Splits the lines from the first chapter on.
pub(super) fn split(lines: &[Line]) -> Parts<'_> {
    let list = lines.iter().position(is_recipients);
    let sign = lines
        .iter()
        .enumerate()
        .skip(list.map_or(lines.len() / 3, |at| at + 1))
        .find(|(_, line)| is_signature(line))
        .map(|(i, _)| i);
    let Some(body_end) = list.into_iter().chain(sign).min() else {
        return Parts { body: lines, ..Parts::default() };
    };
    let after = &lines[body_end..];
    let titled = annex::titles(after).first().map(|&(at, _)| at);
    let end = after.iter().position(opens_annex).into_iter().chain(titled).min().unwrap_or(after.len());
    let mut parts = Parts { body: &lines[..body_end], annexes: &after[end..], ..Parts::default() };
    let mut signing = false;
    // A site flattens the two columns to cells between pipes.
    for cell in after[..end].iter().flat_map(cells) {
        let text = side_by_side(&cell, &mut parts.signature, &mut signing);
        if is_footnote(text.text()) {
            break;
        }
        if signs(&cell) {
            signing = true;
        }
        let bulleted = label(text.text()).is_some_and(|label| matches!(label.kind, LabelKind::Bullet(_)));
        if text.is_empty() || opens_recipients(&cell) {
            continue;
        }
        if signing && !bulleted {
            parts.signature.push(text);
        } else {
            add_recipient(&mut parts.recipients, &text, bulleted);
        }
    }
    parts
}

/// "Nơi nhận: TM. ỦY BAN NHÂN DÂN" on one line: the signature part goes to the signature.
fn side_by_side(line: &Passage, signature: &mut Vec<Passage>, signing: &mut bool) -> Passage {
    static BESIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\s(?:tm|kt|tl|tuq)\.\s?(?:uy ban|ubnd|chu tich).*$|\s(?:pho )?(?:chu tich|giam doc|truong ban|truong phong|chanh van phong)$").ok()
    });
    let folded = line.folded();
    if !folded.text.starts_with("noi nhan") && label(line.text()).is_none() {
        return line.clone();
    }
    let found =
        BESIDE.as_ref().and_then(|beside| beside.find(&folded.text)).map(|found| folded.original(found.range()));
    match found {
        Some(range) if super::is_upper(&line.text()[range.clone()]) => {
            signature.push(line.slice(range.clone()));
            *signing = true;
            if line.folded().text.starts_with("noi nhan") { Passage::default() } else { line.slice(0..range.start) }
        }
        _ => line.clone(),
    }
}

fn is_footnote(text: &str) -> bool {
    text.starts_with('[') && text[1..].starts_with(|c: char| c.is_ascii_digit())
}

fn add_recipient(recipients: &mut Vec<Passage>, text: &Passage, bulleted: bool) {
    let body = if bulleted { label(text.text()).map_or(0, |label| label.length) } else { 0 };
    let end = text.text().trim_end_matches([';', ',', ' ']).len();
    let entry = text.slice(body.min(end)..end);
    if entry.is_empty() || (is_page_number(entry.text()) && !bulleted) {
        return;
    }
    match recipients.last_mut() {
        // A wrapped entry; a line without a dash after the last one ("Lưu: …") is the typist's mark.
        Some(last) if !bulleted => {
            if !last.folded().text.starts_with("luu") {
                last.join(" ", &entry);
            }
        }
        None if !bulleted && entry.text().split_whitespace().count() > 12 => {}
        _ => recipients.push(entry),
    }
}

fn opens_annex(line: &Line) -> bool {
    label(line.text()).is_some_and(|label| label.kind == LabelKind::Annex)
}

/// Where a decision before the plan ends: after its signature. `head` are the lines before the plan's title.
pub(super) fn decision_end(head: &[Line]) -> Option<usize> {
    let decision = head.iter().position(|line| line.folded().trim_end_matches([':', ' ']) == "quyet dinh")?;
    let articles = head[decision..].iter().any(|line| line.folded().starts_with("dieu 1"));
    if !articles {
        return None;
    }
    // The plan's own letterhead, if it has one, starts behind the signature with the issuer again.
    let sign = head.iter().rposition(is_signature)?;
    let again = head[sign..].iter().position(|line| {
        let folded = line.folded();
        folded.starts_with("uy ban nhan dan") || folded.starts_with("so ") || folded.starts_with("cong hoa")
    });
    Some(again.map_or(head.len(), |at| sign + at))
}

/// Takes closing sentences off the last section: unlabelled paragraphs with a closing formula, and what follows them.
pub(super) fn take_closing(sections: &mut [Section], body: &[Line], closing: &mut Vec<Passage>) {
    static FORMULA: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:tren day la|ke hoach nay (?:thay (?:the|cho)|co hieu luc)|yeu cau (?:cac|thu truong|lanh dao|can bo|giam doc|chu tich|uy ban|ubnd)|(?:trong )?qua trinh (?:trien khai|to chuc|thuc hien)|de nghi (?:cac|thu truong)|nhan duoc ke hoach|can cu (?:ke hoach|noi dung ke hoach) nay",
            r"|(?:uy ban nhan dan|ubnd|chu tich) .{0,60}(?:yeu cau|de nghi) (?:cac|thu truong|lanh dao)|giao (?:van phong|phong|so) .{0,80}theo doi, don doc|\((?:dinh|gui) kem|kem theo ke hoach)"
        ))
        .ok()
    });
    // Annexes stand behind the closing.
    let Some(last) = sections.iter().rposition(|section| section.kind != LabelKind::Annex) else { return };
    let sections = &mut sections[..=last];
    let mut leaf = &mut sections[last];
    while !leaf.children.is_empty() {
        let at = leaf.children.len() - 1;
        leaf = &mut leaf.children[at];
    }
    let Some(formula) = FORMULA.as_ref() else { return };
    // The leaf's unlabelled paragraphs are parted by line breaks; the first belongs to the label.
    let text = &leaf.text;
    let first = if leaf.heading.is_empty() { text.text().find('\n').map(|at| at + 1) } else { Some(0) };
    let Some(first) = first else { return };
    let starts: Vec<usize> =
        std::iter::once(first).chain(text.text()[first..].match_indices('\n').map(|(at, _)| first + at + 1)).collect();
    let found = starts.iter().copied().find(|&at| formula.is_match(&fold(&text.text()[at..])));
    // Whatever the last paragraph begins with, one that asks to report difficulties and ends in "./." closes the plan.
    let ends = |&at: &usize| text.text().ends_with("./.") && fold(&text.text()[at..]).contains("vuong mac");
    let found = found.or_else(|| starts.last().copied().filter(ends));
    let Some(at) = found.filter(|&at| at > 0 || text.folded().text.starts_with("tren day la")) else { return };
    let tail = text.slice(at..text.text().len());
    closing.extend(tail.text().split('\n').scan(0, |from, part| {
        let range = *from..*from + part.len();
        *from += part.len() + 1;
        Some(tail.slice(range))
    }));
    let kept = text.slice(0..at);
    leaf.text = kept;
    // Without the closing below it the line is no title: "3. Các thôn báo cáo hằng tuần. / Trên đây là …".
    if leaf.text.is_empty() && leaf.fields.is_empty() && leaf.table.is_none() {
        leaf.text = std::mem::take(&mut leaf.heading);
    }
    shorten(sections, body, closing);
}

/// Ends the sections before the first line of the closing.
fn shorten(sections: &mut [Section], body: &[Line], closing: &[Passage]) {
    let Some(start) = closing.first().map(|passage| passage.span().start) else { return };
    let last = body.iter().take_while(|line| line.passage.span().end <= start).last().map_or(0, |line| line.numbers.1);
    let mut level = sections;
    while let Some(section) = level.last_mut() {
        section.lines.1 = section.lines.1.min(last.max(section.lines.0));
        level = &mut section.children;
    }
}

#[cfg(test)]
mod tests {
    use super::super::segment;
    use super::*;

    const END: &str = "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chọn đất\n2. Trồng\nTrên đây là Kế hoạch của xã./.\nNơi nhận:\n- UBND huyện (b/c);\n- Các thôn;\n- Lưu: VT.\n09 KH\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\nPhụ lục I\nDANH MỤC\n1. Cây xoài";

    #[test]
    fn parts_the_zones() {
        let outline = segment(END);
        let texts = |passages: &[Passage]| passages.iter().map(|p| p.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(texts(&outline.closing), ["Trên đây là Kế hoạch của xã./."]);
        assert_eq!(texts(&outline.recipients), ["UBND huyện (b/c)", "Các thôn", "Lưu: VT."]);
        assert_eq!(texts(&outline.signature), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"]);
        assert_eq!(outline.sections.len(), 2);
        assert_eq!(outline.sections[0].lines, (3, 5));
        assert_eq!(outline.sections[1].label, "Phụ lục I");
    }

    #[test]
    fn the_closing_makes_no_title_of_the_last_item() {
        let outline =
            segment("KẾ HOẠCH\nX\nI. A\n1. B\n2. Các thôn báo cáo hằng tuần.\nTrên đây là Kế hoạch của xã./.");
        let last = &outline.sections[0].children[1];
        assert_eq!((last.heading.text(), last.text.text()), ("", "Các thôn báo cáo hằng tuần."));
    }

    #[test]
    fn parts_recipients_and_signature_side_by_side() {
        let outline =
            segment("KẾ HOẠCH\nX\nI. A\n1. B\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Sở A; CHỦ TỊCH\n- Lưu: VT.\nLê Văn An");
        assert_eq!(
            outline.recipients.iter().map(super::super::passage::Passage::text).collect::<Vec<_>>(),
            ["Sở A", "Lưu: VT."]
        );
        assert_eq!(
            outline.signature.iter().map(super::super::passage::Passage::text).collect::<Vec<_>>(),
            ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"]
        );
    }

    #[test]
    fn a_last_paragraph_that_asks_for_difficulties_closes_the_plan() {
        let plan = |last: &str| segment(&format!("KẾ HOẠCH\nX\nI. A\n1. Công an xã\nTuần tra ban đêm.\n{last}"));
        for last in [
            "Các đồng chí trong Ban Chỉ đạo đôn đốc cơ sở. Có vướng mắc thì phản ánh về UBND xã để xem xét./.",
            "Yêu cầu Giám đốc các sở nghiêm túc thực hiện.",
        ] {
            let outline = plan(last);
            let closing = outline.closing.first().map(|passage| passage.text().to_owned());
            assert_eq!(closing.as_deref(), Some(last));
        }
        for last in ["Tháo gỡ vướng mắc của dân.", "Bàn giao hồ sơ./."] {
            assert!(plan(last).closing.is_empty(), "{last}");
        }
    }

    #[test]
    fn leaves_a_sentence_that_names_a_signer() {
        let outline = segment("KẾ HOẠCH\nX\nI. A\n1. Báo cáo\nChủ tịch UBND xã xem xét.\n2. B");
        assert!(outline.signature.is_empty());
        assert_eq!(outline.sections[0].children.len(), 2);
    }
}
