//! Top-level expects as functions without parameters, whose result says how they went.
//!
//! The result is a tuple: how it ended ([`HELD`], [`FALSE`], [`RETURNED`]), and texts. Where the condition was false,
//! the texts are the values of what the expect mentions; where `?` left it, the one text is what it returned.

use roc_base::Span;
use roc_canonical::ir::{DispatchOrigin, Expr, ExprId, LocalId, ModuleId, Stmt};
use roc_canonical::walk::{bound, children, descendants};
use rustc_hash::FxHashSet;

use super::{Binding, Builder, Lowering};
use crate::lir::{Entry, LayoutId, Layouts, Rhs, Signature, Terminator, Var};
use crate::mono::{Env, Mono, MonoId};

/// The condition was true.
pub const HELD: u8 = 0;
/// The condition was false.
pub const FALSE: u8 = 1;
/// A `?` met an `Err`.
pub const RETURNED: u8 = 2;

/// A top-level expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectRef {
    /// Its module.
    pub module: ModuleId,
    /// Which of [`roc_canonical::ir::Module::expects`].
    pub index: usize,
}

impl Lowering<'_> {
    /// Adds the entry of an expect. The places in the source whose values it gives when its condition is false.
    pub(super) fn expect(&mut self, expect: ExpectRef) -> Vec<Span> {
        let texts = self.program.layouts.list(Layouts::STR);
        let ret = self.program.layouts.tuple(&[Layouts::U8, texts]);
        let name = format!("expect {}", self.program.entries.len());
        let body = self.monos.modules[expect.module].expects[expect.index].body;
        let env = Env::new(expect.module);
        let mut builder = Builder::new(self, env, name.clone(), ret);
        builder.in_expect = true;
        let mentioned = builder.expect_body(body);
        let function = builder.f.finish();
        let function = self.program.functions.push(function);
        let signature = Signature { params: Vec::new(), ret };
        self.program.entries.push(Entry { name, function, signature });
        mentioned
    }
}

/// A value to be shown.
struct Mention {
    span: Span,
    value: Var,
    ty: MonoId,
}

impl Builder<'_, '_> {
    fn expect_body(&mut self, body: ExprId) -> Vec<Span> {
        let module = self.module;
        let mut known = FxHashSet::default();
        let condition = match module.exprs[body] {
            Expr::Block { stmts, result: Some(result) } if !self.checked.bad.contains_key(&body) => {
                for &stmt in module.list(stmts) {
                    self.statement(stmt);
                    match stmt {
                        Stmt::Let { pat, .. } => bound(module, pat, &mut |local| {
                            known.insert(local);
                        }),
                        Stmt::Var { local, value: Some(_), .. } | Stmt::Assign { local, .. } => {
                            known.insert(local);
                        }
                        _ => {}
                    }
                }
                result
            }
            _ => body,
        };
        let (holds, operands) = self.condition(condition);
        let (held, failed) = (self.f.block(), self.f.block());
        self.f.terminate(Terminator::Branch { condition: holds, then: held, otherwise: failed });
        self.f.switch_to(held);
        self.end_expect(HELD, Vec::new());
        self.f.switch_to(failed);
        let mut mentions = self.names_in(body, &known);
        mentions.extend(operands);
        let mut texts = Vec::with_capacity(mentions.len());
        for mention in &mentions {
            texts.push(self.inspect(mention.value, mention.ty));
        }
        self.end_expect(FALSE, texts);
        mentions.into_iter().map(|mention| mention.span).collect()
    }

    /// `?` leaves the expect with this value.
    pub(crate) fn return_from_expect(&mut self, value: ExprId) {
        let ty = self.expr_type(value);
        let value = self.expr(value);
        let text = self.inspect(value, ty);
        self.end_expect(RETURNED, vec![text]);
    }

    fn end_expect(&mut self, how: u8, texts: Vec<Var>) {
        let list = self.l.program.layouts.list(Layouts::STR);
        let how = self.f.int(Layouts::U8, i128::from(how));
        let texts = self.f.push(list, Rhs::List(texts.into()));
        let ret: LayoutId = self.f.ret();
        let result = self.f.push(ret, Rhs::Struct(Box::new([how, texts])));
        self.f.terminate(Terminator::Return(result));
    }

