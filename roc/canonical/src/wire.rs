//! Canonical modules as bytes; see [`roc_base::wire`].

use roc_base::wire::{Reader, Wire, Writer};
use roc_base::{wire_enum, wire_ids, wire_struct};

use crate::ir::*;

wire_ids!(DefId, TypeDeclId, WhereAliasId, ExprId, PatId, AnnoId, AnnotationId, TyVarId, LocalId, LambdaId);

wire_struct!(
    DefRef { module, def },
    TypeRef { module, decl },
    WhereAliasRef { module, alias },
    Number { text },
    InterpolationPart { value, text },
    FieldInit { name, span, value },
    ChainStep { name, optional },
    Branch { pat, guard, body },
    Lambda { params, body, captures, name, parent },
    Local { name, span, reassignable, function },
    FieldPat { name, span, pat },
    StrPatPart { local, text },
    AnnoField { name, span, ty, kind },
    AnnoTag { name, span, args },
    TyVar { name, span },
    Annotation { ty, wheres, vars, span },
    WhereAlias { name, receiver, params, clauses, span },
    TypeDecl { name, path, span, kind, params, body, wheres, parent, items, types, where_aliases, derived },
    Def { name, path, span, annotation, value, owner },
    Expect { body, span, doc },
    AppHeader { exposes },
    PlatformHeader { requires, provides, hosted },
    Required { name, span, annotation, types },
    Module {
        id,
        file,
        name,
        kind,
        defs,
        types,
        where_aliases,
        exprs,
        expr_spans,
        pats,
        pat_spans,
        annos,
        anno_spans,
        annotations,
        ty_vars,
        locals,
        lambdas,
        expects,
        groups,
        top_level,
        top_types,
        broken,
        pools,
    },
    Pools {
        exprs,
        parts,
        fields,
        chain,
        branches,
        stmts,
        pats,
        field_pats,
        str_parts,
        annos,
        anno_fields,
        anno_tags,
        wheres,
        ty_vars,
        bytes,
    },
);

wire_enum!(
    MatchOrigin { Match, Question, QuestionMap, Default, Destructure },
    DispatchOrigin { Method, Binary(operator), Unary(operator), For },
    Expr {
        Number { value, suffix },
        Str { text, suffix },
        Bytes(bytes),
        Interpolation { first, parts, suffix },
        List(items),
        Tuple(items),
        Record(fields),
        Update { base, fields },
        Tag { name, args },
        Nominal { ty, backing },
        Local(local),
        Def(def),
        Required(index),
        Lambda(lambda),
        Call { callee, args },
        Method { receiver, name, args, origin },
        TypeMethod { var, name, args },
        Field { record, name },
        OptionalChain { record, path },
        TupleItem { tuple, index },
        If { cond, then, otherwise },
        Match { scrutinee, branches, origin },
        Block { stmts, result },
        Return(value),
        Break,
        Crash(value),
        Dbg(value),
        For { pat, iterable, body },
        While { cond, body },
        Ellipsis,
        Malformed { title },
    },
    Stmt {
        Let { pat, annotation, value },
        Var { local, annotation, value },
        Assign { local, value, span },
        Expr(value),
        Expect(value),
    },
    Pat {
        Wildcard,
        Bind(local),
        As { pat, local },
        Number { value, suffix },
        Str(text),
        StrParts { first, parts },
        Tag { name, args },
        Nominal { ty, backing },
        Tuple(items),
        List { before, rest, after },
        Record { fields, rest },
        Or(pats),
        Malformed { title },
    },
    ListRest { None, Ignored, Bind(local) },
    RecordRest { None, Ignored, Bind(local) },
    Anno {
        Var(var),
        Wildcard,
        Apply { ty, args },
        Record { fields, ext },
        Tags { tags, ext },
        Tuple(items),
        Function { params, ret, effectful },
        Malformed { title },
    },
    Ext { Closed, Open, Var(var) },
    FieldKind { Required, Optional, Default(value), Padding },
    WhereClause { Method { var, name, ty, span }, Alias { var, alias, args, span } },
    TypeKind { Alias, Nominal, Opaque, Primitive(primitive), Required },
    Primitive { U8, I8, U16, I16, U32, I32, U64, I64, U128, I128, Dec, F32, F64, Str, List, Box },
    ModuleKind { Type { main }, DefaultApp, App(header), Platform(header), Package, Plain },
);

impl Wire for ModuleId {
    fn put(&self, out: &mut Writer) {
        out.outer(self.as_u32());
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        input.outer().map(ModuleId::new)
    }
}

impl<T> Wire for Slice<T> {
    fn put(&self, out: &mut Writer) {
        out.number(self.len);
        if self.len > 0 {
            out.number(self.start);
        }
    }
    #[inline]
    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let len = input.number()?;
        let start = if len > 0 { input.number()? } else { 0 };
        Some(Slice::new(start, len))
    }
}

/// The static texts of modules without errors: operators.
pub const TEXTS: &[&str] = &[
    "*", "/", "//", "%", "+", "-", "??", "?", "==", "!=", "<", ">", "<=", ">=", "and", "or", "..<", "..=",
    "!",
];
