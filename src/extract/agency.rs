//! Names of agencies, posts and groups inside sentences: where they end, and how lists of them fall apart.
//!
//! In: folded text with its original. Out: ranges of names. A name starts with a noun of the closed list (`lexicon`) and
//! ends before a directive verb in lower case, a stop, or words that open a clause. A list falls apart at ";", "," and
//! "và" only where each piece is an agency of its own: "Sở Văn hóa, Thể thao và Du lịch" is one, "các ban, ngành, đoàn thể"
//! is one, "Sở Tài chính, Sở Tư pháp" are two.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Folded;
use crate::lexicon::{agency_at, agency_noun_at, length, quantifier_at, verb_at, whole_words, words_at};

/// Words that open a clause behind a name.
static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(concat!(
        r"để|nhằm|trong vòng|trong việc|trong quá trình|trong thời|trong công tác|trong tổ chức|theo|về|phải|cần|có trách nhiệm|chịu|đến|khi|nếu|bằng|bao gồm|gồm|như|thì|sẽ|đã|đang|",
        r"nghiêm túc|không|trước|vào|qua|thông qua|cùng với|đối với|góp phần|với|cùng|từ|gắn với|này|làm|và báo cáo|hằng|hàng|nhưng|đây|do|mà|được giao|được phân công|",
        r"xác nhận|quyết định|là|yêu cầu|họp|mở|hoặc|nhận|tham dự|điều chỉnh|viết|đăng|bộ phận thường trực|nơi|nên|ra|dưới|có văn bản|có kế hoạch|có biện pháp|khẩn trương|ban hành|phục vụ|tại mục|tại các cuộc|những|chậm nhất|muộn nhất|kết quả|ngày|trong (?:quý|tháng|năm|tuần|ngày|\d+)|tình hình|tiến độ|trong phạm vi|số (?:người|lượng|liệu|hộ|trẻ|vụ|ca|đơn|đối tượng)|họp|thống nhất"
    ))
});

/// Words with which a name goes on although they are verbs elsewhere ("tổ chức chính trị", "cơ quan quản lý").
static NOUN_OF_VERB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:tổ chức, (?:cá nhân|doanh nghiệp|đơn vị)|tổ chức (?:khoa học|thành viên|chính trị|xã hội|đoàn|đảng|hội (?:nông|phụ|cựu|chữ|quần|đặc|nghề)|tín dụng|quốc tế|có liên quan|liên quan|cá nhân|phi chính phủ|kinh tế|khác)|là (?:tổ chức|hộ gia đình|cá nhân)\b|tham gia bảo vệ (?:an ninh|trật tự)|quản lý (?:nhà nước|dự án|các|rừng|khu)|tiếp nhận và trả|kiểm soát bệnh|phát triển (?:nông thôn|kinh tế|quỹ đất|đô thị)|khai thác (?:công trình|thủy lợi)|đầu tư|giám sát đầu tư|truyền thông|cung (?:ứng|cấp) dịch vụ|vệ sinh môi trường|không chuyên trách|từ (?:tỉnh|trung ương|thành phố|huyện) đến|đến (?:địa phương|cơ sở))").ok()
});

/// The end of the name that starts at `start` of a folded text, if one does.
pub(super) fn name_end(folded: &Folded, original: &str, start: usize) -> Option<usize> {
    let noun = agency_at(folded, start)?;
    Some(scan(folded, original, start, start + noun))
}

/// The same where only a noun can stand ("phối hợp với Thanh tra huyện").
pub(super) fn name_end_of_noun(folded: &Folded, original: &str, start: usize) -> Option<usize> {
    let noun = agency_noun_at(folded, start)?;
    Some(scan(folded, original, start, start + noun))
}

