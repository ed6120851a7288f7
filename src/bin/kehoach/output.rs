//! Where output goes: standard output, or a file that appears only when complete.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// A place to write to.
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<std::io::Stdout>),
    /// A device or pipe, written as it comes.
    Device(BufWriter<std::fs::File>),
    /// A file next to its final place, which a symbolic link may lead to.
    File(BufWriter<tempfile::NamedTempFile>, PathBuf),
}

impl Output {
    /// Standard output (no path, or "-"), or a file.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Output> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Output::Stdout(BufWriter::new(std::io::stdout())));
        };
        let place = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if place.exists() && !place.is_file() {
            let device = std::fs::OpenOptions::new().write(true).open(&place);
            return Ok(Output::Device(BufWriter::new(
                device.with_context(|| format!("cannot write {}", path.display()))?,
            )));
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = new_file().tempfile_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
        Ok(Output::File(BufWriter::new(file), place))
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: &str) -> std::io::Result<()> {
        self.bytes(line.as_bytes())?;
        self.bytes(b"\n")
    }

    /// Writes bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let writer: &mut dyn Write = match self {
            Output::Stdout(writer) => writer,
            Output::Device(writer) => writer,
            Output::File(writer, _) => writer,
        };
        writer.write_all(bytes)
    }

    /// Ends the output; a file takes its place now.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self {
            Output::Stdout(mut writer) => writer.flush()?,
            Output::Device(mut writer) => writer.flush()?,
            Output::File(writer, place) => {
                let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
                file.persist(&place).with_context(|| format!("cannot write {}", place.display()))?;
            }
        }
        Ok(())
    }
}

/// A temporary file with the rights that a new file has here.
fn new_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
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
