//! A lowered program made ready to run.

use std::fmt;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use roc_base::IndexVec;
use roc_lower::emit::{EmitError, emit};
use roc_lower::image::finish;
use roc_lower::lir::{self, FunctionId, LayoutId, Layouts};
use roc_shim_vm::{LoadError, Platform, Program};

/// A program with its image in memory. Function values in its data point into it, so it never moves.
pub struct Executable {
    program: NonNull<MaybeUninit<Program<'static>>>,
    block: NonNull<[u128]>,
    layouts: Layouts,
    /// What each entry returns.
    results: Vec<LayoutId>,
    /// What each function captures.
    captures: IndexVec<FunctionId, Option<LayoutId>>,
}

// SAFETY: a loaded program is only read, and may be run on several threads at once, as its type promises; the pointers
// are owned.
unsafe impl Send for Executable {}
// SAFETY: as above.
unsafe impl Sync for Executable {}

/// Why a program can't be run.
#[derive(Debug)]
pub enum Refused {
    /// There is no image of it.
    Emit(EmitError),
    /// The interpreter does not take the image: a mistake of the compiler.
    Load(LoadError),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Emit(error) => error.fmt(f),
            Self::Load(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refused {}

impl Executable {
    /// Makes a program ready whose counts are not explicit yet. Its entries take no arguments, and it has no hosted
    /// functions.
    pub fn new(mut lir: lir::Program) -> Result<Self, Refused> {
        finish(&mut lir);
        let image = emit(&lir).map_err(Refused::Emit)?;
        let results = lir.entries.iter().map(|entry| lir.functions[entry.function].ret).collect();
        let digest = lir.platform_digest();
        let block = vec![0u128; image.len().div_ceil(16)].into_boxed_slice();
        // The value owns both from here on, so that they are freed also when the image is refused.
        let this = Self {
            program: NonNull::from(Box::leak(Box::new(MaybeUninit::uninit()))),
            block: NonNull::from(Box::leak(block)),
            captures: lir.functions.iter().map(|function| function.captures).collect(),
            layouts: lir.layouts,
            results,
        };
        // SAFETY: both are alive as long as the value, and only used here until the program is loaded; the bytes of
        // numbers can be seen as bytes. The image was made by the compiler; nothing in it calls a hosted function.
        unsafe {
            let bytes = std::slice::from_raw_parts_mut(this.block.cast::<u8>().as_ptr(), image.len());
            bytes.copy_from_slice(&image);
            let slot = &mut *this.program.as_ptr();
            Program::load(slot, bytes, Platform { digest, hosted: &[] }).map_err(Refused::Load)?;
        }
        Ok(this)
    }

    pub(crate) fn program(&self) -> &Program<'static> {
        // SAFETY: `new` gives out only values whose program was loaded.
        unsafe { self.program.as_ref().assume_init_ref() }
    }

    /// The layouts of the program's values.
    pub fn layouts(&self) -> &Layouts {
        &self.layouts
    }

    /// How many entries there are.
    pub fn entry_count(&self) -> usize {
        self.results.len()
    }

    /// The struct of a function's captures.
    pub(crate) fn captures(&self, function: FunctionId) -> Option<LayoutId> {
        self.captures.get(function).copied().flatten()
    }

    /// What an entry returns.
    pub(crate) fn result(&self, entry: usize) -> Option<LayoutId> {
        self.results.get(entry).copied()
    }
}

impl Drop for Executable {
    fn drop(&mut self) {
        // SAFETY: both were leaked from boxes in `new`; nothing of the program needs to be dropped.
        unsafe {
            drop(Box::from_raw(self.program.as_ptr()));
            drop(Box::from_raw(self.block.as_ptr()));
        }
    }
}

impl fmt::Debug for Executable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executable").field("results", &self.results).finish_non_exhaustive()
    }
}
