//! Text that an OCR with a Latin model has read: letters and marks are wrong.
//!
//! In: a group of lines. Out: proposals for its words. A piece between white space is taken apart into signs and cores;
//! a core's readings come from the letter tree and the channel, also as two words, or together with the next core as
//! one. Numbers, codes, addresses and cores that carry a Vietnamese letter already stay as they are.

use super::case::{Capitals, read_case};
use super::decode::{Choice, decode};
use super::edit::{Evidence, Proposal, Tier};
use super::habits::{Cache, SURE};
use super::lattice::Arc;
use super::phrases::{Phrases, spelled};
use super::protect::{is_address, is_code, is_number, is_quantity, repair_code};
use super::shape::{
    glued_label, has_syllable_shape, is_abbreviation, is_closing, is_glued_office, is_joint, is_label, is_letter_label,
    is_misread_quarter, is_misread_roman, is_open_syllable, is_opening, lone_words, repair_roman,
};
use super::{Restorer, Worker};
use crate::model::linear::Surroundings;
use crate::model::vocabulary::{COMMA, FIRST_WORD, NUMBER, SIGN, START, UNKNOWN, WordId};
use crate::syllable::{is_vietnamese_only, skeleton};
use crate::token::{Case, pieces};
use std::ops::Range;
use std::rc::Rc;

/// Weight of the channel against the language model.
const CHANNEL_WEIGHT: f32 = 1.15;
/// Weight of the linear model where the first pass was not sure: its skeletons may be wrong, and readings of different
/// skeletons are compared, which it was not trained for.
const LINEAR_WEIGHT: f32 = 0.5;
/// States that the search keeps a position: the readings are many.
const BEAM: usize = 12;
/// Cost of keeping a core as it is, though the channel can read it.
const KEEP_COST: f32 = 13.0;
/// Cost of reading two cores as one word.
const JOIN_COST: f32 = 5.0;
/// Cost of reading one core as two words.
const SPLIT_COST: f32 = 6.0;
/// What speaks for two words where the first ends in an apostrophe.
const HOOK: f32 = 5.0;
/// Cores whose cheapest reading costs more than this are tried as two words or together with the next.
const HARD: f32 = 10.0;
/// Cost of reading a lone number as a word, and the probability from which it is done: a number is seldom a word.
const LONE_COST: f32 = 3.0;
const LONE_SURE: f32 = 0.995;
/// The same in a document that has far more such numbers than others.
const LONE_SURE_AMONG_MANY: f32 = 0.7;
/// What speaks for "sở" before an abbreviation, which the model knows as any unknown word, in nats.
const OFFICE: f32 = 8.0;
/// Readings to which others with the same letters and other marks are added, and what these cost more.
const MOST_MARKED_ANEW: usize = 2;
const OTHER_MARKS: f32 = 3.0;
/// Cores of so few signs are not tried as two words.
const FEWEST_SIGNS_OF_TWO: usize = 4;
/// Readings of each half of a core that is tried as two words, also behind an apostrophe, and pairs of them.
const MOST_HALVES: usize = 4;
const MOST_HOOKED: usize = 16;
const MOST_WAYS: usize = 6;
/// Longer cores are no syllables.
const LONGEST_CORE: usize = 14;

/// The words that a core may be, with their costs.
pub(super) type Readings = Rc<[(WordId, f32)]>;

/// A part of the text between two positions of the lattice.
struct Unit {
    range: Range<usize>,
    kind: Kind,
    /// Whether the next unit follows after nothing but white space.
    loose: bool,
}

enum Kind {
    Class(WordId),
    /// A document code, which may get its Đ back.
    Code,
    /// A roman number in which an I was read as 1 or l.
    Roman,
    /// A number that stands where a short word may ("dân chủ 6 cơ sở"): the words.
    Lone(Vec<WordId>),
    /// Another lone digit.
    Digit,
    Core(Readings),
}

/// A group of running text whose words were chosen once.
pub(super) struct Group {
    units: Vec<Unit>,
    arcs: Vec<Vec<Arc>>,
    choices: Vec<Choice>,
}

