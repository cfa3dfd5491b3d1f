//! The types of one module: a union-find store of nodes.
//!
//! A [`Ty`] names a node; variables are solved in place by linking. After a module is checked its store is frozen:
//! other modules copy schemes out of it, lowering reads it. Knows nothing of expressions and diagnostics.

use roc_base::wire::{Reader, Wire, Writer};
use roc_base::{Id, IndexVec, Span, Symbol, define_id, wire_struct};
use roc_canonical::ir::{DispatchOrigin, ExprId, ModuleId, TypeRef};

define_id!(
    /// A type: a node of a [`Types`] store.
    pub struct Ty;
    /// A dispatch constraint of a [`Types`] store.
    pub struct ConstraintId;
    /// The constraints of one variable.
    pub struct ConstraintsId;
);

/// How deep in the nest of generalised definitions a variable was made; it is generalised where that definition ends.
pub type Level = u32;

/// The level of variables that are quantified by a scheme.
pub const GENERIC: Level = Level::MAX;

/// A run of items in one of the store's pools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    start: u32,
    len: u32,
}

impl Run {
    /// No items.
    pub const EMPTY: Run = Run { start: 0, len: 0 };
    /// How many items.
    pub fn len(self) -> usize {
        self.len as usize
    }
    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Solved: the same as that one.
    Link(Ty),
    /// To be found. Also stands for rows, for effects and for kinds of fields.
    Flex(Var),
    /// A variable of an annotation: equal only to itself.
    Rigid(Var, Symbol),
    /// A nominal, opaque or primitive type with its arguments.
    Apply(TypeRef, Run),
    /// A record row: fields sorted by symbol, and the rest (another row).
    Record(Run, Ty, Origin),
    /// A tag row: tags sorted by symbol, and the rest (another row).
    Tags(Run, Ty),
    /// The end of a row that an annotation or a literal closes.
    Closed,
    /// The end of a row that a match without a catch-all closes: the union may still become a nominal type.
    Sealed,
    /// Two or more elements.
    Tuple(Run),
    /// Parameters, result, effect ([`Node::Pure`], [`Node::Effectful`] or a variable: not known to have effects).
    Function(Run, Ty, Ty),
    /// An arrow `->` that an annotation demands.
    Pure,
    /// An arrow `=>`.
    Effectful,
    /// The kind of a record field that is always there.
    Required,
    /// The kind of a record field that may be missing: `name ?: T`.
    Optional,
    /// The kind of a record field that a literal may leave out: `name : T ?? literal`, with that literal.
    Default(ModuleId, ExprId),
    /// A type that could not be found; fits everything, so that one mistake is one message.
    Error,
}

/// Where a record type comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A record expression or pattern: may become a nominal type.
    Literal,
    /// An annotation, a field access.
    Other,
}

/// What is known of an unsolved variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Var {
    /// See [`Level`].
    pub level: Level,
    /// What its type must be able to do.
    pub constraints: Option<ConstraintsId>,
}

/// A field of a record row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name.
    pub name: Symbol,
    /// Its type; for an optional field that of a value that is there.
    pub ty: Ty,
    /// Whether it may be left out: [`Node::Required`], [`Node::Optional`], [`Node::Default`]. A variable where only
    /// literals and patterns mention it so far; one that nothing pins is required.
    pub kind: Ty,
}

/// A tag of a tag row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Its name.
    pub name: Symbol,
    /// The types of its payloads, a run of [`Types::tys`].
    pub args: Run,
}

/// Something that a type must be able to do.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    /// The type.
    pub receiver: Ty,
    /// What it must do.
    pub kind: ConstraintKind,
    /// The place that asks.
    pub span: Span,
    /// The expression that asks, where there is one in this module.
    pub expr: Option<ExprId>,
}

/// What a constraint asks.
#[derive(Clone, Copy, Debug)]
pub enum ConstraintKind {
    /// A method of this name with this function type (receiver included where it is a parameter).
    Method {
        /// The method's name.
        name: Symbol,
        /// A function type.
        ty: Ty,
        /// What asked.
        origin: DispatchOrigin,
    },
    /// To be made from this number literal.
    Numeral(Symbol),
    /// To be made from a string literal.
    Quote,
}

/// A type with the variables that every use replaces by fresh ones.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The type.
    pub ty: Ty,
    /// Its quantified variables (level [`GENERIC`]), constraints' variables included, in order of first occurrence.
    pub vars: Vec<Ty>,
}

/// A store of types.
#[derive(Clone, Debug)]
pub struct Types {
    nodes: IndexVec<Ty, Node>,
    tys: Vec<Ty>,
    fields: Vec<Field>,
    tags: Vec<Tag>,
    constraints: IndexVec<ConstraintId, Constraint>,
    constraint_lists: IndexVec<ConstraintsId, Vec<ConstraintId>>,
}

impl Default for Types {
    fn default() -> Self {
        Self {
            nodes: Self::CONSTANTS.into_iter().collect(),
            tys: Vec::new(),
            fields: Vec::new(),
            tags: Vec::new(),
            constraints: IndexVec::new(),
            constraint_lists: IndexVec::new(),
        }
    }
}

