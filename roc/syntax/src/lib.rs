//! Source text to tokens to syntax tree; the formatter. Must not know names, types or files.
