//! The commands, one file each, and what they share: the model.

pub(crate) mod compare;
#[cfg(feature = "formats")]
pub(crate) mod doctor;
pub(crate) mod extract;
#[cfg(feature = "report")]
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod schema;
pub(crate) mod show;
#[cfg(feature = "train")]
pub(crate) mod train;

use anyhow::Context as _;
use kehoach::model::Model;

use crate::args::ModelArg;

/// Opens the model that was asked for, or the embedded one.
pub(crate) fn open_model(arg: &ModelArg) -> anyhow::Result<Model> {
    match &arg.model {
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| format!("cannot read the model {}", path.display()))?;
            Model::from_bytes(&bytes).with_context(|| format!("cannot use the model {}", path.display()))
        }
        None => embedded(),
    }
}

#[cfg(feature = "embedded-model")]
fn embedded() -> anyhow::Result<Model> {
    Model::embedded().context("cannot use the embedded model")
}

#[cfg(not(feature = "embedded-model"))]
fn embedded() -> anyhow::Result<Model> {
    anyhow::bail!("this program carries no model: give one with --model")
}