/// The end of the issuer of a document: a name, or an organ that is no owner of tasks ("Chính phủ", "Bộ Chính trị").
pub(super) fn issuer_at(folded: &Folded, original: &str, start: usize) -> Option<usize> {
    static ORGAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:thu tuong chinh phu|chinh phu|quoc hoi(?: khoa [xvi]+)?|uy ban thuong vu quoc hoi|bo chinh tri|ban bi thu|ban chap hanh trung uong(?: dang)?(?: khoa [xvi]+)?|bo truong bo [a-z]+(?: [a-z]+)?|chu tich nuoc|trung uong)").ok()
    });
    let rest = folded.text.get(start..)?;
    if let Some(organ) = ORGAN.as_ref().and_then(|organ| organ.find(rest)) {
        let end = start + organ.end();
        return Some(if organ.as_str().starts_with("bo truong") { scan(folded, original, start, end) } else { end });
    }
    // An issuer is one agency: the first of a list.
    let end = name_end(folded, original, start)?;
    let first = split_list(folded, original, start..end).into_iter().next()?;
    let stop = issuer_stop(&folded.text[first.clone()]);
    Some(first.start + stop)
}

/// Words behind an issuer that belong to the title of its document.
fn issuer_stop(name: &str) -> usize {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r" (?:ve|thuc hien|ban hanh|phe duyet|quy dinh|huong dan|trien khai|sua doi|khoa|nham|de|nang cao|duy tri|tang cuong|day manh|to chuc|phan bo|cong bo|giao|va quyet dinh|va nghi quyet|va ke hoach|nhiem ky)\b").ok()
    });
    STOP.as_ref().and_then(|stop| stop.find(name)).map_or(name.len(), |found| found.start())
}

/// Follows a name from behind its noun to its end.
fn scan(folded: &Folded, original: &str, start: usize, noun_end: usize) -> usize {
    static CHOSEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| whole_words("lựa chọn|giao|phân công|chỉ định|ủy quyền|mời|cử|đề nghị|yêu cầu"));
    static RELATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^được ").ok());
    static GIVEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^ được (?:giao|phân công|cử) (?:phụ trách|theo dõi|xác minh|quản lý)").ok());
    let text = &folded.text;
    let mut at = noun_end;
    // Behind "các đoàn thể được lựa chọn …" the verb belongs to the clause that describes the group.
    let mut described = false;
    // "Công chức được giao xác minh báo cáo …": which of them is meant is said by the work that they are given.
    if let Some(given) = length(&GIVEN, folded, at) {
        at += given;
    }
    while at < text.len() {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let word = at + gap;
        let Some(next) = text[word..].chars().next() else { break };
        let ends = match next {
            ',' => !goes_on_after_comma(folded, original, start, word),
            // "Sở Tài chính - Cơ quan thường trực": what it is stands behind the dash.
            '-' => names_no_more(&text[word + 1..]),
            '/' | '&' => false,
            ':' if lists_places(folded, original, word) => false,
            '\'' | '"' | '.' | ';' | ':' | '(' | ')' | '!' | '?' | '~' | '[' | ']' | '|' => {
                next != '.' || !is_dotted_abbreviation(&text[..word], &text[word..])
            }
            // "Công chức Địa chính – xây dựng": a field of the post, although it is a verb elsewhere.
            _ if is_post(&text[start..word]) && text[..word].trim_end().ends_with(['-', '–']) => false,
            // ", Ban chỉ huy các xóm": the noun of the next agency is read whole, whatever verb is in it.
            _ if text[start..word].trim_end().ends_with(',') && agency_noun_at(folded, word).is_some() => {
                at = word + agency_noun_at(folded, word).unwrap_or(1);
                continue;
            }
            // "tổ chức chính trị", "lực lượng tham gia bảo vệ an ninh": verbs that belong to the name.
            _ if is_lower_at(folded, original, word)
                && let Some(inside) = length(&NOUN_OF_VERB, folded, word) =>
            {
                at = word + inside;
                continue;
            }
            _ => is_lower_at(folded, original, word) && ends_name(folded, word, described),
        };
        if ends {
            break;
        }
        // "Đơn vị được kiểm tra khắc phục …": the first verb behind "được" belongs to the name, the next one does not, unless
        // the first one is to do it ("các đoàn thể được lựa chọn điều tra xã hội học").
        if described && let Some(verb) = verb_at(folded, word) {
            described = words_at(&CHOSEN, folded, word).is_some();
            at = word + verb;
            continue;
        }
        described |= length(&RELATIVE, folded, word).is_some();
        let step = if next.is_ascii_alphanumeric() {
            text[word..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len() - word)
        } else {
            1
        };
        at = word + step;
    }
    // "Trưởng thôn và những ai quan tâm": the joining word does not belong to the name.
    let name = text[..at.min(text.len())].trim_end();
    name.strip_suffix(" va").unwrap_or(name).len()
}

