//! XML, event by event, with the limits that hostile files need.
//!
//! In: text of an XML part. Out: what opens, closes and is written, by local names. Entities beyond the five of XML and
//! character references are none: nothing external is ever loaded, nothing is expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that may stand inside each other.
const DEEPEST: usize = 256;

/// What happens in a part, with local names of elements.
pub(super) enum Seen<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Goes through a part.
pub(super) fn walk(xml: &str, see: &mut dyn FnMut(Seen<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("elements are nested deeper than {DEEPEST}"));
                }
                see(Seen::Open(local(element.name().0), &element));
            }
            Event::Empty(element) => {
                see(Seen::Open(local(element.name().0), &element));
                see(Seen::Close(local(element.name().0)));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                see(Seen::Close(local(element.name().0)));
            }
            Event::Text(text) => see(Seen::Text(&text)),
            Event::CData(text) => see(Seen::Text(&text)),
            Event::GeneralRef(entity) => {
                if let Ok(Some(character)) = entity.resolve_char_ref() {
                    see(Seen::Text(character.encode_utf8(&mut [0; 4])));
                } else if let Some(text) = quick_xml::escape::resolve_xml_entity(&entity) {
                    see(Seen::Text(text));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| local(attribute.key.0) == name)?;
    Some(
        quick_xml::escape::unescape(&found.value)
            .map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, String> {
        let mut all = String::new();
        walk(xml, &mut |seen| {
            if let Seen::Text(text) = seen {
                all.push_str(text);
            }
        })?;
        Ok(all)
    }

    #[test]
    fn nothing_external_is_loaded_or_expanded() {
        let bomb =
            r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]><a>1&amp;&#7871;&x;&y;2</a>"#;
        assert_eq!(texts(bomb), Ok("1&ế2".to_owned()));
    }

    #[test]
    fn depth_is_limited_and_damage_is_an_error() {
        assert!(texts(&"<a>".repeat(300)).is_err());
        assert!(texts("<a><b attr=").is_err());
        assert_eq!(texts(&("<a>".repeat(200) + "x" + &"</a>".repeat(200))), Ok("x".to_owned()));
    }
}
