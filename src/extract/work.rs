//! What in a section is work: which of its texts order something.
//!
//! In: a section. Out: its parts that may be tasks, each with the field lines behind it, and whether a part is one.
//!
//! Finds: leaves, paragraphs under a heading, sentences that stand above bullets. Not to be confused with: lead-ins, leaves
//! that only point elsewhere ("theo Biểu tổng hợp …"), leaves that replace another plan, aims and requirements, bare nouns
//! in a list of contents.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::owner;
use crate::fold::{Folded, fold};
use crate::lexicon::{agency_at, agency_noun_at, starts_with_agency, starts_with_verb, verb_at};
use crate::plan::SectionKind;
use crate::segment::field::FieldKind;
use crate::segment::passage::Passage;
use crate::segment::tree::Section;

/// The parts of a section that may be tasks. One, but for paragraphs under a heading that have field lines each; of the
/// paragraphs between a heading and its items only those that direct work.
pub(super) fn parts(section: &Section) -> Vec<Cow<'_, Section>> {
    let above_items = !section.heading.is_empty() && !section.children.is_empty();
    let whole = || vec![Cow::Borrowed(section)];
    if !above_items && section.fields.is_empty() {
        return assigned_paragraphs(section).unwrap_or_else(whole);
    }
    if section.heading.is_empty() {
        return whole();
    }
    // "… / Trọng tâm:" over items: what stands before that label introduces them.
    let introduces = |text: &str| {
        let last = text.rsplit('\n').next().unwrap_or(text).trim();
        text.contains('\n') && last.strip_suffix(':').is_some_and(is_label) && !starts_with_verb(last)
    };
    let introduced = above_items && introduces(section.text.text());
    let paragraphs: Vec<Passage> =
        paragraphs(&section.text).filter(|text| !above_items || !introduced && orders_above(text)).collect();
    // A field line is about the last paragraph before it.
    let owner = |value: &Passage| {
        let at = value.span().range().start;
        paragraphs.iter().rposition(|text| text.span().range().start < at).unwrap_or(0)
    };
    let owners: Vec<usize> = section.fields.iter().map(|(_, value)| owner(value)).collect();
    let several = owners.iter().any(|&at| at != owners[0]);
    let made = |texts: &[Passage], fields: Vec<usize>| {
        let mut text = Passage::default();
        texts.iter().for_each(|paragraph| text.join("\n", paragraph));
        part(section, text, fields.into_iter().map(|at| section.fields[at].clone()).collect())
    };
    if !several {
        return if above_items { vec![made(&paragraphs, (0..owners.len()).collect())] } else { whole() };
    }
    let mut from = 0;
    let mut parts = Vec::new();
    for end in 0..paragraphs.len() {
        let own: Vec<usize> = (0..owners.len()).filter(|&field| owners[field] == end).collect();
        if !own.is_empty() || end + 1 == paragraphs.len() {
            parts.push(made(&paragraphs[from..=end], own));
            from = end + 1;
        }
    }
    parts
}

/// Whether the fields of a section are about single paragraphs of it, and so not about the items below.
pub(super) fn has_parted_fields(section: &Section) -> bool {
    section.fields.len() > 1 && parts(section).iter().filter(|part| !part.fields.is_empty()).count() > 1
}

/// Paragraphs that each put somebody to work: each is a task, with the paragraphs behind it that name nobody. Under a heading
/// that names an agency they are one, its own.
fn assigned_paragraphs(section: &Section) -> Option<Vec<Cow<'_, Section>>> {
    let headed = starts_with_agency(section.heading.text());
    if headed || section.heading.is_empty() || !section.text.text().contains('\n') {
        return None;
    }
    let mut tasks: Vec<Passage> = Vec::new();
    let (mut assigned, mut all) = (0, 0);
    for paragraph in paragraphs(&section.text) {
        let names = owner::is_assigned(&paragraph);
        (assigned, all) = (assigned + usize::from(names), all + 1);
        match tasks.last_mut() {
            Some(last) if !names => last.join("\n", &paragraph),
            _ => tasks.push(paragraph),
        }
    }
    let one = |text| part(section, text, Vec::new());
    (assigned > 1 && assigned * 2 > all).then(|| tasks.into_iter().map(one).collect())
}

