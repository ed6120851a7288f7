use crate::annotated::agreement;
use crate::{PIPELINE, contract, root, walk};
use serde_json::Value;
use std::path::PathBuf;

/// The material beside the project, where it is there.
fn shared() -> Option<PathBuf> {
    let shared = root().parent()?.join("shared");
    let there = shared.join("seeds").is_dir();
    if !there {
        eprintln!("skipped: no ../shared beside the project");
    }
    there.then_some(shared)
}

fn files(folder: &str) -> Vec<PathBuf> {
    let Some(shared) = shared() else { return Vec::new() };
    let entries = std::fs::read_dir(shared.join(folder)).expect("is readable");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("is readable").path()).collect();
    files.sort();
    files
}

fn seed(number: &str) -> Option<PathBuf> {
    files("seeds")
        .into_iter()
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
}

#[test]
fn every_real_plan_keeps_the_contract() {
    for path in files("seeds").into_iter().chain(files("plans")) {
        contract::check(&walk(&path));
    }
}

#[test]
fn clean_seeds_are_left_alone() {
    for number in ["000", "002", "003", "004"] {
        let Some(path) = seed(number) else { return };
        let text = std::fs::read_to_string(path).expect("is there");
        assert_eq!(PIPELINE.restorer().restore(&text).text, text, "seed {number}");
    }
}

#[test]
fn the_scanned_seed_is_restored() {
    let (Some(shared), Some(path)) = (shared(), seed("001")) else { return };
    let restored = PIPELINE.restorer().restore(&std::fs::read_to_string(path).expect("is there")).text;
    let truth = std::fs::read_to_string(shared.join("gold/001.transcript.lines-1-167.txt")).expect("is there");
    let (mut words, mut wrong) = (0, 0);
    for (number, (truth, line)) in truth.lines().zip(restored.lines()).enumerate().filter(|(number, _)| *number != 1) {
        assert!(number < 167);
        let cut = |line: &str| {
            line.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (truth, line) = (cut(truth), cut(line));
        words += truth.len();
        wrong += strsim::generic_levenshtein(&truth, &line);
    }
    let rate = wrong as f64 / f64::from(words as u32);
    assert!(rate <= 0.02, "word error rate {rate:.4}");
}

/// Sections by path, flat.
fn flat<'a>(sections: &'a Value, found: &mut Vec<&'a Value>) {
    for section in sections.as_array().into_iter().flatten() {
        found.push(section);
        flat(&section["children"], found);
    }
}

#[test]
fn gold_plans_are_read_as_annotated() {
    for number in ["000", "002"] {
        let (Some(shared), Some(path)) = (shared(), seed(number)) else { return };
        let gold = std::fs::read_to_string(shared.join(format!("gold/{number}.plan.json"))).expect("is there");
        let gold: Value = serde_json::from_str(&gold).expect("parses");
        let plan = kehoach::write::plan(&walk(&path), kehoach::write::Layout::Line).expect("is JSON");
        let plan: Value = serde_json::from_str(&plan).expect("parses");
        let (mut wanted, mut have) = (Vec::new(), Vec::new());
        flat(&gold["sections"], &mut wanted);
        flat(&plan["sections"], &mut have);
        let paths =
            |sections: &[&Value]| sections.iter().map(|section| section["path"].to_string()).collect::<Vec<_>>();
        assert_eq!(paths(&wanted), paths(&have), "sections of {number}");
        let tasks = |plan: &Value| {
            plan["tasks"].as_array().expect("tasks").iter().map(|task| task["text"].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(tasks(&gold), tasks(&plan), "tasks of {number}");
        let owners = |plan: &Value| {
            let of_task = |task: &Value| {
                task["owners"]
                    .as_array()
                    .expect("owners")
                    .iter()
                    .map(|owner| owner["name"].as_str().or(owner.as_str()).unwrap_or_default().to_lowercase())
                    .collect::<Vec<_>>()
            };
            plan["tasks"].as_array().expect("tasks").iter().map(of_task).collect::<Vec<_>>()
        };
        let agreeing = owners(&gold).iter().zip(owners(&plan)).filter(|(a, b)| **a == *b).count();
        assert!(agreeing as f64 >= 0.92 * tasks(&gold).len() as f64, "owners of {number}: {agreeing}");
    }
}

#[test]
fn real_plans_are_read_as_clerks_annotated_them() {
    let Some(shared) = shared() else { return };
    let facts = root().join("tests/facts");
    agreement(&facts, |name| walk(&shared.join(format!("plans/{name}.txt"))).plan).reaches(FLOORS);
}

/// Of tasks, owners, coordinators and deadlines: what was measured on 28 November 2026, less a hundredth. Tasks are counted by
/// their paths and names compared to the letter: one reader nests bullets of one sign by their sense, others do not, and
/// two chapters with one number have one path.
const FLOORS: [f64; 4] = [0.978, 0.960, 0.932, 0.949];
