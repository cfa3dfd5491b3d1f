//! Literals of types that aren't builtin: made by the type's own `from_numeral` or `from_quote`.

use roc_base::Symbol;
use roc_canonical::ir::DefRef;
use roc_check::literal::Numeral;
use roc_check::types::Node;

use super::Builder;
use crate::lir::{Layouts, Rhs, Terminator, Var};
use crate::mono::{Env, Mono, MonoId};

impl Builder<'_, '_> {
    /// A number literal of a type with `from_numeral`.
    pub(crate) fn own_number(&mut self, text: Symbol, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        let numeral = Numeral::parse(self.text(text));
        let (Some(numeral), Some(def)) =
            (numeral, self.l.monos.find_method(ty, self.l.monos.names.from_numeral))
        else {
            return self.crash("Invalid Number", layout);
        };
        self.converted(def, ty, "Invalid Number", |this, param| {
            let count = this.f.int(Layouts::U64, i128::from(numeral.fraction_digits));
            let parts = [
                ("is_negative", this.bool(numeral.negative)),
                ("digits_before_pt", this.bytes(&numeral.before)),
                ("digits_after_pt", this.bytes(&numeral.after)),
                ("digits_after_pt_count", count),
            ];
            let interner = this.l.monos.interner;
            let fields: Vec<(Symbol, Var)> =
                parts.iter().filter_map(|&(name, value)| Some((interner.find(name)?, value))).collect();
            this.make_record(param, &fields)
        })
    }

    /// A string literal of a type with `from_quote`.
    pub(crate) fn own_string(&mut self, text: Symbol, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        match self.l.monos.find_method(ty, self.l.monos.names.from_quote) {
            Some(def) => self.converted(def, ty, "Invalid String", |this, _| this.string(this.text(text))),
            None => self.crash("Invalid String", layout),
        }
    }

    /// Calls a conversion `X -> Try(ty, _)` and takes the `Ok`.
    fn converted(
        &mut self,
        def: DefRef,
        ty: MonoId,
        problem: &str,
        argument: impl FnOnce(&mut Self, MonoId) -> Var,
    ) -> Var {
        let layout = self.layout(ty);
        let checked = self.l.monos.checked;
        let store = &checked[def.module];
        let scheme = &store.defs[def.def];
        let mut env = Env::new(def.module);
        if let Node::Function(_, ret, _) = store.types.node(scheme.ty)
            && let Node::Apply(_, args) = store.types.node(ret)
            && let Some(&ok) = store.types.tys(args).first()
        {
            self.l.monos.bind(ok, ty, &mut env);
        }
        let function = self.l.monos.convert(scheme.ty, &mut env);
        let vars = scheme.vars.iter().map(|&var| self.l.monos.convert(var, &mut env)).collect();
        let Mono::Function(params, ret) = self.l.monos.get(function).clone() else {
            return self.crash(problem, layout);
        };
        let Some(&param) = params.first() else { return self.crash(problem, layout) };
        let argument = argument(self, param);
        let result = self.call_def(def, vars, function, &[argument]);
        let Some((ok, transparent)) = self.find_tag(ret, self.l.monos.names.ok) else {
            return self.crash(problem, layout);
        };
        let kind = self.discriminant(result, ret);
        let (good, bad) = (self.f.block(), self.f.block());
        let cases = [(u64::from(ok.index), good)];
        self.f.terminate(Terminator::Switch { value: kind, cases: cases.into(), default: Some(bad) });
        self.f.switch_to(bad);
        self.crash(problem, layout);
        self.f.switch_to(good);
        self.read_payload(result, &ok, transparent, 0)
    }

    fn bytes(&mut self, bytes: &[u8]) -> Var {
        let list = self.l.program.layouts.list(Layouts::U8);
        let items: Box<[Var]> = bytes.iter().map(|&byte| self.f.int(Layouts::U8, i128::from(byte))).collect();
        self.f.push(list, Rhs::List(items))
    }
}
