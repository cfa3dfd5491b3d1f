//! Making two types equal.
//!
//! `unify(actual, expected)` is symmetric but for effects: a pure function may stand where an effectful one is
//! expected. Variables that get a concrete type queue their constraints in `woken`; whoever unifies solves them
//! afterwards.

use roc_base::Symbol;
use roc_canonical::ir::TypeRef;
use rustc_hash::FxHashSet;

use crate::checker::Checker;
use crate::types::{ConstraintId, ConstraintKind, GENERIC, Level, Node, Origin, Run, Tag, Ty, Types, Var};

/// Why two types can't be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// Different shapes, names, lengths.
    Shape,
    /// A type would contain itself.
    Infinite,
    /// Functions of different arity: actual and expected count.
    Arity(usize, usize),
    /// An effectful function where a pure one is expected.
    Effect,
    /// The actual record has this field too many, or (`true`) lacks it.
    Field(Symbol, bool),
    /// Only one of the records may lack this field, or they fill it in differently.
    Kind(Symbol),
    /// This tag isn't in the other, closed union.
    Tag(Symbol),
    /// Same tag, different number of payloads.
    Payloads(Symbol),
}

type Outcome = Result<(), Mismatch>;

impl Checker<'_> {
    /// Makes the two types equal, as far as it goes.
    pub(crate) fn unify(&mut self, actual: Ty, expected: Ty) -> Outcome {
        let a = self.types.find(actual);
        let e = self.types.find(expected);
        if a == e {
            return Ok(());
        }
        match (self.types.node(a), self.types.node(e)) {
            (Node::Flex(var), _) => self.bind(a, var, e),
            (_, Node::Flex(var)) => self.bind(e, var, a),
            (Node::Error, _) => {
                self.poison(e);
                Ok(())
            }
            (_, Node::Error) => {
                self.poison(a);
                Ok(())
            }
            (Node::Pure, Node::Pure | Node::Effectful) | (Node::Effectful, Node::Effectful) => Ok(()),
            (Node::Effectful, Node::Pure) => Err(Mismatch::Effect),
            (Node::Closed | Node::Sealed, Node::Closed | Node::Sealed) => Ok(()),
            (Node::Apply(ta, args_a), Node::Apply(te, args_e)) if ta == te => self.all(args_a, args_e),
            (Node::Tuple(items_a), Node::Tuple(items_e)) if items_a.len() == items_e.len() => {
                self.all(items_a, items_e)
            }
            (Node::Function(pa, ra, ea), Node::Function(pe, re, ee)) => {
                if pa.len() != pe.len() {
                    return Err(Mismatch::Arity(pa.len(), pe.len()));
                }
                self.all(pe, pa)?;
                self.unify(ra, re)?;
                self.unify(ea, ee)
            }
            (Node::Record(fa, xa, origin), Node::Record(fe, xe, _)) => {
                let same_kinds = self.records(fa, xa, fe, xe)?;
                // Equal from now on, so that both become a nominal type where one does.
                match origin {
                    _ if !same_kinds => {}
                    Origin::Literal => self.types.link_roots(a, e),
                    Origin::Other => self.types.link_roots(e, a),
                }
                Ok(())
            }
            (Node::Record(fields, ext, _), Node::Closed) if fields.is_empty() => self.unify(ext, e),
            (Node::Closed, Node::Record(fields, ext, _)) if fields.is_empty() => self.unify(a, ext),
            (Node::Record(fields, ..), Node::Closed) => {
                Err(Mismatch::Field(self.types.fields(fields)[0].name, false))
            }
            (Node::Closed, Node::Record(fields, ..)) => {
                Err(Mismatch::Field(self.types.fields(fields)[0].name, true))
            }
            (Node::Tags(ta, xa), Node::Tags(te, xe)) => {
                self.unions(ta, xa, te, xe)?;
                self.types.link_roots(a, e);
                Ok(())
            }
            (Node::Tags(tags, ext), Node::Closed | Node::Sealed) if tags.is_empty() => self.unify(ext, e),
            (Node::Closed | Node::Sealed, Node::Tags(tags, ext)) if tags.is_empty() => self.unify(a, ext),
            (Node::Tags(tags, _), Node::Closed | Node::Sealed | Node::Rigid(..))
            | (Node::Closed | Node::Sealed | Node::Rigid(..), Node::Tags(tags, _))
                if !tags.is_empty() =>
            {
                Err(Mismatch::Tag(self.types.tags(tags)[0].name))
            }
            (Node::Apply(ty, args), Node::Record(..) | Node::Tags(..)) => self.lift(e, a, ty, args),
            (Node::Record(..) | Node::Tags(..), Node::Apply(ty, args)) => self.lift(a, e, ty, args),
            _ => Err(Mismatch::Shape),
        }
    }

    /// What should have been found in a type that is an error is one too, silently: its parts that are still open.
    pub(crate) fn poison(&mut self, ty: Ty) {
        let mut stack = vec![ty];
        while let Some(ty) = stack.pop() {
            let ty = self.types.find(ty);
            match self.types.node(ty) {
                Node::Flex(var) if var.level != GENERIC => {
                    self.types.link(ty, Types::ERROR);
                    self.woken.extend_from_slice(self.types.constraints(var));
                }
                Node::Apply(_, parts) | Node::Tuple(parts) => stack.extend_from_slice(self.types.tys(parts)),
                Node::Function(params, ret, _) => {
                    stack.extend_from_slice(self.types.tys(params));
                    stack.push(ret);
                }
                Node::Record(fields, ext, _) => {
                    stack.extend(self.types.fields(fields).iter().map(|field| field.ty));
                    stack.push(ext);
                }
                Node::Tags(tags, ext) => {
                    for tag in self.types.tags(tags) {
                        stack.extend_from_slice(self.types.tys(tag.args));
                    }
                    stack.push(ext);
                }
                _ => {}
            }
        }
    }

    fn all(&mut self, actual: Run, expected: Run) -> Outcome {
        for i in 0..actual.len() {
            self.unify(self.types.ty_at(actual, i), self.types.ty_at(expected, i))?;
        }
        Ok(())
    }

    /// A record or tag literal where a nominal type is wanted becomes that type.
    fn lift(&mut self, literal: Ty, nominal: Ty, ty: TypeRef, args: Run) -> Outcome {
        let liftable = match self.types.node(literal) {
            Node::Record(fields, ext, origin) => {
                let (_, end) = self.types.gather_fields(fields, ext);
                origin == Origin::Literal || matches!(self.types.node(end), Node::Flex(_))
            }
            Node::Tags(tags, ext) => {
                let (_, end) = self.types.gather_tags(tags, ext);
                matches!(self.types.node(end), Node::Flex(_) | Node::Sealed)
            }
            _ => false,
        };
        if !liftable {
            return Err(Mismatch::Shape);
        }
        let args = self.types.tys(args).to_vec();
        let Some(backing) = self.visible_backing(ty, &args) else {
            return Err(Mismatch::Shape);
        };
        self.unify(literal, backing)?;
        let literal = self.types.find(literal);
        if literal != self.types.find(nominal)
            && matches!(self.types.node(literal), Node::Record(..) | Node::Tags(..))
        {
            self.types.link(literal, nominal);
        }
        Ok(())
    }

    /// Whether the kinds of all fields are the same too.
    fn records(&mut self, fa: Run, xa: Ty, fe: Run, xe: Ty) -> Result<bool, Mismatch> {
        if self.types.same_fields(fa, fe) && !self.goes_on(xa) && !self.goes_on(xe) {
            let mut same_kinds = true;
            for i in 0..fa.len() {
                let (l, r) = (self.types.fields(fa)[i], self.types.fields(fe)[i]);
                self.unify(l.ty, r.ty)?;
                same_kinds &= self.kinds(l.kind, r.kind).ok_or(Mismatch::Kind(l.name))?;
            }
            self.unify(xa, xe)?;
            return Ok(same_kinds);
        }
        let (left, left_end) = self.types.gather_fields(fa, xa);
        let (right, right_end) = self.types.gather_fields(fe, xe);
        let (both, only_left, only_right) = pair(&left, &right, |field| field.name);
        let mut same_kinds = true;
        for (l, r) in both {
            self.unify(l.ty, r.ty)?;
            same_kinds &= self.kinds(l.kind, r.kind).ok_or(Mismatch::Kind(l.name))?;
        }
        if let Some(field) = only_left.first()
            && !self.extensible(right_end)
        {
            return Err(Mismatch::Field(field.name, false));
        }
        if let Some(field) = only_right.first()
            && !self.extensible(left_end)
        {
            return Err(Mismatch::Field(field.name, true));
        }
        self.join((only_left, left_end), (only_right, right_end), |types, fields, end| {
            let run = types.field_run(fields);
            types.add(Node::Record(run, end, Origin::Other))
        })?;
        Ok(same_kinds)
    }

    /// Compares the kinds of a field in two records: whether they are the same, nothing if they don't go together.
    pub(crate) fn kinds(&mut self, left: Ty, right: Ty) -> Option<bool> {
        let (left, right) = (self.types.find(left), self.types.find(right));
        match (self.types.node(left), self.types.node(right)) {
            (Node::Flex(l), Node::Flex(r)) if l.level < r.level => self.types.link(right, left),
            (Node::Flex(_), _) => self.types.link(left, right),
            (_, Node::Flex(_)) => self.types.link(right, left),
            // A value with the field is given where it may be left out, or the other way round.
            (Node::Required, Node::Default(..)) | (Node::Default(..), Node::Required) => return Some(false),
            (l, r) if l == r => {}
            _ => return None,
        }
        Some(true)
    }

    fn unions(&mut self, ta: Run, xa: Ty, te: Run, xe: Ty) -> Outcome {
        if self.types.same_tags(ta, te) && !self.goes_on(xa) && !self.goes_on(xe) {
            for i in 0..ta.len() {
                let (l, r) = (self.types.tags(ta)[i], self.types.tags(te)[i]);
                if l.args.len() != r.args.len() {
                    return Err(Mismatch::Payloads(l.name));
                }
                self.all(l.args, r.args)?;
            }
            return self.unify(xa, xe);
        }
        let (left, left_end) = self.types.gather_tags(ta, xa);
        let (right, right_end) = self.types.gather_tags(te, xe);
        let (both, only_left, only_right) = pair(&left, &right, |tag| tag.name);
        for (l, r) in both {
            if l.args.len() != r.args.len() {
                return Err(Mismatch::Payloads(l.name));
            }
            self.all(l.args, r.args)?;
        }
        let lacking = |only: &[Tag], closed: bool| only.first().filter(|_| closed).map(|tag| tag.name);
        let (left_closed, right_closed) = (!self.extensible(left_end), !self.extensible(right_end));
        if let Some(name) = lacking(&only_left, right_closed).or(lacking(&only_right, left_closed)) {
            return Err(Mismatch::Tag(name));
        }
        self.join((only_left, left_end), (only_right, right_end), |types, tags, end| {
            let run = types.tag_run(tags);
            types.add(Node::Tags(run, end))
        })
    }

    /// Gives each of two rows what only the other has: their ends become the same.
    fn join<T>(
        &mut self,
        (only_left, left_end): (Vec<T>, Ty),
        (only_right, right_end): (Vec<T>, Ty),
        row: impl Fn(&mut Types, Vec<T>, Ty) -> Ty,
    ) -> Outcome {
        match (only_left.is_empty(), only_right.is_empty()) {
            (true, true) => self.unify(left_end, right_end),
            (false, true) => {
                let rest = row(&mut self.types, only_left, left_end);
                self.unify(rest, right_end)
            }
            (true, false) => {
                let rest = row(&mut self.types, only_right, right_end);
                self.unify(left_end, rest)
            }
            (false, false) => {
                let end = self.types.fresh(self.level);
                let rest_left = row(&mut self.types, only_right, end);
                let rest_right = row(&mut self.types, only_left, end);
                self.unify(left_end, rest_left)?;
                self.unify(rest_right, right_end)
            }
        }
    }

    /// Whether more of a row follows.
    fn goes_on(&self, ext: Ty) -> bool {
        matches!(self.types.node(ext), Node::Record(..) | Node::Tags(..))
    }

    fn extensible(&self, end: Ty) -> bool {
        matches!(self.types.node(end), Node::Flex(_) | Node::Error)
    }

    /// Solves a variable.
    fn bind(&mut self, root: Ty, var: Var, to: Ty) -> Outcome {
        let to = self.types.find(to);
        if !self.settle(root, var.level, to) {
            return Err(Mismatch::Infinite);
        }
        self.types.link(root, to);
        let waiting: Vec<ConstraintId> = self.types.constraints(var).to_vec();
        if matches!(self.types.node(to), Node::Flex(_)) {
            for id in waiting {
                self.attach(to, id);
            }
        } else {
            self.woken.extend(waiting);
        }
        Ok(())
    }

    /// Lowers the levels of the variables in `ty` to `level`; false if `root` is among them.
    fn settle(&mut self, root: Ty, level: Level, ty: Ty) -> bool {
        let ty = self.types.find(ty);
        if ty == root {
            return false;
        }
        match self.types.node(ty) {
            Node::Flex(var) => {
                if var.level > level && var.level != GENERIC {
                    self.types.set(ty, Node::Flex(Var { level, ..var }));
                    self.settle_constraints(level, var);
                }
                true
            }
            Node::Apply(_, args) | Node::Tuple(args) => self.settle_all(root, level, args),
            Node::Function(params, ret, effect) => {
                self.settle_all(root, level, params)
                    && self.settle(root, level, ret)
                    && self.settle(root, level, effect)
            }
            Node::Record(fields, ext, _) => {
                for i in 0..fields.len() {
                    let field = self.types.fields(fields)[i];
                    if !(self.settle(root, level, field.ty) && self.settle(root, level, field.kind)) {
                        return false;
                    }
                }
                self.settle(root, level, ext)
            }
            Node::Tags(tags, ext) => {
                for i in 0..tags.len() {
                    if !self.settle_all(root, level, self.types.tags(tags)[i].args) {
                        return false;
                    }
                }
                self.settle(root, level, ext)
            }
            Node::Link(_)
            | Node::Rigid(..)
            | Node::Closed
            | Node::Sealed
            | Node::Pure
            | Node::Effectful
            | Node::Required
            | Node::Optional
            | Node::Default(..)
            | Node::Error => true,
        }
    }

    fn settle_all(&mut self, root: Ty, level: Level, run: Run) -> bool {
        (0..run.len()).all(|i| self.settle(root, level, self.types.ty_at(run, i)))
    }

    /// Attaches a constraint to an unsolved variable. What it mentions lives as long as the variable.
    pub(crate) fn attach(&mut self, root: Ty, id: ConstraintId) {
        self.types.attach(root, id);
        if let (Node::Flex(var), ConstraintKind::Method { ty, .. }) =
            (self.types.node(root), self.types.constraint(id).kind)
        {
            self.lower_levels(var.level, vec![ty]);
        }
    }

    fn settle_constraints(&mut self, level: Level, var: Var) {
        let mut mentioned = Vec::new();
        for &id in self.types.constraints(var) {
            if let ConstraintKind::Method { ty, .. } = self.types.constraint(id).kind {
                mentioned.push(ty);
            }
        }
        self.lower_levels(level, mentioned);
    }

    /// Lowers the levels of all variables in these types, also through their constraints.
    fn lower_levels(&mut self, level: Level, mut stack: Vec<Ty>) {
        let mut seen = FxHashSet::default();
        while let Some(ty) = stack.pop() {
            let ty = self.types.find(ty);
            if !seen.insert(ty) {
                continue;
            }
            if let Node::Flex(var) = self.types.node(ty) {
                if var.level <= level || var.level == GENERIC {
                    continue;
                }
                self.types.set(ty, Node::Flex(Var { level, ..var }));
                for &id in self.types.constraints(var) {
                    if let ConstraintKind::Method { ty, .. } = self.types.constraint(id).kind {
                        stack.push(ty);
                    }
                }
            } else {
                self.types.parts(ty, &mut stack);
            }
        }
    }
}

/// Two rows sorted by name: what both have, what only the first has, what only the second has.
fn pair<T: Copy>(left: &[T], right: &[T], name: impl Fn(&T) -> Symbol) -> (Vec<(T, T)>, Vec<T>, Vec<T>) {
    let (mut both, mut only_left, mut only_right) = (Vec::new(), Vec::new(), Vec::new());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(l), Some(r)) if name(l) == name(r) => {
                both.push((**l, **r));
                left.next();
                right.next();
            }
            (Some(l), Some(r)) if name(l) < name(r) => only_left.extend(left.next().copied()),
            (Some(_), Some(_)) => only_right.extend(right.next().copied()),
            _ => {
                only_left.extend(left.copied());
                only_right.extend(right.copied());
                return (both, only_left, only_right);
            }
        }
    }
}
