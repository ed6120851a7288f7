//! Owners of a task.
//!
//! Finds, in this order: (1) explicit words in the leaf ("giao X …", "X chủ trì", "X có trách nhiệm", "Đề nghị X …"), its
//! field line or its table cell; (2) the subject of the leaf's first directive ("UBND xã chủ động …"); (3) the agency that
//! the nearest heading or lead-in names. Where the first sentence puts nobody to work, whoever a later one or a later clause
//! does is the owner ("…; giao Đoàn Thanh niên xã quản trị nhóm", "…, do Trung tâm thực hiện"), but under a heading that
//! names an agency, where that one stays the owner: the contract is silent.
//!
//! Not to be confused with: receivers of reports ("báo cáo UBND huyện"), places ("tại UBND xã"), what a task is about
//! ("kiểm tra các cơ quan"), headings that name a subject and no agency ("Công tác tuyên truyền").

mod field;
mod heading;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::agency::{acts_behind_level, has_own_name, name_end, split_list};
use crate::fold::Folded;
use crate::lexicon::{agency_at, quantifier_at, verb_at, whole_words, words_at};
use crate::plan::{Name, OwnerSource};
use crate::segment::passage::Passage;
pub(super) use field::{in_bracket, in_field};
pub(super) use heading::{in_heading, in_lead_in};

/// Owners with where they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Owners {
    /// The names, as printed.
    pub names: Vec<Name>,
    /// Where they were read; `None` where there are none.
    pub source: Option<OwnerSource>,
    /// How far into the text they are named.
    pub named: Named,
}

/// Where in a text its owner is named: under agencies that are named above it, whoever only a later part names does something
/// else beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Named {
    /// In the first sentence, or nowhere.
    #[default]
    First,
    /// In a later clause.
    LaterClause,
    /// In a later sentence.
    LaterSentence,
}

/// "Người ban hành quyết định có trách nhiệm giao …": people who are told by what they do, charged in so many words.
fn charged(folded: &Folded, start: usize) -> Option<Range<usize>> {
    // In a later sentence it says for what they answer, not who does the task.
    if start > 0 {
        return None;
    }
    static CHARGED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:nguoi|nhung nguoi|to chuc, ca nhan|ca nhan|co quan da) [a-z][a-z, ]{3,90}? (?:co trach nhiem|phai chiu trach nhiem)\b").ok()
    });
    let found = CHARGED.as_ref()?.find(&folded.text[start..])?;
    let name = found.as_str().trim_end_matches("co trach nhiem").trim_end_matches("phai chiu trach nhiem").trim_end();
    Some(start..start + name.len())
}

/// "Chỉ đạo Chi cục Thú y chủ trì lấy mẫu": a part of the agency that leads.
fn led_part(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    let name = start + folded.text[start..].strip_prefix("chi dao ").map(|_| "chi dao ".len())?;
    let end = name_end(folded, text, name)?;
    folded.text[skip_spaces(&folded.text, end)..].starts_with("chu tri").then_some(name..end)
}

/// Where a sentence that starts at an offset stands.
fn named_at(start: usize) -> Named {
    if start > 0 { Named::LaterSentence } else { Named::First }
}

