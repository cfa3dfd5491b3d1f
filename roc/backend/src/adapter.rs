//! The adapter: what ties a host's symbols to the shim, both ways. Every entry symbol `(ops, ret, args)` goes on to
//! `roc_entrypoint(index, ops, ret, args)`; `roc_adapter` lists the hosted functions; `roc_embedded` is the image in the
//! executable, if there is one. Layouts: `RocAdapter` and `RocEmbedded` of the host ABI.

use crate::error::Error;
use crate::machine::Machine;
use crate::request::{Adapter, Emit};
use crate::target::Target;
use inkwell::context::Context;
use inkwell::module::{Linkage, Module};
use inkwell::types::PointerType;
use inkwell::values::{BasicValueEnum, FunctionValue, GlobalValue, PointerValue, StructValue};
use inkwell::{AddressSpace, GlobalVisibility, OptimizationLevel};
use std::collections::HashSet;

/// The version of the host ABI that adapters follow.
pub const ABI_VERSION: u32 = 1;
/// What the shim defines and every entry calls.
pub const ENTRYPOINT: &str = "roc_entrypoint";
/// The table of hosted functions.
pub const TABLE: &str = "roc_adapter";
/// Where the embedded image is.
pub const EMBEDDED: &str = "roc_embedded";

/// An image's bytes are aligned so.
const IMAGE_ALIGNMENT: u32 = 16;

/// The adapter in the wanted form. `image` is a whole block to embed. Same arguments, same bytes.
pub fn make(target: Target, adapter: &Adapter, image: Option<&[u8]>, emit: Emit) -> Result<Vec<u8>, Error> {
    check(adapter)?;
    // The quickest to make; calls that are marked as tail calls become jumps all the same.
    let machine = Machine::new(target, OptimizationLevel::None)?;
    let context = Context::create();
    let writer = Writer {
        module: machine.module(&context, "roc_adapter"),
        pointer: context.ptr_type(AddressSpace::default()),
        context: &context,
    };
    writer.entries(&adapter.entries)?;
    writer.table(adapter);
    writer.embedded(image);
    machine.emit(&writer.module, emit)
}

/// Refuses names that LLVM, the object formats or other names of this object would not stand.
fn check(adapter: &Adapter) -> Result<(), Error> {
    let wrong = |text: String| Err(Error::Request(text));
    for name in adapter.entries.iter().chain(&adapter.hosted) {
        if !is_symbol(name) {
            return wrong(format!(
                "“{}” can't be a symbol: letters, digits, `_`, `.` and `$` are allowed, and no digit at the start.",
                name.escape_debug()
            ));
        }
        if [ENTRYPOINT, TABLE, EMBEDDED].contains(&name.as_str()) {
            return wrong(format!(
                "The symbol {name} is taken by the runtime. Choose another name in the platform's header."
            ));
        }
    }
    let mut entries = HashSet::new();
    if let Some(name) = adapter.entries.iter().find(|name| !entries.insert(name.as_str())) {
        return wrong(format!("The platform's `provides` lists {name} twice."));
    }
    if let Some(name) = adapter.hosted.iter().find(|name| entries.contains(name.as_str())) {
        return wrong(format!("The platform lists {name} in both `provides` and `hosted`."));
    }
    Ok(())
}

fn is_symbol(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$');
    let starts = |b: &u8| !b.is_ascii_digit();
    // Names that begin with `llvm.` are LLVM's own.
    name.as_bytes().first().is_some_and(starts) && name.bytes().all(allowed) && !name.starts_with("llvm.")
}

struct Writer<'ctx> {
    context: &'ctx Context,
    module: Module<'ctx>,
    pointer: PointerType<'ctx>,
}

impl<'ctx> Writer<'ctx> {
    /// `void NAME(ops, ret, args) { roc_entrypoint(INDEX, ops, ret, args); }`, in order.
    fn entries(&self, names: &[String]) -> Result<(), Error> {
        if names.is_empty() {
            return Ok(());
        }
        let (index, pointer) = (self.context.i32_type(), self.pointer.into());
        let target_type = self.context.void_type().fn_type(&[index.into(), pointer, pointer, pointer], false);
        let target = self.module.add_function(ENTRYPOINT, target_type, Some(Linkage::External));
        let builder = self.context.create_builder();
        let failed = |e: inkwell::builder::BuilderError| Error::Llvm(e.to_string());
        for (position, name) in (0u32..).zip(names) {
            let entry = self.function(name);
            builder.position_at_end(self.context.append_basic_block(entry, ""));
            let mut arguments = vec![index.const_int(position.into(), false).into()];
            arguments
                .extend(entry.get_param_iter().map(Into::<inkwell::values::BasicMetadataValueEnum>::into));
            builder.build_call(target, &arguments, "").map_err(failed)?.set_tail_call(true);
            builder.build_return(None).map_err(failed)?;
        }
        Ok(())
    }

    /// `RocAdapter`.
    fn table(&self, adapter: &Adapter) {
        let number = |n: u32| self.context.i32_type().const_int(n.into(), false).into();
        let count = |names: &[String]| number(u32::try_from(names.len()).unwrap_or(u32::MAX));
        let hosted: Vec<PointerValue> = adapter
            .hosted
            .iter()
            .map(|name| self.declared(name).as_global_value().as_pointer_value())
            .collect();
        let table = self.structure(&[
            number(ABI_VERSION),
            count(&adapter.entries),
            count(&adapter.hosted),
            number(0),
            self.context.const_string(&adapter.platform_digest, false).into(),
            self.pointer.const_array(&hosted).into(),
        ]);
        self.hidden(TABLE, table);
    }

    /// `RocEmbedded`, and the image itself. The image is not constant: the shim relocates it in place.
    fn embedded(&self, image: Option<&[u8]>) {
        let size = self.context.i64_type();
        let (place, bytes) = match image {
            None => (self.pointer.const_null(), 0),
            Some(image) => {
                let content = self.context.const_string(image, false);
                let global = self.module.add_global(content.get_type(), None, "roc_embedded_image");
                global.set_linkage(Linkage::Internal);
                global.set_alignment(IMAGE_ALIGNMENT);
                global.set_initializer(&content);
                (global.as_pointer_value(), image.len() as u64)
            }
        };
        let pair = self.structure(&[place.into(), size.const_int(bytes, false).into()]);
        self.hidden(EMBEDDED, pair);
    }

    /// A function `(ops, ret, args)`; one for each name.
    fn declared(&self, name: &str) -> FunctionValue<'ctx> {
        self.module.get_function(name).unwrap_or_else(|| self.function(name))
    }

    fn function(&self, name: &str) -> FunctionValue<'ctx> {
        let pointer = self.pointer.into();
        let shape = self.context.void_type().fn_type(&[pointer, pointer, pointer], false);
        self.module.add_function(name, shape, Some(Linkage::External))
    }

    fn structure(&self, fields: &[BasicValueEnum<'ctx>]) -> StructValue<'ctx> {
        self.context.const_struct(fields, false)
    }

    /// A constant that all of the program sees and nothing outside of it.
    fn hidden(&self, name: &str, value: StructValue<'ctx>) -> GlobalValue<'ctx> {
        let global = self.module.add_global(value.get_type(), None, name);
        global.set_constant(true);
        global.set_visibility(GlobalVisibility::Hidden);
        global.set_alignment(8);
        global.set_initializer(&value);
        global
    }
}
