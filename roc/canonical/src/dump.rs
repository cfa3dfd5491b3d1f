//! Canonical IR as text, for tests and for people: nested lists, one that fits a line on one line.
//!
//! Locals are written `name#id`, definitions `@path` (of another module `@Module:path`), type variables `'name#id`.

use roc_base::{Id, IndexVec, Interner, Symbol};

use crate::ir::{
    Anno, AnnoId, AnnotationId, ChainStep, DefRef, DispatchOrigin, Expr, ExprId, Ext, FieldInit, FieldKind,
    ListRest, LocalId, MatchOrigin, Module, ModuleId, ModuleKind, Pat, PatId, RecordRest, Slice, Stmt,
    TyVarId, TypeRef, WhereClause,
};

/// The whole module as text. `modules` are those that it refers to.
pub fn dump(module: &Module, modules: &IndexVec<ModuleId, Module>, names: &Interner) -> String {
    let dump = Dump { m: module, modules, names };
    let mut out = String::new();
    for node in dump.module() {
        node.write(&mut out, 0);
        out.push('\n');
    }
    out
}

/// Lines are broken where they get longer than this.
const WIDTH: usize = 100;

enum Node {
    Word(String),
    List(Vec<Node>),
}

impl Node {
    fn flat(&self, out: &mut String) {
        match self {
            Node::Word(word) => out.push_str(word),
            Node::List(items) => {
                out.push('(');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(' ');
                    }
                    item.flat(out);
                }
                out.push(')');
            }
        }
    }

    fn write(&self, out: &mut String, indent: usize) {
        let mut line = String::new();
        self.flat(&mut line);
        let Node::List(items) = self else { return out.push_str(&line) };
        if indent + line.len() <= WIDTH {
            return out.push_str(&line);
        }
        out.push('(');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                // The words at the front stay on the first line.
                let words = items[..=index].iter().all(|item| matches!(item, Node::Word(_)));
                if words {
                    out.push(' ');
                } else {
                    out.push('\n');
                    out.extend(std::iter::repeat_n(' ', indent + 2));
                }
            }
            item.write(out, indent + 2);
        }
        out.push(')');
    }
}

fn word(text: impl Into<String>) -> Node {
    Node::Word(text.into())
}

/// A list that begins with a word.
fn list(head: impl Into<String>, rest: impl IntoIterator<Item = Node>) -> Node {
    Node::List(std::iter::once(word(head)).chain(rest).collect())
}

struct Dump<'a> {
    m: &'a Module,
    modules: &'a IndexVec<ModuleId, Module>,
    names: &'a Interner,
}

