//! Results of an OCR: the first byte chooses which, the rest is its content behind the opening that tells it apart.
#![no_main]

use kehoach::read::{Limits, Source};

const OPENINGS: [&str; 4] = [
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n",
    "<html><body><div class='ocr_page' title='bbox 0 0 900 900'>",
    "<?xml version=\"1.0\"?><alto><Layout><Page><PrintSpace>",
    "<html><body>",
];

libfuzzer_sys::fuzz_target!(|input: (u8, &[u8])| {
    let (which, content) = input;
    let mut bytes = OPENINGS[usize::from(which) % OPENINGS.len()].as_bytes().to_vec();
    bytes.extend_from_slice(content);
    let _ = Source::from_bytes("x", &bytes, Limits::default());
});