/// Whether what the agency is, or a time, stands behind a dash: "Sở Tài chính - Cơ quan thường trực", "Sở Tư pháp - tháng 7".
fn names_no_more(behind_dash: &str) -> bool {
    let Some(rest) = behind_dash.strip_prefix(' ') else { return false };
    rest.starts_with(|c: char| c.is_ascii_digit())
        || ["co quan", "thuong truc", "thang ", "quy ", "nam ", "truoc "].iter().any(|word| rest.starts_with(word))
}

/// "Ủy ban nhân dân các xã: An Bình, An Hòa": names of places stand behind the colon.
fn lists_places(folded: &Folded, original: &str, colon: usize) -> bool {
    let (before, after) = (&folded.text[..colon], folded.text[colon + 1..].trim_start());
    let next = folded.text.len() - after.len();
    ["xa", "phuong", "dac khu", "huyen"].iter().any(|unit| before.ends_with(&format!(" {unit}")))
        && !after.is_empty()
        && !is_lower_at(folded, original, next)
        && verb_at(folded, next).is_none()
        && agency_at(folded, next).is_none()
}

/// "TT. Tỉnh ủy", "VP. UBND": the stop belongs to an abbreviation.
fn is_dotted_abbreviation(before: &str, from: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    word.len() <= 3
        && !word.is_empty()
        && from.len() > 2
        && from[1..].starts_with(|c: char| c == ' ' || c.is_ascii_alphabetic())
        && word.bytes().all(|b| !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// Units, groups and things that may stand behind "các" inside a name: "Ủy ban nhân dân các xã", "Ban quản lý các dự án".
static UNITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(
        r"xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|bản|buôn|làng|khu|dân tộc|dự án|chương trình|công trình|môn|lớp|khoa|cảng|khu công nghiệp|hội đặc thù|vấn đề|ngành|lực lượng|điểm|chợ|nhà máy",
    )
});

/// Whether the words at `word` end a name: the opening of a clause, or a directive verb that is no part of a noun.
fn ends_name(folded: &Folded, word: usize, described: bool) -> bool {
    static SLIP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^đề đề ").ok());
    static COMPOUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            r"(?:chương|quá|quy|tờ|công|tiến|lịch|giáo) trình|(?:thành|công|dân|độc|thiết|quốc) lập|(?:trật|thứ) tự|chuyển đổi|bàn giao|ngoại giao|(?:dân|nhân) vận|nuôi trồng|vi quản lý|(?:bầu|ứng|đề) cử|thường trực|phòng,? chống|(?:phòng|cục|chức) thống kê|phận tiếp nhận|(?:đăng|nhật|chữ) ký|(?:tổ|đoàn|đội) (?:kiểm tra|giám sát|thanh tra|thẩm định|phản ứng|đáp ứng)|tư (?:xây dựng|phát triển)|(?:đạo|huy) (?:phòng, chống|phòng chống|cải cách|chuyển đổi)|(?:sở|nghiệp) (?:đào tạo|sản xuất|chế biến|kinh doanh)|viện (?:nghiên cứu|đào tạo)|(?:chức|đồng) tư vấn|tâm (?:xúc tiến|nghiên cứu|ứng dụng|hỗ trợ)|ban (?:chấp hành|quản trị)|việc làm|ngân hàng|quan điều tra|đồng quản trị|(?:bộ|chức|đạo|viên|tịch|người|ngành) phụ trách",
        )
    });
    if length(&NOUN_OF_VERB, folded, word).is_some() {
        return false;
    }
    let before = folded.text[..word].trim_end();
    let previous = before.rfind(' ').map_or(0, |at| at + 1);
    // "Trung tâm Dịch vụ tổng hợp": of two words before it; "Phòng Nội vụ tổng hợp" ends before the verb.
    let service = before.ends_with("dich vu") && folded.text[word..].starts_with("tong hop");
    let compound = service
        || is_contractor(folded, before, word)
        || words_at(&COMPOUND, folded, previous).is_some_and(|length| previous + length > word);
    // "báo cáo Chủ tịch UBND xã các trường hợp vướng mắc": what is reported.
    if folded.text[word..].starts_with("cac ") {
        return words_at(&UNITS, folded, word + "cac ".len()).is_none() && agency_noun_at(folded, word).is_none();
    }
    // Behind "các" stands a noun: "các tổ chức thành viên".
    if folded.text[previous..].starts_with("cac ") || folded.text[previous..].starts_with("nhung ") {
        return false;
    }
    // "Sở A trong cập nhật dữ liệu": what the cooperation is in.
    let within = folded.text[word..].starts_with("trong ") && verb_at(folded, word + "trong ".len()).is_some();
    let clause = within || words_at(&CLAUSE, folded, word).is_some() || length(&SLIP, folded, word).is_some();
    !compound && (clause || !described && verb_at(folded, word).is_some())
}

