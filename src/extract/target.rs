//! Quantities to be reached.
//!
//! Finds: "100% văn bản … phải được xử lý", "ít nhất 01 sáng kiến", "đạt trên 83%", "tối thiểu 2 lớp", "tăng ít nhất 05
//! bậc". The shortest phrase with the number and what is counted, up to the end of its clause.
//!
//! Not to be confused with: years, dates, numbers of documents and articles, shares of last year ("đã đạt 97%"), counts
//! that only describe ("08 nội dung", "đề án của 93 trạm"), numbers in a name ("Dự án 6", "đợt 1").
mod count;
mod phrase;
mod share;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::reference::reference_ranges;
use crate::plan::Text;
use crate::segment::passage::Passage;

/// Characters before a number that are looked at for words that describe it.
const LONGEST_WORDS_BEFORE: usize = 44;

/// What was reached already.
static PAST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^\p{L}])(?:đã|đạt được|hiện có|hiện nay)\s[^,;.]{0,30}$").ok());
/// "xuống dưới 15 phút", "còn tối đa 15 ngày", "lên 200 tỷ đồng": what something is brought to.
static BROUGHT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:xuong(?: con| duoi)?|con (?:toi da|khong qua)|len(?: it nhat)?)(?: toi da| khong qua| duoi)? \d{1,3}(?:\.\d{3})*(?:,\d+)? (?:ngay lam viec|ngay|gio|phut|thang|(?:ty|trieu|nghin) dong)\b").ok()
});
/// What is brought there.
static BROUGHT_FROM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:thoi gian|thoi han|von dieu le|von|nguon von|muc|gia tri|doanh thu|thu nhap|kinh phi) ").ok()
});

/// The targets of a text, in order.
pub(super) fn targets(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Text> {
    let folded = passage.folded();
    let in_words = || ["it nhat ", "toi thieu "].iter().any(|least| folded.text.contains(least));
    if !folded.has_digit() && !in_words() {
        return Vec::new();
    }
    let cited = reference_ranges(folded);
    let mut found = share::shares(passage, &cited);
    brought(&folded.text, &mut found);
    count::counts(passage, &cited, &mut found);
    found.sort_by_key(|phrase| phrase.start);
    found.into_iter().filter_map(|phrase| tracer.text(passage, folded.original(phrase))).collect()
}

/// Adds what something is brought to, with what is brought there; it takes the place of a bare number.
fn brought(text: &str, found: &mut Vec<Range<usize>>) {
    for brought in BROUGHT.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let clause = text[..brought.start()].rfind([';', '.', ':', '(', '\n']).map_or(0, |at| at + 1);
        let of = BROUGHT_FROM.iter().flat_map(|of| of.find_iter(&text[clause..brought.start()])).next();
        let Some(start) = of.map(|of| clause + of.start()) else { continue };
        found.retain(|phrase| phrase.end <= start || brought.end() <= phrase.start);
        found.push(start..brought.end());
    }
}

/// Whether the words before a number, as printed, say that it was reached already.
fn is_past(words: &str) -> bool {
    PAST.as_ref().is_some_and(|past| past.is_match(words))
}

