//! The elements of HTML, by what they do to the text in them.

macro_rules! elements {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// An element.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub(super) enum Element { $($variant,)* Other }

        impl Element {
            /// The element of a name in any case.
            pub fn of(name: &str) -> Self {
                const LONGEST: usize = 10;
                let mut small = [0u8; LONGEST];
                let Some(small) = small.get_mut(..name.len()) else { return Element::Other };
                small.copy_from_slice(name.as_bytes());
                small.make_ascii_lowercase();
                match std::str::from_utf8(small).unwrap_or("") {
                    $($name => Element::$variant,)*
                    _ => Element::Other,
                }
            }
        }
    };
}

elements!(
    A "a", Abbr "abbr", Address "address", Article "article", Aside "aside", Audio "audio", B "b", Base "base", Big "big",
    Blockquote "blockquote", Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption", Cite "cite",
    Code "code", Col "col", Dd "dd", Del "del", Details "details", Dialog "dialog", Div "div", Dl "dl", Dt "dt", Em "em", Embed "embed",
    Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Font "font", Footer "footer", Form "form",
    Frame "frame", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header", Hgroup "hgroup", Hr "hr",
    Html "html", I "i", Iframe "iframe", Img "img", Input "input", Ins "ins", Kbd "kbd", Label "label", Li "li", Link "link",
    Main "main", Mark "mark", Math "math", Menu "menu", Meta "meta", Nav "nav", Noembed "noembed", Noframes "noframes",
    Noscript "noscript", Object "object", Ol "ol", Optgroup "optgroup", Option "option", P "p", Param "param", Pre "pre", Q "q",
    Rp "rp", Rt "rt", S "s", Samp "samp", Script "script", Section "section", Select "select", Small "small", Source "source",
    Span "span", Strong "strong", Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Table "table",
    Tbody "tbody", Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time",
    Title "title", Tr "tr", Track "track", Tt "tt", U "u", Ul "ul", Var "var", Video "video", Wbr "wbr", Xmp "xmp",
);

use Element as E;

impl Element {
    /// Never has content or an end tag.
    pub fn is_void(self) -> bool {
        matches!(
            self,
            E::Base
                | E::Br
                | E::Col
                | E::Embed
                | E::Frame
                | E::Hr
                | E::Img
                | E::Input
                | E::Link
                | E::Meta
                | E::Param
                | E::Source
                | E::Track
                | E::Wbr
        )
    }

    /// Its content is no markup: it goes up to its own end tag.
    pub fn is_raw(self) -> bool {
        matches!(
            self,
            E::Script | E::Style | E::Textarea | E::Title | E::Iframe | E::Noembed | E::Noframes | E::Xmp
        )
    }

    /// Nobody sees its content on the page, or nobody reads it there: programs, pictures, controls.
    pub fn is_unseen(self) -> bool {
        matches!(
            self,
            E::Head
                | E::Template
                | E::Svg
                | E::Math
                | E::Canvas
                | E::Audio
                | E::Video
                | E::Object
                | E::Select
                | E::Option
                | E::Optgroup
                | E::Button
                | E::Rp
                | E::Rt
                | E::Dialog
        )
    }

    /// Text runs on through it.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            E::A | E::Abbr
                | E::B
                | E::Big
                | E::Cite
                | E::Code
                | E::Del
                | E::Em
                | E::Font
                | E::I
                | E::Ins
                | E::Kbd
                | E::Label
                | E::Mark
                | E::Q
                | E::S
                | E::Samp
                | E::Small
                | E::Span
                | E::Strong
                | E::Sub
                | E::Sup
                | E::Time
                | E::Tt
                | E::U
                | E::Var
                | E::Other
                | E::Wbr
                | E::Img
                | E::Input
                | E::Noscript
        )
    }

    /// The depth of a heading.
    pub fn heading(self) -> Option<u8> {
        match self {
            E::H1 => Some(1),
            E::H2 => Some(2),
            E::H3 => Some(3),
            E::H4 => Some(4),
            E::H5 => Some(5),
            E::H6 => Some(6),
            _ => None,
        }
    }

    /// Which open elements its start tag ends, up to which one at the most.
    pub fn ends(self) -> Option<(&'static [Element], &'static [Element])> {
        const LISTS: &[Element] = &[E::Ul, E::Ol, E::Menu];
        const TABLE: &[Element] = &[E::Table];
        const PROSE: &[Element] = &[E::Table, E::Td, E::Th, E::Caption, E::Button, E::Object];
        Some(match self {
            E::Li => (&[E::Li], LISTS),
            E::Dt | E::Dd => (&[E::Dt, E::Dd], &[E::Dl]),
            E::Tr => (&[E::Tr, E::Caption], TABLE),
            E::Td | E::Th => (&[E::Td, E::Th, E::Caption], &[E::Tr, E::Table]),
            E::Tbody | E::Thead | E::Tfoot => (&[E::Tbody, E::Thead, E::Tfoot, E::Caption], TABLE),
            _ if self.heading().is_some() => (&[E::P, E::H1, E::H2, E::H3, E::H4, E::H5, E::H6], PROSE),
            _ if !self.is_inline() && !self.is_void() || self == E::Hr => (&[E::P], PROSE),
            _ => return None,
        })
    }
}
