//! From LIR with explicit counts to the bytes of a module image.
//!
//! Same program, same bytes. Functions are written in the order of their ids and independently of each other but for
//! the tables that they share (`Tables`).

mod constants;
mod function;
mod jumps;
mod layouts;
pub mod numbers;

use std::fmt;

use roc_base::IndexVec;
use roc_shim_image::write::{self, ImageBuilder, WriteError};
use rustc_hash::FxHashMap;

use crate::callee::{Callees, callees};
use crate::frame::FrameTooLarge;
use crate::lir::{FunctionId, LayoutId, Program};

/// Why there is no image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EmitError {
    /// A function needs more room for its variables than there is.
    Frame {
        /// The function's name.
        function: String,
        /// Bytes that it needs.
        bytes: u64,
    },
    /// A function has something that no instruction can say.
    Function {
        /// The function's name.
        function: String,
        /// What it is.
        error: WriteError,
    },
    /// The image as a whole is impossible.
    Image(WriteError),
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmitError::Frame { function, bytes } => write!(
                f,
                "the function `{function}` needs {bytes} bytes for its variables, but no more than {} are possible; \
                 put large values into a Box or a List",
                roc_shim_image::format::MAX_FRAME
            ),
            EmitError::Function { function, error } => {
                write!(f, "the function `{function}` cannot be written: {error}")
            }
            EmitError::Image(error) => write!(f, "the image cannot be written: {error}"),
        }
    }
}

impl std::error::Error for EmitError {}

/// What all functions share.
struct Tables<'a> {
    program: &'a Program,
    callees: Callees,
    builder: ImageBuilder,
    functions: IndexVec<FunctionId, write::FunctionId>,
    layouts: FxHashMap<LayoutId, write::LayoutId>,
}

/// Writes the image of a program whose counts are explicit.
///
/// The platform digest is computed from the program's entries and hosted functions.
pub fn emit(program: &Program) -> Result<Vec<u8>, EmitError> {
    let mut builder = ImageBuilder::new(program.platform_digest(), program.hosted.len() as u32);
    let functions: IndexVec<FunctionId, write::FunctionId> =
        program.functions.iter().map(|function| builder.declare_function(function.name.as_str())).collect();
    for entry in &program.entries {
        builder.add_entry(functions[entry.function]);
    }
    let callees = callees(program);
    let mut tables = Tables { program, callees, builder, functions, layouts: FxHashMap::default() };
    for (id, function) in program.functions.iter_enumerated() {
        let code = function::write(function, id, &mut tables).map_err(|error| match error {
            Failure::Frame(FrameTooLarge(bytes)) => {
                EmitError::Frame { function: function.name.clone(), bytes }
            }
            Failure::Write(error) => EmitError::Function { function: function.name.clone(), error },
        })?;
        tables.builder.define_function(tables.functions[id], code);
    }
    tables.builder.finish().map_err(EmitError::Image)
}

/// Why a function could not be written.
enum Failure {
    Frame(FrameTooLarge),
    Write(WriteError),
}
