//! Owners: the same body, the same office at a lower level, or somebody else.
//!
//! Finds: "Sở Nội vụ" → "Phòng Nội vụ" (lower level), "Sở Tài chính" → "Văn phòng - Thống kê" (other), an owner that is gone.
//!
//! Not to be confused with: "UBND cấp huyện" → "UBND xã" (each locality's own people's committee), vague groups on both
//! sides, an owner that the child takes from a heading where the parent names none (a local plan says who, the parent leaves
//! it to the localities), the issuer naming itself.

use super::{Change, Field, How, Said, Sides, change};
use crate::compare::neutral::{Names, neutral};
use crate::fold::fold;
use crate::plan::{Level, Name, OwnerSource, Task};

/// Words of bodies, folded, with their level; what follows them is the office's field of work.
const BODIES: [(&str, Level); 12] = [
    ("so ", Level::Province),
    ("ban quan ly ", Level::Province),
    ("cuc ", Level::Province),
    ("chi cuc ", Level::Province),
    ("phong ", Level::District),
    ("trung tam ", Level::District),
    ("chi nhanh ", Level::District),
    ("cong chuc ", Level::Commune),
    ("can bo ", Level::Commune),
    ("bo phan ", Level::Commune),
    ("tram ", Level::Commune),
    ("vp-", Level::Commune),
];

/// Compares the owners of two tasks.
pub(super) fn owner(left: &Task, right: &Task, sides: &Sides<'_>) -> Option<Change> {
    let inherited = |task: &Task| task.owner_source == Some(OwnerSource::Heading);
    let said = |task: &Task| -> Said {
        let first = task.owners.first()?;
        let names: Vec<&str> = task.owners.iter().map(|owner| owner.name.as_str()).collect();
        Some((names.join(", "), first.place))
    };
    let how = match (left.owners.is_empty(), right.owners.is_empty()) {
        (true, true) => return None,
        (true, false) if inherited(right) || right.owner_vague || all(right, is_committee) => return None,
        (true, false) => How::Added,
        (false, true) if inherited(left) || left.owner_vague || all(left, is_committee) => return None,
        (false, true) => How::Gone,
        (false, false) => differ(left, right, sides)?,
    };
    Some(change(Field::Owner, how, said(left), said(right)))
}

fn all(task: &Task, test: impl Fn(&str) -> bool) -> bool {
    task.owners.iter().all(|owner| test(&owner.name))
}

/// How two lists of owners differ, if they do. One body in common is enough: a locality names its part of a list.
fn differ(left: &Task, right: &Task, sides: &Sides<'_>) -> Option<How> {
    let is_group = |task: &Task| task.owner_vague || all(task, is_group);
    if is_group(left) && is_group(right) {
        return None;
    }
    let one_of =
        |test: &dyn Fn(&Name, &Name) -> bool| left.owners.iter().any(|a| right.owners.iter().any(|b| test(a, b)));
    let names = sides.names;
    if one_of(&|a, b| same_body(&a.name, &b.name, names)) {
        return None;
    }
    let lower = one_of(&|a, b| {
        let (a, b) = (office(&a.name), office(&b.name));
        a.0 < b.0 && !a.1.is_empty() && (a.1.contains(&b.1) || b.1.contains(&a.1)) && !b.1.is_empty()
    });
    Some(if lower { How::LowerLevel } else { How::Other })
}

/// Whether a name is a group ("Các ban, ngành, đoàn thể", "Thủ trưởng các đơn vị"): another group in its place is no
/// other owner, for none of them can be held to it.
fn is_group(name: &str) -> bool {
    let folded = fold(name);
    ["cac ", "thu truong cac ", "nguoi dung dau cac "].iter().any(|group| folded.starts_with(group))
}

/// Whether two names are one body but for locality and level.
fn same_body(left: &str, right: &str, names: &Names) -> bool {
    let plain = |name: &str| {
        let name = name.trim_start_matches("Các ").trim_start_matches("các ");
        neutral(name, names)
    };
    let (left_words, right_words) = (plain(left), plain(right));
    left_words == right_words || is_committee(left) && is_committee(right)
}

/// Whether a name is a people's committee, of whatever locality.
fn is_committee(name: &str) -> bool {
    let folded = fold(name);
    let folded = folded.trim_start_matches("cac ");
    folded.starts_with("ubnd") || folded.starts_with("uy ban nhan dan")
}

/// Level and field of work of an office.
fn office(name: &str) -> (Option<Level>, String) {
    let folded = fold(name);
    let folded = folded.trim_start_matches("cac ").trim_start_matches("dong chi ");
    BODIES
        .iter()
        .find_map(|(word, level)| folded.strip_prefix(word).map(|field| (Some(*level), field_of(field))))
        .unwrap_or((None, field_of(folded)))
}

/// A field of work without the unit behind it.
fn field_of(folded: &str) -> String {
    let end = [" tinh", " huyen", " xa", " phuong", " thi xa", " thanh pho", " quan"]
        .iter()
        .filter_map(|unit| folded.find(unit).filter(|_| !folded.contains("xa hoi")))
        .min();
    folded[..end.unwrap_or(folded.len())].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::{header, task};

    fn how(left: &[&str], right: &[&str]) -> Option<How> {
        let side = |owners: &[&str]| {
            let mut task = task("1", "");
            task.owners = owners.iter().map(|name| Name { name: (*name).to_owned(), place: task.place }).collect();
            task.owner_source = (!owners.is_empty()).then_some(OwnerSource::Explicit);
            task
        };
        let header = header("Ủy ban nhân dân tỉnh Hưng Yên", Level::Province, 2024);
        let names = Names::default();
        let sides = Sides { left: &header, right: &header, names: &names };
        owner(&side(left), &side(right), &sides).map(|change| change.how)
    }

    #[test]
    fn finds_other_owners() {
        assert_eq!(how(&["Sở Nội vụ"], &["Phòng Nội vụ"]), Some(How::LowerLevel));
        assert_eq!(how(&["Sở Tư pháp"], &["Công chức Tư pháp - Hộ tịch"]), Some(How::LowerLevel));
        assert_eq!(how(&["Trung tâm Y tế"], &["Trạm Y tế xã"]), Some(How::LowerLevel));
        assert_eq!(how(&["Sở Tài chính"], &["Văn phòng - Thống kê"]), Some(How::Other));
        assert_eq!(how(&["Sở Tài chính"], &[]), Some(How::Gone));
        assert_eq!(how(&[], &["Công an xã"]), Some(How::Added));
    }

    #[test]
    fn leaves_the_locality_s_own_name() {
        assert_eq!(how(&["UBND cấp huyện", "UBND cấp xã"], &["UBND xã"]), None);
        assert_eq!(how(&["Các sở, ngành"], &["Các ban, ngành, đoàn thể"]), None);
        assert_eq!(how(&["Thủ trưởng các cơ quan, đơn vị"], &["các cán bộ, công chức chuyên môn"]), None);
        assert_eq!(how(&["Công an tỉnh"], &["Công an xã Hà Bắc"]), None);
        assert_eq!(how(&[], &["Ủy ban nhân dân xã"]), None);
        assert_eq!(how(&[], &[]), None);
    }
}
