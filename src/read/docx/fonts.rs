//! Fonts of styles: old encodings are told by them.
//!
//! In: `styles.xml`. Out: the font of text in a style, from the style itself, one that it is based on, or the defaults.

use std::collections::HashMap;

use crate::read::xml::{Seen, attribute, walk};

/// Styles that a style may be based on, one on the other.
const LONGEST_CHAIN: usize = 16;

/// The fonts of a document's styles.
#[derive(Default)]
pub(super) struct Fonts {
    defaults: String,
    /// The paragraph style of text that names none.
    default_style: Option<String>,
    own: HashMap<String, String>,
    based_on: HashMap<String, String>,
}

impl Fonts {
    /// Reads the styles; what is damaged in them has no font.
    pub(super) fn new(styles: &str) -> Fonts {
        let mut fonts = Fonts::default();
        let mut style = None::<String>;
        let _ = walk(styles, &mut |seen| {
            let Seen::Open(name, element) = seen else { return };
            match (name, &style) {
                ("style", _) => {
                    style = attribute(element, "styleId");
                    let is_default = attribute(element, "default").is_some_and(|value| value == "1" || value == "true");
                    if is_default && attribute(element, "type").as_deref() == Some("paragraph") {
                        fonts.default_style.clone_from(&style);
                    }
                }
                ("basedOn", Some(style)) => {
                    fonts.based_on.insert(style.clone(), attribute(element, "val").unwrap_or_default());
                }
                ("rFonts", of) => {
                    if let Some(font) = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi")) {
                        match of {
                            Some(style) => drop(fonts.own.insert(style.clone(), font)),
                            None => fonts.defaults = font,
                        }
                    }
                }
                _ => {}
            }
        });
        fonts
    }

    /// The font that a style names itself.
    pub(super) fn own(&self, style: &str) -> Option<&str> {
        self.own.get(style).map(String::as_str)
    }

    /// The font of text in a paragraph style.
    pub(super) fn of_style(&self, style: Option<&str>) -> &str {
        let mut style = style.or(self.default_style.as_deref());
        for _ in 0..LONGEST_CHAIN {
            let Some(named) = style else { break };
            if let Some(font) = self.own(named) {
                return font;
            }
            style = self.based_on.get(named).map(String::as_str);
        }
        &self.defaults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:docDefaults><w:rFonts w:ascii="Arial"/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rFonts w:ascii=".VnTime"/></w:style><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:styleId="C"><w:basedOn w:val="Normal"/></w:style></w:styles>"#;

    #[test]
    fn styles_inherit_and_circles_end() {
        let fonts = Fonts::new(STYLES);
        assert_eq!([fonts.of_style(None), fonts.of_style(Some("C"))], [".VnTime", ".VnTime"]);
        assert_eq!([fonts.of_style(Some("A")), fonts.of_style(Some("?"))], ["Arial", "Arial"]);
        assert_eq!(Fonts::new("<broken").of_style(None), "");
    }
}
