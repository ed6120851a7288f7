use crate::root;
use kehoach::read::{Limits, Source};

/// What becomes of each file without other programs: the code of the error, or nothing where it is read as text.
const FILES: [(&str, Option<&str>); 14] = [
    ("bomb.docx", Some("too_large")),
    ("broken.tsv.txt", Some("empty")),
    ("cyclic.pdf", Some("damaged")),
    ("deep.docx", Some("damaged")),
    ("entities.docx", None),
    ("giant.png", Some("tool_missing")),
    ("nested.html", Some("damaged")),
    ("not-word.zip.txt", Some("unsupported_format")),
    ("table.html", None),
    ("traversal.docx", None),
    ("truncated.docx", Some("unsupported_format")),
    ("truncated.jpg", Some("tool_missing")),
    ("truncated.pdf", Some("damaged")),
    ("zeros.txt", Some("not_text")),
];

#[test]
fn each_costs_itself_only() {
    let folder = root().join("fixtures/hostile");
    for (name, code) in FILES {
        let bytes = std::fs::read(folder.join(name)).expect("is there");
        let read = Source::from_bytes(name, &bytes, Limits::default());
        assert_eq!(read.as_ref().err().map(kehoach::error::DocumentError::code), code, "{name}");
        if let Ok(source) = read {
            assert!(source.text.len() < 1 << 20, "{name}: {} bytes", source.text.len());
        }
    }
    let files = std::fs::read_dir(folder).expect("is there").count();
    assert_eq!(files, FILES.len() + 1, "every file is listed here");
}

#[test]
fn entities_are_not_expanded_and_parts_stay_inside() {
    let read = |name: &str| {
        let bytes = std::fs::read(root().join("fixtures/hostile").join(name)).expect("is there");
        Source::from_bytes(name, &bytes, Limits::default()).expect("is read").text
    };
    assert_eq!(read("entities.docx"), "Kế hoạch\n");
    assert_eq!(read("traversal.docx"), "Kế hoạch\n");
    assert!(!std::path::Path::new("/tmp/kehoach-escaped").exists());
}
