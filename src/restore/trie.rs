//! The vocabulary as a tree of letters, and the search for the words that an OCR may have read as a given token.
//!
//! In: a token as it stands in the text. Out: words with the cost of reading them as that token. The search goes by that
//! cost plus the word's own rarity (A*): the bound of an open path is the least cost of the rest of the token and the
//! rarity of the commonest word below the node. It ends when the cheapest open path is too dear or enough words are
//! found, so that what is left out is both unlike the token and rare.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::model::channel::Channel;
use crate::model::vocabulary::{Vocabulary, WordId};

/// Words that cost this much more than the cheapest are not looked for, in nats.
const CUT: f32 = 8.0;
/// Words that cost more than this, and this much more for each sign of the token, explain nothing.
const DEAREST: f32 = 16.0;
const DEAREST_EACH: f32 = 4.0;
/// At most this many words a token.
const MOST_WORDS: usize = 40;
/// Steps of the search after which it settles for what it has.
const MOST_STEPS: usize = 4_000;
/// Weight of a word's rarity (its unigram cost) against the channel's cost when words are looked for.
const RARITY_WEIGHT: f32 = 0.9;
/// Cost of a lower-case letter that was read as upper case inside a word.
const WRONG_CASE: f32 = 1.0;

/// The tree. A node's children are `children[first..first + count]`, sorted by letter.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    children: Vec<(char, u32)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    first: u32,
    count: u32,
    word: Option<WordId>,
    /// Rarity of the word that ends here.
    rarity: f32,
    /// Rarity of the commonest word here or below.
    commonest: f32,
}

/// An open path of the search.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// Cost so far plus the least cost of the rest.
    bound: f32,
    cost: f32,
    node: u32,
    position: u32,
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound).then(self.position.cmp(&other.position)).then(other.node.cmp(&self.node))
    }
}
impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Open {}

/// A step that explains signs at one position of the token.
#[derive(Clone, Debug)]
struct Step {
    printed: [char; 2],
    two: bool,
    length: u32,
    cost: f32,
}

/// How far a search goes.
struct Effort {
    /// Whether letters may be dropped, read as anything, or be stray.
    unlikely: bool,
    /// Words after which it ends.
    words: usize,
    /// Bound above which nothing is looked for.
    limit: f32,
}

/// Memory of the search, reused from token to token.
#[derive(Debug, Default)]
pub(super) struct TokenSearch {
    heap: BinaryHeap<Open>,
    steps: Vec<Vec<Step>>,
    rest: Vec<f32>,
}

impl Trie {
    /// The tree of all words; `unigram` is the logarithm of a word's probability.
    pub(super) fn new(vocabulary: &Vocabulary, unigram: impl Fn(WordId) -> f32) -> Trie {
        let mut words: Vec<(Vec<char>, WordId)> =
            vocabulary.words().map(|(id, word)| (word.chars().collect(), id)).collect();
        words.sort_unstable();
        let mut trie = Trie { nodes: vec![Node::default()], children: Vec::new() };
        let mut open = vec![(0usize, 0..words.len(), 0usize)];
        // Breadth first, so that the children of a node lie together.
        let mut next = 0;
        while next < open.len() {
            let (node, range, depth) = open[next].clone();
            next += 1;
            let first = trie.children.len() as u32;
            let mut i = range.start;
            if i < range.end && words[i].0.len() == depth {
                trie.nodes[node].word = Some(words[i].1);
                trie.nodes[node].rarity = -RARITY_WEIGHT * unigram(words[i].1);
                i += 1;
            }
            while i < range.end {
                let letter = words[i].0[depth];
                let end = i + words[i..range.end].partition_point(|(word, _)| word[depth] <= letter);
                let child = trie.nodes.len();
                trie.nodes.push(Node::default());
                trie.children.push((letter, child as u32));
                open.push((child, i..end, depth + 1));
                i = end;
            }
            trie.nodes[node].first = first;
            trie.nodes[node].count = trie.children.len() as u32 - first;
        }
        // Children come after their parent, so one pass from the back sees them first.
        for node in (0..trie.nodes.len()).rev() {
            let own = if trie.nodes[node].word.is_some() { trie.nodes[node].rarity } else { f32::MAX };
            let below = trie.children(node as u32).iter().map(|&(_, child)| trie.nodes[child as usize].commonest);
            trie.nodes[node].commonest = below.fold(own, f32::min);
        }
        trie
    }

    fn children(&self, node: u32) -> &[(char, u32)] {
        let Node { first, count, .. } = self.nodes[node as usize];
        &self.children[first as usize..(first + count) as usize]
    }

    fn child(&self, node: u32, letter: char) -> Option<u32> {
        let children = self.children(node);
        children.binary_search_by_key(&letter, |&(letter, _)| letter).ok().map(|i| children[i].1)
    }

    /// The words that may have been read as `token`, with their costs, cheapest first.
    pub(super) fn candidates(&self, token: &[char], channel: &Channel, search: &mut TokenSearch) -> Vec<(WordId, f32)> {
        search.prepare(token, channel);
        let mut found = Vec::new();
        // The likely ways first: the best of them bounds the search over the unlikely ones.
        let limit = DEAREST + DEAREST_EACH * token.len() as f32;
        self.run(token, channel, search, &Effort { unlikely: false, words: 1, limit }, &mut found);
        let best = found.first().map_or(limit, |&(_, _, bound)| bound + CUT);
        found.clear();
        self.run(
            token,
            channel,
            search,
            &Effort { unlikely: true, words: MOST_WORDS, limit: best.min(limit) },
            &mut found,
        );
        found.into_iter().map(|(word, cost, _)| (word, cost)).collect()
    }

