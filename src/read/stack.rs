//! The cells of ruled tables, set one under another below what else stands on the page.
//!
//! In: a picture and its tables. Out: a picture in which what stands around the tables comes first and what stood in each cell
//! follows below, without the white between, and where each piece came from. An OCR takes what stands side by side for one
//! line, however far apart; set apart like this, the lines of a cell stay its own. Only the number of a row stays beside the
//! cell that follows: an OCR overlooks a single digit, or takes it for dirt. It reads nothing.

use std::collections::BTreeMap;

use image::{GrayImage, Luma, imageops};

use super::ruled::{INK, Ruled};

/// White around each cell, in inches.
const MARGIN: f32 = 0.12;
/// White between the number of a row and the cell beside it, in inches: a blank's width.
const GAP: f32 = 0.06;
/// The number of a row is at most this wide and high, in inches: one line of a few letters.
const WIDEST_NUMBER: f32 = 0.5;
const HIGHEST_NUMBER: f32 = 0.2;
/// A number that stands higher or lower than this, in inches, stands amid the lines of the cell beside it.
const AMID: f32 = 0.08;
/// A speck is at most this high, in inches, and more than this away from what is written; the marks of letters are nearer.
const SPECK: f32 = 0.04;
const AWAY: f32 = 0.06;
/// An OCR takes no picture that is higher than this.
const HIGHEST: u32 = 30_000;

/// Where a piece of the picture stood on the page: what lies between these bounds was `right` and `down` of here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    left: f32,
    top: f32,
    end: f32,
    bottom: f32,
    pub(super) right: f32,
    pub(super) down: f32,
}

impl Strip {
    /// The same in other units.
    pub(super) fn scaled(self, scale: f32) -> Strip {
        let Strip { left, top, end, bottom, right, down } = self;
        let [left, top, end, bottom] = [left, top, end, bottom].map(|at| at * scale);
        Strip { left, top, end, bottom, right: right * scale, down: down * scale }
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        (self.left..self.end).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

/// A cell cut out of the page: its left and top there, how much lower than its row it is set, and its dots.
struct Cut {
    left: u32,
    top: u32,
    lower: u32,
    dots: GrayImage,
}

impl Cut {
    /// Without the specks above and below what is written: `high` at most, and more than `away` from it. A cell of nothing
    /// else keeps them.
    fn without_specks(self, high: u32, away: u32) -> Cut {
        let mut bands = inked(&self.dots, 1);
        let is_speck = |&(top, bottom): &(u32, u32)| bottom - top <= high;
        if bands.iter().all(is_speck) {
            return self;
        }
        while let [.., (_, above), last] = bands[..]
            && is_speck(&last)
            && last.0 > above + away
        {
            bands.pop();
        }
        let apart = |pair: &[(u32, u32)]| is_speck(&pair[0]) && pair[1].0 > pair[0].1 + away;
        let specks = bands.windows(2).take_while(|pair| apart(pair)).count();
        let (Some(&(top, _)), Some(&(_, bottom))) = (bands.get(specks), bands.last()) else { return self };
        let dots = imageops::crop_imm(&self.dots, 0, top, self.dots.width(), bottom - top).to_image();
        Cut { top: self.top + top, dots, ..self }
    }
}

/// Moves the cells of all tables below what else stands on the page. Where that would be too high, nothing moves.
pub(super) fn cells_below(picture: GrayImage, tables: &[Ruled], resolution: u32) -> (GrayImage, Vec<Strip>) {
    let inches = |inches: f32| (inches * resolution as f32) as u32;
    let (margin, gap) = (inches(MARGIN), inches(GAP));
    let cells: Vec<BTreeMap<usize, Cut>> = tables.iter().map(|table| cells(&picture, table)).collect();
    if cells.iter().all(BTreeMap::is_empty) {
        return (picture, Vec::new());
    }
    let mut rest = picture.clone();
    for cut in cells.iter().flat_map(BTreeMap::values) {
        let blank = GrayImage::from_pixel(cut.dots.width(), cut.dots.height(), Luma([255]));
        imageops::replace(&mut rest, &blank, i64::from(cut.left), i64::from(cut.top));
    }
    let cells = tables.iter().zip(cells).flat_map(|(table, cells)| with_numbers(table, cells, &inches));
    let rows: Vec<Vec<Cut>> = bands(&rest, margin).into_iter().map(|band| vec![band]).chain(cells).collect();
    let height_of = |row: &[Cut]| row.iter().map(|cut| cut.lower + cut.dots.height()).max().unwrap_or(0);
    let height = rows.iter().map(|row| height_of(row) + margin).sum::<u32>() + margin;
    let width_of = |row: &[Cut]| row.iter().map(|cut| cut.dots.width() + gap).sum::<u32>() + 2 * margin;
    let width = rows.iter().map(|row| width_of(row)).max().unwrap_or(0);
    if height > HIGHEST {
        return (picture, Vec::new());
    }
    let mut stacked = GrayImage::from_pixel(width, height, Luma([255]));
    let mut strips = Vec::new();
    let (around, beside) = (margin as f32 / 2.0, gap as f32 / 2.0);
    let mut at = margin;
    for row in rows {
        let bottom = at + height_of(&row);
        let mut left = margin;
        for cut in row {
            let top = at + cut.lower;
            imageops::replace(&mut stacked, &cut.dots, i64::from(left), i64::from(top));
            let end = left + cut.dots.width();
            strips.push(Strip {
                left: left as f32 - beside,
                top: at as f32 - around,
                end: end as f32 + beside,
                bottom: bottom as f32 + around,
                right: cut.left as f32 - left as f32,
                down: cut.top as f32 - top as f32,
            });
            left = end + gap;
        }
        at = bottom + margin;
    }
    (stacked, strips)
}

/// What stands in the cells of a table, without those that are empty.
fn cells(picture: &GrayImage, table: &Ruled) -> BTreeMap<usize, Cut> {
    table.bounds().into_iter().filter_map(|bounds| Some((bounds.0, cell(picture, table, bounds)?))).collect()
}

/// The cells of a table in their order, the number of a row with the cell beside it.
fn with_numbers(table: &Ruled, cells: BTreeMap<usize, Cut>, inches: &impl Fn(f32) -> u32) -> Vec<Vec<Cut>> {
    let mut cuts: BTreeMap<usize, Cut> =
        cells.into_iter().map(|(cell, cut)| (cell, cut.without_specks(inches(SPECK), inches(AWAY)))).collect();
    let mut numbers: BTreeMap<usize, Cut> = BTreeMap::new();
    for row in table.rows() {
        let mut row = row.into_iter().flatten();
        let (Some(number), Some(beside)) = (row.next(), row.next()) else { continue };
        let small =
            |cut: &Cut| cut.dots.width() <= inches(WIDEST_NUMBER) && cut.dots.height() <= inches(HIGHEST_NUMBER);
        if cuts.contains_key(&beside) && cuts.get(&number).is_some_and(small) {
            numbers.extend(cuts.remove(&number).map(|cut| (beside, cut)));
        }
    }
    let with_number = |(cell, mut cut): (usize, Cut)| {
        let Some(mut number) = numbers.remove(&cell) else { return vec![cut] };
        // Where it stands amid the lines of a cell, it goes up to the first.
        if number.top.abs_diff(cut.top) <= inches(AMID) {
            let top = number.top.min(cut.top);
            (number.lower, cut.lower) = (number.top - top, cut.top - top);
        }
        vec![number, cut]
    };
    cuts.into_iter().map(with_number).collect()
}

/// What stands on a page outside of its tables: bands of it between stretches of white.
fn bands(page: &GrayImage, margin: u32) -> Vec<Cut> {
    let band = |(top, bottom)| cut(page, [0, top, page.width(), bottom], |_, _| true);
    inked(page, 2 * margin).into_iter().filter_map(band).collect()
}

/// The rows of a picture with ink in them, from and to; less than `white` rows between are no end.
fn inked(picture: &GrayImage, white: u32) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (y, row) in picture.as_raw().chunks_exact(picture.width().max(1) as usize).enumerate() {
        let y = y as u32;
        if row.iter().all(|&dot| dot >= INK) {
            continue;
        }
        match ranges.last_mut().filter(|(_, end)| y < *end + white) {
            Some((_, end)) => *end = y + 1,
            None => ranges.push((y, y + 1)),
        }
    }
    ranges
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
    Some(Cut { left: first.0, top: first.1, lower: 0, dots })
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
        assert!(ink.iter().all(|&(x, y)| strip.holds(x as f32, y as f32)));
    }

