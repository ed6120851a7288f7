//! Field lines under an item: "Đơn vị chủ trì: …", "Thời gian thực hiện: …".
//!
//! In: the text of a line, its bullet already taken off. Out: which fields it holds, each with its value. Several fields
//! may share a line. A word such as "chủ trì" without its colon is no field.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Folded;
use crate::lexicon::{starts_with_agency, starts_with_verb};

/// What a field line says about the item above it. The same kinds head the columns of a task table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// What is to be done.
    Work,
    /// Who must do it.
    Owner,
    /// Who helps.
    Coordinator,
    /// When.
    Time,
    /// What is to be delivered.
    Product,
    /// How much is to be reached.
    Aim,
    /// What else is said beside the others: money, a place, who appraises.
    Aside,
}

/// Forms seen, by kind. Each stands at the start of the line or after a sentence, and ends in a colon.
static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[.;(\n]\s*(?:- ?)?|\s- )(?:",
        r"(?P<coordinator>(?:de nghi )?(?:(?:cac )?(?:co quan|don vi|bo phan|nguoi|phong|so|nganh|luc luong)(?:, (?:don vi|co quan))?,? )?(?:cung )?phoi hop(?: thuc hien| chinh)?|cqph|dvph)",
        r"|(?P<owner>(?:co quan|don vi) (?:soan thao|xay dung|chu quan|trinh)|(?:(?:co quan|don vi|bo phan|nguoi|phong|so|nganh|cong chuc|can bo|to chuc|ca nhan|luc luong)(?:, (?:don vi|ca nhan|bo phan|cong chuc))?,? )?(?:duoc giao )?(?:chu tri|chiu trach nhiem(?: chinh)?|dau moi|phu trach|thuc hien|tham muu)(?: tham muu| thuc hien| chinh| theo doi| trien khai| tong hop| don doc| phoi hop|,)*|cqct|dvct|phan cong(?: thuc hien)?|trach nhiem(?: thuc hien| chinh)?|(?:co quan|don vi)(?: va)?(?: nguoi)? thuc hien)",
        r"|(?P<time>(?:thoi gian|thoi han|tien do|thoi diem)(?:, (?:tien do|lo trinh|dia diem))?(?: thuc hien| hoan thanh| hoan tat| trien khai| to chuc| bao cao| kiem tra| du kien| tap huan| dien ra| treo| dang ky| nop| trung bay| thi| kham| tiem| (?:trinh|gui)(?: [a-z]+){0,5})?(?: hoan thanh)?|tgth|han(?: hoan thanh| cuoi)?|(?:moc |xong |da )?hoan thanh(?: truoc)?|xong truoc|lo trinh(?: thuc hien)?|dinh ky)",
        r"|(?P<product>(?:san pham|ket qua)(?:[ /,]*(?:va )?(?:san pham|ket qua))?(?: dau ra| hoan thanh| thuc hien| du kien| dat duoc| can dat)*|sp)",
        r"|(?P<work>noi dung(?: thuc hien| nhiem vu| cong viec| hoat dong)?|nhiem vu(?: cu the)?)",
        r"|(?P<aim>chi tieu|so luong|quy mo)",
        r"|(?P<aside>(?:du kien )?(?:nguon )?kinh phi(?: thuc hien| du kien)?|dia (?:diem|ban)(?: thuc hien| to chuc)?|thanh phan(?:,? (?:tham gia|tham du|so luong))*|thoi luong|(?:hinh thuc|phuong thuc)(?: thuc hien| to chuc| trien khai| truyen thong| tuyen truyen)?|noi dung truyen thong|co quan chi dao|danh nghia to chuc|don vi (?:tai tro|bao tro)|(?:co quan|don vi) (?:tham dinh|phe duyet|giam sat|huong dan|tong hop|theo doi|don doc|kiem tra)(?:,? (?:va )?(?:tham dinh|phe duyet|giam sat|huong dan|tong hop|theo doi|don doc|kiem tra))*)",
        r")(?: chung)?(?: (?:ca (?:hai|ba|bon) |cac |tat ca cac )?(?:noi dung|nhiem vu|cong viec|hoat dong)(?: (?:tren|duoi day|sau|nay|neu tren)| tai (?:cac )?diem [a-z](?:(?:, | va )[a-z])*)?)?\s?(?:\([^)]{1,40}\)\s?)?:"
    ))
    .ok()
});

/// A field and where its value stands in the line, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it says.
    pub kind: FieldKind,
    /// Its value, without the label.
    pub value: Range<usize>,
}

