//! Words that the stages share: verbs that open directives, nouns that name agencies and posts.
//!
//! In: a folded text and an offset. Out: whether such a word stands there, and how long it is. Marks count: "tổ chức" and
//! "tờ trình" differ in nothing else. The lists are closed and gathered by hand from many plans; a word that both names and
//! directs ("tổ chức") is taken for a verb, unless "các" stands before it.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Folded;

/// Verbs that open directives in plans.
const VERBS: &str = concat!(
    "in|kiểm phiếu|đồng hành|ra (?:thông báo|văn bản)|dùng (?:loa|ngân sách|nguồn|vốn)|hòa giải (?:ngay|các|những|kịp thời)|trông (?:giữ|coi)|ra mắt|giữ nếp|báo nhanh|đặt|kéo|nhập|rà lại|dẫn đạc|trang trí|chỉnh trang|chở|sàng lọc|phúc tra|đón tiếp|trực cấp cứu|ra lệnh|tiếp dân|phòng, chống|phòng chống|phòng ngừa|phòng cháy|tổng điều tra|soạn|đăng tải|đăng (?:tin|bài|kết quả|công khai|phát)|tặng|dành|treo|mời|đối chiếu|trả kết quả|ra quân|",
    "trực ban|súc rửa|dọn|vận chuyển|trao|mở lớp|nộp|đóng góp|chi trả|rút kinh nghiệm|thu hồi|xét duyệt|bình xét|lấy mẫu|tu sửa|giải phóng|chuẩn hóa|",
    "nhanh chóng|ra quyết định|phân khai|nhận xét|hậu kiểm|phát (?:trên|tin|thanh|sóng|bản tin)|áp dụng|ban hành|báo cáo|bảo đảm|biên soạn|biểu dương|bổ sung|bố trí|bồi dưỡng|cải thiện|cải tiến|căn cứ|",
    "cập nhật|chấn chỉnh|chỉ đạo|chịu trách nhiệm|chủ động|chủ trì|chú trọng|chuẩn bị|chuyển|công bố|công khai|",
    "cụ thể hóa|cung cấp|củng cố|đánh giá|đào tạo|đảm bảo|đăng ký|đầu tư|đẩy mạnh|đề nghị|đề xuất|điều tra|",
    "điều phối|định hướng|định kỳ|đưa|duy trì|đổi mới|đôn đốc|gắn|giải quyết|giám sát|giới thiệu|giúp|hằng năm|",
    "hàng năm|hoàn thành|hoàn thiện|hỗ trợ|hướng dẫn|huy động|in ấn|họp|khắc phục|khảo sát|khai thác|khen thưởng|",
    "khuyến khích|kiểm soát|kiểm tra|kiến nghị|kiện toàn|kịp thời|làm đầu mối|là cơ quan|là đơn vị|là bộ phận|lập|",
    "lấy|lắp đặt|lồng ghép|lựa chọn|mở rộng|nâng cao|nghiên cứu|nhân rộng|niêm yết|phân bổ|phân công|phân tích|",
    "phát động|phát huy|phát triển|phê duyệt|phổ biến|phối hợp|quản lý|quán triệt|quy hoạch|rà soát|sắp xếp|số hóa|",
    "sơ kết|sử dụng|sửa chữa|tăng cường|tạo điều kiện|tập huấn|tập trung|thẩm định|tham gia|tham mưu|tham vấn|",
    "thành lập|thanh tra|theo dõi|thí điểm|thiết lập|thông báo|thống kê|thu hút|thu thập|thực hiện|thường xuyên|",
    "tích cực|tiếp cận|tiếp nhận|tiếp tục|tiến hành|tìm hiểu|tổ chức|tổng hợp|tổng kết|trang bị|triển khai|trình|",
    "truyền thông|tư vấn|tuyên truyền|ứng dụng|ưu tiên|vận động|vận hành|xác định|xây dựng|xem xét|xử lý|",
    "trên cơ sở|tiêu hủy|trực tiếp|rút ngắn|đơn giản hóa|quan tâm|phấn đấu|giao|lấy ý kiến|phân loại|mua sắm|",
    "sửa đổi|tiết kiệm|đối thoại|khơi thông|tạo sự|bám sát|nêu cao|ngăn chặn|phòng ngừa|cắt giảm|khuyến cáo|chọn|",
    "cho (?:mượn|thuê|vay)|cấp phát|điều chuyển|kích hoạt|cử|bàn giao|thay thế|nắm bắt|nắm chắc|nắm|phát hiện|ghi nhận|tôn vinh|tháo gỡ|",
    "hiệu chỉnh|giữ vững|dự báo|nhắc nhở|thực thi|tự|hình thành|lưu trữ|chăm sóc|bảo vệ|trồng|nạo vét|vệ sinh|phun|",
    "tiêm phòng|diệt|thu gom|cam kết|ký kết|thúc đẩy|khơi dậy|cải tạo|nâng cấp|duy tu|lan tỏa|gửi|nộp|lập dự toán|",
    "cân đối|tính toán|đề ra|phản hồi|phản ánh|đối soát|xúc tiến|kết nối|chia sẻ|tích hợp|giảm|tăng|chống|bảo trì|",
    "đẩy nhanh|đấu tranh|kết hợp|tuần tra|truy quét|xử phạt|cấm|chỉ huy|hiệp đồng|dự trữ|cung ứng|ký hợp đồng|ký cam kết|ký|ghi|biên tập|giao ban|tiếp công dân|điều hành|thu dung|làm tốt|kêu gọi|tranh thủ|thẩm tra|thi đua|",
    "trả lời|thanh toán|xác nhận|bảo quản|tuân thủ|điều chỉnh|chấp hành|xác minh|kê khai|giải trình|bảo mật|lưu giữ|khai báo|ngăn ngừa|làm rõ|giải thích|",
    "động viên|giữ gìn|quyết toán|giải ngân|tiếp thu|khôi phục|hoàn chỉnh|hoàn tất|tạm dừng|chỉ định|kiểm kê|di chuyển|góp ý|chỉnh sửa|chỉnh lý|triệu tập|loại bỏ|xóa bỏ|xóa|",
    "tạo lập|tạo việc làm|cảnh báo|giải đáp|gia hạn|tôn trọng|hưởng ứng|quảng bá|ủy quyền|nhận diện|phê phán|rèn luyện|hủy bỏ|bãi bỏ|cấp phép|phát hành|nghiệm thu|dự thảo|đảm nhiệm|đảm trách|",
    "báo ngay|báo tin|báo về|báo cho|đảm nhận|tạo thuận lợi|đọc|chia|dự|tham dự|cứu|cứu hộ|cứu trợ|dự trữ|trực (?:24|tại|gác|dịch|chỉ huy|sẵn sàng)|nâng|lau|lau rửa|thu phiếu|thu phí|nhận (?:giúp|đỡ đầu|chăm sóc|theo dõi)|dự trù|tích trữ|quản trị|phụ trách|chấm điểm|yêu cầu|thỏa thuận|tháo dỡ|thay|đỡ đầu|phát lệnh|sơ tán|di dời|đi cơ sở|đấu nối|phủ sóng|phát sóng|thả|huấn luyện|điều tiết|quan trắc|tập hợp|lắp|gộp|rút mẫu|nhắc lại|giải tỏa|dự kiến|đi cùng|",
    "mở (?:\\d+|chuyên|đợt|hội nghị|tài khoản|điểm|chiến dịch)|thăm hỏi|thăm|chấp thuận|tuyển chọn|tuyển dụng|bổ nhiệm|suy tôn|vinh danh|tuyên dương|dâng hương|trưng bày|khai giảng|khai mạc|cắm mốc|cắm biển|quét dọn|phát quang|",
    "cắt tỉa|tịch thu|cưỡng chế|canh gác|kiểm đếm|đo đạc|chăm lo|phân luồng|sao lưu|chạy thử|gia cố|khoanh vùng|khử khuẩn|khử trùng|tiêu độc|tổng duyệt|luyện tập|",
    "trích xuất|thử nghiệm|khám (?:sàng lọc|sức khỏe|xong|cho|tuyển)|ứng trực|nghe|nhập liệu|gieo trồng|gieo cấy|thu hoạch|sưu tầm|tu bổ|tôn tạo|cấp (?:và|giấy|mã|thẻ|bổ sung|mới|đổi|cây|thuốc|vắc xin|chứng thư|tài khoản)",
);

