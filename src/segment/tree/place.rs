//! Whether a label opens an item where it stands, and under which of the open ones.
//!
//! In: a label with its line, and the items that are open. Out: whether it opens one, and the depth. A label of a kind that is
//! open closes everything down to that kind; a new kind opens below. A number or dash at the start of a wrapped line opens
//! nothing. Which characters make a label is known in `label`.

use super::{Builder, Line};
use crate::lexicon::starts_with_agency;
use crate::segment::heading::is_heading;
use crate::segment::label::{Label, LabelKind};

/// A year has as many digits.
const DIGITS_OF_YEAR: usize = 4;

impl Builder {
    /// Whether a label really opens an item here, and is not a number or dash at the start of a wrapped line.
    pub(super) fn opens(&self, label: &Label, line: &Line) -> bool {
        let Some(&last) = self.open.last() else { return true };
        let node = &self.nodes[last];
        let text = node.fields.last().filter(|_| node.in_field).map(|(_, value)| value).or(node.paragraphs.last());
        let open_sentence =
            text.is_some_and(|text| !text.is_empty() && !text.text().ends_with(['.', ';', ':', '!', '?', '…', ')']));
        // "… nhân rộng trong quý / III.": a wrap broke the time.
        let quarter = text.is_some_and(|text| text.folded().text.trim_end().ends_with(" quy"));
        if quarter && label.kind == LabelKind::Roman && label.value <= 4 {
            return false;
        }
        // "… quy định tại khoản 2 / Điều 5. Hồ sơ …": an article of a law; a plan's own are counted.
        let article = |label: &Label| label.kind == LabelKind::Part && label.printed.starts_with('Đ');
        let next_article = || {
            let last = self.nodes.iter().rev().find(|node| article(&node.label)).map_or(0, |node| node.label.value);
            label.value == last + 1
        };
        if article(label) && !next_article() {
            return false;
        }
        // "… nêu tại điểm / 3.1 Mục II": a wrap broke a reference.
        let numbered = matches!(label.kind, LabelKind::Number | LabelKind::Dotted(_) | LabelKind::Roman);
        if numbered && !line.after_gap && text.is_some_and(|text| ends_in_reference(&text.folded().text)) {
            return false;
        }
        if !open_sentence || line.after_gap {
            return true;
        }
        match label.kind {
            LabelKind::Number | LabelKind::Letter | LabelKind::Bracketed => {
                // Numbers may run on from chapter to chapter.
                let last = self.nodes.iter().rev().find(|node| node.label.kind == label.kind);
                let runs_on = label.kind == LabelKind::Number
                    && last.is_some_and(|last| (1..=2).contains(&label.value.saturating_sub(last.label.value)));
                // The title of a chapter, in capitals, is whole where the next line opens with a number.
                let titled = text.is_some_and(|text| !text.text().contains(char::is_lowercase))
                    && node.label.kind == LabelKind::Roman
                    && line.text()[label.length..].starts_with(char::is_uppercase);
                // "5. Phòng Tài chính … / 5. Ban Quản lý …": a number that stands twice, over another agency.
                let repeated = label.kind == LabelKind::Number
                    && last.is_some_and(|last| last.label.value == label.value)
                    && starts_with_agency(&line.text()[label.length..]);
                label.value == 1
                    || repeated
                    || titled && label.kind == LabelKind::Number
                    || runs_on
                    || self
                        .open
                        .iter()
                        .any(|&n| self.nodes[n].label.kind == label.kind && self.nodes[n].label.value < label.value)
            }
            // "giai đoạn 2026 / - 2030": the dash goes on with a period.
            LabelKind::Bullet(_) => {
                let rest = line.text()[label.length..].trim_start();
                if text.is_some_and(|text| self.names.joins(text.text(), rest)) {
                    return false;
                }
                // "một nền tảng dạy / - học - thi": a list of small letters starts behind a colon.
                let in_list = matches!(node.label.kind, LabelKind::Bullet(_));
                if rest.starts_with(char::is_lowercase) && !in_list {
                    return false;
                }
                // "Năm 2026 / - 100% hồ sơ": behind a year only another year goes on.
                let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
                let last = text.map_or(0, |t| t.text().chars().rev().take_while(char::is_ascii_digit).count());
                let number = digits(rest);
                !(number > 0 && last > 0 && (last != DIGITS_OF_YEAR || number == DIGITS_OF_YEAR))
            }
            _ => true,
        }
    }

