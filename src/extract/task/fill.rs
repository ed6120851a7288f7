//! What one task says: owners, helpers, addressee, times, products, targets.
//!
//! In: a leaf with its field lines, and what stands above it. Out: a [`Task`]. What the task itself says goes before what it
//! inherits; of its own words a field goes before the text. Which leaves are tasks is decided before.

use super::Finder;
use super::above::Above;
use crate::extract::bracket::{Assignment, assignment};
use crate::extract::owner::{self, Named, Owners};
use crate::extract::reference::references;
use crate::extract::report::{delivered, report};
use crate::extract::target::targets;
use crate::extract::time::{PlanYears, TimeContext, times};
use crate::extract::{Tracer, agency, coordinator};
use crate::lexicon::starts_with_verb;
use crate::plan::{Deadline, DeadlineKind, Name, OwnerSource, Period, Task, Text};
use crate::segment::field::FieldKind;
use crate::segment::passage::Passage;
use crate::segment::tree::Section;

/// A leaf that is a task, with all that speaks for it.
struct Leaf<'a> {
    section: &'a Section,
    fields: Vec<&'a (FieldKind, Passage)>,
    /// "(Phòng A chủ trì, xong trong quý I)" at the end of the text.
    bracket: Option<Assignment>,
    above: &'a Above,
    years: PlanYears,
    tracer: &'a Tracer<'a>,
}

impl Finder<'_> {
    /// Reads a task; `more` are fields beside those of its section.
    pub(super) fn task(&self, section: &Section, path: &str, above: &Above, more: &[(FieldKind, Passage)]) -> Task {
        // "…. Thời gian: tháng 4. (Phòng A chủ trì)": the bracket may stand behind the fields of the line.
        let in_tail = || assignment(&section.inline, self.years, self.tracer);
        let leaf = Leaf {
            section,
            fields: section.fields.iter().chain(more).collect(),
            bracket: assignment(&section.text, self.years, self.tracer).or_else(in_tail),
            above,
            years: self.years,
            tracer: self.tracer,
        };
        let owners = leaf.owners();
        let coordinators = leaf.coordinators(&owners);
        let (reports_to, via) = leaf.receiver();
        let (deadlines, data_period) = leaf.times();
        let printed = section.printed();
        Task {
            path: path.to_owned(),
            text: printed.text().to_owned(),
            details: leaf.added().next().and_then(|work| leaf.value(work)),
            place: self.tracer.whole(&printed),
            owner_vague: !owners.names.is_empty() && owners.names.iter().all(|name| agency::is_vague(&name.name)),
            owners: owners.names,
            owner_source: owners.source,
            coordinators,
            reports_to,
            via,
            targets: leaf.targets(&deadlines),
            deadlines,
            data_period,
            products: leaf.field(FieldKind::Product).filter_map(|value| leaf.value(value)).collect(),
            references: references(&section.text, self.tracer),
        }
    }
}

