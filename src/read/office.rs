//! Old Word files, ODT and RTF, by way of LibreOffice.
//!
//! In: bytes of such a file. Out: the bytes of a DOCX. LibreOffice runs with a profile of its own in a folder that goes with
//! the call, so that runs side by side do not wait for each other and nothing of the user's is touched.

#![allow(clippy::disallowed_methods, reason = "the file that LibreOffice made in a folder of ours")]

use std::ffi::OsStr;

use super::tools::{Tools, hand_over, run};
use crate::error::DocumentError;

/// Turns a file into DOCX.
pub(super) fn to_docx(bytes: &[u8], ending: &str, tools: &Tools) -> Result<Vec<u8>, DocumentError> {
    let Some(soffice) = &tools.soffice else {
        return Err(DocumentError::ToolMissing {
            tool: "soffice (LibreOffice)",
            needed_for: ".doc, .odt and .rtf files",
        });
    };
    let io = |error: std::io::Error| DocumentError::Io { reason: error.to_string() };
    let folder = tempfile::tempdir().map_err(io)?;
    let file = hand_over(bytes, ending)?;
    let url = folder.path().join("profile").to_string_lossy().replace('\\', "/");
    let profile = format!("-env:UserInstallation=file://{}{url}", if url.starts_with('/') { "" } else { "/" });
    let arguments = [
        OsStr::new(&profile),
        OsStr::new("--headless"),
        OsStr::new("--convert-to"),
        OsStr::new("docx"),
        OsStr::new("--outdir"),
        folder.path().as_os_str(),
        file.as_os_str(),
    ];
    run(soffice, &arguments, tools.file)?;
    let made = file.file_stem().map(|stem| folder.path().join(stem).with_extension("docx")).unwrap_or_default();
    std::fs::read(made)
        .map_err(|_| DocumentError::ToolFailed { tool: "soffice".into(), reason: "it could not read the file".into() })
}
