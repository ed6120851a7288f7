use crate::{PIPELINE, fixture_folders};
use kehoach::read::{Limits, Source};
use kehoach::restore::Worker;
use kehoach::restore::damage::Damage;
use proptest::prelude::*;

/// Any text whose letters are those of plans, with labels, breaks and odd signs among them.
fn plan_like() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Z]{1,7}",
        "[ăâđêôơưàáảãạếệộốủựỷ]{1,3}[a-z]{0,3}",
        Just("KẾ HOẠCH".to_owned()),
        Just("\nI. NỘI DUNG\n".to_owned()),
        Just("\n1. ".to_owned()),
        Just("\na) ".to_owned()),
        Just("\n- ".to_owned()),
        Just("\nSố: /KH-UBND\n".to_owned()),
        Just("trước ngày 30/6/2024".to_owned()),
        Just("ngày tháng năm".to_owned()),
        Just("\nSTT Nội dung Cơ quan chủ trì Thời gian\n1\n".to_owned()),
        Just("| TT | Nội dung | Chủ trì |\n| 1 | x | y |\n".to_owned()),
        Just("\nNơi nhận:\n- A;\nTM. ỦY BAN NHÂN DÂN\n".to_owned()),
        Just("\u{c}".to_owned()),
        Just("e\u{302}\u{301}".to_owned()),
        "\\PC{1,3}",
    ];
    proptest::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_plan_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::from_bytes("x", &bytes, Limits::default()) {
            let _ = PIPELINE.run(source, &mut Worker::default());
        }
    }

    #[test]
    fn any_text_ends_in_a_plan_or_an_error(text in plan_like()) {
        if let Ok(source) = Source::from_bytes("x", text.as_bytes(), Limits::default()) {
            let _ = PIPELINE.run(source, &mut Worker::default());
        }
    }

    #[test]
    fn edits_are_sorted_disjoint_and_give_the_text(text in plan_like()) {
        let restored = PIPELINE.restorer().restore(&text);
        let mut rebuilt = String::new();
        let mut copied = 0;
        for edit in &restored.edits {
            prop_assert!(copied <= edit.source.start, "edits overlap");
            rebuilt.push_str(&text[copied..edit.source.start]);
            rebuilt.push_str(&restored.text[edit.restored.range()]);
            prop_assert_ne!(&text[edit.source.range()], &restored.text[edit.restored.range()]);
            copied = edit.source.end;
        }
        rebuilt.push_str(&text[copied..]);
        prop_assert_eq!(rebuilt, restored.text.clone());
        prop_assert_eq!(text.matches('\n').count(), restored.text.matches('\n').count());
    }

    #[test]
    fn places_come_back_in_order(text in plan_like(), a in 0usize..200, b in 0usize..200) {
        let restored = PIPELINE.restorer().restore(&text);
        let (a, b) = (a.min(b).min(restored.text.len()), a.max(b).min(restored.text.len()));
        let place = restored.to_source(kehoach::span::Span::new(a, b));
        prop_assert!(place.start <= place.end && place.end <= text.len());
    }

    #[test]
    fn digits_are_never_invented(text in plan_like()) {
        let restored = PIPELINE.restorer().restore(&text);
        let count = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        prop_assert!(count(&restored.text) <= count(&text));
    }
}

#[test]
fn restoring_what_is_restored_changes_nothing() {
    for folder in fixture_folders() {
        let text = std::fs::read_to_string(folder.join("1-source.txt")).expect("is there");
        let once = PIPELINE.restorer().restore(&text);
        let twice = PIPELINE.restorer().restore(&once.text);
        let changed: Vec<&str> = twice.edits.iter().map(|edit| &once.text[edit.source.range()]).collect();
        assert!(changed.is_empty(), "{}: {changed:?}", folder.display());
    }
}

#[test]
fn a_worker_that_has_read_much_gives_the_same() {
    let mut worker = Worker::default();
    for folder in fixture_folders() {
        let text = std::fs::read_to_string(folder.join("1-source.txt")).expect("is there");
        let used = PIPELINE.restorer().restore_with(&text, &mut worker);
        assert_eq!(used.text, PIPELINE.restorer().restore(&text).text);
    }
}

#[test]
fn clean_fixtures_are_left_alone() {
    for folder in fixture_folders() {
        let text = std::fs::read_to_string(folder.join("1-source.txt")).expect("is there");
        let restored = PIPELINE.restorer().restore(&text);
        if restored.damage.iter().all(|kind| *kind == Damage::Clean) {
            assert_eq!(restored.text, text, "{}", folder.display());
        }
    }
}

#[cfg(feature = "formats")]
mod readers {
    use kehoach::read::{Limits, Source};
    use proptest::prelude::*;

    /// Openings of the formats that are told by content.
    const OPENINGS: [&[u8]; 9] = [
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"PK\x03\x04",
        b"<!DOCTYPE html><table><tr><td rowspan=3>",
        b"<html><div class='ocr_page'><span class='ocrx_word' title='bbox 1 2",
        b"<alto><Page><String HPOS=\"",
        b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n5\t1\t",
        b"\x89PNG\r\n\x1a\n",
        b"{\\rtf1",
        b"\xff\xfe",
    ];

    /// Pieces that parsers take for their own.
    const PIECES: [&str; 12] = [
        "<td>",
        "</td>",
        "</table>",
        "<tr colspan=9>",
        "\t1\t2",
        "\n5\t2\t1\t1\t1\t1\t9\t9\t9\t9\t90\tế",
        "'/>",
        "\">",
        "endobj",
        "&#x1f;",
        "\u{c}",
        "ÕÖ¹",
    ];

    proptest! {
        #[test]
        fn any_bytes_behind_any_opening_end_in_a_source_or_an_error(
            opening in 0..OPENINGS.len(),
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            pieces in proptest::collection::vec(0..PIECES.len(), 0..30),
        ) {
            let mut document = OPENINGS[opening].to_vec();
            document.extend(pieces.iter().flat_map(|&piece| PIECES[piece].bytes()));
            document.extend(bytes);
            if let Ok(source) = Source::from_bytes("any", &document, Limits::default()) {
                prop_assert!(source.boxes.is_empty() || source.boxes.len() == source.lines());
                prop_assert!(source.pages() >= 1);
            }
        }
    }
}
