//! `kehoach doctor`: which other programs are there, what each missing one costs, and how to get it.

use std::path::PathBuf;
use std::process::Command;

use kehoach::read::Tools;

use crate::Outcome;
use crate::output::print;

/// A program: its name, the argument that makes it say its version, what is lost without it (Vietnamese, English), and how
/// to install it on Debian, macOS and Windows.
struct Needed {
    name: &'static str,
    version: &'static str,
    cost: &'static str,
    english: &'static str,
    install: &'static str,
}

const PROGRAMS: [Needed; 5] = [
    Needed {
        name: "tesseract",
        version: "--version",
        cost: "không đọc được bản quét và ảnh",
        english: "scans and pictures can't be read",
        install: "apt install tesseract-ocr tesseract-ocr-vie · brew install tesseract tesseract-lang · winget install UB-Mannheim.TesseractOCR",
    },
    Needed {
        name: "pdftoppm",
        version: "-v",
        cost: "không đọc được PDF quét",
        english: "scanned PDFs can't be read",
        install: "apt install poppler-utils · brew install poppler · winget install oschwartz10612.Poppler",
    },
    Needed {
        name: "pdfimages",
        version: "-v",
        cost: "trang quét độ phân giải thấp đọc kém chính xác hơn",
        english: "pages scanned at a low resolution are read less well",
        install: "apt install poppler-utils · brew install poppler · winget install oschwartz10612.Poppler",
    },
    Needed {
        name: "pdftotext",
        version: "-v",
        cost: "số và ngày đóng dấu trong PDF có thể bị bỏ qua",
        english: "stamped numbers and dates in PDFs may be passed over",
        install: "apt install poppler-utils · brew install poppler · winget install oschwartz10612.Poppler",
    },
    Needed {
        name: "soffice",
        version: "--version",
        cost: "không đọc được .odt, .rtf; .doc đọc được nhưng không có số thứ tự tự động của Word",
        english: ".odt and .rtf can't be read; .doc is read without Word's automatic numbers",
        install: "apt install libreoffice-writer · brew install --cask libreoffice · winget install TheDocumentFoundation.LibreOffice",
    },
];

pub(crate) fn run() -> anyhow::Result<Outcome> {
    let tools = Tools::find();
    let found = [&tools.tesseract, &tools.pdftoppm, &tools.pdfimages, &tools.pdftotext, &tools.soffice];
    let mut text = String::new();
    for (needed, path) in PROGRAMS.iter().zip(found) {
        match path {
            Some(path) => {
                text.push_str(&format!("✓ {}: {} ({})\n", needed.name, version(path, needed.version), path.display()));
            }
            None => text.push_str(&format!(
                "– {}: không có · missing. {} · {}.\n  cài đặt · install: {}\n",
                needed.name, needed.cost, needed.english, needed.install
            )),
        }
    }
    if let Some(tesseract) = &tools.tesseract
        && !says(tesseract, "--list-langs").lines().any(|language| language.trim() == "vie")
    {
        text.push_str("– tesseract: thiếu tiếng Việt (vie) · the Vietnamese model (vie) is missing.\n  cài đặt · install: apt install tesseract-ocr-vie\n");
    }
    text.push_str("Văn bản, markdown, HTML, DOCX và PDF có chữ không cần chương trình nào · Text, markdown, HTML, DOCX and PDFs with text need none of them.\n");
    print(&text)?;
    Ok(Outcome::Complete)
}

fn version(path: &PathBuf, argument: &str) -> String {
    let said = says(path, argument);
    said.lines().find(|line| !line.trim().is_empty()).unwrap_or("?").trim().to_owned()
}

/// What a program says; some say their version on standard error.
fn says(path: &PathBuf, argument: &str) -> String {
    let output = Command::new(path).arg(argument).output();
    output.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
    )
}
