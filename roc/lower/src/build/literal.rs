//! Literals of types that aren't builtin: made by the type's own `from_numeral` or `from_quote`.

use roc_base::{Span, Symbol};
use roc_canonical::ir::{DefRef, Expr, ExprId, InterpolationPart, ModuleId, Pat};
use roc_check::literal::Numeral;
use roc_check::types::Node;

use super::{Builder, Lowering, Origin, Place};
use crate::lir::{FunctionId, LayoutId, Layouts, Rhs, Terminator, Var};
use crate::mono::{Env, Mono, MonoId};
use crate::specialize::{Instance, Literal};

impl Lowering<'_> {
    /// The function that makes the value of a literal.
    fn literal_function(&mut self, literal: Literal) -> FunctionId {
        let layout = self.layout(literal.ty);
        let next = self.program.functions.next_id();
        let env = Env::new(ModuleId::BUILTIN);
        let name = || "literal".to_owned();
        let instance = Instance::Literal(literal);
        let id = self.instances.request(instance, env, name, (&[], layout), &mut self.program);
        if id == next {
            self.values.push((Origin::Literal(literal), id));
        }
        id
    }

    /// A literal that is wanted although nothing may use it.
    pub(super) fn wanted_literal(&mut self, module: ModuleId, place: Place) {
        let (ir, checked) = (&self.monos.modules[module], &self.monos.checked[module]);
        let (text, quoted, span, ty) = match place {
            Place::Expr(id) => match ir.exprs[id] {
                Expr::Number { value, .. } => (value.text, false, ir.expr_spans[id], checked.expr_types[id]),
                Expr::Str { text, .. } => (text, true, ir.expr_spans[id], checked.expr_types[id]),
                _ => return,
            },
            Place::Pat(id) => match ir.pats[id] {
                Pat::Number { value, .. } => (value.text, false, ir.pat_spans[id], checked.pat_types[id]),
                Pat::Str(text) => (text, true, ir.pat_spans[id], checked.pat_types[id]),
                _ => return,
            },
        };
        let ty = self.monos.convert(ty, &mut Env::new(module));
        if let Mono::Nominal(..) = self.monos.get(ty) {
            self.literal_function(Literal { span, text, quoted, ty });
        }
    }
}

impl Builder<'_, '_> {
    /// A literal of a type with `from_numeral` or `from_quote`.
    pub(crate) fn own_literal(&mut self, span: Span, text: Symbol, quoted: bool, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        let names = self.l.monos.names;
        let method = if quoted { names.from_quote } else { names.from_numeral };
        if self.l.monos.find_method(ty, method).is_none() {
            // The type is an error, or the checker has said that it has no such literals.
            return self.crash(if quoted { "Invalid String" } else { "Invalid Number" }, layout);
        }
        let function = self.l.literal_function(Literal { span, text, quoted, ty });
        self.f.call(layout, function, &[])
    }

    pub(super) fn literal_body(&mut self, literal: Literal) {
        let Literal { text, quoted, ty, .. } = literal;
        let value = if quoted { self.own_string(text, ty) } else { self.own_number(text, ty) };
        self.f.terminate(Terminator::Return(value));
    }

    /// A number literal of a type with `from_numeral`.
    fn own_number(&mut self, text: Symbol, ty: MonoId) -> Var {
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
    fn own_string(&mut self, text: Symbol, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        match self.l.monos.find_method(ty, self.l.monos.names.from_quote) {
            Some(def) => self.converted(def, ty, "Invalid String", |this, _| this.string(this.text(text))),
            None => self.crash("Invalid String", layout),
        }
    }

    /// An interpolated string of a type with `from_interpolation`: called with the first text and an iterator over
    /// the values, each with the text after it.
    pub(crate) fn own_interpolation(
        &mut self,
        id: ExprId,
        first: Symbol,
        parts: &[InterpolationPart],
        layout: LayoutId,
    ) -> Var {
        let checked = self.checked;
        let (Some(&def), Some(iter)) = (checked.interpolations.get(&id), self.l.monos.known.iter) else {
            return self.crash("Missing Method", layout);
        };
        let vars =
            checked.uses.get(&id).into_iter().flatten().map(|&var| self.mono(var)).collect::<Box<[_]>>();
        let str = self.l.monos.intern(Mono::Str);
        let part = match parts.first() {
            Some(part) => self.expr_type(part.value),
            None => str,
        };
        let pair = self.l.monos.intern(Mono::Tuple(Box::new([part, str])));
        let list = self.l.monos.intern(Mono::List(pair));
        let iter = self.l.monos.intern(Mono::Nominal(iter, Box::new([pair])));
        let (pair_layout, list_layout) = (self.layout(pair), self.layout(list));
        let mut pairs = Vec::with_capacity(parts.len());
        for part in parts {
            let value = self.expr(part.value);
            let text = self.string(self.text(part.text));
            pairs.push(self.f.push(pair_layout, Rhs::Struct(Box::new([value, text]))));
        }
        let first = self.string(self.text(first));
        let pairs = self.f.push(list_layout, Rhs::List(pairs.into()));
        let pairs = self.dispatch(list, self.l.monos.names.iter, &[list], &[pairs], iter);
        let mut env = self.l.monos.def_env(def, &vars);
        let function = self.l.monos.convert(self.l.monos.checked[def.module].defs[def.def].ty, &mut env);
        self.call_def(def, vars, function, &[first, pairs])
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
        match self.problem(result, ret) {
            Some(text) => self.f.terminate(Terminator::Crash(text)),
            None => {
                self.crash(problem, layout);
            }
        }
        self.f.switch_to(good);
        self.read_payload(result, &ok, transparent, 0)
    }

    /// What the `Err` of a conversion says, such as `InvalidNumeral("too large")`: the text, if that is all there can be.
    fn problem(&mut self, result: Var, ty: MonoId) -> Option<Var> {
        let (tag, transparent) = self.find_tag(ty, self.l.monos.names.err)?;
        let &(error_type, _) = tag.payloads.first()?;
        let error = self.read_payload(result, &tag, transparent, 0);
        let union = self.l.monos.union_layout(error_type, &mut self.l.program.layouts);
        let [only] = union.tags.as_slice() else { return Some(self.inspect(error, error_type)) };
        match only.payloads.as_slice() {
            &[(payload, _)] if *self.l.monos.get(payload) == Mono::Str => {
                Some(self.read_payload(error, only, union.transparent, 0))
            }
            _ => Some(self.inspect(error, error_type)),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> Var {
        let list = self.l.program.layouts.list(Layouts::U8);
        let items: Box<[Var]> = bytes.iter().map(|&byte| self.f.int(Layouts::U8, i128::from(byte))).collect();
        self.f.push(list, Rhs::List(items))
    }
}
