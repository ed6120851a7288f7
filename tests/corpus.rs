use crate::root;
use unicode_normalization::is_nfc;

fn lines(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("corpus").join(name)).expect("is there");
    assert!(is_nfc(&text), "{name} is not in NFC");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn tables_are_sorted_and_have_no_line_twice() {
    for (name, heading) in [("units.tsv", 1), ("confusions.tsv", 1)] {
        let lines = lines(name);
        let rows = &lines[heading..];
        assert!(rows.len() > 1000, "{name} is cut");
        let wrong = rows.windows(2).find(|pair| pair[0] >= pair[1]);
        assert!(wrong.is_none(), "{name}: {wrong:?}");
    }
}

#[test]
fn confusions_are_shares() {
    for line in &lines("confusions.tsv")[1..] {
        let fields: Vec<&str> = line.split('\t').collect();
        let share: f64 = fields[3].parse().expect("a number");
        assert!(fields.len() == 4 && (0.0..=1.0).contains(&share), "{line}");
    }
}

#[test]
fn the_model_fits_its_budget() {
    let bytes = std::fs::metadata(root().join("corpus/kehoach.model")).expect("is there").len();
    assert!(bytes <= 10 << 20, "{bytes} bytes");
}
