//! Diagnostics to terminal text and JSON. Must not know how a diagnostic came about.
