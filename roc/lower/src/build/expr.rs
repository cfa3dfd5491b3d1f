//! Expressions and statements.

use roc_canonical::ir::{self, Expr, ExprId, Primitive, Stmt};
use roc_check::literal::Exact;

use super::{Binding, Builder};
use crate::lir::{Bits, Layouts, LowLevel, Rhs, Terminator, Value, Var};
use crate::mono::{Mono, MonoId, TagLayout};
use roc_base::{Id, Span, Symbol};
use roc_shim_image::lowlevel::Op;

impl Builder<'_, '_> {
    /// Computes an expression and returns it from the function.
    pub(crate) fn tail(&mut self, id: ExprId) {
        if self.checked.bad.contains_key(&id) {
            let value = self.expr(id);
            self.f.terminate(Terminator::Return(value));
            return;
        }
        match self.module.exprs[id] {
            Expr::Block { stmts, result: Some(result) } => {
                for &stmt in self.module.list(stmts) {
                    self.statement(stmt);
                }
                self.tail(result);
            }
            Expr::If { cond, then, otherwise: Some(otherwise) } => {
                let cond = self.expr(cond);
                let (yes, no) = (self.f.block(), self.f.block());
                self.f.terminate(Terminator::Branch { condition: cond, then: yes, otherwise: no });
                self.f.switch_to(yes);
                self.tail(then);
                self.f.switch_to(no);
                self.tail(otherwise);
            }
            Expr::Match { scrutinee, branches, .. } => {
                self.match_expr(scrutinee, self.module.list(branches), None);
            }
            Expr::Return(value) => self.tail(value),
            _ => {
                let value = self.expr(id);
                self.f.terminate(Terminator::Return(value));
            }
        }
    }

