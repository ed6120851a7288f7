//! Accuracy of restoring: text without marks, a real scan, right text left alone; how far each tier keeps its promise.
//!
//! Runs over the clean fixtures, and over real plans where `../shared` stands beside the project; prints a table. No plan here
//! was in the training text. Beside each figure stands that of a plain baseline: the commonest word of each skeleton.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kehoach::model::Model;
use kehoach::restore::edit::Tier;
use kehoach::restore::{Restorer, Worker};
use kehoach::syllable::{ToneStyle, bare, place_tone, skeleton};
use kehoach::token::{TokenKind, tokens};

/// The clean fixtures.
const FIXTURES: [&str; 5] = [
    "commune-after-2025",
    "district-field-lines-2023",
    "province-clean-2024",
    "ward-task-table",
    "district-parent-dengue",
];

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn share(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let restorer = Restorer::new(Model::embedded().expect("the embedded model opens"));
    println!("| text | what | restored | commonest word |\n|---|---|---|---|");
    let fixtures: Vec<PathBuf> =
        FIXTURES.iter().map(|slug| root.join(format!("fixtures/plans/{slug}/1-source.txt"))).collect();
    let mut tiers = BTreeMap::new();
    unaccented("clean fixtures, marks stripped", &read(&fixtures), &restorer, &mut tiers);
    let shared = root.parent().map(|parent| parent.join("shared")).filter(|shared| shared.join("plans").is_dir());
    if let Some(shared) = &shared {
        let seeds = files(&shared.join("seeds"));
        let clean: Vec<PathBuf> = files(&shared.join("plans"))
            .into_iter()
            .chain(seeds.iter().filter(|path| !path.to_string_lossy().contains("/001_")).cloned())
            .collect();
        unaccented("real plans, marks stripped", &read(&clean), &restorer, &mut tiers);
        left_alone(&read(&clean), &restorer);
        let scan = seeds.iter().find(|path| path.to_string_lossy().contains("001_"));
        let truth = std::fs::read_to_string(shared.join("gold/001.transcript.lines-1-167.txt"));
        if let (Some(scan), Ok(truth)) = (scan, truth) {
            scanned(&std::fs::read_to_string(scan).expect("is there"), &truth, &restorer);
        }
    } else {
        println!("no ../shared beside the project: real plans are left out");
    }
    println!("\n| tier | edits of text without marks | right |\n|---|---|---|");
    for (tier, tally) in &tiers {
        println!("| {tier:?} | {} | {:.3} % |", tally.all, 100.0 * tally.share());
    }
}

/// Syllables right after the marks were stripped and put back.
fn unaccented(name: &str, texts: &[String], restorer: &Restorer, tiers: &mut BTreeMap<Tier, Tally>) {
    let (mut restored, mut plain) = (Tally::default(), Tally::default());
    let model = Model::embedded().expect("the embedded model opens");
    let mut worker = Worker::default();
    for text in texts {
        let text: String = text.chars().filter(|c| !matches!(c, '*' | '#')).collect();
        let stripped: String = text.chars().map(bare).collect();
        let found = restorer.restore_with(&stripped, &mut worker);
        for (wanted, have) in words(&text).zip(words(&found.text)) {
            restored.add(same(wanted, have));
            let readings = model.vocabulary.readings(&skeleton(wanted));
            let best = readings.iter().max_by(|&&a, &&b| model.ngrams.unigram(a).total_cmp(&model.ngrams.unigram(b)));
            plain.add(same(wanted, best.map_or(have, |&word| model.vocabulary.word(word))));
        }
        // Stripping keeps the number of letters, so the n-th letter of one text is the n-th of the other.
        let wanted: Vec<char> = text.chars().collect();
        for edit in &found.edits {
            let first = stripped[..edit.source.start].chars().count();
            let length = stripped[edit.source.start..edit.source.end].chars().count();
            let wanted: String = wanted[first..first + length].iter().collect();
            let have = &found.text[edit.restored.start..edit.restored.end];
            tiers.entry(edit.tier).or_default().add(same(&wanted, have));
        }
    }
    println!(
        "| {name} | syllables right of {} | {:.3} % | {:.3} % |",
        restored.all,
        100.0 * restored.share(),
        100.0 * plain.share()
    );
}

/// Words of right text that were changed.
fn left_alone(texts: &[String], restorer: &Restorer) {
    let (mut changed, mut all) = (0, 0);
    for text in texts {
        let restored = restorer.restore(text);
        changed += restored.edits.len();
        all += words(text).count();
    }
    println!("| right plans | words changed of {all} | {changed} | – |");
}

/// Word and letter error rates of a scan that a Latin OCR has read, against its transcript.
fn scanned(source: &str, truth: &str, restorer: &Restorer) {
    let restored = restorer.restore(source).text;
    let (mut letters, mut letters_wrong, mut all, mut wrong, mut before) = (0, 0, 0, 0, 0);
    // Line 2 is doubtful in the transcript.
    for (number, ((truth, line), raw)) in truth.lines().zip(restored.lines()).zip(source.lines()).enumerate() {
        if number == 1 {
            continue;
        }
        let cut = |line: &str| words(line).map(str::to_owned).collect::<Vec<_>>();
        let wanted = cut(truth);
        all += wanted.len();
        wrong += strsim::generic_levenshtein(&wanted, &cut(line));
        before += strsim::generic_levenshtein(&wanted, &cut(raw));
        letters += truth.chars().count();
        letters_wrong += strsim::levenshtein(truth.trim(), line.trim());
    }
    println!(
        "| a real scan, Latin OCR | words wrong of {all} | {:.2} % | {:.1} % as read |",
        100.0 * wrong as f64 / all as f64,
        100.0 * before as f64 / all as f64
    );
    println!("| the same | letters wrong of {letters} | {:.2} % | – |", 100.0 * letters_wrong as f64 / letters as f64);
}

/// The words of a text, without numbers and signs.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| tokens(line).filter(|token| token.kind == TokenKind::Word).map(|token| &line[token.range]))
}

/// Whether two words are one, whatever their case and the place of the tone.
fn same(a: &str, b: &str) -> bool {
    a == b || place_tone(a, ToneStyle::Official) == place_tone(b, ToneStyle::Official)
}

fn read(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| std::fs::read_to_string(path).expect("is readable")).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.is_file()).collect()
}
