//! Deadlines and data periods.
//!
//! Finds the time classes of the catalogue: by a date, during a period, recurring, relative to an event; and the period
//! that reported data cover. Each becomes ISO dates with a kind. A date without a year takes the plan's, and says so.
//!
//! Not to be confused with: dates of cited documents, years in names ("Chỉ số năm 2024"), baselines ("so với năm 2023"),
//! "thường xuyên" as an adverb inside a clause, "hằng năm" that describes a noun ("Kế hoạch hằng năm của xã").

mod by;
mod day;
mod range;
mod recurrence;
mod relative;
mod settle;
mod span;

use std::ops::Range;

use regex::Regex;

use super::Tracer;
use super::date::PartialDate;
use super::reference::reference_ranges;
use crate::fold::Folded;
use crate::plan::{Deadline, DeadlineKind, Offset, OffsetUnit, Period, Recurrence};
use crate::segment::passage::Passage;

/// Where a time is read: a field or cell holds nothing but a time, running text needs words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeContext {
    /// The text of a leaf.
    Text,
    /// A field line or table cell.
    Field,
}

/// The years of a plan, for dates without one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PlanYears {
    /// The year that such a date belongs to, where it is clear.
    pub(super) own: Option<i16>,
    /// Whether the plan runs over several years, or says none: a report that is due on a day is due each year then.
    pub(super) several: bool,
    /// The first year of the plan: what was over before it is no time of its tasks.
    pub(super) first: Option<i16>,
    /// Whether its own year is a season over the turn of the year: a school year, a dry season. It goes on until the next summer.
    pub(super) season: bool,
    /// Year and month of its issue.
    pub(super) issued: Option<(i16, i8)>,
    /// Whether it runs over two years at most: what is due on a day without a year is due once then, but for reports.
    pub(super) brief: bool,
}

/// The month in which such a season begins: school in August or September, winter crops and dry months after it.
const FIRST_MONTH_OF_SEASON: i8 = 8;

/// A time before its place is known; ranges are of the folded text.
#[derive(Clone, Debug)]
struct Found {
    range: Range<usize>,
    kind: DeadlineKind,
    start: Option<String>,
    end: Option<String>,
    recurrence: Option<Recurrence>,
    offset: Option<Distance>,
    year_inferred: bool,
}

/// Distance from an event; its words are a range of the folded text.
#[derive(Clone, Debug, Default)]
struct Distance {
    amount: Option<u32>,
    unit: Option<OffsetUnit>,
    event: Option<Range<usize>>,
    before: bool,
}

impl Found {
    fn new(range: Range<usize>, kind: DeadlineKind) -> Found {
        Found { range, kind, start: None, end: None, recurrence: None, offset: None, year_inferred: false }
    }

    /// Whether two places say the same time; distances from events are never taken for the same.
    fn is_same(&self, other: &Found) -> bool {
        (self.kind, &self.start, &self.end, self.recurrence) == (other.kind, &other.start, &other.end, other.recurrence)
            && self.offset.is_none()
            && other.offset.is_none()
    }
}

/// Folded text with the parts that were read already.
struct Scan<'a> {
    folded: &'a Folded,
    original: &'a str,
    /// The year that dates without one belong to.
    year: Option<i16>,
    /// Whether the plan runs over several years.
    several: bool,
    /// The first year of the plan.
    first: Option<i16>,
    /// Whether the year is a season over the turn of the year.
    season: bool,
    /// Year and month in which the plan was issued.
    issued: Option<(i16, i8)>,
    /// Whether the plan runs over two years at most.
    brief: bool,
    context: TimeContext,
    taken: Vec<Range<usize>>,
    found: Vec<Found>,
}