    #[test]
    fn the_number_of_a_row_stands_beside_the_next_cell() {
        // A number amid the height of its row, with a speck of dirt far below it; text over the height of the cell beside it.
        let mark = |picture: &mut GrayImage, left: u32, top: u32, width: u32, height: u32| {
            for (x, y) in (left..left + width).flat_map(|x| (top..top + height).map(move |y| (x, y))) {
                picture.put_pixel(x, y, Luma([0]));
            }
        };
        let mut picture = page(false);
        mark(&mut picture, 140, 145, 8, 10);
        mark(&mut picture, 150, 190, 2, 2);
        mark(&mut picture, 210, 110, 60, 70);
        let tables = ruled::take(&mut picture, 100);
        let (stacked, strips) = cells_below(picture, &tables, 100);
        let [number, beside] = strips[..] else { panic!("{} strips", strips.len()) };
        let tops = |strip: Strip| {
            let ink =
                stacked.enumerate_pixels().filter(|(x, y, dot)| dot.0[0] < INK && strip.holds(*x as f32, *y as f32));
            ink.map(|(_, y, _)| y).min()
        };
        assert_eq!(tops(number), tops(beside), "side by side");
        let ink = stacked.pixels().filter(|dot| dot.0[0] < INK).count();
        assert_eq!(ink, 8 * 10 + 60 * 70, "without the speck");
        let (x, y) = (number.left + 5.0, number.top + 10.0);
        assert!(number.holds(x, y) && !beside.holds(x, y));

        // Lines of text stand one below the other.
        let mut picture = page(false);
        mark(&mut picture, 110, 110, 60, 70);
        mark(&mut picture, 210, 110, 60, 70);
        let tables = ruled::take(&mut picture, 100);
        let (_, strips) = cells_below(picture, &tables, 100);
        assert!(strips.len() == 2 && strips[0].bottom < strips[1].top + 1.0);
    }

    #[test]
    fn a_page_without_cells_stays() {
        for mut picture in [page(false), GrayImage::from_pixel(50, 50, Luma([255]))] {
            let tables = ruled::take(&mut picture, 100);
            assert_eq!(cells_below(picture.clone(), &tables, 100), (picture, Vec::new()));
        }
    }
}
