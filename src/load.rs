//! Paths, folders and standard input → documents. The only reader of documents on the disk.
