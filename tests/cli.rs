use crate::root;
use assert_cmd::Command;
use std::path::Path;

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli/*.toml");
}

fn kehoach() -> Command {
    Command::cargo_bin("kehoach").expect("is built")
}

fn rows(output: &[u8]) -> Vec<serde_json::Value> {
    String::from_utf8_lossy(output).lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

#[test]
fn thread_counts_and_repeats_give_the_same_bytes() {
    let run = |threads: &str| {
        kehoach()
            .args(["extract", "--threads", threads])
            .arg(root().join("fixtures/plans"))
            .output()
            .expect("runs")
            .stdout
    };
    let first = run("1");
    assert_eq!(first, run("4"));
    assert_eq!(first, run("1"));
}

#[test]
fn bad_files_get_rows_and_the_run_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("is written");
    put("1-empty.txt", b"");
    put("2-binary.txt", b"\x00\x01\x02\xff");
    put("3-latin.txt", b"K\xea ho\xe1ch");
    put("4-scan.pdf", b"%PDF-1.7\n");
    put("5-letter.txt", "Kính gửi anh chị, tuần sau họp lúc tám giờ.\n".as_bytes());
    put("6-long.txt", &b"a".repeat(3 << 20));
    let good = std::fs::read(root().join("fixtures/plans/province-clean-2024/1-source.txt")).expect("is there");
    put("7-plan.txt", &good);
    let output = kehoach().arg("extract").arg(folder.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
    let rows = rows(&output.stdout);
    let codes: Vec<&str> = rows.iter().map(|row| row["error"]["code"].as_str().unwrap_or("plan")).collect();
    assert_eq!(codes, ["empty", "not_text", "not_text", "damaged", "not_a_plan", "line_too_long", "plan"]);
    let summary = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(summary.contains("1/7"), "{summary}");
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("huge.txt");
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len(200 << 20).expect("200 MB of nothing");
    let output = kehoach().arg("extract").arg(&path).output().expect("runs");
    assert_eq!(rows(&output.stdout)[0]["error"]["code"], "too_large");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_output_file_appears_only_when_complete() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("plans.ndjson");
    let plan = root().join("fixtures/plans/province-clean-2024/1-source.txt");
    let done = kehoach().args(["extract", "-o"]).arg(&out).arg(&plan).output().expect("runs");
    assert_eq!(done.status.code(), Some(0));
    assert!(done.stdout.is_empty());
    assert_eq!(rows(&std::fs::read(&out).expect("is there")).len(), 1);
    let nowhere = folder.path().join("missing").join("plans.ndjson");
    let failed = kehoach().args(["extract", "-o"]).arg(&nowhere).arg(&plan).output().expect("runs");
    assert_eq!(failed.status.code(), Some(2));
    assert!(!nowhere.exists());
}

#[test]
fn a_broken_model_is_refused_with_advice() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = std::fs::read(root().join("corpus/kehoach.model")).expect("is there");
    let path = folder.path().join("cut.model");
    for (bytes, word) in [(&model[..model.len() / 2], "copy it again"), (&b"something else"[..], "kehoach train")] {
        std::fs::write(&path, bytes).expect("is written");
        let output =
            kehoach().args(["restore", "--model"]).arg(&path).arg("-").write_stdin("Ke hoach").output().expect("runs");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(word));
    }
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let text =
        "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị.\nỦy ban nhân dân xã ban hành Kế hoạch.\n".repeat(30);
    std::fs::write(folder.path().join("text.txt"), text).expect("is written");
    std::fs::write(folder.path().join("ocr.tsv"), "printed\tocr\tcount\tp\nđ\td\t82\t0.98\n").expect("is written");
    let train = |name: &str| {
        let out = folder.path().join(name);
        let done = kehoach()
            .current_dir(folder.path())
            .args(["train", "--text", "text.txt=2", "--confusions", "ocr.tsv", "-o"])
            .arg(&out)
            .output()
            .expect("runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        std::fs::read(out).expect("is there")
    };
    let model = train("a.model");
    assert_eq!(model, train("b.model"));
    let restored = kehoach()
        .args(["restore", "--model"])
        .arg(folder.path().join("a.model"))
        .arg("-")
        .write_stdin("Giao Phong Noi vu chu tri, phoi hop voi cac don vi.")
        .output()
        .expect("runs");
    assert_eq!(String::from_utf8_lossy(&restored.stdout), "Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị.");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_gets_a_row() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let locked = folder.path().join("locked.txt");
    std::fs::write(&locked, "x").expect("is written");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("is set");
    if std::fs::read(&locked).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let output = kehoach().arg("extract").arg(folder.path()).output().expect("runs");
    assert_eq!(rows(&output.stdout)[0]["error"]["code"], "unreadable");
}

#[test]
fn a_missing_file_gets_a_row_that_names_it() {
    let output = kehoach().args(["extract", "no-such-plan.txt"]).output().expect("runs");
    let row = &rows(&output.stdout)[0];
    assert_eq!(
        (row["error"]["code"].as_str(), row["source"]["path"].as_str()),
        (Some("unreadable"), Some("no-such-plan.txt"))
    );
    assert!(Path::new("no-such-plan.txt").metadata().is_err());
}

#[test]
fn compare_takes_documents_and_rows_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = |slug: &str| root().join("fixtures/plans").join(slug).join("1-source.txt");
    let (parent, child) = (plan("district-parent-dengue"), plan("commune-unaccented"));
    let rows_file = folder.path().join("children.ndjson");
    let extracted = kehoach().arg("extract").arg(&child).arg("-o").arg(&rows_file).output().expect("runs");
    assert!(extracted.status.success());
    let compare = |child: &Path| kehoach().arg("compare").arg(&parent).arg(child).output().expect("runs");
    let (of_document, of_rows) = (compare(&child), compare(&rows_file));
    assert_eq!(of_document.status.code(), Some(0));
    assert_eq!(of_document.stdout, of_rows.stdout);
    let row = &rows(&of_document.stdout)[0];
    assert_eq!((&row["schema"], &row["relation"]), (&"kehoach.comparison/1".into(), &"carries_out".into()));
}

#[test]
fn compare_finds_parents_among_the_plans_themselves() {
    let output = kehoach().arg("compare").arg(root().join("fixtures/plans")).output().expect("runs");
    assert_eq!(output.status.code(), Some(0));
    let rows = rows(&output.stdout);
    let sources: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| {
            (row["left"]["source"].as_str().unwrap_or_default(), row["right"]["source"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(
        sources[0].0.contains("district-parent-dengue") && sources[0].1.contains("commune-unaccented"),
        "{sources:?}"
    );
}

#[test]
fn other_views_are_one_object() {
    let plans = root().join("fixtures/plans");
    for (view, schema) in
        [("--matrix", "kehoach.matrix/1"), ("--chain", "kehoach.chain/1"), ("--all", "kehoach.copies/1")]
    {
        let output = kehoach().arg("compare").arg(&plans).arg(view).output().expect("runs");
        let rows = rows(&output.stdout);
        assert_eq!((rows.len(), rows[0]["schema"].as_str()), (1, Some(schema)));
    }
}

#[cfg(feature = "report")]
#[test]
fn report_writes_all_its_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let output = kehoach()
        .arg("report")
        .arg(root().join("fixtures/plans"))
        .arg("-o")
        .arg(at("r.html"))
        .arg("--xlsx")
        .arg(at("r.xlsx"))
        .arg("--csv")
        .arg(at("tables"))
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for name in
        ["r.html", "r.xlsx", "tables/overview.csv", "tables/tasks.csv", "tables/differences.csv", "tables/findings.csv"]
    {
        assert!(at(name).metadata().is_ok_and(|file| file.len() > 100), "{name}");
    }
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let plans = folder.path().join("plans");
    std::fs::create_dir(&plans).expect("a folder");
    let text =
        std::fs::read_to_string(root().join("fixtures/plans/commune-unaccented/1-source.txt")).expect("is there");
    for number in 0..300 {
        let copy = text.replace("62/KH-UBND", &format!("{number}/KH-UBND"));
        std::fs::write(plans.join(format!("{number:03}.txt")), copy).expect("is written");
    }
    std::fs::write(plans.join("empty.txt"), "").expect("is written");
    let undisturbed = kehoach().arg("extract").arg(&plans).output().expect("runs").stdout;
    let program = assert_cmd::cargo::cargo_bin("kehoach");
    let run = folder.path().join("run");
    let ledger = || std::fs::read_to_string(run.join("ledger.ndjson")).unwrap_or_default().lines().count();
    let mut killed = 0;
    for pause in [60, 90, 120, 75, 105] {
        let mut child = std::process::Command::new(&program)
            .arg("extract")
            .arg(&plans)
            .arg("--run")
            .arg(&run)
            .args(["--threads", "1"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("starts");
        std::thread::sleep(std::time::Duration::from_millis(pause));
        killed += usize::from(child.try_wait().expect("is asked").is_none());
        child.kill().expect("is killed");
        child.wait().expect("ends");
    }
    assert!(killed > 0 && ledger() < 301, "killed {killed} times, {} done", ledger());
    let last = kehoach().arg("extract").arg(&plans).arg("--run").arg(&run).output().expect("runs");
    assert_eq!(last.status.code(), Some(1));
    assert_eq!(std::fs::read(run.join("output.ndjson")).expect("is there"), undisturbed);
    assert_eq!(ledger(), 301, "one line for each document");
    // What is done is passed over; known failures too, unless they are to be tried again.
    let again = |arguments: &[&str]| {
        kehoach().arg("extract").arg(&plans).arg("--run").arg(&run).args(arguments).output().expect("runs");
        ledger()
    };
    assert_eq!((again(&[]), again(&["--retry", "empty"])), (301, 302));
    assert_eq!(std::fs::read(run.join("output.ndjson")).expect("is there"), undisturbed);
}

#[cfg(feature = "formats")]
#[test]
fn doctor_names_every_program() {
    let output = kehoach().arg("doctor").output().expect("runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(["tesseract", "pdftoppm", "pdftotext", "soffice"].iter().all(|name| said.contains(name)), "{said}");
}
