//! The table of what an OCR read for each printed letter.
//!
//! In: lines `printed<TAB>read<TAB>count[<TAB>share]`, a heading line first. Out: shares of each printed run. A table
//! without the share of a run takes the sum of the run's counts for the whole. An empty `printed` (a sign out of
//! nothing) is left to the channel's floor.

use super::TrainError;
use crate::model::channel::Measured;

/// The longest run that fits the model's format and the search.
const LONGEST_RUN: usize = 2;

/// Reads the table.
pub fn parse(table: &str) -> Result<Measured, TrainError> {
    let mut measured = Measured::new();
    for (i, line) in table.lines().enumerate().skip(1) {
        let wrong = || TrainError::Confusions { line: i + 1 };
        let fields: Vec<&str> = line.split('\t').collect();
        let [printed, seen, count, ref rest @ ..] = fields[..] else { return Err(wrong()) };
        let count: f64 = count.parse().map_err(|_| wrong())?;
        let share: f64 = rest.first().map_or(Ok(count), |share| share.parse()).map_err(|_| wrong())?;
        if !(1..=LONGEST_RUN).contains(&printed.chars().count()) || seen.chars().count() > 4 {
            continue;
        }
        measured.insert((printed.to_owned(), seen.to_owned()), share.clamp(0.0, 1.0));
    }
    Ok(measured)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_shares() {
        let measured = parse("printed\tocr\tcount\tp\nđ\td\t82\t0.98\n\tt\t75\t0.6\n").expect("reads");
        assert_eq!(measured.into_iter().collect::<Vec<_>>(), [(("đ".into(), "d".into()), 0.98)]);
    }

    #[test]
    fn names_the_wrong_line() {
        assert!(matches!(parse("printed\tocr\tcount\nđ d 82"), Err(TrainError::Confusions { line: 2 })));
    }
}
