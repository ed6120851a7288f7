//! Throughput of each stage and of the whole walk, peak memory, and start-up time.
//!
//! Runs over the fixtures, and over real plans where `../shared` stands beside the project. Prints a table; a page is 400
//! syllables. Each figure is the best of several rounds on one core, so that other work on the machine disturbs least.
//! `cargo bench --bench stages -- growth` shows only how segmentation and extraction grow with a document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use kehoach::extract::extract;
use kehoach::model::Model;
use kehoach::pipeline::Pipeline;
use kehoach::read::{Limits, Source};
use kehoach::restore::Worker;
use kehoach::segment::segment;
use kehoach::write::{self, Layout};

const ROUNDS: usize = 5;
const PAGE: f64 = 400.0;

struct Corpus {
    name: &'static str,
    documents: Vec<(String, Vec<u8>)>,
}

fn main() {
    let started = Instant::now();
    let model = Model::embedded().expect("the embedded model opens");
    let opened = started.elapsed();
    let pipeline = Pipeline::new(model);
    println!("start-up: model {:.1} ms, machine {:.1} ms", ms(opened), ms(started.elapsed() - opened));
    growth(&pipeline);
    if std::env::args().any(|argument| argument == "growth") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = files(&root.join("fixtures/plans"), "1-source.txt");
    let damage =
        |slug: &str| fixtures.iter().filter(|path| path.to_string_lossy().contains(slug)).cloned().collect::<Vec<_>>();
    let mut corpora = vec![
        corpus("fixtures", &fixtures),
        corpus("without marks", &damage("unaccented")),
        corpus("read by OCR", &damage("province-ocr")),
    ];
    if let Some(shared) =
        root.parent().map(|parent| parent.join("shared")).filter(|shared| shared.join("plans").is_dir())
    {
        corpora.push(corpus("real plans", &files(&shared.join("plans"), ".txt")));
        corpora.push(corpus("real scan (OCR)", &files(&shared.join("seeds"), "001_822597c4ca3c407c.txt")));
        corpora.push(stripped("real plans, marks stripped", &files(&shared.join("plans"), ".txt")));
    }
    println!("\n| text | stage | documents/s | pages/s | syllables/s | MB/s |\n|---|---|---|---|---|---|");
    for corpus in &corpora {
        measure(corpus, &pipeline);
    }
    if let Some(peak) = peak_memory() {
        println!("\npeak memory: {:.0} MB", peak as f64 / 1e6);
    }
}

fn measure(corpus: &Corpus, pipeline: &Pipeline) {
    let mut worker = Worker::default();
    let sources: Vec<Source> = corpus
        .documents
        .iter()
        .map(|(name, bytes)| Source::from_bytes(name, bytes, Limits::default()).expect("reads"))
        .collect();
    let restored: Vec<_> =
        sources.iter().map(|source| pipeline.restorer().restore_with(&source.text, &mut worker)).collect();
    let outlines: Vec<_> = restored.iter().map(|restored| segment(&restored.text)).collect();
    let words: usize = restored.iter().map(|restored| restored.words).sum();
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let row = |stage: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let rate = |amount: f64| amount / seconds;
        println!(
            "| {} | {stage} | {:.0} | {:.0} | {:.0} | {:.1} |",
            corpus.name,
            rate(sources.len() as f64),
            rate(words as f64 / PAGE),
            rate(words as f64),
            rate(bytes as f64 / 1e6)
        );
    };
    row(
        "read",
        best(|| {
            for (name, bytes) in &corpus.documents {
                drop(Source::from_bytes(name, bytes, Limits::default()));
            }
        }),
    );
    row(
        "restore, first time",
        best(|| sources.iter().for_each(|source| drop(pipeline.restorer().restore(&source.text)))),
    );
    row(
        "restore, used worker",
        best(|| sources.iter().for_each(|source| drop(pipeline.restorer().restore_with(&source.text, &mut worker)))),
    );
    row("segment", best(|| restored.iter().for_each(|restored| drop(segment(&restored.text)))));
    row(
        "extract",
        best(|| sources.iter().zip(&restored).zip(&outlines).for_each(|((s, r), o)| drop(extract(s, r, o)))),
    );
    row(
        "segment and extract",
        best(|| {
            for (source, restored) in sources.iter().zip(&restored) {
                drop(extract(source, restored, &segment(&restored.text)));
            }
        }),
    );
    row(
        "whole walk",
        best(|| {
            for (name, bytes) in &corpus.documents {
                let source = Source::from_bytes(name, bytes, Limits::default()).expect("reads");
                if let Ok(document) = pipeline.run(source, &mut worker) {
                    drop(write::plan(&document, Layout::Line));
                }
            }
        }),
    );
}