/// "báo UBND xã": somebody is told, which is a verb; no "báo" (a newspaper) is meant.
const REPORTS: &str =
    "báo (?:ủy ban|ubnd|công an|chủ tịch|trưởng thôn|hạt kiểm lâm|đồn biên phòng|cơ quan|chính quyền)";

/// Offices named by what they do: the name goes on with what is a verb elsewhere.
const OFFICES: &str = concat!(
    r"(?:phó )?trưởng ban (?:chỉ huy|chỉ đạo|tổ chức)|cơ sở nuôi dưỡng, điều dưỡng người có công|quý (?:cơ quan|đơn vị|bộ|sở|ban|phòng|ngân hàng|doanh nghiệp)|tổ chức (?:chính trị|pháp chế|công đoàn|tín dụng|hành nghề)|văn phòng đăng ký(?: đất đai| quyền sử dụng đất)?|chi nhánh văn phòng đăng ký đất đai|văn phòng điều phối|",
    r"hội đồng (?:quản trị|quản lý|thẩm định|tư vấn|kiểm tra|xử lý|đánh giá|giám sát|tuyển dụng|tuyển chọn|phối hợp|giải quyết|xác định|xét duyệt|tiêu hủy|nghiệm thu|bồi thường)|",
    r"ban tự quản|ban (?:kiểm soát|quản trị|quản lý|tổ chức|điều hành|giám sát|thanh tra|tiếp công dân|vận động|cứu trợ|biên tập|bảo vệ|chấp hành|giải phóng mặt bằng)|",
    r"tổ (?:thẩm định|xác minh|kiểm tra|giám sát|rà soát|tuyên truyền|tư vấn)|đoàn (?:kiểm tra,? giám sát|kiểm tra|giám sát|thanh tra|đánh giá|điều tra|thẩm định|khảo sát)|",
    r"tổ công tác tháo gỡ khó khăn, vướng mắc|đội (?:điều tra|quản lý (?:thị trường|trật tự|đô thị)|kiểm soát|phòng cháy|tuyên truyền|xây dựng phong trào)|",
    r"trung tâm (?:tư vấn pháp luật|hỗ trợ (?:phát triển|khởi nghiệp|nông dân|thanh niên|doanh nghiệp)|quản lý|nghiên cứu|kiểm soát|đổi mới|đăng ký|mua sắm|huấn luyện|giám sát|điều hành|phát triển|xúc tiến|lưu trữ|quan trắc|chuyển giao|đào tạo|bồi dưỡng|bảo trợ|chăm sóc|tích hợp)|",
    r"cơ quan (?:quản lý|điều tra|đăng ký (?:kinh doanh|đất đai|đầu tư|hộ tịch)|thực hiện chức năng|tiến hành tố tụng|chuyên môn về (?:xây dựng|y tế|lao động|đất đai|môi trường))|",
    r"lực lượng (?:bảo vệ|quản lý|tuần tra|kiểm soát)|bộ phận (?:tiếp nhận và trả kết quả|tiếp nhận|lưu trữ|tham mưu)|",
    r"quỹ (?:phát triển đất|bảo vệ môi trường|bảo vệ và phát triển rừng|đầu tư phát triển|phòng, chống thiên tai|khen thưởng)|",
    r"phòng cảnh sát (?:phòng cháy,? (?:và )?chữa cháy(?:,? (?:và )?cứu nạn,? (?:và )?cứu hộ)?|phòng, chống tội phạm|điều tra tội phạm về (?:ma túy|trật tự xã hội|kinh tế|tham nhũng)|quản lý hành chính)|đơn vị (?:sử dụng (?:lao động|ngân sách)|quản lý vận hành|mua sắm tập trung)|viện (?:quy hoạch|nghiên cứu)|trạm (?:trung chuyển|thu phí|quan trắc|bảo vệ rừng|bảo vệ thực vật|quản lý)|",
    r"vụ:|vụ, (?:cục|viện|ban|đơn vị)|vụ (?:có liên quan|liên quan|chức năng|kế hoạch|pháp chế|tổ chức|hợp tác quốc tế|khoa học|tài chính|ngân sách|thi đua|công nghiệp|thị trường|xuất nhập khẩu|chính sách|thương mại|giáo dục|địa phương|công chức|hành chính sự nghiệp|quy hoạch|dân tộc|tín dụng|kiểm sát|cải cách hành chính|gia đình|đào tạo|bảo hiểm|kinh tế|năng lượng|vận tải|kết cấu hạ tầng)|chi cục (?:quản lý|phát triển|bảo vệ|giám định)|cục (?:quản lý|dự trữ|bảo vệ thực vật|thống kê)|công đoàn (?:cấp trên cơ sở|cơ sở)|",
);

