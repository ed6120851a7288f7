//! A picture of a page made ready for the OCR: upright, without the red of its stamps and the lines of its tables.
//!
//! In: the bytes of a PNG, JPEG or PNM picture. Out: a grey picture (binary PGM) of the same size, turned as its EXIF
//! orientation says, with the cells of its tables below it. Of its colours only the red channel is kept: what is printed in
//! black or written in blue stays dark there, and a stamp in red fades into the paper, so that the words under it can be
//! read. Nothing else is mended: no deskewing, no thresholds, which Tesseract does itself.
//!
//! Cost: about 8 bytes a dot while it is made.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Luma};

use super::ruled::{self, Ruled};
use super::stack::{Strip, cells_below};
use crate::error::DocumentError;

/// Dots a side at most: A3 at 800 dots an inch.
const MOST_DOTS_A_SIDE: u32 = 14_000;
/// Bytes of a decoded picture at most: A3 in colours at 600 dots an inch.
const MOST_BYTES: u64 = 256 << 20;

/// A picture as the OCR is to see it.
pub(super) struct Ready {
    /// As binary PGM.
    pub(super) picture: Vec<u8>,
    /// The tables on it, in dots.
    pub(super) tables: Vec<Ruled>,
    /// Where the cells of the tables stood, which follow below the page.
    pub(super) strips: Vec<Strip>,
}

/// Makes a picture ready. `resolution` is in dots an inch.
pub(super) fn for_ocr(bytes: &[u8], resolution: u32) -> Result<Ready, DocumentError> {
    let damaged = |error: image::ImageError| DocumentError::Damaged { format: "picture", reason: error.to_string() };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_DOTS_A_SIDE);
    limits.max_image_height = Some(MOST_DOTS_A_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| damaged(error.into()))?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    if decoder.total_bytes() > MOST_BYTES {
        let (width, height) = decoder.dimensions();
        let reason = format!("it claims {width} × {height} dots, more than a page in any resolution");
        return Err(DocumentError::Damaged { format: "picture", reason });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = red(DynamicImage::from_decoder(decoder).map_err(damaged)?);
    picture.apply_orientation(orientation);
    let mut picture = picture.into_luma8();
    let tables = ruled::take(&mut picture, resolution);
    let (picture, strips) = cells_below(picture, &tables, resolution);
    let mut written = Vec::new();
    picture.write_to(&mut Cursor::new(&mut written), ImageFormat::Pnm).map_err(damaged)?;
    Ok(Ready { picture: written, tables, strips })
}

/// The red channel, as a picture in grey; what is transparent is paper.
fn red(picture: DynamicImage) -> DynamicImage {
    if matches!(picture, DynamicImage::ImageLuma8(_)) {
        return picture;
    }
    let (width, height) = (picture.width(), picture.height());
    let dots = picture.into_rgba8();
    DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, |x, y| {
        let [red, .., alpha] = dots.get_pixel(x, y).0;
        let ink = u16::from(255 - red) * u16::from(alpha) / 255;
        Luma([255 - ink as u8])
    }))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// The dots of what `for_ocr` wrote, and its size.
    fn read(bytes: &[u8]) -> (Vec<u8>, (u32, u32)) {
        let picture = image::load_from_memory(&for_ocr(bytes, 300).unwrap().picture).unwrap();
        (picture.to_luma8().into_raw(), (picture.width(), picture.height()))
    }

    #[test]
    fn red_fades_and_ink_stays() {
        let colours = [[0, 0, 0], [255, 30, 30], [20, 20, 160], [255, 255, 255]];
        let page = RgbImage::from_fn(4, 1, |x, _| Rgb(colours[x as usize]));
        for format in [ImageFormat::Png, ImageFormat::Pnm] {
            assert_eq!(read(&written(&page.clone().into(), format)), (vec![0, 255, 20, 255], (4, 1)));
        }
    }

    #[test]
    fn what_is_transparent_is_paper() {
        let page = image::RgbaImage::from_fn(2, 1, |x, _| image::Rgba([0, 0, 0, if x == 0 { 0 } else { 255 }]));
        assert_eq!(read(&written(&page.into(), ImageFormat::Png)).0, [255, 0]);
    }

    #[test]
    fn a_grey_page_stays_as_it_is() {
        let page = GrayImage::from_fn(3, 2, |x, y| Luma([(x * 100 + y) as u8]));
        assert_eq!(read(&written(&page.into(), ImageFormat::Png)), (vec![0, 100, 200, 1, 101, 201], (3, 2)));
    }

    #[test]
    fn a_photo_is_turned_upright() {
        let page = GrayImage::from_fn(16, 8, |_, _| Luma([255]));
        let jpeg = written(&page.into(), ImageFormat::Jpeg);
        // An EXIF block that says "turned by 90 degrees", behind the first marker.
        let mut exif = vec![0xff, 0xe1, 0, 34];
        exif.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        let turned = [&jpeg[..2], &exif, &jpeg[2..]].concat();
        assert_eq!((read(&jpeg).1, read(&turned).1), ((16, 8), (8, 16)));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_an_error() {
        let mut huge = written(&GrayImage::new(1, 1).into(), ImageFormat::Pnm);
        huge.splice(.., *b"P5 60000 60000 255 ");
        for bytes in [&b"no picture"[..], b"", b"\xff\xd8\xff\xe0cut", &huge] {
            assert_eq!(for_ocr(bytes, 300).err().unwrap().code(), "damaged", "{bytes:?}");
        }
    }
}
