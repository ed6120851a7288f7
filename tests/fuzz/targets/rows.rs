//! Lines of NDJSON as `compare` takes them, compared with one another.
#![no_main]

use kehoach::compare::{compare, prepare};
use kehoach::record::Record;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let records: Vec<Record> = text.lines().take(4).filter_map(|line| Record::from_json(line).ok()).collect();
    let (subjects, rarity) = prepare(records);
    for left in &subjects {
        for right in &subjects {
            let _ = compare(left, right, &rarity);
        }
    }
});
