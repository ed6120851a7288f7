//! Places in text that know which text they belong to.
//!
//! A [`Span`] is a half-open range of bytes. `Span<InSource>` and `Span<InRestored>` can't be mixed up:
//!
//! ```compile_fail
//! use kehoach::span::{InRestored, InSource, Span};
//! let place: Span<InSource> = Span::<InRestored>::new(0, 1);
//! ```

use std::marker::PhantomData;
use std::ops::Range;

/// The text as it was read; see [`crate::read::Source`].
#[derive(Debug)]
pub enum InSource {}

/// The text after restoring; see [`crate::restore::Restored`].
#[derive(Debug)]
pub enum InRestored {}

/// A half-open range of bytes in the text `T`.
#[derive(Debug)]
pub struct Span<T> {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    text: PhantomData<fn() -> T>,
}

impl<T> Span<T> {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end, text: PhantomData }
    }

    /// The bytes as a range, for slicing.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether there are no bytes in it.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }
}

impl<T> From<Range<usize>> for Span<T> {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

// Written by hand, because derives would ask the marker `T` to have these traits too.
impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Span<T> {}
