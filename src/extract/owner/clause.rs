//! Whom a clause inside a sentence puts to work.
//!
//! In: the folded text of a leaf and a sentence of it that opens with no owner. Out: the stretch of the agency behind an
//! opening clause ("Nếu có vướng mắc, các đơn vị báo cáo …"), of a later clause ("…; giao Đoàn Thanh niên quản trị nhóm"), or
//! behind "do", "được" ("…, do Trung tâm thực hiện").
//!
//! Not to be confused with: objects of what is directed ("…, chủ trì tổng hợp và phối hợp với UBND xã"), whose a thing is
//! ("chương trình do UBND tỉnh ban hành").

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::duty::charged;
use super::subject::{skip_aside, subject_end};
use super::{assigned, directs, helps_only, is_explicit, names_each, opens_group, skip_bracket, skip_spaces};
use crate::extract::agency::{has_own_name, name_end};
use crate::fold::Folded;
use crate::lexicon::{agency_at, verb_at};

/// Whoever a later clause of a sentence puts to work: "…; giao Đoàn Thanh niên xã quản trị nhóm", "…; viên chức dân số làm
/// đầu mối", "Báo cáo năm: Phòng Nội vụ tổng hợp, …".
pub(super) fn inside_sentence(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[;:,]\s").ok());
    CLAUSE.iter().flat_map(|clause| clause.find_iter(&folded.text[sentence.clone()])).find_map(|clause| {
        let (sign, start) = (&clause.as_str()[..1], sentence.start + clause.end());
        // "giao từng thành viên": nobody in particular.
        let given = folded.text[start..].starts_with("giao ") && !names_each(&folded.text[start + "giao ".len()..]);
        // "Hỗ trợ vay vốn: Đề nghị Ngân hàng …"
        let given = given || sign == ":" && folded.text[start..].starts_with("de nghi ");
        if given && let Some(range) = assigned(folded, text, start) {
            return Some(range);
        }
        let named = sign != "," && !names_each(&folded.text[start..]);
        // "…: nhóm đạt chuẩn; nhóm cần bổ sung": a noun alone in lower case is nobody.
        let bare = |end: usize| agency_at(folded, start) == Some(end - start) && !opens_group(folded, text, start);
        // "hình thành hệ sinh thái: trung tâm xúc tiến …": behind a colon only a name or a group is somebody.
        let anybody = |end: usize| {
            let named = text[folded.original(start..end)].chars().any(char::is_uppercase);
            let post = folded.text[start..].starts_with("truong ");
            sign == ":" && !named && !post && !opens_group(folded, text, start)
        };
        let end = name_end(folded, text, start).filter(|&end| named && !anybody(end) && !bare(end))?;
        let rest = skip_bracket(&folded.text, skip_spaces(&folded.text, end));
        if helps_only(&folded.text[rest..]) {
            return None;
        }
        // "Giữ xe, phân luồng: Công an xã, mỗi buổi 03 đồng chí": the work stands before the colon.
        let alone = folded.text[rest..].is_empty() || folded.text[rest..].starts_with([',', '.', ';']);
        let given = sign == ":" && alone && names_work(&folded.text[sentence.start..sentence.start + clause.start()]);
        (given || is_explicit(&folded.text[rest..]) || directs(folded, rest)).then_some(start..end)
    })
}

/// Whether the words before a colon name work, and not those whom something is done with or sent to.
fn names_work(head: &str) -> bool {
    const RELATIONS: [&str; 10] =
        [" voi", " cho", "gom", " cua", "gui", "thanh phan", "tham du", " tai", "bao cao", " giua"];
    !head.contains(['.', ';']) && !RELATIONS.iter().any(|word| head.contains(word))
}

