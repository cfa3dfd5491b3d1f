//! Vocabulary of all stages: ids and index vectors, interned names, source text and spans, diagnostics as data. Must not know any stage, and does no I/O.
