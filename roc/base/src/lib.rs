//! The vocabulary that all stages share: ids and index vectors, interned names, source text and spans, diagnostics as
//! data. It knows nothing of the language, does no I/O and holds no state.

pub mod diagnostic;
pub mod index;
pub mod intern;
pub mod source;
pub mod wire;

pub use diagnostic::{Diagnostic, Part, Severity};
pub use index::{Id, IdRange, IndexVec};
pub use intern::{Interner, Symbol};
pub use source::{FileId, LineColumn, LineIndex, SourceFile, SourceMap, Span, TextRange};