    /// How many of the open nodes stay open above a new label.
    pub(super) fn depth_for(&self, label: &Label) -> usize {
        let kind_at = |depth: usize| self.nodes[self.open[depth]].label.kind;
        if let Some(depth) = (0..self.open.len()).rev().find(|&depth| kind_at(depth) == label.kind) {
            return self.restart_below(label, depth).unwrap_or(depth);
        }
        match label.kind {
            // Bullets nest in the order in which their signs first come.
            LabelKind::Bullet(_) => self.open.len(),
            LabelKind::Period => {
                let is_bullet = |depth: &usize| matches!(kind_at(*depth), LabelKind::Bullet(_));
                (0..self.open.len()).find(is_bullet).unwrap_or(self.open.len())
            }
            // "II. … / A. …": capital letters that start below a chapter part it.
            LabelKind::Upper if label.value == 1 && self.chapter().is_some() => {
                self.chapter().map_or(0, |depth| depth + 1)
            }
            kind => {
                // A list that starts below a deeper kind of label ("a) …: 1. … 2. …") belongs to it, if that has no end yet.
                let last = self.open.last().map(|&n| &self.nodes[n]);
                let starts_below = label.value == 1
                    && last.is_some_and(|node| {
                        node.label.kind == LabelKind::Letter
                            && node.paragraphs.last().is_some_and(|p| p.text().ends_with(':') || is_heading(p.text()))
                            && !self.open.iter().any(|&n| matches!(self.nodes[n].label.kind, LabelKind::Number))
                    });
                if starts_below && kind == LabelKind::Number {
                    return self.open.len();
                }
                (0..self.open.len()).find(|&depth| kind_at(depth).rank() >= kind.rank()).unwrap_or(self.open.len())
            }
        }
    }

    /// Depth of the open roman chapter.
    fn chapter(&self) -> Option<usize> {
        self.open.iter().position(|&n| self.nodes[n].label.kind == LabelKind::Roman)
    }

    /// A lettered list that starts again below a bullet or bracket of the same list nests there.
    fn restart_below(&self, label: &Label, depth: usize) -> Option<usize> {
        let node = &self.nodes[self.open[depth]];
        let below = self.open.len() > depth + 1;
        let ends_open =
            self.open.last().is_some_and(|&n| self.nodes[n].paragraphs.last().is_some_and(|p| p.text().ends_with(':')));
        let restarts = label.value == 1 && node.label.value >= 1 && below && ends_open;
        (restarts && matches!(label.kind, LabelKind::Letter | LabelKind::Bracketed)).then_some(self.open.len())
    }
}

/// Whether a text stops before the number of a part that it cites.
pub(in crate::segment) fn ends_in_reference(folded: &str) -> bool {
    // "QUAN ĐIỂM", "danh mục": the word is part of another.
    const COMPOUNDS: [&str; 11] =
        ["cham", "quan", "thoi", "dia", "dac", "trong", "uu", "nhuoc", "danh", "hang", "chuyen"];
    let mut words = folded.rsplit(' ');
    let (last, before) = (words.next().unwrap_or_default(), words.next());
    matches!(last, "diem" | "muc" | "khoan" | "dieu" | "chuong")
        && before.is_some_and(|before| !COMPOUNDS.contains(&before))
}

#[cfg(test)]
mod tests {
    use crate::segment::segment;

    #[test]
    fn a_number_that_stands_twice_opens_over_an_agency_only() {
        let items = |lines: &str| {
            let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n4. Công an xã: tuần tra.\n{lines}"));
            outline.sections[0].children.len()
        };
        assert_eq!(items("5. Trạm Y tế xã: cấp thuốc đúng quy định\n5. Ban Quản lý rừng a) Phát cỏ.\nb) Bón phân."), 3);
        assert_eq!(items("5. Trạm Y tế xã: cấp thuốc cho hộ ở khu\n5. cạnh suối."), 2);
    }

    #[test]
    fn a_dash_behind_a_year_goes_on_with_a_year_only() {
        let items = |lines: &str| {
            let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. {lines}"));
            outline.sections[0].children[0].children.len()
        };
        assert_eq!(items("Năm 2026\n- 100% hộ có nước.\n- Trồng 5 ha."), 2);
        assert_eq!(items("Giai đoạn 2026\n- 2030 trồng cây.\n- Trồng 5 ha."), 1);
    }
}