/// Nouns of agencies, posts and groups, longer forms first.
const AGENCIES: &str = concat!(
    r"ủy ban mặt trận tổ quốc|ủy ban nhân dân|ủy ban|ubmttq(?:vn)?|ubmt|ubnd|hội đồng nhân dân|hđnd|hội đồng|",
    r"mặt trận tổ quốc|mặt trận|mttq(?:vn)?|ban chỉ đạo|ban chỉ huy|ban tuyên giáo|ban dân vận|ban thường vụ|ban công tác mặt trận|ban nhân dân|",
    r"ban, ngành|ban ngành|ban giám hiệu|ban giám đốc|bộ phận một cửa|bộ phận|bộ chỉ huy|bộ tư lệnh|bộ đội|bộ|tổ giúp việc|tổ công tác|tổ công nghệ số|tổ dân phố|",
    r"tổ trưởng|tổ bảo vệ|tổ|đoàn thanh niên|đoàn thể|đoàn liên ngành|đoàn đại biểu|tổ đại biểu|đại biểu (?:hđnd|hội đồng nhân dân|quốc hội)|đoàn|đội|",
    r"cơ quan thường trực|cơ quan chủ quản|cơ quan|đơn vị|địa phương|doanh nghiệp|hợp tác xã|sở|",
    r"phòng|ban|công an|quân sự|chỉ huy trưởng|bch|văn phòng|vp|trung tâm|chi cục|cục|viện|trường|nhà trường|",
    r"trưởng ban điều hành|hội đồng thi đua|chủ thể|chủ nuôi|chủ vật nuôi|chủ hồ|chủ đập|chủ hộ|chủ chợ|chủ (?:bến|bãi|cửa hàng|trang trại|lò|vựa|mỏ|nhà hàng|khách sạn)|chủ công trình|chủ phương tiện|chủ tàu|chủ nhà trọ|xã đội|",
    r"tư pháp ?[-–] ?hộ tịch|tài chính ?[-–] ?kế toán|hội liên hiệp|hội nông dân|hội cựu chiến binh|hội|liên minh|liên hiệp|liên đoàn|hiệp hội|tỉnh đoàn|huyện đoàn|",
    r"bảo vệ dân phố|trung đoàn|sư đoàn|lữ đoàn|tiểu đoàn|đại đội|xã đoàn|quận đoàn|thành đoàn|tổng liên đoàn|tư lệnh|trung ương (?:đoàn|hội)|báo và phát thanh|báo|đài|trạm|công chức|cán bộ|viên chức|chi nhánh|quỹ|",
    r"thanh tra (?:sở|tỉnh|thành phố|huyện|thị xã|quận|bộ|chính phủ|nhà nước)|thanh tra|kho bạc|ngân hàng|bảo hiểm xã hội|bhxh|tòa án|viện kiểm sát|công đoàn|lãnh đạo|thôn|ấp|khóm|khu phố|khu dân cư|khu \d+|khối|",
    r"xóm|bql|trưởng thôn|trưởng ấp|trưởng tiểu khu|trưởng ban|trưởng phòng|trưởng khu phố|chánh văn phòng|chánh thanh tra|chủ tịch|phó chủ tịch|bí thư|",
    r"ngành|thường trực|thủ trưởng|tổng giám đốc|giám đốc|(?:vụ|cục|chi cục) trưởng|tổng công ty|tổng cục|tập đoàn|chỉ huy|đảng ủy|tỉnh ủy|huyện ủy|thành ủy|cấp ủy|người đứng đầu|",
    r"chủ đầu tư|chủ rừng|chủ cơ sở|chủ doanh nghiệp|chủ chương trình|chủ dự án|hộ gia đình|hộ dân|hộ chăn nuôi|hộ kinh doanh|trang trại|nhân dân|người dân|các cấp|",
    r"lực lượng|quân đội|cấp xã|cấp huyện|cấp tỉnh|",
    r"cấp thành phố|cựu chiến binh|phụ nữ|nông dân|cbcc\w*|cc|(?:phó )?hiệu trưởng|gvcn|cơ sở|nhóm|thành viên|bưu điện|bệnh viện|",
    r"thư viện|giáo viên|chuyên viên|thư ký (?:đoàn|hội nghị)|đồn biên phòng|đồn|điện lực|xí nghiệp|công ty|bưu cục|chi đoàn|chi hội|chi bộ|thị đoàn|hạt kiểm lâm|cảnh sát|dân quân|kiểm lâm|kiểm ngư|hạt quản lý|hạt|trạm trưởng|phó trưởng đoàn|trưởng đoàn|trưởng (?:các |\d+ )?(?:công an|trạm|thôn|ấp|khu phố|khu dân cư|khu|xóm|bản|tổ dân phố|buôn|khóm|làng|phòng|đơn vị|đoàn)|cổng thông tin điện tử|nhà văn hóa|câu lạc bộ|già làng|người có uy tín|tiểu ban|ban bầu cử|",
    r"nhân viên|cộng tác viên|kế toán|chủ quản|đồng chí|đ/c|cảng vụ|(?:thuế|thống kê) (?:tỉnh|thành phố|cơ sở|khu vực)|",
    r"bảo tàng|nhà hát|dòng họ|trại (?:tạm giam|giam)|người phát hiện|tdp|vùng (?:\d+ )?(?:cảnh sát biển|hải quân)|hải đội|hải đoàn|",
    "thông tấn xã|vườn quốc gia|đại sứ quán|lãnh sự quán|quân khu|kiểm toán nhà nước|thống đốc|đại học|viễn thông|agribank|vietinbank|vietcombank|bidv|phân hiệu|thi hành án dân sự|học viện|chính quyền|hệ thống truyền thanh|hệ thống loa|hải quan|biên phòng|quản lý thị trường|viettel|vnpt|mobifone|vinaphone",
);