/// The fields of a line, if it starts with one. Cost: one pass of a regular expression.
pub fn fields(line: &str) -> Vec<Field> {
    // Most lines have no colon, and need not be folded.
    let Some(pattern) = FIELD.as_ref().filter(|_| line.contains(':')) else { return Vec::new() };
    let folded = Folded::new(line);
    let labels = labels(pattern, &folded);
    if labels.first().is_none_or(|(range, _)| range.start > 0) {
        return misspelled(&folded).into_iter().collect();
    }
    held(&labels, &folded)
}

/// "Thời gian hoàn hành: …": a line that starts with a common label, one letter of which is missing, too many, changed, or has
/// changed places with its neighbour.
fn misspelled(folded: &Folded) -> Option<Field> {
    const LABELS: [(&str, FieldKind); 10] = [
        ("thoi gian thuc hien", FieldKind::Time),
        ("thoi gian hoan thanh", FieldKind::Time),
        ("thoi han hoan thanh", FieldKind::Time),
        ("co quan chu tri", FieldKind::Owner),
        ("don vi chu tri", FieldKind::Owner),
        ("co quan thuc hien", FieldKind::Owner),
        ("don vi thuc hien", FieldKind::Owner),
        ("co quan phoi hop", FieldKind::Coordinator),
        ("don vi phoi hop", FieldKind::Coordinator),
        ("san pham hoan thanh", FieldKind::Product),
    ];
    let colon = folded.text.find(':')?;
    let head = folded.text[..colon].trim();
    let near = |(label, _): &&(&str, FieldKind)| {
        head.len().abs_diff(label.len()) <= 1 && strsim::osa_distance(head, label) == 1
    };
    let (_, kind) = LABELS.iter().find(near)?;
    Some(Field { kind: *kind, value: folded.original(colon + 1..folded.text.len()) })
}

/// A line in brackets that says who does it, and maybe when: "(Sở Y tế chủ trì; các xã phối hợp; xong trước ngày 31/5)". The
/// whole of it is read for both.
pub fn assignment(line: &str) -> Vec<Field> {
    let open = line.len() - line.trim_start().len() + 1;
    let inside = line.trim().trim_end_matches(['.', ';']).strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let Some(inside) = inside.filter(|inside| !inside.contains(['(', ')']) && starts_with_agency(inside)) else {
        return Vec::new();
    };
    let leads = [" chủ trì", " phối hợp"].iter().any(|verb| inside.contains(verb));
    let value = open..open + inside.len();
    let field = |kind| Field { kind, value: value.clone() };
    if leads { vec![field(FieldKind::Owner), field(FieldKind::Time)] } else { Vec::new() }
}

/// A line behind bullets that gives them to somebody: "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ; thời gian hoàn thành: …", "Công
/// an xã chủ trì, phối hợp với các thôn thực hiện."
/// What it says apart from names and a time would be work of its own.
pub fn closing_assignment(line: &str) -> Vec<Field> {
    static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:giao )?(?P<owner>[^;.]{4,200}?) chu tri(?: \([^)]{1,40}\))?(?:,? (?:va )?phoi hop (?:voi )?(?P<helpers>[^;.]{4,300}?))?(?: (?:trien khai|thuc hien)+(?: cac noi dung (?:tren|nay))?)?(?P<end>[;.]|$)").ok()
    });
    let Some(pattern) = GIVEN.as_ref().filter(|_| line.contains(" chủ trì")) else { return Vec::new() };
    let folded = Folded::new(line);
    let Some(given) = pattern.captures(&folded.text) else { return Vec::new() };
    let (Some(owner), Some(end)) = (given.name("owner"), given.name("end")) else { return Vec::new() };
    let helpers = given.name("helpers");
    let orders = |list: Range<usize>| {
        let printed = &line[folded.original(list)];
        printed
            .split(' ')
            .scan(0, |at, word| Some((std::mem::replace(at, *at + word.len() + 1), word)))
            .any(|(at, word)| word.starts_with(char::is_lowercase) && starts_with_verb(&printed[at..]))
    };
    if !starts_with_agency(&line[folded.original(owner.range())])
        || helpers.as_ref().is_some_and(|list| orders(list.range()))
    {
        return Vec::new();
    }
    let field = |kind, range| Field { kind, value: folded.original(range) };
    let mut found = vec![field(FieldKind::Owner, owner.range())];
    found.extend(helpers.map(|list| field(FieldKind::Coordinator, list.range())));
    let rest = end.start()..folded.text.len();
    let labels = FIELD.as_ref().map_or_else(Vec::new, |pattern| labels(pattern, &folded));
    let labels: Vec<_> = labels.into_iter().filter(|(label, _)| label.start >= rest.start).collect();
    if labels.is_empty()
        && folded.text[rest.clone()].trim_matches(['.', ';', ' ']).contains(|c: char| c.is_ascii_digit())
    {
        found.push(field(FieldKind::Time, rest));
    } else {
        found.extend(held(&labels, &folded));
    }
    found
}

