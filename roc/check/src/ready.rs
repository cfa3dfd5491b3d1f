//! Ready modules: a canonical module with its types as bytes, and back. Does no I/O.
//!
//! What was written has no errors, and is read into a program in which the modules that it mentions are the same.

use roc_base::wire::{Reader, Wire, Writer};
use roc_base::{FileId, Interner, wire_enum, wire_ids, wire_struct};
use roc_canonical::ir::{self, ModuleId};
use roc_canonical::wire::TEXTS;

use crate::compact::compact;
use crate::types::{
    Constraint, ConstraintId, ConstraintKind, ConstraintsId, Field, Node, Origin, Scheme, Tag, Ty, Var,
};
use crate::{CheckedModule, Filling};

/// A module's bytes, and the modules that they mention in the order in which [`read`] needs them. Nothing if the module
/// has errors.
pub fn write(
    module: &ir::Module,
    checked: &CheckedModule,
    names: &Interner,
) -> Option<(Vec<u8>, Vec<ModuleId>)> {
    let mut out = Writer::new(module.file, TEXTS);
    module.put(&mut out);
    compact(checked).put(&mut out);
    let (bytes, modules) = out.finish(names)?;
    Some((bytes, modules.into_iter().map(ModuleId::new).collect()))
}

/// The module again, its text in `file`. Nothing if the bytes are none of [`write`]'s.
pub fn read(
    bytes: &[u8],
    file: FileId,
    modules: &[ModuleId],
    names: &mut Interner,
) -> Option<(ir::Module, CheckedModule)> {
    let outer: Vec<u32> = modules.iter().map(|module| module.as_u32()).collect();
    let mut input = Reader::new(bytes, file, &outer, TEXTS, names)?;
    let module = ir::Module::take(&mut input)?;
    let checked = CheckedModule::take(&mut input)?;
    input.is_at_end().then_some((module, checked))
}

wire_ids!(Ty, ConstraintId, ConstraintsId);

wire_struct!(
    Var { level, constraints },
    Field { name, ty, kind },
    Tag { name, args },
    Constraint { receiver, kind, span, expr },
    Scheme { ty, vars },
    CheckedModule {
        id,
        types,
        defs,
        backings,
        expr_types,
        pat_types,
        locals,
        uses,
        bad,
        wrong,
        filled,
        defaults,
        interpolations,
        ty_vars
    },
);

wire_enum!(
    Node {
        Link(to),
        Flex(var),
        Rigid(var, name),
        Apply(name, args),
        Record(fields, ext, origin),
        Tags(tags, ext),
        Closed,
        Sealed,
        Tuple(items),
        Function(params, ret, effect),
        Pure,
        Effectful,
        Required,
        Optional,
        Default(module, expr),
        Error,
    },
    Origin { Literal, Other },
    Filling { Missing, Default(module, expr) },
    ConstraintKind { Method { name, ty, origin }, Numeral(text), Quote },
);
