//! What reports say, in Vietnamese and in English.
//!
//! One place for every word that a reader of a report sees, so that both languages stay complete.

use serde::Serialize;

use crate::compare::Relation;
use crate::compare::field::{Change, Field, How};
use crate::compare::verdict::{Reason, Status};
use crate::plan::{Recurrence, Severity};

/// A language of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The word of this language.
    pub fn of<'a>(self, vietnamese: &'a str, english: &'a str) -> &'a str {
        match self {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        }
    }

    /// Its code, for HTML.
    pub fn code(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }
}

macro_rules! words {
    ($($name:ident: $vietnamese:literal, $english:literal;)*) => {
        /// Titles and labels.
        #[derive(Debug, Serialize)]
        #[expect(missing_docs, reason = "each word says itself")]
        pub struct Words { $(pub $name: &'static str,)* }
        const VIETNAMESE: Words = Words { $($name: $vietnamese,)* };
        const ENGLISH: Words = Words { $($name: $english,)* };
    };
}

words! {
    title: "So sánh kế hoạch", "Comparison of plans";
    overview: "Tổng quan", "Overview";
    tasks: "Nhiệm vụ", "Tasks";
    differences: "Khác biệt", "Differences";
    findings: "Phát hiện", "Findings";
    locality: "Địa phương", "Locality";
    number: "Số", "Number";
    date: "Ngày ban hành", "Date";
    parent: "Kế hoạch cấp trên", "Parent plan";
    parent_number: "Số cấp trên", "Parent number";
    same: "Giống", "Same";
    reworded: "Diễn đạt khác", "Reworded";
    changed: "Có thay đổi", "Changed";
    only_left: "Chưa đưa vào", "Not carried over";
    only_right: "Bổ sung", "Added";
    unknown: "Không rõ", "Unknown";
    coverage: "Tỷ lệ đưa vào", "Coverage";
    file: "Tệp", "File";
    path: "Mục", "Path";
    task: "Nội dung nhiệm vụ", "Task";
    owners: "Chủ trì", "Owners";
    coordinators: "Phối hợp", "Coordinators";
    deadline: "Thời hạn", "Deadline";
    due: "Hạn cuối", "Due";
    recurrence: "Định kỳ", "Recurrence";
    targets: "Chỉ tiêu", "Targets";
    reports_to: "Báo cáo", "Reports to";
    line: "Dòng", "Line";
    status: "Kết quả", "Status";
    left_path: "Mục cấp trên", "Left path";
    left_text: "Cấp trên ghi", "Left text";
    right_path: "Mục địa phương", "Right path";
    right_text: "Địa phương ghi", "Right text";
    changes: "Nội dung thay đổi", "Changes";
    reason: "Lý do", "Reason";
    similarity: "Độ giống", "Similarity";
    left_line: "Dòng cấp trên", "Left line";
    right_line: "Dòng địa phương", "Right line";
    severity: "Mức độ", "Severity";
    check: "Nội dung kiểm tra", "Check";
    message: "Nhận xét", "Message";
    evidence: "Căn cứ", "Evidence";
    matrix: "Ma trận nhiệm vụ × địa phương", "Matrix of tasks × localities";
    chain: "Chuỗi kế hoạch", "Chain of plans";
    pair: "So sánh từng cặp", "Pair by pair";
    plans: "Các kế hoạch", "The plans";
    filter_task: "Lọc nhiệm vụ", "Filter tasks";
    filter_locality: "Lọc địa phương", "Filter localities";
    all: "Tất cả", "All";
    back: "Về tổng quan", "Back to the overview";
    lines: "dòng", "lines";
    failed: "Tệp không đọc được", "Files that could not be read";
    cited_only: "được dẫn, không có tệp", "cited, no file";
    no_findings: "Không có phát hiện.", "No findings.";
    too_many: "Chỉ trình bày chi tiết một phần các cặp; toàn bộ có trong tệp JSON, Excel và CSV.", "Only some pairs are shown in detail; all are in JSON, the workbook and CSV.";
    relation: "Quan hệ", "Relation";
    print: "In", "Print";
    text: "Văn bản", "Text";
}

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

/// A status.
pub fn status(status: Status, language: Language) -> &'static str {
    let say = words(language);
    match status {
        Status::Same => say.same,
        Status::Reworded => say.reworded,
        Status::Changed => say.changed,
        Status::OnlyLeft => say.only_left,
        Status::OnlyRight => say.only_right,
        Status::Unknown => say.unknown,
    }
}

/// Why a verdict is unknown.
pub fn reason(reason: Reason, language: Language) -> &'static str {
    match reason {
        Reason::LeftCut => language.of("bản cấp trên bị cắt", "the left file was cut"),
        Reason::RightCut => language.of("bản địa phương bị cắt", "the right file was cut"),
        Reason::LeftAnnexMissing => language.of("tệp cấp trên thiếu phụ lục", "the left file lacks an annex"),
        Reason::RightAnnexMissing => language.of("tệp địa phương thiếu phụ lục", "the right file lacks an annex"),
    }
}

/// How two plans are related.
pub fn relation(relation: Relation, language: Language) -> &'static str {
    match relation {
        Relation::CarriesOut => language.of("thực hiện kế hoạch cấp trên này", "carries out this parent"),
        Relation::YearOnYear => language.of("cùng cơ quan, khác năm", "same issuer, another year"),
        Relation::Identical => language.of("cùng một tệp", "the same file"),
        Relation::NotStated => language.of("văn bản không nêu quan hệ", "not stated in the plans"),
    }
}

/// How much a finding matters.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Info => language.of("Lưu ý", "Note"),
        Severity::Warning => language.of("Cần xem lại", "Check"),
        Severity::Error => language.of("Mâu thuẫn", "Contradiction"),
    }
}

/// How often.
pub fn recurrence(recurrence: Recurrence, language: Language) -> &'static str {
    match recurrence {
        Recurrence::Continuous => language.of("thường xuyên", "all the time"),
        Recurrence::Weekly => language.of("hằng tuần", "weekly"),
        Recurrence::Monthly => language.of("hằng tháng", "monthly"),
        Recurrence::Quarterly => language.of("hằng quý", "quarterly"),
        Recurrence::HalfYearly => language.of("6 tháng", "half-yearly"),
        Recurrence::Yearly => language.of("hằng năm", "yearly"),
        Recurrence::Periodic => language.of("định kỳ", "periodic"),
    }
}

/// A change in one line: "Chủ trì (cấp dưới): Sở Nội vụ → Phòng Nội vụ".
pub fn change(change: &Change, language: Language) -> String {
    let say = words(language);
    let field = match change.field {
        Field::Owner => say.owners,
        Field::Deadline => say.deadline,
        Field::Target => say.targets,
        Field::Scope => language.of("Phạm vi", "Scope"),
    };
    let how = match change.how {
        How::LowerLevel => language.of("cấp dưới", "lower level"),
        How::Other => language.of("khác", "other"),
        How::Added => language.of("bổ sung", "added"),
        How::Gone => language.of("không còn", "gone"),
        How::Earlier => language.of("sớm hơn", "earlier"),
        How::Later => language.of("chậm hơn", "later"),
        How::Raised => language.of("tăng", "raised"),
        How::Lowered => language.of("giảm", "lowered"),
        How::Replaced => language.of("thay thế", "replaced"),
        How::Narrowed => language.of("thu hẹp", "narrowed"),
        How::Widened => language.of("mở rộng", "widened"),
    };
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    format!("{field} ({how}): {} → {}", side(&change.left), side(&change.right))
}