/// Chooses the words of the lines `ranges` of `text`, one group of running text.
pub(super) fn read(restorer: &Restorer, text: &str, ranges: &[Range<usize>], worker: &mut Worker) -> Group {
    let mut units = Vec::new();
    for range in ranges {
        units_of(restorer, text, range.clone(), worker, &mut units);
    }
    let arcs = (0..units.len()).map(|i| arcs_of(restorer, text, &units, i, worker)).collect();
    let mut group = Group { units, arcs, choices: Vec::new() };
    group.choose(restorer, text, worker, |_, _| 0.0);
    group
}

impl Group {
    /// Chooses words; `bonus` is what speaks for an arc from a position beyond its cost.
    fn choose(&mut self, restorer: &Restorer, text: &str, worker: &mut Worker, bonus: impl Fn(usize, &Arc) -> f32) {
        worker.lattice.clear();
        for (i, arcs) in self.arcs.iter().enumerate() {
            worker.lattice.push(arcs.iter().map(|arc| Arc { cost: arc.cost - bonus(i, arc), ..*arc }));
        }
        let vocabulary = &restorer.model.vocabulary;
        // Once the path is known, so are the skeletons: the linear model then helps to choose among readings of one skeleton.
        let case = |unit: usize| read_case(&text[self.units[unit].range.clone()]) as u8;
        let prior = |unit: usize, place: usize, words: &[WordId], word: WordId| {
            if vocabulary.skeleton_of(word) != vocabulary.skeleton_of(words[place]) {
                return 0.0;
            }
            let at = |offset: isize| {
                let place = usize::try_from(place as isize + offset).ok();
                place.and_then(|place| words.get(place)).map_or(START, |&word| vocabulary.skeleton_of(word))
            };
            let around =
                Surroundings { left: [at(-1), at(-2), at(-3)], right: [at(1), at(2), at(3)], case: case(unit) };
            restorer.model.linear.score(&around.keys(), word)
        };
        self.choices = decode(&worker.lattice, &mut worker.search, &restorer.model, BEAM, prior);
    }

    /// The words before and after each choice.
    fn neighbours(&self, i: usize) -> (WordId, WordId) {
        let before = i.checked_sub(1).map_or(START, |i| self.choices[i].words.1.unwrap_or(self.choices[i].words.0));
        (before, self.choices.get(i + 1).map_or(START, |choice| choice.words.0))
    }

    /// Tells what was chosen for sure.
    pub(super) fn note(&self, text: &str, cache: &mut Cache) {
        for (i, choice) in self.choices.iter().enumerate() {
            match self.units[choice.first].kind {
                Kind::Lone(_) if self.units[choice.first].range.len() == 1 => cache.note_digit(true),
                Kind::Digit => cache.note_digit(false),
                _ => {}
            }
            let is_word = matches!(self.units[choice.first].kind, Kind::Core(_) | Kind::Class(_));
            if is_word && choice.confidence >= SURE && choice.words.1.is_none() && choice.words.0 >= FIRST_WORD {
                let old = &text[self.units[choice.first].range.clone()];
                cache.note(self.neighbours(i), choice.words.0, read_case(old));
            }
        }
    }

