use crate::families::Families;
use calamine::{Data, Reader, Xlsx};
use headless_chrome::types::PrintToPdfOptions;
use headless_chrome::{Browser, LaunchOptions, Tab};
use kehoach::compare::chain::chain;
use kehoach::compare::{Comparison, compare, prepare};
use kehoach::record::Record;
use kehoach::write::report::{Contents, report};
use kehoach::write::tables::tables;
use kehoach::write::words::Language;
use kehoach::write::workbook::workbook;
use std::ffi::OsStr;
use std::path::Path;

/// A parent, four children, and what became of its tasks.
fn family() -> (Vec<Record>, Vec<Comparison>) {
    let mut families = Families::new(5);
    let parent = families.parent(0);
    let children: Vec<Record> = (0..4).map(|number| families.child(&parent, number).record).collect();
    let mut records = vec![parent];
    records.extend(children);
    records[1].plan.tasks[0].text.push_str(" <script>alert(1)</script> & \"quoted\"");
    let (subjects, rarity) = prepare(records.clone());
    let comparisons = subjects[1..].iter().map(|child| compare(&subjects[0], child, &rarity)).collect();
    (records, comparisons)
}

fn html(language: Language) -> String {
    let (records, comparisons) = family();
    let plans: Vec<&Record> = records.iter().collect();
    let failures = [("broken.txt".to_owned(), "the file is empty".to_owned())];
    let contents = Contents { comparisons: &comparisons, plans: &plans, chain: &chain(&records), failures: &failures };
    report(&contents, language).expect("renders")
}

#[test]
fn the_report_is_self_contained_and_escaped() {
    let page = html(Language::Vietnamese);
    assert_eq!(page, html(Language::Vietnamese));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<link"));
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"));
    assert!(page.contains("lang=\"vi\"") && page.contains("Ma trận nhiệm vụ") && page.contains("broken.txt"));
    let english = html(Language::English);
    assert!(
        english.contains("lang=\"en\"") && english.contains("Matrix of tasks") && !english.contains("Ma trận nhiệm vụ")
    );
}

#[test]
fn the_workbook_opens_with_dates_numbers_and_filters() {
    let (records, comparisons) = family();
    let children: Vec<&Record> = records[1..].iter().collect();
    let tables = tables(&comparisons, &children, Language::Vietnamese);
    let bytes = workbook(&tables).expect("is made");
    assert_eq!(bytes, workbook(&tables).expect("is made"));
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("opens");
    assert_eq!(book.sheet_names(), ["Tổng quan", "Nhiệm vụ", "Khác biệt", "Phát hiện"]);
    for table in &tables {
        let sheet = book.worksheet_range(table.title).expect("is a sheet");
        assert_eq!(sheet.height(), table.rows.len() + 1, "{}", table.title);
    }
    let overview = book.worksheet_range("Tổng quan").expect("is a sheet");
    assert!(
        matches!(overview.get((1, 2)), Some(Data::DateTime(date)) if date.is_datetime()),
        "{:?}",
        overview.get((1, 2))
    );
    assert!(matches!(overview.get((1, 5)), Some(Data::Float(_))));
}

