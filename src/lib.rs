//! Reads the plans (kế hoạch) of Vietnam's localities: restores damaged text, finds sections, tasks, owners and deadlines,
//! and says where each stands.
//!
//! ```
//! # #[cfg(feature = "embedded-model")] {
//! use kehoach::model::Model;
//! use kehoach::pipeline::Pipeline;
//! use kehoach::read::{Limits, Source};
//! use kehoach::restore::Worker;
//!
//! let bytes = "So: 12/KH-UBND
//! KE HOACH
//! Trong cay xanh xa Ha Bac nam 2024
//! I. NOI DUNG
//! 1. Giao Cong an xa chu tri, phoi hop voi cac thon to chuc trong cay truoc ngay 30/6/2024.
//! ";
//! let source = Source::from_bytes("plan.txt", bytes.as_bytes(), Limits::default())?;
//! let pipeline = Pipeline::new(Model::embedded()?);
//! let plan = pipeline.run(source, &mut Worker::default())?.plan;
//!
//! let task = &plan.tasks[0];
//! assert_eq!(task.owners[0].name, "Công an xã");
//! assert_eq!(task.deadlines[0].end.as_deref(), Some("2024-06-30"));
//! let [start, end] = task.owners[0].place.span;
//! assert_eq!(&bytes[start..end], "Cong an xa");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Stages
//!
//! | stage | takes | gives | may fail |
//! |---|---|---|---|
//! | [`read`] | bytes | [`read::Source`] | yes: the only stage that refuses a document's bytes |
//! | [`restore`] | `Source` | [`restore::Restored`] | no |
//! | [`segment`] | `Restored` | [`segment::Outline`] | no |
//! | [`mod@extract`] | `Outline` | [`plan::Plan`] | no |
//! | [`mod@compare`] | `Record`s of plans | [`compare::Comparison`] | no |
//! | [`mod@write`] | `Plan`, `Comparison` | JSON, HTML, xlsx, CSV | only as these formats may |
//!
//! [`pipeline`] joins them and says whether the outcome is a plan. [`restore`] is useful on its own, on any `&str`.
//!
//! # What it will not do
//!
//! 1. It does not touch text that is right: a part is restored only where its letters say that it is damaged.
//! 2. It does not change numbers. One that an OCR misread stays misread, but for a lone one that can only be a word,
//!    and for the strokes of a quarter ("Quý 11").
//! 3. It does not guess: a blank number is `None`, a deadline without a year takes the plan's year and says so.
//! 4. Places count bytes of the decoded text. For a UTF-8 text these are the bytes of the file; for other formats they are
//!    not.
//! 5. It opens no path, runs no program and prints nothing that it was not asked for: bytes, models and programs are given
//!    to it.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

// Bytes → source.
pub mod read;

// Source → restored text with its edits.
pub mod restore;

// Restored text → outline.
pub mod segment;

// Outline → plan.
pub mod extract;

// Plans → comparison.
pub mod compare;

// Plan or comparison → JSON.
pub mod write;

// The walk through all stages.
pub mod pipeline;

// States of a document, drawn for eyes.
pub mod show;

// What travels at the end: the plan.
pub mod plan;

// A plan with the name of its file.
pub mod record;

// What restoring knows: the model, and how it is trained.
pub mod model;

// Shared nouns: syllables.
pub mod syllable;

// Shared nouns: tokens.
pub mod token;

// Shared nouns: folded text.
pub mod fold;

// Shared nouns: units before and after July 2025.
pub mod gazetteer;

// Shared nouns: verbs and agencies.
pub mod lexicon;

// Shared nouns: places in text.
pub mod span;

// Shared nouns: working days.
pub mod calendar;

// Why a document is refused.
pub mod error;
