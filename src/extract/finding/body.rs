//! Contradictions inside the document: number, date, issuer, annexes, cuts, references, reports before their data.
//!
//! Not to be confused with: a year-end report that is due in the next January, an annex that stands in the file.

use std::sync::LazyLock;

use regex::Regex;

use super::finding;
use crate::extract::Tracer;
use crate::extract::level::{level_of, unit_at, written};
use crate::extract::reference::references as cited;
use crate::fold::fold;
use crate::plan::{DeadlineKind, Finding, Plan, Reference, Severity, Task};
use crate::segment::Outline;
use crate::segment::label::LabelKind;
use crate::segment::passage::Passage;
use crate::segment::tree::Section;

/// Number, date, symbol and issuer of the header.
pub(super) fn header(outline: &Outline, plan: &Plan, found: &mut Vec<Finding>) {
    let header = &plan.header;
    let number_lines = header.places.number.map(|place| place.lines);
    if header.number.is_none()
        && let Some(symbol) = &header.symbol
    {
        found.push(finding(
            "number_blank",
            Severity::Warning,
            number_lines,
            format!("/{symbol}"),
            "Số văn bản để trống.".into(),
        ));
    }
    if let Some(date) = header.date.as_ref().filter(|date| date.len() < 10) {
        let lines = header.places.date.map(|place| place.lines);
        found.push(finding(
            "date_incomplete",
            Severity::Warning,
            lines,
            date.clone(),
            "Ngày, tháng ban hành để trống hoặc không đọc được.".into(),
        ));
    }
    if let Some(symbol) = header.symbol.as_ref().filter(|symbol| {
        outline.decision.is_none()
            && !symbol.starts_with("KH")
            && !symbol.starts_with("PA")
            && !symbol.starts_with("CTr")
    }) {
        found.push(finding(
            "symbol_conflict",
            Severity::Warning,
            number_lines,
            symbol.clone(),
            format!("Ký hiệu “{symbol}” không phải của kế hoạch."),
        ));
    }
    issuer_level(plan, found);
}

/// The title names a unit of the issuer's own name at another level ("thị xã Dương Quang" for a commune).
fn issuer_level(plan: &Plan, found: &mut Vec<Finding>) {
    let (Some(issuer), Some(title)) = (&plan.header.issuer, &plan.header.title) else { return };
    let folded_issuer = fold(&issuer.name);
    let Some(rest) = folded_issuer.strip_prefix("uy ban nhan dan ") else { return };
    let Some(unit) = unit_at(rest) else { return };
    let name = rest[unit.len()..].trim();
    let folded_title = fold(&title.text);
    for (at, _) in folded_title.match_indices(name).filter(|_| name.len() > 2) {
        let before = folded_title[..at].trim_end();
        let said = before
            .match_indices(' ')
            .map(|(at, _)| at + 1)
            .chain([0])
            .filter_map(|from| unit_at(&before[from..]).filter(|unit| from + unit.len() == before.len()))
            .max_by_key(|unit| unit.len());
        let said_level = said.and_then(|unit| level_of(unit, name));
        if said_level.is_some() && said_level != issuer.level {
            let evidence = format!("{} / {}", said.and_then(written).unwrap_or_default(), issuer.name);
            let message = "Tên đơn vị trong tiêu đề không khớp với cấp thực hiện trong nội dung.".to_owned();
            found.push(finding("issuer_level_conflict", Severity::Error, Some(title.place.lines), evidence, message));
            return;
        }
    }
}

/// Annexes, cuts, references.
pub(super) fn document(outline: &Outline, plan: &Plan, tracer: &Tracer<'_>, found: &mut Vec<Finding>) {
    for &cut in &outline.cuts {
        found.push(finding(
            "source_cut",
            Severity::Error,
            Some([cut, cut]),
            "[...]".into(),
            "Bản sao bị cắt bớt nội dung tại đây.".into(),
        ));
    }
    annex(outline, tracer, found);
    references(outline, plan, tracer, found);
}

