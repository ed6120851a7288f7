//! Any bytes as a document: the format is judged by content, so this reaches every reader that needs no other program.
#![no_main]

use kehoach::read::{Limits, Source};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { bytes: 1 << 20, line: 1 << 16 };
    if let Ok(source) = Source::from_bytes("x", bytes, limits) {
        assert!(source.text.len() as u64 <= 16 * limits.bytes, "a document grew without bound");
    }
});
