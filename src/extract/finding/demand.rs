//! Tasks without the owner, time or product that the plan demands of each.
//!
//! Finds: "Mỗi nhiệm vụ phải có một cơ quan chịu trách nhiệm chính, có thời hạn", "rõ người, rõ việc, rõ thời gian", and the
//! tasks of whose lines none says such a thing. Tasks of the chapter of implementation are not asked; where a table assigns the
//! work only its rows are, and where the annex that may assign it is not in the file nobody can tell.
//!
//! Not to be confused with: what others are to put into their plans, a sentence that points to an annex, items that describe
//! another ("Nội dung kiểm tra: …", "Đợt 1: …"), work that never ends ("Duy trì …"), a time or an owner in
//! words that no rule reads ("trực 24/24 giờ", "lập tức").

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::finding;
use crate::extract::Tracer;
use crate::fold::fold;
use crate::plan::{Finding, Level, Plan, Section, SectionKind, Severity, Task};

/// What tasks lack that the plan demands of them.
pub(super) fn demanded(plan: &Plan, tracer: &Tracer<'_>, found: &mut Vec<Finding>) {
    if found.iter().any(|finding| finding.code == "annex_missing") {
        return;
    }
    let demands = demands(plan);
    if demands.is_empty() {
        return;
    }
    let asked = asked(plan, tracer);
    for (demand, kind) in demands {
        missing(&asked, demand, kind, found);
    }
}

/// What a plan may demand of each task: its code, the words that demand it, whether a task lacks it, and how that is said.
struct Kind {
    code: &'static str,
    words: &'static str,
    lacks: fn(&Asked<'_>) -> bool,
    message: &'static str,
}

/// A task that the demand is about, with all its lines in small letters: fields that no rule read among them.
struct Asked<'p> {
    task: &'p Task,
    lines: String,
}

const KINDS: [Kind; 3] = [
    Kind {
        code: "owner_missing",
        words: r"ro nguoi|chiu trach nhiem|phan cong trach nhiem|ro trach nhiem|phan cong ro trach nhiem|co quan chu tri",
        lacks: |asked| asked.task.owners.is_empty() && !says(&CHARGES, &asked.lines),
        message: "đơn vị chủ trì",
    },
    Kind {
        code: "deadline_missing",
        words: r"ro thoi gian|co thoi han|thoi gian hoan thanh|ro tien do|ro thoi han|, thoi gian\b",
        lacks: |asked| {
            let standing = || says(&STANDING, &fold(&asked.task.text));
            asked.task.deadlines.is_empty() && !says(&TIMES, &asked.lines) && !standing()
        },
        message: "thời hạn",
    },
    Kind {
        code: "product_missing",
        words: r"(?:ro|co|bao dam|dam bao) san pham",
        lacks: |asked| asked.task.products.is_empty() && !says(&PRODUCTS, &asked.task.text.to_lowercase()),
        message: "sản phẩm",
    },
];

/// Lines that demand something of each task of the plan, and what: in its purpose ("Mỗi nhiệm vụ phải có …", "rõ người, rõ
/// việc"), or in a task of a commune, which has nobody below whose plan it could mean.
fn demands(plan: &Plan) -> Vec<([usize; 2], &'static Kind)> {
    static EACH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:moi|tung|cac) (?:nhiem vu|cong viec|viec)\b|\bviec nao\b|\bro nguoi, ro viec").ok()
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
            // "Các cấp, các ngành phân công rõ người, rõ việc": in what they do themselves.
            let points = points || sentence.trim_start().starts_with("cac cap, cac nganh");
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

/// The tasks that a demand is about.
fn asked<'p>(plan: &'p Plan, tracer: &Tracer<'_>) -> Vec<Asked<'p>> {
    let implementation: Vec<String> = plan
        .sections
        .iter()
        .filter(|section| section.kind == Some(SectionKind::Implementation) || is_schedule(section))
        .map(|section| format!("{}/", section.path))
        .collect();
    let source: Vec<&str> = tracer.restored.text.lines().collect();
    let mut lines: HashMap<&str, [usize; 2]> = HashMap::new();
    plan.sections.iter().for_each(|section| places(section, &mut lines));
    let in_table = |task: &Task| task.path.contains("/#");
    let tabled = plan.tasks.iter().any(in_table);
    let of_content = plan.tasks.iter().filter(|task| {
        !says(&DESCRIBES, &fold(&task.text)) && !implementation.iter().any(|chapter| task.path.starts_with(chapter))
    });
    of_content
        .filter(|task| !tabled || in_table(task))
        .map(|task| {
            let [first, last] = lines.get(&*task.path).copied().unwrap_or(task.place.lines);
            let own = source.get(first - 1..last.min(source.len())).unwrap_or_default();
            Asked { task, lines: own.join(" ").to_lowercase() }
        })
        .collect()
}

/// "V. TIẾN ĐỘ THỰC HIỆN": says when the work of other chapters is done.
fn is_schedule(section: &Section) -> bool {
    let heading = section.heading.as_deref().map(fold).unwrap_or_default();
    ["tien do", "lo trinh", "thoi gian"].iter().any(|words| heading.starts_with(words))
}