static VERB: LazyLock<Option<Regex>> = LazyLock::new(|| whole_words(&[VERBS, "|", REPORTS].concat()));
static AGENCY: LazyLock<Option<Regex>> = LazyLock::new(|| whole_words(&[OFFICES, AGENCIES].concat()));
/// Words that only begin like such a noun.
static NO_AGENCY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = concat!(
        "báo cáo|báo chí|báo động|ban đầu|ban đêm|ban hành|đoàn kết|đội ngũ|đội hình|hội nghị|hội thảo|hội thi|hội diễn|hội nhập|hội chợ|hội trường|",
        "trường hợp|viện trợ|viện phí|quỹ (?:đất|nhà)|bộ máy|bộ phận cấu thành|sở hữu|sở tại|sở thích|cục bộ|khối (?:lượng|chưa|đã|tài liệu|hồ sơ)|trạm dừng|phòng bệnh|",
        "phòng học|phòng họp|phòng hộ|phòng thủ|phòng (?:sụt|sạt|lũ|bão|tránh|trừ|gian lận|rủi ro|tham nhũng|tội phạm|đuối|tai nạn|bạo lực|mặn|hạn|rét|nắng|nóng|dịch|thiên tai|ngập|cháy|hỏa hoạn)|cơ sở dữ liệu|cơ sở hạ tầng|cơ sở vật chất|cơ sở pháp lý|cơ sở khoa học|ngành nghề|ngành hàng|doanh nghiệp số|thường trực công tác|nhóm nhiệm vụ|nhóm giải pháp|thường trực (?:chữa cháy|sẵn sàng|chiến đấu|24)"
    );
    whole_words(&[words, "|", REPORTS].concat())
});
/// Nouns that only begin like such a verb.
static NO_VERB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(
        "thay mặt|giao (?:thông|dịch|tiếp|hữu|thương|thoa)|lập (?:pháp|trường)|tự (?:nhiên|do|hào)|dự (?:án|toán|kiến)|đọc sách|tăng trưởng|giảm nghèo",
    )
});
static UNIT: LazyLock<Option<Regex>> =
    LazyLock::new(|| whole_words("xã|phường|huyện|quận|thị trấn|tỉnh|hợp tác xã|htx"));