/// A line that is nothing but a time, which behind fields is one of them: "Hoàn thành trước ngày 15/4/2026."
pub fn bare_time(line: &str) -> Option<Field> {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:(?:hoan thanh|xong|thuc hien) )?(?:truoc|trong|cham nhat|muon nhat)(?: ngay| thang| quy| nam)? (?:[\d/]|[ivx]+\b|thang |quy |nam ){1,24}[.;]?$").ok()
    });
    let timed = TIME.as_ref().is_some_and(|time| time.is_match(&Folded::new(line).text));
    timed.then_some(Field { kind: FieldKind::Time, value: 0..line.len() })
}

/// The fields behind the value of a field, which a wrapped line brought: where the first label stands, and what they hold.
pub fn following(value: &str) -> Option<(usize, Vec<Field>)> {
    let pattern = FIELD.as_ref().filter(|_| value.contains(':'))?;
    let folded = Folded::new(value);
    let mut labels = labels(pattern, &folded);
    labels.retain(|(label, _)| label.start > 0);
    let start = folded.original(labels.first()?.0.clone()).start;
    Some((start, held(&labels, &folded)))
}

/// What labels hold: each the text up to the next one.
fn held(labels: &[(Range<usize>, FieldKind)], folded: &Folded) -> Vec<Field> {
    let ends = labels.iter().skip(1).map(|(range, _)| range.start).chain([folded.text.len()]);
    labels
        .iter()
        .zip(ends)
        .map(|((range, kind), end)| {
            // "(Đơn vị chủ trì: Sở Y tế)": the bracket around the fields is no part of the last one.
            let value = &folded.text[range.end..end.max(range.end)];
            let closed = value.trim_end_matches(['.', ';', ' ']).strip_suffix(')').filter(|value| !value.contains('('));
            let length = closed.map_or(value.len(), str::len);
            Field { kind: *kind, value: folded.original(range.end..range.end + length) }
        })
        .flat_map(|field| roles(field, folded))
        .collect()
}

/// "Phân công: Công an xã (chủ trì); các thôn (phối hợp)": who helps stands in the same field.
pub(super) fn roles(field: Field, folded: &Folded) -> Vec<Field> {
    let value = folded.offset_of(field.value.start)..folded.offset_of(field.value.end);
    let helps = "(phoi hop)";
    if field.kind != FieldKind::Owner || !folded.text[value.clone()].contains(helps) {
        return vec![field];
    }
    let starts = std::iter::once(value.start)
        .chain(folded.text[value.clone()].match_indices(';').map(|(at, _)| value.start + at + 1));
    let pieces = starts.map(|start| {
        let end = folded.text[start..value.end].find(';').map_or(value.end, |stop| start + stop);
        let helper = folded.text[start..end].find(helps);
        let kind = if helper.is_some() { FieldKind::Coordinator } else { FieldKind::Owner };
        Field { kind, value: folded.original(start..helper.map_or(end, |at| start + at)) }
    });
    pieces.collect()
}

/// Where the fields begin that a text ends with: "… gửi Sở Tài chính. Thời gian hoàn thành: trước ngày 31/5." Only labels
/// that name what they hold count inside a text.
pub fn trailing(text: &str) -> Option<usize> {
    const NAMED: [&str; 6] = ["thoi gian", "thoi han", "don vi", "co quan", "san pham", "nguoi thuc hien"];
    let pattern = FIELD.as_ref().filter(|_| text.contains(':'))?;
    let folded = Folded::new(text);
    let (label, _) = labels(pattern, &folded).into_iter().next()?;
    let words = folded.text[label.clone()].trim_start_matches(['.', ';', '(', '-', ' ']);
    let named = label.start > 0 && folded.text[label.start..].starts_with('.');
    (named && NAMED.iter().any(|name| words.starts_with(name)))
        .then(|| folded.original(label.end - words.len()..label.end).start)
}

