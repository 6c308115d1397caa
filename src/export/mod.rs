//! The dossier written out for other programs.
