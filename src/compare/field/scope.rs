//! Scope: places and people that a task covers, fewer or more than the parent's.
//!
//! Finds: "ở cấp xã, thôn, tổ dân phố" → "ở cấp xã, ở thôn" (narrowed). Places of the list below that one side names and the
//! other does not, when both name at least one.
//!
//! Not to be confused with: levels above the child's own ("HĐND cấp huyện, cấp xã" → "HĐND xã" is its own level and nothing
//! lost), a text that names no places at all, words in names of agencies.

use regex::Regex;
use std::sync::LazyLock;

use super::{Change, Field, How, Said, change};
use crate::fold::Folded;
use crate::plan::Task;

/// Places below a commune, with marks: a task that covers fewer of them covers fewer people.
static PLACES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:thôn|tổ dân phố|khu phố|khu dân cư|ấp|bản|buôn|làng|xóm|hộ gia đình|tổ nhân dân)\b").ok()
});

/// Words, folded, with which "thôn" and "bản" make another word ("nông thôn", "văn bản").
const COMPOUNDS: [&str; 9] = ["nong", "van", "kich", "co", "can", "phien", "bien", "tu", "an"];

/// Compares the places that two tasks cover.
pub(super) fn scope(left: &Task, right: &Task) -> Option<Change> {
    let (a, b) = (places(&left.text), places(&right.text));
    if a.is_empty() || b.is_empty() || a == b {
        return None;
    }
    let lost = a.iter().any(|place| !b.contains(place));
    let won = b.iter().any(|place| !a.contains(place));
    let how = match (lost, won) {
        (true, false) => How::Narrowed,
        (false, true) => How::Widened,
        _ => How::Other,
    };
    let said = |places: &[String], task: &Task| -> Said { Some((places.join(", "), task.place)) };
    Some(change(Field::Scope, how, said(&a, left), said(&b, right)))
}

/// The places that a text names, as printed, in lower case, each once, in the order of the alphabet.
fn places(text: &str) -> Vec<String> {
    let folded = Folded::new(text);
    let Some(pattern) = PLACES.as_ref() else { return Vec::new() };
    let stands_alone = |range: &std::ops::Range<usize>| {
        let before = folded.text[..range.start].trim_end().rsplit(' ').next().unwrap_or_default();
        !COMPOUNDS.contains(&before)
    };
    let ranges = folded.find_marked(pattern).into_iter().filter(stands_alone);
    let mut places: Vec<String> = ranges.map(|range| text[folded.original(range)].to_lowercase()).collect();
    places.sort();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::task;

    fn how(left: &str, right: &str) -> Option<How> {
        scope(&task("1", left), &task("1", right)).map(|change| change.how)
    }

    #[test]
    fn finds_lost_and_won_places() {
        assert_eq!(how("bầu cử ở cấp xã, thôn, tổ dân phố", "bầu cử ở cấp xã, ở thôn"), Some(How::Narrowed));
        assert_eq!(how("tại các thôn", "tại các thôn, khu dân cư"), Some(How::Widened));
        assert_eq!(how("tại các ấp", "tại các khu phố"), Some(How::Other));
    }

    #[test]
    fn leaves_levels_and_texts_without_places() {
        assert_eq!(how("HĐND cấp huyện, cấp xã", "HĐND xã"), None);
        assert_eq!(how("thôn, tổ dân phố", "Tổ dân phố và thôn"), None);
        assert_eq!(how("niêm yết tại thôn", "niêm yết công khai"), None);
        assert_eq!(how("văn bản ở thôn", "kịch bản ở thôn, xây dựng nông thôn mới"), None);
    }
}