    /// Computes an expression.
    pub(crate) fn expr(&mut self, id: ExprId) -> Var {
        let ty = self.expr_type(id);
        let layout = self.layout(ty);
        if let Some(title) = self.checked.bad.get(&id) {
            return self.crash(title, layout);
        }
        let module = self.module;
        match module.exprs[id] {
            Expr::Number { value, .. } => self.number(module.expr_spans[id], value.text, ty),
            Expr::Str { text, .. } => match self.l.monos.get(ty) {
                Mono::Str => self.string(self.text(text)),
                _ => self.own_literal(module.expr_spans[id], text, true, ty),
            },
            Expr::Bytes(bytes) => {
                let constant = self.l.program.constant(layout, Value::Bytes(module.list(bytes).into()));
                self.f.push(layout, Rhs::Constant(constant))
            }
            Expr::Interpolation { first, parts, .. } if self.checked.interpolations.contains_key(&id) => {
                self.own_interpolation(id, first, module.list(parts), layout)
            }
            Expr::Interpolation { first, parts, .. } => {
                let mut text = self.string(self.text(first));
                let concat = LowLevel::new(Op::StrConcat, None);
                for part in module.list(parts) {
                    let value = self.expr(part.value);
                    text = self.low_level(concat, &[text, value], Layouts::STR);
                    if !self.text(part.text).is_empty() {
                        let after = self.string(self.text(part.text));
                        text = self.low_level(concat, &[text, after], Layouts::STR);
                    }
                }
                text
            }
            Expr::List(items) => {
                let items: Box<[Var]> = module.list(items).iter().map(|&item| self.expr(item)).collect();
                self.f.push(layout, Rhs::List(items))
            }
            Expr::Tuple(items) => {
                let items: Box<[Var]> = module.list(items).iter().map(|&item| self.expr(item)).collect();
                self.f.push(layout, Rhs::Struct(items))
            }
            Expr::Record(fields) => self.record(id, ty, module.list(fields)),
            Expr::Update { base, fields } => self.update(ty, base, module.list(fields)),
            Expr::Tag { name, args } => {
                let args: Vec<Var> = module.list(args).iter().map(|&arg| self.expr(arg)).collect();
                self.make_tag(ty, name, &args)
            }
            Expr::Nominal { backing, .. } => match module.exprs[backing] {
                // `Bool` doesn't lie as its backing would.
                Expr::Tag { name, .. } if layout == Layouts::BOOL => self.bool(self.text(name) == "True"),
                _ => self.expr(backing),
            },
            Expr::Local(local) => match self.locals.get(&local).cloned() {
                Some(Binding::Var(var)) => var,
                Some(Binding::Function(function, captures)) => self.local_closure(id, &function, &captures),
                None => self.crash("Erroneous Value Use", layout),
            },
            Expr::Def(def) => self.def_value(id, def, ty),
            Expr::Required(index) => match self.l.required.get(index as usize).copied().flatten() {
                Some(def) => {
                    let vars = self.l.monos.solve_vars(def, ty);
                    self.def_value_at(def, vars, ty)
                }
                None => self.crash("Missing Platform Required Definition", layout),
            },
            Expr::Lambda(lambda) => self.closure(lambda, ty),
            Expr::Call { callee, args } => self.call(callee, module.list(args), layout),
            Expr::Method { receiver, name, args, .. } => {
                self.method_call(receiver, name, module.list(args), ty)
            }
            Expr::TypeMethod { var, name, args } => {
                let args = module.list(args);
                let types: Box<[MonoId]> = args.iter().map(|&arg| self.expr_type(arg)).collect();
                let values: Vec<Var> = args.iter().map(|&arg| self.expr(arg)).collect();
                match self.checked.ty_vars.get(&var).copied() {
                    Some(receiver) => {
                        let receiver = self.mono(receiver);
                        self.dispatch(receiver, name, &types, &values, ty)
                    }
                    None => self.crash("Missing Method", layout),
                }
            }
            Expr::Field { record, name } => {
                let record_type = self.expr_type(record);
                let record = self.expr(record);
                self.read_field(record, record_type, name, ty)
            }
            Expr::OptionalChain { record, path } => self.optional_chain(ty, record, module.list(path)),
            Expr::TupleItem { tuple, index } => {
                let tuple = self.expr(tuple);
                self.f.push(layout, Rhs::Field(tuple, index))
            }
            Expr::If { cond, then, otherwise } => {
                let cond = self.expr(cond);
                let (yes, no, join) = (self.f.block(), self.f.block(), self.f.block());
                self.f.terminate(Terminator::Branch { condition: cond, then: yes, otherwise: no });
                let result = self.f.var(layout);
                self.f.switch_to(yes);
                let value = self.expr(then);
                self.f.assign(result, Rhs::Copy(value));
                self.f.terminate(Terminator::Jump(join));
                self.f.switch_to(no);
                let value = match otherwise {
                    Some(otherwise) => self.expr(otherwise),
                    None => self.f.unit(),
                };
                self.f.assign(result, Rhs::Copy(value));
                self.f.terminate(Terminator::Jump(join));
                self.f.switch_to(join);
                result
            }
            Expr::Match { scrutinee, branches, .. } => {
                let result = self.f.var(layout);
                let join = self.f.block();
                self.match_expr(scrutinee, module.list(branches), Some((result, join)));
                self.f.switch_to(join);
                result
            }
            Expr::Block { stmts, result } => {
                for &stmt in module.list(stmts) {
                    self.statement(stmt);
                }
                match result {
                    Some(result) => self.expr(result),
                    None if self.f.is_terminated() => self.never(layout),
                    None => self.f.unit(),
                }
            }
            Expr::Return(value) => {
                if self.in_expect {
                    self.return_from_expect(value);
                } else {
                    self.tail(value);
                }
                self.never(layout)
            }
            Expr::Break => {
                match self.loops.last() {
                    Some(&exit) => self.f.terminate(Terminator::Jump(exit)),
                    None => {
                        self.crash("Break Outside Loop", layout);
                    }
                }
                self.never(layout)
            }
            Expr::Crash(message) => {
                let message = self.expr(message);
                self.f.terminate(Terminator::Crash(message));
                self.never(layout)
            }
            Expr::Dbg(value) => {
                let value_type = self.expr_type(value);
                let value = self.expr(value);
                let text = self.inspect(value, value_type);
                self.low_level(LowLevel::new(Op::Dbg, None), &[text], Layouts::UNIT)
            }
            Expr::For { pat, iterable, body } => self.for_loop(pat, iterable, body),
            Expr::While { cond, body } => self.while_loop(cond, body),
            Expr::Ellipsis => self.crash("This code is not written yet: `...` was evaluated.", layout),
            Expr::Malformed { title } => self.crash(title, layout),
        }
    }

    pub(crate) fn statement(&mut self, stmt: Stmt) {
        match stmt {
            Stmt::Let { pat, value, .. } => self.let_statement(pat, value),
            Stmt::Var { local, value, .. } => {
                let ty = self.mono(self.checked.locals[local].ty);
                let layout = self.layout(ty);
                let var = self.f.var(layout);
                self.locals.insert(local, Binding::Var(var));
                if let Some(value) = value {
                    let value = self.expr(value);
                    self.f.assign(var, Rhs::Copy(value));
                }
            }
            Stmt::Assign { local, value, .. } => {
                let value = self.expr(value);
                if let Some(Binding::Var(var)) = self.locals.get(&local).cloned() {
                    self.f.assign(var, Rhs::Copy(value));
                }
            }
            Stmt::Expr(value) => {
                self.expr(value);
            }
            Stmt::Expect(value) => {
                let holds = self.expr(value);
                let (failed, on) = (self.f.block(), self.f.block());
                self.f.terminate(Terminator::Branch { condition: holds, then: on, otherwise: failed });
                self.f.switch_to(failed);
                let text = match self.l.locate_expects {
                    true => format!("{}:{}", self.module.id.index(), value.index()),
                    false => "expect failed".to_owned(),
                };
                let text = self.string(&text);
                self.low_level(LowLevel::new(Op::ExpectFailed, None), &[text], Layouts::UNIT);
                self.f.terminate(Terminator::Jump(on));
                self.f.switch_to(on);
            }
        }
    }

