//! Tables that a scanned page draws with ruling lines.
//!
//! In: a grey picture. Out: the grids that its lines make, and the same picture without those lines, which an OCR takes for
//! letters. A cell is what its walls enclose: where a wall is missing, neighbours are one cell. The page may lie askew; the
//! lines say by how much. It reads no words, and a picture that is bent (a photo of a book) has no straight lines to find.
//!
//! Cost: two passes over the dots, and one byte a dot for the page turned on its side.

use std::collections::BTreeMap;

use image::GrayImage;

/// Grey from which a dot is ink, 0 being black.
pub(super) const INK: u8 = 150;
/// A stretch of ink is a piece of a line from this long on, in dots an inch: longer than the strokes of letters.
const SHORTEST_STRETCH: f32 = 0.13;
/// A line is at least this long, in inches, and on average at most this thick.
const SHORTEST_LINE: f32 = 0.35;
const THICKEST_LINE: f32 = 0.05;
/// White inside a stretch, in dots: specks of a bad scan.
const MOST_WHITE: usize = 2;
/// Lines closer than this, in inches, are one.
const SAME_LINE: f32 = 0.05;
/// Share of the side of a cell that a wall covers at least.
const WALL: f32 = 0.5;
/// A grid with more rows or columns than this is a drawing.
const MOST_ROWS: usize = 300;
const MOST_COLUMNS: usize = 40;

/// A ruled table: the grid of its lines, in the turned coordinates in which they are level.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ruled {
    /// How far a level line falls on the page, in dots a dot to the right.
    slope: f32,
    /// Where the columns and rows begin, and the last one ends.
    columns: Vec<f32>,
    rows: Vec<f32>,
    /// The cell of each box of the grid, row by row.
    cells: Vec<usize>,
}

impl Ruled {
    /// The same in other units.
    pub(super) fn scaled(self, scale: f32) -> Ruled {
        let scaled = |edges: Vec<f32>| edges.into_iter().map(|edge| edge * scale).collect();
        Ruled { columns: scaled(self.columns), rows: scaled(self.rows), ..self }
    }

    /// Top of the table.
    pub(super) fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    /// The cell that a point lies in.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let (x, y) = level(self.slope, x, y);
        let within = |edges: &[f32], at: f32| {
            let behind = edges.iter().filter(|&&edge| edge <= at).count();
            (1..edges.len()).contains(&behind).then(|| behind - 1)
        };
        let (column, row) = (within(&self.columns, x)?, within(&self.rows, y)?);
        self.cells.get(row * self.width() + column).copied()
    }

    /// The cells of each row: a cell stands in the first of its columns, in each of its rows; the others are `None`.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<Option<usize>>> + '_ {
        self.cells.chunks(self.width()).map(|row| {
            let first = |(at, cell): (usize, &usize)| (at == 0 || row[at - 1] != *cell).then_some(*cell);
            row.iter().enumerate().map(first).collect()
        })
    }

    /// Each cell with a box around it on the page: left, top, right, bottom.
    pub(super) fn bounds(&self) -> Vec<(usize, [f32; 4])> {
        let mut bounds: BTreeMap<usize, [f32; 4]> = BTreeMap::new();
        for (at, &cell) in self.cells.iter().enumerate() {
            let (row, column) = (at / self.width(), at % self.width());
            for (x, y) in [(column, row), (column + 1, row), (column, row + 1), (column + 1, row + 1)] {
                let (x, y) = level(-self.slope, self.columns[x], self.rows[y]);
                let [left, top, right, bottom] = bounds.entry(cell).or_insert([x, y, x, y]);
                (*left, *top, *right, *bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
            }
        }
        bounds.into_iter().collect()
    }

    fn width(&self) -> usize {
        self.columns.len().saturating_sub(1).max(1)
    }
}

/// A point in the coordinates in which lines with a slope are level.
fn level(slope: f32, x: f32, y: f32) -> (f32, f32) {
    (x + slope * y, y - slope * x)
}

/// A straight line: where it runs along its axis, where it lies across it at its first and last dot, and its stretches of ink
/// (across, from, to).
#[derive(Clone, Debug)]
struct Rule {
    from: usize,
    to: usize,
    first: usize,
    last: usize,
    stretches: Vec<(usize, usize, usize)>,
}

