//! A value as an entry without parameters that gives its inspect text.

use roc_canonical::ir::DefRef;

use super::{Builder, Lowering};
use crate::lir::{Entry, Layouts, Signature, Terminator};
use crate::mono::Env;

impl Lowering<'_> {
    /// Adds the entry of a definition that is neither hosted nor generic.
    pub(super) fn shown(&mut self, def: DefRef) {
        let checked = self.monos.checked;
        let mut env = Env::new(def.module);
        let ty = self.monos.convert(checked[def.module].defs[def.def].ty, &mut env);
        let mut builder = Builder::new(self, env, "shown".to_owned(), Layouts::STR);
        let value = builder.def_value_at(def, Box::new([]), ty);
        let text = builder.inspect(value, ty);
        builder.f.terminate(Terminator::Return(text));
        let function = builder.f.finish();
        let function = self.program.functions.push(function);
        let signature = Signature { params: Vec::new(), ret: Layouts::STR };
        self.program.entries.push(Entry { name: "shown".to_owned(), function, signature });
    }
}
