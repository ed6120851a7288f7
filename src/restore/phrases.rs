//! Phrases that a plan is sure to hold: names of its province's units, offices, titles of chapters.
//!
//! In: the readings of a group, position by position. Out: a bonus for those that spell such a phrase. A rare name ("Hoằng
//! Phụ") loses against common words of the same letters ("Hoàng Phú"), unless one knows where the document comes from; "Sở
//! Tư pháp" behind a number loses against "Số", and "NỘI DUNG" alone on its line against "NƠI DUNG". It adds no readings.
//! Names of one syllable get nothing, and words all in capitals only behind "xã" and the like: headings are full of what
//! would be names ("TIÊN PHONG", "ĐỒNG TÂM").

use std::collections::HashMap;
use std::sync::OnceLock;

use super::lattice::Arc;
use crate::gazetteer::{PROVINCES, names_in, province_named_most, province_names};
use crate::model::vocabulary::{FIRST_WORD, Vocabulary, WordId};
use crate::syllable::{ToneStyle, place_tone};
use crate::token::{Case, TokenKind, tokens};

/// What speaks for each word of a phrase, in nats.
const BONUS: f32 = 6.0;

/// Last words of the nouns of units.
const NOUNS: [&str; 8] = ["xã", "phường", "trấn", "huyện", "quận", "phố", "khu", "tỉnh"];

/// Beginnings of offices: a capital opens them.
const OFFICES: [&str; 74] = [
    "sở nội vụ",
    "sở tài chính",
    "sở tư pháp",
    "sở xây dựng",
    "sở y tế",
    "sở công thương",
    "sở nông nghiệp",
    "sở khoa học",
    "sở văn hóa",
    "sở giáo dục",
    "sở thông tin",
    "sở kế hoạch",
    "sở giao thông",
    "sở tài nguyên",
    "sở lao động",
    "sở du lịch",
    "sở ngoại vụ",
    "sở dân tộc",
    "bộ nội vụ",
    "bộ tài chính",
    "bộ tư pháp",
    "bộ xây dựng",
    "bộ y tế",
    "bộ công an",
    "bộ công thương",
    "bộ nông nghiệp",
    "bộ khoa học",
    "bộ văn hóa",
    "bộ giáo dục",
    "bộ quốc phòng",
    "bộ chỉ huy",
    "bộ tư lệnh",
    "ban chỉ huy",
    "ban chỉ đạo",
    "ban quản lý",
    "ban tổ chức",
    "ban dân tộc",
    "ban thường vụ",
    "ban tuyên giáo",
    "ủy ban nhân dân",
    "ủy ban mặt trận",
    "hội đồng nhân dân",
    "thanh tra tỉnh",
    "văn phòng ủy ban",
    "chánh văn phòng",
    "thủ tướng chính phủ",
    "mặt trận tổ quốc",
    "đoàn thanh niên",
    "hội liên hiệp phụ nữ",
    "hội phụ nữ",
    "hội nông dân",
    "hội cựu chiến binh",
    "liên đoàn lao động",
    "công an tỉnh",
    "công an xã",
    "trung tâm y tế",
    "trạm y tế",
    "phòng nội vụ",
    "phòng tư pháp",
    "phòng dân tộc",
    "phòng y tế",
    "phòng tài chính",
    "phòng tài nguyên",
    "phòng kinh tế",
    "phòng văn hóa",
    "phòng giáo dục",
    "phòng nông nghiệp",
    "phòng lao động",
    "phòng quản lý đô thị",
    "đài phát thanh",
    "đài truyền thanh",
    "trưởng các thôn",
    "trưởng các ấp",
    "ban nhân dân các ấp",
];

/// Words of the titles of chapters, all in capitals.
const TITLES: [&str; 28] = [
    "mục đích",
    "yêu cầu",
    "mục tiêu",
    "quan điểm",
    "chỉ tiêu",
    "nội dung",
    "nhiệm vụ",
    "giải pháp",
    "trọng tâm",
    "cụ thể",
    "tiến độ",
    "thời gian",
    "đối tượng",
    "phạm vi",
    "hình thức",
    "kinh phí",
    "tổ chức",
    "thực hiện",
    "phân công",
    "trách nhiệm",
    "giám sát",
    "đánh giá",
    "kiểm tra",
    "báo cáo",
    "phối hợp",
    "kế hoạch",
    "kết quả",
    "phụ lục",
];

/// How a phrase is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    /// Each word with a capital.
    Name,
    /// The first word with a capital.
    Office,
    /// All in capitals.
    Title,
}

/// The words of a phrase behind its first, and how it is written.
type Rest = (Box<[WordId]>, Writing);

/// Phrases as words, by their first.
#[derive(Debug)]
pub(super) struct Phrases {
    nouns: Vec<WordId>,
    by_start: HashMap<WordId, Vec<Rest>>,
}

/// The phrases of every plan, the newspapers of the provinces among them, and the names of each province: about a thousand,
/// made when a document first speaks of it.
#[derive(Debug, Default)]
pub(super) struct Known {
    common: OnceLock<Phrases>,
    provinces: OnceLock<Vec<OnceLock<Phrases>>>,
}

