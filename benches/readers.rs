//! Throughput of the readers, and what reading a scan costs beside plain Tesseract on the same pages.
//!
//! Runs over real files where `../shared` stands beside the project, and needs the programs that `kehoach doctor` lists for
//! PDFs and scans; what is not there is said and left out. Pages through the OCR are read on all cores, as in a run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kehoach::read::{Limits, Source, Tools};
use rayon::prelude::*;

const ROUNDS: usize = 3;
const FILES: [&str; 6] = [
    "plan-with-table.docx",
    "plan-saved-from-word.htm",
    "plan-text-layer.pdf",
    "vni-binhphuoc-qd991-2008.doc",
    "plan-broken-text-layer.pdf",
    "directive-scan.pdf",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(files) = root.parent().map(|parent| parent.join("shared/files")).filter(|files| files.is_dir()) else {
        println!("no ../shared beside the project: nothing to read");
        return;
    };
    let tools = Tools::find();
    println!("| file | pages | seconds | pages/s |\n|---|---|---|---|");
    for name in FILES {
        let bytes = std::fs::read(files.join(name)).expect("is there");
        match Source::with_tools(name, &bytes, Limits::default(), &tools) {
            Ok(source) => {
                let rounds = if name.contains("scan") || name.contains("broken") { 1 } else { ROUNDS };
                let time = best(rounds, || drop(Source::with_tools(name, &bytes, Limits::default(), &tools)));
                let pages = source.pages();
                println!("| {name} | {pages} | {:.3} | {:.1} |", time.as_secs_f64(), pages as f64 / time.as_secs_f64());
            }
            Err(error) => println!("| {name} | – | {error} | – |"),
        }
    }
    beside_tesseract(&files.join("directive-scan.pdf"), &tools);
}

/// The same pages through the reader and through plain `pdftoppm` and `tesseract`, one after the other.
fn beside_tesseract(scan: &Path, tools: &Tools) {
    let (Some(pdftoppm), Some(tesseract)) = (&tools.pdftoppm, &tools.tesseract) else {
        println!("\nTesseract or Poppler is not installed: no comparison");
        return;
    };
    let bytes = std::fs::read(scan).expect("is there");
    let pages = Source::with_tools("scan.pdf", &bytes, Limits::default(), tools).map_or(0, |source| source.pages());
    let folder = tempfile::tempdir().expect("a folder");
    let plain = || {
        (1..=pages).into_par_iter().for_each(|page| {
            let (picture, page) = (folder.path().join(format!("page-{page}")), page.to_string());
            run(Command::new(pdftoppm)
                .args(["-r", "300", "-gray", "-png", "-singlefile", "-f", &page, "-l", &page])
                .args([scan, &picture]));
            run(Command::new(tesseract)
                .env("OMP_THREAD_LIMIT", "1")
                .arg(picture.with_extension("png"))
                .args(["-", "-l", "vie", "tsv"]));
        });
    };
    let ours = || drop(Source::with_tools("scan.pdf", &bytes, Limits::default(), tools));
    // In turn, so that other work on the machine disturbs both alike.
    let pairs: Vec<(Duration, Duration)> = (0..ROUNDS).map(|_| (best(1, plain), best(1, ours))).collect();
    let least =
        |pick: fn(&(Duration, Duration)) -> Duration| pairs.iter().map(pick).min().expect("some rounds").as_secs_f64();
    let (plain, ours) = (least(|pair| pair.0), least(|pair| pair.1));
    println!(
        "\n{pages} scanned pages: plain Tesseract {:.2} pages/s, the reader {:.2} pages/s, overhead {:.1} %",
        pages as f64 / plain,
        pages as f64 / ours,
        100.0 * (ours / plain - 1.0)
    );
}

fn run(command: &mut Command) {
    let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("starts");
    assert!(ended.success(), "{command:?}");
}

fn best(rounds: usize, mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..rounds).map(round).min().expect("some rounds")
}
