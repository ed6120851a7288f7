//! A generator of plans with known kinship: parents, children with known edits, plans that are nobody's.
//!
//! Everything is made from the word lists below by a seeded generator, so a run can be repeated. Used by tests (found edits
//! against known ones) and by `benches/compare.rs` (scale).

#![allow(unreachable_pub, reason = "included by a bench, where nothing is reachable")]

use kehoach::plan::{
    Deadline, DeadlineKind, Header, HeaderPlaces, Issuer, Level, Name, OwnerSource, Place, Plan, Reference, Section,
    SectionKind, Task, Text, Years,
};
use kehoach::record::Record;

const VERBS: &[&str] = &[
    "Rà soát",
    "Thống kê",
    "Xây dựng",
    "Tổ chức",
    "Hướng dẫn",
    "Kiểm tra",
    "Đôn đốc",
    "Tuyên truyền",
    "Cập nhật",
    "Công khai",
    "Niêm yết",
    "Tập huấn",
    "Vận động",
    "Hỗ trợ",
    "Sửa chữa",
    "Nạo vét",
    "Trồng mới",
    "Thu gom",
    "Lắp đặt",
    "Bố trí",
    "Phân công",
    "Đánh giá",
    "Khảo sát",
    "Bồi dưỡng",
    "Số hóa",
    "Kiện toàn",
    "Thẩm định",
    "Nghiệm thu",
    "Theo dõi",
    "Khen thưởng",
];
const OBJECTS: &[&str] = &[
    "hệ thống kênh mương nội đồng",
    "đường giao thông liên thôn",
    "hồ sơ hộ nghèo và cận nghèo",
    "danh mục thủ tục hành chính",
    "trang thiết bị của bộ phận một cửa",
    "nhà văn hóa và sân thể thao",
    "chợ dân sinh",
    "nghĩa trang liệt sĩ",
    "các điểm tập kết rác thải",
    "tủ sách pháp luật",
    "mạng lưới y tế thôn bản",
    "đội dân phòng và lực lượng chữa cháy",
    "mô hình trồng rau an toàn",
    "vườn ươm cây giống",
    "đàn gia súc, gia cầm",
    "ao hồ nuôi thủy sản",
    "công trình nước sạch tập trung",
    "lưới điện hạ thế",
    "phòng học bộ môn",
    "thư viện trường học",
    "đội văn nghệ quần chúng",
    "câu lạc bộ đọc sách",
    "lớp xóa mù chữ",
    "tổ công nghệ số cộng đồng",
    "hộp thư góp ý",
    "cổng thông tin điện tử",
    "phần mềm quản lý văn bản",
    "sổ theo dõi tiếp công dân",
    "quy chế dân chủ",
    "hương ước, quy ước",
    "bản đồ địa chính",
    "giấy chứng nhận quyền sử dụng đất",
    "quỹ phòng chống thiên tai",
    "kho vật tư dự phòng",
    "phương án sơ tán dân",
    "hồ chứa nước thượng nguồn",
    "rừng phòng hộ ven biển",
    "bãi đỗ xe công cộng",
    "biển báo giao thông",
    "hệ thống loa truyền thanh",
    "sản phẩm nông nghiệp đặc trưng",
    "hợp tác xã dịch vụ",
    "làng nghề truyền thống",
    "điểm du lịch cộng đồng",
    "người cao tuổi neo đơn",
    "trẻ em có hoàn cảnh đặc biệt",
    "người khuyết tật nặng",
    "thanh niên lập nghiệp",
    "hội thi tay nghề",
    "giải bóng chuyền",
    "ngày hội đại đoàn kết",
    "tuần lễ học tập suốt đời",
    "chi trả trợ cấp không dùng tiền mặt",
    "đấu giá quyền khai thác quỹ đất công",
    "quyết toán các công trình hoàn thành",
    "kê khai tài sản, thu nhập",
    "cam kết an toàn thực phẩm",
    "phân loại nợ thuế",
    "xác minh đơn thư tồn đọng",
    "khám sức khỏe nghĩa vụ",
];
const WAYS: &[&str] = &[
    "theo hướng tinh gọn, dễ thực hiện",
    "gắn với trách nhiệm của người đứng đầu",
    "bằng nguồn xã hội hóa là chính",
    "có sự giám sát của ban thanh tra nhân dân",
    "trên nền tảng số dùng chung",
    "tại nơi sinh sống của người dân",
    "ưu tiên vùng sâu, vùng xa",
    "không làm phát sinh biên chế",
    "với sự tham gia của các chi hội",
    "theo mẫu thống nhất",
    "lồng ghép trong các buổi sinh hoạt cộng đồng",
    "kết hợp kiểm tra thực tế tại cơ sở",
    "dưới hình thức cầm tay chỉ việc",
    "qua tin nhắn và mạng xã hội",
    "vào ngày nghỉ cuối tuần",
    "có hình ảnh trước và sau khi làm",
    "theo thứ tự ưu tiên đã thông qua",
    "tránh trùng lặp với chương trình khác",
    "bảo đảm vệ sinh và an toàn lao động",
    "có phương án dự phòng khi mưa bão",
];
const AIMS: &[&str] = &[
    "nhằm nâng cao mức sống của hộ khó khăn",
    "để rút ngắn thời gian chờ đợi",
    "góp phần giữ gìn cảnh quan",
    "phục vụ sản xuất vụ mùa",
    "nhằm giảm khiếu nại vượt cấp",
    "để phòng ngừa tai nạn đuối nước",
    "góp phần tăng thu ngân sách",
    "phục vụ công tác thi đua",
    "nhằm bảo vệ nguồn nước ngầm",
    "để người dân dễ tra cứu",
    "góp phần giữ nghề cha ông",
    "phục vụ chuyển đổi cây trồng",
    "nhằm hạn chế đốt rơm rạ",
    "để trẻ em được đến trường",
    "góp phần giảm tội phạm vặt",
    "phục vụ quy hoạch dân cư",
];
/// A word or phrase and one that may stand for it.
const SYNONYMS: &[(&str, &str)] = &[
    ("nhằm", "với mục đích"),
    ("để", "qua đó"),
    ("góp phần", "từng bước giúp"),
    ("phục vụ", "đáp ứng yêu cầu"),
    ("Rà soát", "Rà soát, phân loại"),
    ("Tổ chức", "Chủ động tổ chức"),
    ("Kiểm tra", "Thường kỳ kiểm tra"),
    ("Xây dựng", "Nghiên cứu xây dựng"),
    ("Vận động", "Tích cực vận động"),
    ("người dân", "bà con"),
    ("công trình", "các công trình"),
    ("theo", "đúng theo"),
    ("bảo đảm", "luôn bảo đảm"),
];
const PROVINCE_OWNERS: &[&str] =
    &["Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Xây dựng", "Sở Tư pháp", "Sở Giáo dục và Đào tạo", "Công an tỉnh"];
