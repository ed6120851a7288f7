//! Lists that a copy flattened: bullets of one sign that stood on two levels.
//!
//! In: a section with its items. Out: the same, the inner bullets below the bullet that leads them in with a colon. A title
//! among bullets stays level with them: nothing but its sense says what belongs to it. It looks at lists of one sign only; where
//! the signs differ, they have nested already.

use super::heading::is_heading;
use super::label::LabelKind;
use super::share;
use super::tree::Section;
use crate::lexicon::starts_with_agency;

/// Nests what was flattened, in a section and below it.
pub(super) fn flattened(section: &mut Section) {
    section.children.iter_mut().for_each(flattened);
    below_lead_ins(section);
    share::fields_behind(section);
}

/// "- Hỗ trợ các đối tượng sau: / - Hộ nghèo; / - Hộ cận nghèo. / - Kiểm tra …": a bullet that ends with a colon leads in what
/// comes next, where the inner list shows its end: its items stop at semicolons, the last one at a full stop, or they open
/// alike. Where each is a sentence of its own nothing tells them from those that follow, and all stay level.
fn below_lead_ins(section: &mut Section) {
    if !section.children.iter().any(leads_in) {
        return;
    }
    let mut nested: Vec<Section> = Vec::new();
    let mut left = std::mem::take(&mut section.children).into_iter();
    while let Some(mut child) = left.next() {
        if leads_in(&child) {
            let inner = inner_list(left.as_slice(), child.kind);
            left.by_ref().take(inner).for_each(|item| adopt(&mut child, item));
            share::fields_behind(&mut child);
            if inner > 0 && is_heading(child.text.text()) {
                child.heading = std::mem::take(&mut child.text);
            }
        }
        nested.push(child);
    }
    section.children = nested;
}

/// Whether a bullet leads in what comes next.
fn leads_in(child: &Section) -> bool {
    let alone = child.children.is_empty() && child.fields.is_empty() && child.table.is_none();
    alone && matches!(child.kind, LabelKind::Bullet(_)) && child.heading.is_empty() && child.text.text().ends_with(':')
}

/// How many of the items behind a lead-in are its inner list.
fn inner_list(behind: &[Section], kind: LabelKind) -> usize {
    let run = behind.iter().take_while(|item| item.kind == kind && !leads_in(item)).count();
    let Some((first, others)) = behind[..run].split_first() else { return 0 };
    let stops = |item: &Section| item.text.text().ends_with(';');
    if stops(first) {
        return run.min(behind[..run].iter().take_while(|item| stops(item)).count() + 1);
    }
    let alike = others.iter().take_while(|item| open_alike(first, item)).count();
    if alike > 0 { alike + 1 } else { 0 }
}

/// Whether two items open with the same two words, or both with an agency.
fn open_alike(a: &Section, b: &Section) -> bool {
    let title =
        |item: &Section| if item.heading.is_empty() { item.text.text() } else { item.heading.text() }.to_owned();
    let (a, b) = (title(a), title(b));
    let words = |text: &str| text.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
    words(&a) == words(&b) || starts_with_agency(&a) && starts_with_agency(&b)
}

/// Puts an item below another.
fn adopt(parent: &mut Section, child: Section) {
    parent.lines.1 = child.lines.1;
    parent.children.push(child);
}

#[cfg(test)]
mod tests {
    use super::super::segment;

    /// Paths of the items of the only section, as depths.
    fn depths(items: &str) -> Vec<usize> {
        let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng\n{items}"));
        outline.sections[0].children[0].children.iter().map(|item| item.children.len()).collect()
    }

    #[test]
    fn a_list_that_shows_its_end_nests_below_its_lead_in() {
        assert_eq!(depths("- Chọn các hộ:\n- Hộ nghèo;\n- Hộ cận nghèo.\n- Phát cây giống."), [2, 0], "semicolons");
        assert_eq!(
            depths("- Các ngành có các việc sau:\n- Sở Y tế kiểm tra.\n- Sở Tư pháp góp ý.\n- Họp dân."),
            [2, 0],
            "agencies"
        );
        assert_eq!(depths("- Số cây:\n- Tổng số keo 5 ha.\n- Tổng số bạch đàn 2 ha."), [2], "the same words");
    }

    #[test]
    fn a_field_behind_an_inner_list_is_about_all_of_it() {
        let items = "- Cử đầu mối. Trong đó:\n- Sở A: phát cỏ.\n- Sở B: bón phân.\nThời gian thực hiện: Quý I.";
        let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng\n{items}"));
        let inner = &outline.sections[0].children[0].children[0].children;
        assert_eq!(inner.iter().map(|item| item.fields.len()).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn sentences_behind_a_lead_in_stay_level() {
        assert_eq!(depths("- Tập trung các việc sau:\n- Phát cỏ.\n- Bón phân.\n- Tưới cây."), [0, 0, 0, 0]);
        assert_eq!(depths("- Tập trung các việc sau:"), [0], "nothing behind");
        assert_eq!(depths("- Cấp tỉnh\n- Phát cỏ.\n- Cấp xã\n- Bón phân."), [0; 4], "titles");
    }
}
