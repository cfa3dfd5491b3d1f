//! Lambdas: function values with captures, and local functions, which are called directly.

use std::rc::Rc;

use roc_canonical::ir::{ExprId, LambdaId, LocalId};

use super::{Binding, Builder, LocalFunction, Shape};
use crate::lir::{FunctionId, LayoutId, Layouts, Rhs, Terminator, Value, Var};
use crate::mono::MonoId;

impl Builder<'_, '_> {
    /// The body of a lambda in the function that is being built, whose parameters these are.
    pub(crate) fn lambda_body(&mut self, id: LambdaId, params: &[Var]) {
        let lambda = &self.module.lambdas[id];
        for (&pat, &param) in lambda.params.iter().zip(params) {
            let ty = self.pat_type(pat);
            self.bind_pattern(pat, param, ty);
        }
        self.tail(lambda.body);
    }

    /// The values that a lambda captures, and how its locals are made of them.
    fn captures(&self, id: LambdaId) -> (Vec<Var>, Vec<(LocalId, Shape)>) {
        let (mut values, mut shapes) = (Vec::new(), Vec::new());
        for &local in &self.module.lambdas[id].captures {
            match self.locals.get(&local) {
                Some(Binding::Var(var)) => {
                    values.push(*var);
                    shapes.push((local, Shape::Var));
                }
                Some(Binding::Function(function, captured)) => {
                    values.extend(captured.iter());
                    shapes.push((local, Shape::Function(function.clone(), captured.len())));
                }
                None => {}
            }
        }
        (values, shapes)
    }

    /// Binds captured locals to the variables that hold them.
    fn unpack(&mut self, shapes: &[(LocalId, Shape)], vars: &[Var]) {
        let mut at = 0;
        for (local, shape) in shapes {
            match shape {
                Shape::Var => {
                    self.locals.insert(*local, Binding::Var(vars[at]));
                    at += 1;
                }
                Shape::Function(function, count) => {
                    let captured: Rc<[Var]> = vars[at..at + count].into();
                    self.locals.insert(*local, Binding::Function(function.clone(), captured));
                    at += count;
                }
            }
        }
    }

    /// A lambda as a value.
    pub(crate) fn closure(&mut self, id: LambdaId, ty: MonoId) -> Var {
        let (values, shapes) = self.captures(id);
        let layouts: Vec<LayoutId> = values.iter().map(|&v| self.f.layout(v)).collect();
        let (params, ret) = self.l.function_type(ty);
        let params: Vec<LayoutId> = params.iter().map(|&p| self.layout(p)).collect();
        let ret = self.layout(ret);
        let env = self.env.clone();
        let mut inner = Builder::new(self.l, env, "lambda".to_owned(), ret);
        let params: Vec<Var> = params.iter().map(|&p| inner.f.param(p)).collect();
        if !values.is_empty() {
            let captures = inner.l.program.layouts.c_struct(&layouts);
            inner.f.set_captures(captures);
            let vars: Vec<Var> = layouts
                .iter()
                .enumerate()
                .map(|(index, &layout)| inner.f.push(layout, Rhs::Capture(index as u32)))
                .collect();
            inner.unpack(&shapes, &vars);
        } else {
            // Captured local functions that capture nothing themselves.
            inner.unpack(&shapes, &[]);
        }
        inner.lambda_body(id, &params);
        let function = inner.f.finish();
        let function = self.l.program.functions.push(function);
        self.function_value(function, values)
    }

    /// A function as a value.
    pub(crate) fn function_value(&mut self, function: FunctionId, captures: Vec<Var>) -> Var {
        if captures.is_empty() {
            let constant = self.l.program.constant(Layouts::CLOSURE, Value::Function(function, Box::new([])));
            return self.f.push(Layouts::CLOSURE, Rhs::Constant(constant));
        }
        self.f.push(Layouts::CLOSURE, Rhs::Closure(function, captures.into()))
    }

