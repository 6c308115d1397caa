//! Where in a document something stands, as people name places: section, page, paragraph, line.

use crate::model::{Document, Paragraphs, SectionId};

use super::passage::section_title;

/// Names places of one document. Made once for many of them.
#[derive(Debug, Clone)]
pub struct Locator<'a> {
    document: &'a Document,
    paragraphs: Paragraphs,
}

impl<'a> Locator<'a> {
    /// The places of a document.
    pub fn new(document: &'a Document) -> Self {
        Self { document, paragraphs: Paragraphs::new(&document.blocks) }
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The line of the source file, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.document.text.source_line(at)
    }

    /// The page, from 1; `None` for a text without pages.
    pub fn page(&self, at: usize) -> Option<usize> {
        self.document.text.page_of(at)
    }

    /// The chapter of a book, from 1, and the paragraph in it.
    fn chapter(&self, at: usize) -> Option<(usize, Option<usize>)> {
        let text = &self.document.text;
        let chapter = text.chapter_of(at)?;
        let start = text.chapters.get(chapter - 1).map_or(0, |start| *start as usize);
        let before = start.checked_sub(1).and_then(|before| self.paragraph(before)).unwrap_or(0);
        let within = self.paragraph(at).and_then(|n| n.checked_sub(before)).filter(|n| *n > 0);
        Some((chapter, within))
    }

    /// The paragraph, from 1, as the explorer counts them: the last that begins at or before `at`. `None` before the first.
    pub fn paragraph(&self, at: usize) -> Option<usize> {
        let blocks = &self.document.blocks;
        let block = blocks.partition_point(|b| b.span.from() <= at).checked_sub(1)?;
        Some(self.paragraphs.number_up_to(block)).filter(|n| *n > 0)
    }

    /// "page 3" where there are pages, "chapter 3, paragraph 2" in a book, "paragraph 14" in a file whose lines nobody sees,
    /// else "line 120".
    pub fn page_or_line(&self, at: usize) -> String {
        if let Some(page) = self.page(at) {
            return format!("page {page}");
        }
        if let Some((chapter, paragraph)) = self.chapter(at) {
            let paragraph = paragraph.map_or(String::new(), |n| format!(", paragraph {n}"));
            return format!("chapter {chapter}{paragraph}");
        }
        match self.paragraph(at) {
            Some(n) if !self.document.text.format.has_source_lines() => format!("paragraph {n}"),
            _ => format!("line {}", self.line(at)),
        }
    }

    /// Number and title of the section in which `at` stands ("VII.A Doha"); empty outside of all.
    pub fn section(&self, at: usize) -> String {
        self.document.section_at(at).map_or(String::new(), |id| self.section_name(id))
    }

    /// Number and title of a section.
    pub fn section_name(&self, id: SectionId) -> String {
        let title = section_title(self.document, Some(id));
        format!("{} {title}", self.document.section_path(id)).trim().to_owned()
    }

    /// The shortest name of a place that leads there: the section by its number, else by its title, and page or line.
    pub fn short(&self, at: usize) -> String {
        let number = self.document.section_at(at).map_or(String::new(), |id| {
            let number = self.document.section_path(id);
            if number.is_empty() { self.section_name(id) } else { number }
        });
        match number.as_str() {
            "" => self.page_or_line(at),
            number => format!("{number}, {}", self.page_or_line(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::document;

    #[test]
    fn pages_are_counted_where_there_are_some() {
        let paged = document("a.txt", "1. One\n\nNorway signed.\x0c\n2. Two\n\nChile left.\n");
        let at = |words: &str| paged.text.as_str().find(words).unwrap();
        let places = Locator::new(&paged);
        assert_eq!((places.page(0), places.page(at("Chile"))), (Some(1), Some(2)));
        assert_eq!(places.page_or_line(at("Chile")), "page 2");
        let plain = document("a.txt", "Norway signed.\n\nChile left.\n");
        let places = Locator::new(&plain);
        assert_eq!((places.page(0), places.page_or_line(16)), (None, "line 3".to_owned()));
    }

    #[test]
    fn pages_chapters_and_paragraphs_of_files_without_lines() {
        use crate::model::Format;
        let mut d = document(
            "a.md",
            "# Report\n\nNorway signed.\n\nPeru stayed.\n\n## 2. Two\n\nChile left.\n\nIt rained.\n",
        );
        let at = |d: &Document, words: &str| d.text.as_str().find(words).unwrap();
        d.text.format = Format::Docx;
        assert_eq!(Locator::new(&d).page_or_line(at(&d, "Chile")), "paragraph 3");
        d.text.chapters = vec![0, at(&d, "2. Two") as u32];
        let places = Locator::new(&d);
        assert_eq!(places.page_or_line(at(&d, "Peru")), "chapter 1, paragraph 2");
        assert_eq!(places.page_or_line(at(&d, "2. Two")), "chapter 2");
        assert_eq!(places.page_or_line(at(&d, "rained")), "chapter 2, paragraph 2");
        d.text.pages = vec![0, at(&d, "Chile") as u32];
        let places = Locator::new(&d);
        assert_eq!((places.page_or_line(0), places.page(at(&d, "left"))), ("page 1".to_owned(), Some(2)));
    }

    #[test]
    fn paragraphs_are_numbered_as_in_the_explorer() {
        let d = document(
            "a.md",
            "# Report\n\n## 1. One\n\nNorway signed the accord.\n\nChile left the accord.\n",
        );
        let at = |words: &str| d.text.as_str().find(words).unwrap();
        let places = Locator::new(&d);
        let numbers = ["One", "Norway", "accord", "Chile"].map(|words| places.paragraph(at(words)));
        assert_eq!(numbers, [None, Some(1), Some(1), Some(2)]);
        assert_eq!(places.short(at("Chile")), "1, line 7");
        assert_eq!(places.section(at("Chile")), "1 One");
    }
}
