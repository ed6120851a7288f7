//! Where output goes: standard output, or a file that appears only when complete.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context as _;

/// A place to write to.
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<std::io::Stdout>),
    /// A file next to its final place.
    File(BufWriter<tempfile::NamedTempFile>),
}

impl Output {
    /// Standard output, or a file.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Output> {
        let Some(path) = path else { return Ok(Output::Stdout(BufWriter::new(std::io::stdout()))) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file =
            tempfile::NamedTempFile::new_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
        Ok(Output::File(BufWriter::new(file)))
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: &str) -> std::io::Result<()> {
        let writer: &mut dyn Write = match self {
            Output::Stdout(writer) => writer,
            Output::File(writer) => writer,
        };
        writer.write_all(line.as_bytes())?;
        writer.write_all(b"\n")
    }

    /// Ends the output; a file takes its place now.
    pub(crate) fn finish(self, path: Option<&Path>) -> anyhow::Result<()> {
        match (self, path) {
            (Output::Stdout(mut writer), _) => writer.flush()?,
            (Output::File(writer), Some(path)) => {
                let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
                file.persist(path).with_context(|| format!("cannot write {}", path.display()))?;
            }
            (Output::File(_), None) => {}
        }
        Ok(())
    }
}

/// Prints text on standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// Prints a line on standard error. A closed standard error is nobody's loss.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
