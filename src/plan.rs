//! The plan as structured data: what `extract` finds and `write` prints.
//!
//! Field names follow the published schema (`kehoach schema`). A value that is not in the document is `null` or an empty
//! list. Every value that was read says where it stands: `lines` (first and last, from 1) and `span` (bytes of the source
//! text). Shapes are shown by the fixtures, `fixtures/plans/*/4-plan.json`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a value stands in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// First and last line, from 1.
    pub lines: [usize; 2],
    /// First byte and the byte after the last, in the source text.
    pub span: [usize; 2],
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Name {
    /// As printed.
    pub name: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Text {
    /// As printed.
    pub text: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// A level of the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Provinces and cities under the central government.
    Province,
    /// Districts, until 30 June 2025.
    District,
    /// Communes, wards, townships, special zones.
    Commune,
}

/// Everything that was read from a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Plan {
    /// Who issued what, when.
    pub header: Header,
    /// The body's items, nested.
    pub sections: Vec<Section>,
    /// What is to be done.
    pub tasks: Vec<Task>,
    /// What a careful reader would point out.
    pub findings: Vec<Finding>,
}

/// The head and the end of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Header {
    /// "kế hoạch"
    pub doc_type: String,
    /// "192/KH-UBND"; null where the number is blank.
    pub number: Option<String>,
    /// "KH-UBND"
    pub symbol: Option<String>,
    /// Who issued it.
    pub issuer: Option<Issuer>,
    /// Where it was signed.
    pub place: Option<Name>,
    /// ISO, as far as printed: "2024-01-30", "2023-11", "2024".
    pub date: Option<String>,
    /// The title after "KẾ HOẠCH".
    pub title: Option<Text>,
    /// The years that the title says.
    pub years: Years,
    /// Documents cited before the first section.
    pub legal_basis: Vec<Reference>,
    /// Documents that this plan replaces.
    pub supersedes: Vec<Reference>,
    /// Lines under "Nơi nhận".
    pub recipients: Vec<Text>,
    /// Who signed.
    pub signatory: Option<Signatory>,
    /// The document that this plan carries out, from "Thực hiện Kế hoạch số …".
    pub parent: Option<Reference>,
    /// Places of the number and the date.
    pub places: HeaderPlaces,
    /// What a site says of the document, as it says it.
    pub claims: Vec<Text>,
}

/// Where the bare values of the header stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HeaderPlaces {
    /// Of the number and symbol.
    pub number: Option<Place>,
    /// Of the date.
    pub date: Option<Place>,
}

/// The issuing authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Issuer {
    /// Written out: "Ủy ban nhân dân tỉnh Hưng Yên".
    pub name: String,
    /// Its level; null where nothing tells.
    pub level: Option<Level>,
    /// Where it was read.
    #[serde(flatten)]
    pub place: Place,
}

/// First and last year; null where none is said, `end` null where it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Years {
    /// First year.
    pub start: Option<i16>,
    /// Last year.
    pub end: Option<i16>,
}

/// A document that is cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reference {
    /// "42/2022/NĐ-CP", without spaces; null where only a date is printed.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// Kind in lower case: "nghị định".
    pub doc_type: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// Who signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Signatory {
    /// The name; null where the copy has none.
    pub name: Option<String>,
    /// "Phó Chủ tịch"
    pub title: Option<String>,
    /// "Ủy ban nhân dân" where "TM." is printed.
    pub on_behalf_of: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// What a top-level section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Purpose, requirements, aims, viewpoints.
    Purpose,
    /// What is to be done, by when, where.
    Content,
    /// Who does what.
    Implementation,
    /// Money.
    Funding,
    /// Results of earlier years.
    Review,
    /// What the plan rests on.
    Basis,
    /// An annex.
    Annex,
    /// Anything else.
    Other,
}

