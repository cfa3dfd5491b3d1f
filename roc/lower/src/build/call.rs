//! Calls: of definitions, of local functions, of function values, of methods, of what has no body.

use roc_base::Symbol;
use roc_canonical::ir::{DefRef, Expr, ExprId, ModuleId};
use roc_check::names::is_of_formats;
use roc_shim_image::lowlevel::{How, Op};

use super::{Binding, Builder};
use crate::lir::{LayoutId, LowLevel, Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId};
use crate::specialize::Method;

impl Builder<'_, '_> {
    pub(crate) fn call(&mut self, callee: ExprId, args: &[ExprId], layout: LayoutId) -> Var {
        let module = self.module;
        if !self.checked.bad.contains_key(&callee) {
            match module.exprs[callee] {
                Expr::Def(def) => {
                    let ty = self.expr_type(callee);
                    let vars = self.def_vars(callee, def);
                    let args: Vec<Var> = args.iter().map(|&arg| self.expr(arg)).collect();
                    return self.call_def(def, vars, ty, &args);
                }
                Expr::Required(index) => {
                    if let Some(def) = self.l.required.get(index as usize).copied().flatten() {
                        let ty = self.expr_type(callee);
                        let vars = self.l.monos.solve_vars(def, ty);
                        let args: Vec<Var> = args.iter().map(|&arg| self.expr(arg)).collect();
                        return self.call_def(def, vars, ty, &args);
                    }
                }
                Expr::Local(local) => {
                    if let Some(Binding::Function(function, captures)) = self.locals.get(&local).cloned() {
                        let (lifted, _) = self.lifted(callee, &function);
                        let mut all = captures.to_vec();
                        all.extend(args.iter().map(|&arg| self.expr(arg)));
                        return self.f.call(layout, lifted, &all);
                    }
                }
                _ => {}
            }
        }
        let function = self.expr(callee);
        let args: Box<[Var]> = args.iter().map(|&arg| self.expr(arg)).collect();
        self.f.push(layout, Rhs::CallClosure(function, args))
    }

    /// What the variables of a definition's scheme are where this expression mentions it.
    fn def_vars(&mut self, id: ExprId, def: DefRef) -> Box<[MonoId]> {
        let checked = self.checked;
        if let Some(vars) = checked.uses.get(&id) {
            return vars.iter().map(|&var| self.mono(var)).collect();
        }
        if def.module != checked.id {
            return Box::new([]);
        }
        // Mentioned inside its own group: at the types of the function that is being built.
        checked.defs[def.def].vars.iter().map(|&var| self.mono(var)).collect()
    }

    /// A definition as a value.
    pub(crate) fn def_value(&mut self, id: ExprId, def: DefRef, ty: MonoId) -> Var {
        let vars = self.def_vars(id, def);
        self.def_value_at(def, vars, ty)
    }

    pub(crate) fn def_value_at(&mut self, def: DefRef, vars: Box<[MonoId]>, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        let is_value = self.l.monos.modules[def.module].defs[def.def].value.is_some();
        let is_function = matches!(self.l.monos.get(ty), Mono::Function(..));
        if is_value && !self.l.is_lambda(def) {
            let function = self.l.def_function(def, vars);
            return self.f.call(layout, function, &[]);
        }
        if is_value {
            let function = self.l.def_function(def, vars);
            return self.function_value(function, Vec::new());
        }
        if is_function {
            let function = self.l.bodiless_function(def, ty);
            return self.function_value(function, Vec::new());
        }
        self.call_bodiless(def, ty, &[])
    }

