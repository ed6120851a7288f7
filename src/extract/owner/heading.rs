//! Owners that a heading or a lead-in names for the items under it.
//!
//! Finds: "2. Phòng Nội vụ", "Đề nghị Ủy ban Mặt trận …", "Giao các sở, ngành; UBND cấp xã:", "Sở X chỉ đạo Chi cục Y thực
//! hiện các việc sau:".
//!
//! Not to be confused with: headings that name a subject ("Công tác tuyên truyền", "BAN TỔ CHỨC VÀ PHÂN CÔNG THỰC HIỆN"), a
//! bare level ("Cấp xã").

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::duty::charged;
use super::subject::answers_only;
use super::{directs, has_capital, names, opens_group, skip_spaces};
use crate::extract::Tracer;
use crate::extract::agency::{name_end, part_in_bracket};
use crate::fold::Folded;
use crate::lexicon::verb_at;
use crate::plan::Name;
use crate::segment::passage::Passage;

/// The agencies that a heading or lead-in names: the whole heading is a list of agencies, or the agencies are the subject
/// or object of a sentence in it.
pub(in crate::extract) fn in_heading(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Name> {
    static PREFIX: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:de nghi|giao(?: cho)?|doi voi|trach nhiem cua|nhiem vu cua|noi dung (?:giam sat|thuc hien|nhiem vu|(?:tu )?kiem tra|danh gia|theo doi) cua|phan cong|yeu cau|tai)\s*:?\s+)+").ok()
    });
    static DESCRIBED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:cac |nhung )[^,:]{0,40}\b(?:hoat dong trong|co lien quan den|thuoc) (?:linh vuc|cong tac)\b|^(?:(?:cac|nhung) )?(?:doanh nghiep|co so|don vi) cung (?:ung|cap) dich vu\b")
            .ok()
    });
    let folded = passage.folded();
    if let Some(one) = person(folded, passage.text()).or_else(|| post(folded, passage.text())) {
        return tracer.name(passage, folded.original(0..one)).into_iter().collect();
    }
    // "BAN TỔ CHỨC VÀ PHÂN CÔNG THỰC HIỆN": in capitals a verb looks like a part of the name.
    let capitals = !passage.text().chars().any(char::is_lowercase);
    if capitals && ["phan cong", "thuc hien"].iter().any(|words| folded.text.contains(words)) {
        return Vec::new();
    }
    // A level alone is nobody.
    if ["cap xa", "cap huyen", "cap tinh", "cap thanh pho"].contains(&folded.text.trim_end_matches([':', '.', ' '])) {
        return Vec::new();
    }
    let start = PREFIX.as_ref().and_then(|prefix| prefix.find(&folded.text)).map_or(0, |found| found.end());
    if let Some(led) = led_team(folded, passage.text()) {
        return names(passage, folded, led, tracer);
    }
    let start = behind_topic(folded, passage.text()).unwrap_or(start);
    // "Mời Hội Nông dân xã:", and not "môi trường".
    let start = if passage.text().starts_with("Mời ") { "moi ".len() } else { start };
    // "Các hộ khai thác, sử dụng nước ngầm có trách nhiệm": whatever stands before the duty says who is meant.
    if folded.text.trim_end_matches([':', '.', ' ']).ends_with("trach nhiem")
        && let Some(range) = charged(folded, passage.text(), start)
    {
        return names(passage, folded, range, tracer);
    }
    if let Some(led) = led_in_bracket(folded, passage.text()) {
        return names(passage, folded, led, tracer);
    }
    // "Trách nhiệm của đối tượng kiểm kê:" names somebody, whoever it is.
    let whoever = || {
        let responsible =
            ["trach nhiem cua ", "nhiem vu cua "].iter().any(|words| folded.text[..start].ends_with(words));
        let name = folded.text[start..].find(['(', ':']).map_or(folded.text.len(), |at| start + at);
        tracer.name(passage, folded.original(start..name)).filter(|_| responsible).into_iter().collect()
    };
    let Some(mut end) = name_end(folded, passage.text(), start) else { return whoever() };
    // A heading may part its agencies by semicolons; running text parts clauses by them.
    while folded.text[end..].starts_with("; ")
        && let Some(next) = name_end(folded, passage.text(), end + "; ".len())
    {
        end = next;
    }
    // "Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, giao thông": what describes the group belongs to its name.
    if DESCRIBED.as_ref().is_some_and(|pattern| pattern.is_match(&folded.text[start..]))
        && !folded.text.contains(['.', ';'])
    {
        return tracer.name(passage, folded.original(start..folded.text.len())).into_iter().collect();
    }
    let at = skip_spaces(&folded.text, end);
    let rest = &folded.text[at..];
    if is_rest_of_name(folded, end) {
        let end = folded.text.trim_end_matches([':', '.', ';', ' ']).len();
        return names(passage, folded, start..end, tracer);
    }
    if let Some(given) = passed_on(folded, passage.text(), at) {
        return names(passage, folded, given, tracer);
    }
    let whole = rest.trim_matches([':', '.', ';', ' ']).is_empty();
    if let Some(end) = part_in_bracket(folded, passage.text(), end) {
        return names(passage, folded, start..end, tracer);
    }
    // "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo": what it is stands behind the dash.
    let described =
        rest.strip_prefix("- ").is_some_and(|role| role.starts_with("co quan ") || role.starts_with("thuong truc "));
    if whole || described || rest.starts_with("la thanh vien") || rest.starts_with('(') || directs(folded, at) {
        return names(passage, folded, start..end, tracer);
    }
    whoever()
}