/// Owners named in a leaf's own text.
pub(super) fn in_text(passage: &Passage, tracer: &Tracer<'_>) -> Owners {
    let folded = passage.folded();
    let text = passage.text();
    let starts = sentence_starts(&folded.text);
    let ends = starts.iter().skip(1).copied().chain([folded.text.len()]);
    for (first, end_of_sentence) in starts.iter().copied().zip(ends) {
        let start = first + opener(&folded.text[first..]);
        // "Do Trung tâm A thực hiện": the sentence before says what.
        let by = start + if folded.text[start..].starts_with("do ") { "do ".len() } else { 0 };
        if let Some(end) =
            name_end(folded, text, by).filter(|&end| by > start && directs(folded, skip_spaces(&folded.text, end)))
        {
            return Owners { named: named_at(start), ..owners(passage, folded, by..end, OwnerSource::Subject, tracer) };
        }
        if let Some(range) = assigned(folded, text, start) {
            return Owners { named: named_at(start), ..owners(passage, folded, range, OwnerSource::Explicit, tracer) };
        }
        if let Some(end) = name_end(folded, text, start) {
            let rest = skip_bracket(&folded.text, skip_spaces(&folded.text, end));
            let rest = rest + led_by(&folded.text[rest..]);
            // "Các sở có liên quan tới Kế hoạch này có trách nhiệm …"
            let rest = rest + if folded.text[rest..].starts_with("nay ") { "nay ".len() } else { 0 };
            let explicit = is_explicit(&folded.text[rest..]);
            let each = names_each(&folded.text[start..]);
            // "Đoàn số 1: do Sở Y tế làm Trưởng đoàn, …"
            let by = folded.text[rest..].strip_prefix(": do ").map(|_| rest + ": do ".len()).filter(|_| start == 0);
            if let Some((by, end)) = by.and_then(|by| Some((by, name_end(folded, text, by)?)))
                && folded.text[skip_spaces(&folded.text, end)..].starts_with("lam ")
            {
                return owners(passage, folded, by..end, OwnerSource::Explicit, tracer);
            }
            // "Sở Tài chính: Thẩm định …": a heading run into its text; a level alone ("Cấp tỉnh: …") is nobody.
            let level = ["cap tinh", "cap huyen", "cap xa"].contains(&folded.text[start..end].trim());
            if start == 0 && !level && folded.text[rest..].starts_with(':') {
                return owners(passage, folded, start..end, OwnerSource::Heading, tracer);
            }
            // "…. Công an tỉnh phối hợp xác thực dữ liệu": who helps whoever the sentence before puts to work.
            let helps = start > 0 && (helps_only(&folded.text[rest..]) || answers_only(&folded.text[rest..]));
            // In a later sentence "mỗi thôn …" is nobody in particular.
            let nobody = helps || each && start > 0;
            let acts =
                directs(folded, rest) || has_own_name(folded, text, start..end) && acts_behind_level(folded, rest);
            if !nobody && (explicit || acts) {
                let source = if explicit { OwnerSource::Explicit } else { OwnerSource::Subject };
                if start == 0
                    && let Some(parallel) = parallel_subjects(folded, text, end_of_sentence)
                {
                    let names = parallel.into_iter().flat_map(|range| names(passage, folded, range, tracer)).collect();
                    return Owners { names, source: Some(source), named: Named::First };
                }
                // "Mỗi thôn lập …": below an agency its heading stays the owner.
                let named = if each { Named::LaterSentence } else { named_at(start) };
                return Owners { named, ..owners(passage, folded, start..end, source, tracer) };
            }
        }
        if let Some(name) = charged(folded, start).and_then(|range| tracer.name(passage, folded.original(range))) {
            return Owners { names: vec![name], source: Some(OwnerSource::Explicit), named: Named::First };
        }
        if let Some(range) = led_part(folded, text, start) {
            return Owners { named: named_at(start), ..owners(passage, folded, range, OwnerSource::Explicit, tracer) };
        }
        if let Some(range) = behind_clause(folded, text, start) {
            return Owners { named: named_at(start), ..owners(passage, folded, range, OwnerSource::Subject, tracer) };
        }
        let sentence = first..end_of_sentence;
        if let Some(range) = done_by(folded, text, sentence.clone()) {
            let named = named_at(first);
            return Owners { named, ..owners(passage, folded, range, OwnerSource::Explicit, tracer) };
        }
        if let Some(range) = inside_sentence(folded, text, sentence) {
            let named = if first > 0 { Named::LaterSentence } else { Named::LaterClause };
            return Owners { named, ..owners(passage, folded, range, OwnerSource::Explicit, tracer) };
        }
    }
    Owners::default()
}

