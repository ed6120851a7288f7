//! Web pages: the text of the body, with its tables, without the furniture of the site.
//!
//! In: decoded HTML. Out: text. Blocks become lines, tables become rows between pipes, cells that span rows repeat. Scripts,
//! styles, forms, navigation and lists that are mostly links are left out; a letterhead or a footer of the site that looks
//! like text stays, for `segment` knows what comes before and after a plan. Walks the tree without recursion, however deep.

use std::collections::HashSet;
use std::sync::LazyLock;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use encoding_rs::Encoding;
use regex::Regex;
use scraper::{Html, Node};

use super::blocks::Blocks;
use super::grid::{Grid, MOST_SPAN};

/// Elements whose content is no text of the document.
const LEFT_OUT: [&str; 18] = [
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "textarea", "iframe", "svg",
    "object", "aside", "footer", "xml", "o:p", "del",
];
/// Elements that end a line.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "main",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "hr",
    "center",
    "body",
];
/// Elements that may stand inside each other.
pub(super) const DEEPEST: usize = 2_000;
/// A list or block of at least this many links, with little text outside them, is navigation.
const MENU_LINKS: usize = 4;
/// Share of its text that stands in links.
const MENU_SHARE: f64 = 0.7;
/// The page's characters: by its byte order mark, as UTF-8 where it is that, else in the encoding it declares.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static str) {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"(?i)charset\s*=\s*["']?([\w-]+)"#).ok());
    if let Ok((text, encoding)) = super::text::decode(bytes) {
        return (text, encoding);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let declared = CHARSET
        .as_ref()
        .and_then(|charset| charset.captures(&head))
        .and_then(|found| Encoding::for_label(found[1].as_bytes()));
    let encoding = declared.unwrap_or(encoding_rs::WINDOWS_1252);
    (encoding.decode(bytes).0.into_owned(), encoding.name())
}

/// Whether elements are nested deeper than any page of text: the parser's time grows with the square of the depth.
pub(super) fn is_too_deep(html: &str) -> bool {
    static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)<(/?)(?:div|span|font|b|i|u|em|strong|a|ul|ol|table|section|article|center|blockquote|small|big|sub|sup)\b").ok()
    });
    let mut depth = 0_usize;
    let mut tags = TAG.iter().flat_map(|tag| tag.captures_iter(html));
    tags.any(|tag| {
        depth = if tag[1].is_empty() { depth + 1 } else { depth.saturating_sub(1) };
        depth > DEEPEST
    })
}

/// The text of a page.
pub(super) fn text(html: &str) -> String {
    let page = Html::parse_document(html);
    let menus = menus(&page);
    let mut blocks = Blocks::default();
    let mut line = String::new();
    // How deep we are in what is left out, and where the tables stand that are under way.
    let mut skipped = 0_usize;
    let mut tables: Vec<Grid> = Vec::new();
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element)
                    if skipped > 0 || LEFT_OUT.contains(&element.name()) || menus.contains(&node.id()) =>
                {
                    skipped += 1;
                }
                Node::Element(element) => match element.name() {
                    "table" => {
                        flush(&mut line, &mut tables, &mut blocks);
                        tables.push(Grid::default());
                    }
                    "tr" => tables.last_mut().into_iter().for_each(Grid::open_row),
                    "td" | "th" => {
                        let span = |name| {
                            element.attr(name).and_then(|span| span.parse().ok()).unwrap_or(1_usize).clamp(1, MOST_SPAN)
                        };
                        if let Some(grid) = tables.last_mut() {
                            grid.open_cell(span("colspan"), span("rowspan"));
                        }
                    }
                    name if BLOCKS.contains(&name) => flush(&mut line, &mut tables, &mut blocks),
                    _ => {}
                },
                Node::Text(text) if skipped == 0 => line.push_str(&text.replace(['\n', '\r', '\t', '\u{a0}'], " ")),
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                if skipped > 0 {
                    skipped -= 1;
                    continue;
                }
                match element.name() {
                    "table" => {
                        flush(&mut line, &mut tables, &mut blocks);
                        if let Some(grid) = tables.pop() {
                            close_table(&grid, &mut tables, &mut blocks);
                        }
                    }
                    "td" | "th" => {
                        flush(&mut line, &mut tables, &mut blocks);
                        tables.last_mut().into_iter().for_each(Grid::close_cell);
                    }
                    name if BLOCKS.contains(&name) => flush(&mut line, &mut tables, &mut blocks),
                    _ => {}
                }
            }
        }
    }
    flush(&mut line, &mut tables, &mut blocks);
    blocks.finish()
}