impl Known {
    /// The phrases that count in a text: those of every plan, and the names of the province that it names most.
    pub(super) fn of(&self, text: &str, vocabulary: &Vocabulary) -> Vec<&Phrases> {
        let province = province_named_most(text).map(|province| {
            let names = || names_in(PROVINCES[province].name).into_iter().map(|name| (name, Writing::Name));
            let provinces = self.provinces.get_or_init(|| PROVINCES.iter().map(|_| OnceLock::new()).collect());
            provinces[province].get_or_init(|| Phrases::new(names(), vocabulary))
        });
        std::iter::once(self.common.get_or_init(|| common(vocabulary))).chain(province).collect()
    }
}

/// The phrases of every plan.
fn common(vocabulary: &Vocabulary) -> Phrases {
    let papers: Vec<String> = province_names().iter().map(|name| format!("báo {name}")).collect();
    let papers = papers.iter().map(|paper| (paper.as_str(), Writing::Office));
    let offices = OFFICES.iter().map(|office| (*office, Writing::Office));
    let titles = TITLES.iter().map(|title| (*title, Writing::Title));
    Phrases::new(offices.chain(titles).chain(papers), vocabulary)
}

impl Phrases {
    fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, Writing)>, vocabulary: &Vocabulary) -> Phrases {
        let mut by_start: HashMap<WordId, Vec<Rest>> = HashMap::new();
        for (phrase, writing) in phrases {
            let words = tokens(phrase).filter(|token| token.kind == TokenKind::Word);
            let id = |word: &str| vocabulary.id(&place_tone(&word.to_lowercase(), ToneStyle::Official));
            let words: Box<[WordId]> = words.map(|token| id(&phrase[token.range])).collect();
            if let [first, rest @ ..] = &*words
                && !rest.is_empty()
                && words.iter().all(|&word| word >= FIRST_WORD)
            {
                by_start.entry(*first).or_default().push((rest.into(), writing));
            }
        }
        Phrases { nouns: NOUNS.iter().map(|noun| vocabulary.id(noun)).collect(), by_start }
    }

    /// Notes the words that spell phrases, by position. `case` is that of the word at a position, if it may be changed.
    fn spell(&self, arcs: &[Vec<Arc>], case: impl Fn(usize) -> Option<Case>, spelled: &mut Spelled) {
        let words = |at: usize| {
            let open = arcs.get(at).into_iter().flatten();
            open.filter(move |arc| arc.to as usize == at + 1 && arc.words.1.is_none()).map(|arc| arc.words.0)
        };
        let case = |at: usize| if at < arcs.len() { case(at) } else { None };
        let is_written = |at: usize, length: usize, writing: Writing| {
            let all = |wanted: &[Case]| (at..at + length).all(|at| case(at).is_some_and(|case| wanted.contains(&case)));
            match writing {
                Writing::Title => all(&[Case::Upper]),
                Writing::Office => (at..at + length).all(|at| case(at).is_some()),
                Writing::Name => {
                    let unit = || at > 0 && words(at - 1).any(|word| self.nouns.contains(&word));
                    all(&[Case::Title, Case::Upper]) && (case(at) == Some(Case::Title) || unit())
                }
            }
        };
        for at in (0..arcs.len()).filter(|&at| matches!(case(at), Some(Case::Title | Case::Upper))) {
            for first in words(at) {
                for (rest, writing) in self.by_start.get(&first).into_iter().flatten() {
                    let goes_on = |(i, &word): (usize, &WordId)| words(at + 1 + i).any(|other| other == word);
                    if rest.iter().enumerate().all(goes_on) && is_written(at, 1 + rest.len(), *writing) {
                        let phrase = std::iter::once(first).chain(rest.iter().copied());
                        phrase.enumerate().for_each(|(i, word)| spelled.put(at + i, word));
                    }
                }
            }
        }
    }
}

/// The words that spell phrases, by position. `case` is that of the word at a position, if it may be changed.
pub(super) fn spelled(phrases: &[&Phrases], arcs: &[Vec<Arc>], case: impl Fn(usize) -> Option<Case>) -> Spelled {
    let mut spelled = Spelled::default();
    phrases.iter().for_each(|phrases| phrases.spell(arcs, &case, &mut spelled));
    spelled
}

/// Words that spell phrases, by position.
#[derive(Debug, Default)]
pub(super) struct Spelled(HashMap<usize, Vec<WordId>>);

impl Spelled {
    fn put(&mut self, position: usize, word: WordId) {
        let words = self.0.entry(position).or_default();
        if !words.contains(&word) {
            words.push(word);
        }
    }

    /// Whether a phrase may stand at a position.
    pub(super) fn has(&self, position: usize) -> bool {
        self.0.contains_key(&position)
    }

    /// What speaks for a word at a position, in nats.
    pub(super) fn bonus(&self, position: usize, word: WordId) -> f32 {
        if self.0.get(&position).is_some_and(|words| words.contains(&word)) { BONUS } else { 0.0 }
    }
}
