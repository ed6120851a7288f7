//! Field lines behind a list: about which of its items they are.
//!
//! In: a section with its items. Out: the same, each item with the fields that are about it. A field whose parts name the work
//! they are about ("Lập danh sách xong trước ngày 28/02; phủ sóng trước ngày 30/11", "Sở A (hỗ trợ doanh nghiệp); Thuế tỉnh
//! (hóa đơn)") gives each item its own. It does not read what a field says.

use super::field::FieldKind;
use super::label::LabelKind;
use super::passage::Passage;
use super::tree::{FieldsAt, Section};
use crate::fold::fold;
use crate::lexicon::starts_with_agency;

/// One block of field lines behind a run of bullets or letters is about all of them, where it names an owner or stands
/// without the bullets' sign; not about one that names its own in a bracket or as its subject, nor about those before it.
/// Behind numbered items it is about all where it says who and when, and none before has any.
pub(super) fn fields_behind(section: &mut Section) {
    let only = closes_numbered(&section.children);
    let item = |child: &Section| match child.kind {
        LabelKind::Bullet(_) | LabelKind::Letter | LabelKind::Bracketed => true,
        LabelKind::Number | LabelKind::Dotted(_) => only,
        _ => false,
    };
    let bullet = |child: &Section| item(child) && child.children.is_empty();
    let own = |child: &Section| {
        let text = child.text.text();
        let bracket = text.trim_end_matches(['.', ';', ' ']).strip_suffix(')').and_then(|text| text.rsplit_once('('));
        bracket.is_some_and(|(_, inside)| starts_with_agency(inside)) || starts_with_agency(text)
    };
    // Where each names its own owner, a block without one is about all of them.
    let all_own = section.children.iter().all(|child| bullet(child) && own(child));
    let owner = |child: &Section| child.fields.iter().any(|(kind, _)| *kind == FieldKind::Owner);
    let all_own = all_own && section.children.last().is_some_and(|last| !owner(last));
    // "Phòng A tham mưu các việc sau: / - … / - … / - Đơn vị phối hợp: Sở B": who helps whoever leads all of it.
    let led = section.text.text().ends_with(':') || section.heading.text().ends_with(':');
    let helped = led && section.children.split_last().is_some_and(|(_, others)| others.iter().all(has_no_fields));
    let mut block: Option<Vec<(FieldKind, Passage)>> = None;
    let mut last = section.children.len();
    for i in (0..section.children.len()).rev() {
        let child = &mut section.children[i];
        // What is about a list is about those below its items, too.
        let holds = item(child) && block.is_some() && has_no_fields(child);
        if !bullet(child) && !holds || block.is_some() && child.fields.is_empty() && own(child) && !all_own {
            share_out(&mut section.children[i + 1..last]);
            (block, last) = (None, i);
        } else if !child.fields.is_empty() {
            let named = child.fields.iter().any(|(kind, _)| *kind == FieldKind::Owner);
            let helpers = helped && child.fields.iter().all(|(kind, _)| *kind == FieldKind::Coordinator);
            let shared =
                (named || helpers) && child.fields_at == FieldsAt::Lines || child.fields_at == FieldsAt::Outside;
            block = shared.then(|| child.fields.clone());
            share_out(&mut section.children[i + 1..last]);
            last = i + 1;
        } else if let Some(block) = &block {
            child.fields.clone_from(block);
        }
    }
    share_out(&mut section.children[..last]);
    // "1.1. Ban hành hướng dẫn. / - Bảo đảm đúng luật. / - Đơn vị chủ trì: …": the item's own sentence orders, the bullets say how.
    if let Some(block) = block.filter(|_| section.fields.is_empty() && section.text.text().ends_with(['.', ';'])) {
        section.fields = block;
    }
}

/// "3.1. … / 3.2. … / 3.3. … / - Thời gian: … / - Đơn vị chủ trì: …": whether a whole block stands behind the last of the items,
/// and none behind another.
fn closes_numbered(items: &[Section]) -> bool {
    let Some((last, others)) = items.split_last() else { return false };
    let says = |kind: FieldKind| last.fields.iter().any(|(of, _)| *of == kind);
    let all = says(FieldKind::Owner) && says(FieldKind::Time) && last.fields_at == FieldsAt::Lines;
    let leaves = items.iter().all(|item| item.children.is_empty() && item.kind == last.kind);
    all && leaves && others.iter().all(has_no_fields)
}

