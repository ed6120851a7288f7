//! A plan with the name of its file: what `extract` writes a line of, and what `compare` and `report` take.
//!
//! In: a [`Document`] at the end of its walk, or a line of NDJSON that an earlier run wrote. Out: a [`Record`], the same in
//! both cases. It holds no text of the source, so thousands fit in memory. A row of a document that gave no plan is told
//! apart from a line that is no row at all.

use serde::Deserialize;

use crate::pipeline::Document;
use crate::plan::Plan;
use crate::write::{ERROR_SCHEMA, PLAN_SCHEMA};

/// A plan and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The name its file was given by.
    pub path: String,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// What was read.
    pub plan: Plan,
}

/// Why a line gave no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The row of a document that gave no plan.
    #[error("{path}: {message}")]
    NoPlan {
        /// The document.
        path: String,
        /// Why, as the row says it.
        message: String,
    },
    /// Not a row of this version of `kehoach extract`.
    #[error("not a row of `kehoach extract` (schema {PLAN_SCHEMA}): {reason}")]
    NotARow {
        /// What did not fit.
        reason: String,
    },
}

#[derive(Deserialize)]
struct Row {
    schema: String,
    source: RowSource,
    #[serde(flatten)]
    rest: serde_json::Value,
}

#[derive(Deserialize)]
struct RowSource {
    path: String,
    #[serde(default)]
    sha256: String,
}

impl Record {
    /// Reads a line that `kehoach extract` wrote.
    pub fn from_json(line: &str) -> Result<Record, RecordError> {
        let not_a_row = |reason: serde_json::Error| RecordError::NotARow { reason: reason.to_string() };
        let Row { schema, source, rest } = serde_json::from_str(line).map_err(not_a_row)?;
        match schema.as_str() {
            PLAN_SCHEMA => {
                let plan = serde_json::from_value(rest).map_err(not_a_row)?;
                Ok(Record { path: source.path, sha256: source.sha256, plan })
            }
            ERROR_SCHEMA => {
                let message = rest["error"]["message"].as_str().unwrap_or_default().to_owned();
                Err(RecordError::NoPlan { path: source.path, message })
            }
            _ => Err(RecordError::NotARow { reason: format!("its schema is {schema:?}") }),
        }
    }
}

impl From<Document> for Record {
    fn from(document: Document) -> Record {
        Record { path: document.source.path, sha256: document.source.sha256, plan: document.plan }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_rows_apart() {
        let failed = r#"{"schema":"kehoach.error/1","source":{"path":"a.txt"},"error":{"code":"empty","message":"the file is empty"}}"#;
        let error = Record::from_json(failed).unwrap_err();
        assert_eq!(error, RecordError::NoPlan { path: "a.txt".into(), message: "the file is empty".into() });
        for line in [
            "",
            "[]",
            "{}",
            r#"{"schema":"kehoach.plan/9","source":{"path":"a"}}"#,
            r#"{"schema":"kehoach.plan/1","source":{"path":"a"}}"#,
        ] {
            assert!(matches!(Record::from_json(line), Err(RecordError::NotARow { .. })), "{line}");
        }
    }
}
