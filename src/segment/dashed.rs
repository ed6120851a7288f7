//! Names with a dash inside that a wrap broke before the dash: "Sở Lao động / - Thương binh và Xã hội" opens no bullet.
//!
//! In: the lines of a body. Out: whether two parts are one name: a known one, or one that the document writes on one line
//! elsewhere ("Phòng Trẻ em - Bình đẳng giới").

use std::collections::HashSet;

use super::line::Line;
use crate::fold::fold;

/// Such names, folded.
const DASHED_NAMES: [(&str, &str); 11] = [
    ("lao dong", "thuong binh"),
    ("van phong", "thong ke"),
    ("tu phap", "ho tich"),
    ("tai chinh", "ke toan"),
    ("tai chinh", "ke hoach"),
    ("van hoa", "xa hoi"),
    ("kinh te", "xa hoi"),
    ("chinh tri", "xa hoi"),
    ("dia chinh", "xay dung"),
    ("dia chinh", "nong nghiep"),
    ("ba ria", "vung tau"),
];

/// The names with a dash that a document writes on one line: the two words on each side ("tre em - binh dang").
#[derive(Debug, Default)]
pub(super) struct DashedNames(HashSet<String>);

impl DashedNames {
    pub(super) fn of(lines: &[Line]) -> DashedNames {
        let dashes = lines.iter().filter(|line| line.text().contains(" - ")).flat_map(|line| {
            let folded = line.folded();
            folded.match_indices(" - ").filter_map(|(at, dash)| around(&folded[..at], &folded[at + dash.len()..]))
        });
        DashedNames(dashes.collect())
    }

    /// Whether two parts of one name meet at a dash.
    pub(super) fn joins(&self, before: &str, after: &str) -> bool {
        let (before, after) = (fold(before), fold(after));
        let known = DASHED_NAMES.iter().any(|(first, second)| before.ends_with(first) && after.starts_with(second));
        known || around(&before, &after).is_some_and(|name| self.0.contains(&name))
    }
}

/// The two words on each side of a dash.
fn around(before: &str, after: &str) -> Option<String> {
    let mut left = before.rsplit(' ').map(|word| word.trim_start_matches('('));
    let (second, first) = (left.next()?, left.next()?);
    let mut right = after.split(' ').map(|word| word.trim_end_matches([',', ';', ':', '.', ')']));
    let (third, fourth) = (right.next()?, right.next()?);
    let are_words =
        [first, second, third, fourth].iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    are_words.then(|| format!("{first} {second} - {third} {fourth}"))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn knows_names_of_the_document() {
        let names = DashedNames::of(&lines("3. Phòng Trẻ em - Bình đẳng giới rà soát.").lines);
        assert!(names.joins("Phòng Giáo dục, Phòng Trẻ em", "Bình đẳng giới: mỗi phòng"));
        assert!(names.joins("Sở Lao động", "Thương binh và Xã hội"), "a known one");
        assert!(!names.joins("Công an xã", "Trạm Y tế xã"));
    }
}
