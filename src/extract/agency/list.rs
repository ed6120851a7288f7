//! Where a list of agencies falls apart.
//!
//! In: a stretch of folded text with its original. Out: ranges, one a name. A list falls apart at ";", "," and "và" only
//! where each piece is an agency of its own: "Sở Văn hóa, Thể thao và Du lịch" is one, "các ban, ngành, đoàn thể" is one, "các
//! thôn, khu phố" is one, "Sở Tài chính, Sở Tư pháp" are two. Where a name ends in running text is not its business.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{has_own_name, is_contractor, is_lower_at};
use crate::fold::Folded;
use crate::lexicon::{agency_at, agency_noun_at, quantifier_at, whole_words, words_at};

/// Words of collective names that are nobody of their own.
static GENERIC: LazyLock<Option<Regex>> =
    LazyLock::new(|| whole_words("sở|ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|phòng|tổ chức"));

/// The names in a stretch of text that is a list of agencies. Pieces without an agency of their own stay with the one
/// before.
pub(in crate::extract) fn split_list(folded: &Folded, original: &str, range: Range<usize>) -> Vec<Range<usize>> {
    static CUT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\s*;\s*|\s*\n(?:[-+] )?|\s*:\s+|\s*,\s*(?:va\s+)?|\s+(?:va|hoac)\s+").ok());
    let text = &folded.text[range.clone()];
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for cut in CUT.iter().flat_map(|cut| cut.find_iter(text)) {
        let before = range.start + start..range.start + cut.start();
        let after = range.start + cut.end()..range.end;
        // "Sở A (Trung tâm B và Bảo tàng C)": what stands in a bracket is of one piece.
        let piece = &folded.text[before.clone()];
        if piece.rfind('(').is_some_and(|open| !piece[open..].contains(')')) {
            continue;
        }
        // "Các đơn vị sự nghiệp: Bảo tàng tỉnh, Nhà hát tỉnh": the names behind the colon are those of the group.
        let names_follow = agency_noun_at(folded, after.start).is_some() && !is_lower_at(folded, original, after.start);
        if cut.as_str().contains(':') && names_follow && quantifier_at(folded, before.start) > 0 {
            start = cut.end();
            continue;
        }
        if cut.as_str().contains([';', '\n']) || parts(folded, original, before, after, cut.as_str()) {
            pieces.push(range.start + start..range.start + cut.start());
            start = cut.end();
        }
    }
    pieces.push(range.start + start..range.end);
    pieces.retain(|piece| folded.text[piece.clone()].chars().any(|c| c.is_ascii_alphabetic()));
    pieces
}

/// Whether a piece names a person: "đồng chí" with a name and not with a post.
fn is_person(folded: &Folded, at: usize) -> bool {
    let person = ["dong chi ", "d/c "].into_iter().find(|person| folded.text[at..].starts_with(person));
    person.is_some_and(|person| agency_noun_at(folded, at + person.len()).is_none())
}

