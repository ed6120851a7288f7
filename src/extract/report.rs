//! To whom a task reports, and through whom.
//!
//! Finds: "báo cáo UBND huyện (qua Phòng Nội vụ)", "báo cáo kết quả về UBND tỉnh", "gửi về Sở Nội vụ để tổng hợp", "thống
//! kê …, gửi Sở Y tế", "trả kết quả cho Sở Nội vụ", "báo ngay về UBND xã", "phản ánh về UBND xã (qua …)". Several addressees
//! in one breath stay one string, as printed.
//!
//! Not to be confused with: a report that is a document ("Báo cáo số 293/BC-SNV"), reporting as a subject ("chế độ báo
//! cáo"), advice ("tham mưu UBND xã"), lists and plans that are sent, unless they are to be compiled, and what goes to all the
//! units below.

use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::agency::{issuer_at, name_end};
use crate::fold::Folded;
use crate::lexicon::quantifier_at;
use crate::plan::Name;
use crate::segment::passage::Passage;

/// The addressee of a report, and who collects it.
pub(super) fn report(passage: &Passage, tracer: &Tracer<'_>) -> (Option<Name>, Option<Name>) {
    static REPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^\p{L}\p{N}])(?:(?:kịp thời )?báo cáo(?:,? (?:định kỳ|tổng hợp|kết quả|tình hình|tiến độ|nhanh|kịp thời|giải trình|ngay|hằng (?:năm|quý|tháng|tuần|ngày)|hàng (?:năm|quý|tháng|tuần|ngày)|đầy đủ|đề xuất|kiến nghị|trình|gửi|về|bằng văn bản))*|báo (?:ngay )?(?:về|cho)|báo ngay|trả kết quả (?:về|cho)|nộp (?:về|cho)|kịp thời báo|cung cấp (?:số liệu|cho|về)|báo (?:danh sách|tình hình|bằng điện thoại) (?:về|cho)|báo tin|thông báo (?:kết quả|tiến độ|tình hình|dư nợ|số (?:vụ|liệu|lượng))|thông tin (?:kết quả|tình hình)|phản ánh|phản hồi|kiến nghị (?:về|với|lên)|có ý kiến|báo nhanh|gửi(?: báo cáo| kết quả| ý kiến| văn bản cho ý kiến)?|gửi về) ").ok()
    });
    const HANDED: [&str; 9] = [
        "tra ",
        "cung cap ",
        "thong bao ",
        "thong tin ",
        "bao cho",
        "bao ve",
        "bao ngay cho",
        "bao ngay ve",
        "kien nghi",
    ];
    static TOWARDS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^| )(?:gửi (?:về|đến|tới|cho|lên)|về|gửi|lên|cho|đến|tới|trước|với) ").ok());
    static VIA: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\s*[,(]?\s*\(?(?:thong )?qua\s+").ok());
    let folded = passage.folded();
    let text = passage.text();
    let (Some(pattern), Some(towards)) = (REPORT.as_ref(), TOWARDS.as_ref()) else { return (None, None) };
    let mut directions = folded.find_marked(towards);
    // "đối với các hộ", "phối hợp với Sở A": no direction.
    directions.retain(|range| {
        let others = ["doi", "phoi hop", "ket hop", "cung", " so"];
        let (word, before) = (folded.text[range.clone()].trim_start(), &folded.text[..range.start]);
        // "kết quả đi cơ sở với Trưởng ban" is not "so với".
        let other = others.iter().any(|other| before.ends_with(other)) && !before.ends_with("co so");
        !(word.starts_with("voi") && other)
    });
    let leads_far = |word: &str| ["về", "với", "trước", "đến", "tới", "lên"].iter().any(|far| word.contains(far));
    for report in folded.find_marked(pattern) {
        // A list or a plan that is sent is no report, unless it is to be compiled.
        let sentence = folded.text[..report.start].rfind(['.', ';']).map_or(0, |stop| stop + 1);
        let verb = folded.text[report.clone()].trim_start_matches(|c: char| !c.is_alphanumeric());
        let sends = verb.starts_with("gui") || verb.starts_with("cung cap") || verb.starts_with("nop");
        let said = &folded.text[sentence..report.end];
        let rest = folded.text[report.end..].find(['.', ';']).map_or(folded.text.len(), |at| report.end + at);
        let behind = &folded.text[report.end..rest];
        let compiled =
            [" tong hop", "(qua ", " bao cao ve ", " bao cao ket qua"].iter().any(|words| behind.contains(words));
        let results = [
            "bao cao",
            "ket qua",
            "so lieu",
            "thong ke",
            "tong hop",
            "kien nghi",
            "phan anh",
            "giai trinh",
            "bien ban",
            "y kien",
        ];
        // "gửi biên bản hội nghị đến UBND xã"
        let sent = || results.iter().any(|result| behind.starts_with(result));
        if sends && !compiled && !sent() && !results.iter().any(|result| said.contains(result)) {
            continue;
        }
        // "phản hồi kết quả cho cơ sở y tế", "gửi lại cho khóm": an answer to whoever asked.
        let from_verb = &folded.text[report.end - verb.len()..];
        if ["phan hoi ket qua cho ", "gui lai "].iter().any(|back| from_verb.starts_with(back)) {
            continue;
        }
        // "trình UBND tỉnh báo cáo Bộ Y tế": whoever it is handed to reports further on.
        if let Some(start) = handed_on(folded, text, report.start + 1) {
            let name = tracer.name(passage, folded.original(start..report.start));
            return (name, None);
        }
        // The addressee stands right behind, or behind a "về", "gửi" of the clause.
        let clause =
            folded.text[report.end..].find([',', ';', '.', '(']).map_or(folded.text.len(), |at| report.end + at);
        let behind = directions.iter().map(|range| range.end).filter(|at| (report.end..clause).contains(at));
        // "gửi báo cáo … trước ngày 15/11, báo cáo đột xuất khi có yêu cầu về Sở X": further on, a name with a capital.
        let sentence = folded.text[report.end..].find([';', '.']).map_or(folded.text.len(), |at| report.end + at);
        let named = |at: &usize| text[folded.original(*at..sentence)].starts_with(char::is_uppercase);
        let far = directions
            .iter()
            .filter(|range| range.end < sentence && leads_far(&text[folded.original((*range).clone())]))
            .map(|range| range.end)
            .find(|at| (clause..sentence).contains(at) && named(at));
        // "trả kết quả cho cơ sở khám bệnh": handed to anybody; to an agency with a name it is reported.
        let handed = HANDED.iter().any(|handed| verb.starts_with(handed));
        let is_named = |at: usize| text[folded.original(at..at + 1)].starts_with(char::is_uppercase);
        let down = sends || verb.starts_with("thong bao") || folded.text[report.clone()].contains("gui ");
        // What goes to all the units below is no report.
        let below = |start: usize, end: usize| {
            quantifier_at(folded, start) > 0
                || ["ubnd cac ", "uy ban nhan dan cac "].iter().any(|units| folded.text[start..end].starts_with(units))
        };
        let found = std::iter::once(report.end).chain(behind).chain(far).find_map(|start| {
            // "kiến nghị rộng rãi tới người dân": towards whom something goes need not be an addressee.
            let towards = folded.text[..start].ends_with(" toi ");
            let found = Some((start, addressee_end(folded, text, start)?));
            found.filter(|_| !handed && !towards || is_named(start)).filter(|&(start, end)| !down || !below(start, end))
        });
        let Some((start, end)) = found else { continue };
        let name = tracer.name(passage, folded.original(start..end));
        let via = VIA.as_ref().and_then(|via| via.find(&folded.text[end..])).and_then(|via| {
            let start = end + via.end();
            let via_end =
                name_end(folded, text, start).or_else(|| folded.text[start..].find(')').map(|at| start + at))?;
            tracer.name(passage, folded.original(start..via_end))
        });
        if name.is_some() {
            return (name, via);
        }
    }
    (None, None)
}

/// Where the agency starts that a report is handed to, if one stands right before an offset: "…, trình UBND tỉnh | báo cáo Bộ Y
/// tế".
fn handed_on(folded: &Folded, text: &str, report: usize) -> Option<usize> {
    let brought = "trinh ";
    let start = folded.text[..report].rfind(brought)? + brought.len();
    (name_end(folded, text, start)? + 1 == report).then_some(start)
}

/// To whom a product that is a report goes: "Báo cáo UBND tỉnh", "Báo cáo kết quả rà soát trình Chủ tịch UBND xã".
pub(super) fn delivered(product: &Passage, tracer: &Tracer<'_>) -> (Option<Name>, Option<Name>) {
    let folded = product.folded();
    if !folded.text.trim_start().starts_with("bao cao") {
        return (None, None);
    }
    let plain = report(product, tracer);
    let brought = || {
        [" trinh ", " gui "].iter().find_map(|verb| {
            let start = folded.text.find(verb)? + verb.len();
            let end = addressee_end(folded, product.text(), start)?;
            tracer.name(product, folded.original(start..end))
        })
    };
    if plain.0.is_some() { plain } else { (brought(), None) }
}

/// The end of an addressee: an agency, with others joined by "và"; "cấp có thẩm quyền" and "cấp trên" count too.
fn addressee_end(folded: &Folded, text: &str, start: usize) -> Option<usize> {
    static AUTHORITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:co quan |cac )?cap (?:co tham quyen|tham quyen|tren|uy)|^co quan co tham quyen").ok()
    });
    let authority = |from: usize| {
        AUTHORITY.as_ref().and_then(|pattern| pattern.find(&folded.text[from..])).map(|found| from + found.end())
    };
    let end = name_end(folded, text, start).or_else(|| authority(start)).or_else(|| organs_end(folded, text, start))?;
    let joined = folded.text[end..].strip_prefix(" va ").and_then(|_| authority(end + " va ".len()));
    let end = joined.unwrap_or(end);
    Some(place_end(&folded.text[end..]).map_or(end, |place| end + place))
}