/// "Đoàn kiểm tra số 2 do Thanh tra tỉnh chủ trì, phối hợp với …": whoever leads the team that a heading names.
fn led_team(folded: &Folded, text: &str) -> Option<Range<usize>> {
    let team = ["doan ", "to cong tac ", "to kiem tra ", "to giam sat ", "nhom "]
        .iter()
        .any(|team| folded.text.starts_with(team));
    let by = team.then(|| folded.text.find(" do "))?? + " do ".len();
    let end = name_end(folded, text, by)?;
    let leads = ["chu tri", "phu trach", "lam truong", "lam to truong"];
    let rest = &folded.text[skip_spaces(&folded.text, end)..];
    leads.iter().any(|lead| rest.starts_with(lead)).then_some(by..end)
}

/// Where the agencies start that stand behind the topic of a heading: "Về giáo dục, các trường học trên địa bàn:".
fn behind_topic(folded: &Folded, text: &str) -> Option<usize> {
    let whole = folded.text.trim_end_matches([':', '.', ' ']).len();
    let topic = folded.text.starts_with("ve ").then(|| folded.text.find(", "))??;
    let start = topic + ", ".len();
    (opens_group(folded, text, start) && name_end(folded, text, start) == Some(whole)).then_some(start)
}

/// "1. Tuyên truyền (do Phòng Văn hóa - Xã hội chủ trì)": the bracket at the end of a heading that names no agency itself.
fn led_in_bracket(folded: &Folded, text: &str) -> Option<Range<usize>> {
    let whole = folded.text.trim_end_matches([':', '.', ' ']).strip_suffix(')')?;
    let inside = whole.rfind('(')? + 1;
    let start =
        inside + ["do ", "giao "].iter().find(|by| folded.text[inside..].starts_with(**by)).map_or(0, |by| by.len());
    let end = name_end(folded, text, start).filter(|_| name_end(folded, text, 0).is_none())?;
    // "(công chức Tư pháp - Hộ tịch phụ trách)": behind "Chủ tịch" the same words belong to a name.
    if end == whole.len()
        && let Some(name) = whole.strip_suffix(" phu trach")
    {
        return Some(start..name.len());
    }
    directs(folded, skip_spaces(&folded.text, end)).then_some(start..end)
}

/// "Ông Trần Văn A - Phó Chủ tịch UBND xã:": the end of a heading that is a person, with the post.
fn person(folded: &Folded, text: &str) -> Option<usize> {
    let title = ["ong ", "ba ", "dong chi ", "d/c "].iter().find(|title| folded.text.starts_with(**title))?;
    let name = &text[folded.original(title.len()..folded.text.len())];
    let words: Vec<&str> = name.split_whitespace().take(2).collect();
    let named = words.len() == 2 && words.iter().all(|word| word.starts_with(char::is_uppercase));
    let end = folded.text.trim_end_matches([':', ' ']).len();
    (named && !folded.text[..end].contains([':', ';', '.'])).then_some(end)
}

/// "Phó Chủ tịch phụ trách lĩnh vực Dân tộc, Tôn giáo": the end of a heading that is one post, told by its field.
fn post(folded: &Folded, text: &str) -> Option<usize> {
    let field = folded.text.find(" phu trach ")?;
    let end = folded.text.trim_end_matches([':', '.', ' ']).len();
    let named = name_end(folded, text, 0).is_some_and(|end| end >= field) && !folded.text[..field].contains([',', ';']);
    (named && !folded.text[..end].contains([':', ';', '.'])).then_some(end)
}