/// An annex that the text cites and the file lacks.
fn annex(outline: &Outline, tracer: &Tracer<'_>, found: &mut Vec<Finding>) {
    static CITED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:phu luc|bieu tong hop|danh muc nhiem vu|bieu mau)[^.;]{0,40}(?:kem theo|dinh kem)|\(kem phu luc\b|(?:kem theo|dinh kem)[^.;]{0,20}(?:phu luc|bieu tong hop|danh muc)|(?:tai|theo) (?:cac )?phu luc\b").ok()
    });
    // "Phụ lục II kèm theo Nghị định số …": another document's.
    static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^[^.;]{0,120}?\b(?:cua|kem theo|theo|thuoc) (?:ket luan|nghi dinh|thong tu|nghi quyet|quyet dinh|cong van|huong dan|luat|chi thi|thong bao)\b (?:so )?(?:\d|[^.;]{0,80}\d)|^(?:tai |theo )?(?:cac )?phu luc (?:so )?[0-9ivxlc]+,? (?:nghi dinh|thong tu|nghi quyet|quyet dinh|cong van|huong dan|chi thi) (?:so )?\d").ok()
    });
    let has_annex = outline.sections.iter().any(|section| section.kind == LabelKind::Annex);
    let has_table = any(&outline.sections, &|section| section.table.is_some());
    if has_annex || has_table {
        return;
    }
    let cites = |passage: &Passage| {
        let folded = passage.folded();
        let found = CITED.as_ref().and_then(|cited| cited.find(&folded.text));
        let own = found.filter(|found| {
            let sentence = folded.text[found.start()..].split(['.', ';']).next().unwrap_or_default();
            !OTHERS.as_ref().is_some_and(|others| others.is_match(sentence))
        })?;
        let sentence = folded.text[..own.start()].rfind(['.', ';', '\n']).map_or(0, |stop| stop + 1);
        let end =
            folded.text[own.end()..].find(['.', ';', '\n']).map_or(folded.text.len(), |stop| own.end() + stop + 1);
        let sentence = passage.text()[folded.original(sentence..end)].trim().chars().take(120).collect();
        Some((sentence, tracer.place(passage, folded.original(own.range())).lines))
    };
    let mut cited: Option<(String, [usize; 2])> = None;
    visit(&outline.sections, &mut |section| cited = cited.take().or_else(|| cites(&section.text)));
    let cited = cited.or_else(|| outline.closing.iter().find_map(cites));
    if let Some((text, lines)) = cited {
        found.push(finding(
            "annex_missing",
            Severity::Warning,
            Some(lines),
            text,
            "Văn bản dẫn phụ lục nhưng không có trong tệp.".into(),
        ));
    }
}

fn any(sections: &[Section], test: &dyn Fn(&Section) -> bool) -> bool {
    sections.iter().any(|section| test(section) || any(&section.children, test))
}

fn visit(sections: &[Section], see: &mut dyn FnMut(&Section)) {
    for section in sections {
        see(section);
        visit(&section.children, see);
    }
}

/// One number, two dates.
fn references(outline: &Outline, plan: &Plan, tracer: &Tracer<'_>, found: &mut Vec<Finding>) {
    let mut in_sections: Vec<Reference> = Vec::new();
    visit(&outline.sections, &mut |section| in_sections.extend(cited(&section.text, tracer)));
    // Rows of tables are no sections.
    let rows = plan.tasks.iter().filter(|task| task.path.contains("/#")).flat_map(|task| &task.references);
    let header = plan.header.legal_basis.iter().chain(&plan.header.supersedes);
    let all: Vec<&Reference> = header.chain(&in_sections).chain(rows).collect();
    for (i, reference) in all.iter().enumerate() {
        impossible_year(reference, found);
        let other = all[..i].iter().find(|other| {
            let number = other.number.is_some() && other.number == reference.number;
            number && other.doc_type == reference.doc_type && !numbered_anew(other, reference)
        });
        if let (Some(other), Some(date)) = (other, &reference.date)
            && let Some(first) = other.date.as_ref().filter(|first| *first != date)
        {
            let number = reference.number.as_deref().unwrap_or_default();
            let message = format!("Văn bản {number} được dẫn với hai ngày khác nhau.");
            found.push(finding(
                "reference_date_conflict",
                Severity::Error,
                Some(reference.place.lines),
                format!("{number}: {first} / {date}"),
                message,
            ));
        }
    }
}

