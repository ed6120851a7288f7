//! What can be typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Reads the plans (kế hoạch) of Vietnam's localities: restores damaged text, extracts tasks, owners and deadlines as JSON
#[derive(Debug, Parser)]
#[command(version, about, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn plans into JSON, one object a document
    Extract(Extract),
    /// Compare plans: what became of a parent's tasks in its children
    Compare(Compare),
    /// Write comparisons for people: one HTML file, a workbook, tables
    #[cfg(feature = "report")]
    Report(Report),
    /// Put marks and misread letters right, one output line for each input line
    Restore(Restore),
    /// Show a document after a stage, for human eyes
    Show(Show),
    /// Say which other programs are there, and what each missing one costs
    #[cfg(feature = "formats")]
    Doctor,
    /// Print the JSON Schema of the output
    Schema,
    /// Make a model from training text
    #[cfg(feature = "train")]
    Train(Train),
}

/// The model to restore with.
#[derive(Debug, ClapArgs)]
pub(crate) struct ModelArg {
    /// Model file to use instead of the embedded one
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Extract {
    /// Files, folders (with everything below), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write to FILE, which appears only when complete
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Keep a ledger in FOLDER: a run that was killed goes on where it was, and what is done is passed over
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "pretty"])]
    pub(crate) run: Option<PathBuf>,
    /// With --run: try documents again that failed for this reason ("tool_failed"); may be given several times
    #[arg(long, value_name = "REASON", requires = "run")]
    pub(crate) retry: Vec<String>,
    /// Indent the JSON; for a single document
    #[arg(long)]
    pub(crate) pretty: bool,
    /// Number of threads, 1 to 256; all cores by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// Refuse files larger than this
    #[arg(long, value_name = "BYTES", default_value_t = kehoach::read::Limits::default().bytes)]
    pub(crate) max_bytes: u64,
    #[command(flatten)]
    pub(crate) model: ModelArg,
}

/// Plans to compare: documents, folders, or the NDJSON that `extract` wrote.
#[derive(Debug, ClapArgs)]
pub(crate) struct Plans {
    /// The parent; where it holds several plans, each child goes with the one that it says it carries out
    #[arg(value_name = "PARENT")]
    pub(crate) parent: PathBuf,
    /// The children; without any, parents are looked for among the plans of PARENT
    #[arg(value_name = "CHILD")]
    pub(crate) children: Vec<PathBuf>,
    /// Number of threads, 1 to 256; all cores by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    #[command(flatten)]
    pub(crate) model: ModelArg,
}

#[derive(Debug, ClapArgs)]
#[command(group = clap::ArgGroup::new("view").multiple(false))]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) plans: Plans,
    /// One object for each parent: its tasks as rows, the localities as columns
    #[arg(long, group = "view")]
    pub(crate) matrix: bool,
    /// One object: which plan carries out which
    #[arg(long, group = "view")]
    pub(crate) chain: bool,
    /// One object: near-copies among all the plans
    #[arg(long, group = "view")]
    pub(crate) all: bool,
    /// Write to FILE, which appears only when complete
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Indent the JSON
    #[arg(long)]
    pub(crate) pretty: bool,
}

#[cfg(feature = "report")]
#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) plans: Plans,
    /// The HTML file: opens from disk, needs no network
    #[arg(short, long, value_name = "FILE", default_value = "kehoach.html")]
    pub(crate) output: PathBuf,
    /// A workbook too
    #[arg(long, value_name = "FILE")]
    pub(crate) xlsx: Option<PathBuf>,
    /// Tables as CSV too, in this folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) csv: Option<PathBuf>,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub(crate) lang: Language,
}

/// A language of the report.
#[cfg(feature = "report")]
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Language {
    /// tiếng Việt
    Vi,
    /// English
    En,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Restore {
    /// File, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    /// Print the edits as JSON, one a line, instead of the text
    #[arg(long)]
    pub(crate) edits: bool,
    /// Where tone marks go in words that are put right
    #[arg(long, value_enum, default_value_t = Style::Official)]
    pub(crate) tone: Style,
    #[command(flatten)]
    pub(crate) model: ModelArg,
}

/// A style of tone marks.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Style {
    /// hóa, thủy
    Official,
    /// hoá, thuỷ
    Modern,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Show {
    /// Which state to show
    #[arg(long, value_enum)]
    pub(crate) stage: Stage,
    /// File, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) model: ModelArg,
}

/// A stage whose state can be shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Stage {
    /// The text with its edits marked
    Restore,
    /// The tree of items
    Segment,
    /// The tasks with who and when
    Extract,
}

#[cfg(feature = "train")]
#[derive(Debug, ClapArgs)]
pub(crate) struct Train {
    /// Training text (UTF-8, or Zstandard of it), with its weight: FILE=WEIGHT; in the order of training, the domain last
    #[arg(long = "text", required = true, value_name = "FILE[=WEIGHT]")]
    pub(crate) texts: Vec<String>,
    /// Weight of the names of units, which are read before the last text
    #[arg(long, value_name = "WEIGHT", default_value_t = 4)]
    pub(crate) names: u32,
    /// Table of what an OCR reads: printed, read, count, share
    #[arg(long, value_name = "FILE")]
    pub(crate) confusions: PathBuf,
    /// Model file to write
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// A word must be seen this often
    #[arg(long, value_name = "N", default_value_t = kehoach::model::train::Settings::default().least_count)]
    pub(crate) least_count: u64,
    /// Pairs of words to keep
    #[arg(long, value_name = "N", default_value_t = kehoach::model::train::Settings::default().pairs)]
    pub(crate) pairs: usize,
    /// Triples of words to keep
    #[arg(long, value_name = "N", default_value_t = kehoach::model::train::Settings::default().triples)]
    pub(crate) triples: usize,
    /// Weights to keep
    #[arg(long, value_name = "N", default_value_t = kehoach::model::train::Settings::default().weights)]
    pub(crate) weights: usize,
}
