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
    archived(&body)
}

/// The body of a Word document in its archive.
fn archived(body: &str) -> Vec<u8> {
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
fn real_old_word_files_are_read_without_libreoffice() {
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for name in ["vni-binhphuoc-qd991-2008", "tcvn3-angiang-qdsua-2002"] {
        let (Some(bytes), Some(truth)) =
            (shared(&format!("{name}.doc"), &[]), shared(&format!("{name}.true.txt"), &[]))
        else {
            continue;
        };
        let tools = Tools { soffice: None, ..Tools::find() };
        let source = Source::with_tools("x.doc", &bytes, Limits::default(), &tools).expect("is read");
        let (read, truth) = (letters(&source.text), letters(&String::from_utf8_lossy(&truth)));
        let wrong = 1.0 - strsim::normalized_levenshtein(&read, &truth);
        assert!(wrong <= 0.005, "{name}: {wrong:.4} of the letters");
    }
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

/// The text as a font with VNI codes shows it: a plain letter, then a sign for its mark.
fn vni(text: &str) -> String {
    const HAT: [char; 6] = ['â', 'à', 'á', 'å', 'ã', 'ä'];
    const BREVE: [char; 6] = ['ê', 'è', 'é', 'ú', 'ü', 'ë'];
    const PLAIN: [char; 6] = ['\0', 'ø', 'ù', 'û', 'õ', 'ï'];
    const I: [char; 6] = ['i', 'ì', 'í', 'æ', 'ó', 'ò'];
    let one = |c: char| -> String {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let (letter, tone) = kehoach::syllable::without_tone(&lower.to_string());
        let letter = letter.chars().next().unwrap_or(c);
        let written = match (letter, tone) {
            ('đ', _) => "ñ".to_owned(),
            ('i', _) => I[tone].to_string(),
            ('y', 5) => "î".to_owned(),
            ('ơ', 0) => "ô".to_owned(),
            ('ơ', _) => format!("ô{}", PLAIN[tone]),
            ('ư', 0) => "ö".to_owned(),
            ('ư', _) => format!("ö{}", PLAIN[tone]),
            ('â' | 'ê' | 'ô', _) => format!("{}{}", kehoach::syllable::bare(letter), HAT[tone]),
            ('ă', _) => format!("a{}", BREVE[tone]),
            (_, 0) => return c.to_string(),
            _ => format!("{letter}{}", PLAIN[tone]),
        };
        if c.is_uppercase() { written.to_uppercase() } else { written }
    };
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { one(c) }).collect()
}

#[test]
fn one_plan_is_the_same_in_a_vni_font() {
    let text =
        fixture("province-clean-2024").replace(['–', '—', '−'], "-").replace(['“', '”'], "\"").replace('…', "...");
    let wanted = gist(&walk("plan.txt", text.as_bytes()));
    let paragraph = |line: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"VNI-Times\" w:hAnsi=\"VNI-Times\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(&vni(line))
        )
    };
    let body: String = text.lines().map(paragraph).collect();
    let document = walk("plan.docx", &archived(&body));
    assert_eq!(gist(&document), wanted);
}

/// Share of lines of one gist that stand in the other, both ways; alike is enough for a scan.
fn agreement(a: &[String], b: &[String], alike: f64) -> f64 {
    let fold = |line: &String| line.to_lowercase();
    let mut left: Vec<String> = b.iter().map(fold).collect();
    let hits = a.iter().map(fold).filter(|line| {
        let found = left.iter().position(|other| strsim::normalized_levenshtein(line, other) >= alike);
        found.map(|at| left.swap_remove(at)).is_some()
    });
    2.0 * hits.count() as f64 / (a.len() + b.len()) as f64
}

/// What a program writes to its standard output, where it is installed and ends well.
fn output(program: &std::path::Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// A PDF whose pages are pictures: the JPEGs of a scanner in the simplest file that holds them.
fn pictures_as_pdf(pictures: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |file: &mut Vec<u8>, content: &[u8]| {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", places.len()).into_bytes());
        file.extend(content);
        file.extend(b"\nendobj\n");
    };
    let kids: Vec<String> = (0..pictures.len()).map(|i| format!("{} 0 R", 3 + 3 * i)).collect();
    object(&mut file, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(&mut file, format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" ")).as_bytes());
    for (i, picture) in pictures.iter().enumerate() {
        // Height and width stand behind the marker of the frame.
        let frame =
            picture.windows(2).position(|pair| pair[0] == 0xff && (0xc0..=0xc2).contains(&pair[1])).expect("a frame");
        let number = |at: usize| u16::from_be_bytes([picture[frame + at], picture[frame + at + 1]]);
        let (height, width) = (number(5), number(7));
        let colours = if picture[frame + 9] == 1 { "DeviceGray" } else { "DeviceRGB" };
        let page = 3 + 3 * i;
        object(&mut file, format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /XObject << /I {} 0 R >> >> >>", page + 1, page + 2).as_bytes());
        let draw = "595 0 0 842 0 0 cm /I Do";
        object(&mut file, format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()).as_bytes());
        let mut image = format!("<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /{colours} /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>\nstream\n", picture.len()).into_bytes();
        image.extend(picture);
        image.extend(b"\nendstream");
        object(&mut file, &image);
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(
        format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1).into_bytes(),
    );
    file
}

