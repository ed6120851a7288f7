//! Content of a model file under a right checksum: what the checksum would else keep from the readers of its parts.
#![no_main]

use kehoach::model::{Model, format};

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    let _ = Model::from_bytes(content);
    let _ = Model::from_bytes(&format::seal(content));
});