    fn let_statement(&mut self, pat: ir::PatId, value: ExprId) {
        if let ir::Pat::Bind(local) = self.module.pats[pat]
            && let Expr::Lambda(lambda) = self.module.exprs[value]
            && !self.checked.bad.contains_key(&value)
        {
            self.bind_function(local, lambda);
            return;
        }
        if let ir::Pat::Bind(local) = self.module.pats[pat]
            && !self.checked.locals[local].vars.is_empty()
        {
            // A generalised value, such as `none : List(a)`: computed at one type, which does for all where nothing
            // of that type is inside.
            let var = self.expr(value);
            self.locals.insert(local, Binding::Var(var));
            return;
        }
        let ty = self.pat_type(pat);
        let var = self.expr(value);
        self.bind_pattern(pat, var, ty);
    }

    /// A number literal of a type.
    pub(crate) fn number(&mut self, span: Span, text: Symbol, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        let exact = Exact::parse(self.text(text));
        let bits = match (self.l.monos.get(ty), exact) {
            (Mono::Number(Primitive::Dec), Some(exact)) => exact.to_dec().map(Bits::int),
            (Mono::Number(Primitive::F64), Some(exact)) => exact.to_f64().map(Bits::f64),
            (Mono::Number(Primitive::F32), Some(exact)) => exact.to_f32().map(Bits::f32),
            (&Mono::Number(int), Some(exact)) => exact.to_int(int).map(|bits| Bits::int(bits as i128)),
            _ => return self.own_literal(span, text, false, ty),
        };
        match bits {
            Some(bits) => self.f.push(layout, Rhs::Number(bits)),
            None => self.crash("Invalid Number", layout),
        }
    }

    /// A low-level operation.
    pub(crate) fn low_level(&mut self, op: Option<LowLevel>, args: &[Var], ret: crate::lir::LayoutId) -> Var {
        match op {
            Some(op) => self.f.low_level(ret, op, args),
            None => self.crash("Not Implemented", ret),
        }
    }

    /// Where a tag of a union is.
    pub(crate) fn find_tag(&mut self, ty: MonoId, name: Symbol) -> Option<(TagLayout, bool)> {
        let union = self.l.monos.union_layout(ty, &mut self.l.program.layouts);
        let transparent = union.transparent;
        union.tags.into_iter().find(|t| t.name == name).map(|tag| (tag, transparent))
    }

    /// A tag with its payload.
    pub(crate) fn make_tag(&mut self, ty: MonoId, name: Symbol, args: &[Var]) -> Var {
        let layout = self.layout(ty);
        if layout == Layouts::BOOL {
            return self.bool(self.text(name) == "True");
        }
        let Some((tag, transparent)) =
            self.find_tag(ty, name).filter(|(t, _)| t.payloads.len() == args.len())
        else {
            return self.crash("Type Mismatch", layout);
        };
        let mut parts = Vec::with_capacity(args.len());
        for (&arg, &(_, boxed)) in args.iter().zip(&tag.payloads) {
            parts.push(if boxed {
                let pointer = self.f.layout(arg);
                let pointer = self.l.program.layouts.boxed(pointer);
                self.f.push(pointer, Rhs::Box(arg))
            } else {
                arg
            });
        }
        match (transparent, parts.as_slice()) {
            (true, &[payload]) => payload,
            _ => self.f.push(layout, Rhs::Tag(tag.index, parts.into())),
        }
    }

    /// A payload of a value that is known to be this tag.
    pub(crate) fn read_payload(
        &mut self,
        value: Var,
        tag: &TagLayout,
        transparent: bool,
        index: usize,
    ) -> Var {
        let (ty, boxed) = tag.payloads[index];
        let layout = self.layout(ty);
        let stored = if boxed { self.l.program.layouts.boxed(layout) } else { layout };
        let part = if transparent {
            value
        } else {
            self.f.push(stored, Rhs::Payload { value, tag: tag.index, index: index as u32 })
        };
        if boxed { self.f.push(layout, Rhs::Unbox(part)) } else { part }
    }
}