static QUANTIFIER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:các|những|toàn thể|tất cả|từng|mỗi|một số) )+(?:đồng chí |đ/c |ông \(bà\) |ông, bà )?|^(?:đồng chí|đ/c) ")
        .ok()
});

/// Length of the directive verb at an offset.
pub fn verb_at(folded: &Folded, at: usize) -> Option<usize> {
    words_at(&VERB, folded, at).filter(|_| words_at(&NO_VERB, folded, at).is_none())
}

/// Length of "các", "những", "toàn thể" at an offset, with its space; 0 where there is none.
pub fn quantifier_at(folded: &Folded, at: usize) -> usize {
    length(&QUANTIFIER, folded, at).unwrap_or(0)
}

/// Length of the quantifier and noun of an agency at an offset. A word that is also a verb needs the quantifier.
pub fn agency_at(folded: &Folded, at: usize) -> Option<usize> {
    let noun = agency_noun_at(folded, at)?;
    let is_verb = quantifier_at(folded, at) == 0 && verb_at(folded, at).is_some_and(|verb| verb >= noun);
    (!is_verb).then_some(noun)
}

/// The same where no verb can stand.
pub fn agency_noun_at(folded: &Folded, at: usize) -> Option<usize> {
    let quantifier = quantifier_at(folded, at);
    // "Các xã, phường báo cáo …": units that act; "xã" alone is a place.
    let named = words_at(&AGENCY, folded, at + quantifier);
    let units = || words_at(&UNIT, folded, at + quantifier).filter(|_| quantifier > 0);
    let Some(noun) = named.or_else(units) else {
        // "đồng chí Nguyễn Văn A": a person, who has no noun of a post before the name.
        return words_at(&AGENCY, folded, at).filter(|_| quantifier > 0);
    };
    words_at(&NO_AGENCY, folded, at + quantifier).is_none().then_some(quantifier + noun)
}

