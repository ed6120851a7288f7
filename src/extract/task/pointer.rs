//! Fields that point to another task instead of naming somebody.
//!
//! In: the tasks of a plan, in its order. Out: the same, in which "Như mục 2.2", "như trên" are the agencies of the task they
//! point to; nobody where there is none. It follows a pointer backwards only, so there are no circles.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::fold;
use crate::plan::{Name, Task};

/// Puts names where fields point.
pub(super) fn resolve(tasks: &mut [Task]) {
    static POINTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^nhu (?:tai )?(?:(?:muc|diem|khoan|nhiem vu|noi dung) (?P<label>[0-9a-z]+(?:\.[0-9]+)*)|tren)\b")
            .ok()
    });
    let Some(pointer) = POINTER.as_ref() else { return };
    for i in 0..tasks.len() {
        let target = |name: &Name| {
            let folded = fold(&name.name);
            let label = pointer.captures(&folded)?.name("label").map(|label| label.as_str().to_owned());
            let is_there = |task: &Task| label.as_ref().is_none_or(|label| task.path.rsplit('/').next() == Some(label));
            Some(tasks[..i].iter().rposition(is_there))
        };
        let owners = tasks[i].owners.iter().find_map(target);
        let coordinators = tasks[i].coordinators.iter().find_map(target);
        if let Some(target) = owners {
            tasks[i].owners = target.map_or_else(Vec::new, |target| tasks[target].owners.clone());
        }
        if let Some(target) = coordinators {
            tasks[i].coordinators = target.map_or_else(Vec::new, |target| tasks[target].coordinators.clone());
        }
        if tasks[i].owners.is_empty() {
            tasks[i].owner_source = None;
        }
    }
}