/// "đơn vị thu gom rác", "đơn vị tư vấn": a firm is named by what it does; "các đơn vị cung cấp số liệu" are put to work.
fn is_contractor(folded: &Folded, before: &str, word: usize) -> bool {
    static WORK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words("tư vấn|thu gom|vận chuyển|cung cấp|cung ứng|vận hành|khai thác|quản lý|thi công|xử lý")
    });
    before.ends_with("don vi") && !before.ends_with("cac don vi") && words_at(&WORK, folded, word).is_some()
}

/// Whether the original has a lower-case letter there.
fn is_lower_at(folded: &Folded, original: &str, at: usize) -> bool {
    original[folded.original(at..at + 1)].chars().all(char::is_lowercase)
}

/// Whether a name goes on behind a comma: a new agency of a list, or a further word of the same name.
fn goes_on_after_comma(folded: &Folded, original: &str, start: usize, comma: usize) -> bool {
    let text = &folded.text;
    let next = comma + 1 + (text[comma + 1..].len() - text[comma + 1..].trim_start().len());
    if next >= text.len() {
        return false;
    }
    // "Ban Chỉ đạo phòng, chống tội phạm", "lực lượng bảo vệ an ninh, trật tự", "Ban quản lý rừng phòng hộ, đặc dụng"
    let pairs = [
        ("phong", "chong ", " chi "),
        ("an ninh", "trat tu", "luc luong "),
        ("phong ho", "dac dung", " rung "),
        ("phat thanh", "truyen hinh", "bao va "),
    ];
    let paired = |&(first, second, within): &(&str, &str, &str)| {
        text[..comma].ends_with(first) && text[next..].starts_with(second) && text[start..comma].contains(within)
    };
    if pairs.iter().any(paired) {
        return true;
    }
    let agency = agency_at(folded, next).is_some();
    if !is_lower_at(folded, original, next) {
        // A capital behind the comma: an agency, or the next word of "Văn hóa, Thể thao và Du lịch".
        return agency || verb_at(folded, next).is_none();
    }
    let collective = words_at(&COLLECTIVE, folded, next).is_some();
    agency || !ends_name(folded, next, false) && (collective || is_post(&text[start..comma]))
}

/// Words that make up collective names: "các ban, ngành, đoàn thể, đơn vị".
static COLLECTIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(
        r"sở|ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|hội|phòng|tổ chức|cá nhân|xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận|thôn|ấp|khu phố|tổ dân phố|viện|trường|doanh nghiệp|chuyên môn|viên chức|công chức|người lao động|cán bộ|bản|làng|buôn|tiểu khu|chính quyền|cao đẳng|trung cấp|bưu chính|viễn thông|sau đại học|nhân dân|đảng viên|chiến sĩ|hợp tác xã|khối|xóm|báo chí|cấp xã|cấp huyện|chữa bệnh|tiểu dự án",
    )
});