/// Whether neither an item nor what stands below it has fields.
fn has_no_fields(item: &Section) -> bool {
    item.fields.is_empty() && item.children.iter().all(has_no_fields)
}

/// Gives items that share fields the parts that are about them.
fn share_out(items: &mut [Section]) {
    let Some((first, others)) = items.split_first() else { return };
    if others.is_empty() || others.iter().any(|item| item.fields != first.fields) {
        return;
    }
    for field in 0..first.fields.len() {
        let (kind, value) = items[0].fields[field].clone();
        // "Nội dung tại điểm a xong trước …": a part may name the item by its label.
        let label = |item: &Section| format!("diem {}", item.label.to_lowercase());
        let said: Vec<Vec<String>> = items
            .iter()
            .map(|item| pairs(item.text.text()).into_iter().chain([fold(&label(item))]).collect())
            .collect();
        for (item, part) in items.iter_mut().zip(parts(kind, &value, &said)) {
            item.fields[field].1 = part;
        }
    }
}

/// For each item the parts of a field that are about it, given the pairs of words that each item says. A part goes to the item
/// that says most of its words, one about no work in particular to the items that have none of their own. Where all parts are
/// about one item, they tell nothing, and each item keeps all.
fn parts(kind: FieldKind, value: &Passage, said: &[Vec<String>]) -> Vec<Passage> {
    let text = value.text();
    // A list of agencies has words of items by chance.
    let labelled = fold(text).contains("diem ");
    // Behind a day a comma parts times, too: "ký kết trong tháng 4/2024, triển khai cả năm".
    let timed = |at: usize| {
        let (before, behind) = (&text[..at], &text[at + ", ".len()..]);
        let next = fold(behind.split([',', ';']).next().unwrap_or_default());
        let says_when = next.contains(|c: char| c.is_ascii_digit())
            || ["thuong xuyen", "ca nam"].iter().any(|always| next.contains(always));
        kind == FieldKind::Time
            && before.ends_with(|c: char| c.is_ascii_digit())
            && behind.starts_with(char::is_lowercase)
            && says_when
    };
    let commas = text.match_indices(", ").filter(|(at, _)| timed(*at));
    let mut cuts: Vec<usize> = text.match_indices("; ").chain(commas).map(|(at, sign)| at + sign.len()).collect();
    cuts.sort_unstable();
    let bounds: Vec<usize> = std::iter::once(0).chain(cuts).chain([text.len()]).collect();
    let pieces: Vec<std::ops::Range<usize>> = bounds.windows(2).map(|pair| pair[0]..pair[1]).collect();
    let work = |piece: &str| match kind {
        FieldKind::Time => pairs(piece),
        // What an agency does stands in a bracket behind its name, or beside the words that say that it leads.
        FieldKind::Owner | FieldKind::Coordinator => {
            let inside = || piece.split_once('(').map(|(_, inside)| inside);
            let led = || piece.split_once(" chủ trì ").map(|(_, work)| work);
            let by =
                || piece.split_once(" do ").filter(|(_, agency)| agency.contains(" chủ trì")).map(|(work, _)| work);
            inside().or_else(led).or_else(by).map_or_else(Vec::new, pairs)
        }
        _ => Vec::new(),
    };
    let mut about: Vec<Vec<usize>> = vec![Vec::new(); said.len()];
    let mut common: Vec<usize> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let words = if labelled { labels(&text[piece.clone()]) } else { work(&text[piece.clone()]) };
        let shared = |item: &Vec<String>| words.iter().filter(|pair| item.contains(pair)).count();
        let most = said.iter().map(shared).max().unwrap_or(0);
        let mut best = (0..said.len()).filter(|&item| most > 0 && shared(&said[item]) == most);
        // Of items that say as much, the one that has no part yet.
        match best.clone().find(|&item| about[item].is_empty()).or_else(|| best.next()) {
            Some(item) => about[item].push(number),
            None => common.push(number),
        }
    }
    let claimed = about.iter().filter(|parts| !parts.is_empty()).count();
    if claimed == 0 || claimed == 1 && common.is_empty() {
        return vec![value.clone(); said.len()];
    }
    let own = about.iter().map(|parts| if parts.is_empty() { &common } else { parts });
    own.map(|parts| {
        let mut part = Passage::default();
        parts.iter().for_each(|&number| part.join(" ", &value.slice(pieces[number].clone())));
        part
    })
    .collect()
}

