//! Deadlines: earlier, later, gone, added, or of another kind.
//!
//! Finds: "trước ngày 10/6" → "trước ngày 15/6" (later), "hằng quý" → "hằng năm" (other), a deadline that is gone.
//!
//! Not to be confused with: the same day of the child's own year in a plan for another year, "thường xuyên" beside no
//! deadline at all, a date that a relative deadline becomes once its anchor is known.

use super::{Change, Field, How, Said, Sides, change};
use crate::plan::{Deadline, DeadlineKind, Header, Offset, Recurrence, Task};

/// Compares the deadlines of two tasks: the first of each side that binds.
pub(super) fn deadline(left: &Task, right: &Task, sides: &Sides<'_>) -> Option<Change> {
    let said =
        |deadline: Option<&Deadline>| -> Said { deadline.map(|deadline| (deadline.text.clone(), deadline.place)) };
    let (a, b) = (binding(left), binding(right));
    let how = match (a, b) {
        (None, None) => return None,
        (None, Some(_)) => How::Added,
        (Some(_), None) => How::Gone,
        (Some(a), Some(b)) => differ(a, b, year_shift(sides.left, sides.right))?,
    };
    Some(change(Field::Deadline, how, said(a), said(b)))
}

/// The first deadline that says more than "all the time".
fn binding(task: &Task) -> Option<&Deadline> {
    task.deadlines
        .iter()
        .find(|deadline| !matches!(deadline.recurrence, Some(Recurrence::Continuous | Recurrence::Periodic)))
}

/// Years from the left plan's first year to the right's; none where one of them does not say.
fn year_shift(left: &Header, right: &Header) -> i16 {
    left.years.start.zip(right.years.start).map_or(0, |(left, right)| right - left)
}

fn differ(left: &Deadline, right: &Deadline, shift: i16) -> Option<How> {
    use DeadlineKind::{By, During, Recurring, Relative};
    match (left.kind, right.kind) {
        (By | During, By | During) => {
            let wanted = left.end.as_deref().or(left.start.as_deref()).and_then(|date| moved(date, shift));
            let have = right.end.clone().or(right.start.clone());
            match (wanted, have) {
                (Some(wanted), Some(have)) if have < wanted => Some(How::Earlier),
                (Some(wanted), Some(have)) if have > wanted => Some(How::Later),
                _ => None,
            }
        }
        (Recurring, Recurring) => (left.recurrence != right.recurrence).then_some(How::Other),
        (Relative, Relative) => {
            let length = |deadline: &Deadline| deadline.offset.as_ref().and_then(Offset::signed);
            match (length(left), length(right)) {
                (Some((a, unit)), Some((b, other))) if unit == other && a != b => {
                    Some(if b < a { How::Earlier } else { How::Later })
                }
                _ => None,
            }
        }
        // A relative deadline may have become a date.
        (Relative, _) => None,
        _ => Some(How::Other),
    }
}

/// An ISO date some years on.
fn moved(date: &str, years: i16) -> Option<String> {
    let (year, rest) = date.split_at_checked(4)?;
    Some(format!("{:04}{rest}", year.parse::<i16>().ok()? + years))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::neutral::Names;
    use crate::compare::tests::{due, header, recurring, task};
    use crate::plan::Level;

    fn how(left: Option<Deadline>, right: Option<Deadline>) -> Option<How> {
        let parent = header("Ủy ban nhân dân tỉnh Hưng Yên", Level::Province, 2023);
        let child = header("Ủy ban nhân dân xã Dương Quang", Level::Commune, 2024);
        let side = |deadline: Option<Deadline>| {
            let mut task = task("1", "");
            task.deadlines.extend(deadline);
            task
        };
        let names = Names::default();
        deadline(&side(left), &side(right), &Sides { left: &parent, right: &child, names: &names })
            .map(|change| change.how)
    }

    #[test]
    fn finds_what_moved() {
        assert_eq!(how(Some(due("2023-06-10")), Some(due("2024-06-15"))), Some(How::Later));
        assert_eq!(how(Some(due("2023-06-10")), Some(due("2024-06-05"))), Some(How::Earlier));
        assert_eq!(how(Some(due("2023-06-10")), None), Some(How::Gone));
        assert_eq!(how(None, Some(due("2024-06-10"))), Some(How::Added));
        assert_eq!(how(Some(recurring(Recurrence::Quarterly)), Some(recurring(Recurrence::Yearly))), Some(How::Other));
    }

    #[test]
    fn leaves_the_plan_s_own_year() {
        assert_eq!(how(Some(due("2023-06-10")), Some(due("2024-06-10"))), None);
        assert_eq!(how(Some(recurring(Recurrence::Continuous)), None), None);
        assert_eq!(how(None, Some(recurring(Recurrence::Continuous))), None);
        assert_eq!(how(Some(recurring(Recurrence::Yearly)), Some(recurring(Recurrence::Yearly))), None);
        assert_eq!(how(None, None), None);
    }
}
