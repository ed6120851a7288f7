//! The streams of an old Word file: what the fuzzer changes is Word's, not the container, and the head always names a version.
#![no_main]

use std::io::Write;

use kehoach::read::{Limits, Source};

libfuzzer_sys::fuzz_target!(|parts: (&[u8], &[u8])| {
    let mut document = parts.0.to_vec();
    document.resize(document.len().max(0x400), 0);
    document[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
    document[0x0A..0x0C].copy_from_slice(&[0, 2]);
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("memory");
    for (name, stream) in [("/WordDocument", &document[..]), ("/1Table", parts.1)] {
        file.create_stream(name).expect("a name").write_all(stream).expect("memory");
    }
    file.flush().expect("memory");
    let bytes = file.into_inner().into_inner();
    let _ = Source::from_bytes("x.doc", &bytes, Limits::default());
});