impl Types {
    /// The kind of fields that are always there; the same in every store.
    pub const REQUIRED: Ty = Ty::new(0);
    /// The kind of fields that may be missing; the same in every store.
    pub const OPTIONAL: Ty = Ty::new(1);

    /// Types without parts, which are never linked: there is one of each, in every store at the same place.
    const CONSTANTS: [Node; 6] =
        [Node::Required, Node::Optional, Node::Closed, Node::Pure, Node::Effectful, Node::Error];

    /// A type that could not be found; the same in every store.
    pub const ERROR: Ty = Ty::new(5);

    /// Makes a node.
    pub fn add(&mut self, node: Node) -> Ty {
        match node {
            Node::Required => Self::REQUIRED,
            Node::Optional => Self::OPTIONAL,
            Node::Closed => Ty::new(2),
            Node::Pure => Ty::new(3),
            Node::Effectful => Ty::new(4),
            Node::Error => Self::ERROR,
            node => self.nodes.push(node),
        }
    }

    /// A fresh variable without constraints.
    pub fn fresh(&mut self, level: Level) -> Ty {
        self.add(Node::Flex(Var { level, constraints: None }))
    }

    /// The node at the end of the links.
    pub fn root(&self, mut ty: Ty) -> Ty {
        while let Node::Link(next) = self.nodes[ty] {
            ty = next;
        }
        ty
    }

    /// What the type is; never a link.
    pub fn node(&self, ty: Ty) -> Node {
        self.nodes[self.root(ty)]
    }

    /// As [`Types::root`], and shortens the way for the next time.
    pub fn find(&mut self, ty: Ty) -> Ty {
        let root = self.root(ty);
        let mut at = ty;
        while let Node::Link(next) = self.nodes[at] {
            self.nodes[at] = Node::Link(root);
            at = next;
        }
        root
    }

    /// Replaces a root's node.
    pub fn set(&mut self, root: Ty, node: Node) {
        self.nodes[root] = node;
    }

    /// Makes one root the same as another type.
    pub fn link(&mut self, root: Ty, to: Ty) {
        let to = self.root(to);
        if root != to {
            self.nodes[root] = Node::Link(to);
        }
    }

    /// Makes two types the same that have just been found to be equal; nothing if one of them was linked meanwhile.
    pub fn link_roots(&mut self, from: Ty, to: Ty) {
        let (from, to) = (self.root(from), self.root(to));
        if from != to && !matches!(self.nodes[from], Node::Flex(_) | Node::Rigid(..)) {
            self.nodes[from] = Node::Link(to);
        }
    }

    /// A run of types.
    pub fn run(&mut self, items: &[Ty]) -> Run {
        let start = self.tys.len() as u32;
        self.tys.extend_from_slice(items);
        Run { start, len: items.len() as u32 }
    }

    /// The types of a run.
    pub fn tys(&self, run: Run) -> &[Ty] {
        &self.tys[run.start as usize..(run.start + run.len) as usize]
    }

    /// One type of a run.
    pub fn ty_at(&self, run: Run, index: usize) -> Ty {
        self.tys(run)[index]
    }

    /// A run of fields; sorts them.
    pub fn field_run(&mut self, mut items: impl AsMut<[Field]>) -> Run {
        let items = items.as_mut();
        items.sort_by_key(|f| f.name);
        let start = self.fields.len() as u32;
        self.fields.extend_from_slice(items);
        Run { start, len: items.len() as u32 }
    }

    /// The fields of a run, sorted by symbol.
    pub fn fields(&self, run: Run) -> &[Field] {
        &self.fields[run.start as usize..(run.start + run.len) as usize]
    }

    /// A run of tags; sorts them.
    pub fn tag_run(&mut self, mut items: impl AsMut<[Tag]>) -> Run {
        let items = items.as_mut();
        items.sort_by_key(|t| t.name);
        let start = self.tags.len() as u32;
        self.tags.extend_from_slice(items);
        Run { start, len: items.len() as u32 }
    }

    /// The tags of a run, sorted by symbol.
    pub fn tags(&self, run: Run) -> &[Tag] {
        &self.tags[run.start as usize..(run.start + run.len) as usize]
    }

    /// Whether two runs have fields of the same names.
    pub fn same_fields(&self, a: Run, b: Run) -> bool {
        a.len == b.len && self.fields(a).iter().zip(self.fields(b)).all(|(a, b)| a.name == b.name)
    }

    /// Whether two runs have tags of the same names.
    pub fn same_tags(&self, a: Run, b: Run) -> bool {
        a.len == b.len && self.tags(a).iter().zip(self.tags(b)).all(|(a, b)| a.name == b.name)
    }

    /// All fields of a record row, through its extensions, sorted by symbol, and what ends the row.
    pub fn gather_fields(&self, run: Run, ext: Ty) -> (Vec<Field>, Ty) {
        let mut all = self.fields(run).to_vec();
        let mut ext = self.root(ext);
        while let Node::Record(more, next, _) = self.nodes[ext] {
            all.extend_from_slice(self.fields(more));
            ext = self.root(next);
        }
        all.sort_by_key(|f| f.name);
        (all, ext)
    }

