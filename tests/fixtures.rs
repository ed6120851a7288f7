use crate::{PIPELINE, fixture_folders, walk};
use kehoach::show;
use kehoach::write::{self, Layout};
use std::path::Path;

/// Compares with the file, or writes it where `UPDATE=1` is set.
pub(crate) fn check(path: &Path, now: &str, differing: &mut Vec<String>) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, now).expect("can be written");
        return;
    }
    let before = std::fs::read_to_string(path).unwrap_or_default();
    if before != now {
        let line = before
            .lines()
            .zip(now.lines())
            .position(|(a, b)| a != b)
            .unwrap_or(before.lines().count().min(now.lines().count()));
        let show = |text: &str| text.lines().nth(line).unwrap_or("(end)").chars().take(160).collect::<String>();
        differing.push(format!("{} line {}:\n  was {}\n  now {}", path.display(), line + 1, show(&before), show(now)));
    }
}

#[test]
fn every_stage_gives_what_it_gave() {
    let mut differing = Vec::new();
    for folder in fixture_folders() {
        let document = walk(&folder.join("1-source.txt"));
        check(&folder.join("2-restored.snap"), &document.restored.text, &mut differing);
        check(&folder.join("3-outline.snap"), &show::outline(&document.outline), &mut differing);
        let json = write::plan(&document, Layout::Pretty).expect("is JSON") + "\n";
        check(&folder.join("4-plan.json"), &json, &mut differing);
    }
    assert!(differing.is_empty(), "look at the change, then run with UPDATE=1 to accept it:\n{}", differing.join("\n"));
}

#[test]
fn restoring_comes_near_the_true_text() {
    // Floors: share of right words. The damage of the OCR fixture is sampled letter by letter, harder than a real page's.
    for (slug, floor) in [("commune-unaccented", 0.97), ("province-ocr", 0.93)] {
        let folder = crate::root().join("fixtures/plans").join(slug);
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("is there");
        let (truth, restored) = (read("true.snap"), PIPELINE.restorer().restore(&read("1-source.txt")).text);
        let (truth, restored): (Vec<&str>, Vec<&str>) =
            (truth.split_whitespace().collect(), restored.split_whitespace().collect());
        let wrong = strsim::generic_levenshtein(&truth, &restored);
        let right = 1.0 - wrong as f64 / truth.len() as f64;
        assert!(right >= floor, "{slug}: {right:.4} of the words are right, the floor is {floor}");
    }
}

#[test]
fn what_an_ocr_took_for_a_number_or_a_letter_is_a_word() {
    let read = |text: &str| PIPELINE.restorer().restore(text).text;
    let rates =
        read("Phan dau giam ty 16 hé nghéo xudng dudi 2% so véi nam trudc; ty 1é tré em dén truong dat trén 99%.");
    assert!(rates.contains("tỷ lệ hộ nghèo"), "{rates}");
    let households =
        read("Thuc hién hé tro cho 16 hd nghéo, dau tu xay dung 14 cong trinh theo ké hoach ciia Uy ban nhan dan.");
    assert!(households.contains("cho 16 hộ") && households.contains("14 công trình"), "{households}");
    let units = read("Uy ban nhan dan cac x, phuong trién khai thuc hién ké hoach, bao cao két qua truéc ngay 15/11.");
    assert!(units.contains("các xã, phường"), "{units}");
    let gifts = read("Hé tro hoc sinh nghéo hiéu hoc trén dia ban phuong: 130 suat x 300.000 déng; 20 xe dap.");
    assert!(gifts.contains("130 suất x 300.000 đồng"), "{gifts}");
    let quarters =
        read("Hoan thanh viéc ra soat cac co so san xuat trong Quy 11/2026; to chirc téng két vao ngay 11/2/2026.");
    assert!(quarters.contains("Quý II/2026") && quarters.contains("11/2/2026"), "{quarters}");
    let office = read("Co quan chi tri: So KH&CN; cac co quan, don vi lién quan phéi hop thuc hién nhiém vu nay.");
    assert!(office.contains("Sở KH&CN"), "{office}");
}

#[test]
fn a_sign_for_a_capital_is_read_and_amounts_are_left() {
    let text = "b) Chu tri, phéi hop\n- $6 Tai chinh va cac don vi cé lién quan tham muu Uy ban nhan dan\ntinh can déi, bé tri ngan sach nha nuéc dé thyc hién Chuong trinh theo quy dinh; vay ADB $65 triéu.";
    let restored = PIPELINE.restorer().restore(text).text;
    assert!(restored.contains("- Sở Tài chính và"), "{restored}");
    assert!(restored.contains("$65"), "{restored}");
}