/// Numbers start again each year: one number without its year, with two dates that share neither year nor day, is two documents
/// ("02/CT-TTg ngày 04/7/2018", "02/CT-TTg ngày 15/11/2019"); only the year or only the day differs by a slip.
fn numbered_anew(a: &Reference, b: &Reference) -> bool {
    let (Some(one), Some(other)) = (&a.date, &b.date) else { return false };
    let apart = |one: Option<&str>, other: Option<&str>| one.is_some() && other.is_some() && one != other;
    let with_year = a.number.as_deref().is_some_and(|number| year_of_number(number).is_some());
    !with_year && apart(one.get(..4), other.get(..4)) && apart(one.get(4..), other.get(4..))
}

/// "163/2024/QH15": the year in a number.
fn year_of_number(number: &str) -> Option<&str> {
    number.split('/').nth(1).filter(|year| year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit()))
}

/// A date in another year than the number's ("163/2024/QH15 ngày 27/11/2025").
fn impossible_year(reference: &Reference, found: &mut Vec<Finding>) {
    let (Some(number), Some(date)) = (&reference.number, &reference.date) else { return };
    if let Some(year) = year_of_number(number).filter(|year| !date.starts_with(year)) {
        let message = format!("Văn bản {number} được dẫn với ngày của năm khác: {date}.");
        let evidence = format!("{year} / {date}");
        let lines = Some(reference.place.lines);
        found.push(finding("reference_date_conflict", Severity::Error, lines, evidence, message));
    }
}

/// A task that is due on a day before that of the plan, both printed in full.
fn before_issue(plan: &Plan, task: &Task, found: &mut Vec<Finding>) {
    let day = |date: &String| date.len() == "2024-12-31".len();
    let Some(issued) = plan.header.date.as_ref().filter(|date| day(date)) else { return };
    let printed = task.deadlines.iter().filter(|time| time.kind == DeadlineKind::By && !time.year_inferred);
    let due = printed.filter_map(|time| time.end.as_ref().filter(|end| day(end)).zip(Some(time)));
    if let Some((end, time)) = due.filter(|(end, _)| *end < issued).min_by_key(|(end, _)| *end) {
        let message = format!("Thời hạn {end} đến trước ngày ban hành kế hoạch ({issued}).");
        let evidence = format!("{} / {issued}", time.text);
        let about = finding("deadline_before_issue", Severity::Warning, Some(time.place.lines), evidence, message);
        found.push(Finding { path: Some(task.path.clone()), ..about });
    }
}

