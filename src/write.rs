//! From plans, comparisons and failures to JSON (reports for people: [`report`], [`workbook`], [`tables`]): the envelope, key order, one line or pretty.
//!
//! In: a [`Document`] or a [`DocumentError`]. Out: text that is the same for the same input. Keys stand in the order of the
//! types; numbers of confidence have four decimals. The shapes are published as JSON Schema
//! ([`schema`]).

#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "report")]
pub mod tables;
#[cfg(feature = "report")]
pub mod words;
#[cfg(feature = "report")]
pub mod workbook;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::Comparison;
use crate::compare::chain::Chain;
use crate::compare::copies::Copies;
use crate::compare::matrix::Matrix;
use crate::error::DocumentError;
use crate::pipeline::Document;
use crate::plan::{Finding, Header, Section, Task};
use crate::read::{Format, LineBox, Source};
use crate::restore::Restored;
use crate::restore::damage::Damage;
use crate::restore::edit::{Edit, Evidence, Tier};

/// Name and version of a plan's object.
pub const PLAN_SCHEMA: &str = "kehoach.plan/1";
/// Name and version of the object of a document that gave no plan.
pub const ERROR_SCHEMA: &str = "kehoach.error/1";
/// Name and version of a comparison's object.
pub const COMPARISON_SCHEMA: &str = "kehoach.comparison/1";
/// Name and version of the object of one parent against many.
pub const MATRIX_SCHEMA: &str = "kehoach.matrix/1";
/// Name and version of the object of a chain of plans.
pub const CHAIN_SCHEMA: &str = "kehoach.chain/1";
/// Name and version of the object of near-copies.
pub const COPIES_SCHEMA: &str = "kehoach.copies/1";

/// A plan's object.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PlanObject<'a> {
    /// "kehoach.plan/1"
    #[schemars(extend("const" = PLAN_SCHEMA))]
    schema: &'static str,
    /// What was read.
    source: SourceObject<'a>,
    /// What damage was found and what was put right.
    restoration: RestorationObject<'a>,
    /// Who issued what, when.
    header: &'a Header,
    /// The body's items, nested.
    sections: &'a [Section],
    /// What is to be done.
    tasks: &'a [Task],
    /// What a careful reader would point out.
    findings: &'a [Finding],
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SourceObject<'a> {
    /// The name it was given by; "-" for standard input.
    path: &'a str,
    /// Its format.
    format: Format,
    /// Encoding of its text: "UTF-8", "UTF-16LE", "windows-1258", "TCVN3", "VNI", "VISCII", "VPS"; "Unicode" for formats that
    /// carry Unicode.
    encoding: &'a str,
    /// SHA-256 of its bytes.
    sha256: &'a str,
    /// Pages, parted by form feeds.
    pages: usize,
    /// Lines of its text.
    lines: usize,
    /// Where each line stands on its page; only for PDFs and results of an OCR.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    boxes: Vec<BoxObject>,
}

/// A line's place on its page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BoxObject {
    /// Line of the text, from 1.
    line: usize,
    /// Page, from 1.
    page: usize,
    /// Left, top, right and bottom, in points from the top left corner.
    #[serde(rename = "box")]
    bounds: [f64; 4],
    /// Mean confidence of the OCR, from 0 to 1; null for a text layer.
    confidence: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RestorationObject<'a> {
    /// Kinds of damage and how many lines have each.
    damage: Vec<DamageObject>,
    /// Words that were looked at.
    tokens: usize,
    /// Edits that were made.
    changed: usize,
    /// Edits that may be wrong.
    doubtful: usize,
    /// Mean probability of the words as they now stand, from 0 to 1.
    mean_confidence: f64,
    /// The edits that may be wrong.
    doubts: Vec<DoubtObject<'a>>,
}

/// How many lines have a kind of damage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DamageObject {
    /// The kind.
    kind: Damage,
    /// Lines that have it.
    lines: usize,
}