    /// One search: words with their costs and bounds, in the order of the bounds.
    fn run(
        &self,
        token: &[char],
        channel: &Channel,
        search: &mut TokenSearch,
        effort: &Effort,
        found: &mut Vec<(WordId, f32, f32)>,
    ) {
        let TokenSearch { heap, steps, rest } = search;
        let mut limit = effort.limit;
        // A word that is read to its end waits at this position for its turn.
        let accepted = token.len() as u32 + 1;
        heap.clear();
        heap.push(Open { bound: rest[0], cost: 0.0, node: 0, position: 0 });
        for _ in 0..MOST_STEPS {
            let Some(open) = heap.pop() else { break };
            if open.bound > limit || found.len() >= effort.words {
                break;
            }
            let node = self.nodes[open.node as usize];
            if open.position == accepted {
                if let Some(word) = node.word.filter(|word| !found.iter().any(|(other, ..)| other == word)) {
                    limit = limit.min(open.bound + CUT);
                    found.push((word, open.cost, open.bound));
                }
                continue;
            }
            let position = open.position as usize;
            if position == token.len() && node.word.is_some() {
                heap.push(Open { bound: open.cost + node.rarity, position: accepted, ..open });
            }
            let mut push = |node: u32, position: usize, cost: f32| {
                let bound = cost + rest[position] + self.nodes[node as usize].commonest;
                if bound <= limit {
                    heap.push(Open { bound, cost, node, position: position as u32 });
                }
            };
            if effort.unlikely {
                for &(letter, child) in self.children(open.node) {
                    push(child, position, open.cost + channel.dropped(letter));
                    if position < token.len() {
                        push(child, position + 1, open.cost + channel.any());
                    }
                }
            }
            if position < token.len() {
                if effort.unlikely {
                    push(open.node, position + 1, open.cost + channel.stray(token[position]));
                }
                for step in &steps[position] {
                    let mut node = self.child(open.node, step.printed[0]);
                    if step.two {
                        node = node.and_then(|node| self.child(node, step.printed[1]));
                    }
                    if let Some(node) = node {
                        push(node, position + step.length as usize, open.cost + step.cost);
                    }
                }
            }
        }
    }
}

impl TokenSearch {
    /// Lists the steps at each position, and the least cost from there to the end.
    fn prepare(&mut self, token: &[char], channel: &Channel) {
        self.heap.clear();
        self.steps.resize_with(token.len().max(self.steps.len()), Vec::new);
        let all_upper = token.iter().all(|c| !c.is_lowercase());
        let lower: Vec<char> = token.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
        for position in 0..token.len() {
            let steps = &mut self.steps[position];
            steps.clear();
            let mut add = |signs: &[char], extra: f32| {
                for reading in channel.readings(signs) {
                    let printed: Vec<char> = reading.printed.iter().flat_map(|c| c.to_lowercase()).collect();
                    let (first, second) = (printed[0], printed.get(1));
                    steps.push(Step {
                        printed: [first, second.copied().unwrap_or('\0')],
                        two: second.is_some(),
                        length: reading.length as u32,
                        cost: reading.cost + extra,
                    });
                }
            };
            add(&token[position..], 0.0);
            if lower[position] != token[position] {
                add(&lower[position..], if all_upper || position == 0 { 0.0 } else { WRONG_CASE });
            }
            // The same letters by several ways: the cheapest counts.
            steps.sort_unstable_by(|a, b| {
                (a.printed, a.length).cmp(&(b.printed, b.length)).then(a.cost.total_cmp(&b.cost))
            });
            steps.dedup_by(|next, kept| next.printed == kept.printed && next.length == kept.length);
        }
        self.rest.clear();
        self.rest.resize(token.len() + 1, 0.0);
        for position in (0..token.len()).rev() {
            let stray = channel.stray(token[position]).min(channel.any()) + self.rest[position + 1];
            let steps = self.steps[position].iter().map(|step| step.cost + self.rest[position + step.length as usize]);
            self.rest[position] = steps.fold(stray, f32::min);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::channel::Measured;

    fn candidates(words: &[&str], token: &str) -> Vec<String> {
        let mut sorted: Vec<Box<str>> = words.iter().map(|&word| word.into()).collect();
        sorted.sort_unstable();
        let vocabulary = Vocabulary::new(sorted);
        let rows = [("đ", "d", 0.98), ("ộ", "6", 0.2), ("ộ", "o", 0.5), ("ủ", "ti", 0.2), ("c", "e", 0.01)];
        let channel =
            Channel::new(&rows.map(|(p, s, share)| ((p.to_owned(), s.to_owned()), share)).into() as &Measured);
        let token: Vec<char> = token.chars().collect();
        let found = Trie::new(&vocabulary, |_| -1.0).candidates(&token, &channel, &mut TokenSearch::default());
        found.into_iter().map(|(id, _)| vocabulary.word(id).to_owned()).collect()
    }

    #[test]
    fn finds_the_printed_word() {
        let words = ["bộ", "bố", "đội", "của", "cha", "và"];
        assert_eq!(candidates(&words, "b6")[0], "bộ");
        assert_eq!(candidates(&words, "d6i")[0], "đội");
        assert_eq!(candidates(&words, "ctia")[0], "của");
    }

    #[test]
    fn a_right_word_is_its_own_first_candidate() {
        for word in ["va", "cha", "xyz"] {
            assert_eq!(candidates(&["va", "vá", "cha", "xyz"], word)[0], word);
        }
    }

    #[test]
    fn gives_nothing_for_what_no_word_explains() {
        assert!(candidates(&["và"], "qqqqqqqqqqqqq").is_empty());
    }
}