    /// `name = lambda`: nothing happens yet but that the present values of its captures are kept.
    pub(crate) fn bind_function(&mut self, local: LocalId, lambda: LambdaId) {
        let (values, captured) = self.captures(lambda);
        let mut kept = Vec::with_capacity(values.len());
        for value in values {
            let layout = self.f.layout(value);
            kept.push(self.f.push(layout, Rhs::Copy(value)));
        }
        let layouts = kept.iter().map(|&v| self.f.layout(v)).collect();
        let (env, env_id) = (self.env.clone(), self.env_id);
        let function = Rc::new(LocalFunction { local, lambda, env, env_id, captured, layouts });
        self.locals.insert(local, Binding::Function(function, kept.into()));
    }

    /// What the variables of a local function's type are at a use.
    fn local_vars(&mut self, id: ExprId, function: &LocalFunction) -> Box<[MonoId]> {
        let checked = self.checked;
        match checked.uses.get(&id) {
            Some(vars) => vars.iter().map(|&var| self.mono(var)).collect(),
            None => checked.locals[function.local].vars.iter().map(|&var| self.mono(var)).collect(),
        }
    }

    /// The function of a local function at a use: captures first, then the lambda's parameters.
    pub(crate) fn lifted(&mut self, id: ExprId, function: &Rc<LocalFunction>) -> (FunctionId, Box<[MonoId]>) {
        let vars = self.local_vars(id, function);
        let key = (function.env_id, function.lambda, vars.clone());
        if let Some(&known) = self.l.lifted.get(&key) {
            return (known, vars);
        }
        let checked = self.checked;
        let scheme = &checked.locals[function.local];
        let mut env = function.env.nested();
        for (&var, &mono) in scheme.vars.iter().zip(vars.iter()) {
            env.set(&checked.types, var, mono);
        }
        let ty = self.l.monos.convert(scheme.ty, &mut env);
        let (params, ret) = self.l.function_type(ty);
        let mut layouts = function.layouts.clone();
        for &param in params.iter() {
            layouts.push(self.layout(param));
        }
        let ret = self.layout(ret);
        let name = self.text(self.module.locals[function.local].name);
        let declared = self.l.program.declare(name, &layouts, ret);
        self.l.lifted.insert(key, declared);
        let mut inner = Builder::new(self.l, env, name.to_owned(), ret);
        let all: Vec<Var> = layouts.iter().map(|&layout| inner.f.param(layout)).collect();
        let (captured, params) = all.split_at(function.layouts.len());
        inner.unpack(&function.captured, captured);
        inner.locals.insert(function.local, Binding::Function(function.clone(), captured.into()));
        inner.lambda_body(function.lambda, params);
        let body = inner.f.finish();
        self.l.program.define(declared, body);
        (declared, vars)
    }

    /// A local function as a value.
    pub(crate) fn local_closure(
        &mut self,
        id: ExprId,
        function: &Rc<LocalFunction>,
        captures: &[Var],
    ) -> Var {
        let (lifted, _) = self.lifted(id, function);
        if captures.is_empty() {
            return self.function_value(lifted, Vec::new());
        }
        // A closure whose code passes its captures on.
        let all = self.l.program.functions[lifted].param_layouts();
        let ret = self.l.program.functions[lifted].ret;
        let (captured, params) = all.split_at(function.layouts.len());
        let mut f = crate::lir::FunctionBuilder::new(self.l.program.functions[lifted].name.clone(), ret);
        let params: Vec<Var> = params.iter().map(|&layout| f.param(layout)).collect();
        let layout = self.l.program.layouts.c_struct(captured);
        f.set_captures(layout);
        let mut args: Vec<Var> = captured
            .iter()
            .enumerate()
            .map(|(index, &layout)| f.push(layout, Rhs::Capture(index as u32)))
            .collect();
        args.extend(params);
        let result = f.call(ret, lifted, &args);
        f.terminate(Terminator::Return(result));
        let wrapper = self.l.program.functions.push(f.finish());
        self.function_value(wrapper, captures.to_vec())
    }
}