/// A browser to print with, where one is installed.
fn browser() -> Option<PathBuf> {
    let paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    paths.map(PathBuf::from).into_iter().find(|path| path.exists())
}

/// A text as the PDF that a browser prints of it.
fn printed(browser: &std::path::Path, text: &str, style: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (page, pdf) = (folder.path().join("plan.html"), folder.path().join("plan.pdf"));
    let style = format!("<style>{style}nav{{display:none}}</style></head>");
    std::fs::write(&page, html(text).replace("</head>", &style)).expect("is written");
    let (to, from) = (format!("--print-to-pdf={}", pdf.display()), format!("file://{}", page.display()));
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let quiet =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"];
    let arguments: Vec<&str> = quiet.into_iter().chain([profile.as_str(), &to, &from]).collect();
    output(browser, &arguments).expect("the browser prints");
    std::fs::read(&pdf).expect("is printed")
}

/// The pages of a PDF as pictures of 200 dots an inch with strong compression, as phones and office copiers store.
fn photographed(pdftoppm: &std::path::Path, pdf: &[u8]) -> Vec<Vec<u8>> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    std::io::Write::write_all(&mut file, pdf).expect("is written");
    let path = file.path().display().to_string();
    let picture = |number: usize| {
        let number = number.to_string();
        let arguments = ["-jpeg", "-jpegopt", "quality=35", "-r", "200", "-gray", "-f", &number, "-l", &number, &path];
        output(pdftoppm, &arguments).expect("a picture")
    };
    (1..=walk("plan.pdf", pdf).source.pages()).map(picture).collect()
}

#[test]
fn one_plan_is_the_same_in_print_and_scanned() {
    let tools = Tools::find();
    let (Some(browser), Some(pdftoppm), Some(_), Some(_)) =
        (browser(), &tools.pdftoppm, &tools.pdftotext, &tools.tesseract)
    else {
        eprintln!("skipped: a browser, Poppler or Tesseract is not installed");
        return;
    };
    let text = fixture("commune-after-2025");
    let wanted = gist(&walk("plan.txt", text.as_bytes()));
    let pdf = printed(&browser, &text, "body{font:13pt 'DejaVu Serif',serif;margin:0}p{margin:3px 0}");
    let agreed = agreement(&wanted, &gist(&walk("plan.pdf", &pdf)), 1.0);
    assert!(agreed >= 0.98, "in print: {agreed:.3}");
    let pictures = photographed(pdftoppm, &pdf);
    let agreed = agreement(&wanted, &gist(&walk("scan.pdf", &pictures_as_pdf(&pictures))), 0.9);
    assert!(agreed >= 0.95, "scanned: {agreed:.3}");
    let first = walk("photo.jpg", &pictures[0]);
    assert_eq!((first.source.format, &gist(&first)[..3]), (Format::Image, &wanted[..3]));
}

#[test]
fn a_ruled_table_that_was_scanned_gives_its_tasks() {
    let tools = Tools::find();
    let (Some(browser), Some(pdftoppm), Some(_)) = (browser(), &tools.pdftoppm, &tools.tesseract) else {
        eprintln!("skipped: a browser, Poppler or Tesseract is not installed");
        return;
    };
    let text = "PHỤ LỤC
DANH MỤC NHIỆM VỤ
| TT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
| 10 | Rà soát, lập danh sách các vườn ươm giống cây lâm nghiệp trên địa bàn | Phòng Kinh tế | Trưởng các thôn, Công an xã | Trước ngày 15/3/2026 |
| 11 | Tổ chức hội nghị ký cam kết phòng cháy với các hộ sống gần rừng | Ủy ban nhân dân xã | Hạt Kiểm lâm | Quý I/2026 |
| 12 | Trồng cây phân tán dọc các tuyến đường liên thôn | Đoàn Thanh niên xã | Hội Cựu chiến binh | Tháng 9/2026 |
";
    let plan = format!(
        "ỦY BAN NHÂN DÂN\nXÃ HÀ BẮC\nSố: 12/KH-UBND\nKẾ HOẠCH\nBảo vệ rừng năm 2026\nI. MỤC ĐÍCH\nGiữ rừng.\n{text}"
    );
    let style = "body{font:13pt 'DejaVu Serif',serif;margin:0}p{margin:3px 0}table{border-collapse:collapse}td{border:1px solid;padding:3px 5px;vertical-align:middle}";
    let said = |document: &Document| -> Vec<String> {
        let names =
            |names: &[kehoach::plan::Name]| names.iter().map(|name| name.name.clone()).collect::<Vec<_>>().join(", ");
        let time = |task: &kehoach::plan::Task| {
            task.deadlines.iter().map(|time| time.end.clone().unwrap_or_default()).collect::<Vec<_>>()
        };
        let tasks = document.plan.tasks.iter();
        tasks
            .map(|task| {
                format!("{} / {} / {} / {:?}", task.text, names(&task.owners), names(&task.coordinators), time(task))
            })
            .collect()
    };
    let wanted = said(&walk("plan.txt", plan.as_bytes()));
    assert_eq!(wanted.len(), 3);
    let pictures = photographed(pdftoppm, &printed(&browser, &plan, style));
    assert_eq!(said(&walk("scan.pdf", &pictures_as_pdf(&pictures))), wanted);
}