/// "Công tác này do Sở A chủ trì": who does it, further on in the text.
pub(super) fn done_by(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    const VERBS: [&str; 8] =
        ["chu tri", "phu trach", "dam nhiem", "dam nhan", "dam trach", "dang cai", "soan thao", "cung thuc hien"];
    // "chương trình do UBND tỉnh ban hành": what is said of a thing and not of the task.
    const OF_THINGS: [&str; 13] = [
        "ban hanh",
        "phe duyet",
        "quan ly",
        "cung cap",
        "cap ",
        "dau tu",
        "phat hanh",
        "cong bo",
        "quyet dinh",
        "quy dinh",
        "lam truong",
        "lam to truong",
        "to chuc",
    ];
    let from = sentence.start;
    if let Some(range) = received_from(folded, text, sentence.clone()) {
        return Some(range);
    }
    folded.text[sentence].match_indices(" do ").find_map(|(at, word)| {
        let at = from + at;
        let start = at + word.len();
        let end = name_end(folded, text, start)?;
        let rest = skip_spaces(&folded.text, end);
        let sentence = folded.text[..at].rfind([';', '.', ':']).map_or(0, |stop| skip_spaces(&folded.text, stop + 1));
        // "Niêm yết tại xã do công chức Địa chính thực hiện": a sentence whose subject is the work.
        let of_work =
            verb_at(folded, sentence).is_none() && !OF_THINGS.iter().any(|verb| folded.text[rest..].starts_with(verb));
        let specific =
            opens_group(folded, text, start) || text[folded.original(start..end)].chars().any(char::is_uppercase);
        // "Việc này do …", "…, do Trung tâm thực hiện"; "chương trình do UBND tỉnh ban hành" only says whose it is, and so
        // does "xác định các dữ liệu do cơ quan nhà nước chủ trì thu thập".
        let this = folded.text[..at].ends_with(" nay");
        let apart = folded.text[..at].ends_with(',');
        let this = this
            || apart && ["thuc hien", "bo tri", "tham muu"].iter().any(|verb| folded.text[rest..].starts_with(verb));
        let this = this || of_work && specific;
        let leads = VERBS.iter().any(|verb| folded.text[rest..].starts_with(verb));
        // "tổng hợp kết quả dự án do Sở chủ trì": said of the project.
        let named = apart || verb_at(folded, sentence).is_none() && opens_group(folded, text, start);
        (leads && named || this && directs(folded, rest)).then_some(start..end)
    })
}

/// "Danh sách được Sở A tổng hợp, gửi …": who does it, where the sentence is about what it is done to.
fn received_from(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    const WORK: [&str; 6] = ["tong hop", "gui ", "cap nhat", "theo doi", "kiem tra", "thong bao"];
    let head = folded.text[sentence.clone()].find([',', ';', ':']).map_or(sentence.end, |at| sentence.start + at);
    let by = " duoc ";
    let start = sentence.start + folded.text[sentence.start..head].find(by)? + by.len();
    if verb_at(folded, sentence.start).is_some() || !opens_group(folded, text, start) {
        return None;
    }
    let end = name_end(folded, text, start)?;
    let rest = &folded.text[skip_spaces(&folded.text, end)..];
    WORK.iter().any(|verb| rest.starts_with(verb)).then_some(start..end)
}

