//! What is read as a time, and what is none.

use super::*;
use crate::extract::tests::{passage, with_tracer};

fn read(text: &str, context: TimeContext) -> Vec<String> {
    with_tracer(text, |tracer| {
        let (deadlines, _) = times(
            &passage(text),
            context,
            PlanYears { own: Some(2023), several: false, first: None, season: false, issued: None, brief: false },
            tracer,
        );
        deadlines
            .into_iter()
            .map(|d| {
                let offset = d.offset.map(|o| {
                    let (word, event) = match o.before {
                        Some(event) => ("before", event),
                        None => ("after", o.after.unwrap_or_default()),
                    };
                    format!(" {:?} {:?} {word} {event}", o.amount, o.unit)
                });
                let kind = format!("{:?}", d.kind).to_lowercase();
                let recurrence = d.recurrence.map(|r| format!(" {r:?}").to_lowercase());
                let dates = if d.kind == DeadlineKind::By || d.kind == DeadlineKind::During {
                    format!(" {}..{}", d.start.unwrap_or_default(), d.end.unwrap_or_default())
                } else {
                    String::new()
                };
                format!("{} = {kind}{dates}{}{}", d.text, recurrence.unwrap_or_default(), offset.unwrap_or_default())
            })
            .collect()
    })
}

#[test]
fn reads_each_class_in_text() {
    for (text, expected) in [
        ("Báo cáo 6 tháng đầu năm trước ngày 05/7/2024 (thời gian", "trước ngày 05/7/2024 = by ..2024-07-05"),
        ("6 tháng đầu năm trước ngày 10/6 (thời gian", "trước ngày 10/6 = by ..2023-06-10"),
        ("báo cáo năm trước 31/10/2023", "trước 31/10/2023 = by ..2023-10-31"),
        ("(Thực hiện trong quý III năm 2023).", "trong quý III năm 2023 = during 2023-07-01..2023-09-30"),
        ("người dân ở thôn trong tháng 7 năm 2024.", "trong tháng 7 năm 2024 = during 2024-07-01..2024-07-31"),
        ("trong tháng 7, 12 xã lập danh sách", "trong tháng 7 = during 2023-07-01..2023-07-31"),
        ("trong tháng 7 và 8 hộ nghèo", "trong tháng 7 = during 2023-07-01..2023-07-31"),
        ("hoàn thành trong năm 2025.", "trong năm 2025 = during 2025-01-01..2025-12-31"),
        (
            "từ ngày 20/9/2023 đến hết ngày 25/10/2023",
            "từ ngày 20/9/2023 đến hết ngày 25/10/2023 = during 2023-09-20..2023-10-25",
        ),
        ("từ ngày 13 đến 14/4/2020", "từ ngày 13 đến 14/4/2020 = during 2020-04-13..2020-04-14"),
        ("Thường xuyên kiểm tra, đánh giá", "Thường xuyên = recurring continuous"),
        ("gửi Sở trước ngày 15 của tháng cuối quý.", "trước ngày 15 của tháng cuối quý = recurring quarterly"),
        ("gửi Sở trước ngày 05 tháng kế tiếp.", "trước ngày 05 tháng kế tiếp = recurring monthly"),
        ("kiểm tra vệ sinh mỗi tháng 01 lần", "mỗi tháng 01 lần = recurring monthly"),
        ("phát trên loa, mỗi tuần ít nhất 02 tin, bài", "mỗi tuần = recurring weekly"),
        ("đến cuối năm 85% số xã có bể thu gom", "đến cuối năm = by ..2023-12-31"),
        ("mở phiên tòa giả định, dự kiến quý III/2026;", "dự kiến quý III/2026 = during 2026-07-01..2026-09-30"),
        ("báo cáo ngay trong ngày qua điện thoại", "ngay trong ngày = relative None None after "),
        ("họp giao ban mỗi quý một lần", "mỗi quý một lần = recurring quarterly"),
        ("Trong năm tổ chức 12 hội nghị", "Trong năm = during 2023-01-01..2023-12-31"),
        ("duy trì chuyên mục trong suốt năm", "trong suốt năm = during 2023-01-01..2023-12-31"),
        ("họp dự kiến tuần thứ ba của tháng 12/2021", "tuần thứ ba của tháng 12/2021 = during 2021-12-15..2021-12-21"),
        ("trong tuần đầu tháng 02/2026", "trong tuần đầu tháng 02/2026 = during 2026-02-01..2026-02-07"),
        ("họp vào tuần cuối tháng 01/2026.", "vào tuần cuối tháng 01/2026 = during 2026-01-25..2026-01-31"),
        (
            "khảo sát trong tháng 9 và tháng 10 năm 2024",
            "trong tháng 9 và tháng 10 năm 2024 = during 2024-09-01..2024-10-31",
        ),
        ("hoàn thành tháng 8/2026", "hoàn thành tháng 8/2026 = during 2026-08-01..2026-08-31"),
        ("chậm nhất trong tháng 7/2026", "chậm nhất trong tháng 7/2026 = by ..2026-07-31"),
        ("phấn đấu đến 30/9/2025 đạt 65%", "đến 30/9/2025 = by ..2025-09-30"),
        (
            "tổng duyệt lúc 14 giờ 00, ngày 30/5/2024 tại",
            "lúc 14 giờ 00, ngày 30/5/2024 = during 2024-05-30..2024-05-30",
        ),
        (
            "cấm xe từ 06 giờ 00 đến 10 giờ 30 ngày 31/5/2024",
            "từ 06 giờ 00 đến 10 giờ 30 ngày 31/5/2024 = during 2024-05-31..2024-05-31",
        ),
        ("Ngày 08 và 09/6/2024: thi chung kết", "Ngày 08 và 09/6/2024 = during 2024-06-08..2024-06-09"),
        ("tập huấn vào chiều ngày 29/5/2024", "vào chiều ngày 29/5/2024 = during 2024-05-29..2024-05-29"),
        (
            "ký cam kết trước khi kết thúc năm học 2025 - 2026.",
            "trước khi kết thúc năm học 2025 - 2026 = relative None None before kết thúc năm học 2025 - 2026",
        ),
        (
            "thực hiện Dự án (khi Bộ Y tế có văn bản triển khai)",
            "khi Bộ Y tế có văn bản triển khai = relative None None after Bộ Y tế có văn bản triển khai",
        ),
        ("Báo cáo định kỳ 6 tháng (trước ngày 15/6) về Sở", "trước ngày 15/6 = by ..2023-06-15"),
        ("gửi báo cáo trước 16 giờ hằng ngày", "trước 16 giờ hằng ngày = recurring periodic"),
        ("tổ chức lễ phát động vào tháng 5 hằng năm", "vào tháng 5 hằng năm = recurring yearly"),
        ("Định kỳ trước ngày 05 tháng đầu quý gửi Sở", "trước ngày 05 tháng đầu quý = recurring quarterly"),
        ("xong trước 17h00 ngày 16/8/2023", "xong trước 17h00 ngày 16/8/2023 = by ..2023-08-16"),
        ("dự kiến ngày 22/11/2025 tại phường", "dự kiến ngày 22/11/2025 = during 2025-11-22..2025-11-22"),
        ("Tập huấn cho cán bộ y tế: quý I năm 2023.", "quý I năm 2023 = during 2023-01-01..2023-03-31"),
        ("sơ kết 01 năm thực hiện (tháng 10/2026)", "tháng 10/2026 = during 2026-10-01..2026-10-31"),
        ("báo cáo tổng kết (năm 2025)", "năm 2025 = during 2025-01-01..2025-12-31"),
        ("Năm 2022: 15 bể bơi;", "Năm 2022 = during 2022-01-01..2022-12-31"),
        ("mở 03 tuyến (năm 2024: 02 tuyến)", "năm 2024 = during 2024-01-01..2024-12-31"),
        ("ký cam kết; từ năm 2024 lắp cân", "từ năm 2024 = during 2024-01-01.."),
        ("trồng cỏ từ nay đến hết tháng 02/2024", "từ nay đến hết tháng 02/2024 = during ..2024-02-29"),
        (
            "từ ngày 17/12/2023 đến 17 giờ 00, ngày 01/02/2024",
            "từ ngày 17/12/2023 đến 17 giờ 00, ngày 01/02/2024 = during 2023-12-17..2024-02-01",
        ),
        (
            "họp trong ngày 02/02/2024 đến ngày 03/02/2024",
            "trong ngày 02/02/2024 đến ngày 03/02/2024 = during 2024-02-02..2024-02-03",
        ),
        ("phát sóng các tháng cao điểm (tháng 5 đến tháng 9)", "tháng 5 đến tháng 9 = during 2023-05-01..2023-09-30"),
        ("đón khách từ tháng 4 đến tháng 9 hằng năm", "từ tháng 4 đến tháng 9 hằng năm = recurring yearly"),
        ("trích quỹ trong quý I hằng năm.", "trong quý I hằng năm = recurring yearly"),
        ("mỗi năm tổ chức ít nhất 04 đợt cao điểm", "mỗi năm = recurring yearly"),
        ("mở lớp dạy nghề, mỗi năm tối thiểu 12 lớp", "mỗi năm = recurring yearly"),
        ("mỗi tháng đăng tối thiểu 05 bài viết", "mỗi tháng = recurring monthly"),
        ("phát trên loa xã tối thiểu 04 số mỗi tháng.", "mỗi tháng = recurring monthly"),
        ("phát trên loa xã ít nhất 02 lần/tuần", "02 lần/tuần = recurring weekly"),
        ("dọn nhà cho người già trước Tết Nguyên đán hằng năm.", "trước Tết Nguyên đán hằng năm = recurring yearly"),
        ("mỗi năm kiểm tra các bể hai lần, ghi sổ", "mỗi năm = recurring halfyearly"),
        ("sơ kết sau 18 tháng thực hiện", "sau 18 tháng thực hiện = relative Some(18) Some(Month) after thực hiện"),
        ("cấp bồn cho 900 hộ; trong đó năm 2026 cấp 300 hộ.", "năm 2026 = during 2026-01-01..2026-12-31"),
        (
            "báo cho chủ tàu ít nhất 07 ngày trước khi đắp.",
            "ít nhất 07 ngày trước khi đắp = relative Some(7) Some(Day) before đắp",
        ),
        ("Báo cáo tuần gửi Sở Y tế", "Báo cáo tuần gửi = recurring weekly"),
        (
            "rà soát các chợ từ Quý II đến hết Quý IV/2026",
            "từ Quý II đến hết Quý IV/2026 = during 2026-04-01..2026-12-31",
        ),
        (
            "lập chốt trong tháng 02, tháng 3 và tháng 4 năm 2026",
            "trong tháng 02, tháng 3 và tháng 4 năm 2026 = during 2026-02-01..2026-04-30",
        ),
        ("chạy thử trong 6 tháng cuối năm 2027", "trong 6 tháng cuối năm 2027 = during 2027-07-01..2027-12-31"),
        ("lập danh sách; năm 2026 rà soát xong các hộ", "năm 2026 = during 2026-01-01..2026-12-31"),
        ("phấn đấu năm 2028 có 98% hộ có nước sạch", "năm 2028 = during 2028-01-01..2028-12-31"),
        ("Giai đoạn 2026 - 2030 xây dựng 27 cầu", "Giai đoạn 2026 - 2030 = during 2026-01-01..2030-12-31"),
        ("chi phí khám do xã trả, áp dụng từ năm 2026.", "từ năm 2026 = during 2026-01-01.."),
        ("tặng quà trước dịp Ngày Gia đình Việt Nam 28/6", "trước dịp Ngày Gia đình Việt Nam 28/6 = by ..2023-06-28"),
        (
            "đề xuất khen thưởng trước khi tổng kết năm.",
            "trước khi tổng kết năm = relative None None before tổng kết năm",
        ),
        ("Sau khi tin báo xác minh, trong 30 phút báo về xã", "trong 30 phút = relative Some(30) Some(Minute) after "),
        (
            "thành lập trung tâm (khi cấp có thẩm quyền phê duyệt đề án)",
            "khi cấp có thẩm quyền phê duyệt đề án = relative None None after cấp có thẩm quyền phê duyệt đề án",
        ),
        ("Kết quả phân loại được cập nhật hằng tuần.", "hằng tuần = recurring weekly"),
        ("Trong năm học 2023 - 2024, lắp camera", "Trong năm học 2023 - 2024 = during 2023..2024"),
        ("trình tại kỳ họp giữa năm 2024.", "tại kỳ họp giữa năm 2024 = during .."),
        ("kê khai 6 tháng một lần", "6 tháng một lần = recurring halfyearly"),
        ("ra quân định kỳ 01 tháng 01 lần", "01 tháng 01 lần = recurring monthly"),
        ("có trách nhiệm thường xuyên phối hợp với huyện", "thường xuyên = recurring continuous"),
        ("UBND xã thường xuyên kiểm tra bến bãi", "thường xuyên = recurring continuous"),
        ("gửi về tỉnh định kỳ sáu (06) tháng/lần", "định kỳ sáu (06) tháng = recurring halfyearly"),
        ("Định kỳ ba tháng một lần Đoàn công tác họp", "Định kỳ ba tháng = recurring quarterly"),
        ("rà soát quy chế định kỳ 05 năm hoặc đột xuất", "định kỳ 05 năm = recurring periodic"),
        ("Định kỳ tháng 3 hằng năm báo cáo Sở Y tế", "tháng 3 hằng năm = recurring yearly"),
        ("báo cáo trước ngày 31/01 của năm sau liền kề", "trước ngày 31/01 = by ..2024-01-31"),
        (
            "xong trước ngày cuối cùng của tháng đầu mỗi quý",
            "trước ngày cuối cùng của tháng đầu mỗi quý = recurring quarterly",
        ),
        ("ban hành trong tháng 01 các năm tiếp theo", "trong tháng 01 các năm tiếp theo = recurring yearly"),
        ("đôn đốc và định kỳ báo cáo Sở Nội vụ", "định kỳ = recurring periodic"),
        ("kiểm tra, thanh tra định kỳ các cơ sở", "định kỳ = recurring periodic"),
        (
            "trong thời hạn bảy ngày làm việc, kể từ ngày nhận đơn",
            "trong thời hạn bảy ngày làm việc, kể từ ngày nhận đơn = relative Some(7) Some(WorkingDay) after ngày nhận đơn",
        ),
        ("báo cáo định kỳ 7 ngày/lần", "7 ngày/lần = recurring weekly"),
        ("trình theo Thông tư số 13/2023/TT-BNN, trước ngày 30/6/2024", "trước ngày 30/6/2024 = by ..2024-06-30"),
        ("công bố phương án trước 15 ngày để dân biết", "trước 15 ngày = relative Some(15) Some(Day) before "),
        ("lập biên bản, báo về xã trong ngày.", "trong ngày = relative None None after "),
        (
            "khử trùng đợt 2 sau Tết Nguyên đán Bính Ngọ.",
            "sau Tết Nguyên đán Bính Ngọ = relative None None after Tết Nguyên đán Bính Ngọ",
        ),
        ("vớt bèo trước dịp Quốc khánh 02/9 và", "trước dịp Quốc khánh 02/9 = by ..2023-09-02"),
        ("xong trước mùa lũ (chậm nhất ngày 31/8)", "chậm nhất ngày 31/8 = by ..2023-08-31"),
        ("báo cáo trong vòng 12 giờ về huyện", "trong vòng 12 giờ = relative Some(12) Some(Hour) after "),
        (
            "gửi trước ngày kiểm tra ít nhất 05 ngày làm việc",
            "trước ngày kiểm tra ít nhất 05 ngày làm việc = relative Some(5) Some(WorkingDay) before kiểm tra",
        ),
        ("rà soát trang thiết bị trước mùa mưa", "trước mùa mưa = relative None None before mùa mưa"),
        ("kiểm tra ít nhất 02 đơn vị trong năm.", "trong năm = during 2023-01-01..2023-12-31"),
        ("dẫn nước trước khi xuống giống.", "trước khi xuống giống = relative None None before xuống giống"),
        ("hoàn thành vào cuối tháng 6.", "vào cuối tháng 6 = by ..2023-06-30"),
        ("vận hành chính thức vào cuối năm 2025", "vào cuối năm 2025 = by ..2025-12-31"),
        (
            "tọa đàm nhân Ngày Hợp tác xã Việt Nam 11/4",
            "nhân Ngày Hợp tác xã Việt Nam 11/4 = during 2023-04-11..2023-04-11",
        ),
        ("tuyên dương 35 công nhân ngày 28/4/2023 tại Nhà Văn hóa", "ngày 28/4/2023 = during 2023-04-28..2023-04-28"),
        ("báo cáo trước mỗi đợt 10 ngày", "trước mỗi đợt 10 ngày = relative Some(10) Some(Day) before mỗi đợt"),
        (
            "Sau mỗi đợt 03 ngày làm việc có báo cáo",
            "Sau mỗi đợt 03 ngày làm việc = relative Some(3) Some(WorkingDay) after mỗi đợt",
        ),
        ("báo cáo trong vòng 24 giờ", "trong vòng 24 giờ = relative Some(24) Some(Hour) after "),
        ("đến 30/6 giải ngân đạt 45%", "đến 30/6 = by ..2023-06-30"),
        ("giải ngân đến hết năm đạt từ 95%", "đến hết năm = by ..2023-12-31"),
        ("Từ quý II đến quý IV năm 2023 mở 10 lớp", "Từ quý II đến quý IV năm 2023 = during 2023-04-01..2023-12-31"),
        ("lấy mẫu với tần suất 02 lần/năm", "02 lần/năm = recurring halfyearly"),
        ("trả lời trong 07 ngày làm việc", "trong 07 ngày làm việc = relative Some(7) Some(WorkingDay) after "),
        (
            "niêm yết 30 ngày trước khi trình quyết định",
            "30 ngày trước khi trình quyết định = relative Some(30) Some(Day) before trình quyết định",
        ),
        ("nộp trong ngày 10/10 cho", "trong ngày 10/10 = during 2023-10-10..2023-10-10"),
        ("hoàn thành không muộn hơn quý I/2026", "không muộn hơn quý I/2026 = by ..2026-03-31"),
        ("thu phí từ ngày 01/4/2026.", "từ ngày 01/4/2026 = during 2026-04-01.."),
        ("lấy mẫu từ tháng 3 đến tháng 8", "từ tháng 3 đến tháng 8 = during 2023-03-01..2023-08-31"),
        ("làm từ tháng 3 đến hết năm 2026", "từ tháng 3 đến hết năm 2026 = during 2026-03-01..2026-12-31"),
        (
            "bắt đầu từ tháng 3 và kết thúc trước ngày 30/11",
            "từ tháng 3 và kết thúc trước ngày 30/11 = during 2023-03-01..2023-11-30",
        ),
        ("Công an huyện thực hiện thường xuyên.", "thường xuyên = recurring continuous"),
        ("Các thôn thực hiện cả năm theo mùa vụ.", "cả năm = during 2023-01-01..2023-12-31"),
        ("Báo cáo kết quả tháng trước ngày 15", "Báo cáo kết quả tháng trước ngày 15 = recurring monthly"),
        ("báo cáo UBND xã sau mỗi đợt.", "sau mỗi đợt = relative None None after mỗi đợt"),
        ("Sau mỗi vụ, trong vòng 07 ngày họp", "trong vòng 07 ngày = relative Some(7) Some(Day) after "),
        ("báo cáo trong ngày xảy ra giông lốc", "trong ngày = relative None None after "),
        ("Hằng năm căn cứ kết quả", "Hằng năm = recurring yearly"),
        ("đối tượng hộ nghèo hằng năm theo đúng quy định", "hằng năm = recurring yearly"),
        ("trình chính sách tại kỳ họp tháng 7 năm 2026", "tại kỳ họp tháng 7 năm 2026 = during 2026-07-01..2026-07-31"),
        ("tập huấn trong các năm 2026, 2027", "trong các năm 2026, 2027 = during 2026-01-01..2027-12-31"),
        ("thẩm định phương án trước khi thuê máy.", "trước khi thuê máy = relative None None before thuê máy"),
        ("năm 2023 hỗ trợ tối thiểu 60 hộ", "năm 2023 = during 2023-01-01..2023-12-31"),
        ("làm ở 04 thôn, từ năm 2024 mở rộng ra các thôn", "từ năm 2024 = during 2024-01-01.."),
        ("thu tiền theo túi kể từ ngày 01/01/2028.", "từ ngày 01/01/2028 = during 2028-01-01.."),
        ("Sau 06 tháng thí điểm, xem lại", "Sau 06 tháng thí điểm = relative Some(6) Some(Month) after thí điểm"),
        (
            "trong 15 ngày kể từ khi kết thúc thi công phải dọn",
            "trong 15 ngày kể từ khi kết thúc thi công phải dọn = relative Some(15) Some(Day) after khi kết thúc thi công phải dọn",
        ),
        (
            "sau 05 ngày kể từ ngày lập biên bản mà hộ không cho tiêm",
            "sau 05 ngày kể từ ngày lập biên bản = relative Some(5) Some(Day) after ngày lập biên bản",
        ),
        (
            "gửi ít nhất 03 ngày trước buổi làm việc",
            "ít nhất 03 ngày trước buổi làm việc = relative Some(3) Some(Day) before làm việc",
        ),
        ("sau 60 ngày phải kiểm tra lại", "sau 60 ngày = relative Some(60) Some(Day) after "),
        ("súc bể trước ngày khai giảng hằng năm.", "trước ngày khai giảng hằng năm = recurring yearly"),
        ("mỗi 6 tháng tổ chức một hội nghị", "mỗi 6 tháng = recurring halfyearly"),
        ("cắm mốc xong trước tháng 8/2024.", "xong trước tháng 8/2024 = by ..2024-07-31"),
        ("gửi biên bản về xã trong 05 ngày.", "trong 05 ngày = relative Some(5) Some(Day) after "),
        ("họp mỗi quý một lần, chậm nhất ngày 15 tháng cuối quý", "mỗi quý một lần = recurring quarterly"),
        ("tập huấn trong hai năm 2026 và 2027", "trong hai năm 2026 và 2027 = during 2026-01-01..2027-12-31"),
        ("kiểm tra biển quảng cáo 6 tháng 1 lần.", "6 tháng 1 lần = recurring halfyearly"),
        ("cập nhật phần mềm của tỉnh vào thứ Sáu hằng tuần", "hằng tuần = recurring weekly"),
        ("đối thoại với người dân ít nhất 01 lần trong 6 tháng", "01 lần trong 6 tháng = recurring halfyearly"),
        ("báo cáo trước ngày 20 hằng tháng", "trước ngày 20 hằng tháng = recurring monthly"),
        ("báo cáo trước ngày 15/11 hàng năm", "trước ngày 15/11 hàng năm = recurring yearly"),
        ("công chức chuyên môn báo cáo định kỳ.", "định kỳ = recurring periodic"),
        (
            "ban hành chậm nhất 15 ngày làm việc sau thời gian ban hành Kế hoạch của UBND huyện.",
            "chậm nhất 15 ngày làm việc sau thời gian ban hành Kế hoạch của UBND huyện = relative Some(15) Some(WorkingDay) after thời gian ban hành Kế hoạch của UBND huyện",
        ),
    ] {
        assert_eq!(read(text, TimeContext::Text), [expected], "{text}");
    }
}