/// Segmentation and extraction of one document of 10 to 10,000 items: the rate stays where the cost is linear.
fn growth(pipeline: &Pipeline) {
    println!("\n| items | bytes | segment, ms | extract, ms | both, MB/s |\n|---|---|---|---|---|");
    for items in [10, 100, 1_000, 10_000] {
        let text = plan_of(items);
        let source = Source::from_bytes("growth.txt", text.as_bytes(), Limits::default()).expect("reads");
        let restored = pipeline.restorer().restore(&source.text);
        let outline = segment(&restored.text);
        let segmenting = best(|| drop(segment(&restored.text)));
        let extracting = best(|| drop(extract(&source, &restored, &outline)));
        let rate = text.len() as f64 / 1e6 / (segmenting + extracting).as_secs_f64();
        println!("| {items} | {} | {:.2} | {:.2} | {rate:.1} |", text.len(), ms(segmenting), ms(extracting));
    }
}

/// A plan with so many items, ten to a heading, with owners, dates and references as real ones have them.
fn plan_of(items: usize) -> String {
    let mut text = String::from(
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n-------\nSố: 15/KH-UBND\nSông Lam, ngày 12 tháng 02 năm 2025\n\nKẾ HOẠCH\nCHUYỂN ĐỔI SỐ NĂM 2025\n\n\
         Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:\n\nI. NỘI DUNG THỰC HIỆN\n",
    );
    let leaves = [
        "Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các xã, phường rà soát, hoàn thiện hạ tầng số dùng chung, báo cáo Ủy ban nhân dân tỉnh trước ngày 30/9/2025.",
        "Tuyên truyền, phổ biến kiến thức về an toàn thông tin đến cán bộ, công chức, viên chức và người dân trên địa bàn; nâng cao nhận thức của người đứng đầu về vai trò của dữ liệu.",
        "Ủy ban nhân dân cấp xã bố trí công chức theo dõi, tổng hợp kết quả, định kỳ hằng quý gửi báo cáo về Văn phòng Ủy ban nhân dân tỉnh theo Kế hoạch số 08/KH-UBND ngày 10/01/2025.",
        "Phấn đấu 100% hồ sơ công việc tại các cơ quan được xử lý trên môi trường mạng, trừ hồ sơ mật; ít nhất 80% người dân hài lòng.",
    ];
    for item in 0..items {
        if item % 10 == 0 {
            text.push_str(&format!("{}. Nhóm nhiệm vụ về hạ tầng và dữ liệu\n", item / 10 + 1));
        }
        text.push_str(&format!("- {}\n", leaves[item % leaves.len()]));
    }
    text.push_str("\nTrên đây là Kế hoạch chuyển đổi số năm 2025./.\n\nNơi nhận:\n- Các sở;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n");
    text
}

fn best(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..ROUNDS).map(round).min().expect("some rounds")
}

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

fn corpus(name: &'static str, paths: &[PathBuf]) -> Corpus {
    let documents =
        paths.iter().map(|path| (path.to_string_lossy().into_owned(), std::fs::read(path).expect("reads"))).collect();
    Corpus { name, documents }
}

fn stripped(name: &'static str, paths: &[PathBuf]) -> Corpus {
    let mut corpus = corpus(name, paths);
    for (_, bytes) in &mut corpus.documents {
        *bytes = String::from_utf8_lossy(bytes).chars().map(kehoach::syllable::bare).collect::<String>().into_bytes();
    }
    corpus
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory that the process had, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