impl Dump<'_> {
    fn str(&self, name: Symbol) -> &str {
        self.names.resolve(name)
    }

    fn name(&self, name: Symbol) -> Node {
        word(self.str(name))
    }

    fn quoted(&self, text: Symbol) -> Node {
        word(format!("{:?}", self.str(text)))
    }

    fn module(&self) -> Vec<Node> {
        let m = self.m;
        let kind = match &m.kind {
            ModuleKind::Type { .. } => list("type-module", []),
            ModuleKind::DefaultApp => list("default-app", []),
            ModuleKind::App(header) => list("app", header.exposes.iter().map(|&(name, _)| self.name(name))),
            ModuleKind::Package => list("package", []),
            ModuleKind::Plain => list("plain", []),
            ModuleKind::Platform(header) => {
                let def = |def: Option<DefRef>| def.map_or(word("?"), |def| self.def(def));
                let requires = header.requires.iter().map(|required| {
                    let types = required.types.iter().map(|&(decl, var)| {
                        Node::List(vec![self.name(m.types[decl].name), self.ty_var(var)])
                    });
                    let annotation = self.annotation(required.annotation);
                    Node::List([self.name(required.name), annotation].into_iter().chain(types).collect())
                });
                let map = |rows: &[(Symbol, roc_base::Span, Option<DefRef>)]| -> Vec<Node> {
                    rows.iter()
                        .map(|&(symbol, _, found)| Node::List(vec![self.quoted(symbol), def(found)]))
                        .collect()
                };
                list(
                    "platform",
                    [
                        list("requires", requires),
                        list("provides", map(&header.provides)),
                        list("hosted", map(&header.hosted)),
                    ],
                )
            }
        };
        let mut nodes = vec![list("module", [self.name(m.name), kind])];
        for decl in &m.types {
            let params = decl.params.iter().map(|&var| self.ty_var(var));
            let mut parts =
                vec![self.name(decl.path), word(format!("{:?}", decl.kind)), list("params", params)];
            parts.extend(decl.body.map(|body| self.anno(body)));
            if !decl.derived.is_empty() {
                parts.push(list("derived", decl.derived.iter().map(|&(name, _)| self.name(name))));
            }
            nodes.push(list("type", parts));
        }
        for alias in &m.where_aliases {
            let vars = [alias.receiver].into_iter().chain(alias.params.iter().copied());
            let vars = vars.map(|var| self.ty_var(var));
            nodes.push(list(
                "where-alias",
                [self.name(alias.name), list("vars", vars), self.wheres(alias.clauses)],
            ));
        }
        for def in &m.defs {
            let mut parts = vec![self.name(def.path)];
            parts.extend(def.annotation.map(|annotation| self.annotation(annotation)));
            parts.push(def.value.map_or(word("no-value"), |value| self.expr(value)));
            nodes.push(list("def", parts));
        }
        for expect in &m.expects {
            let doc = expect.doc.map(|doc| self.quoted(doc));
            nodes.push(list("expect", doc.into_iter().chain([self.expr(expect.body)])));
        }
        let groups = m
            .groups
            .iter()
            .filter(|group| group.len() > 1)
            .map(|group| Node::List(group.iter().map(|&def| self.name(m.defs[def].path)).collect()));
        let groups: Vec<Node> = groups.collect();
        if !groups.is_empty() {
            nodes.push(list("recursive", groups));
        }
        nodes
    }

    fn def(&self, def: DefRef) -> Node {
        if def.module == self.m.id {
            return word(format!("@{}", self.str(self.m.defs[def.def].path)));
        }
        let module = &self.modules[def.module];
        word(format!("@{}:{}", self.str(module.name), self.str(module.defs[def.def].path)))
    }

    fn ty(&self, ty: TypeRef) -> Node {
        let module = if ty.module == self.m.id { self.m } else { &self.modules[ty.module] };
        self.name(module.types[ty.decl].path)
    }

    fn suffix(&self, ty: Option<TypeRef>) -> Option<Node> {
        ty.map(|ty| self.ty(ty))
    }

    fn local(&self, local: LocalId) -> Node {
        let row = self.m.locals[local];
        let mark = if row.function { "ƒ" } else { "" };
        word(format!("{}#{}{mark}", self.str(row.name), local.index()))
    }

    fn exprs(&self, exprs: Slice<ExprId>) -> impl Iterator<Item = Node> {
        self.m.list(exprs).iter().map(|&expr| self.expr(expr))
    }

    fn fields(&self, fields: Slice<FieldInit>) -> impl Iterator<Item = Node> {
        let fields = self.m.list(fields).iter();
        fields.map(|field| Node::List(vec![self.name(field.name), self.expr(field.value)]))
    }

    fn expr(&self, id: ExprId) -> Node {
        match self.m.exprs[id] {
            Expr::Number { value, suffix: None } => self.name(value.text),
            Expr::Number { value, suffix } => {
                list("number", [self.name(value.text)].into_iter().chain(self.suffix(suffix)))
            }
            Expr::Str { text, suffix: None } => self.quoted(text),
            Expr::Str { text, suffix } => {
                list("str", [self.quoted(text)].into_iter().chain(self.suffix(suffix)))
            }
            Expr::Bytes(bytes) => list("bytes", self.m.list(bytes).iter().map(|byte| word(byte.to_string()))),
            Expr::Interpolation { first, parts, suffix } => {
                let parts = self
                    .m
                    .list(parts)
                    .iter()
                    .flat_map(|part| [self.expr(part.value), self.quoted(part.text)]);
                let first = [self.quoted(first)];
                list("interpolate", self.suffix(suffix).into_iter().chain(first).chain(parts))
            }
            Expr::List(items) => list("list", self.exprs(items)),
            Expr::Tuple(items) => list("tuple", self.exprs(items)),
            Expr::Record(fields) => list("record", self.fields(fields)),
            Expr::Update { base, fields } => {
                list("update", [self.expr(base)].into_iter().chain(self.fields(fields)))
            }
            Expr::Tag { name, args } => list(self.str(name), self.exprs(args)),
            Expr::Nominal { ty, backing } => list("nominal", [self.ty(ty), self.expr(backing)]),
            Expr::Local(local) => self.local(local),
            Expr::Def(def) => self.def(def),
            Expr::Required(index) => word(format!("required#{index}")),
            Expr::Lambda(lambda) => {
                let lambda = &self.m.lambdas[lambda];
                let params = Node::List(lambda.params.iter().map(|&pat| self.pat(pat)).collect());
                let mut parts = vec![params];
                if !lambda.captures.is_empty() {
                    parts.push(list("captures", lambda.captures.iter().map(|&local| self.local(local))));
                }
                parts.push(self.expr(lambda.body));
                list("lambda", parts)
            }
            Expr::Call { callee, args } => {
                list("call", [self.expr(callee)].into_iter().chain(self.exprs(args)))
            }
            Expr::Method { receiver, name, args, origin } => {
                let mark = match origin {
                    DispatchOrigin::Method => format!(".{}", self.str(name)),
                    DispatchOrigin::Binary(sign) | DispatchOrigin::Unary(sign) => {
                        format!("{sign}.{}", self.str(name))
                    }
                    DispatchOrigin::For => format!("for.{}", self.str(name)),
                };
                list(mark, [self.expr(receiver)].into_iter().chain(self.exprs(args)))
            }
            Expr::TypeMethod { var, name, args } => {
                list("type-method", [self.ty_var(var), self.name(name)].into_iter().chain(self.exprs(args)))
            }
            Expr::Field { record, name } => list("field", [self.expr(record), self.name(name)]),
            Expr::OptionalChain { record, path } => {
                let step = |step: &ChainStep| {
                    word(format!("{}{}", if step.optional { ".?" } else { "." }, self.str(step.name)))
                };
                list("chain", [self.expr(record)].into_iter().chain(self.m.list(path).iter().map(step)))
            }
            Expr::TupleItem { tuple, index } => list("item", [self.expr(tuple), word(index.to_string())]),
            Expr::If { cond, then, otherwise } => {
                let parts = [cond, then].into_iter().chain(otherwise).map(|expr| self.expr(expr));
                list("if", parts)
            }
            Expr::Match { scrutinee, branches, origin } => {
                let head = match origin {
                    MatchOrigin::Match => "match",
                    MatchOrigin::Question => "match?",
                    MatchOrigin::QuestionMap => "match?map",
                    MatchOrigin::Default => "match??",
                    MatchOrigin::Destructure => "match=",
                };
                let branches = self.m.list(branches).iter().map(|branch| {
                    let guard = branch.guard.map(|guard| list("guard", [self.expr(guard)]));
                    let parts =
                        [self.pat(branch.pat)].into_iter().chain(guard).chain([self.expr(branch.body)]);
                    Node::List(parts.collect())
                });
                list(head, [self.expr(scrutinee)].into_iter().chain(branches))
            }
            Expr::Block { stmts, result } => {
                let stmts = self.m.list(stmts).iter().map(|stmt| self.stmt(*stmt));
                list("block", stmts.chain(result.map(|result| self.expr(result))))
            }
            Expr::Return(value) => list("return", [self.expr(value)]),
            Expr::Break => list("break", []),
            Expr::Crash(text) => list("crash", [self.expr(text)]),
            Expr::Dbg(value) => list("dbg", [self.expr(value)]),
            Expr::For { pat, iterable, body } => {
                list("for", [self.pat(pat), self.expr(iterable), self.expr(body)])
            }
            Expr::While { cond, body } => list("while", [self.expr(cond), self.expr(body)]),
            Expr::Ellipsis => word("..."),
            Expr::Malformed { title } => list("malformed", [word(format!("{title:?}"))]),
        }
    }

    fn stmt(&self, stmt: Stmt) -> Node {
        let annotation =
            |annotation: Option<AnnotationId>| annotation.map(|annotation| self.annotation(annotation));
        match stmt {
            Stmt::Let { pat, annotation: anno, value } => {
                list("let", [self.pat(pat)].into_iter().chain(annotation(anno)).chain([self.expr(value)]))
            }
            Stmt::Var { local, annotation: anno, value } => {
                let value = value.map(|value| self.expr(value));
                list("var", [self.local(local)].into_iter().chain(annotation(anno)).chain(value))
            }
            Stmt::Assign { local, value, .. } => list("assign", [self.local(local), self.expr(value)]),
            Stmt::Expr(expr) => list("do", [self.expr(expr)]),
            Stmt::Expect(expr) => list("expect", [self.expr(expr)]),
        }
    }

    fn pats(&self, pats: Slice<PatId>) -> impl Iterator<Item = Node> {
        self.m.list(pats).iter().map(|&pat| self.pat(pat))
    }

    fn pat(&self, id: PatId) -> Node {
        match self.m.pats[id] {
            Pat::Wildcard => word("_"),
            Pat::Bind(local) => {
                let var = if self.m.locals[local].reassignable { "var " } else { "" };
                let mut text = String::from(var);
                self.local(local).flat(&mut text);
                word(text)
            }
            Pat::As { pat, local } => list("as", [self.pat(pat), self.local(local)]),
            Pat::Number { value, suffix } => {
                list("number", [self.name(value.text)].into_iter().chain(self.suffix(suffix)))
            }
            Pat::Str(text) => self.quoted(text),
            Pat::StrParts { first, parts } => {
                let parts = self.m.list(parts).iter().flat_map(|part| {
                    [part.local.map_or(word("_"), |local| self.local(local)), self.quoted(part.text)]
                });
                list("str", [self.quoted(first)].into_iter().chain(parts))
            }
            Pat::Tag { name, args } => list(self.str(name), self.pats(args)),
            Pat::Nominal { ty, backing } => list("nominal", [self.ty(ty), self.pat(backing)]),
            Pat::Tuple(items) => list("tuple", self.pats(items)),
            Pat::List { before, rest, after } => {
                let rest = match rest {
                    ListRest::None => None,
                    ListRest::Ignored => Some(word("..")),
                    ListRest::Bind(local) => Some(list("..", [self.local(local)])),
                };
                list("list", self.pats(before).chain(rest).chain(self.pats(after)))
            }
            Pat::Record { fields, rest } => {
                let fields = self.m.list(fields).iter();
                let fields = fields.map(|field| Node::List(vec![self.name(field.name), self.pat(field.pat)]));
                let rest = match rest {
                    RecordRest::None => None,
                    RecordRest::Ignored => Some(word("..")),
                    RecordRest::Bind(local) => Some(list("..", [self.local(local)])),
                };
                list("record", fields.chain(rest))
            }
            Pat::Or(pats) => list("or", self.pats(pats)),
            Pat::Malformed { title } => list("malformed", [word(format!("{title:?}"))]),
        }
    }

    // Types.

    fn ty_var(&self, var: TyVarId) -> Node {
        word(format!("'{}#{}", self.str(self.m.ty_vars[var].name), var.index()))
    }

    fn annotation(&self, id: AnnotationId) -> Node {
        let annotation = self.m.annotations[id];
        let mut parts = vec![self.anno(annotation.ty)];
        if !annotation.vars.is_empty() {
            parts.push(list("forall", self.m.list(annotation.vars).iter().map(|&var| self.ty_var(var))));
        }
        if !annotation.wheres.is_empty() {
            parts.push(self.wheres(annotation.wheres));
        }
        list(":", parts)
    }

    fn wheres(&self, clauses: Slice<WhereClause>) -> Node {
        let clauses = self.m.list(clauses).iter().map(|clause| match *clause {
            WhereClause::Method { var, name, ty, .. } => {
                Node::List(vec![self.ty_var(var), self.name(name), self.anno(ty)])
            }
            WhereClause::Alias { var, alias, args, .. } => {
                let module = if alias.module == self.m.id { self.m } else { &self.modules[alias.module] };
                let name = self.name(module.where_aliases[alias.alias].name);
                Node::List([self.ty_var(var), name].into_iter().chain(self.annos(args)).collect())
            }
        });
        list("where", clauses)
    }

    fn annos(&self, annos: Slice<AnnoId>) -> impl Iterator<Item = Node> {
        self.m.list(annos).iter().map(|&anno| self.anno(anno))
    }

    fn ext(&self, ext: Ext) -> Option<Node> {
        match ext {
            Ext::Closed => None,
            Ext::Open => Some(word("..")),
            Ext::Var(var) => Some(list("..", [self.ty_var(var)])),
        }
    }

    fn anno(&self, id: AnnoId) -> Node {
        match self.m.annos[id] {
            Anno::Var(var) => self.ty_var(var),
            Anno::Wildcard => word("_"),
            Anno::Apply { ty, args } if args.is_empty() => self.ty(ty),
            Anno::Apply { ty, args } => {
                Node::List([self.ty(ty)].into_iter().chain(self.annos(args)).collect())
            }
            Anno::Record { fields, ext } => {
                let fields = self.m.list(fields).iter().map(|field| {
                    let mut name = self.str(field.name).to_owned();
                    if matches!(field.kind, FieldKind::Optional) {
                        name.push('?');
                    }
                    let default = match field.kind {
                        FieldKind::Default(value) => Some(list("??", [self.expr(value)])),
                        _ => None,
                    };
                    list(name, [self.anno(field.ty)].into_iter().chain(default))
                });
                list("record", fields.chain(self.ext(ext)))
            }
            Anno::Tags { tags, ext } => {
                let tags = self.m.list(tags).iter().map(|tag| list(self.str(tag.name), self.annos(tag.args)));
                list("tags", tags.chain(self.ext(ext)))
            }
            Anno::Tuple(items) => list("tuple", self.annos(items)),
            Anno::Function { params, ret, effectful } => {
                let arrow = if effectful { "=>" } else { "->" };
                list(arrow, self.annos(params).chain([self.anno(ret)]))
            }
            Anno::Malformed { title } => list("malformed", [word(format!("{title:?}"))]),
        }
    }
}