/// Checks of single tasks.
pub(super) fn tasks(plan: &Plan, found: &mut Vec<Finding>) {
    for task in &plan.tasks {
        before_issue(plan, task, found);
        // "phần còn thiếu được ước tính, bổ sung sau": the plan knows it.
        let estimated = fold(&task.text);
        if ["uoc tinh", "uoc thuc hien", "bo sung sau"].iter().any(|word| estimated.contains(word)) {
            continue;
        }
        for period in &task.data_period {
            // A period stands behind the date on which its report is due.
            let before = task.deadlines.iter().filter(|deadline| deadline.place.span[0] < period.place.span[0]);
            let Some(deadline) = before.max_by_key(|deadline| deadline.place.span[0]) else { continue };
            if let (Some(due), Some(end)) = (&deadline.end, &period.end)
                && due <= end
            {
                let message = "Hạn báo cáo đến trước khi kỳ số liệu kết thúc.".to_owned();
                let about = finding(
                    "report_before_data",
                    Severity::Error,
                    Some(task.place.lines),
                    format!("{due} / {end}"),
                    message,
                );
                found.push(Finding { path: Some(task.path.clone()), ..about });
            }
        }
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
    fn finds_what_contradicts() {
        for (text, code) in [
            ("Số: /KH-UBND\nKẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Trồng.", "number_blank"),
            ("Số: 94/BC-UBND\nKẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Trồng.", "symbol_conflict"),
            ("Hà Bắc, ngày tháng 11 năm 2023\nKẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Trồng.", "date_incomplete"),
            ("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Trồng.\n[...]", "source_cut"),
            (
                "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Trồng theo Nghị quyết số 63/2024/QH15 ngày 27/11/2025.",
                "reference_date_conflict",
            ),
            (
                "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Thực hiện nhiệm vụ tại Phụ lục kèm theo Kế hoạch này.",
                "annex_missing",
            ),
            (
                "KẾ HOẠCH\nTrồng cây\nI. TỔ CHỨC THỰC HIỆN\n1. Báo cáo UBND huyện trước 31/10/2023 (thời gian chốt số liệu tính từ ngày 01/11/2022 đến ngày 31/10/2023).",
                "report_before_data",
            ),
            (
                "ỦY BAN NHÂN DÂN\nXÃ HÀ BẮC\nKẾ HOẠCH\nTrồng cây\n\nUBND xã ban hành Kế hoạch trồng cây trên địa bàn xã Phú Mậu như sau:\nI. NỘI DUNG\n1. Trồng.",
                "foreign_locality",
            ),
            ("A, ngày 3 tháng 1 năm 2022\nKẾ HOẠCH\nTrồng cây năm 2024\nI. NỘI DUNG\n1. Trồng.", "date_year_conflict"),
        ] {
            assert!(codes(text).iter().any(|found| found == code), "{code}: {:?}", codes(text));
        }
    }

    #[test]
    fn leaves_what_is_legitimate() {
        // Each report has its period behind it; the year in the title of a cited plan is not this plan's.
        let text = "Số: 5/KH-UBND\nHà Bắc, ngày 3 tháng 1 năm 2023\nKẾ HOẠCH\nTrồng cây năm 2023\n\nThực hiện Quyết định số 9/QĐ-UBND ngày 2/1/2023 của UBND huyện về ban hành Kế hoạch trồng cây năm 2021, UBND xã xây dựng Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n1. Trưởng thôn lập sổ theo dõi; báo cáo UBND xã trước ngày 10/6 (thời gian chốt số liệu tính từ ngày 01/11/2022 đến ngày 31/5/2023).\n2. Công an xã bảo vệ.";
        assert_eq!(codes(text), Vec::<String>::new());
        let text = "Số: 5/KH-UBND\nHà Bắc, ngày 3 tháng 1 năm 2023\nKẾ HOẠCH\nTrồng cây năm 2023\nI. NỘI DUNG\n1. Công an xã tiêu hủy theo Phụ lục 06 Thông tư số 07/2016/TT-BNNPTNT.";
        assert_eq!(codes(text), Vec::<String>::new(), "of the circular");
        let text = "Số: 5/KH-UBND\nHà Bắc, ngày 30 tháng 12 năm 2023\nKẾ HOẠCH\nTrồng cây năm 2024\nI. TỔ CHỨC THỰC HIỆN\n1. Báo cáo năm trước ngày 05/01/2025 (thời gian chốt số liệu tính từ ngày 01/01/2024 đến ngày 31/12/2024).\n2. Thực hiện theo Phụ lục kèm theo.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\nPHỤ LỤC\nDANH MỤC\n1. Cây xoài.";
        assert_eq!(codes(text), Vec::<String>::new());
    }
}
