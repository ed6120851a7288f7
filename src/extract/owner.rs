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

mod clause;
mod duty;
mod field;
mod heading;
mod subject;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use self::clause::{behind_clause, done_by, inside_sentence};
use self::duty::charged;
use self::subject::{opener, subject, subject_end};
use super::Tracer;
use super::agency::{has_own_name, name_end, part_in_bracket, split_list};
use crate::fold::Folded;
use crate::lexicon::{quantifier_at, verb_at, whole_words, words_at};
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

/// Whoever a sentence puts to work, before the names are taken apart.
struct Told {
    /// Stretches of the folded text that name somebody.
    stretches: Vec<Range<usize>>,
    source: OwnerSource,
    named: Named,
}

/// Owners named in a leaf's own text.
pub(super) fn in_text(passage: &Passage, tracer: &Tracer<'_>) -> Owners {
    let folded = passage.folded();
    let starts = sentence_starts(&folded.text);
    let ends = starts.iter().skip(1).copied().chain([folded.text.len()]);
    let mut sentences = starts.iter().copied().zip(ends).map(|(start, end)| start..end);
    let Some(told) = sentences.find_map(|sentence| in_sentence(folded, passage.text(), sentence)) else {
        return Owners::default();
    };
    let named = told.stretches.into_iter().flat_map(|range| {
        let end = part_in_bracket(folded, passage.text(), range.end).unwrap_or(range.end);
        names(passage, folded, range.start..end, tracer)
    });
    Owners { names: named.collect(), source: Some(told.source), named: told.named }
}

/// Whoever one sentence puts to work. The first way of saying so that fits decides.
fn in_sentence(folded: &Folded, text: &str, sentence: Range<usize>) -> Option<Told> {
    let opened = sentence.start + opener(&folded.text[sentence.start..]);
    // "Mỗi tháng một lần, các thôn …": a clause of its own.
    let start = if name_end(folded, text, opened).is_some() { opened } else { sentence.start };
    // "Riêng UBND xã A …" opens the text, whatever stands before the name.
    let named = if sentence.start > 0 { Named::LaterSentence } else { Named::First };
    let told = |range: Range<usize>, source| Told { stretches: vec![range], source, named };
    let by_source = |range: Range<usize>| {
        let source = source_of(folded, &range);
        told(range, source)
    };
    let explicit = |range: Range<usize>| told(range, OwnerSource::Explicit);
    // In a later sentence words of duty say for what somebody answers, not who does the task.
    let duty = || charged(folded, text, start).filter(|_| sentence.start == 0);
    let later = if sentence.start > 0 { Named::LaterSentence } else { Named::LaterClause };
    by_agent(folded, text, start)
        .map(|range| told(range, OwnerSource::Subject))
        .or_else(|| assigned(folded, text, start).map(explicit))
        .or_else(|| duty().map(by_source))
        .or_else(|| subject(folded, text, start, named, sentence.end))
        .or_else(|| led_part(folded, text, start).map(explicit))
        .or_else(|| behind_clause(folded, text, start).map(by_source))
        .or_else(|| done_by(folded, text, sentence.clone()).map(explicit))
        .or_else(|| {
            let inside = inside_sentence(folded, text, sentence.clone())?;
            Some(Told { named: later, ..explicit(inside) })
        })
}

/// "Do Trung tâm A thực hiện": the sentence before says what.
fn by_agent(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    let by = start + folded.text[start..].strip_prefix("do ").map(|_| "do ".len())?;
    let end = name_end(folded, text, by)?;
    directs(folded, skip_spaces(&folded.text, end)).then_some(by..end)
}

/// "Chỉ đạo Chi cục Thú y chủ trì lấy mẫu": a part of the agency that leads.
fn led_part(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    let name = start + folded.text[start..].strip_prefix("chi dao ").map(|_| "chi dao ".len())?;
    if let Some(range) = charged(folded, text, name) {
        return Some(range);
    }
    let end = name_end(folded, text, name)?;
    is_explicit(&folded.text[skip_spaces(&folded.text, end)..]).then_some(name..end)
}

