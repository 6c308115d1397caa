//! Documents → dossier: the same actor across documents.