/// A part of a section: some of its text and fields, nothing that stands below it.
fn part(section: &Section, text: Passage, fields: Vec<(FieldKind, Passage)>) -> Cow<'_, Section> {
    Cow::Owned(Section {
        kind: section.kind,
        label: section.label.clone(),
        value: section.value,
        label_place: Passage::default(),
        lead_in: Passage::default(),
        heading: section.heading.clone(),
        text,
        fields,
        fields_at: section.fields_at,
        inline: Passage::default(),
        table: None,
        children: Vec::new(),
        lines: section.lines,
    })
}

/// The paragraphs of a text.
fn paragraphs(text: &Passage) -> impl Iterator<Item = Passage> {
    let whole = text.text();
    let starts = std::iter::once(0).chain(whole.match_indices('\n').map(|(at, sign)| at + sign.len()));
    starts.map(move |start| {
        let end = whole[start..].find('\n').map_or(whole.len(), |length| start + length);
        text.slice(start..end)
    })
}

/// The first paragraph of a text.
pub(super) fn first_paragraph(text: &Passage) -> Passage {
    text.slice(0..text.text().find('\n').unwrap_or(text.text().len()))
}

/// The last sentence of a text of several, where it leads in ("…. Trong đó giao Công an xã:"), and the last paragraph.
pub(super) fn last_sentence(text: &Passage) -> Vec<Passage> {
    let from = |start: usize| text.slice(start..text.text().len());
    let paragraph = text.text().rfind('\n').map_or(0, |at| at + 1);
    let sentence = text.text()[paragraph..].rfind(". ").map(|at| paragraph + at + ". ".len());
    let sentence = sentence.filter(|_| text.text().ends_with(':')).map(from);
    sentence.into_iter().chain([from(paragraph)]).collect()
}

/// Whether a paragraph above items is a sentence that orders something, and no lead-in; "Phát triển dữ liệu là nền tảng của
/// …" says what something is.
fn orders_above(text: &Passage) -> bool {
    let ends = text.text().ends_with(['.', ';', '…']);
    let says = text.text().split(['.', ';']).next().is_some_and(|sentence| sentence.contains(" là "));
    ends && !says && orders(text)
}

/// Whether a part of a section of some kind is a task.
pub(super) fn is_work(section: &Section, kind: SectionKind) -> bool {
    let text = section.text.text().trim();
    if text.is_empty() {
        return false;
    }
    let leads_in = text.ends_with(':') || !section.children.is_empty() && !text.ends_with(['.', ';', '…']);
    // "Nguyên tắc xử lý: …", "Tài liệu hội nghị: gồm …": how, and with what.
    let told = |head: &str, rest: &str| {
        let of = ["Gồm ", "gồm ", "Bao gồm ", "bao gồm "].iter().any(|of| rest.trim_start().starts_with(of));
        head.starts_with("Nguyên tắc ") || of && !starts_with_verb(head)
    };
    let scope = section.heading.is_empty()
        && text.split_once(':').is_some_and(|(head, rest)| is_label(head) && is_scope(head) || told(head, rest));
    let folded = section.text.folded();
    // “Dòng sông kể chuyện”: a motto.
    let quoted = text.starts_with('“') && text.find('”').is_some_and(|end| end + '”'.len_utf8() == text.len());
    if quoted || leads_in || scope || only_points(&folded.text) || replaces(&folded.text) || is_membership(folded) {
        return false;
    }
    kind == SectionKind::Implementation || !section.fields.is_empty() || directs(folded)
}