    /// Computes the condition. Of a comparison also the operands whose values aren't plain from the source.
    fn condition(&mut self, id: ExprId) -> (Var, Vec<Mention>) {
        let module = self.module;
        let compares = |op: &str| matches!(op, "==" | "!=" | "<" | "<=" | ">" | ">=");
        let mut negations = Vec::new();
        let mut inner = id;
        // `a != b` is `Bool.not(a == b)`.
        while let Expr::Call { callee, args } = module.exprs[inner]
            && let &[arg] = module.list(args)
            && let Expr::Def(def) = module.exprs[callee]
            && def.module == ModuleId::BUILTIN
            && self.text(self.l.monos.modules[def.module].defs[def.def].path) == "Bool.not"
        {
            negations.push((inner, callee, def));
            inner = arg;
        }
        let bad = |id: &ExprId| self.checked.bad.contains_key(id);
        if let Expr::Method { receiver, name, args, origin: DispatchOrigin::Binary(op) } = module.exprs[inner]
            && let &[right] = module.list(args)
            && compares(op)
            && !bad(&inner)
            && !negations.iter().any(|(id, ..)| bad(id))
        {
            let (left_type, right_type) = (self.expr_type(receiver), self.expr_type(right));
            let (left_value, right_value) = (self.expr(receiver), self.expr(right));
            let ty = self.expr_type(inner);
            let types = [left_type, right_type];
            let mut value = self.dispatch(left_type, name, &types, &[left_value, right_value], ty);
            for (_, callee, def) in negations.into_iter().rev() {
                let ty = self.expr_type(callee);
                value = self.call_def(def, Box::new([]), ty, &[value]);
            }
            let operands = [(receiver, left_value, left_type), (right, right_value, right_type)];
            let computed = operands.into_iter().filter(|&(id, ..)| self.is_computed(id));
            let mention = |(id, value, ty)| Mention { span: module.expr_spans[id], value, ty };
            return (value, computed.map(mention).collect());
        }
        (self.expr(id), Vec::new())
    }

    /// Whether the source doesn't say already what the value is, and the names in it don't either.
    fn is_computed(&self, id: ExprId) -> bool {
        match self.module.exprs[id] {
            Expr::Call { .. }
            | Expr::Method { .. }
            | Expr::TypeMethod { .. }
            | Expr::OptionalChain { .. } => true,
            Expr::Local(_) | Expr::Def(_) | Expr::Lambda(_) => false,
            _ => {
                let mut computed = false;
                children(self.module, id, &mut |child| computed |= self.is_computed(child));
                computed
            }
        }
    }

    /// The values with a name that an expect mentions, in the order of their first mention, without functions; of
    /// locals those in `known`, which have a value where it ends.
    fn names_in(&mut self, body: ExprId, known: &FxHashSet<LocalId>) -> Vec<Mention> {
        let module = self.module;
        let mut all = Vec::new();
        descendants(module, body, &mut |id| all.push(id));
        let (mut locals, mut defs) = (FxHashSet::default(), FxHashSet::default());
        let mut mentions = Vec::new();
        for id in all {
            if self.checked.bad.contains_key(&id) {
                continue;
            }
            let new = match module.exprs[id] {
                Expr::Local(local) => locals.insert(local),
                Expr::Def(def) => defs.insert(def),
                _ => false,
            };
            if !new {
                continue;
            }
            let (value, ty) = match module.exprs[id] {
                Expr::Local(local) => match self.locals.get(&local) {
                    Some(&Binding::Var(var)) if known.contains(&local) => {
                        let ty = self.checked.locals[local].ty;
                        (var, self.mono(ty))
                    }
                    _ => continue,
                },
                Expr::Def(def) => {
                    let has_value = self.l.monos.modules[def.module].defs[def.def].value.is_some();
                    let ty = self.expr_type(id);
                    if !has_value || matches!(self.l.monos.get(ty), Mono::Function(..)) {
                        continue;
                    }
                    (self.def_value(id, def, ty), ty)
                }
                _ => continue,
            };
            if matches!(self.l.monos.get(ty), Mono::Function(..)) {
                continue;
            }
            mentions.push(Mention { span: module.expr_spans[id], value, ty });
        }
        mentions
    }
}