/// A pattern for a list of words at an offset, for [`words_at`]. The end of a word is a character of its own and not
/// `\b`: beside letters with marks that leaves the regex automaton for a search many times slower.
pub fn whole_words(list: &str) -> Option<Regex> {
    Regex::new(&format!(r"^(?:{list})(?:[^\p{{L}}\p{{N}}_]|$)")).ok()
}

/// Length in characters of the words of a list that stand at an offset, and end there.
pub fn words_at(pattern: &LazyLock<Option<Regex>>, folded: &Folded, at: usize) -> Option<usize> {
    let found = pattern.as_ref()?.find(folded.marked_from(at))?.as_str();
    let words = found.strip_suffix(|c: char| !c.is_alphanumeric()).unwrap_or(found);
    Some(words.chars().count())
}

/// Length in characters of what a pattern finds at an offset.
pub fn length(pattern: &LazyLock<Option<Regex>>, folded: &Folded, at: usize) -> Option<usize> {
    pattern.as_ref()?.find(folded.marked_from(at)).map(|found| found.as_str().chars().count())
}

/// Whether a text opens with the verb of a directive.
pub fn starts_with_verb(text: &str) -> bool {
    verb_at(&head(text), 0).is_some()
}

/// Whether a text opens with the noun of an agency or post, with or without "các".
pub fn starts_with_agency(text: &str) -> bool {
    agency_at(&head(text), 0).is_some()
}

/// The first letters of a text: the words of the lists are short.
fn head(text: &str) -> Folded {
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    Folded::new(&text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_verbs_and_agencies_at_the_start() {
        for text in [
            "Chủ trì, phối hợp",
            "Xây dựng kế hoạch",
            "tăng cường kiểm tra",
            "Tổ chức hội nghị",
            "Báo cáo UBND",
            "phòng, chống tham nhũng",
        ] {
            assert!(starts_with_verb(text) && !starts_with_agency(text), "{text}");
        }
        for text in [
            "Sở Nội vụ",
            "các đơn vị liên quan",
            "Công an xã",
            "UBND cấp xã",
            "Các đồng chí công chức",
            "các tổ chức chính trị",
            "UỶ BAN NHÂN DÂN",
        ] {
            assert!(starts_with_agency(text) && !starts_with_verb(text), "{text}");
        }
    }

    #[test]
    fn leaves_other_words() {
        for text in ["Nội dung tuyên truyền", "Mục đích", "Kinh phí", "Bánh mì", "Sổ tay", "Tờ trình", "đối với"]
        {
            assert!(!starts_with_verb(text), "{text}");
            assert!(!starts_with_agency(text), "{text}");
        }
    }
}