const COMMUNE_OWNERS: &[&str] =
    &["Văn phòng - Thống kê", "Công chức Địa chính", "Trạm Y tế", "Công an xã", "Hội Nông dân", "Đoàn Thanh niên"];
const FIRST: &[&str] = &[
    "Tân", "Phú", "An", "Bình", "Long", "Hòa", "Thanh", "Vĩnh", "Xuân", "Đông", "Hải", "Minh", "Quang", "Sơn", "Trung",
    "Yên",
];
const SECOND: &[&str] = &[
    "Lập",
    "Mỹ",
    "Khê",
    "Giang",
    "Thành",
    "Hưng",
    "Lộc",
    "Thịnh",
    "Phong",
    "Tiến",
    "Đức",
    "Châu",
    "Lâm",
    "Thượng",
    "Trạch",
    "Ninh",
];

/// What was done to a task of the parent on its way into the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Taken over; names and years of the locality apart.
    Same,
    /// Other words.
    Reworded,
    /// Another owner or deadline or target.
    Changed,
    /// Left out.
    Dropped,
}

/// A child with what is known of it: for each task of the parent its fate, and the path it has in the child.
pub struct Child {
    /// The plan.
    pub record: Record,
    /// By task of the parent.
    pub fates: Vec<(Fate, Option<String>)>,
    /// Paths of tasks of its own.
    pub own: Vec<String>,
}