/// Whether a list falls apart between two pieces.
fn parts(folded: &Folded, original: &str, before: Range<usize>, after: Range<usize>, cut: &str) -> bool {
    // "các cơ quan, đơn vị và tổ chức, cá nhân có liên quan": a group of its own, although "tổ chức" is a verb elsewhere.
    if cut.contains("va") && folded.text[after.clone()].starts_with("to chuc, ca nhan") {
        return true;
    }
    let (first, rest) = (&folded.text[before.clone()], &folded.text[after.clone()]);
    // "các tổ chức chính trị - xã hội, tổ chức thành viên của Mặt trận": two groups.
    let unions = first.ends_with("chinh tri - xa hoi") || first.ends_with("chinh tri-xa hoi");
    // "chi hội, chi đoàn", "nhà trường, chính quyền": bodies of their own, also without a name.
    const BODIES: [&str; 6] = ["chi hoi", "chi doan", "chi bo", "nha truong", "chinh quyen", "gia dinh"];
    let next = rest[..next_cut(rest)].trim_matches([' ', '.', ';']);
    if BODIES.contains(&next) && BODIES.iter().any(|body| first.ends_with(body)) {
        return true;
    }
    // "các trường học và 26 xóm"
    let counted = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if counted.len() < rest.len() && SETTLEMENTS.iter().any(|unit| counted.trim_start().starts_with(unit)) {
        return true;
    }
    // "tổ hợp tác dùng nước và các hộ hưởng lợi"
    if cut.contains("va") && rest.starts_with("cac ho ") {
        return true;
    }
    let others = ["to chuc thanh vien", "to chuc, doan the", "co quan, to chuc", "co quan to chuc", "doan the"];
    if unions
        && (rest.starts_with(others[0]) || cut.contains("va"))
        && others.iter().any(|group| rest.starts_with(group))
    {
        return true;
    }
    // "các Đại sứ quán, tổ chức quốc tế", "UBND xã, các nghệ nhân": people and bodies that no noun of the list names.
    if rest.starts_with("to chuc quoc te") || cut.trim() == "," && rest.starts_with("cac ") {
        return true;
    }
    let Some(noun) = agency_at(folded, after.start) else { return false };
    // "cơ quan báo chí Trung ương, địa phương, quân đội": whose press.
    if rest.starts_with("quan doi") && first.contains("bao chi") {
        return false;
    }
    // "Bộ Quốc phòng: Bộ Tài chính": an OCR reads semicolons as colons; "Các Sở: Nội vụ", "Cấp xã: Công an" are none.
    if cut.contains(':') {
        let whose = first.starts_with("cap ") || quantifier_at(folded, before.start) > 0;
        return !whose && !is_lower_at(folded, original, after.start) && agency_noun_at(folded, before.start).is_some();
    }
    // "Viện, Trường" without a name are one group, and so are "báo, đài".
    if rest.starts_with("truong") && first.ends_with("vien") && rest[..next_cut(rest)].trim() == "truong" {
        return false;
    }
    if rest.starts_with("dai") && first.split([' ', ',']).next_back() == Some("bao") {
        return false;
    }
    if rest.starts_with("bao, dai") {
        return true;
    }
    // "Văn phòng HĐND và UBND" of one place is one office.
    let office = first.rsplit([',', ';']).next().unwrap_or_default();
    if (first.ends_with("hdnd") || first.ends_with("hoi dong nhan dan"))
        && (office.contains("van phong ") || office.trim_start().starts_with("vp"))
    {
        return false;
    }
    let deputies = first.ends_with("dbqh") || first.ends_with("dai bieu quoc hoi");
    if deputies && office.contains("van phong ") && (rest.starts_with("hdnd") || rest.starts_with("hoi dong nhan dan"))
    {
        return false;
    }
    // "UBND cấp huyện, cấp xã": one word for two levels.
    if rest.starts_with("cap ") && [" cap tinh", " cap huyen"].iter().any(|level| first.ends_with(level)) {
        return false;
    }
    // "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND xã": the post of the person.
    if cut.trim() == "," && is_person(folded, before.start) {
        return false;
    }
    // "cán bộ, công chức, viên chức" are one group of people; "Công chức …" with a capital is a post.
    let lower = is_lower_at(folded, original, after.start);
    // "Phòng Công chức, viên chức" is one office.
    if lower && first.ends_with("cong chuc") && rest.starts_with("vien chuc") {
        return false;
    }
    // "Công chức Văn hóa - Xã hội, cán bộ thú y xã" are two posts.
    let last = &folded.text[last_piece(first, before.start)..before.end];
    let bare = |people: &str| people.trim_start_matches("cac ").split(' ').count() <= MOST_WORDS_OF_PEOPLE;
    if lower && is_people(last) && is_people(rest) && (bare(last) || bare(&rest[..next_cut(rest)])) {
        return false;
    }
    // "các thôn, khu phố" are the settlements of a place, of one kind or another.
    let settled = |name: &str| SETTLEMENTS.contains(&name);
    let group = first.rsplit([',', ';']).next().unwrap_or_default().trim();
    let group = group.rsplit_once("cac ").or_else(|| group.rsplit_once("moi ")).map_or(group, |(_, group)| group);
    let abbreviated = rest.starts_with("tdp");
    if lower && first.ends_with("truong hoc") && settled(rest[..next_cut(rest)].trim_matches([' ', '.'])) {
        return true;
    }
    // "Ban Công tác Mặt trận thôn, tổ dân phố": of one settlement or another.
    let of_settlement = SETTLEMENTS.iter().any(|unit| group.ends_with(&format!(" {unit}")))
        && (group.starts_with("ban ") || group.starts_with("chi bo "));
    if (lower || abbreviated)
        && (settled(group) || of_settlement)
        && settled(rest[..next_cut(rest)].trim_matches([' ', '.']))
    {
        return false;
    }
    if quantifier_at(folded, after.start) > 0 {
        // "các sở, ban, ngành và các đơn vị" are two groups.
        return true;
    }
    // "Thủ trưởng các cơ quan, đơn vị": the group stands inside the name.
    let heads_group = first.rsplit_once(" cac ").is_some_and(|(_, group)| is_bare_collective(group));
    let heads = ["thu truong ", "lanh dao ", "nguoi dung dau ", "giam doc "];
    let headed = heads.iter().find_map(|head| first.strip_prefix(head)).is_some_and(is_bare_collective);
    let heads_group = heads_group || headed || first.ends_with(" so");
    let group_before = quantifier_at(folded, before.start) > 0 || is_bare_collective(first) || heads_group;
    // "Các doanh nghiệp, hợp tác xã trên địa bàn", "Các cơ quan, doanh nghiệp đóng trên địa bàn": one group.
    const FIRMS: [&str; 3] = ["doanh nghiep", "hop tac xa", "ho kinh doanh"];
    let firms = |text: &str| FIRMS.iter().any(|firm| text.starts_with(firm));
    if lower && firms(rest) && (firms(group) || group == "co quan" && first.starts_with("cac ")) {
        return false;
    }
    // "Tổ chức, cá nhân và hộ gia đình khai thác nước": one group, told by what all of them do.
    if lower && rest.starts_with("ho gia dinh") && first.ends_with("ca nhan") {
        return false;
    }
    // "các phòng chuyên môn, đơn vị sự nghiệp": two groups, each told by words of its own.
    if lower && rest.starts_with("don vi su nghiep") && first.ends_with("chuyen mon") {
        return true;
    }
    // "UBND các xã, phường, doanh nghiệp": firms are no part of the authorities.
    if rest.starts_with("doanh nghiep") && (first.contains("ubnd ") || first.contains("uy ban nhan dan ")) {
        return true;
    }
    // "Doanh nghiệp, Sở, ban, ngành": what is no office stands apart from the offices.
    if rest.starts_with("so, ban") && !lower && !first.contains("so") {
        return true;
    }
    // "các sở, ban, ngành, cơ quan ngành dọc đóng trên địa bàn": what is no office of the locality stands apart.
    if [
        "co quan nganh doc",
        "co quan chu quan",
        "co quan thue",
        "co quan cong an",
        "co quan quan su",
        "co quan bao hiem",
        "co quan thi hanh an",
    ]
    .iter()
    .any(|office| rest.starts_with(office))
    {
        return true;
    }
    // "các sở, ban, ngành và cơ quan, đơn vị liên quan" are two groups.
    if cut.contains("va") && rest.starts_with("co quan") && is_bare_collective(first) && first.contains("so, ") {
        return true;
    }
    // "các sở, ban, ngành Thành phố và đơn vị liên quan": the level closes the first group.
    let closed = ["thanh pho", " tinh", " huyen", " xa", " phuong"].iter().any(|level| first.ends_with(level));
    if closed && cut.contains("va") && rest.starts_with("don vi ") && first.starts_with("cac ") {
        return true;
    }
    if is_bare_collective(&rest[..next_cut(rest)]) {
        // "ban, ngành, đoàn thể" goes on with the group before it; behind an agency with a name it opens a group.
        let named = quantifier_at(folded, before.start) == 0 && !is_bare_collective(first);
        return !group_before || (cut.contains("va") && named);
    }
    // "các khu phố, đơn vị thu gom rác": a firm is somebody of its own.
    let unit = "don vi ";
    if rest.starts_with(unit) && !first.ends_with("co quan") && is_contractor(folded, after.start + unit.len()) {
        return true;
    }
    // "trưởng ấp, trưởng khóm": two posts.
    let heads = ["truong thon", "truong ap", "truong khom", "truong xom", "truong ban", "truong buon", "truong khu"];
    let is_head = |text: &str| heads.iter().any(|head| text.trim_start_matches("cac ").starts_with(head));
    if lower && is_head(rest) && is_head(group) {
        return true;
    }
    // "Người đứng đầu cơ sở, chủ doanh nghiệp": somebody of another kind.
    if lower && rest.starts_with("chu ") && !is_bare_collective(first) && !first.starts_with("cac ") {
        return true;
    }
    // "các cơ quan, đơn vị thuộc UBND huyện" is one group, whatever is said of its last part.
    if group_before && lower && words_at(&GENERIC, folded, after.start).is_some() {
        return false;
    }
    // Behind a comma inside a name ("Phòng Kinh tế, Hạ tầng và Đô thị") no agency noun stands, so a noun opens a new one; one
    // in lower case only where it is more than a word of groups ("Chi cục Thủy sản, đồn biên phòng").
    let named = has_own_name(folded, original, before) || closed;
    let alone =
        named && !rest.starts_with("cap ") && noun == next_cut(rest) && rest[..noun].contains(' ') && !is_people(rest);
    !lower || noun < next_cut(rest) || group_before || alone
}

