//! LLVM's view of a target, and how a module becomes bytes. Knows nothing of what modules hold.

use crate::error::Error;
use crate::request::Emit;
use crate::target::{Arch, Target};
use inkwell::OptimizationLevel;
use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target as LlvmTarget, TargetMachine, TargetTriple,
};

/// A code generator for one target: generic processor, position-independent code.
#[derive(Debug)]
pub struct Machine {
    triple: TargetTriple,
    machine: TargetMachine,
}

impl Machine {
    /// The generator for `target`.
    pub fn new(target: Target, level: OptimizationLevel) -> Result<Self, Error> {
        let config = InitializationConfig::default();
        match target.arch() {
            Arch::X64 => LlvmTarget::initialize_x86(&config),
            Arch::Arm64 => LlvmTarget::initialize_aarch64(&config),
        }
        let triple = TargetTriple::create(target.triple());
        let llvm = LlvmTarget::from_triple(&triple).map_err(|e| Error::Llvm(e.to_string()))?;
        let machine = llvm
            .create_target_machine(&triple, target.cpu(), "", level, RelocMode::PIC, CodeModel::Default)
            .ok_or_else(|| Error::Llvm(format!("LLVM has no code generator for {}", target.triple())))?;
        Ok(Self { triple, machine })
    }

    /// An empty module. Its name is also its source file's name, so that no path of this machine gets into an output.
    pub fn module<'ctx>(&self, context: &'ctx Context, name: &str) -> Module<'ctx> {
        let module = context.create_module(name);
        module.set_source_file_name(name);
        module.set_triple(&self.triple);
        module.set_data_layout(&self.machine.get_target_data().get_data_layout());
        module
    }

    /// The module in the wanted form, after LLVM's verifier has seen it.
    pub fn emit(&self, module: &Module<'_>, emit: Emit) -> Result<Vec<u8>, Error> {
        let failed = |e: inkwell::support::LLVMString| Error::Llvm(e.to_string());
        module.verify().map_err(failed)?;
        Ok(match emit {
            Emit::LlvmIr => module.print_to_string().to_bytes().to_vec(),
            Emit::Bitcode => module.write_bitcode_to_memory().as_slice().to_vec(),
            Emit::Object => self
                .machine
                .write_to_memory_buffer(module, FileType::Object)
                .map_err(failed)?
                .as_slice()
                .to_vec(),
        })
    }
}