/// The subject behind the clause that opens a sentence: "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo …".
pub(super) fn behind_clause(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:tren co so|truong hop |thuc hien (?:quyet dinh|nghi quyet|ke hoach|chi thi|nghi dinh|thong tu|luat|y kien)|trong |qua trinh |can cu|theo (?:quy|chi|ke|chuc)|khi|neu|sau|dinh ky|(?:hang|moi) (?:nam|quy|thang|tuan)|qu[iy] (?:iv|i{1,3}|[1-4])\b|thang \d|nam 20|de |nham |truoc |cham nhat|muon nhat|tu ngay|den ngay|ngoai ra|chu dong |doi voi |ngoai |o (?:cap|xa|thon|huyen|tinh) |tai (?:buoi|cuoc|ky|hoi)|noi (?:co|nao|xay) |ket thuc |qua (?:kiem tra|theo doi))").ok()
    });
    let opening = OPENING.as_ref()?.find(&folded.text[start..])?;
    let sentence = folded.text[start..].find(['.', ';', ':']).map_or(folded.text.len(), |at| start + at);
    // "Chủ động phối hợp với A, B": the sentence has its verb already.
    let cites = ["can cu", "thuc hien", "trong ", "truoc "].iter().any(|words| opening.as_str().starts_with(words));
    // "Trong thời hạn 03 ngày kể từ ngày nhận được đề nghị bổ sung, giải trình, Sở Y tế …" lists what happens too.
    let waits = folded.text[start..sentence].contains("ke tu ") || folded.text[start..sentence].contains(" neu ");
    let condition = matches!(opening.as_str(), "khi" | "neu" | "sau" | "truong hop ") || waits;
    // "Trong đó tập trung xây dựng …"
    if folded.text[start..].starts_with("trong do ") {
        return None;
    }
    if !cites && !condition && verb_at(folded, start + opening.end()).is_some() {
        return None;
    }
    let course = ["trong qua trinh", "qua trinh"].iter().any(|words| folded.text[start..].starts_with(words));
    if (condition || course)
        && let Some(range) = asked(folded, text, start..sentence)
    {
        return Some(range);
    }
    // "Căn cứ dự toán của các sở, đơn vị và …": what is cited may be a list, so that only a name or a group is a subject.
    let mut lists =
        ["can cu", "thuc hien", "theo ", "tren co so"].iter().any(|words| opening.as_str().starts_with(words));
    for clause in clauses(folded, start..sentence) {
        // "…, cơ quan có thẩm quyền có trách nhiệm": who is charged in so many words needs no name.
        if let Some(range) = charged(folded, text, clause) {
            return Some(range);
        }
        // "Trên cơ sở dự toán do Sở A, Sở B lập, …": who made what is cited.
        let cited = folded.text[start..clause].trim_end_matches([',', ' ']).rsplit(", ").next();
        if lists && cited.is_some_and(|cited| cited.contains(" do ")) {
            continue;
        }
        // "Trên cơ sở Kế hoạch này, công chức chuyên môn …": what is cited ends here.
        lists &= !folded.text[..clause].ends_with(" nay, ");
        // "… phòng, chống dịch": the second half of a word.
        if folded.text[..clause].ends_with("phong, ") {
            continue;
        }
        let aside = is_circumstance(&folded.text[clause..]);
        lists |= aside;
        // "…, chủ trì tổng hợp và phối hợp với các sở, UBND xã bố trí": once something is directed, what follows is its
        // object. A condition may list what happens ("Khi có tin dự báo, cảnh báo mưa lớn, Ban Chỉ huy phát lệnh").
        if !condition && !course && !aside && verb_at(folded, clause).is_some() {
            return None;
        }
        let bare = !lists && !goes_on_with_group(&folded.text[..clause]);
        let acts = |end: usize| {
            let behind = skip_spaces(&folded.text, end);
            directs(folded, behind) || has_own_name(folded, text, clause..end) && skip_aside(folded, behind).is_some()
        };
        let end = subject_end(folded, text, clause).filter(|_| bare || opens_group(folded, text, clause));
        if let Some(end) = end.filter(|&end| acts(end)) {
            return Some(clause..end);
        }
    }
    None
}

/// Where the clauses of a sentence start. Behind a date or a term the comma may be missing: "Chậm nhất ngày 30/6/2025 các cơ
/// quan phải …".
fn clauses(folded: &Folded, sentence: Range<usize>) -> Vec<usize> {
    static NEXT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r", | thì |(?:/|năm )20\d\d |ngày làm việc |\d (?:phút|giờ) |vướng mắc ").ok());
    let next = NEXT.iter().flat_map(|next| folded.find_marked(next)).map(|next| next.end);
    next.filter(|next| sentence.contains(next)).collect()
}

/// "Trong quá trình thực hiện, nếu có vướng mắc đề nghị các đơn vị phản ánh …": whoever is asked.
fn asked(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    static ASKED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r",? (?:de nghi|yeu cau) ").ok());
    let name = sentence.start + ASKED.as_ref()?.find(&folded.text[sentence.clone()])?.end();
    let group = ["co quan, ", "don vi, "].iter().any(|group| folded.text[name..].starts_with(group));
    let end = name_end(folded, text, name)?;
    (group || opens_group(folded, text, name)).then_some(name..end)
}

/// "của bộ, ngành Trung ương": a list of groups goes on behind its comma.
fn goes_on_with_group(before: &str) -> bool {
    let list = before.strip_suffix(", ").unwrap_or_default();
    [" bo", " so", " ban", " nganh", " co quan", " don vi", " phong"].iter().any(|noun| list.ends_with(noun))
}

/// Whether a clause only says under what circumstances something is done: "Hằng năm, căn cứ dự toán được giao, Sở Y tế …".
fn is_circumstance(clause: &str) -> bool {
    ["can cu ", "theo ", "tren co so ", "neu ", "khi ", "ke tu "].iter().any(|words| clause.starts_with(words))
}