/// "Lập hồ sơ hoàn công, bao gồm:" over papers, "Thành lập đoàn kiểm tra gồm:" over its seats: the items only say of what; the
/// work is ordered above them.
pub(super) fn counts_things(section: &Section) -> bool {
    static COUNTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:ho so|giay to|tai lieu|thanh phan|thanh lap)\b.*\b(?:bao )?gom(?: co| cac [a-z ]{2,30})?\s*:$",
        )
        .ok()
    });
    let said = if section.text.is_empty() { &section.heading } else { &section.text };
    if !said.text().ends_with(':') || section.children.is_empty() {
        return false;
    }
    let (text, ordered) = (said.folded(), orders(said));
    let things = section.children.iter().filter(|child| !orders(&child.text)).count();
    ordered
        && COUNTS.as_ref().is_some_and(|counts| counts.is_match(text.text.trim()))
        && things * 2 > section.children.len()
}

/// Whether a text opens with the verb of a directive or puts somebody to work.
pub(super) fn orders(text: &Passage) -> bool {
    starts_with_verb(text.text()) || owner::is_assigned(text)
}

/// Whether a text is as short as the words before a colon that say what comes ("Phạm vi thực hiện: …").
fn is_label(head: &str) -> bool {
    head.split_whitespace().count() <= 4
}

/// Headings of what a plan applies to: who, where, when, who deserves it; nothing is ordered there.
pub(super) fn is_scope(heading: &str) -> bool {
    const ANY: [&str; 10] = [
        "doi tuong",
        "so luong",
        "pham vi",
        "thanh phan",
        "dia diem",
        "dia ban",
        "tieu chuan",
        "dieu kien",
        "hinh thuc khen",
        "hinh thuc, tieu chuan",
    ];
    // "Hồ sơ đề nghị khen thưởng", and no "Hồ sơ đất đai", "Thủ tục hành chính".
    static PAPERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:ho so|thu tuc)(?:$|[:.,]|,? (?:va )?(?:ho so|thu tuc|thoi gian|quy trinh|gom|de nghi|xet|khen|trinh|nop|du |tham |dang ky|kem))").ok()
    });
    // "Thời gian trình khen thưởng: …" is about one task; "Thời gian thực hiện" is about the plan.
    const ALONE: [&str; 2] = ["thoi gian", "nguyen tac"];
    let folded = fold(heading);
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let when_and_where = folded.starts_with("thoi gian") && folded.contains("dia diem");
    let papers = PAPERS.as_ref().is_some_and(|papers| papers.is_match(folded.trim()));
    when_and_where || papers || starts(&ANY) || is_label(&folded) && starts(&ALONE)
}

/// Whether the heading of a chapter names work beside what it applies to: "ĐỐI TƯỢNG, NỘI DUNG KIỂM TRA".
pub(super) fn mixes_in_work(heading: &str) -> bool {
    let folded = fold(heading);
    ["noi dung", "nhiem vu", "giai phap", "thuc hien", "khen thuong", "che do"].iter().any(|work| folded.contains(work))
}

/// "(theo Biểu tổng hợp nhiệm vụ đính kèm)", "Chi tiết tại Phụ lục kèm theo".
fn only_points(folded: &str) -> bool {
    static POINTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^cac nhiem vu(?: cu the)?[a-z, ]{0,80} theo (?:phu luc|bieu|danh muc)\b|^(?:(?:chu tri )?(?:trien khai|thuc hien)|chu tri) cac nhiem vu (?:duoc giao )?(?:tai|theo) (?:muc|phu luc|khoan|diem|dieu)\b[^;]{0,80}$|^\(?(?:chi tiet |cu the |noi dung |nhiem vu cu the |khung ke hoach |co )?(?:[a-z ]{0,60})?\b(?:theo|tai|o) (?:cac )?(?:bieu|phu luc|danh muc|bang)\b[^.;]{0,140}\.?\)?\.?$|^\(?co (?:cac )?(?:bieu|phu luc|danh muc|bang)\b[^;]{0,80}kem theo\.?\)?\.?$|^(?:danh muc|noi dung|nhiem vu|muc chi|che do|cac )[a-z, ]{0,160} thuc hien theo (?:cac )?(?:bieu|phu luc|danh muc|bang)\b[^.;]{0,80}\.?$|^(?:cac )?(?:nhiem vu|noi dung|giai phap)[a-z, ]{0,80} \((?:co |theo )?(?:cac )?(?:bieu|phu luc|danh muc|bang)[^)]{0,60}\)\.?$").ok()
    });
    POINTS.as_ref().is_some_and(|points| points.is_match(folded.trim())) && folded.split_whitespace().count() < 32
}