impl<'a> Leaf<'a> {
    fn text(&self) -> &'a Passage {
        &self.section.text
    }

    /// The values of the fields of a kind.
    fn field(&self, kind: FieldKind) -> impl Iterator<Item = &'a Passage> {
        self.fields.iter().filter(move |(of, _)| *of == kind).map(|(_, value)| value)
    }

    /// What a field adds to the work, unless it is the text itself.
    fn added(&self) -> impl Iterator<Item = &'a Passage> {
        self.field(FieldKind::Work).filter(|work| work.text() != self.text().text())
    }

    fn value(&self, value: &Passage) -> Option<Text> {
        let end = value.text().trim_end_matches(['.', ';', ' ']).len();
        self.tracer.text(value, 0..end)
    }

    /// Owners: of a field, of a bracket, of the text, of what stands above.
    fn owners(&self) -> Owners {
        let in_fields: Vec<Name> =
            self.field(FieldKind::Owner).flat_map(|value| owner::in_field(value, self.tracer)).collect();
        if !in_fields.is_empty() {
            return Owners { names: in_fields, source: Some(OwnerSource::Explicit), ..Owners::default() };
        }
        let own = owner::in_text(self.text(), self.tracer);
        if let Some(bracket) = self.bracket.as_ref().filter(|_| self.field(FieldKind::Owner).next().is_none()) {
            // A bracket behind several sentences is about the last of them; one that is a sentence of its own, about all.
            let several = self.text().text().contains(". ");
            let last_only = !bracket.leads && !bracket.apart && several && !own.names.is_empty();
            if !last_only {
                let names = bracket.owners.clone();
                return Owners { names, source: Some(OwnerSource::Explicit), ..Owners::default() };
            }
        }
        if own.source.is_some() && !self.yields(&own) {
            return own;
        }
        let headed = owner::in_heading(&self.section.heading, self.tracer);
        let names = if headed.is_empty() { self.above.owners.clone() } else { headed };
        let source = (!names.is_empty()).then_some(OwnerSource::Heading);
        Owners { names, source, ..Owners::default() }
    }

    /// Whether whom the text names gives way to whom the heading names.
    fn yields(&self, own: &Owners) -> bool {
        let above = self.above;
        if above.owners.is_empty() {
            return false;
        }
        let text = self.text().text();
        let helps = above.openers_help && own.source != Some(OwnerSource::Heading);
        let later = match own.named {
            Named::First => false,
            Named::LaterClause => true,
            Named::LaterSentence => above.headed,
        };
        let beside = later && (above.headed || starts_with_verb(text));
        // "Sở lập danh sách …" under "2. Sở Y tế".
        let bare = own.names.iter().all(|name| is_bare(&name.name));
        // "Yêu cầu chủ đầu tư che chắn …", "Phân công công chức Văn hóa làm đầu mối" under "4. Sở Xây dựng": who demands it has
        // to see to it, and so has whoever assigns people of its own.
        let people = own.names.iter().all(|name| is_staff(&name.name));
        let demands = above.headed && (text.starts_with("Yêu cầu ") || text.starts_with("Phân công ") && people);
        helps || beside || bare || demands
    }

    /// Helpers: of fields and text, of what stands above, of a bracket; never the owners themselves.
    fn coordinators(&self, owners: &Owners) -> Vec<Name> {
        let mut names: Vec<Name> =
            self.field(FieldKind::Coordinator).flat_map(|value| owner::in_field(value, self.tracer)).collect();
        coordinator::add_new(&mut names, coordinator::coordinators(self.text(), self.tracer));
        if names.is_empty() {
            let of_owner = |value| coordinator::coordinators(value, self.tracer);
            names = self.field(FieldKind::Owner).flat_map(of_owner).collect();
        }
        if names.is_empty() && self.above.openers_help {
            names = owner::in_text(self.text(), self.tracer).names;
        }
        // Whoever names the owners above names those who help them, too.
        if names.is_empty() && owners.source == Some(OwnerSource::Heading) {
            names.clone_from(&self.above.coordinators);
        }
        if let Some(bracket) = &self.bracket {
            coordinator::add_new(&mut names, coordinator::coordinators(&bracket.inside, self.tracer));
            coordinator::add_new(&mut names, bracket.helpers.iter().cloned());
        }
        names.retain(|name| !owners.names.iter().any(|owner| owner.name == name.name));
        names
    }

    /// To whom the task reports, and through whom.
    fn receiver(&self) -> (Option<Name>, Option<Name>) {
        let own = report(self.text(), self.tracer);
        if own.0.is_some() {
            return own;
        }
        // A report whose lead-in names an addressee goes there.
        let in_lead_in = || {
            let reports = self.text().folded().text.starts_with("bao cao") && self.above.reports_to.is_some();
            reports.then(|| (self.above.reports_to.clone(), self.above.via.clone()))
        };
        // "Thời gian: trong quý I, báo cáo UBND huyện trước ngày 10/4": the time's line may say whereto.
        let in_time =
            || self.field(FieldKind::Time).map(|value| report(value, self.tracer)).find(|(to, _)| to.is_some());
        let in_product =
            || self.field(FieldKind::Product).map(|value| delivered(value, self.tracer)).find(|(to, _)| to.is_some());
        in_lead_in().or_else(in_time).or_else(in_product).unwrap_or(own)
    }

    /// Deadlines and data period: of the text and of fields; where neither says when, of what stands above.
    fn times(&self) -> (Vec<Deadline>, Vec<Period>) {
        let read = |value: &Passage, context| times(value, context, self.years, self.tracer).0;
        let (mut deadlines, data_period) = times(self.text(), TimeContext::Text, self.years, self.tracer);
        let bracket = self.bracket.as_ref().map(|bracket| &bracket.inside);
        let timed = self.field(FieldKind::Time).chain(bracket).map(|value| read(value, TimeContext::Field));
        // "Đơn vị phối hợp: Sở Y tế; hội nghị tổ chức trong quý III": agencies have no time, what is said beside them may.
        let agencies = self.field(FieldKind::Owner).chain(self.field(FieldKind::Coordinator));
        let beside = agencies.map(|value| read(value, TimeContext::Text));
        // "Kết quả: Danh sách gửi Sở Y tế trước ngày 31/3"; "Báo cáo hằng năm" is only its name.
        let due = |time: &Deadline| matches!(time.kind, DeadlineKind::By | DeadlineKind::Relative);
        let products = self.field(FieldKind::Product).flat_map(|value| read(value, TimeContext::Text));
        let delivery: Vec<Deadline> = products.filter(due).collect();
        for in_field in timed.chain(beside).chain([delivery]) {
            // A time that text and field both name is one.
            let is_new = |time: &Deadline| !deadlines.iter().any(|known| same_time(known, time));
            let new: Vec<Deadline> = in_field.into_iter().filter(is_new).collect();
            deadlines.extend(new);
        }
        // "trước khi khởi công", "trước mùa mưa": beside another time of the task it only orders the steps, or says why.
        let step = |time: &Deadline| {
            time.offset.as_ref().is_some_and(|offset| offset.before.is_some() && offset.amount.is_none())
        };
        if !deadlines.iter().all(step) {
            deadlines.retain(|time| !step(time));
        }
        if let Some(time) = self.above.time.as_ref().filter(|_| deadlines.is_empty()) {
            deadlines = read(time, TimeContext::Field);
        }
        (deadlines, data_period)
    }

    /// What is counted in the text and in the fields that say what is to come out.
    fn targets(&self, deadlines: &[Deadline]) -> Vec<Text> {
        // "không quá 48 giờ" is a time already.
        let is_time = |count: &Text| {
            let begins_in = |time: &Deadline| (time.place.span[0]..time.place.span[1]).contains(&count.place.span[0]);
            deadlines.iter().any(|time| time.offset.is_some() && begins_in(time))
        };
        let fields = self.field(FieldKind::Product).chain(self.field(FieldKind::Aim)).chain(self.added());
        let texts = std::iter::once(self.text()).chain(fields);
        texts.flat_map(|text| targets(text, self.tracer)).filter(|count| !is_time(count)).collect()
    }
}

/// Whether a name is that of people of an office, and no office.
fn is_staff(name: &str) -> bool {
    ["công chức", "cán bộ", "viên chức", "nhân viên", "lãnh đạo"]
        .iter()
        .any(|people| name.to_lowercase().starts_with(people))
}

/// The noun of an office alone, whose name stands above.
fn is_bare(name: &str) -> bool {
    const OFFICES: [&str; 10] =
        ["Sở", "Phòng", "Ban", "Cục", "Chi cục", "Trung tâm", "Văn phòng", "Viện", "Trường", "Hội"];
    OFFICES.contains(&name)
}

fn same_time(a: &Deadline, b: &Deadline) -> bool {
    (a.kind, &a.start, &a.end, a.recurrence) == (b.kind, &b.start, &b.end, b.recurrence)
        && a.offset.is_none()
        && b.offset.is_none()
}
