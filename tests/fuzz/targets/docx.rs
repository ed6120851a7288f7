//! The parts of a Word file, packed without compression: what the fuzzer changes is XML, not the archive.
#![no_main]

use std::io::Write;

use kehoach::read::{Limits, Source};
use zip::write::{SimpleFileOptions, ZipWriter};

libfuzzer_sys::fuzz_target!(|parts: (&str, &str, &str)| {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let (document, numbering, styles) = parts;
    for (name, part) in [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
    ] {
        archive.start_file(name, stored).expect("a name");
        archive.write_all(part.as_bytes()).expect("memory");
    }
    let bytes = archive.finish().expect("memory").into_inner();
    let _ = Source::from_bytes("x.docx", &bytes, Limits::default());
});