/// "Trưởng ban: Đồng chí …", "Đồng chí A - Trưởng phòng Kinh tế, Phó Trưởng ban": who sits on a committee.
fn is_membership(folded: &Folded) -> bool {
    const SEATS: [&str; 8] =
        ["truong ban", "pho truong ban", "thanh vien", "uy vien", "thu ky", "to truong", "truong doan", "moi tham gia"];
    static SEATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?::|,| [-–]) ?(?:la |lam )?(?:(?:pho )?chu tich (?:ban|hoi dong)|(?:pho )?truong (?:ban|doan|tieu ban)|pho ban|to truong|to pho|(?:cac )?thanh vien|uy vien|thu ky)(?: [a-z]+){0,3}[.;]?$").ok()
    });
    let text = folded.text.trim();
    let opens =
        text.split_once(':').is_some_and(|(head, _)| is_label(head) && SEATS.iter().any(|seat| head.starts_with(seat)));
    let acts =
        |until: usize| crate::token::pieces(&folded.text[..until]).any(|piece| verb_at(folded, piece.start).is_some());
    opens || SEATED.as_ref().and_then(|seated| seated.find(&folded.text)).is_some_and(|seat| !acts(seat.start()))
}

/// "Kế hoạch này thay thế …"
fn replaces(folded: &str) -> bool {
    folded.starts_with("ke hoach nay thay ") || folded.starts_with("ke hoach nay co hieu luc")
}

/// A sentence has at least this many words.
const SENTENCE_WORDS: usize = 7;