/// "Sở A phụ trách tiêu chí Nhà ở; Sở B phụ trách tiêu chí Điện": subjects of clauses that say the same of each.
fn parallel_subjects(folded: &Folded, text: &str, end: usize) -> Option<Vec<Range<usize>>> {
    const WORDS_ALIKE: usize = 3;
    let starts = std::iter::once(0).chain(folded.text[..end].match_indices("; ").map(|(at, sign)| at + sign.len()));
    let clauses = starts.map(|start| {
        let stop = name_end(folded, text, start)?;
        let does: Vec<&str> = folded.text[stop..].split_whitespace().take(WORDS_ALIKE).collect();
        Some((start..stop, does))
    });
    let clauses: Vec<(Range<usize>, Vec<&str>)> = clauses.collect::<Option<_>>()?;
    let (_, first) = clauses.first()?;
    let alike = clauses.len() > 1 && clauses.iter().all(|(_, does)| does == first);
    alike.then(|| clauses.into_iter().map(|(range, _)| range).collect())
}

/// Length of the words that may stand before the subject of a sentence: "Riêng Sở Y tế …", "Mỗi năm Sở Y tế …".
fn opener(sentence: &str) -> usize {
    static OPENER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:rieng |(?:moi|hang) (?:nam|quy|thang|tuan) )").ok());
    OPENER.as_ref().and_then(|opener| opener.find(sentence)).map_or(0, |found| found.end())
}

/// Length of the words behind a team that say who leads it: "Đoàn liên ngành do Sở Nội vụ làm trưởng đoàn kiểm tra …".
fn led_by(behind: &str) -> usize {
    static LED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^do [^,.;:]{3,90}? lam (?:truong (?:doan|ban)|to truong|doi truong|nong cot),? ").ok()
    });
    LED.as_ref().and_then(|led| led.find(behind)).map_or(0, |found| found.end())
}

/// Whether the words behind an agency make it the owner in so many words.
fn is_explicit(rest: &str) -> bool {
    const WORDS: [&str; 6] =
        ["chu tri", "co trach nhiem", "lam dau moi", "la don vi dau moi", "la co quan dau moi", "la dau moi"];
    WORDS.iter().any(|word| rest.starts_with(word))
}

/// Whether the words behind an agency say that it helps, and not with whom it does something.
pub(super) fn helps_only(rest: &str) -> bool {
    let with = [
        "voi",
        "cung",
        "chat che",
        "cac ",
        ",",
        "so ",
        "phong ",
        "ubnd",
        "uy ban",
        "cong an",
        "ban ",
        "hoi ",
        "trung tam",
        "chi cuc",
        "doan ",
        "truong ",
    ];
    rest.strip_prefix("phoi hop").is_some_and(|rest| !with.iter().any(|word| rest.trim_start().starts_with(word)))
}

/// Whether the words behind an agency say that it answers for what is done: "Chủ tịch xã chịu trách nhiệm trước huyện nếu …".
fn answers_only(rest: &str) -> bool {
    let whom = ["truoc ", "neu ", "khi "];
    rest.strip_prefix("chiu trach nhiem ").is_some_and(|rest| whom.iter().any(|word| rest.starts_with(word)))
}

/// Whether a name means each of many: "mỗi thôn", "từng thành viên".
fn names_each(name: &str) -> bool {
    name.starts_with("moi ") || name.starts_with("tung ")
}

