use crate::extract::tests::with_tracer;
use crate::plan::{Name, Task};

/// How many tasks a chapter with this heading has.
fn tasks_under(heading: &str) -> usize {
    let text = format!("KẾ HOẠCH\nNăm 2024\nI. {heading}\n1. Ban quản lý các rừng phòng hộ kiểm tra.\n2. Họp dân.");
    with_tracer(&text, |tracer| {
        crate::extract::extract(tracer.source, tracer.restored, &crate::segment::segment(&text)).tasks.len()
    })
}

#[test]
fn a_chapter_of_scope_holds_no_tasks() {
    assert_eq!(tasks_under("ĐỐI TƯỢNG, PHẠM VI VÀ PHƯƠNG PHÁP KHẢO SÁT"), 0);
    assert_eq!(tasks_under("ĐỐI TƯỢNG, NỘI DUNG KIỂM TRA"), 2, "it names work, too");
}

#[test]
fn a_field_may_point_to_another_task() {
    let text = "KẾ HOẠCH\nNăm 2024\nI. NỘI DUNG\n1. Trồng cây.\n- Cơ quan chủ trì: Sở Y tế.\n2. Tưới cây.\n- Cơ quan chủ trì: Như mục 1.\n3. Rào cây.\n- Cơ quan chủ trì: như mục 7.";
    let owners = with_tracer(text, |tracer| {
        let plan = crate::extract::extract(tracer.source, tracer.restored, &crate::segment::segment(text));
        let names = |task: Task| task.owners.into_iter().map(|name| name.name).collect::<Vec<_>>();
        plan.tasks.into_iter().map(names).collect::<Vec<_>>()
    });
    assert_eq!(owners, [vec!["Sở Y tế".to_owned()], vec!["Sở Y tế".to_owned()], vec![]]);
}

/// The tasks of a plan of 2026 with these chapters.
fn told(chapters: &str) -> Vec<Task> {
    let text = format!("KẾ HOẠCH\nCông tác năm 2026\nI. MỤC ĐÍCH\nLàm tốt.\n{chapters}");
    with_tracer(&text, |tracer| {
        crate::extract::extract(tracer.source, tracer.restored, &crate::segment::segment(&text)).tasks
    })
}

fn names(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.name.as_str()).collect()
}

#[test]
fn lists_of_agencies_beside_the_work_are_about_all_of_it() {
    let tasks = told(
        "II. NỘI DUNG\n1. Nội dung, biện pháp\na) Rà soát danh sách.\nb) Lập bản đồ.\n2. Cơ quan chủ trì, phối hợp\na) Cơ quan chủ trì\n- Công an xã; Trạm Y tế xã.\nb) Cơ quan phối hợp\n- Các thôn.\n3. Thời gian thực hiện: Quý I/2026.",
    );
    assert_eq!(tasks.len(), 2, "the lists are no tasks");
    for task in &tasks {
        assert_eq!(names(&task.owners), ["Công an xã", "Trạm Y tế xã"]);
        assert_eq!((names(&task.coordinators), task.deadlines.len()), (vec!["Các thôn"], 1));
    }
    let chapter = told(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Đơn vị chủ trì: Công an xã.\n2. Đơn vị phối hợp: Các thôn.\n3. Trạm Y tế xã\n- Trực cấp cứu.",
    );
    assert_eq!(chapter.len(), 1, "who does what other chapters say");
    let doing = "II. NỘI DUNG\n1. Phối hợp\n- Công an xã tuần tra.\n- Trạm Y tế xã tổ chức trực.\n2. Tổ chức họp dân.";
    assert_eq!(told(doing).len(), 3, "what agencies do");
}

#[test]
fn a_title_among_bullets_says_whose_they_are() {
    let owners = |items: &str| -> Vec<String> {
        let tasks = told(&format!("II. NỘI DUNG\n1. Kiểm tra rừng\n{items}"));
        tasks.iter().map(|task| names(&task.owners).join("; ")).collect()
    };
    let items = "- Nội dung giám sát của Hạt Kiểm lâm\n- Kiểm tra biển báo.\n- Cấp xã\n- Trực gác.\n- Nhiệm vụ của Trạm Y tế xã\n- Kiểm tra nước.";
    assert_eq!(owners(items)[0], "Hạt Kiểm lâm");
    assert_eq!(owners(items).last().map(String::as_str), Some("Trạm Y tế xã"));
    assert_eq!(owners("- Công an xã tuần tra đêm;\n- Kiểm tra rào."), ["Công an xã", ""], "a sentence");
}

#[test]
fn who_demands_something_has_to_see_to_it() {
    let owner = |heading: &str| {
        let tasks = told(&format!("III. TỔ CHỨC THỰC HIỆN\n1. {heading}\n- Yêu cầu các thôn kiểm tra rào ao."));
        names(&tasks[0].owners).join("; ")
    };
    assert_eq!((owner("Công an xã"), owner("Việc chung")), ("Công an xã".to_owned(), "các thôn".to_owned()));
}