/// Debian's browser, where it is installed.
fn browser() -> Option<Browser> {
    let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(Path::new);
    let Some(path) = path.into_iter().find(|path| path.exists()) else {
        eprintln!("skipped: no chromium here, so the report was not opened in a browser");
        return None;
    };
    let quiet = [
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    let options = LaunchOptions::default_builder()
        .path(Some(path.to_owned()))
        .sandbox(false)
        .args(quiet.map(OsStr::new).to_vec())
        .window_size(Some((1300, 1000)))
        .build()
        .expect("options");
    Some(Browser::new(options).expect("starts"))
}

fn number(tab: &Tab, script: &str) -> i64 {
    tab.evaluate(script, false).expect("evaluates").value.and_then(|value| value.as_i64()).expect("a number")
}

#[test]
fn the_report_works_in_a_browser() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html");
    std::fs::write(&path, html(Language::Vietnamese)).expect("is written");
    let tab = browser.new_tab().expect("a tab");
    tab.navigate_to("about:blank").expect("opens");
    // Errors of the script are gathered before it runs: each page load starts with this.
    let gather = "window.__errors = []; addEventListener('error', e => __errors.push(e.message)); const old = console.error; console.error = (...a) => { __errors.push(a.join(' ')); old(...a); };";
    tab.call_method(headless_chrome::protocol::cdp::Page::AddScriptToEvaluateOnNewDocument {
        source: gather.to_owned(),
        world_name: None,
        include_command_line_api: None,
        run_immediately: None,
    })
    .expect("is added");
    tab.navigate_to(&format!("file://{}", path.display())).expect("opens").wait_until_navigated().expect("loads");

    let cells = number(&tab, "document.querySelectorAll('td.cell').length");
    let (_, comparisons) = family();
    let tasks = comparisons[0].summary.left_tasks as i64;
    assert_eq!(cells, tasks * 4, "the matrix has a cell for each task and locality");

    let shown = "[...document.querySelectorAll('table.matrix tbody tr')].filter(r => !r.hidden).length";
    assert_eq!(number(&tab, shown), tasks);
    let filter = |id: &str, value: &str| {
        let script = format!(
            "const f = document.getElementById('{id}'); f.value = '{value}'; f.dispatchEvent(new Event('input', {{bubbles: true}})); 1"
        );
        number(&tab, &format!("(() => {{ {script}; return 1; }})()"));
    };
    filter("filter-status", "only_left");
    let missing = number(&tab, shown);
    assert!(missing > 0 && missing < tasks, "{missing} of {tasks}");
    filter("filter-status", "");
    // Typed without marks, as many do.
    filter("filter-task", "tren dia ban tinh");
    let typed = number(&tab, shown);
    assert!(typed > 0 && typed < tasks, "{typed} of {tasks}");
    filter("filter-task", "");

    let open = "[...document.querySelectorAll('.pair')].filter(p => p.offsetParent !== null).length";
    assert_eq!(number(&tab, open), 0, "pairs are folded away at first");
    tab.wait_for_element("td.cell a").expect("a cell").click().expect("is clicked");
    tab.wait_for_element(".pair.open").expect("its pair opens");
    assert_eq!(number(&tab, open), 1);
    let marked = number(&tab, "document.querySelectorAll('.pair.open del, .pair.open ins').length");
    assert!(marked > 0, "differences are marked");
    let rows = "[...document.querySelectorAll('.pair.open tr.row')].filter(r => !r.hidden).length";
    let before = number(&tab, rows);
    number(&tab, "(() => { document.querySelector('.pair.open button.changed').click(); return 1; })()");
    assert!(number(&tab, rows) < before, "a button shows one status only");

    // Links of values lead to the task in its plan.
    number(&tab, "(() => { document.querySelector('.pair.open a.place').click(); return 1; })()");
    tab.wait_for_element("details.plan[open]").expect("the plan unfolds");

    let pdf = tab
        .print_to_pdf(Some(PrintToPdfOptions { print_background: Some(true), ..Default::default() }))
        .expect("prints");
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 20_000);
    assert_eq!(
        number(&tab, "__errors.length"),
        0,
        "{:?}",
        tab.evaluate("__errors.join()", false).expect("evaluates").value
    );
    if let Some(folder) = std::env::var_os("SCREENSHOTS") {
        let shot = |name: &str| {
            let format = headless_chrome::protocol::cdp::Page::CaptureScreenshotFormatOption::Png;
            let png = tab.capture_screenshot(format, None, None, true).expect("a picture");
            std::fs::write(Path::new(&folder).join(name), png).expect("is written");
        };
        std::fs::write(Path::new(&folder).join("report.pdf"), &pdf).expect("is written");
        shot("plan.png");
        number(&tab, "(() => { location.hash = '#pair-0'; return 1; })()");
        tab.wait_for_element("#pair-0.open").expect("opens");
        shot("pair.png");
        number(&tab, "(() => { location.hash = '#chain'; return 1; })()");
        std::thread::sleep(std::time::Duration::from_millis(300));
        shot("chain.png");
    }
}