/// The labels of items that a part names: "điểm a".
fn labels(text: &str) -> Vec<String> {
    pairs(text).into_iter().filter(|pair| pair.starts_with("diem ") && pair.len() == "diem a".len()).collect()
}

/// The pairs of neighbouring words of a text, without marks; what any field says is left out.
fn pairs(text: &str) -> Vec<String> {
    const ANY: [&str; 12] = [
        "thuc hien",
        "hoan thanh",
        "to chuc",
        "trien khai",
        "noi dung",
        "hoat dong",
        "cac hoat",
        "cong tac",
        "thuong xuyen",
        "trong nam",
        "truoc ngay",
        "tu ngay",
    ];
    let folded = fold(text);
    let clauses = folded.split(|c: char| !c.is_ascii_alphanumeric() && c != ' ');
    clauses
        .flat_map(|clause| {
            let words: Vec<&str> = clause.split_ascii_whitespace().collect();
            words.windows(2).map(|pair| pair.join(" ")).collect::<Vec<_>>()
        })
        .filter(|pair| !pair.contains(|c: char| c.is_ascii_digit()) && !ANY.contains(&pair.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::segment;
    use super::*;

    /// How many fields each of the items of the only section has.
    fn fields_of(items: &str) -> Vec<usize> {
        let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng\n{items}"));
        outline.sections[0].children[0].children.iter().map(|item| item.fields.len()).collect()
    }

    #[test]
    fn a_block_behind_a_list_is_about_all_of_it() {
        assert_eq!(fields_of("- Phát cỏ.\n- Bón phân.\n- Đơn vị thực hiện: Trạm Y tế.\n- Thời gian: Quý I."), [2, 2]);
        assert_eq!(fields_of("- Phát cỏ.\n- Bón phân.\n* Thời gian thực hiện: Quý I."), [1, 1], "under no bullet");
        assert_eq!(fields_of("- Sở A phát cỏ.\n- Sở B bón phân.\nThời gian thực hiện: Quý I."), [1, 1], "each its own");
    }

    #[test]
    fn helpers_behind_a_list_that_is_led_in_help_with_all_of_it() {
        let items = "Công an xã làm các việc sau:\n- Phát cỏ.\n- Bón phân.\n- Đơn vị phối hợp: Trạm Y tế.";
        assert_eq!(fields_of(items), [1, 1]);
        assert_eq!(fields_of("- Phát cỏ.\n- Bón phân.\n- Đơn vị phối hợp: Trạm Y tế."), [0, 1], "nobody leads it in");
    }

    #[test]
    fn a_whole_block_behind_numbered_items_is_about_all_of_them() {
        let block = "- Thời gian: Quý I.\n- Đơn vị chủ trì: Trạm Y tế.";
        assert_eq!(fields_of(&format!("1.1. Phát cỏ.\n1.2. Bón phân.\n{block}")), [2, 2]);
        assert_eq!(fields_of("1.1. Phát cỏ.\n1.2. Bón phân.\n- Thời gian: Quý I."), [0, 1], "a time only");
        assert_eq!(fields_of(&format!("1.1. Phát cỏ.\n1.2. Bón phân.\n{block}\n1.3. Đốn cành.\n{block}")), [0, 2, 2]);
        assert_eq!(fields_of(&format!("(1) Phát cỏ.\n(2) Bón phân.\n{block}")), [2, 2]);
    }

    #[test]
    fn a_block_is_about_items_that_hold_others_too() {
        let outline = segment(
            "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng\n- Phát cỏ:\n+ Ở khe.\n+ Ở đồi.\n- Bón phân.\n* Thời gian thực hiện: Quý I.",
        );
        let first = &outline.sections[0].children[0].children[0];
        assert_eq!((first.children.len(), first.fields.len()), (2, 1));
    }

    #[test]
    fn a_sentence_above_bullets_has_the_block_behind_them() {
        let outline = segment(
            "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1.1. Ban hành hướng dẫn trồng rừng.\n- Bảo đảm đúng luật.\n- Thời gian: Quý I.\n- Đơn vị chủ trì: Hạt Kiểm lâm.",
        );
        assert_eq!(outline.sections[0].children[0].fields.len(), 2);
    }

    #[test]
    fn a_block_of_one_item_stays_there() {
        assert_eq!(fields_of("- Phát cỏ.\n- Bón phân.\n- Thời gian thực hiện: Quý I."), [0, 1], "one bullet's time");
        assert_eq!(fields_of("- Phát cỏ (Công an xã).\n- Bón phân.\n* Thời gian thực hiện: Quý I."), [0, 1]);
        assert_eq!(fields_of("- Phát cỏ.\n- Bón phân. Cơ quan chủ trì: Trạm Y tế."), [0, 1], "behind its own text");
        assert_eq!(fields_of("- Phát cỏ.\n* Thời gian: Quý I.\n- Bón phân.\n* Thời gian: Quý II."), [1, 1]);
    }

    /// The times of the three items of the only section behind which a field stands.
    fn times_of(time: &str) -> Vec<String> {
        let items = "- Lập danh sách các thôn.\n- Hướng dẫn người dân trồng rừng.\n- Chặt tỉa cây.";
        let outline = segment(&format!(
            "KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng\n{items}\nĐơn vị thực hiện: Trạm Y tế.\nThời gian: {time}"
        ));
        let items = &outline.sections[0].children[0].children;
        let time = |item: &Section| item.fields.iter().find(|(kind, _)| *kind == FieldKind::Time).cloned();
        items.iter().filter_map(time).map(|(_, value)| value.text().trim().to_owned()).collect()
    }

    /// The times of the two lettered items of the only section behind which a field stands.
    fn lettered_times(time: &str) -> Vec<String> {
        let items = "a) Lập danh sách các thôn.\nb) Chặt tỉa cây.\n- Đơn vị thực hiện: Trạm Y tế.";
        let outline = segment(&format!("KẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Chăm rừng\n{items}\n- Thời gian: {time}"));
        let items = &outline.sections[0].children[0].children;
        let time = |item: &Section| item.fields.iter().find(|(kind, _)| *kind == FieldKind::Time).cloned();
        items.iter().filter_map(time).map(|(_, value)| value.text().trim().to_owned()).collect()
    }

    #[test]
    fn parts_that_name_their_work_go_to_its_item() {
        assert_eq!(
            times_of("lập danh sách xong trong quý I; trồng rừng trước ngày 30/6."),
            ["lập danh sách xong trong quý I;", "trồng rừng trước ngày 30/6.", ""],
            "nothing is said about the third"
        );
        assert_eq!(
            lettered_times("Nội dung tại điểm a xong trong quý I; nội dung tại điểm b thường xuyên."),
            ["Nội dung tại điểm a xong trong quý I;", "nội dung tại điểm b thường xuyên."]
        );
        assert_eq!(
            times_of("thường xuyên; riêng lập danh sách xong trong quý I."),
            ["riêng lập danh sách xong trong quý I.", "thường xuyên;", "thường xuyên;"]
        );
    }

    #[test]
    fn parts_that_name_no_work_go_to_all() {
        for time in [
            "quý I; quý III.",
            "lập danh sách trong quý I, duyệt danh sách trong quý II.",
            "xong đợt 1 trong tháng 5; đợt 2 trong tháng 9.",
        ] {
            assert_eq!(times_of(time), [time; 3]);
        }
        assert_eq!(times_of("lập danh sách xong trong quý I; duyệt danh sách các thôn trong quý II.").len(), 3);
    }
}