/// Whether a heading that opens with an agency goes on to its end as the name: "Trung tâm Xúc tiến đầu tư, thương mại và du
/// lịch", "Ủy ban nhân dân các xã: An Bình, An Hòa". Running text has clauses, with verbs at their heads.
fn is_rest_of_name(folded: &Folded, end: usize) -> bool {
    let rest = folded.text[end..].trim_end_matches([':', '.', ';', ' ']);
    let goes_on = rest.starts_with([',', ':']) || rest.trim_start().starts_with("va ") || rest.starts_with(" san xuat");
    let clause = rest.match_indices([',', ':', ' ']).any(|(at, sign)| {
        let word = end + at + sign.len();
        let heads = sign != " " || folded.text[end..word].trim_end().ends_with([',', ':']);
        heads && verb_at(folded, skip_spaces(&folded.text, word)).is_some()
    });
    goes_on && !clause && !rest.contains(['.', ';', '(']) && rest.split(' ').count() <= MOST_NAME_WORDS
}

/// Longest part of a heading behind the first words of a name.
const MOST_NAME_WORDS: usize = 24;

/// The agencies that a lead-in sentence puts to work: "Giao các công chức … có trách nhiệm:", "…, các cơ quan, đơn vị lập
/// kế hoạch".
pub(in crate::extract) fn in_lead_in(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Name> {
    static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|[.;,:]\s+)(?:trong do,? )?(?:cua\s+)?(?:(?:(?:uy ban nhan dan|ubnd)[^,;.]{0,40}?\s)?(?:giao(?: cho)?|de nghi|yeu cau)\s+)?").ok()
    });
    let folded = passage.folded();
    // "Chỉ đạo các Trạm Y tế:" leads in what those do.
    if let Some(start) = folded.text.starts_with("chi dao ").then_some("chi dao ".len())
        && let Some(end) = name_end(folded, passage.text(), start)
        && folded.text[end..].trim_start().starts_with(':')
    {
        return names(passage, folded, start..end, tracer);
    }
    // "Phối hợp với Ủy ban bầu cử, UBND xã chuẩn bị …:"; "Căn cứ …, UBND xã …" cites before its subject.
    let cites = ["can cu", "thuc hien", "tren co so", "hang nam", "dinh ky"];
    let ordered = verb_at(folded, 0).is_some() && !cites.iter().any(|words| folded.text.starts_with(words));
    for clause in CLAUSE.iter().flat_map(|clause| clause.find_iter(&folded.text)) {
        for start in [clause.end(), first_letter(&folded.text, clause.start())] {
            // "… quán triệt các cơ quan, đơn vị thực hiện": the next word of a list is no subject, and behind a verb none is.
            // Behind the colon of a title a sentence begins: "4. Xây dựng đội ngũ: Phòng Nội vụ tham mưu các việc sau:".
            let inside = ordered && !clause.as_str().starts_with(':');
            let Some(end) = name_end(folded, passage.text(), start) else { continue };
            let somebody =
                opens_group(folded, passage.text(), start) || has_capital(folded, passage.text(), start..end);
            if clause.start() > 0 && (inside || !somebody) {
                continue;
            }
            let at = skip_spaces(&folded.text, end);
            // "…; Chủ tịch UBND xã chịu trách nhiệm trước UBND huyện nếu …": who answers for it.
            if answers_only(&folded.text[at..]) || folded.text[at..].starts_with("chiu trach nhiem ve ") {
                continue;
            }
            let assigns = ["giao", "de nghi", "yeu cau"].iter().any(|word| folded.text[at..].starts_with(word));
            if let Some(given) = passed_on(folded, passage.text(), at) {
                return names(passage, folded, given, tracer);
            }
            if directs(folded, at) && !assigns {
                return names(passage, folded, start..end, tracer);
            }
        }
    }
    Vec::new()
}

/// "Sở X chỉ đạo Chi cục Y thực hiện:", "Sở X giao Chi cục Y làm đầu mối:" at the offset behind X: the work is Y's.
fn passed_on(folded: &Folded, text: &str, at: usize) -> Option<Range<usize>> {
    let orders = ["chi dao ", "giao cho ", "giao "];
    let name = at + orders.iter().find(|order| folded.text[at..].starts_with(**order))?.len();
    let end = name_end(folded, text, name)?;
    directs(folded, skip_spaces(&folded.text, end)).then_some(name..end)
}

