//! The ledger of a bulk run: what was done, so that a run that was killed goes on where it was.
//!
//! A run folder holds `ledger.ndjson`, one line for each document that is done, with its row. A line is written whole and
//! flushed before the next document counts as done; a line that a kill cut short is dropped when the run goes on. A document
//! is known by its name, the hash of its bytes and the settings of the run; one that changed is done again. When the run
//! ends, `output.ndjson` is made from the ledger in the order of the input.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::output::Output;

/// A line of the ledger, before its row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The name of the document.
    pub(crate) path: String,
    /// SHA-256 of its bytes; empty where they could not be read.
    pub(crate) sha256: String,
    /// What the outcome depends on beside the bytes: version and model.
    pub(crate) settings: String,
    /// "plan", or the code of the failure.
    pub(crate) outcome: String,
    /// What it took.
    pub(crate) milliseconds: u64,
    /// Findings of the plan.
    pub(crate) findings: usize,
}

/// Where an entry's row stands in the ledger.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u64,
    length: u64,
}

/// The ledger of a run folder. Memory: an entry for each document, no rows.
pub(crate) struct Ledger {
    folder: PathBuf,
    file: File,
    end: u64,
    done: HashMap<String, (Entry, Place)>,
}

impl Ledger {
    /// Opens the ledger of a folder, or starts one.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Ledger> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join("ledger.ndjson");
        let file = File::options().read(true).append(true).create(true).open(&path);
        let file = file.with_context(|| format!("cannot open {}", path.display()))?;
        let mut ledger = Ledger { folder: folder.to_owned(), file, end: 0, done: HashMap::new() };
        ledger.load().with_context(|| format!("cannot read {}", path.display()))?;
        Ok(ledger)
    }

    fn load(&mut self) -> anyhow::Result<()> {
        let mut reader = BufReader::new(&self.file);
        reader.seek(SeekFrom::Start(0))?;
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)? as u64;
            // The entry stands before a tab, its row behind it; a line without its end was cut short.
            let tab = line.iter().position(|&byte| byte == b'\t');
            let entry = tab.and_then(|tab| serde_json::from_slice::<Entry>(&line[..tab]).ok());
            let (Some(tab), Some(entry), true) = (tab, entry, line.ends_with(b"\n")) else { break };
            let place = Place { start: self.end + tab as u64 + 1, length: read - tab as u64 - 2 };
            self.done.insert(entry.path.clone(), (entry, place));
            self.end += read;
        }
        drop(reader);
        self.file.set_len(self.end)?;
        Ok(())
    }

    /// Whether a document is done: with these bytes and settings, and not to be tried again.
    pub(crate) fn is_done(&self, path: &str, sha256: &str, settings: &str, retry: &[String]) -> bool {
        self.done.get(path).is_some_and(|(entry, _)| {
            entry.sha256 == sha256 && entry.settings == settings && !retry.contains(&entry.outcome)
        })
    }

    /// Writes a document down as done.
    pub(crate) fn add(&mut self, entry: Entry, row: &str) -> anyhow::Result<()> {
        let head = serde_json::to_string(&entry)?;
        self.file.write_all(format!("{head}\t{row}\n").as_bytes())?;
        self.file.flush()?;
        let start = self.end + head.len() as u64 + 1;
        self.end = start + row.len() as u64 + 1;
        self.done.insert(entry.path.clone(), (entry, Place { start, length: row.len() as u64 }));
        Ok(())
    }

    /// What is written of a document.
    pub(crate) fn entry(&self, path: &str) -> Option<&Entry> {
        self.done.get(path).map(|(entry, _)| entry)
    }

    /// Writes the rows of some documents, in their order, to `output.ndjson` in the folder.
    pub(crate) fn write_output(&mut self, paths: &[String]) -> anyhow::Result<PathBuf> {
        let target = self.folder.join("output.ndjson");
        let mut output = Output::open(Some(&target))?;
        for path in paths {
            let Some((_, place)) = self.done.get(path) else { continue };
            self.file.seek(SeekFrom::Start(place.start))?;
            let mut row = String::new();
            (&self.file).take(place.length).read_to_string(&mut row)?;
            output.line(&row)?;
        }
        output.finish()?;
        Ok(target)
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn entry(path: &str, sha256: &str, outcome: &str) -> Entry {
        Entry {
            path: path.into(),
            sha256: sha256.into(),
            settings: "s".into(),
            outcome: outcome.into(),
            milliseconds: 1,
            findings: 0,
        }
    }

    #[test]
    fn a_line_that_was_cut_short_is_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.add(entry("a", "1", "plan"), "{\"a\":1}").unwrap();
        ledger.add(entry("b", "2", "empty"), "{\"b\":2}").unwrap();
        drop(ledger);
        let path = folder.path().join("ledger.ndjson");
        let whole = std::fs::read(&path).unwrap();
        for cut in [1, 3, 8, 20] {
            std::fs::write(&path, &whole[..whole.len() - cut]).unwrap();
            let mut ledger = Ledger::open(folder.path()).unwrap();
            assert!(ledger.is_done("a", "1", "s", &[]) && !ledger.is_done("b", "2", "s", &[]));
            ledger.add(entry("b", "2", "empty"), "{\"b\":2}").unwrap();
            let output = ledger.write_output(&["b".into(), "a".into()]).unwrap();
            assert_eq!(std::fs::read_to_string(output).unwrap(), "{\"b\":2}\n{\"a\":1}\n");
        }
    }

    #[test]
    fn what_changed_or_is_to_be_tried_again_is_not_done() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.add(entry("a", "1", "tool_failed"), "{}").unwrap();
        assert!(ledger.is_done("a", "1", "s", &["empty".into()]));
        assert!(!ledger.is_done("a", "1", "s", &["tool_failed".into()]));
        assert!(!ledger.is_done("a", "9", "s", &[]) && !ledger.is_done("a", "1", "t", &[]));
    }
}
