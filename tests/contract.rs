use crate::{fixture_folders, walk};
use kehoach::fold::fold;
use kehoach::pipeline::Document;
use kehoach::restore::damage::Damage;
use kehoach::write::{self, Layout};
use serde_json::Value;

/// Checks one document's JSON; used for fixtures here and for real plans in `shared`.
pub(crate) fn check(document: &Document) {
    let json: Value = serde_json::from_str(&write::plan(document, Layout::Line).expect("is JSON")).expect("parses");
    let schema: Value = serde_json::from_str(&write::schema().expect("is JSON")).expect("parses");
    let validator = jsonschema::validator_for(&schema).expect("is a schema");
    let errors: Vec<String> =
        validator.iter_errors(&json).map(|error| format!("{} at {}", error, error.instance_path)).take(3).collect();
    assert!(errors.is_empty(), "{}: {errors:?}", document.source.path);
    let mut places = 0;
    visit(&json, &mut |object| places += usize::from(check_place(object, document)));
    assert!(places > 20, "{}: only {places} places", document.source.path);
}

fn visit(value: &Value, see: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(object);
            object.values().for_each(|value| visit(value, see));
        }
        Value::Array(values) => values.iter().for_each(|value| visit(value, see)),
        _ => {}
    }
}

/// Slices the source by an object's span: the slice holds what the object says.
fn check_place(object: &serde_json::Map<String, Value>, document: &Document) -> bool {
    let (Some(span), Some(lines)) =
        (object.get("span").and_then(Value::as_array), object.get("lines").and_then(Value::as_array))
    else {
        return false;
    };
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    let (start, end) = (number(&span[0]), number(&span[1]));
    let source = &document.source;
    let slice = source.text.get(start..end).unwrap_or_else(|| panic!("{}: {start}..{end} is no place", source.path));
    let is_section = object.contains_key("children");
    // A section's lines begin with its label, its span with its text.
    let line = source.line_of(start);
    let fits = if is_section { number(&lines[0]) <= line } else { number(&lines[0]) == line };
    assert!(fits, "{}: line {line} of {slice:?} is not {}", source.path, lines[0]);
    let said = object.get("name").or(object.get("text")).and_then(Value::as_str);
    let Some(said) =
        said.filter(|_| !is_section && !object.contains_key("level") && !object.contains_key("on_behalf_of"))
    else {
        return false;
    };
    let plain = |text: &str| text.replace('*', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = (number(&lines[0])..=number(&lines[1]))
        .all(|line| document.restored.damage.get(line - 1).is_none_or(|kind| *kind == Damage::Clean));
    // Also in clean lines, a letter of another alphabet is put right.
    let edited = document.restored.edits.iter().any(|edit| edit.source.start < end && start < edit.source.end);
    let (slice, said) = (plain(slice), plain(said));
    if clean && !edited {
        // A task may be joined over lines that are none of its own (a page number, a rule, a field line).
        let all_there = said.split(' ').all(|word| slice.contains(word));
        assert!(slice == said || all_there, "{}: {slice:?} is not {said:?}", source.path);
    } else {
        let alike = strsim::normalized_levenshtein(&fold(&slice), &fold(&said));
        assert!(alike > 0.4, "{}: {slice:?} is far from {said:?}", source.path);
    }
    true
}

#[test]
fn every_fixture_keeps_the_contract() {
    for folder in fixture_folders() {
        check(&walk(&folder.join("1-source.txt")));
    }
}

#[test]
fn a_failure_fits_the_schema_too() {
    let error = kehoach::error::DocumentError::Empty;
    let row: Value =
        serde_json::from_str(&write::error("x.txt", &error, Layout::Line).expect("is JSON")).expect("parses");
    let schema: Value = serde_json::from_str(&write::schema().expect("is JSON")).expect("parses");
    assert!(jsonschema::is_valid(&schema, &row));
    let mut wrong = row;
    wrong["surprise"] = Value::Bool(true);
    assert!(!jsonschema::is_valid(&schema, &wrong), "an unknown field must not fit");
}