impl<'a> Scan<'a> {
    fn text(&self) -> &'a str {
        &self.folded.text
    }

    /// Whether a place that opens with "tu" prints "từ", and not the end of "đầu tư".
    fn prints_from(&self, at: usize) -> bool {
        self.original[self.folded.original(at..at + "tu".len())].to_lowercase() == "từ"
    }

    /// The year of the plan in which a month lies.
    fn year_of(&self, month: Option<i8>) -> Option<i16> {
        let next = self.season && month.is_some_and(|month| month < FIRST_MONTH_OF_SEASON);
        self.year.map(|year| year + i16::from(next))
    }

    /// The year in which a month comes next after the plan.
    fn next(&self, month: i8) -> Option<i16> {
        self.issued.map(|(year, issued)| year + i16::from(month < issued))
    }

    /// A date with the plan's year where it has none; whether the year was taken from the plan.
    fn with_year(&self, date: PartialDate) -> (PartialDate, bool) {
        in_year(date, self.year_of(date.month))
    }

    fn is_free(&self, range: &Range<usize>) -> bool {
        self.taken.iter().all(|taken| range.end <= taken.start || taken.end <= range.start)
    }

    fn take(&mut self, found: Found) {
        if self.is_free(&found.range) {
            self.taken.push(found.range.clone());
            self.found.push(found);
        }
    }

    /// Whether a sentence, or the text, starts at an offset.
    fn opens_sentence(&self, at: usize) -> bool {
        let before = self.folded.text[..at].trim_end();
        let upper = self.original[self.folded.original(at..at + 1)].chars().all(char::is_uppercase);
        before.is_empty()
            || (before.ends_with(['.', '!', '?', ':']) && upper)
            || (upper && self.folded.text[..at].ends_with('\n'))
    }
}

/// A date with a year where it has none; whether it was taken from there.
fn in_year(date: PartialDate, year: Option<i16>) -> (PartialDate, bool) {
    let inferred = date.year.is_none() && year.is_some();
    (PartialDate { year: date.year.or(year), ..date }, inferred)
}

/// Patterns of one class, whose groups have the same names.
fn patterns<const N: usize>(sources: [&str; N]) -> Vec<Regex> {
    sources.into_iter().filter_map(|source| Regex::new(source).ok()).collect()
}

/// The deadlines and data periods of a text. Cost: a few passes.
pub(super) fn times(
    passage: &Passage,
    context: TimeContext,
    years: PlanYears,
    tracer: &Tracer<'_>,
) -> (Vec<Deadline>, Vec<Period>) {
    let folded = passage.folded();
    let mut scan = Scan {
        taken: reference_ranges(folded),
        folded,
        original: passage.text(),
        year: years.own,
        several: years.several,
        first: years.first,
        season: years.season,
        issued: years.issued,
        brief: years.brief,
        context,
        found: Vec::new(),
    };
    // Most texts have no digit, and then no date.
    let dated = folded.has_digit();
    let periods = if dated { range::data_periods(&mut scan) } else { Vec::new() };
    relative::relative(&mut scan);
    recurrence::rows(&mut scan);
    if dated {
        range::ranges(&mut scan);
    }
    recurrence::dated(&mut scan);
    if dated {
        day::spans(&mut scan);
        day::feasts(&mut scan);
        by::by(&mut scan);
        day::days(&mut scan);
        by::years(&mut scan);
    }
    by::seasons(&mut scan);
    span::own_year(&mut scan);
    if dated {
        span::weeks(&mut scan);
        span::of_several_years(&mut scan);
        span::parts(&mut scan);
    }
    span::month_alone(&mut scan);
    span::during(&mut scan);
    if dated {
        day::bare(&mut scan);
    }
    recurrence::plain(&mut scan);
    scan.found.sort_by_key(|found| found.range.start);
    settle::settle(&mut scan);
    let deadlines = scan.found.iter().map(|found| {
        let range = folded.original(found.range.clone());
        Deadline {
            text: passage.text()[range.clone()].trim().to_owned(),
            kind: found.kind,
            start: found.start.clone(),
            end: found.end.clone(),
            recurrence: found.recurrence,
            offset: found.offset.clone().map(|distance| {
                let event = distance.event.map(|event| passage.text()[folded.original(event)].trim().to_owned());
                let (after, before) =
                    if distance.before { (None, Some(event.unwrap_or_default())) } else { (event, None) };
                Offset { amount: distance.amount, unit: distance.unit, after, before }
            }),
            year_inferred: found.year_inferred,
            place: tracer.place(passage, range),
        }
    });
    let deadlines = deadlines.collect();
    let periods = periods.into_iter().map(|(range, start, end)| Period {
        start,
        end,
        place: tracer.place(passage, folded.original(range)),
    });
    (deadlines, periods.collect())
}

#[cfg(test)]
mod tests;