/// Whoever a later clause of a sentence puts to work: "…; giao Đoàn Thanh niên xã quản trị nhóm", "…; viên chức dân số làm
/// đầu mối", "Báo cáo năm: Phòng Nội vụ tổng hợp, …".
fn inside_sentence(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[;:,]\s").ok());
    CLAUSE.iter().flat_map(|clause| clause.find_iter(&folded.text[sentence.clone()])).find_map(|clause| {
        let (sign, start) = (&clause.as_str()[..1], sentence.start + clause.end());
        // "giao từng thành viên": nobody in particular.
        let given = folded.text[start..].starts_with("giao ") && !names_each(&folded.text[start + "giao ".len()..]);
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

/// The offset behind a bracket that explains a name: "Đài Truyền thanh huyện (nay là …) mở chuyên mục".
fn skip_bracket(folded: &str, at: usize) -> usize {
    let closes = folded[at..].starts_with('(').then(|| folded[at..].find(") ")).flatten();
    closes.map_or(at, |end| skip_spaces(folded, at + end + 1))
}

/// "Công tác này do Sở A chủ trì": who does it, further on in the text.
fn done_by(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    const VERBS: [&str; 6] = ["chu tri", "phu trach", "dam nhiem", "dam trach", "soan thao", "cung thuc hien"];
    // "chương trình do UBND tỉnh ban hành": what is said of a thing and not of the task.
    const OF_THINGS: [&str; 12] = [
        "ban hanh",
        "phe duyet",
        "quan ly",
        "cung cap",
        "cap ",
        "dau tu",
        "phat hanh",
        "cong bo",
        "quyet dinh",
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

/// Whether a text opens with an agency, named or given the task, that does something.
pub(super) fn is_assigned(passage: &Passage) -> bool {
    let folded = passage.folded();
    let by_name =
        name_end(folded, passage.text(), 0).is_some_and(|end| directs(folded, skip_spaces(&folded.text, end)));
    by_name || assigned(folded, passage.text(), 0).is_some()
}

/// Whether the words at an offset, behind a subject, direct something: a verb, or a duty.
fn directs(folded: &Folded, at: usize) -> bool {
    static DUTY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            r"chịu|có trách nhiệm|có nhiệm vụ|cần|phải|được giao|được phân công|được đề nghị|theo (?:chức năng|thẩm quyền|nhiệm vụ|lĩnh vực)|trong (?:phạm vi|thời hạn|vòng)|có (?:văn bản|kế hoạch|biện pháp)|khẩn trương|nghiêm túc|quy định|(?:hằng|mỗi) (?:năm|quý|tháng|tuần)|hàng (?:quý|tháng|tuần)|xác nhận|mở|bố trí|làm|phụ trách|cùng|lo|quyết định|đến (?:kiểm tra|từng|tận|tại)|không (?:gây|để|được|đặt|đưa|nhận|yêu cầu|thu)",
        )
    });
    verb_at(folded, at).is_some() || words_at(&DUTY, folded, at).is_some()
}

pub(super) fn skip_spaces(folded: &str, at: usize) -> usize {
    at + (folded[at..].len() - folded[at..].trim_start().len())
}

/// Starts of sentences; inside a sentence "giao X" may also follow a comma or semicolon.
fn sentence_starts(folded: &str) -> Vec<usize> {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:[.!?]|\n)\s+").ok());
    std::iter::once(0).chain(STOP.iter().flat_map(|stop| stop.find_iter(folded)).map(|found| found.end())).collect()
}

/// "Giao X …", "Đề nghị X …", "UBND xã giao X …" at the start of a sentence.
fn assigned(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:(?:uy ban nhan dan|ubnd|chu tich)[^,;.]{0,40}|(?:viec|nhiem vu|noi dung|cong viec|cong tac) nay) )?(?:giao|de nghi|yeu cau|phan cong|giao cho)(?:\s+cho)?:?\s+").ok()
    });
    let given = GIVEN.as_ref()?.find(&folded.text[start..])?;
    let name = start + given.end();
    let end = name_end(folded, text, name)?;
    let at = skip_bracket(&folded.text, skip_spaces(&folded.text, end));
    let rest = &folded.text[at..];
    let asks = given.as_str().starts_with("de nghi");
    // "Phân công cán bộ, đảng viên phụ trách từng hộ": whoever assigns them is the owner.
    const PEOPLE: [&str; 5] = ["can bo,", "dang vien", "hoi vien", "thanh vien", "cac thanh vien"];
    let unnamed = folded.text[name..].starts_with("can bo ") && !has_capital(folded, text, name..end);
    let people = unnamed || PEOPLE.iter().any(|people| folded.text[name..].starts_with(people));
    if given.as_str().starts_with("phan cong") && people {
        return None;
    }
    (asks || directs(folded, at) || rest.starts_with([',', ':']) || rest.is_empty() || rest.starts_with("la "))
        .then_some(name..end)
}