/// A seeded generator.
pub struct Families {
    random: fastrand::Rng,
    line: usize,
}

impl Families {
    /// The generator with this seed.
    pub fn new(seed: u64) -> Families {
        Families { random: fastrand::Rng::with_seed(seed), line: 20 }
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.random.usize(..list.len())]
    }

    fn place(&mut self) -> Place {
        self.line += 1;
        Place { lines: [self.line, self.line], span: [0, 0] }
    }

    fn sentence(&mut self) -> String {
        let (verb, object, way, aim) = (self.one(VERBS), self.one(OBJECTS), self.one(WAYS), self.one(AIMS));
        let (also, second, further) = (self.one(VERBS).to_lowercase(), self.one(OBJECTS), self.one(WAYS));
        match self.random.u8(..3) {
            0 => format!("{verb} {object} trên địa bàn tỉnh {way}, {aim}. Đồng thời {also} {second} {further}."),
            1 => format!("{verb} {object}, {also} {second} {way} {aim}; báo cáo kết quả theo quy định."),
            _ => format!("{verb} {object} {way}. Thực hiện đồng bộ với việc {also} {second} {further}, {aim}."),
        }
    }

    fn task(&mut self, path: String, owners: &[&str]) -> Task {
        let place = self.place();
        let mut text = self.sentence();
        let mut deadlines = Vec::new();
        if self.random.u8(..3) == 0 {
            let (day, month) = (self.random.u8(1..=28), self.random.u8(2..=12));
            text = format!("{text} Hoàn thành trước ngày {day}/{month}/2024.");
            deadlines.push(due(format!("2024-{month:02}-{day:02}"), place));
        }
        let mut targets = Vec::new();
        if self.random.u8(..4) == 0 {
            let target = format!("đạt trên {}% số hộ tham gia", self.random.u8(50..90));
            text = format!("{text} Phấn đấu {target}.");
            targets.push(Text { text: target, place });
        }
        let owned = self.random.u8(..2) == 0;
        let owner = Name { name: self.one(owners).to_owned(), place };
        Task {
            path,
            text,
            place,
            owners: owned.then_some(owner).into_iter().collect(),
            owner_source: owned.then_some(OwnerSource::Explicit),
            owner_vague: false,
            coordinators: Vec::new(),
            reports_to: None,
            via: None,
            deadlines,
            data_period: Vec::new(),
            targets,
            details: None,
            products: Vec::new(),
            references: Vec::new(),
        }
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.one(FIRST), self.one(SECOND))
    }

    /// A province's plan.
    pub fn parent(&mut self, number: usize) -> Record {
        self.line = 20;
        let name = self.name();
        let tasks = self.random.usize(25..55);
        let tasks = (0..tasks).map(|at| self.task(path(at), PROVINCE_OWNERS)).collect();
        let issuer = format!("Ủy ban nhân dân tỉnh {name}");
        record(
            format!("parent-{number}.txt"),
            issuer,
            Level::Province,
            Some(format!("{}/KH-UBND", number + 1)),
            "2023-12-20",
            None,
            tasks,
        )
    }

    /// A commune's plan that carries out a parent's.
    pub fn child(&mut self, parent: &Record, number: usize) -> Child {
        self.line = 20;
        let name = self.name();
        let mut tasks: Vec<Task> = Vec::new();
        let (mut fates, mut own) = (Vec::new(), Vec::new());
        for task in &parent.plan.tasks {
            let at = tasks.len();
            let fate = match self.random.u8(..10) {
                0..=3 => Fate::Same,
                4..=6 => Fate::Reworded,
                7 => Fate::Changed,
                _ => Fate::Dropped,
            };
            let taken = self.edited(task, fate, &name, path(at));
            fates.push((
                if taken.is_some() { fate } else { Fate::Dropped },
                taken.as_ref().map(|task| task.path.clone()),
            ));
            tasks.extend(taken);
            if self.random.u8(..5) == 0 {
                let added = self.task(path(tasks.len()), COMMUNE_OWNERS);
                own.push(added.path.clone());
                tasks.push(added);
            }
        }
        let parent_number = parent.plan.header.number.clone();
        let issuer = format!("Ủy ban nhân dân xã {name}");
        let cited = Reference {
            number: parent_number,
            date: parent.plan.header.date.clone(),
            issuer: parent.plan.header.issuer.as_ref().map(|issuer| issuer.name.clone()),
            doc_type: Some("kế hoạch".into()),
            place: self.place(),
        };
        let record =
            record(format!("child-{number}.txt"), issuer, Level::Commune, None, "2024-01-05", Some(cited), tasks);
        Child { record, fates, own }
    }

    fn edited(&mut self, task: &Task, fate: Fate, name: &str, path: String) -> Option<Task> {
        let mut edited = Task { path, place: self.place(), ..task.clone() };
        edited.text = edited.text.replace("trên địa bàn tỉnh", &format!("trên địa bàn xã {name}"));
        match fate {
            Fate::Dropped => return None,
            Fate::Same => {}
            Fate::Reworded => {
                let fits: Vec<_> = SYNONYMS.iter().filter(|(from, _)| edited.text.contains(from)).collect();
                for (from, to) in fits.into_iter().take(2) {
                    edited.text = edited.text.replacen(from, to, 1);
                }
                let more = self.one(WAYS);
                edited.text = format!("{}, {more}.", edited.text.trim_end_matches('.'));
            }
            Fate::Changed => {
                if let Some(target) = edited.targets.first_mut() {
                    let raised = "đạt trên 95% số hộ tham gia".to_owned();
                    edited.text = edited.text.replace(&target.text, &raised);
                    target.text = raised;
                } else if let Some(deadline) = edited.deadlines.first_mut() {
                    *deadline = due("2024-12-30".into(), deadline.place);
                } else {
                    edited.owners = vec![Name { name: self.one(COMMUNE_OWNERS).to_owned(), place: edited.place }];
                    edited.owner_source = Some(OwnerSource::Explicit);
                }
            }
        }
        Some(edited)
    }
}