/// Kinds of settlements below the commune.
const SETTLEMENTS: [&str; 11] =
    ["thon", "ban", "ap", "xom", "buon", "lang", "khu pho", "khu dan cu", "to dan pho", "tdp", "tieu khu"];

/// "cán bộ", "người lao động": words without a post or office.
const MOST_WORDS_OF_PEOPLE: usize = 3;

/// Words for the people of an office.
fn is_people(folded: &str) -> bool {
    ["can bo", "cong chuc", "vien chuc", "nguoi lao dong", "dang vien", "doan vien", "hoi vien"]
        .iter()
        .any(|word| folded.trim_start_matches("cac ").starts_with(word))
}

/// Where the last piece of a list starts.
fn last_piece(list: &str, start: usize) -> usize {
    list.rfind([',', ';'])
        .map_or(start, |at| start + at + 1 + (list[at + 1..].len() - list[at + 1..].trim_start().len()))
}

/// Where the next piece of a list begins.
fn next_cut(text: &str) -> usize {
    text.find([',', ';']).unwrap_or(text.len()).min(text.find(" va ").unwrap_or(text.len()))
}

/// A group without a name of its own: "ban, ngành", "đoàn thể liên quan", "đơn vị".
fn is_bare_collective(folded: &str) -> bool {
    static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(?:cac |nhung )?(?:so|ban|nganh|linh vuc|ban nganh|nganh doan the|doan the|don vi|dia phuong|co quan|hoi|phong|to chuc|ca nhan|doanh nghiep|vien chuc|cong chuc|can bo|nguoi lao dong|chuyen mon|xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho|quan)",
            r"(?: chinh tri ?- ?xa hoi| chinh tri| xa hoi| chuyen mon)?(?: co)?(?: lien quan)?(?: khac)?(?: (?:tinh|huyen|xa|thanh pho|phuong|quan|thi xa|cap tinh|cap huyen|cap xa))?(?:, ?| va )?)+$"
        ))
        .ok()
    });
    BARE.as_ref().is_some_and(|bare| bare.is_match(folded.trim_matches([' ', '.', ';', ',', ':'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        split_list(&folded, text, 0..folded.text.len())
            .into_iter()
            .map(|range| text[folded.original(range)].to_owned())
            .collect()
    }

    #[test]
    fn lists_fall_apart_between_agencies_only() {
        for (text, pieces) in [
            ("Sở Tài chính, Sở Tư pháp", vec!["Sở Tài chính", "Sở Tư pháp"]),
            (
                "các ban, ngành, chuyên môn, các đơn vị có liên quan",
                vec!["các ban, ngành, chuyên môn", "các đơn vị có liên quan"],
            ),
            (
                "Công an phường, các khu phố, đơn vị thu gom rác",
                vec!["Công an phường", "các khu phố", "đơn vị thu gom rác"],
            ),
            ("Chi cục Thủy sản, đồn biên phòng", vec!["Chi cục Thủy sản", "đồn biên phòng"]),
            (
                "các tổ chức chính trị - xã hội và tổ chức, đoàn thể liên quan",
                vec!["các tổ chức chính trị - xã hội", "tổ chức, đoàn thể liên quan"],
            ),
            (
                "các tổ chức chính trị - xã hội, tổ chức thành viên của Mặt trận",
                vec!["các tổ chức chính trị - xã hội", "tổ chức thành viên của Mặt trận"],
            ),
            ("Tổng Liên đoàn Lao động, Trung ương Đoàn", vec!["Tổng Liên đoàn Lao động", "Trung ương Đoàn"]),
            ("UBND cấp huyện, cấp xã", vec!["UBND cấp huyện, cấp xã"]),
            (
                "Người đứng đầu cơ sở, chủ doanh nghiệp, chủ hộ kinh doanh",
                vec!["Người đứng đầu cơ sở", "chủ doanh nghiệp", "chủ hộ kinh doanh"],
            ),
            ("trưởng ấp, trưởng khóm", vec!["trưởng ấp", "trưởng khóm"]),
            ("Trưởng các thôn, khu phố.", vec!["Trưởng các thôn, khu phố."]),
            ("các thôn, TDP", vec!["các thôn, TDP"]),
            ("UBND xã, các nghệ nhân", vec!["UBND xã", "các nghệ nhân"]),
            ("các lãnh sự quán, tổ chức quốc tế", vec!["các lãnh sự quán", "tổ chức quốc tế"]),
            (
                "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường, Sở Y tế",
                vec!["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường", "Sở Y tế"],
            ),
            ("Công an xã và trưởng thôn, buôn", vec!["Công an xã", "trưởng thôn, buôn"]),
            ("Công an xã\nTrạm Y tế", vec!["Công an xã", "Trạm Y tế"]),
            ("Hội Nông dân huyện, các HTX nông nghiệp", vec!["Hội Nông dân huyện", "các HTX nông nghiệp"]),
            ("Công an xã, các thôn, khu phố", vec!["Công an xã", "các thôn, khu phố"]),
            ("UBND phường Từ Sơn, phường Tam Sơn", vec!["UBND phường Từ Sơn, phường Tam Sơn"]),
            ("UBND các xã, phường", vec!["UBND các xã, phường"]),
            ("Các đơn vị sự nghiệp: Bảo tàng tỉnh, Nhà hát tỉnh", vec!["Bảo tàng tỉnh", "Nhà hát tỉnh"]),
            ("Sở A (Trung tâm B và Bảo tàng C), Sở D", vec!["Sở A (Trung tâm B và Bảo tàng C)", "Sở D"]),
            ("Các doanh nghiệp, hợp tác xã trên địa bàn", vec!["Các doanh nghiệp, hợp tác xã trên địa bàn"]),
            ("tổ chức, cá nhân và hộ gia đình dùng nước", vec!["tổ chức, cá nhân và hộ gia đình dùng nước"]),
            ("các phòng chuyên môn, đơn vị sự nghiệp", vec!["các phòng chuyên môn", "đơn vị sự nghiệp"]),
            ("MTTQ, ban, ngành, đoàn thể chính trị- xã hội", vec!["MTTQ", "ban, ngành, đoàn thể chính trị- xã hội"]),
            (
                "Các ban, ngành, MTTQ, các đoàn thể chính trị-xã hội, các thôn có liên quan",
                vec!["Các ban, ngành", "MTTQ", "các đoàn thể chính trị-xã hội", "các thôn có liên quan"],
            ),
            ("Các công chức chuyên môn UBND xã, và các thôn", vec!["Các công chức chuyên môn UBND xã", "các thôn"]),
            ("Trường Mầm non, Trường Tiểu học, Trường THCS", vec!["Trường Mầm non", "Trường Tiểu học", "Trường THCS"]),
            (
                "MTTQ, các đoàn thể chính trị-xã hội và nhân dân",
                vec!["MTTQ", "các đoàn thể chính trị-xã hội", "nhân dân"],
            ),
            (
                "các sở, ban, ngành Thành phố và đơn vị có liên quan",
                vec!["các sở, ban, ngành Thành phố", "đơn vị có liên quan"],
            ),
            ("Các Sở, ngành, đơn vị, UBND cấp xã", vec!["Các Sở, ngành, đơn vị", "UBND cấp xã"]),
            (
                "Sở Tư pháp; các cơ quan, đơn vị, địa phương liên quan",
                vec!["Sở Tư pháp", "các cơ quan, đơn vị, địa phương liên quan"],
            ),
        ] {
            assert_eq!(split(text), pieces, "{text}");
        }
    }

    #[test]
    fn one_agency_stays_whole() {
        for text in [
            "Sở Văn hóa, Thể thao và Du lịch",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            "Công chức địa chính, xây dựng, Tài nguyên và Môi trường",
            "Công chức Tài chính – Kế toán, ngân sách",
            "Văn phòng HĐND và UBND xã",
            "các cơ quan, đơn vị, địa phương",
            "các cơ quan báo chí Trung ương, địa phương, quân đội",
            "Thủ trưởng các cơ quan, đơn vị",
            "Thủ trưởng sở, ban, ngành thành phố",
            "Bộ phận tiếp nhận và trả kết quả",
            "Sở Lao động - Thương binh và Xã hội",
        ] {
            assert_eq!(split(text), [text], "{text}");
        }
    }
}