/// The same without those that are somebody of their own ("nhân dân", "trường", "thôn").
static GENERIC: LazyLock<Option<Regex>> =
    LazyLock::new(|| whole_words("sở|ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|phòng|tổ chức"));

/// A post of a commune whose title lists fields in lower case ("Công chức địa chính, xây dựng, …").
fn is_post(folded: &str) -> bool {
    folded.contains("cong chuc ") && !folded.starts_with("cac ")
}

/// The names in a stretch of text that is a list of agencies. Pieces without an agency of their own stay with the one
/// before.
pub(super) fn split_list(folded: &Folded, original: &str, range: Range<usize>) -> Vec<Range<usize>> {
    static CUT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\s*;\s*|\s*\n(?:[-+] )?|\s*,\s*(?:va\s+)?|\s+va\s+").ok());
    let text = &folded.text[range.clone()];
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for cut in CUT.iter().flat_map(|cut| cut.find_iter(text)) {
        let before = range.start + start..range.start + cut.start();
        let after = range.start + cut.end()..range.end;
        if cut.as_str().contains([';', '\n']) || parts(folded, original, before, after, cut.as_str()) {
            pieces.push(range.start + start..range.start + cut.start());
            start = cut.end();
        }
    }
    pieces.push(range.start + start..range.end);
    pieces.retain(|piece| folded.text[piece.clone()].chars().any(|c| c.is_ascii_alphabetic()));
    pieces
}

/// Whether a piece names a person: "đồng chí" with a name and not with a post.
fn is_person(folded: &Folded, at: usize) -> bool {
    let person = "dong chi ";
    folded.text[at..].starts_with(person) && agency_noun_at(folded, at + person.len()).is_none()
}

/// Whether a list falls apart between two pieces.
fn parts(folded: &Folded, original: &str, before: Range<usize>, after: Range<usize>, cut: &str) -> bool {
    let Some(noun) = agency_at(folded, after.start) else { return false };
    let (first, rest) = (&folded.text[before.clone()], &folded.text[after.clone()]);
    // "Viện, Trường" without a name are one group, and so are "báo, đài".
    if rest.starts_with("truong") && first.ends_with("vien") && rest[..next_cut(rest)].trim() == "truong" {
        return false;
    }
    if rest.starts_with("dai") && first.split([' ', ',']).next_back() == Some("bao") {
        return false;
    }
    if rest.starts_with("bao, dai") {
        return true;
    }
    // "Văn phòng HĐND và UBND" of one place is one office.
    let office = first.rsplit([',', ';']).next().unwrap_or_default();
    if first.ends_with("hdnd") && (office.contains("van phong ") || office.trim_start().starts_with("vp")) {
        return false;
    }
    // "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND xã": the post of the person.
    if cut.trim() == "," && is_person(folded, before.start) {
        return false;
    }
    // "cán bộ, công chức, viên chức" are one group of people; "Công chức …" with a capital is a post.
    let lower = is_lower_at(folded, original, after.start);
    // "Phòng Công chức, viên chức" is one office.
    if lower && first.ends_with("cong chuc") && rest.starts_with("vien chuc") {
        return false;
    }
    // "Công chức Văn hóa - Xã hội, cán bộ thú y xã" are two posts.
    let last = &folded.text[last_piece(first, before.start)..before.end];
    let bare = |people: &str| people.trim_start_matches("cac ").split(' ').count() <= MOST_WORDS_OF_PEOPLE;
    if lower && is_people(last) && is_people(rest) && (bare(last) || bare(&rest[..next_cut(rest)])) {
        return false;
    }
    // "các thôn, khu phố" are the settlements of a place, of one kind or another.
    let settled = |name: &str| SETTLEMENTS.contains(&name);
    let group = first.rsplit([',', ';']).next().unwrap_or_default().trim();
    let group = group.rsplit_once("cac ").map_or(group, |(_, group)| group);
    if lower && settled(group) && settled(rest[..next_cut(rest)].trim()) && first.contains("cac ") {
        return false;
    }
    if quantifier_at(folded, after.start) > 0 {
        // "các sở, ban, ngành và các đơn vị" are two groups.
        return true;
    }
    // "Thủ trưởng các cơ quan, đơn vị": the group stands inside the name.
    let heads_group = first.rsplit_once(" cac ").is_some_and(|(_, group)| is_bare_collective(group));
    let heads_group = heads_group || first.ends_with(" so");
    let group_before = quantifier_at(folded, before.start) > 0 || is_bare_collective(first) || heads_group;
    // "Doanh nghiệp, Sở, ban, ngành": what is no office stands apart from the offices.
    if rest.starts_with("so, ban") && !lower && !first.contains("so") {
        return true;
    }
    // "các sở, ban, ngành và cơ quan, đơn vị liên quan" are two groups.
    if cut.contains("va") && rest.starts_with("co quan") && is_bare_collective(first) && first.contains("so, ") {
        return true;
    }
    if is_bare_collective(&rest[..next_cut(rest)]) {
        // "ban, ngành, đoàn thể" goes on with the group before it; behind an agency with a name it opens a group.
        let named = quantifier_at(folded, before.start) == 0 && !is_bare_collective(first);
        return !group_before || (cut.contains("va") && named);
    }
    // "các khu phố, đơn vị thu gom rác", "UBND các xã ven biển, IUCN": a firm, or an organisation by its letters.
    let unit = "don vi ";
    let firm = rest.starts_with(unit)
        && is_contractor(folded, &folded.text[..after.start + unit.len() - 1], after.start + unit.len());
    if firm {
        return true;
    }
    // "các cơ quan, đơn vị thuộc UBND huyện" is one group, whatever is said of its last part.
    if group_before && lower && words_at(&GENERIC, folded, after.start).is_some() {
        return false;
    }
    // Behind a comma inside a name ("Phòng Kinh tế, Hạ tầng và Đô thị") no agency noun stands, so a noun opens a new one.
    !lower || noun < next_cut(rest) || group_before
}

