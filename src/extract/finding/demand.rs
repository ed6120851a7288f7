//! Tasks without the owner, time or product that the plan demands of each.
//!
//! Finds: "Mỗi nhiệm vụ phải có một cơ quan chịu trách nhiệm chính, có thời hạn", "rõ người, rõ việc, rõ thời gian", and the
//! tasks that lack it. Tasks of the chapter of implementation are not asked.
//!
//! Not to be confused with: what others are to put into their plans, a sentence that points to an annex.

use std::sync::LazyLock;

use regex::Regex;

use super::finding;
use crate::fold::fold;
use crate::plan::{Finding, Level, Plan, Section, SectionKind, Severity, Task};

/// What tasks lack that the plan demands of them.
pub(super) fn demanded(plan: &Plan, found: &mut Vec<Finding>) {
    for (demand, kind) in demands(plan) {
        missing(plan, demand, kind, found);
    }
}

/// What a plan may demand of each task: its code, the words that demand it, whether a task lacks it, and how that is said.
struct Kind {
    code: &'static str,
    words: &'static str,
    lacks: fn(&Task) -> bool,
    message: &'static str,
}

const KINDS: [Kind; 3] = [
    Kind {
        code: "owner_missing",
        words: r"ro nguoi|chiu trach nhiem|phan cong trach nhiem|ro trach nhiem|phan cong ro trach nhiem|co quan chu tri",
        lacks: |task| task.owners.is_empty(),
        message: "đơn vị chủ trì",
    },
    Kind {
        code: "deadline_missing",
        words: r"ro thoi gian|co thoi han|thoi gian hoan thanh|ro tien do|ro thoi han|, thoi gian\b",
        lacks: |task| task.deadlines.is_empty(),
        message: "thời hạn",
    },
    Kind {
        code: "product_missing",
        words: r"(?:ro|co|bao dam|dam bao) san pham|ro ket qua",
        lacks: |task| task.products.is_empty(),
        message: "sản phẩm",
    },
];

/// Lines that demand something of each task of the plan, and what: in its purpose ("Mỗi nhiệm vụ phải có …", "rõ người, rõ
/// việc"), or in a task of a commune, which has nobody below whose plan it could mean.
fn demands(plan: &Plan) -> Vec<([usize; 2], &'static Kind)> {
    static EACH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:moi|tung|cac) (?:nhiem vu|cong viec|viec)\b|\bviec nao\b|\bro nguoi, ro viec|\bphan cong (?:ro )?trach nhiem").ok()
    });
    static ASKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:phai|bao dam|dam bao|yeu cau|can)\b|\bro \w+, |\bviec nao|\bphan cong").ok()
    });
    static WORDS: LazyLock<Vec<Option<Regex>>> =
        LazyLock::new(|| KINDS.iter().map(|kind| Regex::new(&format!(r"\b(?:{})", kind.words)).ok()).collect());
    let mut texts: Vec<(&str, [usize; 2])> = Vec::new();
    let purposes = plan.sections.iter().filter(|section| section.kind == Some(SectionKind::Purpose));
    purposes.for_each(|section| gather(section, &mut texts));
    if plan.header.issuer.as_ref().is_some_and(|issuer| issuer.level == Some(Level::Commune)) {
        texts.extend(plan.tasks.iter().map(|task| (&*task.text, task.place.lines)));
    }
    let mut found: Vec<([usize; 2], &Kind)> = Vec::new();
    for (text, lines) in texts {
        for sentence in fold(text).split(['.', ';', '\n']) {
            // "Các nhiệm vụ, cơ quan chủ trì, thời gian theo Phụ lục" points, and demands nothing.
            let points = sentence.contains("phu luc") || sentence.contains("bieu ");
            let is_match = |pattern: &Option<Regex>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(sentence));
            if points || !is_match(&EACH) || !is_match(&ASKED) {
                continue;
            }
            for (kind, words) in KINDS.iter().zip(WORDS.iter()) {
                let known = found.iter().any(|(_, other)| other.code == kind.code);
                if !known && is_match(words) {
                    found.push((lines, kind));
                }
            }
        }
    }
    found
}

/// The texts of a section and of those under it, with their lines.
fn gather<'p>(section: &'p Section, texts: &mut Vec<(&'p str, [usize; 2])>) {
    texts.extend(section.text.as_deref().map(|text| (text, section.place.lines)));
    section.children.iter().for_each(|child| gather(child, texts));
}

/// More tasks than this that lack the same thing are one finding about the plan.
const MOST_TASKS_APART: usize = 5;

/// Tasks without what is demanded of them: each on its own where they are few, else one finding at the demand.
fn missing(plan: &Plan, demand: [usize; 2], kind: &Kind, found: &mut Vec<Finding>) {
    let implementation: Vec<String> = plan
        .sections
        .iter()
        .filter(|section| section.kind == Some(SectionKind::Implementation))
        .map(|section| format!("{}/", section.path))
        .collect();
    let asked: Vec<&Task> =
        plan.tasks.iter().filter(|task| !implementation.iter().any(|chapter| task.path.starts_with(chapter))).collect();
    let lacking: Vec<&&Task> = asked.iter().filter(|task| (kind.lacks)(task)).collect();
    if lacking.len() > MOST_TASKS_APART {
        let paths: Vec<&str> = lacking.iter().take(MOST_TASKS_APART).map(|task| &*task.path).collect();
        let evidence = format!("{}/{}: {} …", lacking.len(), asked.len(), paths.join(", "));
        let message =
            format!("Kế hoạch yêu cầu {} cho từng nhiệm vụ; {} nhiệm vụ chưa nêu.", kind.message, lacking.len());
        found.push(finding(kind.code, Severity::Info, Some(demand), evidence, message));
        return;
    }
    for task in lacking {
        let evidence: String = task.text.chars().take(80).collect();
        let message = format!("Nhiệm vụ chưa nêu {}, dù kế hoạch yêu cầu.", kind.message);
        let about = finding(kind.code, Severity::Info, Some(task.place.lines), evidence, message);
        found.push(Finding { path: Some(task.path.clone()), ..about });
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::extract::tests::with_tracer;
    use crate::segment::segment;

    fn codes(text: &str) -> Vec<String> {
        with_tracer(text, |tracer| {
            let plan = extract(tracer.source, tracer.restored, &segment(text));
            plan.findings.into_iter().map(|finding| finding.code.into_owned()).collect()
        })
    }

    #[test]
    fn what_a_plan_demands_of_each_task_is_missed() {
        let plan = |demand: &str, tasks: usize| {
            let tasks: String = (1..=tasks).map(|n| format!("{n}. Xây dựng công trình số {n} của xã.\n")).collect();
            format!("KẾ HOẠCH\nTrồng cây\nI. MỤC ĐÍCH, YÊU CẦU\n1. {demand}\nII. NỘI DUNG\n{tasks}")
        };
        let demand = "Mỗi nhiệm vụ phải có một cơ quan chịu trách nhiệm chính, có thời hạn hoàn thành.";
        // Few tasks are named one by one, many are one finding.
        assert_eq!(codes(&plan(demand, 2)), ["owner_missing", "deadline_missing", "owner_missing", "deadline_missing"]);
        assert_eq!(codes(&plan(demand, 9)), ["owner_missing", "deadline_missing"]);
        for demand in ["Triển khai kịp thời, có hiệu quả.", "Các xã xây dựng kế hoạch có thời hạn."]
        {
            assert!(codes(&plan(demand, 9)).is_empty(), "{demand}: {:?}", codes(&plan(demand, 9)));
        }
    }
}
