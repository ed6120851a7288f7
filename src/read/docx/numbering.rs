//! The labels that Word counts by itself.
//!
//! In: `numbering.xml` and `styles.xml`. Out: for each paragraph with a number, the label as Word shows it ("I.", "1.2.",
//! "a)", "-"). Counters go on over the whole document, as Word's do; a level that is used restarts the levels below it.

use std::collections::HashMap;

use crate::read::xml::{Seen, attribute, walk};

/// Levels of a list in Word.
const LEVELS: usize = 9;

/// The lists of a document, with their counters.
#[derive(Default)]
pub(super) struct Numbering {
    /// Levels of each abstract list.
    lists: HashMap<String, Vec<Level>>,
    /// Abstract list of each list, and where a level of it starts anew.
    instances: HashMap<String, (String, HashMap<usize, u32>)>,
    /// Lists of paragraph styles.
    styles: HashMap<String, (String, usize)>,
    /// Style that a style is based on.
    based_on: HashMap<String, String>,
    /// Counters of each abstract list.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own starts were applied.
    started: HashMap<String, bool>,
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    /// Level of an outline whose numbers are shown as digits.
    legal: bool,
}

impl Numbering {
    /// Reads both parts; what is damaged in them gives no labels.
    pub(super) fn new(numbering: &str, styles: &str) -> Numbering {
        let mut found = Numbering::default();
        found.read_lists(numbering);
        found.read_styles(styles);
        found
    }

    fn read_lists(&mut self, xml: &str) {
        let (mut list, mut instance, mut level) = (None::<String>, None::<String>, 0_usize);
        let _ = walk(xml, &mut |seen| {
            let Seen::Open(name, element) = seen else { return };
            let value = || attribute(element, "val").unwrap_or_default();
            match name {
                "abstractNum" => (list, instance) = (attribute(element, "abstractNumId"), None),
                "num" => (list, instance) = (None, attribute(element, "numId")),
                "abstractNumId" => {
                    if let Some(instance) = &instance {
                        self.instances.entry(instance.clone()).or_default().0 = value();
                    }
                }
                "lvl" | "lvlOverride" => {
                    level =
                        attribute(element, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1);
                    if let (Some(list), "lvl") = (&list, name) {
                        let levels = self.lists.entry(list.clone()).or_default();
                        levels.resize(levels.len().max(level + 1), Level { start: 1, ..Level::default() });
                    }
                }
                "startOverride" => {
                    if let (Some(instance), Ok(start)) = (&instance, value().parse()) {
                        self.instances.entry(instance.clone()).or_default().1.insert(level, start);
                    }
                }
                _ => {
                    let of_list = list.as_ref().and_then(|list| self.lists.get_mut(list)?.get_mut(level));
                    if let Some(of_list) = of_list {
                        match name {
                            "start" => of_list.start = value().parse().unwrap_or(1),
                            "numFmt" => of_list.format = value(),
                            "lvlText" => of_list.text = value(),
                            "isLgl" => of_list.legal = true,
                            _ => {}
                        }
                    }
                }
            }
        });
    }

    fn read_styles(&mut self, xml: &str) {
        let mut style = None::<String>;
        let _ = walk(xml, &mut |seen| {
            let Seen::Open(name, element) = seen else { return };
            let value = || attribute(element, "val").unwrap_or_default();
            match (name, &style) {
                ("style", _) => style = attribute(element, "styleId"),
                ("basedOn", Some(style)) => {
                    self.based_on.insert(style.clone(), value());
                }
                ("numId", Some(style)) => self.styles.entry(style.clone()).or_default().0 = value(),
                ("ilvl", Some(style)) => self.styles.entry(style.clone()).or_default().1 = value().parse().unwrap_or(0),
                _ => {}
            }
        });
    }

    /// The label of a paragraph with a number of its own, or one of its style.
    pub(super) fn label(&mut self, number: Option<&(String, usize)>, style: Option<&str>) -> Option<String> {
        let own = number.filter(|(id, _)| !id.is_empty()).cloned();
        let (id, level) = own.or_else(|| self.of_style(style?))?;
        let level = level.min(LEVELS - 1);
        let (list, starts) = self.instances.get(&id)?.clone();
        let levels = self.lists.get(&list)?.clone();
        let this = levels.get(level)?;
        let counters = self.counters.entry(list).or_insert([None; LEVELS]);
        if !self.started.insert(id, true).unwrap_or(false) {
            for (level, start) in starts {
                counters[level] = start.checked_sub(1);
            }
        }
        counters[level] = Some(counters[level].map_or(this.start, |count| count.saturating_add(1)));
        counters[level + 1..].fill(None);
        if this.format == "bullet" {
            return Some("-".to_owned());
        }
        if this.format == "none" && this.text.is_empty() {
            return None;
        }
        let mut label = this.text.clone();
        for (at, shown) in levels.iter().enumerate().take(level + 1) {
            let count = counters[at].unwrap_or(shown.start);
            let format = if this.legal { "decimal" } else { shown.format.as_str() };
            label = label.replace(&format!("%{}", at + 1), &counted(count, format));
        }
        (!label.trim().is_empty()).then(|| label.trim().to_owned())
    }

    /// The list of a style, or of one that it is based on.
    fn of_style(&self, style: &str) -> Option<(String, usize)> {
        let mut style = style;
        for _ in 0..LEVELS {
            if let Some((id, level)) = self.styles.get(style).filter(|(id, _)| !id.is_empty()) {
                return (id != "0").then(|| (id.clone(), *level));
            }
            style = self.based_on.get(style)?;
        }
        None
    }
}

/// A number in one of Word's formats.
fn counted(count: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letter(count).to_uppercase(),
        "lowerLetter" => letter(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// "a" to "z", then "aa", as Word counts.
fn letter(count: u32) -> String {
    let Some(index) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(8) as usize).collect()
}

fn roman(mut count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while count >= value {
            text.push_str(sign);
            count -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/><w:isLgl/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style><w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style></w:styles>"#;

    #[test]
    fn counts_as_word_does() {
        let mut numbering = Numbering::new(LISTS, STYLES);
        let mut label = |id: &str, level| numbering.label(Some(&(id.to_owned(), level)), None).unwrap_or_default();
        assert_eq!(
            [label("5", 0), label("5", 1), label("5", 1), label("5", 0), label("5", 1)],
            ["I.", "1.1.", "1.2.", "II.", "2.1."]
        );
        assert_eq!([label("6", 0), label("7", 0), label("9", 0)], ["-", "IV.", ""]);
        assert_eq!(numbering.label(None, Some("MucCon")), Some("4.1.".to_owned()));
        assert_eq!(numbering.label(None, Some("Normal")), None);
    }

    #[test]
    fn writes_word_s_formats() {
        assert_eq!(
            [counted(4, "upperRoman"), counted(27, "lowerLetter"), counted(7, "decimalZero")],
            ["IV", "aa", "07"]
        );
        assert_eq!([counted(0, "lowerLetter"), counted(5000, "upperRoman")], ["", "5000"]);
    }
}
