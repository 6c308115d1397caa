//! The command line. Knows no terminal widget.