#[test]
fn reads_years_by_which_something_is_reached() {
    for (text, expected) in [
        ("Phục hồi rừng. Đến năm 2030, 90% hộ được dùng nước sạch.", "Đến năm 2030 = by ..2030-12-31"),
        ("diện tích rừng đến năm 2030 đạt 500 ha", "đến năm 2030 = by ..2030-12-31"),
        ("phấn đấu đạt 20% số thôn năm 2025, các thôn khác sau", "năm 2025 = during 2025-01-01..2025-12-31"),
    ] {
        assert_eq!(read(text, TimeContext::Text), [expected], "{text}");
    }
    for text in [
        "Triển khai Chiến lược phát triển rừng đến năm 2030",
        "thực hiện Đề án đến năm 2030, tầm nhìn đến năm 2045 của tỉnh",
        "kết quả đạt 80% so với năm 2023.",
    ] {
        assert_eq!(read(text, TimeContext::Text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn one_time_said_twice_is_one() {
    for (text, expected) in [
        ("Hằng năm rà soát danh mục; hằng năm báo cáo.", vec!["Hằng năm = recurring yearly"]),
        ("Định kỳ hằng năm báo cáo kết quả, chậm nhất ngày 17/12.", vec!["Định kỳ hằng năm = recurring yearly"]),
        ("định kỳ báo cáo kết quả trước ngày 20/11 về Sở", vec!["định kỳ = recurring yearly"]),
        (
            "Định kỳ hằng tháng (trước ngày 16), 6 tháng (trước ngày 16/6) báo cáo.",
            vec![
                "Định kỳ hằng tháng (trước ngày 16) = recurring monthly",
                "6 tháng (trước ngày 16/6) = recurring halfyearly",
            ],
        ),
    ] {
        assert_eq!(read(text, TimeContext::Text), expected, "{text}");
    }
}

#[test]
fn two_days_of_each_year_are_one_time_where_they_are_said_as_one() {
    let one = ["trước ngày 15/6 và 10/12 hằng năm = recurring yearly"];
    assert_eq!(read("báo cáo trước ngày 15/6 và 10/12 hằng năm", TimeContext::Text), one);
    let two = "báo cáo trước ngày 15/6 hằng năm, trước ngày 10/12 hằng năm";
    assert_eq!(read(two, TimeContext::Text).len(), 2);
    let said_again = "báo cáo hằng năm trước ngày 15/6 hằng năm";
    assert_eq!(read(said_again, TimeContext::Text).len(), 1, "one day, said with two words");
}

#[test]
fn reads_a_row_of_recurrences() {
    assert_eq!(
        read("Định kỳ hằng quý, 06 tháng, năm, tổng hợp", TimeContext::Text),
        ["Định kỳ hằng quý = recurring quarterly", "06 tháng = recurring halfyearly", "năm = recurring yearly"]
    );
    assert_eq!(
        read("Hằng tháng, 06 tháng, 01 năm, Công an xã báo cáo", TimeContext::Text),
        ["Hằng tháng = recurring monthly", "06 tháng = recurring halfyearly", "01 năm = recurring yearly"]
    );
    assert_eq!(
        read("Cung cấp số liệu lao động theo quý, năm để đánh giá", TimeContext::Text),
        ["theo quý = recurring quarterly", "năm = recurring yearly"]
    );
    assert_eq!(read("giải ngân đạt 60% đến ngày 30/6 và đạt 100% đến ngày 31/12", TimeContext::Text).len(), 2);
    assert_eq!(
        read("lập báo cáo (quý, 6 tháng, tổng kết năm) gửi Sở Nội vụ", TimeContext::Text),
        ["quý = recurring quarterly", "6 tháng = recurring halfyearly", "tổng kết năm = recurring yearly"]
    );
}

#[test]
fn reads_fields() {
    for (text, expected) in [
        ("Thường xuyên.", "Thường xuyên = recurring continuous"),
        ("01/9 - 30/9/2021", "01/9 - 30/9/2021 = during 2021-09-01..2021-09-30"),
        ("Quý II - quý IV/2025", "Quý II - quý IV/2025 = during 2025-04-01..2025-12-31"),
        ("Quý III, IV năm 2026", "Quý III, IV năm 2026 = during 2026-07-01..2026-12-31"),
        ("Từ năm 2026 đến năm 2030 và tiếp theo", "Từ năm 2026 đến năm 2030 và tiếp theo = during 2026-01-01.."),
        (
            "Từ ngày 02/02/2026 đến ngày bầu cử 15/3/2026",
            "Từ ngày 02/02/2026 đến ngày bầu cử 15/3/2026 = during 2026-02-02..2026-03-15",
        ),
        ("Chậm nhất ngày 10/12/2025 (trước ngày bầu cử 95 ngày)", "Chậm nhất ngày 10/12/2025 = by ..2025-12-10"),
        ("Đến hết quý IV/2023", "Đến hết quý IV/2023 = by ..2023-12-31"),
        ("ngày 22/6/2024", "ngày 22/6/2024 = during 2024-06-22..2024-06-22"),
        ("Tháng 11, 12/2021", "Tháng 11, 12/2021 = during 2021-11-01..2021-12-31"),
        ("Mỗi quý 01 lần", "Mỗi quý 01 lần = recurring quarterly"),
        ("từ quý I/2026", "từ quý I/2026 = during 2026-01-01.."),
        ("Tháng 12/2025.", "Tháng 12/2025 = during 2025-12-01..2025-12-31"),
        ("Quí IV-2025", "Quí IV-2025 = during 2025-10-01..2025-12-31"),
        ("Từ 01/7/2025.", "Từ 01/7/2025 = during 2025-07-01.."),
        ("2025 - 2030", "2025 - 2030 = during 2025-01-01..2030-12-31"),
        (
            "Giai đoạn 2026-2030 và những năm tiếp theo.",
            "Giai đoạn 2026-2030 và những năm tiếp theo = during 2026-01-01..",
        ),
        ("Trước ngày 15/4/2026", "Trước ngày 15/4/2026 = by ..2026-04-15"),
        ("Năm 2026", "Năm 2026 = during 2026-01-01..2026-12-31"),
        ("30/9/2025", "30/9/2025 = by ..2025-09-30"),
        ("thường xuyên trong năm", "thường xuyên = recurring continuous"),
    ] {
        assert_eq!(read(text, TimeContext::Field), [expected], "{text}");
    }
}

#[test]
fn a_field_may_only_name_a_plan() {
    for text in ["Theo kế hoạch công tác tư pháp hàng năm.", "Kế hoạch bồi dưỡng công chức, viên chức hàng năm."]
    {
        assert_eq!(read(text, TimeContext::Field), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_plan_of_several_years_says_the_year_nearby() {
    let years = PlanYears {
        own: None,
        several: true,
        first: Some(2024),
        season: false,
        issued: Some((2024, 12)),
        brief: false,
    };
    let read = |text: &str| {
        let passage = passage(text);
        let (times, _) = with_tracer(text, |tracer| times(&passage, TimeContext::Text, years, tracer));
        times.iter().map(|time| format!("{:?}..{:?}", time.start, time.end).replace(['"'], "")).collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("nạo vét xong trong tháng 01.", "Some(2025-01-01)..Some(2025-01-31)"),
        ("kiện toàn tổ đội, xong trước ngày 20/12.", "None..Some(2024-12-20)"),
    ] {
        assert_eq!(read(text), [expected], "{text}");
    }
    let both = ["Some(2024-04-01)..Some(2024-06-30)", "Some(2024-10-01)..Some(2024-12-31)"];
    assert_eq!(read("xong 30 mẫu trong quý II, số còn lại trong quý IV năm 2024"), both);
    let both = ["Some(2024-12-01)..Some(2024-12-31)", "Some(2025-03-01)..Some(2025-03-31)"];
    assert_eq!(read("đợt 1 trong tháng 12, đợt 2 trong tháng 3 năm 2025"), both);
    let both = ["Some(2024-11-01)..Some(2024-11-30)", "Some(2025-11-01)..Some(2025-11-30)"];
    assert_eq!(read("kiểm tra tháng 11 các năm 2024, 2025"), both);
    // Of two years once, but for reports.
    let brief = PlanYears { brief: true, ..years };
    let passage = passage("ký hợp đồng trước ngày 10/5; báo cáo trước ngày 20/12");
    let times = with_tracer(passage.text(), |tracer| times(&passage, TimeContext::Text, brief, tracer).0);
    assert_eq!(times.iter().map(|time| time.end.as_deref()).collect::<Vec<_>>(), [Some("2025-05-10"), None]);
    // Of each year, or of none that one could name.
    assert_eq!(read("báo cáo trước ngày 20/12"), ["None..None"]);
    assert_eq!(read("mở lớp trong tháng 3"), Vec::<String>::new());
}

#[test]
fn leaves_what_is_no_deadline() {
    for text in [
        "theo Nghị định có hiệu lực từ ngày 01/7/2025",
        "phát động đợt thi đua trong 90 ngày đêm",
        "chuẩn bị cho năm học 2025 - 2026",
        "thực hiện Kế hoạch số 12/KH-UBND ngày 05/7/2024 của UBND",
        "nâng cao Chỉ số PAPI năm 2024",
        "tăng bậc so với năm 2023",
        "công khai số điện thoại; thường xuyên tổ chức các cuộc gặp",
        "trao đổi thông tin thường xuyên, phối hợp chặt chẽ",
        "thực hiện thường xuyên, liên tục công tác kiểm tra",
        "thống kê hồ sơ theo quý đất",
        "rác phát sinh sau mỗi đợt ra quân, nạo vét cống",
        "thu ít nhất 40 giờ tư liệu",
        "chi trả khoản hỗ trợ sinh hoạt hằng tháng đúng đối tượng",
        "báo cáo kết quả 6 tháng đầu năm",
        "xếp loại cán bộ hằng năm.",
        "đưa vào Kế hoạch phát triển kinh tế - xã hội hằng năm của huyện",
        "danh mục đầu tư công trung hạn, hằng năm được giao",
        "ban hành quy trình cập nhật định kỳ.",
        "Kế hoạch cải cách hành chính hàng năm của xã",
        "kết quả phòng, chống tham nhũng hằng năm của thị xã",
        "thực hiện theo lộ trình, theo tiến độ",
        "đạt trên 83% hộ dân",
        "Chỉ đạo kịp thời, trong thời gian tới",
        "tổ chức ít nhất 02 cuộc đối thoại với doanh nghiệp",
        "kết quả năm 2022: đạt chỉ tiêu",
        "mức lương tháng 7/2023 của cán bộ",
        "nâng cao các chỉ số còn thấp (năm 2022)",
        "phát sóng 2 kỳ/tháng",
        "chiến dịch Mỗi tuần 10 phút diệt lăng quăng",
        "thay người bị phản ánh từ 02 lần trở lên trong năm.",
        "tái diễn quá 02 lần trong quý",
        "số hóa Giấy chứng nhận cấp trước năm 2020",
        "chậm tiến độ từ năm 2018",
        "cho vay mới ít nhất 9.000 lao động mỗi năm",
        "trong ngày hội đại đoàn kết",
        "gián đoạn không quá 04 giờ mỗi tháng",
        "hoàn thành 03/09 tiêu chí còn lại",
        "xây dựng bệnh viện mới quy mô 500 giường",
        "tư vấn trước khi kết hôn, trước khi trình",
        "xem xét việc đấu nối trước khi cấp phép",
        "lập chốt trước cổng chợ vào khung giờ 6 giờ - 8 giờ",
        "Luật này có hiệu lực kể từ ngày 01/7/2024",
        "hội thi kéo dài trong 05 ngày.",
        "niêm yết danh sách tại xã trong 15 ngày.",
        "phấn đấu mỗi năm tăng 3.000 người",
        "nhắc nhở trong giờ chào cờ hằng tuần",
        "khi có vướng mắc, các đơn vị phản ánh",
        "Ngày 05/7/2024 UBND tỉnh ban hành Kế hoạch",
        "tuần lễ văn hóa, tháng hành động",
        "phát trên loa xã 03 buổi/tuần",
        "trực cân xe 24/24 giờ",
        "chỉ đạo các xã thường xuyên kiểm tra bến bãi",
        "Rà soát vị trí phải định kỳ chuyển đổi",
        "nêu trong các báo cáo định kỳ của phòng",
        "chi trả trợ cấp hằng tháng cho người có công",
        "quyết định mức trợ cấp, phụ cấp hằng tháng, hằng năm cho thân nhân",
        "đình kỳ họp khi có dịch",
        "kiểm kê trong thời hạn 03 ngày đầu của tháng",
        "tuyên truyền qua các chiến dịch hằng năm của tỉnh",
        "xây dựng Đề án phát triển du lịch, dịch vụ biển đến năm 2030;",
        "học tập gương Ngày hội và 3/4 số hộ",
        "đến hết năm học",
        "tham quan làng nghề mỗi năm học ít nhất 01 lần",
        "mỗi năm có 02 sản phẩm đạt chuẩn",
        "hỗ trợ 2.000 lượt phụ nữ mỗi năm.",
        "hoàn thành ít nhất 45% chỉ tiêu cả năm",
        "cam kết Năm 2021 có 12 hộ được vay",
        "thôn có 03 cuộc thi, họp 02 lần/ngày",
        "thành lập theo ý kiến ngày 12/3/2023 tại Quyết định của tỉnh",
        "hội nghị đã họp ngày 05/7/2023 tại xã",
    ] {
        assert_eq!(read(text, TimeContext::Text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_school_year_goes_on_in_the_next_spring() {
    let years = PlanYears { own: Some(2025), several: false, first: None, season: true, issued: None, brief: false };
    let said = |text: &str| {
        let found = with_tracer(text, |tracer| times(&passage(text), TimeContext::Field, years, tracer).0).remove(0);
        [found.start, found.end].map(Option::unwrap_or_default)
    };
    assert_eq!(said("Trước ngày 10/10"), ["", "2025-10-10"]);
    assert_eq!(said("Trước ngày 20/5"), ["", "2026-05-20"]);
    assert_eq!(said("Từ tháng 9 đến tháng 11"), ["2025-09-01", "2025-11-30"]);
    assert_eq!(said("Từ tháng 9 đến tháng 3"), ["2025-09-01", "2026-03-31"]);
    assert_eq!(said("Từ ngày 05/9 đến ngày 20/5"), ["2025-09-05", "2026-05-20"]);
    assert_eq!(said("Tháng 3"), ["2026-03-01", "2026-03-31"]);
}

#[test]
fn data_periods_are_no_deadlines() {
    let text = "Báo cáo (thời gian chốt số liệu tính từ ngày 01/01/2024 đến ngày 30/6/2024);";
    let (deadlines, periods) = with_tracer(text, |tracer| {
        times(
            &passage(text),
            TimeContext::Text,
            PlanYears { own: Some(2024), several: false, first: None, season: false, issued: None, brief: false },
            tracer,
        )
    });
    assert!(deadlines.is_empty());
    assert_eq!((periods[0].start.as_deref(), periods[0].end.as_deref()), (Some("2024-01-01"), Some("2024-06-30")));
}
