//! Checks 1 to 5: what became of each task.

use super::{Finding, Ground, Outcome, about_pair, about_plan, judged};
use crate::compare::field::{Change, Field, How};
use crate::compare::verdict::{Pair, Status};
use crate::plan::{Level, Severity};

/// An owner of at least this share of the tasks carries them all.
const CONCENTRATION: f64 = 0.5;
/// … in a plan of at least this many tasks that name an owner.
const CONCENTRATION_TASKS: usize = 6;

/// 1. Tasks of the parent that the child lacks. A task of which the file can't tell is no finding.
pub(super) fn coverage(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let lacking = ground.pairs.iter().filter(|pair| pair.status == Status::OnlyLeft);
    let found: Vec<Finding> = lacking
        .map(|pair| {
            about_pair(
                "coverage",
                Severity::Warning,
                pair,
                short(pair.left_text.as_deref()),
                "Nhiệm vụ chưa được đưa vào kế hoạch.",
            )
        })
        .collect();
    let unknown = ground.pairs.iter().any(|pair| pair.left.is_some() && pair.status == Status::Unknown);
    if found.is_empty() && unknown { (Outcome::Unknown, found) } else { judged(found) }
}

/// 2. Places and people that a task no longer covers, or now covers. Levels above the child's own don't count.
pub(super) fn scope(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    judged(changes(ground, Field::Scope, "scope", |how| match how {
        How::Narrowed => Some((Severity::Warning, "Phạm vi bị thu hẹp.")),
        How::Widened => Some((Severity::Info, "Phạm vi được mở rộng.")),
        _ => Some((Severity::Info, "Phạm vi thay đổi.")),
    }))
}

/// 3. Targets that fell, vanished or were replaced, and ranks of indices that are measured for provinces only. A raised
///    target is told as information.
pub(super) fn target(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let mut found = changes(ground, Field::Target, "target", |how| match how {
        How::Lowered => Some((Severity::Warning, "Chỉ tiêu giảm so với cấp trên.")),
        How::Gone => Some((Severity::Warning, "Chỉ tiêu của cấp trên không còn.")),
        How::Replaced => Some((Severity::Warning, "Chỉ tiêu được thay bằng chỉ tiêu khác loại.")),
        How::Raised => Some((Severity::Info, "Chỉ tiêu cao hơn cấp trên.")),
        _ => Some((Severity::Info, "Chỉ tiêu bổ sung.")),
    });
    found.extend(unmeasurable(ground));
    judged(found)
}

/// "tăng bậc", "thuộc nhóm đứng đầu" of PAPI, PCI, PAR INDEX, SIPAS in a district's or commune's own target: these indices are
/// measured for provinces. Not where the sentence speaks of the province's rank.
fn unmeasurable(ground: &Ground<'_>) -> Vec<Finding> {
    let level = ground.right.record.plan.header.issuer.as_ref().and_then(|issuer| issuer.level);
    if level.is_none_or(|level| level == Level::Province) {
        return Vec::new();
    }
    let pairs = ground.pairs.iter().filter(|pair| pair.right_text.is_some());
    let is_ranked = |pair: &&Pair| {
        let text = crate::fold::fold(pair.right_text.as_deref().unwrap_or_default());
        let index = ["papi", "pci", "par index", "par-index", "sipas"].iter().any(|index| text.contains(index));
        let rank =
            ["tang bac", "tang hang", "thu hang", "bac tro len", "thuoc nhom"].iter().any(|rank| text.contains(rank));
        let of_province = [" tinh", "toan thanh pho"].iter().any(|province| text.contains(province));
        index && rank && !of_province
    };
    pairs
        .filter(is_ranked)
        .map(|pair| {
            about_pair(
                "target",
                Severity::Warning,
                pair,
                short(pair.right_text.as_deref()),
                "Chỉ số này chỉ được đo ở cấp tỉnh, không đo được ở địa phương.",
            )
        })
        .collect()
}

/// 4. Owners that moved or went, and one owner for most tasks. An office at a lower level is told as information: that is
///    what a local plan is for.
pub(super) fn owner(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    let mut found = changes(ground, Field::Owner, "owner", |how| match how {
        How::LowerLevel => Some((Severity::Info, "Giao cho đơn vị cùng lĩnh vực ở cấp dưới.")),
        How::Other => Some((Severity::Warning, "Đơn vị chủ trì khác với cấp trên.")),
        How::Gone => Some((Severity::Warning, "Không còn đơn vị chủ trì.")),
        _ => Some((Severity::Info, "Bổ sung đơn vị chủ trì.")),
    });
    let tasks = &ground.right.record.plan.tasks;
    let mut owners: Vec<&str> =
        tasks.iter().filter_map(|task| task.owners.first()).map(|owner| owner.name.as_str()).collect();
    owners.sort_unstable();
    let most = owners.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).unwrap_or_default();
    if owners.len() >= CONCENTRATION_TASKS && most.len() as f64 >= CONCENTRATION * owners.len() as f64 {
        let evidence = format!("{}: {}/{}", most.first().unwrap_or(&""), most.len(), owners.len());
        found.push(about_plan("owner", Severity::Info, evidence, "Phần lớn nhiệm vụ dồn vào một đơn vị."));
    }
    let vague = tasks.iter().filter(|task| task.owner_vague).count();
    if vague > 0 {
        let evidence = format!("{vague}/{}", tasks.len());
        found.push(about_plan(
            "owner",
            Severity::Info,
            evidence,
            "Có nhiệm vụ giao chung chung, không rõ đơn vị nào chủ trì.",
        ));
    }
    judged(found)
}

/// 5. Deadlines that are later than the parent's (in the child's own year) or gone. An earlier one is told as information:
///    a report that feeds the parent's has to come first.
pub(super) fn deadline(ground: &Ground<'_>) -> (Outcome, Vec<Finding>) {
    judged(changes(ground, Field::Deadline, "deadline", |how| match how {
        How::Later => Some((Severity::Warning, "Thời hạn chậm hơn cấp trên.")),
        How::Gone => Some((Severity::Warning, "Không còn thời hạn.")),
        How::Earlier => Some((Severity::Info, "Thời hạn sớm hơn cấp trên.")),
        _ => Some((Severity::Info, "Thời hạn thay đổi.")),
    }))
}

fn changes(
    ground: &Ground<'_>,
    field: Field,
    code: &'static str,
    judge: impl Fn(How) -> Option<(Severity, &'static str)>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for pair in ground.pairs {
        for change in pair.changes.iter().filter(|change| change.field == field) {
            if let Some((severity, message)) = judge(change.how) {
                found.push(about_pair(code, severity, pair, quotes(change), message));
            }
        }
    }
    found
}

fn quotes(change: &Change) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    format!("{} → {}", side(&change.left), side(&change.right))
}

/// The first words of a text.
fn short(text: Option<&str>) -> String {
    text.unwrap_or_default().chars().take(120).collect()
}
