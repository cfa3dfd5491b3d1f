//! Types: inference, static dispatch, effects. Must not know layouts, does no I/O.