impl Rule {
    fn length(&self) -> usize {
        self.to - self.from
    }

    fn thickness(&self) -> f32 {
        self.stretches.iter().map(|(_, from, to)| to - from).sum::<usize>() as f32 / self.length().max(1) as f32
    }
}

/// Finds the tables of a page and takes their lines out of it. `resolution` is in dots an inch.
pub(super) fn take(picture: &mut GrayImage, resolution: u32) -> Vec<Ruled> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let across = rules(picture.as_raw(), width, resolution);
    // Most pages have no table, and need not be turned.
    if across.len() < 2 {
        return Vec::new();
    }
    let down = rules(&turned(picture.as_raw(), width, height), height, resolution);
    if down.len() < 3 {
        return Vec::new();
    }
    let mut tables = Vec::new();
    for (across, down) in groups(&across, &down, resolution) {
        let Some(table) = grid(&across, &down, resolution) else { continue };
        tables.push(table);
        let paper = |picture: &mut GrayImage, x: usize, y: usize| {
            if x < width && y < height {
                picture.put_pixel(x as u32, y as u32, image::Luma([255]));
            }
        };
        for &(y, from, to) in across.iter().flat_map(|rule| &rule.stretches) {
            (from..to).for_each(|x| (y.saturating_sub(1)..=y + 1).for_each(|y| paper(picture, x, y)));
        }
        for &(x, from, to) in down.iter().flat_map(|rule| &rule.stretches) {
            (from..to).for_each(|y| (x.saturating_sub(1)..=x + 1).for_each(|x| paper(picture, x, y)));
        }
    }
    tables.sort_by(|a, b| a.top().total_cmp(&b.top()));
    tables
}

/// The page turned on its side: columns become rows. Goes by blocks that stay in the cache.
fn turned(dots: &[u8], width: usize, height: usize) -> Vec<u8> {
    const BLOCK: usize = 64;
    let mut out = vec![255; dots.len()];
    for top in (0..height).step_by(BLOCK) {
        for left in (0..width).step_by(BLOCK) {
            for y in top..(top + BLOCK).min(height) {
                for x in left..(left + BLOCK).min(width) {
                    out[x * height + y] = dots[y * width + x];
                }
            }
        }
    }
    out
}

/// The lines that run along the rows of a picture.
fn rules(dots: &[u8], width: usize, resolution: u32) -> Vec<Rule> {
    let inch = resolution as f32;
    let shortest = (SHORTEST_STRETCH * inch) as usize;
    let mut done: Vec<Rule> = Vec::new();
    let mut open: Vec<(Rule, usize)> = Vec::new();
    for (y, row) in dots.chunks_exact(width.max(1)).enumerate() {
        for (from, to) in stretches(row, shortest) {
            // A stretch goes on with the line above that it touches, also where that one ends where it begins.
            let touches = |rule: &Rule| {
                rule.stretches
                    .iter()
                    .rev()
                    .take_while(|(above, _, _)| above + 2 >= y)
                    .any(|&(above, start, end)| above < y && start <= to + MOST_WHITE && from <= end + MOST_WHITE)
            };
            match open.iter_mut().find(|(rule, _)| touches(rule)) {
                Some((rule, last)) => {
                    if from < rule.from {
                        (rule.from, rule.first) = (from, y);
                    }
                    if to > rule.to {
                        (rule.to, rule.last) = (to, y);
                    }
                    rule.stretches.push((y, from, to));
                    *last = y;
                }
                None => open.push((Rule { from, to, first: y, last: y, stretches: vec![(y, from, to)] }, y)),
            }
        }
        let (ended, going): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, last)| last + 2 < y);
        done.extend(ended.into_iter().map(|(rule, _)| rule));
        open = going;
    }
    done.extend(open.into_iter().map(|(rule, _)| rule));
    done.retain(|rule| rule.length() as f32 >= SHORTEST_LINE * inch && rule.thickness() <= THICKEST_LINE * inch);
    done
}

/// The stretches of ink in a row that are long enough, a few white dots inside them forgiven.
fn stretches(row: &[u8], shortest: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut from, mut to) = (0, 0);
    for x in row.iter().enumerate().filter(|&(_, &dot)| dot < INK).map(|(x, _)| x) {
        if x > to + MOST_WHITE {
            if to - from >= shortest {
                found.push((from, to));
            }
            from = x;
        }
        to = x + 1;
    }
    if to - from >= shortest {
        found.push((from, to));
    }
    found
}

