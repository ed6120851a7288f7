//! Targets: raised, lowered, gone, added, or replaced by a quantity of something else.
//!
//! Finds: "đạt trên 90%" → "đạt trên 85%" (lowered), "tăng ít nhất 05 bậc" → "thuộc nhóm 04 xã đứng đầu" (replaced).
//!
//! Not to be confused with: the same quantity in other words, a quantity that both sides give to different things, a lower
//! unit's part of a number of things ("40.000 tờ rơi" of a district, "2.500 tờ rơi" of its commune).

use regex::Regex;
use std::sync::LazyLock;

use super::{Change, Field, How, Said, Sides, change};
use crate::compare::neutral::neutral;
use crate::plan::{Header, Task, Text};

/// Things counted at least this much alike (share of common words) are one thing.
const SAME_THING: f32 = 0.5;

/// Compares the targets of two tasks, each with the one of the other side that counts the same thing.
pub(super) fn target(left: &Task, right: &Task, sides: &Sides<'_>) -> Vec<Change> {
    let said = |text: Option<&Text>| -> Said { text.map(|text| (text.text.clone(), text.place)) };
    let mut left_over: Vec<&Text> = right.targets.iter().collect();
    let mut found = Vec::new();
    let mut gone = Vec::new();
    for a in &left.targets {
        let likeness = |b: &&Text| likeness(a, b, sides);
        let best = left_over.iter().enumerate().max_by(|(_, x), (_, y)| likeness(x).total_cmp(&likeness(y)));
        match best.filter(|(_, b)| likeness(b) >= SAME_THING).map(|(at, b)| (at, *b)) {
            Some((at, b)) => {
                left_over.remove(at);
                let how = match amount(&a.text).zip(amount(&b.text)) {
                    Some((wanted, have)) if have > wanted => Some(How::Raised),
                    Some((wanted, have)) if have < wanted && !is_part(&a.text, sides) => Some(How::Lowered),
                    _ => None,
                };
                found.extend(how.map(|how| change(Field::Target, how, said(Some(a)), said(Some(b)))));
            }
            None => gone.push(a),
        }
    }
    // What is left on both sides replaced each other.
    let mut left_over = left_over.into_iter();
    for a in gone {
        let b = left_over.next();
        let how = if b.is_some() { How::Replaced } else { How::Gone };
        found.push(change(Field::Target, how, said(Some(a)), said(b)));
    }
    found.extend(left_over.map(|b| change(Field::Target, How::Added, None, said(Some(b)))));
    found
}

/// Whether a smaller number on the right is its part of the left one: things counted for a higher unit as a whole. A share,
/// or what is wanted of each at least, is no sum.
fn is_part(left: &str, sides: &Sides<'_>) -> bool {
    let level = |header: &Header| header.issuer.as_ref().and_then(|issuer| issuer.level);
    let lower = level(sides.left).zip(level(sides.right)).is_some_and(|(left, right)| left < right);
    let each = ["%", "ít nhất", "tối thiểu", "không dưới", "trên", "bậc"].iter().any(|word| left.contains(word));
    lower && !each
}

/// Share of the words, numbers aside, that two targets have in common.
fn likeness(left: &Text, right: &Text, sides: &Sides<'_>) -> f32 {
    let words = |text: &Text| {
        let letters: String = text.text.chars().map(|c| if c.is_ascii_digit() { ' ' } else { c }).collect();
        let mut words = neutral(&letters, sides.names);
        words.sort_unstable();
        words.dedup();
        words
    };
    let (left, right) = (words(left), words(right));
    let common = left.iter().filter(|word| right.binary_search(word).is_ok()).count();
    2.0 * common as f32 / (left.len() + right.len()).max(1) as f32
}

/// The first number of a target; a stop parts thousands, a comma decimals.
fn amount(text: &str) -> Option<f64> {
    static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d+(?:\.\d{3})*(?:,\d+)?").ok());
    NUMBER.as_ref()?.find(text)?.as_str().replace('.', "").replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::neutral::Names;
    use crate::compare::tests::{header, task};
    use crate::plan::Level;

    fn how(left: &[&str], right: &[&str]) -> Vec<How> {
        how_below(left, right, Level::Province)
    }

    fn how_below(left: &[&str], right: &[&str], level: Level) -> Vec<How> {
        let side = |targets: &[&str]| {
            let mut task = task("1", "");
            task.targets = targets.iter().map(|text| Text { text: (*text).to_owned(), place: task.place }).collect();
            task
        };
        let above = header("Ủy ban nhân dân tỉnh Hưng Yên", Level::Province, 2024);
        let names = Names::default();
        let below = header("Ủy ban nhân dân xã Tân Hưng", level, 2024);
        let sides = Sides { left: &above, right: &below, names: &names };
        target(&side(left), &side(right), &sides).iter().map(|change| change.how).collect()
    }

    #[test]
    fn finds_what_rose_fell_or_was_replaced() {
        assert_eq!(how(&["đạt trên 90% hồ sơ"], &["đạt trên 85% hồ sơ"]), [How::Lowered]);
        assert_eq!(how(&["ít nhất 01 sáng kiến"], &["ít nhất 02 sáng kiến"]), [How::Raised]);
        assert_eq!(how(&["tăng ít nhất 05 bậc"], &["100% hồ sơ đúng hạn"]), [How::Replaced]);
        assert_eq!(how(&["100% hồ sơ đúng hạn"], &[]), [How::Gone]);
        assert_eq!(how(&[], &["1.500 cây xanh"]), [How::Added]);
    }

    #[test]
    fn a_part_of_a_number_of_things_is_not_lower() {
        let commune = |left, right| how_below(&[left], &[right], Level::Commune);
        assert_eq!(commune("40.000 tờ rơi", "2.500 tờ rơi"), []);
        assert_eq!(commune("2.500 tờ rơi", "40.000 tờ rơi"), [How::Raised]);
        assert_eq!(commune("90% hồ sơ", "85% hồ sơ"), [How::Lowered]);
        assert_eq!(commune("ít nhất 02 sáng kiến", "ít nhất 01 sáng kiến"), [How::Lowered]);
        assert_eq!(how(&["40.000 tờ rơi"], &["2.500 tờ rơi"]), [How::Lowered]);
    }

    #[test]
    fn leaves_equal_quantities() {
        assert_eq!(how(&["đạt 100% hồ sơ đúng hạn"], &["100% hồ sơ được giải quyết đúng hạn"]), []);
        assert_eq!(how(&["ít nhất 1 lớp", "trên 90% người dân"], &["trên 90% người dân", "ít nhất 01 lớp"]), []);
        assert_eq!(how(&[], &[]), []);
        assert_eq!(how(&["1.500 cây"], &["1500 cây"]), []);
    }
}