fn owners(passage: &Passage, folded: &Folded, range: Range<usize>, source: OwnerSource, tracer: &Tracer<'_>) -> Owners {
    let range = range.start..part_in_bracket(folded, passage.text(), range.end).unwrap_or(range.end);
    Owners { names: names(passage, folded, range, tracer), source: Some(source), named: Named::First }
}

/// "Sở Nội vụ (Trung tâm Lưu trữ)", "Phòng Kinh tế (hoặc Phòng Hạ tầng)": the end of a bracket, right behind a name, that
/// names the part of it which acts, or another name of it.
fn part_in_bracket(folded: &Folded, text: &str, end: usize) -> Option<usize> {
    let inside = end + folded.text[end..].strip_prefix(" (").map(|_| " (".len())?;
    let close = inside + folded.text[inside..].find(')')?;
    let other = "hoac ";
    if folded.text[inside..].starts_with(other) {
        return (name_end(folded, text, inside + other.len()) == Some(close)).then_some(close + 1);
    }
    let named = quantifier_at(folded, inside) == 0 && name_end(folded, text, inside) == Some(close);
    let other = ["co quan", "cap "].iter().any(|word| folded.text[inside..].starts_with(word));
    let part = !other && !folded.text[inside..close].contains([',', ';']);
    (named && part).then_some(close + 1)
}

fn has_capital(folded: &Folded, text: &str, range: Range<usize>) -> bool {
    text[folded.original(range)].chars().any(char::is_uppercase)
}

/// The names of a list, each with its place.
pub(super) fn names(passage: &Passage, folded: &Folded, range: Range<usize>, tracer: &Tracer<'_>) -> Vec<Name> {
    let pieces = split_list(folded, passage.text(), range);
    pieces.into_iter().filter_map(|piece| tracer.name(passage, folded.original(piece))).collect()
}

/// Whether a name at an offset stands on its own: with "các" before it, or with a capital.
pub(super) fn opens_group(folded: &Folded, text: &str, at: usize) -> bool {
    quantifier_at(folded, at) > 0
        || folded.text.len() > at && text[folded.original(at..at + 1)].chars().all(char::is_uppercase)
}