/// Lines that cross or touch one another, group by group.
fn groups(across: &[Rule], down: &[Rule], resolution: u32) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let near = (SAME_LINE * resolution as f32) as usize;
    let meets = |a: &Rule, d: &Rule| {
        let (y, x) = (usize::midpoint(a.first, a.last), usize::midpoint(d.first, d.last));
        let lean = a.first.abs_diff(a.last).max(d.first.abs_diff(d.last)) + near;
        (a.from..=a.to + lean).contains(&(x + near)) && (d.from..=d.to + lean).contains(&(y + near))
            || x + lean >= a.from && x <= a.to + lean && y + lean >= d.from && y <= d.to + lean
    };
    let mut of: Vec<usize> = (0..across.len() + down.len()).collect();
    for (i, a) in across.iter().enumerate() {
        for (j, d) in down.iter().enumerate() {
            let (one, other) = (of[i], of[across.len() + j]);
            if one != other && meets(a, d) {
                of.iter_mut().filter(|group| **group == other).for_each(|group| *group = one);
            }
        }
    }
    let mut names = of.clone();
    names.sort_unstable();
    names.dedup();
    let of_group = |name: usize| {
        let rules = |rules: &[Rule], from: usize| -> Vec<Rule> {
            rules.iter().zip(&of[from..]).filter(|(_, group)| **group == name).map(|(rule, _)| rule.clone()).collect()
        };
        (rules(across, 0), rules(down, across.len()))
    };
    names.into_iter().map(of_group).filter(|(across, down)| across.len() >= 2 && down.len() >= 3).collect()
}

/// A line in level coordinates: where it lies, and from where to where it runs.
type Edge = (f32, f32, f32);

/// The grid that crossing lines make, if it is one of a table.
fn grid(across: &[Rule], down: &[Rule], resolution: u32) -> Option<Ruled> {
    let near = SAME_LINE * resolution as f32;
    let longest = across.iter().max_by_key(|rule| rule.length())?;
    let slope = (longest.last as f32 - longest.first as f32) / longest.length().max(1) as f32;
    let middle =
        |rule: &Rule| (usize::midpoint(rule.from, rule.to) as f32, f32::midpoint(rule.first as f32, rule.last as f32));
    let edge_across = |rule: &Rule| -> Edge {
        let (x, y) = middle(rule);
        let (from, _) = level(slope, rule.from as f32, y);
        let (to, _) = level(slope, rule.to as f32, y);
        (level(slope, x, y).1, from, to)
    };
    let edge_down = |rule: &Rule| -> Edge {
        let (y, x) = middle(rule);
        let (_, from) = level(slope, x, rule.from as f32);
        let (_, to) = level(slope, x, rule.to as f32);
        (level(slope, x, y).0, from, to)
    };
    let horizontal: Vec<Edge> = across.iter().map(edge_across).collect();
    let vertical: Vec<Edge> = down.iter().map(edge_down).collect();
    // The outermost lines may be cut off; the others say how far they ran.
    let ends = |edges: &[Edge]| {
        let from = edges.iter().map(|edge| edge.1).fold(f32::INFINITY, f32::min);
        [from, edges.iter().map(|edge| edge.2).fold(0.0, f32::max)]
    };
    let columns = places(vertical.iter().map(|edge| edge.0).chain(ends(&horizontal)), near);
    let rows = places(horizontal.iter().map(|edge| edge.0).chain(ends(&vertical)), near);
    if !(3..=MOST_COLUMNS + 1).contains(&columns.len()) || !(2..=MOST_ROWS + 1).contains(&rows.len()) {
        return None;
    }
    let width = columns.len() - 1;
    let mut cells: Vec<usize> = (0..width * (rows.len() - 1)).collect();
    for row in 0..rows.len() - 1 {
        for column in 0..width {
            let at = row * width + column;
            if column + 1 < width && !is_wall(&vertical, columns[column + 1], rows[row], rows[row + 1], near) {
                join(&mut cells, at, at + 1);
            }
            if row + 2 < rows.len() && !is_wall(&horizontal, rows[row + 1], columns[column], columns[column + 1], near)
            {
                join(&mut cells, at, at + width);
            }
        }
    }
    Some(Ruled { slope, columns, rows, cells })
}