    /// All fields of a record row as one run.
    pub fn whole_record(&mut self, run: Run, ext: Ty) -> Run {
        if !matches!(self.node(ext), Node::Record(..)) {
            return run;
        }
        let (all, _) = self.gather_fields(run, ext);
        self.field_run(all)
    }

    /// A tag of a tag row, through its extensions.
    pub fn find_tag(&self, mut run: Run, ext: Ty, name: Symbol) -> Option<Tag> {
        let mut ext = self.root(ext);
        loop {
            let tags = self.tags(run);
            if let Ok(found) = tags.binary_search_by_key(&name, |tag| tag.name) {
                return Some(tags[found]);
            }
            let Node::Tags(more, next) = self.nodes[ext] else { return None };
            (run, ext) = (more, self.root(next));
        }
    }

    /// All tags of a tag row, through its extensions, sorted by symbol, and what ends the row.
    pub fn gather_tags(&self, run: Run, ext: Ty) -> (Vec<Tag>, Ty) {
        let mut all = self.tags(run).to_vec();
        let mut ext = self.root(ext);
        while let Node::Tags(more, next) = self.nodes[ext] {
            all.extend_from_slice(self.tags(more));
            ext = self.root(next);
        }
        all.sort_by_key(|t| t.name);
        (all, ext)
    }

    /// Adds the types that a type directly consists of, last first.
    pub fn parts(&self, ty: Ty, out: &mut Vec<Ty>) {
        match self.node(ty) {
            Node::Apply(_, run) | Node::Tuple(run) => out.extend(self.tys(run).iter().rev()),
            Node::Function(params, ret, effect) => {
                out.extend([effect, ret]);
                out.extend(self.tys(params).iter().rev());
            }
            Node::Record(fields, ext, _) => {
                out.push(ext);
                out.extend(self.fields(fields).iter().rev().flat_map(|f| [f.kind, f.ty]));
            }
            Node::Tags(tags, ext) => {
                out.push(ext);
                for tag in self.tags(tags).iter().rev() {
                    out.extend(self.tys(tag.args).iter().rev());
                }
            }
            _ => {}
        }
    }

    /// Records a constraint without attaching it to a variable.
    pub fn add_constraint(&mut self, constraint: Constraint) -> ConstraintId {
        self.constraints.push(constraint)
    }

    /// How many constraints there are; ids are below.
    pub fn constraint_count(&self) -> usize {
        self.constraints.len()
    }

    /// A constraint.
    pub fn constraint(&self, id: ConstraintId) -> Constraint {
        self.constraints[id]
    }

    /// A variable's constraints.
    pub fn constraints(&self, var: Var) -> &[ConstraintId] {
        var.constraints.map_or(&[], |list| &self.constraint_lists[list])
    }

    /// Attaches a constraint to an unsolved variable (a root).
    pub fn attach(&mut self, root: Ty, id: ConstraintId) {
        let node = self.nodes[root];
        let (Node::Flex(var) | Node::Rigid(var, _)) = node else { return };
        let list = match var.constraints {
            Some(list) => list,
            None => {
                let list = self.constraint_lists.push(Vec::new());
                let var = Var { constraints: Some(list), ..var };
                self.nodes[root] = match node {
                    Node::Rigid(_, name) => Node::Rigid(var, name),
                    _ => Node::Flex(var),
                };
                list
            }
        };
        self.constraint_lists[list].push(id);
    }

    /// Whether some type could not be found.
    pub fn has_errors(&self) -> bool {
        self.nodes.iter().any(|node| *node == Node::Error)
    }

    /// How many nodes there are; ids are below.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The id of the `index`-th node.
    pub fn nth(index: usize) -> Ty {
        Ty::from_index(index)
    }
}

wire_struct!(Run { start, len });

impl Wire for Types {
    fn put(&self, out: &mut Writer) {
        let Types { nodes, tys, fields, tags, constraints, constraint_lists } = self;
        nodes.put(out);
        tys.put(out);
        fields.put(out);
        tags.put(out);
        constraints.put(out);
        constraint_lists.put(out);
    }

    fn take(input: &mut Reader<'_>) -> Option<Self> {
        let mut types = Types {
            nodes: Wire::take(input)?,
            tys: Wire::take(input)?,
            fields: Wire::take(input)?,
            tags: Wire::take(input)?,
            constraints: Wire::take(input)?,
            constraint_lists: Wire::take(input)?,
        };
        // Symbols have other numbers now.
        let Types { nodes, fields, tags, .. } = &mut types;
        for node in nodes.iter() {
            match *node {
                Node::Record(Run { start, len }, ..) => {
                    fields.get_mut(start as usize..)?.get_mut(..len as usize)?.sort_by_key(|f| f.name);
                }
                Node::Tags(Run { start, len }, _) => {
                    tags.get_mut(start as usize..)?.get_mut(..len as usize)?.sort_by_key(|t| t.name);
                }
                _ => {}
            }
        }
        Some(types)
    }
}