/// Notes the lines of a section and of those under it.
fn places<'p>(section: &'p Section, lines: &mut HashMap<&'p str, [usize; 2]>) {
    lines.insert(&section.path, section.place.lines);
    section.children.iter().for_each(|child| places(child, lines));
}

/// Words that charge somebody.
static CHARGES: Words = LazyLock::new(|| {
    among(
        "chủ trì|phụ trách|chịu trách nhiệm|đề nghị|giao|phân công|người (?:đại diện|đứng đầu|được)|thủ trưởng|trưởng đoàn",
    )
});
/// Words of a time.
static TIMES: Words = LazyLock::new(|| {
    among(
        r"ngày|tháng|quý|quí|năm|tuần|giờ|phút|thời gian|thời hạn|thời điểm|thường xuyên|định kỳ|liên tục|lập tức|kịp thời|đột xuất|trước khi|sau khi|ngay khi|trong suốt|giai đoạn|\w+/lần|lần/\w+|đợt \d+",
    )
});
/// Work that never ends, or waits for an event, folded.
static STANDING: Words = LazyLock::new(|| {
    Regex::new(
        r"^(?:khong|khi|duy tri|tiep tuc|tang cuong|gan|long ghep|bao dam|dam bao|chu dong|nang cao|day manh|tap trung|thuc hien (?:nghiem|day du|tot|dung))\b",
    )
    .ok()
});
/// What comes out of a task: a document, a model or a count.
static PRODUCTS: Words = LazyLock::new(|| {
    among(
        r"\w*\d\w*|sản phẩm|kết quả|kế hoạch|chương trình|báo cáo|quyết định|nghị quyết|quy chế|danh mục|danh sách|phương án|đề án|văn bản|sổ tay|tài liệu|hồ sơ|biên bản|mô hình|ứng dụng",
    )
});
/// Items that describe another, folded.
static DESCRIBES: Words = LazyLock::new(|| {
    Regex::new(r"^(?:noi dung|hinh thuc|doi tuong|so luong|thoi gian|dia diem|thanh phan|dot \d|giai doan \d)\b").ok()
});

/// A pattern made when first asked for.
type Words = LazyLock<Option<Regex>>;

/// A pattern for words that stand among others; without `\b`, for the reason that [`crate::lexicon::whole_words`] gives.
fn among(list: &str) -> Option<Regex> {
    Regex::new(&format!(r"(?:^|[^\p{{L}}\p{{N}}_])(?:{list})(?:[^\p{{L}}\p{{N}}_]|$)")).ok()
}

fn says(words: &Words, text: &str) -> bool {
    words.as_ref().is_some_and(|words| words.is_match(text))
}

/// Tasks without what is demanded of them: each on its own where they are few, else one finding at the demand.
fn missing(asked: &[Asked<'_>], demand: [usize; 2], kind: &Kind, found: &mut Vec<Finding>) {
    let lacking: Vec<&Task> = asked.iter().filter(|asked| (kind.lacks)(asked)).map(|asked| asked.task).collect();
    if lacking.len() > MOST_TASKS_APART {
        let paths: Vec<&str> = lacking.iter().map(|task| &*task.path).collect();
        let evidence = format!("{}/{}: {}", lacking.len(), asked.len(), paths.join(", "));
        // What says the like in other words is not counted.
        let message = format!(
            "Kế hoạch yêu cầu {} cho từng nhiệm vụ; ít nhất {} nhiệm vụ chưa nêu.",
            kind.message,
            lacking.len()
        );
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

    #[test]
    fn what_is_said_in_other_words_or_in_another_place_is_not_missed() {
        let plan = |items: &str, end: &str| {
            format!(
                "KẾ HOẠCH\nTrồng cây\nI. MỤC ĐÍCH, YÊU CẦU\n1. Phân công rõ người, rõ việc, rõ thời gian.\nII. NỘI DUNG\n{items}{end}"
            )
        };
        let said = "1. Trực 24/24 giờ; người được cử trực lập tức báo Chủ tịch.\n2. Nội dung kiểm tra: việc trồng cây.\n\
            3. Duy trì vườn ươm do Chủ tịch phân công.\n";
        assert!(codes(&plan(said, "")).is_empty(), "{:?}", codes(&plan(said, "")));
        let bare = "1. Xây dựng vườn ươm.\n2. Sửa chữa kênh.\n";
        assert_eq!(codes(&plan(bare, "")).len(), 4);
        let annex = "III. TỔ CHỨC THỰC HIỆN\n1. Nhiệm vụ cụ thể theo Phụ lục kèm theo Kế hoạch này.\n";
        assert_eq!(codes(&plan(bare, annex)), ["annex_missing"], "the annex may assign it");
        let table = "PHỤ LỤC\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Sửa chữa kênh | Công an xã | Quý I |\n";
        assert!(codes(&plan(bare, table)).is_empty(), "{:?}", codes(&plan(bare, table)));
    }
}