/// Places in order, those that are near one another as one.
fn places(of: impl Iterator<Item = f32>, near: f32) -> Vec<f32> {
    let mut all: Vec<f32> = of.collect();
    all.sort_by(f32::total_cmp);
    let mut places: Vec<f32> = Vec::new();
    for place in all {
        if places.last().is_none_or(|last| place - last > near) {
            places.push(place);
        }
    }
    places
}

/// Whether lines cover enough of a side of a cell.
fn is_wall(edges: &[Edge], at: f32, from: f32, to: f32, near: f32) -> bool {
    let on = edges.iter().filter(|edge| (edge.0 - at).abs() <= near);
    let covered: f32 = on.map(|edge| (edge.2.min(to) - edge.1.max(from)).max(0.0)).sum();
    covered >= WALL * (to - from)
}

/// Makes two cells one.
fn join(cells: &mut [usize], a: usize, b: usize) {
    let (one, other) = (cells[a].min(cells[b]), cells[a].max(cells[b]));
    if one != other {
        cells.iter_mut().filter(|cell| **cell == other).for_each(|cell| *cell = one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of 100 dots an inch with lines (x, y, width, height) that fall by `lean` dots in a hundred.
    fn page(lines: &[(i32, i32, i32, i32)], lean: i32) -> GrayImage {
        let mut page = GrayImage::from_pixel(500, 400, image::Luma([255]));
        for &(left, top, width, height) in lines {
            for (x, y) in (left..left + width).flat_map(|x| (top..top + height).map(move |y| (x, y))) {
                let (x, y) = (x - lean * y / 100, y + lean * x / 100);
                if (0..500).contains(&x) && (0..400).contains(&y) {
                    page.put_pixel(x as u32, y as u32, image::Luma([0]));
                }
            }
        }
        page
    }

    /// A grid of two rows and three columns; the first column's cells are one.
    const GRID: [(i32, i32, i32, i32); 7] = [
        (100, 100, 302, 2),
        (200, 150, 202, 2),
        (100, 200, 302, 2),
        (100, 100, 2, 102),
        (200, 100, 2, 102),
        (300, 100, 2, 102),
        (400, 100, 2, 102),
    ];

    #[test]
    fn lines_make_a_grid_of_cells() {
        for lean in [0, 1, -1] {
            let mut page = page(&GRID, lean);
            let tables = take(&mut page, 100);
            let [table] = &tables[..] else { panic!("{} tables, lean {lean}", tables.len()) };
            let rows: Vec<Vec<Option<usize>>> = table.rows().collect();
            assert_eq!(rows, [[Some(0), Some(1), Some(2)], [Some(0), Some(4), Some(5)]], "lean {lean}");
            let at = |x: i32, y: i32| table.cell_at((x - lean * y / 100) as f32, (y + lean * x / 100) as f32);
            assert_eq!([at(150, 120), at(150, 180), at(250, 120), at(350, 180)], [Some(0), Some(0), Some(1), Some(5)]);
            assert_eq!([at(50, 120), at(250, 90), at(450, 120)], [None; 3]);
            assert!(page.pixels().filter(|dot| dot.0[0] < INK).count() < 40, "the lines are gone, lean {lean}");
        }
    }

    #[test]
    fn what_is_no_grid_stays() {
        let underline = [(100, 100, 200, 2)];
        let frame = [(100, 100, 302, 2), (100, 200, 302, 2), (100, 100, 2, 102), (400, 100, 2, 102)];
        let strokes = [(100, 100, 10, 2), (100, 110, 10, 2), (100, 100, 2, 10), (105, 100, 2, 10), (110, 100, 2, 10)];
        let block = [(100, 100, 200, 100)];
        for lines in [&underline[..], &frame, &strokes, &block, &[]] {
            let mut page = page(lines, 0);
            let before = page.clone();
            assert_eq!(take(&mut page, 100), []);
            assert_eq!(page, before);
        }
    }

    #[test]
    fn any_picture_is_looked_at() {
        for (width, height) in [(0, 0), (1, 1), (1, 500), (500, 1), (300, 300)] {
            let mut black = GrayImage::from_pixel(width, height, image::Luma([0]));
            assert_eq!(take(&mut black, 300), []);
        }
    }
}