/// An item of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Section {
    /// As printed, without punctuation.
    pub label: String,
    /// Labels from the top, joined by "/"; the n-th bullet under one parent is "-n".
    pub path: String,
    /// Its own title line.
    pub heading: Option<String>,
    /// Its text, or its lead-in and paragraphs.
    pub text: Option<String>,
    /// Only for top-level sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SectionKind>,
    /// Where, items under it included.
    #[serde(flatten)]
    pub place: Place,
    /// Items under it.
    pub children: Vec<Section>,
}

/// Where an owner was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwnerSource {
    /// A field line, or words such as "giao" and "chủ trì" in the text.
    Explicit,
    /// The subject of the sentence.
    Subject,
    /// The nearest heading or lead-in that names one.
    Heading,
    /// A cell of a task table.
    Table,
}

/// A unit of work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Task {
    /// Path of its section; of a table row, with "/#" and the row's number.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What a field line ("Nội dung: …") adds to the text.
    #[serde(default)]
    pub details: Option<Text>,
    /// Where its text stands.
    #[serde(flatten)]
    pub place: Place,
    /// Who must do it, most specific first.
    pub owners: Vec<Name>,
    /// Where the owners were read.
    pub owner_source: Option<OwnerSource>,
    /// Whether the owners are only a vague group ("các đơn vị liên quan").
    pub owner_vague: bool,
    /// Who helps.
    pub coordinators: Vec<Name>,
    /// To whom a report or result goes.
    pub reports_to: Option<Name>,
    /// Through whom.
    pub via: Option<Name>,
    /// When.
    pub deadlines: Vec<Deadline>,
    /// What time the reported data cover.
    pub data_period: Vec<Period>,
    /// Quantities to be reached.
    pub targets: Vec<Text>,
    /// Results to be delivered.
    pub products: Vec<Text>,
    /// Documents cited.
    pub references: Vec<Reference>,
}

/// How a deadline limits the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// Done at `end`.
    By,
    /// Done between `start` and `end`.
    During,
    /// Done again and again.
    Recurring,
    /// Done some time after an event.
    Relative,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// All the time.
    Continuous,
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Each quarter.
    Quarterly,
    /// Each half-year.
    HalfYearly,
    /// Each year.
    Yearly,
    /// "định kỳ", without saying how often.
    Periodic,
}

/// A time by or in which something is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Deadline {
    /// As printed.
    pub text: String,
    /// How it limits the work.
    pub kind: DeadlineKind,
    /// ISO date.
    pub start: Option<String>,
    /// ISO date.
    pub end: Option<String>,
    /// How often, where it recurs.
    pub recurrence: Option<Recurrence>,
    /// Distance from an event, where it is relative.
    pub offset: Option<Offset>,
    /// Whether the year was not printed and was taken from the plan.
    pub year_inferred: bool,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// Distance from an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Offset {
    /// How many units, as printed; null where only "after" or "before" is said.
    pub amount: Option<u32>,
    /// Which unit.
    pub unit: Option<OffsetUnit>,
    /// The event after which it is counted, as printed.
    pub after: Option<String>,
    /// The event before which it is counted; empty where the text says "trước 10 ngày" and no more.
    pub before: Option<String>,
}

impl Offset {
    /// The amount with its unit, below zero before the event.
    pub fn signed(&self) -> Option<(i64, OffsetUnit)> {
        let amount = i64::from(self.amount?);
        Some((if self.before.is_some() { -amount } else { amount }, self.unit?))
    }
}

/// Unit of a distance in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OffsetUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of the calendar.
    Day,
    /// Working days.
    WorkingDay,
    /// Months.
    Month,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Period {
    /// ISO date.
    pub start: Option<String>,
    /// ISO date.
    pub end: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth checking.
    Warning,
    /// Contradicts itself.
    Error,
}

/// Something a careful reader would point out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Finding {
    /// What kind; the codes are listed in the schema.
    #[schemars(extend("enum" = crate::extract::finding::CODES.map(|(code, _)| code)))]
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// Path of the section or task it is about.
    pub path: Option<String>,
    /// First and last line.
    pub lines: Option<[usize; 2]>,
    /// What stands there, and what it contradicts.
    pub evidence: String,
    /// In Vietnamese, for the person who reads the report.
    pub message: String,
}