/// The words before an offset of the folded text, as printed, in lower case.
fn words_before(passage: &Passage, at: usize) -> String {
    let folded = passage.folded();
    let from = folded.text[..at].char_indices().rev().nth(LONGEST_WORDS_BEFORE).map_or(0, |(at, _)| at);
    passage.text()[folded.original(from..at)].to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(text: &str) -> Vec<String> {
        with_tracer(text, |tracer| targets(&passage(text), tracer).into_iter().map(|t| t.text).collect())
    }

    #[test]
    fn finds_shares_and_counts() {
        for (text, target) in [
            (
                "đảm bảo hoàn thành; 100% văn bản phát hiện sai phạm phải được xử lý hoặc kiến nghị xử lý.",
                "100% văn bản phát hiện sai phạm phải được xử lý",
            ),
            ("UBND xã có ít nhất 01 sáng kiến hoặc giải pháp mới về CCHC", "ít nhất 01 sáng kiến hoặc giải pháp mới"),
            ("phấn đấu tỷ lệ đạt trên 83% hộ dân.", "tỷ lệ đạt trên 83% hộ dân"),
            ("mời trên 50 cử tri hoặc toàn thể cử tri", "trên 50 cử tri"),
            ("bình quân khoảng 51 - 52% tổng chi", "khoảng 51 - 52% tổng chi"),
            ("phấn đấu đạt 20% xã, phường sạch, đến hết năm", "đạt 20% xã, phường sạch"),
            (
                "Đến năm 2030, tỷ lệ thu gom rác tại các bãi biển, khu du lịch đạt 100%.",
                "tỷ lệ thu gom rác tại các bãi biển, khu du lịch đạt 100%",
            ),
            ("diện tích rừng ngập mặn đạt 1.700 ha", "diện tích rừng ngập mặn đạt 1.700 ha"),
            ("Thành lập 02 đội đáp ứng nhanh.", "02 đội đáp ứng nhanh"),
            ("Lắp đặt 08 camera giám sát, xong trong tháng 3", "08 camera giám sát"),
            ("Năm 2022: 15 bể bơi;", "15 bể bơi"),
            ("Phủ sóng tại trung tâm 124 xã, phường; sau đó", "124 xã, phường"),
            ("Khám cho 6.000 cặp nam, nữ", "6.000 cặp nam, nữ"),
            ("Huy động 150 tình nguyện viên phục vụ", "150 tình nguyện viên phục vụ"),
            ("chương trình (thời lượng không quá 25 phút)", "không quá 25 phút"),
            ("thăm từ 10 đến 15 hộ", "từ 10 đến 15 hộ"),
            ("lấy 25 mẫu, thử độc tố", "25 mẫu"),
            ("giao ban ở 05 thôn trong thời gian 12 tháng", "05 thôn"),
            ("hòa giải thành từ 85% số vụ trở lên, vụ khó thì chuyển", "từ 85% số vụ trở lên"),
            ("phiếu thu về không dưới 60% phụ huynh, kết quả gửi trường", "không dưới 60% phụ huynh"),
            ("phải có chữ ký của ít nhất 2/3 số hộ", "ít nhất 2/3 số hộ"),
            ("đóng góp ít nhất 300 ngày công", "ít nhất 300 ngày công"),
            ("tiếp dân ít nhất 02 ngày/tháng", "ít nhất 02 ngày/tháng"),
            ("tăng ít nhất 05 bậc so với năm 2023", "tăng ít nhất 05 bậc"),
            ("Lập 05 mô hình chuyển hóa, mỗi xã", "05 mô hình chuyển hóa"),
            ("phát tin 02 lần/ngày trong mùa mưa", "02 lần/ngày"),
            ("rút thời gian thông quan xuống dưới 15 phút", "thời gian thông quan xuống dưới 15 phút"),
            ("nâng vốn điều lệ lên 200 tỷ đồng; đơn giản", "vốn điều lệ lên 200 tỷ đồng"),
            ("Đào tạo gồm 02 lớp nghiệp vụ", "02 lớp nghiệp vụ"),
            ("tổ chức 02 ngày hội việc làm", "02 ngày hội việc làm"),
            ("mỗi tiểu đội 10 người", "mỗi tiểu đội 10 người"),
            ("doanh số cho vay không dưới 18 tỷ đồng, tạo việc làm", "doanh số cho vay không dưới 18 tỷ đồng"),
            ("Khảo sát mức độ hài lòng (tối thiểu 300 phiếu)", "tối thiểu 300 phiếu"),
            ("Lấy 120 mẫu huyết thanh giám sát sau tiêm", "120 mẫu huyết thanh"),
            ("Mở 03 tuyến xe buýt kết nối khu công nghiệp, cảng biển", "03 tuyến xe buýt"),
            ("Tập huấn: 01 buổi, chiều ngày 11/9/2025, tại xã", "01 buổi"),
            ("lấy mẫu tại 05 điểm tiêu hủy có quy mô trên 10 tấn", "05 điểm tiêu hủy"),
            ("tập huấn, mỗi lớp 80 - 100 người", "mỗi lớp 80 - 100 người"),
            ("mỗi đội có từ 10 đội viên trở lên", "từ 10 đội viên trở lên"),
            ("mỗi ấp có ít nhất 01 “Tổ liên gia”, mỗi xã", "ít nhất 01 “Tổ liên gia”"),
            ("đến hết năm 2026 có trên 30% số hộ cài đặt.", "trên 30% số hộ cài đặt"),
            ("xử lý dứt điểm 07 công trình vi phạm", "07 công trình vi phạm"),
            ("kiểm tra định kỳ 02 đợt", "02 đợt"),
            ("Rà soát toàn bộ 118 chợ truyền thống.", "118 chợ truyền thống"),
            ("Lấy mẫu 01 vị trí cho vùng nuôi", "01 vị trí"),
            ("gửi tin trước tối thiểu 24 giờ", "tối thiểu 24 giờ"),
            ("trong năm có trên 6.000 lượt người dân được phổ cập", "trên 6.000 lượt người dân được phổ cập"),
            ("in 400 áp phích “Nhà có trẻ nhỏ”", "400 áp phích"),
            ("hướng dẫn tại thôn, mỗi thôn ít nhất một buổi", "ít nhất một buổi"),
            ("Xây dựng chuyên mục trên đài, phát ít nhất 02 kỳ", "ít nhất 02 kỳ"),
            ("thu hút từ 60 bác sĩ trở lên về tỉnh", "từ 60 bác sĩ trở lên"),
            ("bố trí tối thiểu 02 xe tại mỗi vùng trọng điểm", "tối thiểu 02 xe"),
            ("lập 02 đại đội cơ động ở hai khu rừng", "02 đại đội cơ động"),
            (
                "tỷ lệ thanh toán trực tuyến đạt ít nhất 50% trong tổng số giao dịch",
                "tỷ lệ thanh toán trực tuyến đạt ít nhất 50%",
            ),
            ("mua 02 bộ tài liệu", "02 bộ tài liệu"),
        ] {
            assert_eq!(read(text), [target], "{text}");
        }
    }

    #[test]
    fn a_list_of_counts_is_several_targets() {
        assert_eq!(read("kiểm tra tối thiểu 09 xã và 04 phòng, ban"), ["tối thiểu 09 xã", "04 phòng, ban"]);
        assert_eq!(read("Lập 03 tầng điều trị, 5.200 giường"), ["03 tầng điều trị", "5.200 giường"]);
        assert_eq!(read("Xây 18 trạm y tế và cải tạo 46 trạm"), ["18 trạm y tế", "46 trạm"]);
        assert_eq!(
            read("Tỷ lệ nộp trực tuyến đạt 60%, thanh toán trực tuyến đạt 45%."),
            ["Tỷ lệ nộp trực tuyến đạt 60%", "thanh toán trực tuyến đạt 45%"]
        );
        assert_eq!(read("Mua 150 áo phao, 500 bao tải, 02 nhà bạt."), ["150 áo phao", "500 bao tải", "02 nhà bạt"]);
    }

    #[test]
    fn each_share_of_a_list_says_what_is_measured() {
        assert_eq!(
            read("hồ sơ nộp trực tuyến đạt trên 80%, thanh toán trực tuyến 60%, số hóa 100% kết quả"),
            ["đạt trên 80%", "thanh toán trực tuyến 60%", "100% kết quả"]
        );
        assert_eq!(read("đạt trên 80% hộ; lau bằng cồn 70%"), ["đạt trên 80% hộ"]);
        assert_eq!(read("sát khuẩn bằng cồn 70%"), Vec::<String>::new());
    }

    #[test]
    fn leaves_other_numbers() {
        for text in [
            "không xét thi đua đối với trường đạt dưới 98%",
            "trả lời sau ít nhất 02 ngày",
            "thẩm định đề án của 93 trạm y tế",
            "định kỳ 02 lần/năm",
            "tập huấn cho đội cấp cứu 115 trực đêm",
            "kiểm tra trong các tháng 9, 10, 11 báo cáo huyện",
            "hỗ trợ lãi suất 2%/năm",
            "rà soát trên ba tuyến du lịch",
            "lượng mưa vượt 150 mm/24 giờ",
            "bàn giao lên 20 ngày trước",
            "Dự án 6 phường, Tiểu dự án 3 xã",
            "mức chi không quá 95.000.000 đồng",
            "cấp tài khoản mức 2 cho mọi công dân",
            "trong bán kính 200 m quanh nhà",
            "gieo đợt 1 vụ này",
            "tổng mức đầu tư 186,4 tỷ đồng",
            "tuyên truyền về 08 nội dung của Chỉ số",
            "trước ngày 05/7/2024",
            "Kế hoạch số 192/KH-UBND",
            "chậm nhất 15 ngày làm việc",
            "năm 2022 đã đạt 97% kế hoạch",
            "khoản 2 Điều 14",
            "có mặt không quá 30 phút kể từ khi nhận tin",
            "phối hợp với UBND 11 phường lập kế hoạch",
            "từ 01 tháng trở lên",
            "phát triển dựa trên 4 ngành chính",
            "tổ chức 08 nội dung sau",
            "khi phát hiện từ 02 ca bệnh trở lên phải báo ngay",
            "lắp thiết bị cho tàu cá từ 12 mét trở lên",
            "theo danh sách 12 hộ",
            "kiểm tra các xã có tỷ lệ tiêm phòng dưới 50%",
            "đơn vị đạt dưới 70% thì không xét thi đua",
            "tại doanh nghiệp có trên 1.000 lao động",
            "thực hiện từ năm học 2024 - 2025",
            "mỗi thôn cử người tham gia",
            "gắn với phong trào “5 không, 3 sạch”",
            "bồi thường khi mở rộng Đường tỉnh 876 đoạn qua chợ",
            "khi hồ Sông Tranh 2 thông báo xả",
            "khi đạt báo động II (8,0 m)",
            "phân công lại 46 công chức hiện có",
            "văn bản do 04 xã cũ ban hành",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