/// Whether a leaf of a content chapter directs work: it opens with a verb, a clause of it does, or it is a sentence that
/// does not open with a noun of things.
fn directs(folded: &Folded) -> bool {
    static THINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:cac|nhung) (?:to chuc va|van de|noi dung)|tinh hinh|muc do|ton tai|viec|noi dung|cong tac|ket qua|phuong huong|ty le|so luong|dia diem|thoi gian|doi tuong|thanh phan|kinh phi|nguon|tong so|\d+ ?%|nguy co|chi so|chi tieu|tieu chi|hinh thuc|thoi luong|quy mo|dai dien|nguoi dan, can bo|(?:(?:cac|nhung) )?(?:nghi quyet|luat|nghi dinh|thong tu|quy dinh|phap luat|van ban)|ky nang)\b").ok()
    });
    // "Đội xung kích các thôn: 184 người." says what is there.
    static INVENTORY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^[^:;]{3,110}: [\d.]+ [a-z]+(?: [a-z0-9]+){0,6}(?:[,;] (?:trong do )?[\d.]+ [^.;:,]+)*[.;]?$|^(?:phuong tien|luc luong|trang thiet bi|nhan luc|vat tu)[a-z, ]{0,40} hien co\b").ok()
    });
    if verb_at(folded, 0).is_some() {
        return true;
    }
    if INVENTORY.as_ref().is_some_and(|inventory| inventory.is_match(&folded.text)) {
        return false;
    }
    let clause = folded.text.match_indices(['.', ':', ';', '\n']).any(|(at, sign)| {
        let next = at + 1 + (folded.text[at + 1..].len() - folded.text[at + 1..].trim_start().len());
        let leads = sign == ":" && folded.text[next..].contains(" chu tri");
        verb_at(folded, next).is_some() || (leads || matches!(sign, "." | "\n")) && agency_at(folded, next).is_some()
    });
    let words: Vec<usize> = crate::token::pieces(&folded.text).map(|piece| piece.start).collect();
    let things = THINGS.as_ref().is_some_and(|things| things.is_match(&folded.text));
    let verb = words.iter().take(20).any(|&at| verb_at(folded, at).is_some());
    match agency_at(folded, 0) {
        // "Ban bầu cử: không quá 05 cá nhân" orders nothing.
        Some(_) => clause || verb || words.len() >= SENTENCE_WORDS && !folded.text.contains(':'),
        // "Việc giải quyết tố cáo phải giữ bí mật", "Việc phun thuốc do Trạm Y tế thực hiện"
        None => {
            const DOES: [&str; 5] = [" thuc hien", " chu tri", " dam nhiem", " dam trach", " phu trach"];
            let done = folded.text.match_indices(" do ").any(|(at, by)| {
                let behind = &folded.text[at..];
                agency_noun_at(folded, at + by.len()).is_some() && DOES.iter().any(|does| behind.contains(does))
            });
            clause || words.len() >= SENTENCE_WORDS && (!things || done || folded.text.contains(" phai "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    /// Texts of the parts of the only item, each with the number of its fields.
    fn parts_of(item: &str) -> Vec<(String, usize)> {
        let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Sở Y tế\n{item}"));
        let parts = parts(&outline.sections[0].children[0]);
        parts.iter().map(|part| (part.text.text().to_owned(), part.fields.len())).collect()
    }

    #[test]
    fn paragraphs_that_name_somebody_each_are_parts() {
        let item = "Phòng Kinh tế cấp cây giống.\nCông an xã tuần tra.";
        assert_eq!(parts_of(item).len(), 1, "under the heading of an agency");
        let texts = |body: &str| {
            let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. VIỆC CHUẨN BỊ\n{body}\nII. KINH PHÍ\nDo xã."));
            parts(&outline.sections[0]).len()
        };
        assert_eq!(texts("Công an xã tuần tra ban đêm.\nTrạm Y tế xã chuẩn bị thuốc.\nHoàn thành đúng hạn."), 2);
        assert_eq!(texts("Tổ chức tuần tra ban đêm.\nChuẩn bị thuốc."), 1);
    }

    #[test]
    fn paragraphs_with_field_lines_each_are_parts() {
        let text =
            "Rà soát các vườn ươm trong xã.\nThời gian: Quý I.\nTổ chức tập huấn cho các hộ dân.\nThời gian: Quý II.";
        let two =
            [("Rà soát các vườn ươm trong xã.".to_owned(), 1), ("Tổ chức tập huấn cho các hộ dân.".to_owned(), 1)];
        assert_eq!(parts_of(text), two);
        let text = "Rà soát các vườn ươm trong xã.\nTổ chức tập huấn cho các hộ dân.\nThời gian: Quý II.";
        let one = ["Rà soát các vườn ươm trong xã.\nTổ chức tập huấn cho các hộ dân."];
        assert_eq!(parts_of(text).into_iter().map(|(text, _)| text).collect::<Vec<_>>(), one, "one block behind both");
    }

    #[test]
    fn above_items_only_what_orders_something_is_a_part() {
        let above = |text: &str| parts_of(&format!("{text}\na) Phát cỏ quanh gốc.\nb) Bón phân.")).remove(0).0;
        assert_eq!(above("Tổ chức tập huấn cho các hộ dân."), "Tổ chức tập huấn cho các hộ dân.");
        for text in [
            "Tập trung thực hiện các việc sau:",
            "Phát triển rừng là nhiệm vụ lâu dài.",
            "Rừng giữ nước cho đồng ruộng.",
            "Tổ chức tập huấn cho các hộ dân.\nTrọng tâm:",
        ] {
            assert_eq!(above(text), "", "{text}");
        }
    }

    #[test]
    fn knows_leaves_that_only_point() {
        for text in [
            "(theo Biểu tổng hợp nhiệm vụ đính kèm.)",
            "Chi tiết tại Phụ lục kèm theo Kế hoạch này.",
            "Theo danh mục đính kèm.",
            "Danh mục chính sách, định mức hỗ trợ thực hiện theo Phụ lục II gửi kèm.",
            "Nhiệm vụ, giải pháp trọng tâm (có Phụ lục kèm theo)",
            "Chủ trì triển khai các nhiệm vụ tại mục (IV)(3.4)(a) và Phụ lục của Kế hoạch.",
        ] {
            assert!(only_points(&fold(text)), "{text}");
        }
        for text in [
            "Xây dựng danh mục tài sản công.",
            "Rà soát, lập danh sách hộ nghèo (theo Phụ lục I)",
            "Chủ trì, đôn đốc các đơn vị thực hiện theo bảng phân công tại xã.",
            "Các cơ quan chủ động triển khai các nhiệm vụ, báo cáo kết quả theo Phụ lục II trước ngày 10 hằng tháng về UBND tỉnh qua Sở Nội vụ để tổng hợp, theo dõi chung.",
        ] {
            assert!(!only_points(&fold(text)), "{text}");
        }
    }

    #[test]
    fn chapters_of_whom_and_what_for_hold_no_work() {
        for heading in [
            "Đối tượng áp dụng",
            "Hình thức, tiêu chuẩn khen thưởng",
            "Hồ sơ đề nghị",
            "Hồ sơ, thủ tục",
            "Thủ tục trình khen",
        ] {
            assert!(is_scope(heading), "{heading}");
        }
        for heading in [
            "Hồ sơ đất đai",
            "Thủ tục hành chính",
            "Hình thức tuyên truyền",
            "Tổ chức khen thưởng",
            "Thời gian trình hồ sơ của các xã, phường",
        ] {
            assert!(!is_scope(heading), "{heading}");
        }
    }

    #[test]
    fn seats_of_a_committee_are_no_work() {
        for (text, seat) in [
            ("Trưởng ban: Đồng chí Nguyễn Văn An", true),
            ("Đồng chí Lê Thị Hoa - Công chức Văn hóa, Phó Trưởng ban;", true),
            ("Các Tổ trưởng chuyên môn: Thành viên.", true),
            ("Hiệu trưởng: Chủ tịch Ban Chỉ đạo", true),
            ("Công an xã phối hợp với các Trưởng thôn, Tổ trưởng.", false),
            ("Thành lập Ban Tổ chức; phân công Trưởng thôn, các thành viên.", false),
        ] {
            assert_eq!(is_membership(&Folded::new(text)), seat, "{text}");
        }
    }

    #[test]
    fn a_motto_is_no_work() {
        let work = |text: &str| {
            let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Khẩu hiệu\n- {text}"));
            is_work(&outline.sections[0].children[0].children[0], SectionKind::Content)
        };
        assert!(!work("“Trồng một cây, giữ một nguồn nước”"));
        assert!(work("Phát động “Tết trồng cây” ở các thôn."));
    }

    #[test]
    fn knows_work_from_bare_nouns() {
        for text in
            ["Tăng cường kiểm tra.", "UBND xã kiểm tra.", "Nội dung tuyên truyền: Tập trung tuyên truyền về chính sách"]
        {
            assert!(directs(&Folded::new(text)), "{text}");
        }
        for text in ["Tồn tại, vướng mắc phát sinh và nguyên nhân.", "Tờ rơi, băng rôn.", "Tháng 6."]
        {
            assert!(!directs(&Folded::new(text)), "{text}");
        }
    }
}