#[test]
fn a_phase_says_when_what_stands_under_it_is_done() {
    let first = |heading: &str| {
        let tasks = told(&format!("II. NỘI DUNG\n1. {heading}\n- Kiểm tra biển báo.\n2. Họp dân."));
        tasks[0].deadlines.first().and_then(|time| time.start.clone())
    };
    for heading in ["Đợt 1: Từ ngày 05/02 đến ngày 20/02/2026", "Tuần lễ cao điểm (từ ngày 05/02 đến ngày 20/02/2026)"]
    {
        assert_eq!(first(heading).as_deref(), Some("2026-02-05"), "{heading}");
    }
    assert_eq!(first("Giai đoạn 2026 - 2028").as_deref(), Some("2026-01-01"));
    for heading in [
        "Mục tiêu giai đoạn 2026 - 2028",
        "Đợt 1: Ra quân",
        "Chỉnh trang đường (theo Kế hoạch số 5/KH-UBND ngày 05/02/2026)",
    ] {
        assert_eq!(first(heading), None, "{heading}");
    }
}

#[test]
fn who_handles_the_papers_has_a_task() {
    let tasks = |items: &str| told(&format!("III. PHONG TRÀO\n1. Hồ sơ, thời gian gửi\n{items}")).len();
    assert_eq!(tasks("a) Tờ trình của đơn vị.\nb) Báo cáo thành tích có xác nhận của cấp trên."), 0);
    let items = "a) Hồ sơ gồm:\n- Tờ trình kèm danh sách;\n- Báo cáo thành tích có xác nhận của cấp trên.\nb) Sở Nội vụ thẩm định, trình UBND tỉnh.";
    assert_eq!(tasks(items), 1);
}

#[test]
fn papers_of_a_file_are_no_tasks_of_their_own() {
    let count = |items: &str| told(&format!("III. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n{items}")).len();
    assert_eq!(count("- Lập hồ sơ bàn giao, bao gồm:\n+ Đơn của hộ.\n+ Biên bản.\n- Họp dân."), 2);
    assert_eq!(count("- Thực hiện các việc gồm:\n+ Kẻ vạch đường.\n+ Phát tờ rơi."), 2, "work");
}

#[test]
fn an_order_behind_the_fields_of_a_bullet_stands_beside_it() {
    let tasks = told(
        "III. TỔ CHỨC THỰC HIỆN\n1. Công an xã\nLập danh sách hộ.\nThời gian thực hiện: Quý I/2026.\nGửi giấy mời.\nThời gian thực hiện: Quý II/2026.\n- Lập chốt gác.\nThời gian thực hiện: Quý III/2026.\nTổng hợp kết quả.\nThời gian thực hiện: Quý IV/2026.\n- Họp dân.",
    );
    let told: Vec<(&str, &str, Option<&str>)> = tasks
        .iter()
        .map(|task| {
            let start = task.deadlines.first().and_then(|time| time.start.as_deref());
            (task.path.as_str(), task.text.as_str(), start)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("III/1", "Lập danh sách hộ.", Some("2026-01-01")),
            ("III/1", "Gửi giấy mời.", Some("2026-04-01")),
            ("III/1", "Tổng hợp kết quả.", Some("2026-10-01")),
            ("III/1/-1", "Lập chốt gác.", Some("2026-07-01")),
            ("III/1/-2", "Họp dân.", None),
        ]
    );
}

#[test]
fn a_chapter_whose_lead_in_orders_work_holds_tasks() {
    let owners = |lead_in: &str| -> Vec<String> {
        let tasks =
            told(&format!("IV. CẤP NƯỚC THEO VÙNG\n{lead_in}\n1. Vùng ven biển\n- Lập danh sách hộ thiếu nước."));
        tasks.iter().map(|task| names(&task.owners).join("; ")).collect()
    };
    let lead_in = "Căn cứ nguồn nước, UBND các xã trong từng vùng chủ động thực hiện các việc sau:";
    assert_eq!(owners(lead_in), ["UBND các xã trong từng vùng"]);
    assert_eq!(owners("Nguồn nước của các vùng như sau:"), Vec::<String>::new());
}

#[test]
fn whoever_a_heading_passes_work_to_does_it() {
    let tasks = told(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Lập kế hoạch.\nb) Chỉ đạo Trung tâm Kiểm soát bệnh tật tỉnh:\n- Lấy mẫu nước.\n2. UBND các xã\n- Tuần tra.\n- Riêng UBND xã Hòa An khẩn trương xử lý điểm nóng.\n3. Chế độ báo cáo: các sở, ngành báo cáo UBND tỉnh theo các kỳ:\n- Báo cáo năm: gửi trước ngày 05/12.",
    );
    let owners: Vec<Vec<&str>> = tasks.iter().map(|task| names(&task.owners)).collect();
    assert_eq!(
        owners,
        [["Sở Y tế"], ["Trung tâm Kiểm soát bệnh tật tỉnh"], ["UBND các xã"], ["UBND xã Hòa An"], ["các sở, ngành"]]
    );
}

#[test]
fn a_field_over_items_says_who_leads_whomever_the_heading_names() {
    let chapter = "II. NỘI DUNG KIỂM TRA 1.\nĐoàn kiểm tra số 1 - khối sở, ngành\nCơ quan chủ trì: Sở Tài chính.\nCơ quan phối hợp: Sở Xây dựng.\n- Kiểm tra các dự án giao thông.\n- Kiểm tra các trụ sở dôi dư.";
    let tasks = told(chapter);
    let names = |names: &[Name]| names.iter().map(|name| name.name.clone()).collect::<Vec<_>>();
    assert_eq!(tasks.len(), 2);
    for task in &tasks {
        assert_eq!(
            (names(&task.owners), names(&task.coordinators)),
            (vec!["Sở Tài chính".into()], vec!["Sở Xây dựng".into()])
        );
    }
    assert_eq!(tasks[0].path, "II/1/-1", "the number stands at the end of the chapter's line");
}
