//! Field lines that the open item takes as its own.
//!
//! In: the fields of a line, or a bullet behind a field that has no value yet. Out: fields of the open item. What a field
//! line looks like is the business of `field`; about which items of a list it is, that of `nest`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Builder, Node};
use crate::fold::fold;
use crate::lexicon::starts_with_agency;
use crate::segment::field::{Field, FieldKind};
use crate::segment::line::Line;
use crate::segment::passage::Passage;

impl Builder {
    /// Fields belong to an item that has text of its own or fields already; what is said aside, to one with fields.
    pub(super) fn takes_fields(&mut self, found: &[Field]) -> bool {
        let aside = found.iter().all(|field| matches!(field.kind, FieldKind::Aside | FieldKind::Aim));
        let has_text = |node: &Node| node.paragraphs.iter().any(|p| !p.is_empty());
        self.current().is_some_and(|node| !node.fields.is_empty() || !aside && has_text(node))
    }

    /// "- Cơ quan thực hiện: / - Sở Y tế chủ trì …", "- Thời gian: / + Đợt 1: từ … / + Đợt 2: từ …": bullets are the value of
    /// the field that has none yet.
    pub(super) fn fills_field(&mut self, text: &Passage, line: &Line) -> bool {
        let Some((kind, value)) = self.current().and_then(|node| node.fields.last_mut()) else { return false };
        let fills = match kind {
            FieldKind::Owner => value.is_empty() && starts_with_agency(text.text()),
            FieldKind::Time => is_wave(text.text()) && (value.is_empty() || is_wave(value.text())),
            _ => false,
        };
        if !fills {
            return false;
        }
        if value.is_empty() {
            *value = text.clone();
        } else {
            value.join(" ", text);
        }
        for &number in &self.open {
            self.nodes[number].lines.1 = line.numbers.1;
        }
        true
    }

    pub(super) fn add_fields(&mut self, text: &Passage, found: &[Field], line: &Line) {
        for &number in &self.open {
            self.nodes[number].lines.1 = line.numbers.1;
        }
        if let Some(node) = self.current() {
            node.fields.extend(found.iter().map(|field| (field.kind, text.slice(field.value.clone()))));
            node.in_field = true;
        }
    }
}

/// "Đợt 1: từ ngày 01/4 đến 30/4": a wave that is nothing but its time.
fn is_wave(text: &str) -> bool {
    static WAVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s*dot \d:? (?:tu |trong |vao |thang |ngay |quy )[\d/ a-z]{3,60}[.;,]?(?:$| dot \d)").ok()
    });
    WAVE.as_ref().is_some_and(|wave| wave.is_match(&fold(text)))
}

#[cfg(test)]
mod tests {
    use super::super::super::segment;

    /// The value of the last field and the number of items of the only section's item.
    fn field_of(lines: &str) -> (String, usize) {
        let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng trên đồi.\n{lines}"));
        let item = &outline.sections[0].children[0];
        (item.fields.last().map(|(_, value)| value.text().trim().to_owned()).unwrap_or_default(), item.children.len())
    }

    #[test]
    fn waves_below_a_time_field_are_its_value() {
        let waves = "- Thời gian thực hiện:\n+ Đợt 1: từ ngày 01/4 đến 30/4/2025;\n+ Đợt 2: từ 15/8 đến 15/9/2025.";
        assert_eq!(field_of(waves), ("Đợt 1: từ ngày 01/4 đến 30/4/2025; Đợt 2: từ 15/8 đến 15/9/2025.".to_owned(), 0));
        let owner = "- Đơn vị thực hiện:\n- Sở Y tế chủ trì.";
        assert_eq!(field_of(owner), ("Sở Y tế chủ trì.".to_owned(), 0));
    }

    #[test]
    fn a_field_that_breaks_off_goes_on_behind_a_blank_line() {
        let broken = "Đơn vị chủ trì: Các\n\nSở, ngành của tỉnh.\n\nCông khai kết quả.";
        assert_eq!(field_of(broken), ("Các Sở, ngành của tỉnh.".to_owned(), 0));
        let time = "Thời gian thực hiện: Từ\n\n01/7/2026.\n\nCông khai kết quả.";
        assert_eq!(field_of(time), ("Từ 01/7/2026.".to_owned(), 0));
        let whole = "Đơn vị chủ trì: Công an xã\n\nCông khai kết quả.";
        assert_eq!(field_of(whole), ("Công an xã".to_owned(), 0));
    }

    #[test]
    fn work_below_a_time_field_stays_an_item() {
        let work = "- Thời gian thực hiện:\n+ Đợt 1: kiểm tra 11 khu phố từ ngày 01/4, trồng lại cây chết (nếu có).";
        assert_eq!(field_of(work).1, 1);
        assert_eq!(field_of("- Thời gian: Quý I.\n+ Đợt 1: từ ngày 01/4 đến 30/4/2025;").1, 1, "has a value");
    }
}