/// Ends a line: it goes into the open cell, or into the text.
fn flush(line: &mut String, tables: &mut [Grid], blocks: &mut Blocks) {
    let text = std::mem::take(line);
    if text.trim().is_empty() {
        return;
    }
    match tables.last_mut() {
        Some(grid) => grid.write(&text),
        None => blocks.paragraph(&text),
    }
}

/// A table that ended: a table inside another goes into its cell as lines, which a task table never is.
fn close_table(grid: &Grid, tables: &mut [Grid], blocks: &mut Blocks) {
    match tables.last_mut() {
        Some(outer) => grid.rows().iter().flatten().filter(|cell| !cell.is_empty()).for_each(|cell| outer.write(cell)),
        None => blocks.table(grid.rows()),
    }
}

/// Lists and blocks that are mostly links.
fn menus(page: &Html) -> HashSet<ego_tree::NodeId> {
    let mut found = HashSet::new();
    // Text and link text of every open element, from the root to the innermost.
    let mut open: Vec<Measure> = Vec::new();
    let mut in_link = 0_usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    in_link += usize::from(element.name() == "a");
                    open.push(Measure::default());
                }
                Node::Text(text) => {
                    let length = text.trim().chars().count();
                    if let Some(last) = open.last_mut() {
                        last.text += length;
                        last.linked += if in_link > 0 { length } else { 0 };
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                let Some(mut measure) = open.pop() else { continue };
                if element.name() == "a" {
                    in_link -= 1;
                    measure.links += 1;
                }
                let is_menu = measure.links >= MENU_LINKS && measure.linked as f64 >= MENU_SHARE * measure.text as f64;
                if is_menu && is_container(&node) {
                    found.insert(node.id());
                }
                if let Some(outer) = open.last_mut() {
                    outer.text += measure.text;
                    outer.linked += measure.linked;
                    outer.links += measure.links;
                }
            }
        }
    }
    found
}

#[derive(Default)]
struct Measure {
    text: usize,
    linked: usize,
    links: usize,
}

fn is_container(node: &NodeRef<'_, Node>) -> bool {
    node.value()
        .as_element()
        .is_some_and(|element| matches!(element.name(), "ul" | "ol" | "div" | "table" | "section" | "header"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_furniture_is_gone() {
        let page = "<html><head><title>Cổng</title><style>p{}</style></head><body><nav>Trang chủ</nav><ul><li><a href=1>Tin tức</a></li><li><a>Văn bản</a></li><li><a>Liên hệ</a></li><li><a>Sơ đồ</a></li></ul>\
            <p>KẾ\n HO&#7840;CH</p><div>I.&nbsp;NỘI DUNG<br>1. Trồng <b>cây</b></div><script>x</script></body></html>";
        assert_eq!(text(page), "KẾ HOẠCH\nI. NỘI DUNG\n1. Trồng cây\n");
    }

    #[test]
    fn text_with_some_links_stays() {
        let page = "<div>Căn cứ <a>Luật A</a>, <a>Luật B</a>, <a>Luật C</a> và <a>Luật D</a>; theo đề nghị của Trưởng phòng Kinh tế tại Tờ trình</div>";
        assert!(text(page).starts_with("Căn cứ Luật A, Luật B"));
    }

    #[test]
    fn tables_keep_spans_and_number_columns() {
        let page = "<table><tr><th>TT</th><th>Nội dung</th><th>Chủ trì</th></tr><tr><td>1</td><td>A</td><td rowspan=2>Công an xã</td></tr><tr><td>2</td><td>B</td></tr><tr><td colspan=3>I. Nhóm</td></tr></table>";
        assert_eq!(
            text(page),
            "| TT | Nội dung | Chủ trì |\n| 1 | A | Công an xã |\n| 2 | B | Công an xã |\n| I. Nhóm |  |  |\n"
        );
    }

    #[test]
    fn depth_and_nonsense_do_no_harm() {
        let deep = "<div>".repeat(1_900) + "x";
        assert_eq!((is_too_deep(&deep), text(&deep).as_str()), (false, "x\n"));
        assert!(is_too_deep(&"<div>".repeat(2_001)) && !is_too_deep(&"<b>a</b>".repeat(9_000)));
        assert_eq!(text("<table><td rowspan=99999999 colspan=-3>a<tr><td>b"), "| a |  |\n| a | b |\n");
        assert_eq!(text("<td>a</td></table></table>"), "a\n");
    }
}
