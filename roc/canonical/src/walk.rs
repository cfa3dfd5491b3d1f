//! Walking through expressions and patterns. Knows what is inside of what, and nothing of what it means.

use crate::ir::{Anno, AnnoId, Expr, ExprId, ListRest, LocalId, Module, Pat, PatId, RecordRest, Stmt};

/// The expressions directly inside of one, in source order; a lambda's is its body.
pub fn children(module: &Module, id: ExprId, each: &mut impl FnMut(ExprId)) {
    let mut all = |ids: &[ExprId]| ids.iter().for_each(|&id| each(id));
    match module.exprs[id] {
        Expr::Interpolation { parts, .. } => module.list(parts).iter().for_each(|p| all(&[p.value])),
        Expr::List(items) | Expr::Tuple(items) => all(module.list(items)),
        Expr::Record(fields) => module.list(fields).iter().for_each(|f| all(&[f.value])),
        Expr::Update { base, fields } => {
            all(&[base]);
            module.list(fields).iter().for_each(|f| all(&[f.value]));
        }
        Expr::Tag { args, .. } | Expr::TypeMethod { args, .. } => all(module.list(args)),
        Expr::Nominal { backing, .. } => all(&[backing]),
        Expr::Lambda(lambda) => all(&[module.lambdas[lambda].body]),
        Expr::Call { callee, args } => {
            all(&[callee]);
            all(module.list(args));
        }
        Expr::Method { receiver, args, .. } => {
            all(&[receiver]);
            all(module.list(args));
        }
        Expr::Field { record, .. } | Expr::OptionalChain { record, .. } => all(&[record]),
        Expr::TupleItem { tuple, .. } => all(&[tuple]),
        Expr::If { cond, then, otherwise } => {
            all(&[cond, then]);
            otherwise.iter().for_each(|&id| all(&[id]));
        }
        Expr::Match { scrutinee, branches, .. } => {
            all(&[scrutinee]);
            for branch in module.list(branches) {
                branch.guard.iter().for_each(|&id| all(&[id]));
                all(&[branch.body]);
            }
        }
        Expr::Block { stmts, result } => {
            for stmt in module.list(stmts) {
                match *stmt {
                    Stmt::Let { value, .. } | Stmt::Assign { value, .. } => all(&[value]),
                    Stmt::Var { value, .. } => value.iter().for_each(|&id| all(&[id])),
                    Stmt::Expr(value) | Stmt::Expect(value) => all(&[value]),
                }
            }
            result.iter().for_each(|&id| all(&[id]));
        }
        Expr::Return(value) | Expr::Crash(value) | Expr::Dbg(value) => all(&[value]),
        Expr::For { iterable, body, .. } => all(&[iterable, body]),
        Expr::While { cond, body } => all(&[cond, body]),
        Expr::Number { .. }
        | Expr::Str { .. }
        | Expr::Bytes(_)
        | Expr::Local(_)
        | Expr::Def(_)
        | Expr::Required(_)
        | Expr::Break
        | Expr::Ellipsis
        | Expr::Malformed { .. } => {}
    }
}

/// An expression and everything inside, each before its children, in source order.
pub fn descendants(module: &Module, root: ExprId, each: &mut impl FnMut(ExprId)) {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        each(id);
        let first = stack.len();
        children(module, id, &mut |child| stack.push(child));
        stack[first..].reverse();
    }
}

/// The locals that a pattern binds, each once for every alternative that does.
pub fn bound(module: &Module, pat: PatId, each: &mut impl FnMut(LocalId)) {
    match module.pats[pat] {
        Pat::Bind(local) => each(local),
        Pat::As { pat, local } => {
            each(local);
            bound(module, pat, each);
        }
        Pat::StrParts { parts, .. } => {
            module.list(parts).iter().filter_map(|part| part.local).for_each(each);
        }
        Pat::Tag { args, .. } | Pat::Tuple(args) | Pat::Or(args) => {
            module.list(args).iter().for_each(|&pat| bound(module, pat, each));
        }
        Pat::Nominal { backing, .. } => bound(module, backing, each),
        Pat::List { before, rest, after } => {
            module.list(before).iter().chain(module.list(after)).for_each(|&pat| bound(module, pat, each));
            if let ListRest::Bind(local) = rest {
                each(local);
            }
        }
        Pat::Record { fields, rest } => {
            module.list(fields).iter().for_each(|field| bound(module, field.pat, each));
            if let RecordRest::Bind(local) = rest {
                each(local);
            }
        }
        Pat::Wildcard | Pat::Number { .. } | Pat::Str(_) | Pat::Malformed { .. } => {}
    }
}

/// Adds the types directly inside of a written type, in source order.
pub fn parts_of_type(module: &Module, id: AnnoId, out: &mut Vec<AnnoId>) {
    match module.annos[id] {
        Anno::Apply { args, .. } | Anno::Tuple(args) => out.extend(module.list(args)),
        Anno::Function { params, ret, .. } => {
            out.extend(module.list(params));
            out.push(ret);
        }
        Anno::Record { fields, .. } => out.extend(module.list(fields).iter().map(|field| field.ty)),
        Anno::Tags { tags, .. } => {
            out.extend(module.list(tags).iter().flat_map(|tag| module.list(tag.args)));
        }
        Anno::Var(_) | Anno::Wildcard | Anno::Malformed { .. } => {}
    }
}
