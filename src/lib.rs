//! kehoach
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod read;

pub mod restore;

pub mod segment;

pub mod extract;

pub mod write;

pub mod pipeline;

pub mod show;

pub mod plan;

pub mod model;

pub mod syllable;

pub mod token;

pub mod fold;

pub mod lexicon;

pub mod span;

pub mod error;