fn path(at: usize) -> String {
    format!("II/{}/{}", at / 9 + 1, at % 9 + 1)
}

fn due(date: String, place: Place) -> Deadline {
    Deadline {
        text: date.clone(),
        kind: DeadlineKind::By,
        start: None,
        end: Some(date),
        recurrence: None,
        offset: None,
        year_inferred: false,
        place,
    }
}

fn record(
    path: String,
    issuer: String,
    level: Level,
    number: Option<String>,
    date: &str,
    parent: Option<Reference>,
    tasks: Vec<Task>,
) -> Record {
    let place = Place { lines: [1, 1], span: [0, 0] };
    let content = Section {
        label: "II".into(),
        path: "II".into(),
        heading: Some("NỘI DUNG".into()),
        text: None,
        kind: Some(SectionKind::Content),
        place,
        children: Vec::new(),
    };
    let header = Header {
        doc_type: "kế hoạch".into(),
        number,
        symbol: Some("KH-UBND".into()),
        issuer: Some(Issuer { name: issuer, level: Some(level), place }),
        place: None,
        date: Some(date.into()),
        title: Some(Text { text: "Phát triển địa phương năm 2024".into(), place }),
        years: Years { start: Some(2024), end: Some(2024) },
        legal_basis: Vec::new(),
        supersedes: Vec::new(),
        recipients: Vec::new(),
        signatory: None,
        parent,
        places: HeaderPlaces::default(),
        claims: Vec::new(),
    };
    let plan = Plan { header, sections: vec![content], tasks, findings: Vec::new() };
    Record { sha256: path.clone(), path, plan }
}