    /// Chooses again where a choice was not sure, by what the document says elsewhere, and where a phrase of every plan or
    /// a name of its province may stand.
    pub(super) fn reconsider(
        &mut self,
        restorer: &Restorer,
        text: &str,
        worker: &mut Worker,
        cache: &Cache,
        phrases: &[&Phrases],
    ) {
        let case = |i: usize| {
            let unit = &self.units[i];
            let old = &text[unit.range.clone()];
            // "T6" among capitals has no small letter.
            let upper = old.starts_with(char::is_uppercase) && !old.contains(char::is_lowercase);
            matches!(unit.kind, Kind::Core(_)).then(|| if upper { Case::Upper } else { read_case(old) })
        };
        let spelled = spelled(phrases, &self.arcs, case);
        let misread = cache.misreads_words();
        let is_open = |choice: &Choice| {
            let lone = misread && matches!(self.units[choice.first].kind, Kind::Lone(_));
            choice.confidence < SURE || spelled.has(choice.first) || lone
        };
        if !self.choices.iter().any(is_open) {
            return;
        }
        let vocabulary = &restorer.model.vocabulary;
        let skeletons: Vec<u16> = self.choices.iter().map(|choice| vocabulary.skeleton_of(choice.words.0)).collect();
        let mut around = vec![None; self.units.len()];
        for (i, choice) in self.choices.iter().enumerate().filter(|(_, choice)| choice.confidence < SURE) {
            let at = |offset: isize| {
                let place = usize::try_from(i as isize + offset).ok();
                place.and_then(|place| skeletons.get(place)).copied().unwrap_or(START)
            };
            let case = read_case(&text[self.units[choice.first].range.clone()]) as u8;
            let beside = Surroundings { left: [at(-1), at(-2), at(-3)], right: [at(1), at(2), at(3)], case };
            around[choice.first] = Some((self.neighbours(i), beside.keys()));
        }
        let model = &restorer.model;
        let lone: Vec<bool> = self.units.iter().map(|unit| misread && matches!(unit.kind, Kind::Lone(_))).collect();
        self.choose(restorer, text, worker, |position, arc| match (&around[position], arc.words) {
            (_, (word, _)) if lone[position] && word >= FIRST_WORD => LONE_COST,
            (Some((beside, keys)), (word, None)) if word >= FIRST_WORD => {
                let of_document = cache.bonus(*beside, word, &model.ngrams);
                of_document + LINEAR_WEIGHT * model.linear.score(keys, word) + spelled.bonus(position, word)
            }
            (None, (word, None)) => spelled.bonus(position, word),
            _ => 0.0,
        });
    }

    /// The changes.
    pub(super) fn propose(&self, restorer: &Restorer, text: &str, cache: &Cache, out: &mut Vec<Proposal>) {
        let vocabulary = &restorer.model.vocabulary;
        let lone_sure = if cache.misreads_words() { LONE_SURE_AMONG_MANY } else { LONE_SURE };
        let mut capitals = Capitals::default();
        for (i, choice) in self.choices.iter().enumerate() {
            let (first, last) = (&self.units[choice.first], &self.units[choice.end - 1]);
            let range = first.range.start..last.range.end;
            let old = &text[range.clone()];
            match &first.kind {
                // A quotation begins as a sentence does.
                Kind::Class(SIGN) if old.starts_with(['“', '"']) => capitals.pass(START),
                Kind::Class(class) => capitals.pass(*class),
                Kind::Code | Kind::Roman => {
                    capitals.pass(NUMBER);
                    let roman = matches!(first.kind, Kind::Roman);
                    let text = if roman { repair_roman(old) } else { repair_code(old) };
                    let (tier, evidence) = (Tier::Likely, Evidence::Marks);
                    out.push(Proposal::alone(range, text, tier, evidence, 1.0));
                }
                Kind::Digit => capitals.pass(NUMBER),
                Kind::Lone(words) if !words.contains(&choice.words.0) || choice.confidence < lone_sure => {
                    capitals.pass(NUMBER);
                }
                Kind::Core(_) if choice.words.0 == UNKNOWN => capitals.pass(UNKNOWN),
                Kind::Core(_) | Kind::Lone(_) => {
                    let put = |word: WordId| restorer.in_style(vocabulary.word(word));
                    let word = put(choice.words.0);
                    let next = self.choices.get(i + 1).map(|next| &text[self.units[next.first].range.clone()]);
                    let small = cache.is_small(self.neighbours(i).0, choice.words.0);
                    let mut new = capitals.dress(old, next, (&word, choice.words.0), small, &restorer.model);
                    if let Some(second) = choice.words.1 {
                        // "SOY": the Y of "Sở Y tế" was printed large.
                        let second = put(second);
                        let second = if is_glued_office(old) { second.to_uppercase() } else { second };
                        new = format!("{new} {second}");
                    }
                    let spacing = choice.words.1.is_some() || choice.end > choice.first + 1;
                    let tier = Tier::of_letters(choice.confidence);
                    let runners_up = if tier == Tier::Doubtful {
                        choice.rivals.iter().map(|&(word, _)| put(word)).collect()
                    } else {
                        Vec::new()
                    };
                    let evidence = if spacing { Evidence::Spacing } else { Evidence::Letters };
                    out.push(Proposal { range, text: new, tier, evidence, confidence: choice.confidence, runners_up });
                }
            }
        }
    }
}

