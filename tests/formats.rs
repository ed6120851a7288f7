use crate::{PIPELINE, root};
use kehoach::pipeline::Document;
use kehoach::read::{Format, Limits, Source, Tools};
use kehoach::restore::Worker;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn walk(name: &str, bytes: &[u8]) -> Document {
    let source = Source::with_tools(name, bytes, Limits::default(), &Tools::find())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    PIPELINE.run(source, &mut Worker::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn fixture(slug: &str) -> String {
    std::fs::read_to_string(root().join("fixtures/plans").join(slug).join("1-source.txt")).expect("is there")
}

/// What must be the same in every format: number, issuer, title, paths of sections, tasks with owners.
fn gist(document: &Document) -> Vec<String> {
    let header = &document.plan.header;
    let mut gist = vec![
        header.number.clone().unwrap_or_default(),
        header.issuer.as_ref().map(|issuer| issuer.name.clone()).unwrap_or_default(),
        header.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
    ];
    fn paths(sections: &[kehoach::plan::Section], gist: &mut Vec<String>) {
        for section in sections {
            gist.push(section.path.clone());
            paths(&section.children, gist);
        }
    }
    paths(&document.plan.sections, &mut gist);
    for task in &document.plan.tasks {
        let owners: Vec<&str> = task.owners.iter().map(|owner| owner.name.as_str()).collect();
        gist.push(format!("{} {} {}", task.path, task.text, owners.join(";")));
    }
    gist
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A line of the fixture as cells, where it is a row between pipes.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

/// The fixture's blocks: paragraphs, and runs of rows without their rules.
enum Block<'a> {
    Paragraph(&'a str),
    Table(Vec<Vec<&'a str>>),
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for line in text.lines() {
        match (cells(line), blocks.last_mut()) {
            (Some(row), _) if row.iter().all(|cell| cell.chars().all(|c| c == '-')) => {}
            (Some(row), Some(Block::Table(rows))) => rows.push(row),
            (Some(row), _) => blocks.push(Block::Table(vec![row])),
            (None, _) => blocks.push(Block::Paragraph(line)),
        }
    }
    blocks
}

fn html(text: &str) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Cổng</title></head><body><nav><a href=/>Trang chủ</a></nav>\n",
    );
    for block in blocks(text) {
        match block {
            Block::Paragraph(line) => page.push_str(&format!("<p>{}</p>\n", escaped(line))),
            Block::Table(rows) => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|row| row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect())
                    .collect();
                page.push_str(&format!("<table><tr>{}</tr></table>\n", rows.join("</tr><tr>")));
            }
        }
    }
    page + "</body></html>"
}

fn docx(text: &str) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text));
    let mut body = String::new();
    for block in blocks(text) {
        match block {
            Block::Paragraph(line) => body.push_str(&paragraph(line)),
            Block::Table(rows) => {
                let row = |row: &Vec<&str>| {
                    row.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).collect::<String>()
                };
                let rows: Vec<String> = rows.iter().map(row).collect();
                body.push_str(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", rows.join("</w:tr><w:tr>")));
            }
        }
    }
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    archive.write_all(document.as_bytes()).expect("is written");
    archive.finish().expect("is whole").into_inner()
}

#[test]
fn one_plan_is_the_same_in_word_and_on_the_web() {
    for slug in ["ward-task-table", "commune-after-2025", "province-clean-2024"] {
        let text = fixture(slug);
        let wanted = gist(&walk("plan.txt", text.as_bytes()));
        for (format, bytes) in [(Format::Html, html(&text).into_bytes()), (Format::Docx, docx(&text))] {
            let document = walk("plan", &bytes);
            assert_eq!(document.source.format, format);
            assert_eq!(gist(&document), wanted, "{slug} as {format:?}");
        }
    }
}

#[test]
fn one_plan_is_the_same_in_old_encodings() {
    let text = fixture("commune-after-2025");
    let wanted = gist(&walk("plan.txt", text.as_bytes()));
    for (charset, encoding) in [("TCVN", "TCVN3"), ("VISCII", "VISCII"), ("CP1258", "windows-1258")] {
        let iconv = Command::new("iconv")
            .args(["-c", "-f", "UTF-8", "-t", charset])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut child) = iconv else {
            eprintln!("skipped: no iconv here to encode with");
            return;
        };
        // Signs that the old encodings lack.
        let plain = text
            .replace(['–', '—', '−'], "-")
            .replace(['“', '”'], "\"")
            .replace('…', "...")
            .replace(['\u{a0}', '\u{202f}'], " ");
        child.stdin.take().expect("is open").write_all(plain.as_bytes()).expect("takes it");
        let output = child.wait_with_output().expect("ends");
        let document = walk("plan.txt", &output.stdout);
        assert_eq!(document.source.encoding, encoding);
        let plain = |lines: &[String]| {
            lines
                .iter()
                .map(|line| line.replace(['–', '—', '−', '-'], "").replace(['“', '”', '"'], ""))
                .collect::<Vec<_>>()
        };
        assert_eq!(plain(&gist(&document)), plain(&wanted), "{charset}");
    }
}

/// A file of `../shared/files`, where it is there and the programs that it needs are, too.
fn shared(name: &str, needs: &[&Option<PathBuf>]) -> Option<Vec<u8>> {
    let bytes = std::fs::read(root().parent()?.join("shared/files").join(name)).ok();
    let able = needs.iter().all(|tool| tool.is_some());
    if bytes.is_none() || !able {
        eprintln!("skipped: {name} is not at hand, or a program that it needs is not installed");
    }
    bytes.filter(|_| able)
}

#[test]
fn real_word_files_and_pages_are_read() {
    if let Some(bytes) = shared("plan-with-table.docx", &[]) {
        let document = walk("plan.docx", &bytes);
        let rows: Vec<_> = document.plan.tasks.iter().filter(|task| task.path.contains("/#")).collect();
        assert_eq!(rows.len(), 14);
        assert!(rows.iter().all(|row| !row.owners.is_empty()));
    }
    if let Some(bytes) = shared("plan-saved-from-word.htm", &[]) {
        let document = walk("plan.htm", &bytes);
        assert_eq!((document.plan.sections.len(), document.source.format), (3, Format::Html));
    }
}

#[test]
fn real_pdfs_are_read_page_by_page() {
    let tools = Tools::find();
    if let Some(bytes) = shared("plan-text-layer.pdf", &[&tools.pdftotext]) {
        let document = walk("plan.pdf", &bytes);
        assert_eq!(document.plan.header.number.as_deref(), Some("173/KH-UBND"));
        assert_eq!((document.source.pages(), document.source.boxes.len()), (12, document.source.lines()));
        assert_eq!(document.plan.sections.len(), 5);
    }
    if let Some(bytes) = shared("plan-broken-text-layer.pdf", &[&tools.pdftoppm, &tools.tesseract]) {
        let text = walk("plan.pdf", &bytes).restored.text;
        assert!(text.contains("KẾ HOẠCH") && !text.contains('\u{4e1}'));
        let refused = Source::from_bytes("plan.pdf", &bytes, Limits::default()).map(|source| source.text);
        assert_eq!(refused.map_err(|error| error.code()), Err("tool_missing"));
    }
}