/// The subject behind the clause that opens a sentence: "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo …".
fn behind_clause(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:tren co so|truong hop |thuc hien (?:quyet dinh|nghi quyet|ke hoach|chi thi|nghi dinh|thong tu|luat|y kien)|trong |can cu|theo (?:quy|chi|ke|chuc)|khi|neu|sau|dinh ky|hang (?:nam|quy|thang|tuan)|qu[iy] (?:iv|i{1,3}|[1-4])\b|thang \d|nam 20|de |nham |truoc |cham nhat|muon nhat|tu ngay|den ngay|ngoai ra|chu dong |doi voi |ngoai |o (?:cap|xa|thon|huyen|tinh) |tai (?:buoi|cuoc|ky|hoi)|ket thuc |qua (?:kiem tra|theo doi))").ok()
    });
    let opening = OPENING.as_ref()?.find(&folded.text[start..])?;
    // "Chủ động phối hợp với A, B": the sentence has its verb already.
    let cites = ["can cu", "thuc hien", "trong ", "truoc "].iter().any(|words| opening.as_str().starts_with(words));
    let condition = matches!(opening.as_str(), "khi" | "neu" | "sau" | "truong hop ");
    if !cites && !condition && verb_at(folded, start + opening.end()).is_some() {
        return None;
    }
    let sentence = folded.text[start..].find(['.', ';', ':']).map_or(folded.text.len(), |at| start + at);
    let clauses = folded.text[start..sentence].match_indices(", ").map(|(at, comma)| start + at + comma.len());
    // "…, chủ trì tổng hợp và phối hợp với các sở, UBND xã bố trí": once something is directed, what follows is its object.
    // A condition may list what happens ("Khi có tin dự báo, cảnh báo mưa lớn, Ban Chỉ huy phát lệnh").
    clauses.take_while(|&clause| condition || verb_at(folded, clause).is_none()).find_map(|name| {
        let end = name_end(folded, text, name).filter(|_| condition || opens_group(folded, text, name))?;
        directs(folded, skip_spaces(&folded.text, end)).then_some(name..end)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{names_of, passage, with_tracer};
    use super::*;

    fn text_owners(text: &str) -> (Vec<String>, Option<OwnerSource>) {
        with_tracer(text, |tracer| {
            let owners = in_text(&passage(text), tracer);
            (names_of(owners.names), owners.source)
        })
    }

    #[test]
    fn finds_explicit_owners() {
        for (text, owner) in [
            ("Giao công chức Văn phòng Thống kê xây dựng báo cáo", "công chức Văn phòng Thống kê"),
            (
                "Đề nghị Ủy ban mặt trận Tổ quốc Việt Nam xã phối hợp với các đoàn thể",
                "Ủy ban mặt trận Tổ quốc Việt Nam xã",
            ),
            ("Sở Tài chính chủ trì, phối hợp với các Sở bố trí kinh phí", "Sở Tài chính"),
            ("Giám đốc Sở Nội vụ có trách nhiệm chủ trì", "Giám đốc Sở Nội vụ"),
            ("Lập nhóm phụ huynh; giao Đoàn Thanh niên xã quản trị nhóm.", "Đoàn Thanh niên xã"),
            ("Báo cáo năm: Phòng Nội vụ tổng hợp, trình UBND huyện", "Phòng Nội vụ"),
            ("Cho trẻ uống thuốc; nhân viên y tế các trường trực tiếp ghi sổ", "nhân viên y tế các trường"),
            ("Dò quét lỗ hổng hằng tháng, do Trung tâm Chuyển đổi số thực hiện.", "Trung tâm Chuyển đổi số"),
            ("Vận động các em trở lại lớp. Công tác này do Sở Y tế chủ trì.", "Sở Y tế"),
            ("Việc này giao Sở Xây dựng làm đầu mối, có sự phối hợp của Sở Y tế", "Sở Xây dựng"),
            ("Danh sách được Chi cục Thủy sản gửi cho các lực lượng vào thứ Sáu", "Chi cục Thủy sản"),
            ("Giao Phòng Kinh tế (hoặc Phòng Hạ tầng) làm đầu mối", "Phòng Kinh tế (hoặc Phòng Hạ tầng)"),
        ] {
            assert_eq!(text_owners(text), (vec![owner.to_owned()], Some(OwnerSource::Explicit)), "{text}");
        }
    }

    #[test]
    fn finds_subjects() {
        for (text, owner) in [
            ("UBND xã chủ động, tăng cường kiểm tra", "UBND xã"),
            ("Các ban ngành, đoàn thể chịu trách nhiệm tổ chức", "Các ban ngành, đoàn thể"),
            (
                "Thực hiện tốt công tác. Cán bộ, công chức tại UBND xã thực hiện tốt việc tiếp dân",
                "Cán bộ, công chức tại UBND xã",
            ),
            ("Quý III hằng năm, UBND cấp xã lập danh sách; UBND cấp huyện tổng hợp", "UBND cấp xã"),
            ("Đối với vụ việc phức tạp, các đơn vị, địa phương báo cáo ngay", "các đơn vị, địa phương"),
            ("Riêng Sở Y tế cải tạo xong khu cách ly", "Sở Y tế"),
            ("UBND các huyện, thành phố xây mới 45 nhà", "UBND các huyện, thành phố"),
            ("Do Trung tâm Văn hóa thực hiện, xong trước ngày 05/6", "Trung tâm Văn hóa"),
            ("Mỗi năm Sở Y tế tổ chức 06 lớp", "Sở Y tế"),
            ("Đoàn liên ngành do Sở Nội vụ làm trưởng đoàn kiểm tra tại 03 huyện", "Đoàn liên ngành"),
            ("Tổ thư ký tổng hợp kết quả từng ngày", "Tổ thư ký"),
            ("Mỗi xã, thị trấn dự trữ tối thiểu 05 tấn gạo", "Mỗi xã, thị trấn"),
            ("Trong trồng trọt, Sở Công Thương rà soát vùng rau", "Sở Công Thương"),
            ("Khi xảy ra sạt lở, lực lượng tại chỗ cứu người bị nạn", "lực lượng tại chỗ"),
            ("Trung tâm Trợ giúp pháp lý Nhà nước tỉnh tổ chức 30 đợt", "Trung tâm Trợ giúp pháp lý Nhà nước tỉnh"),
            ("Quỹ Hỗ trợ phát triển hợp tác xã giải ngân 35 tỷ đồng", "Quỹ Hỗ trợ phát triển hợp tác xã"),
            ("Thực hiện Quyết định số 5/QĐ-UBND, Sở Y tế chủ trì, các xã bố trí người trực", "Sở Y tế"),
            ("Các xã, phường báo cáo tiến độ trước ngày 05/6", "Các xã, phường"),
            ("Trường hợp có gia súc chết do rét, dịch bệnh, trưởng thôn lập biên bản", "trưởng thôn"),
            ("Trung tâm Dịch vụ tổng hợp xã hướng dẫn ủ chua", "Trung tâm Dịch vụ tổng hợp xã"),
            ("Đài Truyền thanh huyện (nay là Trung tâm Văn hóa) mở chuyên mục", "Đài Truyền thanh huyện"),
            (
                "Đồng chí Lê Văn An, Phó Chủ tịch UBND xã chịu trách nhiệm chung",
                "Đồng chí Lê Văn An, Phó Chủ tịch UBND xã",
            ),
            ("Đơn vị được kiểm tra khắc phục tồn tại", "Đơn vị được kiểm tra"),
            ("Trong quý III/2024, Sở Nội vụ thành lập đoàn kiểm tra", "Sở Nội vụ"),
            ("Chậm nhất 05 ngày làm việc kể từ ngày họp, Phó Trưởng đoàn hoàn thành dự thảo", "Phó Trưởng đoàn"),
            ("Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị báo cáo UBND xã", "các cơ quan, đơn vị"),
        ] {
            assert_eq!(text_owners(text), (vec![owner.to_owned()], Some(OwnerSource::Subject)), "{text}");
        }
    }

    #[test]
    fn finds_owners_run_into_the_text() {
        let (names, source) = text_owners("Sở Tài chính: Thẩm định dự toán.");
        assert_eq!((names, source), (vec!["Sở Tài chính".to_owned()], Some(OwnerSource::Heading)));
        let (names, _) = text_owners("Đ/c Lò Văn Hặc, Phó Chủ tịch UBND xã: phụ trách thôn Nậm Chậu.");
        assert_eq!(names, ["Đ/c Lò Văn Hặc, Phó Chủ tịch UBND xã"]);
    }

    #[test]
    fn leaves_agencies_that_do_nothing() {
        for text in [
            "Tăng cường kiểm tra các cơ quan, đơn vị trực thuộc",
            "Chủ trì, phối hợp với các ngành tham mưu UBND xã",
            "Báo cáo UBND huyện kết quả",
            "Theo dõi, đôn đốc, kiểm tra các cơ quan, đơn vị thực hiện Kế hoạch",
            "Tuyên truyền, quán triệt các cơ quan, đơn vị, doanh nghiệp thực hiện nghiêm",
            "Công khai danh sách tại trụ sở UBND xã",
            "Do thời tiết thay đổi, lịch có thể lùi một tuần",
            "Chương trình được Sở Y tế phê duyệt năm trước",
            "Nâng cao trách nhiệm của người đứng đầu cơ quan",
            "Lập các tổ hòa giải; mỗi thôn có một tổ hoạt động",
            "Phân công cán bộ, đảng viên phụ trách từng cụm dân cư",
            "Theo dõi các dự án do UBND tỉnh ban hành",
            "Phối hợp với Sở A; báo cáo UBND tỉnh",
            "Phân loại thửa đất; nhóm cần bổ sung hồ sơ",
            "Rà soát các bến. Chủ tịch UBND xã chịu trách nhiệm trước UBND huyện nếu để tái diễn",
        ] {
            assert_eq!(text_owners(text).0, Vec::<String>::new(), "{text}");
        }
    }
}
