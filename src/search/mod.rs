//! Queries over a dossier: grammar, matching, ranking, what to highlight.