    /// Calls a definition whose function type is `ty`.
    pub(crate) fn call_def(&mut self, def: DefRef, vars: Box<[MonoId]>, ty: MonoId, args: &[Var]) -> Var {
        let (_, ret) = self.l.function_type(ty);
        let ret = self.layout(ret);
        if self.l.monos.modules[def.module].defs[def.def].value.is_none() {
            return self.call_bodiless(def, ty, args);
        }
        let function = self.l.def_function(def, vars);
        if self.l.is_lambda(def) {
            return self.f.call(ret, function, args);
        }
        let is_function = matches!(self.l.monos.get(ty), Mono::Function(..));
        if !is_function {
            return self.f.call(ret, function, &[]);
        }
        let closure = self.f.call(crate::lir::Layouts::CLOSURE, function, &[]);
        self.f.push(ret, Rhs::CallClosure(closure, args.into()))
    }

    /// Calls a hosted function or an intrinsic.
    fn call_bodiless(&mut self, def: DefRef, ty: MonoId, args: &[Var]) -> Var {
        let (params, ret_type) = self.l.function_type(ty);
        let ret = self.layout(ret_type);
        if let Some(&index) = self.l.hosted.get(&def) {
            return self.f.push(ret, Rhs::CallHosted(index, args.into()));
        }
        let path = self.text(self.l.monos.modules[def.module].defs[def.def].path);
        let operation = if def.module == ModuleId::BUILTIN { LowLevel::by_name(path) } else { None };
        match operation {
            Some(op) if op.how() != How::Generated => self.f.low_level(ret, op, args),
            Some(op) if op.op() == Op::StrInspect => self.inspect(args[0], params[0]),
            None if path == "Encoding.ParseTagUnionSpec.parse" => {
                self.parse_tag_union(&params, args, ret_type)
            }
            None if def.module != ModuleId::BUILTIN => {
                let text = format!("`{path}` comes from the host, and there is no host here.");
                self.crash(&text, ret)
            }
            _ => self.crash(&format!("Not Implemented: {path}"), ret),
        }
    }

    /// The body of a function that stands for something without one.
    pub(crate) fn bodiless(&mut self, def: DefRef, ty: MonoId, params: &[Var]) {
        let value = self.call_bodiless(def, ty, params);
        self.f.terminate(Terminator::Return(value));
    }

    pub(crate) fn method_call(&mut self, receiver: ExprId, name: Symbol, args: &[ExprId], ty: MonoId) -> Var {
        let receiver_type = self.expr_type(receiver);
        let mut types = vec![receiver_type];
        let mut values = vec![self.expr(receiver)];
        for &arg in args {
            types.push(self.expr_type(arg));
            values.push(self.expr(arg));
        }
        self.dispatch(receiver_type, name, &types, &values, ty)
    }

    /// Calls a method; `types` and `values` are its arguments, the receiver among them where it is one.
    pub(crate) fn dispatch(
        &mut self,
        receiver: MonoId,
        name: Symbol,
        types: &[MonoId],
        values: &[Var],
        ret: MonoId,
    ) -> Var {
        let layout = self.layout(ret);
        let function = self.l.monos.intern(Mono::Function(types.into(), ret));
        match self.l.monos.method(receiver, name, function) {
            Method::Def(def, vars) if is_of_formats(self.text(name)) => {
                let mut env = self.l.monos.def_env(def, &vars);
                let own = self.l.monos.convert(self.l.monos.checked[def.module].defs[def.def].ty, &mut env);
                let (_, own_ret) = self.l.function_type(own);
                let result = self.call_def(def, vars, own, values);
                self.with_more_errors(result, own_ret, ret)
            }
            Method::Def(def, vars) => self.call_def(def, vars, function, values),
            Method::Equal => self.equal(values[0], values[1], receiver),
            Method::Hash => match (types, values) {
                (&[_, hasher], &[value, state]) => self.hash(value, receiver, state, hasher),
                _ => self.crash("Missing Method", layout),
            },
            Method::Map => match *values {
                [value, function] => self.map_payload(value, receiver, function, ret),
                _ => self.crash("Missing Method", layout),
            },
            Method::Codec { encodes } => match (types, values) {
                (&[ty], &[encoding]) => self.codec(receiver, (encoding, ty), encodes, ret),
                _ => self.crash("Missing Method", layout),
            },
            Method::Missing => self.crash("Missing Method", layout),
        }
    }
}