/// Where labels of fields stand in a folded text.
fn labels(pattern: &Regex, folded: &Folded) -> Vec<(Range<usize>, FieldKind)> {
    pattern
        .captures_iter(&folded.text)
        .filter_map(|found| {
            let kinds = [
                ("coordinator", FieldKind::Coordinator),
                ("owner", FieldKind::Owner),
                ("time", FieldKind::Time),
                ("product", FieldKind::Product),
                ("aim", FieldKind::Aim),
                ("work", FieldKind::Work),
                ("aside", FieldKind::Aside),
            ];
            let kind = kinds.into_iter().find(|(name, _)| found.name(name).is_some())?.1;
            Some((found.get(0)?.range(), kind))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(FieldKind, &str)> {
        fields(line).into_iter().map(|field| (field.kind, line[field.value].trim())).collect()
    }

    #[test]
    fn a_label_may_be_misspelled() {
        assert_eq!(read("Thời gian hoàn hành: Tháng 3/2026"), [(FieldKind::Time, "Tháng 3/2026")]);
        assert_eq!(read("Đơn vị chủtrì: Sở Y tế"), [(FieldKind::Owner, "Sở Y tế")]);
        assert_eq!(read("Cơ quan thưc hiệnn: Sở Y tế"), [(FieldKind::Owner, "Sở Y tế")]);
        for line in ["Thời gian nhàn: tháng 3", "Cơ quan chủ nợ: ngân hàng", "Đơn vị: Sở"] {
            assert!(!read(line).iter().any(|(_, value)| value.is_empty()), "{line}");
            assert_eq!(misspelled(&Folded::new(line)), None, "{line}");
        }
    }

    #[test]
    fn finds_fields_that_end_a_text() {
        let at = |text: &str| trailing(text).map(|at| text[at..].to_owned());
        assert_eq!(
            at("Tổng hợp, gửi Sở Tài chính. Thời gian hoàn thành: Tháng 5").as_deref(),
            Some("Thời gian hoàn thành: Tháng 5")
        );
        assert_eq!(at("Thời gian hoàn thành: Tháng 5"), None);
        assert_eq!(at("Tổ chức họp. Kết quả: tốt"), None);
        assert_eq!(at("Báo cáo về thời gian thực hiện: chậm"), None);
    }

    #[test]
    fn a_bracketed_line_may_assign_the_work_above() {
        let line = "(Sở Y tế chủ trì; các xã phối hợp; xong trước ngày 31/5).";
        let found = assignment(line);
        assert_eq!(found.iter().map(|field| field.kind).collect::<Vec<_>>(), [FieldKind::Owner, FieldKind::Time]);
        assert_eq!(&line[found[0].value.clone()], "Sở Y tế chủ trì; các xã phối hợp; xong trước ngày 31/5");
        for line in [
            "(Sở Y tế, Sở Nội vụ)",
            "(Chi tiết tại Phụ lục I do Sở Y tế chủ trì)",
            "Sở Y tế chủ trì",
            "(Sở Y tế (cơ quan chủ trì))",
        ] {
            assert_eq!(assignment(line), [], "{line}");
        }
    }

    #[test]
    fn a_line_may_give_the_bullets_above_to_somebody() {
        let line = "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ, UBND các xã; thời gian hoàn thành: trước ngày 30/6.";
        let found: Vec<_> =
            closing_assignment(line).into_iter().map(|field| (field.kind, line[field.value].trim())).collect();
        assert_eq!(
            found,
            [
                (FieldKind::Owner, "Sở Y tế"),
                (FieldKind::Coordinator, "Sở Nội vụ, UBND các xã"),
                (FieldKind::Time, "trước ngày 30/6.")
            ]
        );
        assert_eq!(closing_assignment("Giao Công an xã chủ trì thực hiện.").len(), 1);
        assert_eq!(closing_assignment("Công an xã chủ trì, phối hợp với Trạm Y tế thực hiện.").len(), 2);
        for line in [
            "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát biên chế; thời gian: Quý I.",
            "Giao Sở Y tế chủ trì xây dựng kế hoạch.",
            "Giao chỉ tiêu cho các xã, Sở Y tế chủ trì.",
            "Rà soát hồ sơ; Sở Y tế chủ trì.",
        ] {
            assert_eq!(closing_assignment(line), [], "{line}");
        }
    }

    #[test]
    fn finds_fields_that_a_wrapped_line_brings() {
        let text = "Sở Văn hóa và Thể thao; đơn vị phối hợp: Sở Y tế; thời gian: tháng 5/2026)";
        let (start, fields) = following(text).expect("two more");
        assert_eq!(&text[..start], "Sở Văn hóa và Thể thao");
        let values: Vec<_> = fields.into_iter().map(|field| (field.kind, text[field.value].trim())).collect();
        assert_eq!(values, [(FieldKind::Coordinator, "Sở Y tế"), (FieldKind::Time, "tháng 5/2026")]);
        assert_eq!(following("Sở Y tế; Sở Nội vụ"), None);
        assert_eq!(following("các xã: An Bình, An Hòa"), None);
    }

    #[test]
    fn finds_each_kind() {
        use FieldKind::{Aim, Aside, Coordinator, Owner, Product, Time, Work};
        let cases = [
            ("Đơn vị chủ trì: Công an xã.", Owner, "Công an xã."),
            ("Đơn vị chủ trì tham mưu thực hiện: Sở Tư pháp.", Owner, "Sở Tư pháp."),
            ("Đơn vị chịu trách nhiệm thực hiện: Công chức", Owner, "Công chức"),
            ("Đơn vị thực hiện: Các Sở", Owner, "Các Sở"),
            ("Chủ trì: Sở Y tế", Owner, "Sở Y tế"),
            ("Phụ trách: Công an xã", Owner, "Công an xã"),
            ("Cơ quan, đơn vị phối hợp: MTTQ", Coordinator, "MTTQ"),
            ("Đơn vị phối hợp thực hiện: Sở", Coordinator, "Sở"),
            ("Đề nghị phối hợp: Tòa án", Coordinator, "Tòa án"),
            ("Thời gian thực hiện: Thường xuyên.", Time, "Thường xuyên."),
            ("Thời gian hoàn thành: Quý I", Time, "Quý I"),
            ("Thời hạn hoàn thành: Trước ngày 15/4/2026.", Time, "Trước ngày 15/4/2026."),
            ("Sản phẩm: Kế hoạch", Product, "Kế hoạch"),
            ("Nội dung thực hiện: Rà soát", Work, "Rà soát"),
            ("Chỉ tiêu: 03 hội nghị", Aim, "03 hội nghị"),
            ("Cơ quan hướng dẫn, tổng hợp: Sở Nội vụ", Aside, "Sở Nội vụ"),
            ("Đơn vị bảo trợ: Sở Nội vụ", Aside, "Sở Nội vụ"),
            ("Hình thức tổ chức: Trực tuyến", Aside, "Trực tuyến"),
        ];
        for (line, kind, value) in cases {
            assert_eq!(read(line), [(kind, value)], "{line}");
        }
    }

    #[test]
    fn roles_in_brackets_part_a_field() {
        use FieldKind::{Coordinator, Owner};
        assert_eq!(
            read("Phân công: Công an xã (chủ trì); các thôn (phối hợp)."),
            [(Owner, "Công an xã (chủ trì)"), (Coordinator, "các thôn")]
        );
        assert_eq!(read("Phân công: Công an xã; các thôn"), [(Owner, "Công an xã; các thôn")]);
        assert_eq!(read("Chủ trì: Công an xã – Hạn: 30/6"), [(Owner, "Công an xã"), (FieldKind::Time, "30/6")]);
        assert_eq!(read("Đơn vị thực hiện chung các nội dung tại điểm a, b: Sở Y tế"), [(Owner, "Sở Y tế")]);
    }

    #[test]
    fn a_line_may_be_a_time_alone() {
        for line in ["Hoàn thành trước ngày 15/4/2026.", "Xong trong quý II/2026", "Trước ngày 30/6"] {
            assert_eq!(bare_time(line).map(|field| field.kind), Some(FieldKind::Time), "{line}");
        }
        for line in ["Hoàn thành trước ngày 15/4 các hồ sơ", "Hoàn thành việc rà soát", "Trong năm"] {
            assert_eq!(bare_time(line), None, "{line}");
        }
    }

    #[test]
    fn parts_two_fields_of_one_line() {
        let line = "Đơn vị chủ trì: Các công chức. Đơn vị phối hợp: Văn phòng";
        assert_eq!(read(line), [(FieldKind::Owner, "Các công chức"), (FieldKind::Coordinator, "Văn phòng")]);
    }

    #[test]
    fn leaves_sentences() {
        for line in [
            "Chủ trì, phối hợp với các cơ quan: xây dựng",
            "Đơn vị chủ trì báo cáo kết quả",
            "Giao công chức chủ trì: rà soát",
            "Nội dung tuyên truyền: Tập trung",
            "Thời gian qua, các đơn vị:",
            "Kết quả đã đạt được",
        ] {
            assert_eq!(read(line), [], "{line}");
        }
    }
}