/// Where an owner is read whose stretch is known: in so many words, or as the subject.
fn source_of(folded: &Folded, range: &Range<usize>) -> OwnerSource {
    let asked = ["de nghi ", "yeu cau "].iter().any(|words| folded.text[..range.start].ends_with(words));
    let explicit = asked || is_explicit(&folded.text[skip_spaces(&folded.text, range.end)..]);
    if explicit { OwnerSource::Explicit } else { OwnerSource::Subject }
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

/// Whether a name means each of many: "mỗi thôn", "từng thành viên".
fn names_each(name: &str) -> bool {
    name.starts_with("moi ") || name.starts_with("tung ")
}

/// The offset behind a bracket that explains a name: "Đài Truyền thanh huyện (nay là …) mở chuyên mục".
fn skip_bracket(folded: &str, at: usize) -> usize {
    let closes = folded[at..].starts_with('(').then(|| folded[at..].find(") ")).flatten();
    closes.map_or(at, |end| skip_spaces(folded, at + end + 1))
}

/// Whether a text opens with an agency, named or given the task, that does something.
pub(super) fn is_assigned(passage: &Passage) -> bool {
    let folded = passage.folded();
    let by_name =
        name_end(folded, passage.text(), 0).is_some_and(|end| directs(folded, skip_spaces(&folded.text, end)));
    by_name || assigned(folded, passage.text(), 0).is_some()
}

/// Whether a text lists agencies, and says of none of them what it does.
pub(super) fn is_list(passage: &Passage) -> bool {
    let folded = passage.folded();
    let starts = folded.text.match_indices([';', ',', '\n']).map(|(at, _)| skip_spaces(&folded.text, at + 1));
    let acts = |start: usize| {
        name_end(folded, passage.text(), start).is_some_and(|end| directs(folded, skip_spaces(&folded.text, end)))
    };
    name_end(folded, passage.text(), 0).is_some() && std::iter::once(0).chain(starts).all(|start| !acts(start))
}

/// Whether the words at an offset, behind a subject, direct something: a verb, or a duty.
fn directs(folded: &Folded, at: usize) -> bool {
    static DUTY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            r"chịu (?:hoàn toàn )?trách nhiệm|có ý kiến|sẽ|có thể|có trách nhiệm|có nhiệm vụ|cần|phải|được giao|được phân công|được đề nghị|theo (?:chức năng|thẩm quyền|nhiệm vụ|lĩnh vực)|sớm|trong (?:phạm vi|thời hạn|vòng|quá trình)|có (?:văn bản|kế hoạch|biện pháp)|khẩn trương|nghiêm túc|quy định|(?:hằng|mỗi) (?:năm|quý|tháng|tuần)|hàng (?:quý|tháng|tuần)|xác nhận|mở|bố trí|làm|phụ trách|cùng|lo|quyết định|đến (?:kiểm tra|từng|tận|tại)|không (?:gây|dùng|xác nhận|tham dự|tham gia|tự ý|bao che|hợp thức|ký|để|được|đặt|đưa|nhận|yêu cầu|thu|cấp|bố trí|sử dụng|thực hiện)",
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
        Regex::new(r"^(?:(?:(?:chinh phu|thu tuong|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chu tich|ban chi dao|ban thuong vu|ban thuong truc|dang uy|van phong)[^,;.]{0,70}|(?:viec|nhiem vu|noi dung|cong viec|cong tac) nay) )?(?:giao|de nghi|yeu cau|phan cong|giao cho)(?:\s+cho)?:?\s+").ok()
    });
    let given = GIVEN.as_ref()?.find(&folded.text[start..])?;
    // "UBND tỉnh chủ trì thẩm định hoặc giao …": the subject has another verb.
    if [" hoac ", " chu tri "].iter().any(|words| given.as_str().contains(words)) {
        return None;
    }
    let name = start + given.end();
    let end = subject_end(folded, text, name)?;
    let at = skip_bracket(&folded.text, skip_spaces(&folded.text, end));
    let rest = &folded.text[at..];
    // "Giao Trung tâm A cấu hình …": behind a name whatever follows is what it is given.
    let given_by_name = given.as_str().starts_with("giao") && has_own_name(folded, text, name..end);
    let asks = given.as_str().starts_with("de nghi") || given_by_name;
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
            ("Chỉ đạo công chức làm nhiệm vụ đất đai có trách nhiệm cập nhật", "công chức làm nhiệm vụ đất đai"),
            ("Thực hiện Quyết định số 5/QĐ-UBND, Sở Y tế chủ trì, các xã bố trí người trực", "Sở Y tế"),
            ("Trong quá trình thực hiện, nếu có vướng mắc đề nghị các đơn vị phản ánh", "các đơn vị"),
            ("Giao Trung tâm Chuyển đổi số tỉnh cấu hình thủ tục", "Trung tâm Chuyển đổi số tỉnh"),
            ("HĐND tỉnh thống nhất giao UBND tỉnh bố trí vốn", "UBND tỉnh"),
            ("Thủ tướng Chính phủ yêu cầu UBND các tỉnh rà soát", "UBND các tỉnh"),
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
            ("Đoàn kiểm tra trong quá trình làm việc nếu có vướng mắc phải báo cáo", "Đoàn kiểm tra"),
            ("Quá trình thực hiện nếu có vướng mắc các đơn vị, địa phương báo cáo UBND xã", "các đơn vị, địa phương"),
            ("Quý III hằng năm, UBND cấp xã lập danh sách; UBND cấp huyện tổng hợp", "UBND cấp xã"),
            ("Đối với vụ việc phức tạp, các đơn vị, địa phương báo cáo ngay", "các đơn vị, địa phương"),
            (
                "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ tập huấn",
                "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
            ),
            ("Trạm Bảo vệ rừng số 2 tuần tra", "Trạm Bảo vệ rừng số 2"),
            (
                "Các cơ sở giáo dục phổ thông, mầm non đưa nội dung bơi vào giờ học",
                "Các cơ sở giáo dục phổ thông, mầm non",
            ),
            ("Riêng Sở Y tế cải tạo xong khu cách ly", "Sở Y tế"),
            ("UBND các huyện, thành phố xây mới 45 nhà", "UBND các huyện, thành phố"),
            ("Do Trung tâm Văn hóa thực hiện, xong trước ngày 05/6", "Trung tâm Văn hóa"),
            ("Mỗi năm Sở Y tế tổ chức 06 lớp", "Sở Y tế"),
            ("Đoàn liên ngành do Sở Nội vụ làm trưởng đoàn kiểm tra tại 03 huyện", "Đoàn liên ngành"),
            ("Tổ kiểm tra do Chủ tịch UBND xã thành lập kiểm tra mỗi ấp một lần", "Tổ kiểm tra"),
            ("Tổ thư ký tổng hợp kết quả từng ngày", "Tổ thư ký"),
            ("Mỗi xã, thị trấn dự trữ tối thiểu 05 tấn gạo", "Mỗi xã, thị trấn"),
            ("Trong trồng trọt, Sở Công Thương rà soát vùng rau", "Sở Công Thương"),
            ("Khi xảy ra sạt lở, lực lượng tại chỗ cứu người bị nạn", "lực lượng tại chỗ"),
            ("Trung tâm Trợ giúp pháp lý Nhà nước tỉnh tổ chức 30 đợt", "Trung tâm Trợ giúp pháp lý Nhà nước tỉnh"),
            ("Quỹ Hỗ trợ phát triển hợp tác xã giải ngân 35 tỷ đồng", "Quỹ Hỗ trợ phát triển hợp tác xã"),
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
            ("Nếu phát hiện vi phạm, các cơ quan, tổ chức phản ánh về Sở Tư pháp", "các cơ quan, tổ chức"),
            ("Trong 03 ngày kể từ ngày nhận đơn, nhà trường thông báo lịch", "nhà trường"),
            ("Hằng năm, căn cứ dự toán được giao, Sở Y tế lập phương án", "Sở Y tế"),
            ("Chi cục Thủy lợi, trong thời hạn 10 ngày, hoàn thành thẩm định", "Chi cục Thủy lợi"),
            ("UBND xã nơi có vụ việc xác minh, lập biên bản", "UBND xã nơi có vụ việc"),
            ("Công an xã cấp, kích hoạt tài khoản cho công dân", "Công an xã"),
            ("Các cơ quan, đơn vị sử dụng ngân sách không dùng cốc nhựa", "Các cơ quan, đơn vị sử dụng ngân sách"),
            ("Các đơn vị làm đầu mối tổng hợp số liệu", "Các đơn vị làm đầu mối"),
            (
                "Các phòng, ban được UBND huyện giao nhiệm vụ kiểm tra các xã",
                "Các phòng, ban được UBND huyện giao nhiệm vụ",
            ),
            ("Nhân viên thú y khi nhận được tin báo phải đến ngay", "Nhân viên thú y"),
            ("Sau khi xác minh, trong 30 phút chủ rừng phải báo về xã", "chủ rừng"),
            ("Người phát hiện báo ngay cho kiểm lâm", "Người phát hiện"),
            ("Mỗi tháng một lần, các thôn tổ chức dọn rãnh", "các thôn"),
            ("Trên cơ sở Kế hoạch này, công chức chuyên môn lập lịch", "công chức chuyên môn"),
            ("Nơi có bão, UBND xã cử người đến từng nhà", "UBND xã"),
            ("Đoàn Thanh niên xã ra mắt đội xung kích", "Đoàn Thanh niên xã"),
            ("Văn phòng đăng ký đất đai cung cấp hồ sơ địa chính", "Văn phòng đăng ký đất đai"),
        ] {
            assert_eq!(text_owners(text), (vec![owner.to_owned()], Some(OwnerSource::Subject)), "{text}");
        }
    }

    #[test]
    fn clauses_of_one_sentence_may_each_put_somebody_to_work() {
        let (names, _) = text_owners("Công an xã bảo vệ hiện trường; Trạm Y tế xã chuẩn bị thuốc; các thôn vệ sinh.");
        assert_eq!(names, ["Công an xã", "Trạm Y tế xã", "các thôn"]);
        for text in ["Công an xã chủ trì; báo cáo UBND xã", "Công an xã bảo vệ hiện trường; Trạm Y tế xã phối hợp"]
        {
            assert_eq!(text_owners(text).0, ["Công an xã"], "{text}");
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
            "Thanh tra tỉnh chịu sự chỉ đạo của UBND tỉnh",
            "Trong đó tập trung xây dựng Trường Mầm non, Trạm Y tế",
            "Trên cơ sở đề xuất của các sở, đơn vị và khả năng cân đối, tham mưu bố trí kinh phí",
            "Do thời tiết thay đổi, lịch có thể lùi một tuần",
            "Chương trình được Sở Y tế phê duyệt năm trước",
            "Thu giá dịch vụ theo mức do UBND tỉnh quy định",
            "Trên cơ sở dự toán do Sở A, Sở Y tế lập, tham mưu bố trí kinh phí",
            "Phòng sụt lún, sạt lở bờ kênh",
            "Nâng cao trách nhiệm của người đứng đầu cơ quan",
            "Lập các tổ hòa giải; mỗi thôn có một tổ hoạt động",
            "Mỗi trạm y tế có ít nhất 02 máy tính, 01 đầu đọc thẻ",
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
