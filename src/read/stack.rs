//! The cells of ruled tables, set one under another below what else stands on the page.
//!
//! In: a picture and its tables. Out: a picture in which what stands around the tables comes first and what stood in each cell
//! follows below, without the white between, and where each piece came from. An OCR takes what stands side by side for one line, however far apart; set apart like
//! this, the lines of a cell stay its own. It reads nothing.

use image::{GrayImage, Luma, imageops};

use super::ruled::{INK, Ruled};

/// White around each cell, in inches.
const MARGIN: f32 = 0.12;
/// An OCR takes no picture that is higher than this.
const HIGHEST: u32 = 30_000;

/// Where a piece of the picture stood on the page: what lies between `top` and `bottom` was `right` and `down` of here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
    pub(super) down: f32,
}

impl Strip {
    /// The same in other units.
    pub(super) fn scaled(self, scale: f32) -> Strip {
        let Strip { top, bottom, right, down } = self;
        Strip { top: top * scale, bottom: bottom * scale, right: right * scale, down: down * scale }
    }
}

/// A cell cut out of the page: its left and top there, and its dots.
struct Cut {
    left: u32,
    top: u32,
    dots: GrayImage,
}

/// Moves the cells of all tables below what else stands on the page. Where that would be too high, nothing moves.
pub(super) fn cells_below(picture: GrayImage, tables: &[Ruled], resolution: u32) -> (GrayImage, Vec<Strip>) {
    let margin = (MARGIN * resolution as f32) as u32;
    let cells: Vec<Cut> = tables
        .iter()
        .flat_map(|table| table.bounds().into_iter().filter_map(|bounds| cell(&picture, table, bounds)))
        .collect();
    if cells.is_empty() {
        return (picture, Vec::new());
    }
    let mut rest = picture.clone();
    for cut in &cells {
        let blank = GrayImage::from_pixel(cut.dots.width(), cut.dots.height(), Luma([255]));
        imageops::replace(&mut rest, &blank, i64::from(cut.left), i64::from(cut.top));
    }
    let cuts: Vec<Cut> = bands(&rest, margin).into_iter().chain(cells).collect();
    let height = cuts.iter().map(|cut| cut.dots.height() + margin).sum::<u32>() + margin;
    let width = cuts.iter().map(|cut| cut.dots.width() + 2 * margin).max().unwrap_or(0);
    if height > HIGHEST {
        return (picture, Vec::new());
    }
    let mut stacked = GrayImage::from_pixel(width, height, Luma([255]));
    let mut strips = Vec::new();
    let mut at = margin;
    for cut in cuts {
        imageops::replace(&mut stacked, &cut.dots, i64::from(margin), i64::from(at));
        let bottom = at + cut.dots.height();
        strips.push(Strip {
            top: at as f32 - margin as f32 / 2.0,
            bottom: bottom as f32 + margin as f32 / 2.0,
            right: cut.left as f32 - margin as f32,
            down: cut.top as f32 - at as f32,
        });
        at = bottom + margin;
    }
    (stacked, strips)
}

/// What stands on a page outside of its tables: bands of it between stretches of white.
fn bands(page: &GrayImage, margin: u32) -> Vec<Cut> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (y, row) in page.as_raw().chunks_exact(page.width().max(1) as usize).enumerate() {
        let y = y as u32;
        if row.iter().all(|&dot| dot >= INK) {
            continue;
        }
        match ranges.last_mut().filter(|(_, end)| y < *end + 2 * margin) {
            Some((_, end)) => *end = y + 1,
            None => ranges.push((y, y + 1)),
        }
    }
    let band = |(top, bottom)| cut(page, [0, top, page.width(), bottom], |_, _| true);
    ranges.into_iter().filter_map(band).collect()
}

/// What stands in a cell of a table; `None` where it is empty.
fn cell(picture: &GrayImage, table: &Ruled, (cell, [left, top, right, bottom]): (usize, [f32; 4])) -> Option<Cut> {
    let clamp = |at: f32, end: u32| at.max(0.0).min(end as f32) as u32;
    let (width, height) = picture.dimensions();
    let bounds = [clamp(left, width), clamp(top, height), clamp(right, width), clamp(bottom, height)];
    cut(picture, bounds, |x, y| table.cell_at(x as f32, y as f32) == Some(cell))
}

/// A part of a picture (left, top, right, bottom), cut to the ink inside.
fn cut(picture: &GrayImage, bounds: [u32; 4], inside: impl Fn(u32, u32) -> bool) -> Option<Cut> {
    let [left, top, right, bottom] = bounds;
    let ink = |x: u32, y: u32| picture.get_pixel(x, y).0[0] < INK && inside(x, y);
    let (mut first, mut last) = ((u32::MAX, u32::MAX), (0, 0));
    for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
        if ink(x, y) {
            first = (first.0.min(x), first.1.min(y));
            last = (last.0.max(x + 1), last.1.max(y + 1));
        }
    }
    if first.0 >= last.0 || first.1 >= last.1 {
        return None;
    }
    let dots = GrayImage::from_fn(last.0 - first.0, last.1 - first.1, |x, y| {
        let (x, y) = (x + first.0, y + first.1);
        if inside(x, y) { *picture.get_pixel(x, y) } else { Luma([255]) }
    });
    Some(Cut { left: first.0, top: first.1, dots })
}

#[cfg(test)]
mod tests {
    use super::super::ruled;
    use super::*;

    /// A page of 100 dots an inch: a table of one row and two cells, the first with a mark of ink.
    fn page(mark: bool) -> GrayImage {
        let mut page = GrayImage::from_pixel(400, 300, Luma([255]));
        let mut fill = |left: u32, top: u32, width: u32, height: u32| {
            for (x, y) in (left..left + width).flat_map(|x| (top..top + height).map(move |y| (x, y))) {
                page.put_pixel(x, y, Luma([0]));
            }
        };
        fill(100, 100, 202, 2);
        fill(100, 200, 202, 2);
        [100, 200, 300].into_iter().for_each(|left| fill(left, 100, 2, 102));
        if mark {
            fill(120, 130, 8, 6);
        }
        page
    }

    #[test]
    fn what_stands_in_a_cell_moves_below() {
        let mut picture = page(true);
        let tables = ruled::take(&mut picture, 100);
        let (stacked, strips) = cells_below(picture, &tables, 100);
        let [strip] = strips[..] else { panic!("{} strips", strips.len()) };
        let ink: Vec<(u32, u32)> =
            stacked.enumerate_pixels().filter(|(.., dot)| dot.0[0] < INK).map(|(x, y, _)| (x, y)).collect();
        assert_eq!(ink.len(), 48, "the mark alone, once");
        let back: Vec<(f32, f32)> = ink.iter().map(|&(x, y)| (x as f32 + strip.right, y as f32 + strip.down)).collect();
        assert_eq!((back[0], back[47]), ((120.0, 130.0), (127.0, 135.0)));
        assert!(ink.iter().all(|&(_, y)| (strip.top..strip.bottom).contains(&(y as f32))));
    }

    #[test]
    fn a_page_without_cells_stays() {
        for mut picture in [page(false), GrayImage::from_pixel(50, 50, Luma([255]))] {
            let tables = ruled::take(&mut picture, 100);
            assert_eq!(cells_below(picture.clone(), &tables, 100), (picture, Vec::new()));
        }
    }
}
