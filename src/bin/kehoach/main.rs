//! The `kehoach` program: arguments in, exit code out.
//!
//! | exit code | meaning |
//! |---|---|
//! | 0 | everything was done |
//! | 1 | the run ended, but some documents gave no plan; each has a row that says why |
//! | 2 | nothing was done: wrong arguments, an unreadable model, or output that can't be written |

#![allow(clippy::disallowed_methods, reason = "the program is where files are opened")]

mod args;
mod cmd;
mod inputs;
mod ledger;
mod output;
mod records;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let outcome = match args.command {
        args::Command::Extract(extract) => cmd::extract::run(&extract),
        args::Command::Compare(compare) => cmd::compare::run(&compare),
        #[cfg(feature = "report")]
        args::Command::Report(report) => cmd::report::run(&report),
        args::Command::Restore(restore) => cmd::restore::run(&restore),
        args::Command::Show(show) => cmd::show::run(&show),
        #[cfg(feature = "formats")]
        args::Command::Doctor => cmd::doctor::run(),
        args::Command::Schema => cmd::schema::run(),
        #[cfg(feature = "train")]
        args::Command::Train(train) => cmd::train::run(&train),
    };
    match outcome {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        // Whoever reads the output has seen enough, as `| head` does: no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("kehoach: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Complete,
    /// Some documents gave no plan.
    SomeFailed,
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