/// A reading that may be wrong, with the others.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DoubtObject<'a> {
    /// What stands in the source.
    before: &'a str,
    /// What was made of it.
    after: &'a str,
    /// Other readings, best first.
    runners_up: &'a [String],
    /// Line of the source, from 1.
    line: usize,
    /// Bytes of the source text.
    span: [usize; 2],
}

/// An edit, as `kehoach restore --edits` prints it.
#[derive(Debug, Serialize)]
struct EditObject<'a> {
    line: usize,
    span: [usize; 2],
    before: &'a str,
    after: &'a str,
    tier: Tier,
    evidence: Evidence,
    confidence: f64,
    runners_up: &'a [String],
}

/// A document that gave no plan.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ErrorObject<'a> {
    /// "kehoach.error/1"
    #[schemars(extend("const" = ERROR_SCHEMA))]
    schema: &'static str,
    /// Which document.
    source: ErrorSource<'a>,
    /// Why.
    error: ErrorReason,
}

/// An object with the name of its schema before its own fields.
macro_rules! named_object {
    ($name:ident, $inner:ty, $schema:ident) => {
        #[derive(Debug, Serialize, JsonSchema)]
        struct $name<'a> {
            #[schemars(extend("const" = $schema))]
            schema: &'static str,
            #[serde(flatten)]
            object: &'a $inner,
        }
    };
}
named_object!(ComparisonObject, Comparison, COMPARISON_SCHEMA);
named_object!(MatrixObject, Matrix, MATRIX_SCHEMA);
named_object!(ChainObject, Chain, CHAIN_SCHEMA);
named_object!(CopiesObject, Copies, COPIES_SCHEMA);