/// "Sở Công Thương | nơi doanh nghiệp hoạt động | về doanh số": which of them is meant belongs to the name.
fn place_end(behind: &str) -> Option<usize> {
    static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let stop = r" (?:ve|theo|de|truoc|trong|dinh ky|ket qua)\b| ?[,;.()]| ?$";
        Regex::new(&format!(r"^(?P<place> noi [^,;.()]{{3,80}}?)(?:{stop})")).ok()
    });
    Some(PLACE.as_ref()?.captures(behind)?.name("place")?.end())
}

/// The end of a list that opens with an organ of the state: "Quốc hội, Chính phủ, Thủ tướng Chính phủ".
fn organs_end(folded: &Folded, text: &str, start: usize) -> Option<usize> {
    let mut end = issuer_at(folded, text, start)?;
    while let Some(joined) = [", ", " va "].into_iter().find(|joined| folded.text[end..].starts_with(joined))
        && let Some(next) = issuer_at(folded, text, end + joined.len())
    {
        end = next;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(text: &str) -> (Option<String>, Option<String>) {
        with_tracer(text, |tracer| {
            let (to, via) = report(&passage(text), tracer);
            (to.map(|name| name.name), via.map(|name| name.name))
        })
    }

    #[test]
    fn finds_addressee_and_collector() {
        for (text, to, via) in [
            ("báo cáo kết quả đi cơ sở với Trưởng Ban Chỉ đạo", "Trưởng Ban Chỉ đạo", None),
            ("trưởng bản báo nhanh tình hình về Ban Chỉ huy xã", "Ban Chỉ huy xã", None),
            (
                "báo cáo Ban Chỉ huy Phòng thủ dân sự và Tìm kiếm cứu nạn huyện",
                "Ban Chỉ huy Phòng thủ dân sự và Tìm kiếm cứu nạn huyện",
                None,
            ),
            ("tổng hợp, báo cáo UBND huyện (qua Phòng Nội vụ) tại mục riêng", "UBND huyện", Some("Phòng Nội vụ")),
            ("Giám sát ở ít nhất 05 thôn, kiến nghị về UBND xã", "UBND xã", None),
            ("Gửi biên bản họp thôn đến Ban Thường trực Ủy ban MTTQ xã", "Ban Thường trực Ủy ban MTTQ xã", None),
            (
                "kịp thời báo cáo Chủ tịch UBND xã (qua Công chức Văn phòng-Thống kê) để xem xét",
                "Chủ tịch UBND xã",
                Some("Công chức Văn phòng-Thống kê"),
            ),
            (
                "Định kỳ báo cáo kết quả thực hiện về UBND tỉnh (qua Sở Nội vụ) để theo dõi",
                "UBND tỉnh",
                Some("Sở Nội vụ"),
            ),
            (
                "của các bộ phận báo cáo UBND xã và cấp có thẩm quyền theo quy định",
                "UBND xã và cấp có thẩm quyền",
                None,
            ),
            ("hằng tuần báo cáo tiến độ với Trưởng Ban Tổ chức.", "Trưởng Ban Tổ chức", None),
            ("báo cáo ngay về Công an tỉnh trong vòng 24 giờ", "Công an tỉnh", None),
            ("báo cáo Chủ tịch UBND xã các trường hợp vướng mắc", "Chủ tịch UBND xã", None),
            ("tổng hợp kết quả, gửi Phòng Nội vụ trước ngày 20", "Phòng Nội vụ", None),
            ("xây dựng báo cáo UBND thị xã, cụ thể:", "UBND thị xã", None),
            ("Thống kê học sinh chưa biết bơi, gửi Sở Nội vụ trước ngày 05/5", "Sở Nội vụ", None),
            ("Thống kê số ca đến khám, cung cấp cho Sở Y tế hằng quý", "Sở Y tế", None),
            ("đối soát dân cư, trả kết quả cho Sở Tư pháp trong 07 ngày", "Sở Tư pháp", None),
            ("lập biên bản, báo về UBND xã trong ngày", "UBND xã", None),
            ("Tiếp nhận kiến nghị của dân, gửi Sở Nội vụ tổng hợp", "Sở Nội vụ", None),
            (
                "xây dựng kế hoạch, gửi về Công an tỉnh (qua Phòng Tham mưu) để theo dõi",
                "Công an tỉnh",
                Some("Phòng Tham mưu"),
            ),
            ("kịp thời báo UBND tỉnh khi có dịch", "UBND tỉnh", None),
            ("Tổng hợp vị trí việc làm, trình UBND tỉnh báo cáo Bộ Nội vụ", "UBND tỉnh", None),
            (
                "Định kỳ báo cáo Sở Công Thương nơi doanh nghiệp hoạt động về doanh số",
                "Sở Công Thương nơi doanh nghiệp hoạt động",
                None,
            ),
            ("báo cáo kết quả tiếp xúc và gửi đến Thường trực HĐND xã", "Thường trực HĐND xã", None),
            ("Sở Tài chính gửi Bộ Tài chính báo cáo về tình hình vay", "Bộ Tài chính", None),
            ("các đơn vị có ý kiến về UBND thành phố (qua Sở Y tế)", "UBND thành phố", Some("Sở Y tế")),
            ("các tổ chức gửi ý kiến tới Sở Xây dựng để tổng hợp", "Sở Xây dựng", None),
            ("Báo cáo công tác thăm hỏi, tặng quà tại xã với Sở Nội vụ", "Sở Nội vụ", None),
            ("Báo cáo định kỳ về công tác giám sát trước Hội đồng Quản lý Quỹ", "Hội đồng Quản lý Quỹ", None),
            ("thu bản cam kết, nộp cho Phòng Kinh tế tổng hợp", "Phòng Kinh tế", None),
            ("tập hợp kiến nghị gửi Sở Công Thương", "Sở Công Thương", None),
            ("các xã báo cáo kết quả về UBND huyện sau 05 ngày", "UBND huyện", None),
            ("Hằng tháng, cung cấp số liệu cho vay về Sở Nội vụ", "Sở Nội vụ", None),
            ("kịp thời báo tin vi phạm về Tổ công tác", "Tổ công tác", None),
            ("Định kỳ thông báo tiến độ cấp giấy về Sở Nội vụ", "Sở Nội vụ", None),
            ("phải báo bằng điện thoại về Công an xã trong 01 giờ", "Công an xã", None),
            ("hằng quý thông tin kết quả cho vay đến Sở Nội vụ.", "Sở Nội vụ", None),
            ("sơ kết, báo cáo Quốc hội, Chính phủ theo quy định", "Quốc hội, Chính phủ", None),
            ("Gửi báo cáo trước ngày 15/11, báo cáo đột xuất khi có yêu cầu về Sở Nội vụ", "Sở Nội vụ", None),
        ] {
            assert_eq!(read(text), (Some(to.to_owned()), via.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn leaves_reports_that_go_nowhere() {
        for text in [
            "phản hồi kết quả cho cơ sở y tế trong 15 ngày",
            "trả lời ý kiến và gửi lại cho Trưởng khóm",
            "Báo cáo số 293/BC-SNV ngày 17/6/2024",
            "Về thực hiện chế độ báo cáo các giải pháp",
            "tham mưu UBND xã sơ kết, tổng kết",
            "Các cán bộ, công chức chuyên môn báo cáo định kỳ.",
            "Lập danh sách hộ vắng nhà, gửi Phòng Kinh tế trước ngày 31/10",
            "Trả lời kiến nghị về công tác tổ chức của các đơn vị",
            "Thông báo kết quả xử phạt cho các tổ dân phố",
            "Thông báo kết quả cho UBND các xã, phường",
            "Ban hành kế hoạch của đơn vị, gửi về Sở Y tế để theo dõi",
            "Hướng dẫn biểu mẫu báo cáo, gửi các địa phương",
            "tổng hợp báo cáo chung về tình hình thực hiện",
            "Trả kết quả cho cơ sở khám bệnh",
            "Cung cấp nước sạch cho các hộ dân",
            "Cung cấp thông tin quy hoạch cho Sở Xây dựng",
            "Báo cho nhân dân biết lịch phun",
            "thực hiện báo cáo thống kê đối với đơn vị sự nghiệp",
            "hoàn thành báo cáo, phối hợp với Sở Y tế tập huấn",
            "Thông báo tình hình dịch bệnh cho nhân dân",
        ] {
            assert_eq!(read(text), (None, None), "{text}");
        }
    }
}