/// Kinds of settlements below the commune.
const SETTLEMENTS: [&str; 9] = ["thon", "ban", "ap", "xom", "buon", "lang", "khu pho", "to dan pho", "tieu khu"];

/// "cán bộ", "người lao động": words without a post or office.
const MOST_WORDS_OF_PEOPLE: usize = 3;

/// Words for the people of an office.
fn is_people(folded: &str) -> bool {
    ["can bo", "cong chuc", "vien chuc", "nguoi lao dong", "dang vien", "doan vien", "hoi vien"]
        .iter()
        .any(|word| folded.trim_start_matches("cac ").starts_with(word))
}

/// Where the last piece of a list starts.
fn last_piece(list: &str, start: usize) -> usize {
    list.rfind([',', ';'])
        .map_or(start, |at| start + at + 1 + (list[at + 1..].len() - list[at + 1..].trim_start().len()))
}

/// Where the next piece of a list begins.
fn next_cut(text: &str) -> usize {
    text.find([',', ';']).unwrap_or(text.len()).min(text.find(" va ").unwrap_or(text.len()))
}

/// A group without a name of its own: "ban, ngành", "đoàn thể liên quan", "đơn vị".
fn is_bare_collective(folded: &str) -> bool {
    static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(?:cac |nhung )?(?:so|ban|nganh|ban nganh|nganh doan the|doan the|don vi|dia phuong|co quan|hoi|phong|to chuc|ca nhan|doanh nghiep|vien chuc|cong chuc|can bo|nguoi lao dong|chuyen mon|xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho|quan)",
            r"(?: chinh tri ?- ?xa hoi| chinh tri| xa hoi| chuyen mon)?(?: co)?(?: lien quan)?(?: khac)?(?: (?:tinh|huyen|xa|thanh pho|phuong|quan|thi xa|cap tinh|cap huyen|cap xa))?(?:, ?| va )?)+$"
        ))
        .ok()
    });
    BARE.as_ref().is_some_and(|bare| bare.is_match(folded.trim_matches([' ', '.', ';', ',', ':'])))
}