fn first_letter(folded: &str, from: usize) -> usize {
    folded[from..].find(|c: char| c.is_ascii_alphabetic()).map_or(from, |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{names_of, passage, with_tracer};
    use super::*;

    fn heading(text: &str) -> Vec<String> {
        with_tracer(text, |tracer| names_of(in_heading(&passage(text), tracer)))
    }

    #[test]
    fn a_lead_in_names_whoever_its_sentence_puts_to_work() {
        let lead_in = |text: &str| with_tracer(text, |tracer| names_of(in_lead_in(&passage(text), tracer)));
        assert_eq!(lead_in("Xây dựng đội ngũ: Phòng Nội vụ tham mưu các việc sau:"), ["Phòng Nội vụ"]);
        assert_eq!(
            lead_in("Theo chức trách, công chức Văn hóa - Xã hội và Ban tự quản các thôn tổ chức những việc sau:"),
            ["công chức Văn hóa - Xã hội", "Ban tự quản các thôn"]
        );
        let answers =
            "Bám sát Kế hoạch; Chủ tịch UBND xã chịu trách nhiệm trước UBND huyện nếu chậm, gồm các việc sau:";
        assert_eq!(lead_in(answers), Vec::<String>::new());
    }

    #[test]
    fn reads_headings() {
        assert_eq!(heading("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã"), ["Ủy ban Mặt trận Tổ quốc Việt Nam xã"]);
        assert_eq!(
            heading("Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải"),
            ["Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải"]
        );
        assert_eq!(heading("Phòng Tư pháp thành phố:"), ["Phòng Tư pháp thành phố"]);
        assert_eq!(
            heading("Đoàn kiểm tra số 2 do Thanh tra tỉnh chủ trì, phối hợp với Công an tỉnh"),
            ["Thanh tra tỉnh"]
        );
        assert_eq!(heading("Tổ chức thực hiện dự án do Bộ Công an chủ trì"), Vec::<String>::new());
        assert_eq!(heading("Về y tế, các trạm y tế trên địa bàn:"), ["các trạm y tế trên địa bàn"]);
        assert_eq!(
            heading("Trách nhiệm của tổ hợp tác dùng nước và các hộ hưởng lợi:"),
            ["tổ hợp tác dùng nước", "các hộ hưởng lợi"]
        );
        assert_eq!(heading("Mời Hội Nông dân xã:"), ["Hội Nông dân xã"]);
        assert_eq!(heading("Sở Y tế giao Chi cục Dân số làm đầu mối thực hiện:"), ["Chi cục Dân số"]);
        assert_eq!(
            heading("Hòa giải ở cơ sở (công chức Tư pháp - Hộ tịch phụ trách)"),
            ["công chức Tư pháp - Hộ tịch"]
        );
        assert_eq!(
            heading("Giao các sở, ban, ngành tỉnh; UBND cấp huyện, cấp xã:"),
            ["các sở, ban, ngành tỉnh", "UBND cấp huyện, cấp xã"]
        );
        assert_eq!(
            heading("Trung tâm Khuyến công, thương mại và du lịch"),
            ["Trung tâm Khuyến công, thương mại và du lịch"]
        );
        assert_eq!(heading("Sở Y tế chỉ đạo Chi cục Dân số thực hiện các việc sau:"), ["Chi cục Dân số"]);
        let post = "Phó Chủ tịch phụ trách lĩnh vực Dân tộc, Tôn giáo và các Hội";
        assert_eq!(heading(post), [post], "one post, whose field is a list");
        let charged = "Các hộ gia đình khai thác nước ngầm";
        assert_eq!(heading(&format!("{charged} có trách nhiệm:")), [charged]);
        assert!(heading("Cấp xã").is_empty() && heading("Cấp thành phố:").is_empty());
        for text in [
            "Công tác thông tin, tuyên truyền",
            "NỘI DUNG",
            "Tổ chức thực hiện tốt nhiệm vụ",
            "Chỉ số năng lực cạnh tranh.",
            "Môi trường ao nuôi",
        ] {
            assert!(heading(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn reads_lead_ins() {
        let lead = |text: &str| with_tracer(text, |tracer| names_of(in_lead_in(&passage(text), tracer)));
        assert_eq!(
            lead("Giao công chức Văn phòng Thống kê xây dựng báo cáo UBND thị xã, cụ thể:"),
            ["công chức Văn phòng Thống kê"]
        );
        assert_eq!(
            lead(
                "Căn cứ chức năng, quyền hạn được giao, các cơ quan, đơn vị, địa phương lập kế hoạch, chủ động tổ chức"
            ),
            ["các cơ quan, đơn vị, địa phương"]
        );
        assert_eq!(
            lead("UBND thành phố yêu cầu các phòng, ban, đơn vị thực hiện đồng bộ các nhiệm vụ:"),
            ["các phòng, ban, đơn vị"]
        );
        assert_eq!(lead("Sở Y tế chỉ đạo Chi cục Dân số thực hiện các nhiệm vụ sau:"), ["Chi cục Dân số"]);
        assert_eq!(lead("Chỉ đạo các Trạm Y tế:"), ["các Trạm Y tế"]);
        assert_eq!(lead("Trong đó giao Giám đốc Công an tỉnh chỉ đạo thực hiện:"), ["Giám đốc Công an tỉnh"]);
        assert!(lead("Phối hợp với Hội Nông dân xã, Trạm Y tế xã chuẩn bị hội nghị:").is_empty());
        assert!(lead("Chỉ đạo thực hiện:").is_empty());
        assert!(lead("Để nâng cao Chỉ số cần thực hiện các nội dung sau:").is_empty());
    }
}
