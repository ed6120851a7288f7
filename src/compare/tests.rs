//! What the tests of this folder share, and tests of the whole comparison.

use super::*;
use crate::plan::{Deadline, DeadlineKind, Header, HeaderPlaces, Place, Plan, Recurrence, Reference, Task};

const PLACE: Place = Place { lines: [1, 1], span: [0, 0] };

pub(super) fn header(issuer: &str, level: Level, year: i16) -> Header {
    Header {
        doc_type: "kế hoạch".into(),
        number: None,
        symbol: None,
        issuer: Some(Issuer { name: issuer.into(), level: Some(level), place: PLACE }),
        place: None,
        date: None,
        title: None,
        years: Years { start: Some(year), end: Some(year) },
        legal_basis: Vec::new(),
        supersedes: Vec::new(),
        recipients: Vec::new(),
        signatory: None,
        parent: None,
        places: HeaderPlaces::default(),
        claims: Vec::new(),
    }
}

pub(super) fn task(path: &str, text: &str) -> Task {
    Task {
        path: path.into(),
        text: text.into(),
        place: PLACE,
        owners: Vec::new(),
        owner_source: None,
        owner_vague: false,
        coordinators: Vec::new(),
        reports_to: None,
        via: None,
        deadlines: Vec::new(),
        data_period: Vec::new(),
        targets: Vec::new(),
        details: None,
        products: Vec::new(),
        references: Vec::new(),
    }
}

pub(super) fn due(date: &str) -> Deadline {
    Deadline {
        text: date.into(),
        kind: DeadlineKind::By,
        start: None,
        end: Some(date.into()),
        recurrence: None,
        offset: None,
        year_inferred: false,
        place: PLACE,
    }
}

pub(super) fn recurring(recurrence: Recurrence) -> Deadline {
    Deadline { kind: DeadlineKind::Recurring, recurrence: Some(recurrence), end: None, ..due("") }
}

pub(super) fn task_of(at: usize, text: &str) -> Task {
    Task { place: Place { lines: [at + 10, at + 10], span: [0, 0] }, ..task(&format!("I/{}", at + 1), text) }
}

pub(super) fn reference(number: &str, date: &str, issuer: &str) -> Reference {
    Reference {
        number: Some(number.into()),
        date: Some(date.into()),
        issuer: Some(issuer.into()),
        doc_type: Some("kế hoạch".into()),
        place: PLACE,
    }
}

pub(super) fn record(path: &str, header: Header, tasks: Vec<Task>) -> Record {
    Record {
        path: path.into(),
        sha256: path.into(),
        plan: Plan { header, sections: Vec::new(), tasks, findings: Vec::new() },
    }
}

fn tasks(texts: &[&str]) -> Vec<Task> {
    texts.iter().enumerate().map(|(at, text)| task_of(at, text)).collect()
}

fn two(left: &[&str], right: &[&str]) -> Vec<(Option<String>, Option<String>, Status)> {
    let parent = record("a", header("Ủy ban nhân dân tỉnh Hưng Yên", Level::Province, 2024), tasks(left));
    let child = record("b", header("Ủy ban nhân dân xã Dương Quang", Level::Commune, 2024), tasks(right));
    let (subjects, rarity) = prepare(vec![parent, child]);
    compare(&subjects[0], &subjects[1], &rarity)
        .pairs
        .into_iter()
        .map(|pair| (pair.left, pair.right, pair.status))
        .collect()
}

fn pairing(left: &[&str], right: &[&str]) -> String {
    let name = |path: Option<String>| path.map_or("-".to_owned(), |path| path.replace("I/", ""));
    let pairs =
        two(left, right).into_iter().map(|(left, right, status)| format!("{}:{} {status:?}", name(left), name(right)));
    pairs.collect::<Vec<_>>().join(", ")
}

const TREES: &str = "Vận động Nhân dân trồng cây xanh hai bên đường liên thôn và chăm sóc cây đã trồng.";
const WASTE: &str = "Thu gom, phân loại rác thải sinh hoạt tại hộ gia đình trước khi chuyển về điểm tập kết.";
const MEETING: &str = "Tổ chức đối thoại giữa người đứng đầu cấp ủy, chính quyền với người dân mỗi quý một lần.";

#[test]
fn the_same_tasks_meet_whatever_their_order_and_names() {
    let child = ["Thu gom, phân loại rác thải sinh hoạt tại hộ gia đình trước khi chuyển về điểm tập kết.", TREES];
    assert_eq!(pairing(&[TREES, WASTE], &child), "1:2 Same, 2:1 Same");
}

#[test]
fn what_has_no_counterpart_stays_alone() {
    assert_eq!(pairing(&[TREES, MEETING], &[TREES, WASTE]), "1:1 Same, 2:- OnlyLeft, -:2 OnlyRight");
    assert_eq!(pairing(&[MEETING], &[]), "1:- OnlyLeft");
    assert_eq!(pairing(&[], &[]), "");
}

#[test]
fn other_words_for_the_same_are_reworded() {
    let reworded =
        "Vận động người dân trồng cây xanh dọc hai bên đường liên thôn, đồng thời chăm sóc các cây đã trồng.";
    assert_eq!(pairing(&[TREES, WASTE], &[reworded, WASTE]), "1:1 Reworded, 2:2 Same");
}

#[test]
fn a_part_of_a_task_is_found_in_it() {
    let both = format!("{TREES} {MEETING}");
    assert_eq!(pairing(&[&both, WASTE], &[TREES, MEETING, WASTE]), "1:1 Reworded, 1:2 Reworded, 2:3 Same");
}

#[test]
fn a_cut_makes_it_unknown_behind_the_last_common_task() {
    let mut parent = record("a", header("Ủy ban nhân dân tỉnh Hưng Yên", Level::Province, 2024), tasks(&[TREES]));
    parent.plan.findings.push(crate::plan::Finding {
        code: "source_cut".into(),
        severity: crate::plan::Severity::Error,
        path: None,
        lines: Some([11, 11]),
        evidence: String::new(),
        message: String::new(),
    });
    let child =
        record("b", header("Ủy ban nhân dân xã Dương Quang", Level::Commune, 2024), tasks(&[WASTE, TREES, MEETING]));
    let (subjects, rarity) = prepare(vec![parent, child]);
    let pairs = compare(&subjects[0], &subjects[1], &rarity).pairs;
    let statuses: Vec<_> = pairs.iter().map(|pair| pair.status).collect();
    assert_eq!(statuses, [Status::Same, Status::OnlyRight, Status::Unknown]);
}