/// Whether a name is only a vague group: nobody in particular can be held to it.
pub(super) fn is_vague(name: &str) -> bool {
    static VAGUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:cac |nhung )?(?:(?:so|ban|nganh|ban nganh|doan the|don vi|dia phuong|co quan|hoi|to chuc|ca nhan|phong)(?:, | va | )?)+(?:(?:co )?lien quan|khac)?$").ok()
    });
    VAGUE.as_ref().is_some_and(|vague| vague.is_match(crate::fold::fold(name).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        let folded = Folded::new(text);
        let end = name_end(&folded, text, 0)?;
        Some(text[folded.original(0..end)].to_owned())
    }

    fn split(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        split_list(&folded, text, 0..folded.text.len())
            .into_iter()
            .map(|range| text[folded.original(range)].to_owned())
            .collect()
    }

    #[test]
    fn names_end_before_verbs_and_clauses() {
        for (text, end) in [
            ("UBND xã chủ động, tăng cường kiểm tra", "UBND xã"),
            ("Ủy ban nhân dân các xã: An Bình, An Hòa báo cáo", "Ủy ban nhân dân các xã: An Bình, An Hòa"),
            ("Ủy ban nhân dân các xã: Tổ chức họp dân", "Ủy ban nhân dân các xã"),
            ("Ban Chỉ đạo phòng, chống tội phạm huyện tổ chức", "Ban Chỉ đạo phòng, chống tội phạm huyện"),
            ("Trung tâm Y tế phòng, chống dịch", "Trung tâm Y tế"),
            ("Sở Tư pháp trong cập nhật dữ liệu", "Sở Tư pháp"),
            ("Cơ quan Thường trực Ban Chỉ huy báo cáo", "Cơ quan Thường trực Ban Chỉ huy"),
            ("UBND huyện những đơn vị chậm", "UBND huyện"),
            ("Trung tâm Dịch vụ tổng hợp xã tổ chức", "Trung tâm Dịch vụ tổng hợp xã"),
            ("Phòng Nội vụ tổng hợp báo cáo", "Phòng Nội vụ"),
            ("Công chức được giao xác minh trực tiếp gặp dân", "Công chức được giao xác minh"),
            (
                "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tuần tra",
                "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
            ),
            ("Các Ban quản lý rừng phòng hộ, đặc dụng rà soát", "Các Ban quản lý rừng phòng hộ, đặc dụng"),
            ("Các chủ rừng là tổ chức xây dựng phương án", "Các chủ rừng là tổ chức"),
            ("Trung tâm Dịch vụ việc làm tỉnh tổ chức phiên giao dịch", "Trung tâm Dịch vụ việc làm tỉnh"),
            ("các đơn vị cung cấp số liệu", "các đơn vị"),
            ("Sở Y tế huấn luyện tình nguyện viên", "Sở Y tế"),
            ("Các ban ngành, đoàn thể chịu trách nhiệm tổ chức", "Các ban ngành, đoàn thể"),
            ("Công chức chuyên môn được giao nhiệm vụ, chịu", "Công chức chuyên môn"),
            ("Sở Văn hóa, Thể thao và Du lịch chủ trì", "Sở Văn hóa, Thể thao và Du lịch"),
            ("các ngành, đoàn thể có liên quan tham mưu UBND xã", "các ngành, đoàn thể có liên quan"),
            (
                "Ủy ban Mặt trận Tổ quốc Việt Nam và các đơn vị có liên quan trong việc đánh giá",
                "Ủy ban Mặt trận Tổ quốc Việt Nam và các đơn vị có liên quan",
            ),
            ("các tổ chức chính trị - xã hội xây dựng", "các tổ chức chính trị - xã hội"),
            ("Bộ phận tiếp nhận và trả kết quả thị xã để", "Bộ phận tiếp nhận và trả kết quả thị xã"),
            ("Sở Nội vụ (qua Phòng", "Sở Nội vụ"),
            ("Công chức Địa chính – xây dựng.", "Công chức Địa chính – xây dựng"),
            ("Sở Nội vụ - xây dựng kế hoạch", "Sở Nội vụ -"),
            ("Đơn vị được kiểm tra khắc phục tồn tại", "Đơn vị được kiểm tra"),
            ("các hội được lựa chọn khảo sát sự hài lòng", "các hội được lựa chọn khảo sát sự hài lòng"),
            ("Chủ tịch UBND xã các trường hợp vướng mắc", "Chủ tịch UBND xã"),
            ("Ủy ban nhân dân các xã báo cáo", "Ủy ban nhân dân các xã"),
            ("Trung tâm Dịch vụ việc làm tỉnh tổ chức", "Trung tâm Dịch vụ việc làm tỉnh"),
            ("Ngân hàng Chính sách xã hội tham mưu", "Ngân hàng Chính sách xã hội"),
        ] {
            assert_eq!(name(text).as_deref(), Some(end), "{text}");
        }
    }

    #[test]
    fn no_name_without_a_noun() {
        for text in ["Nội dung", "Tăng cường công tác", "2024", ""] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn lists_fall_apart_between_agencies_only() {
        for (text, pieces) in [
            ("Sở Tài chính, Sở Tư pháp", vec!["Sở Tài chính", "Sở Tư pháp"]),
            (
                "các ban, ngành, chuyên môn, các đơn vị có liên quan",
                vec!["các ban, ngành, chuyên môn", "các đơn vị có liên quan"],
            ),
            (
                "Công an phường, các khu phố, đơn vị thu gom rác",
                vec!["Công an phường", "các khu phố", "đơn vị thu gom rác"],
            ),
            ("Công an xã\nTrạm Y tế", vec!["Công an xã", "Trạm Y tế"]),
            ("Hội Nông dân huyện, các HTX nông nghiệp", vec!["Hội Nông dân huyện", "các HTX nông nghiệp"]),
            ("Công an xã, các thôn, khu phố", vec!["Công an xã", "các thôn, khu phố"]),
            ("MTTQ, ban, ngành, đoàn thể chính trị- xã hội", vec!["MTTQ", "ban, ngành, đoàn thể chính trị- xã hội"]),
            (
                "Các ban, ngành, MTTQ, các đoàn thể chính trị-xã hội, các thôn có liên quan",
                vec!["Các ban, ngành", "MTTQ", "các đoàn thể chính trị-xã hội", "các thôn có liên quan"],
            ),
            ("Các công chức chuyên môn UBND xã, và các thôn", vec!["Các công chức chuyên môn UBND xã", "các thôn"]),
            ("Trường Mầm non, Trường Tiểu học, Trường THCS", vec!["Trường Mầm non", "Trường Tiểu học", "Trường THCS"]),
            (
                "MTTQ, các đoàn thể chính trị-xã hội và nhân dân",
                vec!["MTTQ", "các đoàn thể chính trị-xã hội", "nhân dân"],
            ),
            ("Các Sở, ngành, đơn vị, UBND cấp xã", vec!["Các Sở, ngành, đơn vị", "UBND cấp xã"]),
            (
                "Sở Tư pháp; các cơ quan, đơn vị, địa phương liên quan",
                vec!["Sở Tư pháp", "các cơ quan, đơn vị, địa phương liên quan"],
            ),
        ] {
            assert_eq!(split(text), pieces, "{text}");
        }
    }

    #[test]
    fn one_agency_stays_whole() {
        for text in [
            "Sở Văn hóa, Thể thao và Du lịch",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            "Công chức địa chính, xây dựng, Tài nguyên và Môi trường",
            "Công chức Tài chính – Kế toán, ngân sách",
            "Văn phòng HĐND và UBND xã",
            "các cơ quan, đơn vị, địa phương",
            "Thủ trưởng các cơ quan, đơn vị",
            "Bộ phận tiếp nhận và trả kết quả",
            "Sở Lao động - Thương binh và Xã hội",
        ] {
            assert_eq!(split(text), [text], "{text}");
        }
    }

    #[test]
    fn vague_groups_are_known() {
        assert!(is_vague("Các cơ quan, đơn vị, địa phương liên quan") && is_vague("các ban, ngành, đoàn thể"));
        assert!(!is_vague("UBND xã") && !is_vague("Các sở, ngành tỉnh") && !is_vague("Các công chức chuyên môn"));
    }
}
