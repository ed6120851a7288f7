//! Who signed: name, post, on whose behalf.
//!
//! Finds: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A", without TM., all on one line, a post glued to
//! the name, lines wrapped inside the post.
//!
//! Not to be confused with: "(Đã ký)", a typist's mark, entries of the recipients beside it.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Tracer;
use crate::fold::Folded;
use crate::plan::Signatory;
use crate::segment::passage::Passage;

/// Posts, folded, as they are written.
const POSTS: [(&str, &str); 14] = [
    ("pho chu tich thuong truc", "Phó Chủ tịch Thường trực"),
    ("pho chu tich", "Phó Chủ tịch"),
    ("chu tich", "Chủ tịch"),
    ("pho giam doc", "Phó Giám đốc"),
    ("giam doc", "Giám đốc"),
    ("pho truong ban", "Phó Trưởng ban"),
    ("truong ban", "Trưởng ban"),
    ("pho truong tieu ban", "Phó Trưởng tiểu ban"),
    ("truong tieu ban", "Trưởng tiểu ban"),
    ("pho truong phong", "Phó Trưởng phòng"),
    ("truong phong", "Trưởng phòng"),
    ("pho chanh van phong", "Phó Chánh Văn phòng"),
    ("chanh van phong", "Chánh Văn phòng"),
    ("bi thu", "Bí thư"),
];

/// Reads the lines of a signature.
pub(super) fn signatory(lines: &[Passage], tracer: &Tracer<'_>) -> Option<Signatory> {
    let mut joined = Passage::default();
    for line in lines {
        joined.join(" ", line);
    }
    if joined.is_empty() {
        return None;
    }
    let folded = joined.folded();
    let name = name(lines);
    let post = last_post(&folded.text);
    let on_behalf_of = on_behalf(folded, joined.text());
    (name.is_some() || post.is_some()).then(|| Signatory {
        name,
        title: post,
        on_behalf_of,
        place: tracer.whole(&joined),
    })
}

/// The last post in capitals: behind "KT. CHỦ TỊCH" stands the one who signs.
fn last_post(folded: &str) -> Option<String> {
    let ends =
        POSTS.iter().filter_map(|(post, written)| folded.rfind(post).map(|at| (at + post.len(), post.len(), *written)));
    ends.max_by_key(|&(end, length, _)| (end, length)).map(|(_, _, written)| written.to_owned())
}

/// "TM. ỦY BAN NHÂN DÂN" → "Ủy ban nhân dân".
fn on_behalf(folded: &Folded, original: &str) -> Option<String> {
    static BEHALF: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\btm\s?[.,]\s?(?P<who>uy ban nhan dan|hoi dong nhan dan|ban chi dao|ban chi huy|ban thuong vu|ban to chuc|ban thuong truc|tieu ban|hoi dong|ubnd)").ok()
    });
    let found = BEHALF.as_ref()?.captures(&folded.text)?;
    let who = original[folded.original(found.name("who")?.range())].trim().to_lowercase();
    let mut letters = who.chars();
    Some(letters.next()?.to_uppercase().chain(letters).collect())
}

/// The name: the last line of two to five words with capitals, also glued behind a post.
fn name(lines: &[Passage]) -> Option<String> {
    static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|TỊCH\s?|ĐỐC\s?|BAN\s?|\)\s?)(?P<name>(?:[AY]|[HK][’']\s?\p{Lu}?\p{Ll}+|\p{Lu}\p{Ll}+)(?:\s\p{Lu}[\p{Ll}’']*){1,5})$").ok()
    });
    lines.iter().rev().find_map(|line| {
        let found = NAME.as_ref()?.captures(line.text().trim_end_matches(['.', ' ']))?;
        let name = found.name("name")?.as_str();
        (!matches!(crate::fold::fold(name).as_str(), "da ky")).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(lines: &[&str]) -> Option<(Option<String>, Option<String>, Option<String>)> {
        let passages: Vec<Passage> = lines.iter().map(|line| passage(line)).collect();
        with_tracer(&format!("x{}", lines.join("\n")), |tracer| {
            signatory(&passages, tracer).map(|s| (s.name, s.title, s.on_behalf_of))
        })
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn reads_signatures() {
        let full = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vũ Quang Sáng"];
        assert_eq!(read(&full), Some((some("Vũ Quang Sáng"), some("Phó Chủ tịch"), some("Ủy ban nhân dân"))));
        assert_eq!(read(&["CHỦ TỊCH", "Nguyễn Thành Chân"]), Some((some("Nguyễn Thành Chân"), some("Chủ tịch"), None)));
        assert_eq!(read(&["CHỦ TỊCH", "Y Thuận Kbuôr"]), Some((some("Y Thuận Kbuôr"), some("Chủ tịch"), None)));
        assert_eq!(read(&["CHỦ TỊCH", "A Brót"]), Some((some("A Brót"), some("Chủ tịch"), None)));
        assert_eq!(
            read(&["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCHSơn Thị Ánh Hồng"]),
            Some((some("Sơn Thị Ánh Hồng"), some("Phó Chủ tịch"), None))
        );
        let wrapped = ["TM. ỦY BAN", "NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ", "CHỦ TỊCH", "(Đã ký)", "Lê Văn An"];
        assert_eq!(read(&wrapped), Some((some("Lê Văn An"), some("Phó Chủ tịch"), some("Ủy ban nhân dân"))));
    }

    #[test]
    fn leaves_lines_without_a_signer() {
        assert_eq!(read(&[]), None);
        assert_eq!(read(&["09 KH", "Đã ký"]), None);
    }
}
