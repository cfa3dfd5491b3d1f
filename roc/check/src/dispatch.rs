//! Static dispatch: finding methods once a receiver's type is known, and deciding literals that nothing pins.

use roc_base::{Diagnostic, Id, Span, Symbol};
use roc_canonical::ir::{DefRef, Primitive, TypeKind, TypeRef};

use rustc_hash::FxHashSet;

use crate::checker::Checker;
use crate::literal::Exact;
use crate::names::{is_number, is_of_formats};
use crate::types::{Constraint, ConstraintId, ConstraintKind, GENERIC, Node, Ty};

/// In the order in which an undecided number literal tries them.
const CANDIDATES: [Primitive; 13] = [
    Primitive::Dec,
    Primitive::I64,
    Primitive::U64,
    Primitive::I128,
    Primitive::U128,
    Primitive::I32,
    Primitive::U32,
    Primitive::I16,
    Primitive::U16,
    Primitive::I8,
    Primitive::U8,
    Primitive::F64,
    Primitive::F32,
];

/// How deep methods need methods before they are looked at for going round in circles.
const CIRCLE: u32 = 2;

/// How deep methods may need methods at ever other types.
const DEEPEST: u32 = 100;

impl Checker<'_> {
    /// A constraint on a type: solved now, or kept until the type is known.
    pub(crate) fn constrain(&mut self, constraint: Constraint) {
        let id = self.types.add_constraint(constraint);
        let root = self.types.find(constraint.receiver);
        if matches!(self.types.node(root), Node::Flex(_)) {
            self.attach(root, id);
            self.undecided.push(id);
        } else {
            self.woken.push(id);
            self.solve_woken();
        }
    }

    /// Solves the constraints whose receiver has become known.
    pub(crate) fn solve_woken(&mut self) {
        while let Some(id) = self.woken.pop() {
            let around = std::mem::replace(&mut self.depth, self.depths.get(&id).copied().unwrap_or(0));
            self.solve(id);
            self.depth = around;
        }
        if self.depth == 0 {
            self.circles.clear();
        }
    }

    pub(crate) fn solve(&mut self, id: ConstraintId) {
        let constraint = self.types.constraint(id);
        let receiver = self.types.find(constraint.receiver);
        match self.types.node(receiver) {
            Node::Flex(_) => self.attach(receiver, id),
            Node::Apply(ty, args) => {
                let args = self.types.tys(args).to_vec();
                self.solve_nominal(constraint, ty, &args);
            }
            Node::Rigid(var, _) => {
                let own = self.types.constraints(var).to_vec();
                self.solve_rigid(constraint, &own);
            }
            Node::Error => self.spoil(constraint),
            Node::Tags(..) | Node::Record(..) if self.may_lift(receiver) => self.undecided.push(id),
            _ => self.solve_structural(constraint, receiver),
        }
    }

    /// Whether a literal may still become a nominal type.
    fn may_lift(&self, ty: Ty) -> bool {
        match self.types.node(ty) {
            Node::Tags(tags, ext) => {
                let (_, end) = self.types.gather_tags(tags, ext);
                matches!(self.types.node(end), Node::Flex(v) if v.level != GENERIC)
            }
            Node::Record(fields, ext, origin) => {
                let (_, end) = self.types.gather_fields(fields, ext);
                matches!(self.types.node(end), Node::Flex(v) if v.level != GENERIC)
                    || (origin == crate::types::Origin::Literal && !fields.is_empty())
            }
            _ => false,
        }
    }

    /// An error was reported about the receiver: what depends on it is an error too, silently.
    pub(crate) fn spoil(&mut self, constraint: Constraint) {
        if let ConstraintKind::Method { ty, .. } = constraint.kind {
            self.poison(ty);
        }
    }

    fn solve_nominal(&mut self, constraint: Constraint, ty: TypeRef, args: &[Ty]) {
        let primitive = self.known.as_primitive(ty);
        match (constraint.kind, primitive) {
            (ConstraintKind::Numeral(text), Some(primitive)) if is_number(primitive) => {
                self.number_fits(text, primitive, constraint);
            }
            (ConstraintKind::Numeral(_), _) => {
                if self.find_method(ty, self.names.from_numeral).is_none() {
                    self.report_not_a_number(constraint);
                }
            }
            (ConstraintKind::Quote, Some(Primitive::Str)) => {}
            (ConstraintKind::Quote, _) => {
                if self.find_method(ty, self.names.from_quote).is_none() {
                    self.report_not_a_string(constraint);
                }
            }
            (ConstraintKind::Method { name, ty: wanted, origin }, _) => {
                if let Some(method) = self.find_method(ty, name) {
                    // What methods need that need it at the same place again is told once.
                    if self.misfits.contains(&(method, constraint.span)) {
                        return self.spoil(constraint);
                    }
                    let Some(mut actual) = self.method_type(constraint, method) else { return };
                    // A `where` clause asks.
                    if constraint.expr.is_none() && is_of_formats(self.text(name)) {
                        actual = self.with_open_errors(actual);
                    }
                    if let Err(mismatch) = self.unify_method(actual, wanted) {
                        self.misfits.insert((method, constraint.span));
                        self.report_method_mismatch(constraint, name, actual, wanted, mismatch);
                        self.spoil(constraint);
                    }
                } else if self.derives(ty, name) {
                    self.derive_nominal(constraint, name, wanted, ty, args);
                } else {
                    self.report_missing_method(constraint, name, origin);
                    self.spoil(constraint);
                }
            }
        }
    }

    /// The type of a method for a constraint.
    ///
    /// A method may need methods, and in the end itself for the same type: so does the inferred type of a method that
    /// calls itself. From some depth on that is taken for the same use.
    fn method_type(&mut self, constraint: Constraint, method: DefRef) -> Option<Ty> {
        let depth = self.depth + 1;
        let key = (depth > CIRCLE).then(|| (method, self.print(&[constraint.receiver]).remove(0)));
        if let Some(&known) = key.as_ref().and_then(|key| self.circles.get(key)) {
            return Some(known);
        }
        if depth > DEEPEST {
            self.report_recursive_dispatch(constraint);
            self.spoil(constraint);
            return None;
        }
        let before = self.types.constraint_count();
        let (actual, _) = self.instantiate(method, constraint.span);
        let actual = self.relax(actual);
        for id in before..self.types.constraint_count() {
            self.depths.insert(ConstraintId::from_index(id), depth);
        }
        if let Some(key) = key {
            self.circles.insert(key, actual);
        }
        Some(actual)
    }

    /// A where clause whose type is no function, such as `item.default : item`, is a method without arguments.
    fn unify_method(&mut self, actual: Ty, wanted: Ty) -> Result<(), crate::unify::Mismatch> {
        if let Node::Function(params, ret, _) = self.types.node(wanted)
            && params.is_empty()
            && !matches!(self.types.node(actual), Node::Function(..))
        {
            return self.unify(actual, ret);
        }
        self.unify(actual, wanted)
    }

    fn solve_rigid(&mut self, constraint: Constraint, own: &[ConstraintId]) {
        let wanted_name = match constraint.kind {
            ConstraintKind::Method { name, .. } => name,
            ConstraintKind::Numeral(_) => self.names.from_numeral,
            ConstraintKind::Quote => self.names.from_quote,
        };
        for &id in own {
            let ConstraintKind::Method { name, ty: actual, .. } = self.types.constraint(id).kind else {
                continue;
            };
            if name != wanted_name {
                continue;
            }
            let ConstraintKind::Method { ty: wanted, .. } = constraint.kind else { return };
            let actual = self.relax(actual);
            if let Err(mismatch) = self.unify_method(actual, wanted) {
                self.report_method_mismatch(constraint, name, actual, wanted, mismatch);
                self.spoil(constraint);
            }
            return;
        }
        match constraint.kind {
            ConstraintKind::Method { name, origin, .. } => {
                self.report_missing_method(constraint, name, origin)
            }
            ConstraintKind::Numeral(_) => self.report_not_a_number(constraint),
            ConstraintKind::Quote => self.report_not_a_string(constraint),
        }
        self.spoil(constraint);
    }

    fn solve_structural(&mut self, constraint: Constraint, receiver: Ty) {
        match constraint.kind {
            ConstraintKind::Numeral(_) => self.report_not_a_number(constraint),
            ConstraintKind::Quote => self.report_not_a_string(constraint),
            ConstraintKind::Method { name, ty: wanted, origin } => {
                let union = matches!(self.types.node(receiver), Node::Tags(..));
                let function = matches!(self.types.node(receiver), Node::Function(..));
                if self.is_map(name) && union {
                    self.map_of_union(constraint, name, wanted);
                } else if (name == self.names.is_eq || name == self.names.to_hash) && !function {
                    self.derived_signature(constraint, name, wanted, receiver);
                    let parts = self.components(receiver);
                    self.need_of_all(constraint, name, &parts);
                } else if self.is_codec(name) && !function {
                    self.derive_codec(constraint, name, wanted, receiver);
                } else {
                    self.report_missing_method(constraint, name, origin);
                    self.spoil(constraint);
                }
            }
        }
    }

    /// The associated value of a type's declaration.
    pub(crate) fn find_method(&self, ty: TypeRef, name: Symbol) -> Option<DefRef> {
        let decl = &self.modules[ty.module].types[ty.decl];
        let &(_, def) = decl.items.iter().rev().find(|(item, _)| *item == name)?;
        Some(DefRef { module: ty.module, def })
    }

    fn number_fits(&mut self, text: Symbol, primitive: Primitive, constraint: Constraint) {
        let fits = Exact::parse(self.interner.resolve(text)).is_some_and(|exact| exact.fits(primitive));
        if !fits {
            self.report_invalid_number(text, primitive, constraint);
        }
    }

    /// Decides, at the end of a definition, what nothing can pin any more: literals whose type can't be reached from
    /// `roots`, unions of matches without catch-all, methods of literal records and tags. `mark` is the length of
    /// `undecided` when the definition began; `last` says that nothing follows, so that all is decided.
    pub(crate) fn decide(&mut self, mark: usize, roots: &[Ty], last: bool) {
        self.close_unions(last);
        loop {
            let kept: FxHashSet<Ty> = self.reachable(roots).into_iter().collect();
            let mut progress = false;
            let mut open: Vec<ConstraintId> =
                self.undecided.drain(mark.min(self.undecided.len())..).collect();
            // A constraint that waited at several places is decided, and reported, once.
            let mut seen = FxHashSet::default();
            open.retain(|&id| seen.insert(id));
            // Strings first, what they become may say what numbers are; then numbers that call methods, which may say
            // what the numbers among the arguments are.
            let quotes = open.iter().any(|&id| self.is_open_quote(id, &kept, last));
            let arguments = self.numbers_in_arguments(&open);
            let mut waiting = Vec::new();
            for id in open {
                let constraint = self.types.constraint(id);
                let receiver = self.types.find(constraint.receiver);
                match self.types.node(receiver) {
                    // Quantified: each use decides.
                    Node::Flex(var) if var.level == GENERIC => {}
                    // Left to the definition around, or to the uses of this one.
                    Node::Flex(var) if !last && var.level <= self.level => {
                        self.undecided.push(id);
                    }
                    Node::Flex(_) if kept.contains(&receiver) => self.undecided.push(id),
                    Node::Flex(_) => {
                        let now = match constraint.kind {
                            ConstraintKind::Quote => true,
                            ConstraintKind::Numeral(_) if !quotes && arguments.contains(&receiver) => {
                                waiting.push(receiver);
                                false
                            }
                            ConstraintKind::Numeral(_) => !quotes,
                            ConstraintKind::Method { .. } => false,
                        };
                        let open = if now { self.count_open(&kept) } else { 0 };
                        if now && self.default_literal(receiver) {
                            progress = true;
                            if self.count_open(&kept) < open {
                                self.warn_of_default(constraint);
                            }
                        } else {
                            self.undecided.push(id);
                        }
                    }
                    Node::Tags(..) | Node::Record(..) if self.may_lift(receiver) => {
                        self.solve_structural(constraint, receiver);
                        self.solve_woken();
                        progress = true;
                    }
                    _ => {}
                }
            }
            if !progress {
                for receiver in waiting {
                    let root = self.types.find(receiver);
                    progress |= self.default_literal(root);
                }
            }
            if !progress {
                if last && self.default_arithmetic() {
                    continue;
                }
                if last {
                    self.report_unresolved();
                }
                return;
            }
            self.close_unions(last);
        }
    }

    fn count_open(&self, vars: &FxHashSet<Ty>) -> usize {
        vars.iter().filter(|&&var| matches!(self.types.node(var), Node::Flex(_))).count()
    }

    /// A literal's default that decides what the definition's type leaves open deserves a warning.
    fn warn_of_default(&mut self, literal: Constraint) {
        if matches!(literal.kind, ConstraintKind::Numeral(_)) {
            let printed = self.print(&[literal.receiver]).remove(0);
            let message = format!("Nothing tells the type of this number, so it became a `{printed}`.");
            let diagnostic = Diagnostic::warning("Literal Defaulted", literal.span, message)
                .with_text("That narrows the type of the definition around it, which would else work for other numbers.")
                .with_hint(format!("Say which type is meant: `….{printed}`, or annotate the definition."));
            self.diagnostics.push(diagnostic);
        }
    }

    /// Gives a variable that only arithmetic is done with the first number type that fits.
    fn default_arithmetic(&mut self) -> bool {
        let names = self.names;
        let arithmetic = [names.plus, names.minus, names.times, names.div_by, names.negate];
        for id in self.undecided.clone() {
            let constraint = self.types.constraint(id);
            let receiver = self.types.find(constraint.receiver);
            if let (Node::Flex(var), ConstraintKind::Method { name, .. }) =
                (self.types.node(receiver), constraint.kind)
                && var.level != GENERIC
                && arithmetic.contains(&name)
                && self.default_number(receiver)
            {
                return true;
            }
        }
        false
    }

    /// Methods of values whose type nothing tells. Equality and hashing are taken to work for whatever it is.
    fn report_unresolved(&mut self) {
        for id in std::mem::take(&mut self.undecided) {
            let constraint = self.types.constraint(id);
            let receiver = self.types.find(constraint.receiver);
            if let (Node::Flex(var), ConstraintKind::Method { name, origin, .. }) =
                (self.types.node(receiver), constraint.kind)
                && var.level != GENERIC
                && name != self.names.is_eq
                && name != self.names.to_hash
            {
                self.report_missing_method(constraint, name, origin);
                self.types.set(receiver, Node::Error);
            }
        }
    }

    /// The variables that are arguments of methods of other variables.
    fn numbers_in_arguments(&mut self, open: &[ConstraintId]) -> FxHashSet<Ty> {
        let mut found = FxHashSet::default();
        for &id in open {
            let constraint = self.types.constraint(id);
            let receiver = self.types.find(constraint.receiver);
            if let ConstraintKind::Method { ty, .. } = constraint.kind
                && let Node::Flex(_) = self.types.node(receiver)
                && let Node::Function(params, ..) = self.types.node(ty)
            {
                for i in 0..params.len() {
                    let param = self.types.ty_at(params, i);
                    let param = self.types.find(param);
                    if param != receiver && matches!(self.types.node(param), Node::Flex(_)) {
                        found.insert(param);
                    }
                }
            }
        }
        found
    }

    /// Whether a constraint is a string literal's that is decided now.
    fn is_open_quote(&mut self, id: ConstraintId, kept: &FxHashSet<Ty>, last: bool) -> bool {
        let constraint = self.types.constraint(id);
        let receiver = self.types.find(constraint.receiver);
        match (constraint.kind, self.types.node(receiver)) {
            (ConstraintKind::Quote, Node::Flex(var)) => {
                var.level != GENERIC && (last || var.level > self.level) && !kept.contains(&receiver)
            }
            _ => false,
        }
    }

    /// Gives a variable that comes from a literal its default type.
    pub(crate) fn default_literal(&mut self, root: Ty) -> bool {
        let Node::Flex(var) = self.types.node(root) else { return false };
        let constraints: Vec<Constraint> =
            self.types.constraints(var).iter().map(|&id| self.types.constraint(id)).collect();
        if constraints.iter().any(|c| matches!(c.kind, ConstraintKind::Numeral(_))) {
            self.default_number(root) || self.becomes(root, Primitive::Dec)
        } else if constraints.iter().any(|c| matches!(c.kind, ConstraintKind::Quote)) {
            self.becomes(root, Primitive::Str)
        } else {
            false
        }
    }

    /// Gives a variable the first number type that can do all that is asked.
    fn default_number(&mut self, root: Ty) -> bool {
        let Node::Flex(var) = self.types.node(root) else { return false };
        let constraints: Vec<Constraint> =
            self.types.constraints(var).iter().map(|&id| self.types.constraint(id)).collect();
        let fitting = CANDIDATES.into_iter().find(|&p| self.satisfies_all(p, &constraints));
        fitting.is_some_and(|primitive| self.becomes(root, primitive))
    }

    fn becomes(&mut self, root: Ty, primitive: Primitive) -> bool {
        let Some(ty) = self.known.primitive(primitive) else { return false };
        let ty = self.applied(ty, &[]);
        let _ = self.unify(root, ty);
        self.solve_woken();
        true
    }

    fn satisfies_all(&mut self, primitive: Primitive, constraints: &[Constraint]) -> bool {
        let Some(ty) = self.known.primitive(primitive) else { return false };
        constraints.iter().all(|constraint| match constraint.kind {
            ConstraintKind::Numeral(text) => {
                Exact::parse(self.interner.resolve(text)).is_some_and(|exact| exact.fits(primitive))
            }
            ConstraintKind::Quote => false,
            ConstraintKind::Method { name, ty: wanted, .. } => match self.find_method(ty, name) {
                None => self.derives(ty, name),
                Some(method) => self.could_be(method, wanted, constraint.span),
            },
        })
    }

    /// Whether a method's parameters and result don't plainly contradict what is wanted; nothing is solved.
    fn could_be(&mut self, method: DefRef, wanted: Ty, span: Span) -> bool {
        let (actual, _) = self.instantiate(method, span);
        let (Node::Function(have, have_ret, _), Node::Function(want, want_ret, _)) =
            (self.types.node(actual), self.types.node(wanted))
        else {
            return true;
        };
        if have.len() != want.len() {
            return false;
        }
        let mut pairs: Vec<(Ty, Ty)> =
            self.types.tys(have).iter().copied().zip(self.types.tys(want).iter().copied()).skip(1).collect();
        pairs.push((have_ret, want_ret));
        pairs.into_iter().all(|(have, want)| match (self.types.node(have), self.types.node(want)) {
            (Node::Apply(have, _), Node::Apply(want, _)) => have == want,
            _ => true,
        })
    }

    fn close_unions(&mut self, last: bool) {
        for ty in std::mem::take(&mut self.to_close) {
            let ty = self.types.find(ty);
            let Node::Tags(tags, ext) = self.types.node(ty) else { continue };
            let (_, end) = self.types.gather_tags(tags, ext);
            let Node::Flex(var) = self.types.node(end) else { continue };
            if last || var.level > self.level {
                let closed = self.types.add(Node::Sealed);
                let _ = self.unify(end, closed);
            } else {
                self.to_close.push(ty);
            }
        }
    }

    /// Whether a type's kind lets this module look inside.
    pub(crate) fn is_opaque_elsewhere(&self, ty: TypeRef) -> bool {
        let decl = &self.modules[ty.module].types[ty.decl];
        matches!(decl.kind, TypeKind::Opaque | TypeKind::Primitive(_)) && ty.module != self.module.id
    }
}
