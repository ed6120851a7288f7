//! Which documents a command was given, in a stable order, and their bytes.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use kehoach::error::DocumentError;
use kehoach::read::{Limits, Source};

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// Something that can't be listed, with the reason.
    Unlistable(PathBuf, String),
}

impl Input {
    /// The name that output rows give it. Folders are parted by "/" on every system.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) | Input::Unlistable(path, _) => {
                path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
            }
        }
    }

    /// Reads the document.
    pub(crate) fn read(&self, limits: Limits) -> Result<Source, DocumentError> {
        read_source(&self.name(), &self.bytes(limits)?, limits)
    }

    /// Its bytes.
    pub(crate) fn bytes(&self, limits: Limits) -> Result<Vec<u8>, DocumentError> {
        match self {
            Input::Stdin => read_limited(std::io::stdin().lock(), limits),
            Input::File(path) => {
                let file = std::fs::File::open(path).map_err(|error| io(&error))?;
                // Its size first: a file over the limit is refused before it is in memory.
                let size = file.metadata().map_err(|error| io(&error))?.len();
                if size > limits.bytes {
                    return Err(DocumentError::TooLarge { bytes: size, limit: limits.bytes });
                }
                read_limited(file, limits)
            }
            Input::Unlistable(_, reason) => Err(DocumentError::Io { reason: reason.clone() }),
        }
    }
}

/// Reads a document with the programs that are installed.
#[cfg(feature = "formats")]
pub(crate) fn read_source(name: &str, bytes: &[u8], limits: Limits) -> Result<Source, DocumentError> {
    static TOOLS: std::sync::LazyLock<kehoach::read::Tools> = std::sync::LazyLock::new(kehoach::read::Tools::find);
    Source::with_tools(name, bytes, limits, &TOOLS)
}

/// Reads a document that is text.
#[cfg(not(feature = "formats"))]
pub(crate) fn read_source(name: &str, bytes: &[u8], limits: Limits) -> Result<Source, DocumentError> {
    Source::from_bytes(name, bytes, limits)
}

fn io(error: &std::io::Error) -> DocumentError {
    DocumentError::Io { reason: error.to_string() }
}

/// Reads no more than one byte over the limit: a pipe or a growing file has no size to look at first.
fn read_limited(reader: impl std::io::Read, limits: Limits) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    reader.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| io(&error))?;
    Ok(bytes)
}

/// Endings of names that documents have; other files of a folder are passed over. What a document is, is judged by content.
const ENDINGS: [&str; 20] = [
    "txt", "text", "md", "markdown", "html", "htm", "docx", "doc", "odt", "rtf", "pdf", "png", "jpg", "jpeg", "tif",
    "tiff", "hocr", "xml", "ndjson", "jsonl",
];

/// The documents that were found, and how many other files were passed over.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) inputs: Vec<Input>,
    pub(crate) passed_over: usize,
}

/// Lists the documents: files as given; folders with everything below that has the name of a document, in the order of
/// names. Hidden files, and those that an office program keeps while a document is open, are left out.
pub(crate) fn list(paths: &[PathBuf]) -> Listing {
    let mut listing = Listing::default();
    for path in paths {
        if path.as_os_str() == "-" {
            listing.inputs.push(Input::Stdin);
        } else if path.is_dir() {
            below(path, &mut listing);
        } else {
            listing.inputs.push(Input::File(path.clone()));
        }
    }
    listing
}

fn below(path: &Path, listing: &mut Listing) {
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['.', '~']);
    for entry in walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_document(entry.path()) => listing.inputs.push(Input::File(entry.into_path())),
            Ok(_) => listing.passed_over += 1,
            Err(error) => {
                let path = error.path().unwrap_or(path).to_owned();
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                listing.inputs.push(Input::Unlistable(path, reason));
            }
        }
    }
}

/// Whether a file has the name of a document: a known ending, or none.
fn is_document(path: &Path) -> bool {
    path.extension().is_none_or(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// The one document of a command that takes one.
pub(crate) fn single(path: &Path) -> Input {
    if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path.to_owned()) }
}