/// Takes the pieces of a line apart.
fn units_of(restorer: &Restorer, text: &str, line: Range<usize>, worker: &mut Worker, units: &mut Vec<Unit>) {
    let (offset, line_end) = (line.start, line.end);
    let quoted = text[line.clone()].contains(['“', '"', '„'])
        || text[line.clone()].contains(" ‘")
        || text[line.clone()].contains(" '");
    for (i, piece) in pieces(&text[line]).enumerate() {
        let (mut start, end) = (offset + piece.start, offset + piece.end);
        // "V.TO", "1.S6": a label that has lost the space behind it.
        if let Some(label) = glued_label(&text[start..end]).filter(|_| i == 0) {
            push(units, start..start + label, Kind::Class(START));
            start += label;
        }
        let token = &text[start..end];
        if i == 0 && is_label(token) || is_letter_label(token) {
            // A label opens a sentence; what it says is `label`'s business.
            push(units, start..end, Kind::Class(START));
            continue;
        }
        let before = units.last().map_or("", |unit| &text[unit.range.clone()]);
        if is_misread_roman(token) || is_misread_quarter(before, token, &text[end..line_end]) {
            push(units, start..end, Kind::Roman);
            continue;
        }
        // "dân chủ 6 cơ sở", "nhà 6, nước sạch"
        let number = token.strip_suffix(',').unwrap_or(token);
        if i > 0 && !lone_words(number).is_empty() {
            let words = lone_words(number).iter().map(|word| restorer.model.vocabulary.id(word));
            let behind = start + number.len();
            push(units, start..behind, Kind::Lone(words.filter(|&word| word != UNKNOWN).collect()));
            if behind < end {
                push(units, behind..end, Kind::Class(COMMA));
            }
            continue;
        }
        if i > 0 && matches!(token.as_bytes(), [b'2'..=b'9']) {
            push(units, start..end, Kind::Digit);
            continue;
        }
        // "$6 Tài chính": a capital that a letter with a mark follows; no amount is written so.
        if let Some(mark @ ("0" | "6")) = token.strip_prefix('$') {
            let readings = worker.readings(restorer, &format!("S{mark}"));
            units.push(Unit { range: start..end, kind: Kind::Core(readings), loose: true });
            continue;
        }
        if is_number(token) || is_quantity(token) || is_address(token) {
            push(units, start..end, Kind::Class(NUMBER));
            continue;
        }
        if is_code(token) {
            push(units, start..end, Kind::Code);
            continue;
        }
        let core_end = start + token.trim_end_matches(is_closing).len();
        while start < core_end {
            let rest = &text[start..core_end];
            let Some(sign) = rest.chars().next() else { break };
            if is_opening(sign) {
                push(units, start..start + sign.len_utf8(), Kind::Class(SIGN));
                start += sign.len_utf8();
                continue;
            }
            let length =
                rest.char_indices().find(|&(i, c)| i > 0 && is_joint(c, &rest[i..])).map_or(rest.len(), |(i, _)| i);
            let part = &text[start..start + length];
            // "UBND các x, phường": the vowel is lost; beside a number it is a sign ("130 suất x 300.000 đồng").
            let beside = before.ends_with(|c: char| c.is_ascii_digit())
                || text[end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            let lost = part == "x" && !beside;
            push(units, start..start + length, core(restorer, if lost { "xa" } else { part }, worker));
            start += length;
            if let Some(unit) = units.last_mut() {
                unit.loose = start == end;
            }
        }
        let mut signs = core_end.max(start);
        // "Sở’": a quote that nothing opens is dirt behind the word.
        let rest = &text[signs..end];
        let dirt = rest.chars().take_while(|c| matches!(c, '’' | '\'' | '‘' | '`')).map(char::len_utf8).sum::<usize>();
        if dirt > 0
            && !quoted
            && let Some(Unit { range, kind: Kind::Core(_), .. }) =
                units.last_mut().filter(|unit| unit.range.end == signs)
        {
            signs += dirt;
            range.end = signs;
        }
        for (i, sign) in text[signs..end].char_indices() {
            let class = match sign {
                ',' => COMMA,
                '.' | ';' | ':' | '!' | '?' | '…' => START,
                _ => SIGN,
            };
            push(units, signs + i..signs + i + sign.len_utf8(), Kind::Class(class));
        }
    }
}

fn push(units: &mut Vec<Unit>, range: Range<usize>, kind: Kind) {
    units.push(Unit { range, kind, loose: false });
}

/// What a core is: readings, or a class where it must not be read.
fn core(restorer: &Restorer, core: &str, worker: &mut Worker) -> Kind {
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let lower = core.chars().any(char::is_lowercase);
    let id = restorer.model.vocabulary.id_of_any(core);
    if core.chars().any(is_vietnamese_only) {
        return Kind::Class(id);
    }
    let mixed_code = digits > 0 && !lower && letters + digits > 2 && !is_glued_office(core);
    if letters == 0 && digits > 0 || mixed_code || core.chars().count() > LONGEST_CORE {
        return Kind::Class(if letters == 0 { NUMBER } else { UNKNOWN });
    }
    // "IoT": a sign of its own.
    let signs: Vec<char> = core.chars().collect();
    if let [first, middle, last] = signs[..]
        && first.is_ascii_uppercase()
        && middle.is_ascii_lowercase()
        && last.is_ascii_uppercase()
    {
        return Kind::Class(UNKNOWN);
    }
    // Capitals that are no syllable are an abbreviation: its letters are not the channel's business.
    if !lower && letters > 1 && digits == 0 && !has_syllable_shape(core) && !is_open_syllable(core) {
        return if repair_code(core) == core { Kind::Class(id) } else { Kind::Code };
    }
    Kind::Core(worker.readings(restorer, core))
}

/// The arcs from unit `i`: its readings, itself, two words, or one word with the next unit.
fn arcs_of(restorer: &Restorer, text: &str, units: &[Unit], i: usize, worker: &mut Worker) -> Vec<Arc> {
    let arc = |to: usize, words: (WordId, Option<WordId>), cost: f32| Arc { to: to as u32, words, cost };
    let readings = match &units[i].kind {
        Kind::Class(class) => return vec![arc(i + 1, (*class, None), 0.0)],
        Kind::Code | Kind::Roman => return vec![arc(i + 1, (NUMBER, None), 0.0)],
        Kind::Digit => return vec![arc(i + 1, (NUMBER, None), 0.0)],
        Kind::Lone(words) => {
            let words = words.iter().map(|&word| arc(i + 1, (word, None), LONE_COST));
            return std::iter::once(arc(i + 1, (NUMBER, None), 0.0)).chain(words).collect();
        }
        Kind::Core(readings) => readings,
    };
    let mut arcs: Vec<Arc> =
        readings.iter().map(|&(word, cost)| arc(i + 1, (word, None), CHANNEL_WEIGHT * cost)).collect();
    arcs.push(arc(i + 1, (UNKNOWN, None), KEEP_COST));
    // "Sở KH&CN": before an abbreviation stands an office, not a number.
    let text_of = |i: usize| units.get(i).map(|unit| &text[unit.range.clone()]);
    let behind_colon = text_of(i + 1) == Some(":");
    let next = text_of(i + 1 + usize::from(behind_colon)).filter(|_| behind_colon || units[i].loose);
    if next.is_some_and(is_abbreviation) {
        let office = restorer.model.vocabulary.id("sở");
        // Nothing else is shortened so.
        let sure = if next.is_some_and(|next| next.contains('&')) { 2.0 } else { 1.0 };
        arcs.iter_mut().filter(|arc| arc.words.0 == office).for_each(|arc| arc.cost -= sure * OFFICE);
    }
    let own = &text[units[i].range.clone()];
    if is_glued_office(own) {
        let word = |word: &str| restorer.model.vocabulary.id(word);
        arcs.push(arc(i + 1, (word("sở"), Some(word("y"))), SPLIT_COST));
    }
    let hard = |readings: &Readings| readings.first().is_none_or(|&(_, cost)| cost > HARD);
    if hard(readings) && own.chars().count() > FEWEST_SIGNS_OF_TWO {
        for (words, cost) in halves(restorer, own, worker) {
            arcs.push(arc(i + 1, words, CHANNEL_WEIGHT * cost + SPLIT_COST));
        }
    }
    if units[i].loose
        && let Some(Unit { kind: Kind::Core(next), range, .. }) = units.get(i + 1)
        && (hard(readings) || hard(next))
    {
        let joined = format!("{own}{}", &text[range.clone()]);
        if joined.chars().count() <= 8 {
            for &(word, cost) in worker.readings(restorer, &joined).iter().take(8) {
                arcs.push(arc(i + 2, (word, None), CHANNEL_WEIGHT * cost + JOIN_COST));
            }
        }
    }
    arcs
}

/// The cheapest ways to read a core as two words.
fn halves(restorer: &Restorer, core: &str, worker: &mut Worker) -> Vec<((WordId, Option<WordId>), f32)> {
    let cuts: Vec<usize> = core.char_indices().map(|(i, _)| i).skip(2).collect();
    let (mut ways, mut hooked) = (Vec::new(), false);
    for &cut in cuts.iter().take(cuts.len().saturating_sub(1)) {
        let (left, right) = (worker.readings(restorer, &core[..cut]), worker.readings(restorer, &core[cut..]));
        // "co'sé": the hook of "cơ" has swallowed the space behind it.
        let hook = core[..cut].ends_with(['\'', '’']);
        hooked |= hook;
        let (hook, most) = if hook { (HOOK, MOST_HOOKED) } else { (0.0, MOST_HALVES) };
        for &(first, a) in left.iter().take(most) {
            for &(second, b) in right.iter().take(most) {
                ways.push(((first, Some(second)), a + b - hook));
            }
        }
    }
    ways.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    ways.truncate(if hooked { MOST_HOOKED * MOST_HOOKED } else { MOST_WAYS });
    ways
}

/// Adds what differs from the cheapest reading in its marks only: the channel has seen few words with each mark, and would
/// take "ngtra" for "ngửa" alone; which mark was printed is better said by the words around it.
fn with_other_marks(restorer: &Restorer, readings: &mut Vec<(WordId, f32)>) {
    let vocabulary = &restorer.model.vocabulary;
    let cheapest: Vec<(WordId, f32)> = readings.iter().take(MOST_MARKED_ANEW).copied().collect();
    for (word, cost) in cheapest {
        for &other in vocabulary.readings(&skeleton(vocabulary.word(word))) {
            match readings.iter_mut().find(|(known, _)| *known == other) {
                Some((_, known)) => *known = known.min(cost + OTHER_MARKS),
                None => readings.push((other, cost + OTHER_MARKS)),
            }
        }
    }
}

impl Worker {
    /// The readings of a core, from memory where it was asked before.
    fn readings(&mut self, restorer: &Restorer, core: &str) -> Readings {
        if let Some(readings) = self.memory.get(core) {
            return Rc::clone(readings);
        }
        if self.memory.len() >= super::MOST_REMEMBERED {
            self.memory.clear();
        }
        let token: Vec<char> = core.chars().collect();
        let mut readings = restorer.trie.candidates(&token, &restorer.model.channel, &mut self.token_search);
        with_other_marks(restorer, &mut readings);
        if Case::of(core) == Case::Upper {
            readings.truncate(24);
        }
        let readings: Readings = readings.into();
        self.memory.insert(core.into(), Rc::clone(&readings));
        readings
    }
}
