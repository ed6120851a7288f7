//! Programs that the default build does not need: Tesseract, Poppler, LibreOffice.
//!
//! In: where they are, and how long they may take. Out: what they print. Each runs as a child process, so a crash or a hang
//! costs one file; a process that takes too long is ended. The library runs no program that it was not given.

#![allow(clippy::disallowed_methods, reason = "what a program printed into a file of ours")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt as _;

use crate::error::DocumentError;

/// The programs that readers may run, and the limits of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    /// `tesseract`, for scans.
    pub tesseract: Option<PathBuf>,
    /// `pdftoppm` of Poppler, for scanned PDFs.
    pub pdftoppm: Option<PathBuf>,
    /// `pdfimages` of Poppler: says at which resolution a page was scanned.
    pub pdfimages: Option<PathBuf>,
    /// `pdftotext` of Poppler: reads stamped digits in PDFs that the built-in reader passes over.
    pub pdftotext: Option<PathBuf>,
    /// `soffice` of LibreOffice, for .doc, .odt and .rtf.
    pub soffice: Option<PathBuf>,
    /// Languages for Tesseract.
    pub language: String,
    /// What a page may take.
    pub page: Duration,
    /// What a file may take in a program that reads it whole.
    pub file: Duration,
}

impl Default for Tools {
    /// None of them.
    fn default() -> Self {
        Tools {
            tesseract: None,
            pdftoppm: None,
            pdfimages: None,
            pdftotext: None,
            soffice: None,
            language: "vie".to_owned(),
            page: Duration::from_secs(120),
            file: Duration::from_secs(300),
        }
    }
}

/// Places beside the path where installers on Windows and macOS put the programs.
const PLACES: [&str; 5] = [
    r"C:\Program Files\Tesseract-OCR",
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files\poppler\Library\bin",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/opt/homebrew/bin",
];

impl Tools {
    /// Looks for the programs on the path and in the usual places.
    pub fn find() -> Tools {
        Tools {
            tesseract: locate(&["tesseract"]),
            pdftoppm: locate(&["pdftoppm"]),
            pdfimages: locate(&["pdfimages"]),
            pdftotext: locate(&["pdftotext"]),
            soffice: locate(&["soffice", "libreoffice"]),
            ..Tools::default()
        }
    }
}

fn locate(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).chain(PLACES.iter().map(PathBuf::from)).collect();
    let file = |name: &&str| {
        folders
            .iter()
            .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
            .find(|file| file.is_file())
    };
    names.iter().find_map(file)
}

/// Runs a program to its end and gives what it printed. Its output goes through a file, so none of it is ever stuck.
pub(super) fn run(program: &Path, arguments: &[&std::ffi::OsStr], limit: Duration) -> Result<Vec<u8>, DocumentError> {
    let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |reason: String| DocumentError::ToolFailed { tool: name.clone(), reason };
    let printed = tempfile::NamedTempFile::new().map_err(|error| failed(error.to_string()))?;
    let stdout = printed.reopen().map_err(|error| failed(error.to_string()))?;
    let mut child = Command::new(program)
        .args(arguments)
        // One thread each: the documents run side by side.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    let status = child.wait_timeout(limit).map_err(|error| failed(error.to_string()))?;
    let Some(status) = status else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(failed(format!("it took longer than {} s and was ended", limit.as_secs())));
    };
    if !status.success() {
        return Err(failed(format!("it ended with {status}")));
    }
    std::fs::read(printed.path()).map_err(|error| failed(error.to_string()))
}

/// A file that a program is to read, under a name of our own: names of documents never reach a command line.
pub(super) fn hand_over(bytes: &[u8], ending: &str) -> Result<tempfile::TempPath, DocumentError> {
    let io = |error: std::io::Error| DocumentError::Io { reason: error.to_string() };
    let file = tempfile::Builder::new().prefix("kehoach-").suffix(ending).tempfile().map_err(io)?;
    std::fs::write(file.path(), bytes).map_err(io)?;
    Ok(file.into_temp_path())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn a_program_that_hangs_or_fails_is_an_error() {
        let sleep = locate(&["sleep"]).unwrap();
        let error = run(&sleep, &[OsStr::new("30")], Duration::from_millis(50)).unwrap_err();
        assert!(error.to_string().contains("took longer"), "{error}");
        let failing = locate(&["false"]).unwrap();
        assert_eq!(run(&failing, &[], Duration::from_secs(5)).unwrap_err().code(), "tool_failed");
        assert!(run(Path::new("/no/such/program"), &[], Duration::from_secs(5)).is_err());
    }

    #[test]
    fn what_it_prints_comes_back() {
        let echo = locate(&["echo"]).unwrap();
        assert_eq!(run(&echo, &[OsStr::new("kế hoạch")], Duration::from_secs(5)), Ok("kế hoạch\n".as_bytes().to_vec()));
        assert_eq!(locate(&["no-such-program-anywhere"]), None);
    }
}
