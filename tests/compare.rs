use crate::families::{Child, Families, Fate};
use crate::fixtures::check;
use crate::{root, walk};
use kehoach::compare::chain::{Problem, chain};
use kehoach::compare::copies::copies;
use kehoach::compare::matrix::matrix;
use kehoach::compare::verdict::Status;
use kehoach::compare::{Comparison, Relation, compare, prepare};
use kehoach::record::Record;
use kehoach::write::{self, Layout};
use serde_json::Value;
use std::path::{Path, PathBuf};

const PARENTS: usize = 6;

fn families(children: usize) -> (Vec<Record>, Vec<Child>) {
    let mut families = Families::new(11);
    let parents: Vec<Record> = (0..PARENTS).map(|number| families.parent(number)).collect();
    let children = (0..children).map(|number| families.child(&parents[number % PARENTS], number)).collect();
    (parents, children)
}

fn everything(parents: &[Record], children: &[Child]) -> Vec<Record> {
    parents.iter().cloned().chain(children.iter().map(|child| child.record.clone())).collect()
}

#[test]
fn known_edits_are_found_again() {
    let (parents, children) = families(60);
    let (subjects, rarity) = prepare(everything(&parents, &children));
    let (mut known, mut found, mut right, mut agreed, mut mistaken) = (0, 0, 0, 0, 0);
    for (number, child) in children.iter().enumerate() {
        let parent = number % PARENTS;
        let comparison = compare(&subjects[parent], &subjects[PARENTS + number], &rarity);
        assert_eq!(comparison.relation, Relation::CarriesOut);
        let paths = parents[parent].plan.tasks.iter().map(|task| task.path.as_str());
        let edits: Vec<_> = paths.zip(&child.fates).filter(|(_, (_, right))| right.is_some()).collect();
        known += edits.len();
        for pair in comparison.pairs.iter().filter(|pair| pair.left.is_some() && pair.right.is_some()) {
            found += 1;
            mistaken += usize::from(child.own.contains(pair.right.as_ref().expect("has a right side")));
            let edit =
                edits.iter().find(|(left, (_, right))| Some(*left) == pair.left.as_deref() && *right == pair.right);
            let Some((_, (fate, _))) = edit else { continue };
            right += 1;
            let expected = match fate {
                Fate::Same => Status::Same,
                Fate::Reworded => Status::Reworded,
                _ => Status::Changed,
            };
            agreed += usize::from(pair.status == expected);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let (precision, recall, status) = (share(right, found), share(right, known), share(agreed, right));
    let figures =
        format!("precision {precision:.4}, recall {recall:.4}, status {status:.4}, own tasks mistaken {mistaken}");
    assert!(precision >= 0.97 && recall >= 0.97 && status >= 0.97, "{figures}");
}

/// A comparison of two fixture plans.
fn fixture_pair(left: &str, right: &str) -> Comparison {
    let record = |slug: &str| Record::from(walk(&root().join("fixtures/plans").join(slug).join("1-source.txt")));
    let (subjects, rarity) = prepare(vec![record(left), record(right)]);
    compare(&subjects[0], &subjects[1], &rarity)
}

#[test]
fn the_fixture_pair_gives_what_it_gave() {
    let mut differing = Vec::new();
    for folder in std::fs::read_dir(root().join("fixtures/pairs")).expect("is there") {
        let folder = folder.expect("is readable").path();
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some((left, right)) = name.split_once("--").filter(|_| folder.is_dir()) else { continue };
        let json = write::comparison(&fixture_pair(left, right), Layout::Pretty).expect("is JSON") + "\n";
        check(&folder.join("5-comparison.json"), &json, &mut differing);
    }
    assert!(differing.is_empty(), "look at the change, then run with UPDATE=1 to accept it:\n{}", differing.join("\n"));
}

#[test]
fn a_plan_is_the_same_as_itself() {
    let comparison = fixture_pair("province-clean-2024", "province-clean-2024");
    assert_eq!(comparison.relation, Relation::Identical);
    assert!(comparison.pairs.iter().all(|pair| pair.status == Status::Same && pair.left == pair.right));
}

#[test]
fn plans_of_other_subjects_share_next_to_nothing() {
    for (left, right) in [("province-clean-2024", "ward-task-table"), ("commune-unaccented", "commune-after-2025")] {
        let comparison = fixture_pair(left, right);
        let met = comparison.pairs.iter().filter(|pair| pair.similarity.is_some()).count();
        // Duties to report are worded alike everywhere.
        assert!(met <= 1, "{left} and {right}: {met} pairs");
    }
}

#[test]
fn every_view_fits_the_published_schema() {
    let (parents, children) = families(12);
    let records = everything(&parents, &children);
    let (subjects, rarity) = prepare(records.clone());
    let comparison = compare(&subjects[0], &subjects[PARENTS], &rarity);
    let views = [
        write::comparison(&comparison, Layout::Line),
        write::comparison(&fixture_pair("district-parent-dengue", "commune-unaccented"), Layout::Line),
        write::matrix(&matrix(&subjects[0], &subjects[PARENTS..].iter().collect::<Vec<_>>(), &rarity), Layout::Line),
        write::chain(&chain(&records), Layout::Line),
        write::copies(&copies(&subjects), Layout::Line),
    ];
    let schema: Value = serde_json::from_str(&write::schema().expect("is JSON")).expect("parses");
    let validator = jsonschema::validator_for(&schema).expect("is a schema");
    for view in views {
        let view: Value = serde_json::from_str(&view.expect("is JSON")).expect("parses");
        let errors: Vec<String> = validator.iter_errors(&view).map(|error| error.to_string()).take(3).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", view["schema"]);
    }
}

#[test]
fn a_record_comes_back_from_its_row() {
    let document = walk(&root().join("fixtures/plans/commune-after-2025/1-source.txt"));
    let row = write::plan(&document, Layout::Line).expect("is JSON");
    assert_eq!(Record::from_json(&row), Ok(Record::from(document)));
}

#[test]
fn the_chain_knows_parents_at_hand_and_others() {
    let (parents, children) = families(7);
    let chain = chain(&everything(&parents, &children));
    assert_eq!(chain.nodes.len(), PARENTS + 7);
    assert_eq!(chain.edges.len(), 7);
    // Communes that carry out a province's plan while there were districts.
    assert!(chain.edges.iter().all(|edge| edge.carries_out && edge.problems == [Problem::SkippedLevel]));
    let alone = kehoach::compare::chain::chain(&[children[0].record.clone()]);
    assert_eq!((alone.nodes.len(), alone.edges[0].problems.contains(&Problem::UnknownParent)), (2, true));
}

#[test]
fn near_copies_are_found_among_strangers() {
    let mut families = Families::new(3);
    let mut records: Vec<Record> = (0..20).map(|number| families.parent(number)).collect();
    let mut copy = records[4].clone();
    copy.path = "copy.txt".into();
    copy.plan.tasks.truncate(20);
    records.push(copy);
    let found = copies(&prepare(records).0);
    assert_eq!(found.clusters.len(), 1);
    let cluster = &found.clusters[0];
    assert_eq!(cluster.plans.iter().map(|plan| plan.source.as_str()).collect::<Vec<_>>(), ["parent-4.txt", "copy.txt"]);
    assert_eq!((cluster.links[0].share, cluster.links[0].passages.len()), (1.0, 20));
}

/// A plan of `../shared/seeds`, where it is there.
fn seed(number: &str) -> Option<PathBuf> {
    let folder = root().parent()?.join("shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no ../shared beside the project");
        return None;
    };
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
}

fn seeds(left: &str, right: &str) -> Option<Comparison> {
    let record = |path: &Path| Record::from(walk(path));
    let (subjects, rarity) = prepare(vec![record(&seed(left)?), record(&seed(right)?)]);
    Some(compare(&subjects[0], &subjects[1], &rarity))
}

#[test]
fn annotated_pairs_of_real_plans_are_found() {
    for (left, right) in [("003", "000"), ("001", "000")] {
        let Some(comparison) = seeds(left, right) else { return };
        let gold =
            std::fs::read_to_string(root().join(format!("fixtures/pairs/{left}--{right}.tsv"))).expect("is there");
        let rows: Vec<Vec<&str>> = gold.lines().skip(1).map(|line| line.split('\t').collect()).collect();
        let side = |path: &Option<String>| path.clone().unwrap_or_else(|| "-".to_owned());
        let have: Vec<(String, String, String)> = comparison
            .pairs
            .iter()
            .map(|pair| {
                let status = serde_json::to_value(pair.status).expect("is JSON");
                (side(&pair.left), side(&pair.right), status.as_str().unwrap_or_default().to_owned())
            })
            .collect();
        let wanted: Vec<_> = rows.iter().filter(|row| row[0] != "-" && row[1] != "-").collect();
        let found = have.iter().filter(|(left, right, _)| left != "-" && right != "-").count();
        let hit =
            wanted.iter().filter(|row| have.iter().any(|(left, right, _)| left == row[0] && right == row[1])).count();
        let f1 = 2.0 * hit as f64 / (wanted.len() + found) as f64;
        let agreed = rows
            .iter()
            .filter(|row| have.iter().any(|(l, r, status)| l == row[0] && r == row[1] && status == row[2]))
            .count();
        let status = agreed as f64 / rows.len() as f64;
        assert!(f1 >= 0.95 && status >= 0.9, "{left} and {right}: pairs F1 {f1:.4}, status {status:.4}");
    }
}

#[test]
fn unrelated_real_plans_are_not_forced_together() {
    for (left, right, most) in [("001", "004", 1), ("001", "002", 0), ("000", "002", 0)] {
        let Some(comparison) = seeds(left, right) else { return };
        let met = comparison.pairs.iter().filter(|pair| pair.similarity.is_some()).count();
        assert!(met <= most, "{left} and {right}: {met} pairs");
    }
}
