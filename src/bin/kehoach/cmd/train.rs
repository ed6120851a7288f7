//! `kehoach train`: a model from training text.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use kehoach::gazetteer::sentences;
use kehoach::model::train::corpus::TrainingText;
use kehoach::model::train::{Settings, train};

use crate::Outcome;
use crate::args::Train;
use crate::output::complain;

pub(crate) fn run(args: &Train) -> anyhow::Result<Outcome> {
    let mut texts = args.texts.iter().map(|text| read_text(text)).collect::<anyhow::Result<Vec<_>>>()?;
    let names: Vec<String> = sentences().into_iter().collect();
    let names = TrainingText { text: names.join("\n"), weight: args.names };
    texts.insert(texts.len().saturating_sub(1), names);
    let confusions = std::fs::read_to_string(&args.confusions)
        .with_context(|| format!("cannot read {}", args.confusions.display()))?;
    let settings =
        Settings { least_count: args.least_count, pairs: args.pairs, triples: args.triples, weights: args.weights };
    let model = train(texts, &confusions, &settings, &|step| complain(&format!("kehoach: {step}")))?;
    std::fs::write(&args.output, &model).with_context(|| format!("cannot write {}", args.output.display()))?;
    complain(&format!("kehoach: {} bytes in {}", model.len(), args.output.display()));
    Ok(Outcome::Complete)
}

/// Reads FILE=WEIGHT; a file that is Zstandard is unpacked.
fn read_text(argument: &str) -> anyhow::Result<TrainingText> {
    let (path, weight) = match argument.rsplit_once('=') {
        Some((path, weight)) => {
            (path, weight.parse().with_context(|| format!("{weight} is no weight, in --text {argument}"))?)
        }
        None => (argument, 1),
    };
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {path}"))?;
    let text = if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        unpack(&bytes)
    } else {
        String::from_utf8(bytes).map_err(Into::into)
    };
    Ok(TrainingText { text: text.with_context(|| format!("{} is no UTF-8 text", Path::new(path).display()))?, weight })
}

fn unpack(bytes: &[u8]) -> anyhow::Result<String> {
    let mut text = String::new();
    ruzstd::decoding::StreamingDecoder::new(bytes)?.read_to_string(&mut text)?;
    Ok(text)
}