/// One line of output.
#[derive(Debug, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the schema is made from it; rows are written one by one")]
enum OutputObject<'a> {
    /// A plan.
    Plan(PlanObject<'a>),
    /// A document that gave no plan.
    Error(ErrorObject<'a>),
    /// What became of a plan's tasks in another plan.
    Comparison(ComparisonObject<'a>),
    /// One parent against many.
    Matrix(MatrixObject<'a>),
    /// Which plan carries out which.
    Chain(ChainObject<'a>),
    /// Near-copies among many plans.
    Copies(CopiesObject<'a>),
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ErrorSource<'a> {
    /// The name it was given by.
    path: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ErrorReason {
    /// Stays the same between versions: "empty", "too_large", "line_too_long", "unsupported_format", "damaged",
    /// "tool_missing", "tool_failed", "not_text", "unreadable", "internal", "not_a_plan".
    code: &'static str,
    /// For people, in English.
    message: String,
}

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One line, for NDJSON.
    Line,
    /// Indented, for people.
    Pretty,
}

/// The object of a plan, without a line break at its end.
pub fn plan(document: &Document, layout: Layout) -> serde_json::Result<String> {
    let Document { source, restored, plan, .. } = document;
    let object = PlanObject {
        schema: PLAN_SCHEMA,
        source: SourceObject {
            path: &source.path,
            format: source.format,
            encoding: source.encoding,
            sha256: &source.sha256,
            pages: source.pages(),
            lines: source.lines(),
            boxes: boxes(source),
        },
        restoration: restoration(document, restored),
        header: &plan.header,
        sections: &plan.sections,
        tasks: &plan.tasks,
        findings: &plan.findings,
    };
    to_text(&object, layout)
}

/// The object of a document that gave no plan.
pub fn error(path: &str, error: &DocumentError, layout: Layout) -> serde_json::Result<String> {
    let reason = ErrorReason { code: error.code(), message: error.to_string() };
    to_text(&ErrorObject { schema: ERROR_SCHEMA, source: ErrorSource { path }, error: reason }, layout)
}

/// The object of a comparison.
pub fn comparison(comparison: &Comparison, layout: Layout) -> serde_json::Result<String> {
    to_text(&ComparisonObject { schema: COMPARISON_SCHEMA, object: comparison }, layout)
}

/// The object of one parent against many.
pub fn matrix(matrix: &Matrix, layout: Layout) -> serde_json::Result<String> {
    to_text(&MatrixObject { schema: MATRIX_SCHEMA, object: matrix }, layout)
}

/// The object of a chain of plans.
pub fn chain(chain: &Chain, layout: Layout) -> serde_json::Result<String> {
    to_text(&ChainObject { schema: CHAIN_SCHEMA, object: chain }, layout)
}

/// The object of near-copies.
pub fn copies(copies: &Copies, layout: Layout) -> serde_json::Result<String> {
    to_text(&CopiesObject { schema: COPIES_SCHEMA, object: copies }, layout)
}

/// The JSON Schema (2020-12) of one line of what `kehoach extract` and `kehoach compare` write, indented.
pub fn schema() -> serde_json::Result<String> {
    let mut schema = schemars::schema_for!(OutputObject<'static>);
    schema.insert("title".to_owned(), "kehoach extract, kehoach compare: one line of output".into());
    serde_json::to_string_pretty(&schema).map(|text| text + "\n")
}

/// The edits of a restored text, one object a line.
pub fn edits(text: &str, restored: &Restored) -> serde_json::Result<String> {
    let mut out = String::new();
    let mut line = 1;
    let mut counted = 0;
    for edit in &restored.edits {
        line += text[counted..edit.source.start].matches('\n').count();
        counted = edit.source.start;
        let object = EditObject {
            line,
            span: [edit.source.start, edit.source.end],
            before: &text[edit.source.range()],
            after: &restored.text[edit.restored.range()],
            tier: edit.tier,
            evidence: edit.evidence,
            confidence: rounded(edit.confidence),
            runners_up: &edit.runners_up,
        };
        out.push_str(&serde_json::to_string(&object)?);
        out.push('\n');
    }
    Ok(out)
}

fn boxes(source: &Source) -> Vec<BoxObject> {
    let tenths = |points: f32| (f64::from(points) * 10.0).round() / 10.0;
    let object = |(at, place): (usize, &LineBox)| BoxObject {
        line: at + 1,
        page: place.page,
        bounds: [place.left, place.top, place.right, place.bottom].map(tenths),
        confidence: place.confidence.map(rounded),
    };
    source.boxes.iter().enumerate().map(object).collect()
}

fn to_text(object: &impl Serialize, layout: Layout) -> serde_json::Result<String> {
    match layout {
        Layout::Line => serde_json::to_string(object),
        Layout::Pretty => serde_json::to_string_pretty(object),
    }
}

fn restoration<'a>(document: &'a Document, restored: &'a Restored) -> RestorationObject<'a> {
    let source = &document.source;
    let mut kinds: Vec<DamageObject> = Vec::new();
    for &kind in &restored.damage {
        match kinds.iter_mut().find(|object| object.kind == kind) {
            Some(object) => object.lines += 1,
            None => kinds.push(DamageObject { kind, lines: 1 }),
        }
    }
    kinds.sort_by_key(|object| object.kind);
    let doubtful: Vec<&Edit> = restored.edits.iter().filter(|edit| edit.tier == Tier::Doubtful).collect();
    let doubts = doubtful.iter().map(|edit| DoubtObject {
        before: &source.text[edit.source.range()],
        after: &restored.text[edit.restored.range()],
        runners_up: &edit.runners_up,
        line: source.line_of(edit.source.start),
        span: [edit.source.start, edit.source.end],
    });
    let unchanged = restored.words.saturating_sub(restored.edits.len());
    let sum: f64 = restored.edits.iter().map(|edit| f64::from(edit.confidence)).sum();
    let mean = (sum + unchanged as f64) / (restored.edits.len() + unchanged).max(1) as f64;
    RestorationObject {
        damage: kinds,
        tokens: restored.words,
        changed: restored.edits.len(),
        doubtful: doubtful.len(),
        mean_confidence: (mean * 1e4).round() / 1e4,
        doubts: doubts.collect(),
    }
}

/// Four decimals: more would promise what the model does not know.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}
