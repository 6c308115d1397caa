//! What the user typed → the list of things to read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{LoadError, sample};

/// Endings of the files that a folder is searched for, in lower case.
const EXTENSIONS: [&str; 13] =
    ["txt", "text", "md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "pdf", "docx", "odt", "epub"];

/// Endings that may stand behind one of them.
const PACKED: [&str; 2] = ["gz", "zst"];

/// Folders deeper than this below the one that was named are left alone.
const DEPTH: usize = 64;

/// Something that can be read as one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, under the path that the user typed or that was found below a folder.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A document of the built-in sample, by its place in [`sample`].
    Sample(usize),
}

impl Input {
    /// What the user knows it by: the path as typed, `-`, or the sample's name.
    pub fn name(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
            Input::Sample(k) => sample().get(*k).map_or("", |s| s.name).to_owned(),
        }
    }

    /// The whole built-in sample.
    pub fn all_samples() -> Vec<Input> {
        (0..sample().len()).map(Input::Sample).collect()
    }
}

/// What there is to read, and what there is not.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the order given; a folder's files sorted by path.
    pub inputs: Vec<Input>,
    /// One for each path that led nowhere, in the order given.
    pub errors: Vec<LoadError>,
}

/// Finds the documents that `paths` name: `-` is standard input, a folder stands for every document below it.
///
/// Below a folder, hidden files and folders are skipped, files are chosen by their ending, links to files are
/// followed and links to folders are not, so that a circle of links ends.
pub fn plan<P: AsRef<Path>>(paths: &[P]) -> Plan {
    let mut plan = Plan::default();
    for path in paths {
        let path = path.as_ref();
        if path == Path::new("-") {
            plan.inputs.push(Input::Stdin);
            continue;
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                let before = (plan.inputs.len(), plan.errors.len());
                plan.walk(path, 0);
                if before == (plan.inputs.len(), plan.errors.len()) {
                    plan.errors.push(LoadError::NoDocuments {
                        name: path.display().to_string(),
                        extensions: EXTENSIONS.map(|e| format!(".{e}")).join(" "),
                    });
                }
            }
            Ok(_) => plan.inputs.push(Input::File(path.to_owned())),
            Err(error) => plan.refuse(path, error),
        }
    }
    plan
}

impl Plan {
    fn refuse(&mut self, path: &Path, cause: io::Error) {
        self.errors.push(LoadError::Io { name: path.display().to_string(), cause });
    }

    fn walk(&mut self, folder: &Path, depth: usize) {
        let mut found = Vec::new();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.refuse(folder, error),
        };
        for entry in entries {
            match entry.and_then(|e| Ok((e.file_name(), e.file_type()?))) {
                Ok((name, kind)) if !name.as_encoded_bytes().starts_with(b".") => found.push((name, kind)),
                Ok(_) => {}
                Err(error) => self.refuse(folder, error),
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, kind) in found {
            let path = folder.join(name);
            if kind.is_dir() {
                if depth < DEPTH {
                    self.walk(&path, depth + 1);
                }
            } else if is_document(&path) {
                match fs::metadata(&path) {
                    Ok(about) if about.is_file() => self.inputs.push(Input::File(path)),
                    Ok(_) => {}
                    Err(error) => self.refuse(&path, error),
                }
            }
        }
    }
}

/// Whether a file's name ends like a document's.
fn is_document(path: &Path) -> bool {
    let extension =
        |path: &Path| path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let outer = extension(path);
    let inner = match path.file_stem().filter(|_| PACKED.contains(&outer.as_str())) {
        Some(stem) => extension(Path::new(stem)),
        None => outer,
    };
    EXTENSIONS.contains(&inner.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(plan: &Plan, root: &Path) -> Vec<String> {
        let root = format!("{}/", root.display());
        plan.inputs.iter().map(|i| i.name().replace(&root, "")).collect()
    }

    #[test]
    fn a_folder_stands_for_every_document_below_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in [
            "b.txt",
            "a.MD",
            "c.png",
            "d.PDF.gz",
            "e.gz",
            "README",
            ".hidden.txt",
            "sub/deep/d.markdown",
            "sub/.git/e.txt",
            "Z.text",
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::create_dir(root.join("folder.txt")).unwrap();
        let plan = plan(&[root]);
        assert_eq!(names(&plan, root), ["Z.text", "a.MD", "b.txt", "d.PDF.gz", "sub/deep/d.markdown"]);
        assert!(plan.errors.is_empty());
    }

    #[test]
    fn paths_keep_their_order_and_their_spelling() {
        let plan = plan(&["Cargo.toml", "-", "./seeds/../Cargo.toml"]);
        let names: Vec<String> = plan.inputs.iter().map(Input::name).collect();
        assert_eq!(names, ["Cargo.toml", "-", "./seeds/../Cargo.toml"]);
    }

    #[test]
    fn every_path_that_leads_nowhere_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty");
        fs::create_dir(&empty).unwrap();
        let missing = folder.path().join("missing.txt");
        let plan = plan(&[&empty, &missing, &folder.path().to_owned()]);
        assert!(plan.inputs.is_empty());
        let errors: Vec<String> = plan.errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 3);
        assert!(errors[0].contains("empty: no documents in this folder"), "{errors:?}");
        assert!(errors[1].ends_with("missing.txt: No such file or directory"), "{errors:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_are_followed_and_circles_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("sub")).unwrap();
        fs::write(root.join("sub/a.txt"), "x").unwrap();
        symlink(root, root.join("sub/circle")).unwrap();
        symlink(root.join("sub/a.txt"), root.join("link.txt")).unwrap();
        symlink(root.join("self.txt"), root.join("self.txt")).unwrap();
        symlink(root.join("gone"), root.join("gone.txt")).unwrap();
        symlink(root.join("sub"), root.join("sub.txt")).unwrap();
        let plan = plan(&[root]);
        assert_eq!(names(&plan, root), ["link.txt", "sub/a.txt"]);
        assert_eq!(plan.errors.len(), 2, "the broken links: {:?}", plan.errors);
    }
}
