//! What the checker tells the programmer. Every mistake is one message: after it the types involved are errors.

use roc_base::{Diagnostic, Span, Symbol};
use roc_canonical::ir::{
    AnnotationId, DefId, DispatchOrigin, Expr, ExprId, MatchOrigin, ModuleKind, PatId, Primitive, TypeRef,
};

use roc_canonical::suggest::{hint, near};

use crate::checker::Checker;
use crate::print::Printer;
use crate::types::{Constraint, ConstraintKind, Node, Ty};
use crate::unify::Mismatch;

/// What a place wants of an expression; decides the words of a mismatch.
#[derive(Clone, Copy)]
pub(crate) enum Wanted {
    Argument {
        index: usize,
        callee: Option<ExprId>,
    },
    Receiver(Symbol),
    Operand(&'static str),
    Condition,
    /// The other branch.
    Branch(ExprId),
    /// `if` without `else` has the value `{}`.
    NoElse,
    Element(usize),
    Field(Symbol),
    /// A payload of a tag, by index.
    Payload(Symbol, usize),
    /// An element of a tuple, by index.
    TuplePart(usize),
    /// The default of a field in a record type.
    DefaultOf(Symbol),
    Backing(TypeRef),
    Interpolated,
    Callee,
    Return,
    Result,
    LoopBody,
    CrashMessage,
    Assigned(Symbol),
    Destructured,
    Unused,
    Expect,
    Tried(MatchOrigin),
}

impl Checker<'_> {
    pub(crate) fn print(&self, types: &[Ty]) -> Vec<String> {
        let mut printer = Printer::new(&self.types, self.modules, self.interner);
        types.iter().map(|&ty| printer.print(ty)).collect()
    }

    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        self.interner.resolve(symbol)
    }

    /// Makes an expression's type what its place wants, or reports why not; the expression then crashes when it is
    /// evaluated. Whether it fits.
    pub(crate) fn expect(&mut self, id: ExprId, actual: Ty, expected: Ty, wanted: Wanted) -> bool {
        let mismatch = if self.literal_conflict(actual, expected) {
            Some(Mismatch::Shape)
        } else {
            self.unify(actual, expected).err()
        };
        if let Some(mismatch) = mismatch {
            let (have, want) = self.two(actual, expected);
            self.mismatch(id, &have, &want, mismatch, wanted);
            if let Some(similar) = self.similar(mismatch, actual, expected)
                && let Some(diagnostic) = self.diagnostics.last_mut()
            {
                diagnostic.hints.push(similar);
            }
            // A literal that is wrong here needs no further message.
            if self.literal_kinds(actual) != (false, false) {
                let error = self.error();
                let _ = self.unify(actual, error);
            }
        }
        self.solve_woken();
        mismatch.is_none()
    }

    /// Whether a type is so far that of a number literal, of a string literal.
    fn literal_kinds(&self, ty: Ty) -> (bool, bool) {
        let Node::Flex(var) = self.types.node(ty) else { return (false, false) };
        let (mut number, mut string) = (false, false);
        for &constraint in self.types.constraints(var) {
            match self.types.constraint(constraint).kind {
                ConstraintKind::Numeral(_) => number = true,
                ConstraintKind::Quote => string = true,
                ConstraintKind::Method { .. } => {}
            }
        }
        (number, string)
    }

    /// Whether the place wants what is so far a literal's type, and the actual type can't be that. So the message is
    /// about the later of the two.
    fn literal_conflict(&self, actual: Ty, expected: Ty) -> bool {
        let (number, string) = self.literal_kinds(expected);
        if !number && !string {
            return false;
        }
        let refuses = |ty, name| self.find_method(ty, name).is_none();
        match self.types.node(actual) {
            Node::Apply(ty, _) => {
                (string && refuses(ty, self.names.from_quote))
                    || (number && refuses(ty, self.names.from_numeral))
            }
            Node::Flex(_) => match self.literal_kinds(actual) {
                (false, false) => false,
                (takes_number, takes_string) => (string && !takes_string) || (number && !takes_number),
            },
            Node::Record(..) | Node::Tuple(_) | Node::Function(..) => true,
            _ => false,
        }
    }

    fn two(&self, actual: Ty, expected: Ty) -> (String, String) {
        let mut printed = self.print(&[actual, expected]);
        for (text, ty) in printed.iter_mut().zip([actual, expected]) {
            match self.literal_kinds(ty) {
                (true, _) => *text = "a number".to_owned(),
                (_, true) => *text = "Str".to_owned(),
                _ => {}
            }
        }
        let mut printed = printed.into_iter();
        (printed.next().unwrap_or_default(), printed.next().unwrap_or_default())
    }

    /// A hint that names what may have been meant by a tag or field that the other type doesn't have.
    fn similar(&mut self, mismatch: Mismatch, actual: Ty, expected: Ty) -> Option<String> {
        let (Mismatch::Tag(name) | Mismatch::Field(name, _)) = mismatch else { return None };
        let mut known = Vec::new();
        for ty in [actual, expected] {
            match self.structure(ty) {
                Node::Tags(tags, ext) => {
                    known.extend(self.types.gather_tags(tags, ext).0.iter().map(|t| t.name));
                }
                Node::Record(fields, ext, _) => {
                    known.extend(self.types.gather_fields(fields, ext).0.iter().map(|f| f.name));
                }
                _ => {}
            }
        }
        hint(&near(self.text(name), known.into_iter().map(|known| self.text(known))))
    }

    /// The expression that gives a block its value.
    fn giver(&self, mut id: ExprId) -> ExprId {
        while let Expr::Block { result: Some(result), .. } = self.module.exprs[id] {
            id = result;
        }
        id
    }

    fn mismatch(&mut self, id: ExprId, have: &str, want: &str, mismatch: Mismatch, wanted: Wanted) {
        let whole = matches!(wanted, Wanted::Branch(_) | Wanted::LoopBody | Wanted::NoElse);
        let id = if whole { id } else { self.giver(id) };
        let span = self.span(id);
        let (message, want_label) = self.words(wanted);
        let title = match mismatch {
            Mismatch::Infinite => "Infinite Type",
            Mismatch::Arity(actual, expected) if actual < expected => "Too Few Args",
            Mismatch::Arity(..) => "Too Many Args",
            _ => "Type Mismatch",
        };
        let mut diagnostic = Diagnostic::error(title, span, message)
            .with_text("It has the type:")
            .with_block(have)
            .with_text(want_label)
            .with_block(want);
        for hint in self.mismatch_hints(mismatch, wanted) {
            diagnostic = diagnostic.with_hint(hint);
        }
        if let Wanted::Branch(other) = wanted {
            let other = self.span(other);
            diagnostic = diagnostic.with_snippet(other, "The other branch is this one.");
        }
        self.bad.insert(id, title);
        self.diagnostics.push(diagnostic);
    }

    fn words(&self, wanted: Wanted) -> (String, String) {
        let needs = |what: &str| format!("But {what} needs:");
        match wanted {
            Wanted::Argument { index, callee } => {
                let place = ordinal(index + 1);
                let function = callee.and_then(|c| self.callee_name(c));
                let whose = function.map_or_else(|| "this function".to_owned(), |name| format!("`{name}`"));
                (
                    format!("The {place} argument of {whose} has the wrong type."),
                    needs(&format!("{whose} there")),
                )
            }
            Wanted::Receiver(name) => {
                let name = self.text(name);
                (format!("The method `{name}` can't be called on this value."), needs(&format!("`{name}`")))
            }
            Wanted::Operand(op) => (
                format!("The right side of `{op}` doesn't fit its left side."),
                "But the left side of the operator asks for:".to_owned(),
            ),
            Wanted::Condition => ("This condition isn't a `Bool`.".to_owned(), needs("a condition")),
            Wanted::Branch(_) => (
                "The branches have different types.".to_owned(),
                "But the branches before have the type:".to_owned(),
            ),
            Wanted::NoElse => (
                "This `if` has no `else`, so its value must be `{}`.".to_owned(),
                needs("an `if` without `else`"),
            ),
            Wanted::Element(index) => (
                format!("The {} element of this list differs from those before.", ordinal(index + 1)),
                "But the elements before have the type:".to_owned(),
            ),
            Wanted::Field(name) => (
                format!("The field `{}` gets a value of the wrong type.", self.text(name)),
                needs("the field"),
            ),
            Wanted::Payload(name, index) => (
                format!("The {} payload of `{}` has the wrong type.", ordinal(index + 1), self.text(name)),
                needs(&format!("`{}` there", self.text(name))),
            ),
            Wanted::TuplePart(index) => (
                format!("The {} element of this tuple has the wrong type.", ordinal(index + 1)),
                needs("the tuple there"),
            ),
            Wanted::DefaultOf(name) => (
                format!("The default of the field `{}` has the wrong type.", self.text(name)),
                needs("the field"),
            ),
            Wanted::Backing(ty) => {
                let name = self.type_name(ty);
                (format!("This is not what a `{name}` is made of."), needs(&format!("`{name}`")))
            }
            Wanted::Interpolated => {
                ("Only a `Str` can be interpolated into a string.".to_owned(), needs("an interpolation"))
            }
            Wanted::Callee => (
                "This function is called with the wrong arguments.".to_owned(),
                "But it is used as:".to_owned(),
            ),
            Wanted::Return => (
                "This `return` doesn't fit the function's result.".to_owned(),
                needs("the function's result"),
            ),
            Wanted::Result => {
                ("The body doesn't fit the result that is wanted.".to_owned(), needs("this place"))
            }
            Wanted::LoopBody => {
                ("The body of a loop must have the value `{}`.".to_owned(), needs("a loop's body"))
            }
            Wanted::CrashMessage => ("The message of `crash` must be a `Str`.".to_owned(), needs("`crash`")),
            Wanted::Assigned(name) => {
                (format!("This value doesn't fit the variable `{}`.", self.text(name)), needs("the variable"))
            }
            Wanted::Destructured => {
                ("This value doesn't fit its annotation.".to_owned(), needs("the annotation"))
            }
            Wanted::Unused => (
                "This value is not used.".to_owned(),
                "But an expression that stands as a statement must have the value:".to_owned(),
            ),
            Wanted::Expect => ("An `expect` needs a `Bool`.".to_owned(), needs("`expect`")),
            Wanted::Tried(origin) => {
                let operator = if origin == MatchOrigin::Default { "??" } else { "?" };
                (format!("The operand of `{operator}` isn't a `Try`."), needs(&format!("`{operator}`")))
            }
        }
    }

    fn mismatch_hints(&self, mismatch: Mismatch, wanted: Wanted) -> Vec<String> {
        let mut hints = Vec::new();
        match mismatch {
            Mismatch::Field(name, missing) => {
                let name = self.text(name);
                hints.push(if missing {
                    format!("The field `{name}` is missing.")
                } else {
                    format!("The field `{name}` is not part of the other type.")
                });
            }
            Mismatch::Kind(name) => hints.push(format!(
                "The field `{}` may be missing in one of the two types, but not (or not in the same way) in the other.",
                self.text(name)
            )),
            Mismatch::Tag(name) => {
                hints.push(format!("The tag `{}` is not part of the other type.", self.text(name)))
            }
            Mismatch::Payloads(name) => {
                hints.push(format!("The tag `{}` has a different number of payloads.", self.text(name)));
            }
            Mismatch::Effect => {
                hints.push("A function with effects is given where a pure one (`->`) is wanted.".to_owned())
            }
            Mismatch::Infinite => hints.push("The type would have to contain itself.".to_owned()),
            Mismatch::Shape | Mismatch::Arity(..) => {}
        }
        match wanted {
            Wanted::Interpolated => {
                hints.push("Numbers become text with `to_str`, other values with `Str.inspect`.".to_owned())
            }
            Wanted::Unused => hints.push("To drop a value on purpose, write `_ = value`.".to_owned()),
            _ => {}
        }
        hints
    }

    fn callee_name(&self, callee: ExprId) -> Option<String> {
        match self.module.exprs[callee] {
            Expr::Local(local) => Some(self.text(self.module.locals[local].name).to_owned()),
            Expr::Def(def) => Some(self.text(self.modules[def.module].defs[def.def].path).to_owned()),
            _ => None,
        }
    }

    fn type_name(&self, ty: TypeRef) -> String {
        self.text(self.modules[ty.module].types[ty.decl].path).to_owned()
    }

    /// A definition's value against its annotation (or the uses so far).
    pub(crate) fn expect_annotated(
        &mut self,
        id: ExprId,
        actual: Ty,
        expected: Ty,
        name: Symbol,
        annotation: Option<AnnotationId>,
    ) {
        if let Err(mismatch) = self.unify(actual, expected) {
            let (have, want) = self.two(actual, expected);
            let name = self.text(name).to_owned();
            let title = match mismatch {
                Mismatch::Arity(actual, expected) if actual < expected => "Too Few Args",
                Mismatch::Arity(..) => "Too Many Args",
                Mismatch::Infinite => "Infinite Type",
                _ => "Type Mismatch",
            };
            let message = match annotation {
                Some(_) => format!("The value of `{name}` doesn't fit its annotation."),
                None => format!("The value of `{name}` doesn't fit the way `{name}` is used."),
            };
            let label = if annotation.is_some() { "But the annotation says:" } else { "But it is used as:" };
            let mut diagnostic = Diagnostic::error(title, self.span(id), message)
                .with_text("It has the type:")
                .with_block(have)
                .with_text(label)
                .with_block(want);
            for hint in self.mismatch_hints(mismatch, Wanted::Result) {
                diagnostic = diagnostic.with_hint(hint);
            }
            self.bad.insert(id, title);
            self.diagnostics.push(diagnostic);
        }
        self.solve_woken();
    }

    pub(crate) fn expect_required(&mut self, def: DefId, actual: Ty, wanted: Ty) {
        if matches!(self.module.kind, ModuleKind::DefaultApp)
            && let Node::Function(params, ..) = self.types.node(actual)
            && params.len() != 1
        {
            let title = "`main!` Should Take 1 Argument";
            let message = format!(
                "`main!` takes one argument, the list of the program's arguments, not {}.",
                params.len()
            );
            let diagnostic = Diagnostic::error(title, self.module.defs[def].span, message)
                .with_hint("Write `main! = |_args| …` if the arguments don't matter.");
            if let Some(value) = self.module.defs[def].value {
                self.bad.insert(value, title);
            }
            return self.diagnostics.push(diagnostic);
        }
        if self.unify(actual, wanted).is_err() {
            let (have, want) = self.two(actual, wanted);
            let def = &self.module.defs[def];
            let message = format!("`{}` isn't what the platform requires.", self.text(def.name));
            let diagnostic = Diagnostic::error("Type Mismatch", def.span, message)
                .with_text("It has the type:")
                .with_block(have)
                .with_text("But the platform requires:")
                .with_block(want);
            if let Some(value) = def.value {
                self.bad.insert(value, "Type Mismatch");
            }
            self.diagnostics.push(diagnostic);
        }
        self.solve_woken();
    }

    pub(crate) fn report_pattern(&mut self, pat: PatId, actual: Ty, expected: Ty, mismatch: Mismatch) {
        if self.types.node(actual) == Node::Error || self.types.node(expected) == Node::Error {
            return;
        }
        self.bad_pats.insert(pat);
        let (have, want) = self.two(actual, expected);
        let span = self.module.pat_spans[pat];
        let title = "Type Mismatch";
        // A match is wrong as a whole: its patterns and its value don't go together.
        let diagnostic = match self.matching {
            Some(id) => {
                let message = "A pattern of this match can't match the value that it is given.";
                Diagnostic::error(title, self.span(id), message)
                    .with_snippet(span, "The pattern is this one:")
            }
            None => Diagnostic::error(title, span, "This pattern can't match the value that it is given."),
        };
        let mut diagnostic = diagnostic
            .with_text("The pattern matches:")
            .with_block(have)
            .with_text("But the value has the type:")
            .with_block(want);
        diagnostic.hints.extend(self.similar(mismatch, actual, expected));
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_missing_field(&mut self, record: ExprId, ty: Ty, name: Symbol, span: Span) {
        if self.types.node(ty) == Node::Error {
            return;
        }
        let printed = self.print(&[ty]).remove(0);
        let name = self.text(name);
        let message = format!("This value has no field `{name}`.");
        let mut diagnostic = Diagnostic::error("Type Mismatch", span, message)
            .with_text("It has the type:")
            .with_block(printed);
        if let Node::Record(fields, ext, _) = self.types.node(ty) {
            let (fields, _) = self.types.gather_fields(fields, ext);
            diagnostic.hints.extend(hint(&near(name, fields.iter().map(|f| self.text(f.name)))));
        }
        self.bad.insert(record, "Type Mismatch");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_missing_method(
        &mut self,
        constraint: Constraint,
        name: Symbol,
        origin: DispatchOrigin,
    ) {
        let printed = self.print(&[constraint.receiver]).remove(0);
        let method = self.text(name).to_owned();
        let message = match origin {
            DispatchOrigin::Method => format!("This value's type has no method `{method}`."),
            DispatchOrigin::Binary(op) | DispatchOrigin::Unary(op) => {
                format!(
                    "The operator `{op}` needs a method `{method}`, which this value's type doesn't have."
                )
            }
            DispatchOrigin::For => {
                "A `for` loop can't go over this value: its type has no method `iter`.".to_owned()
            }
        };
        let function = matches!(self.types.node(constraint.receiver), Node::Function(..));
        let (title, message) = if function && name == self.names.is_eq {
            ("Type Does Not Support Equality", "Functions can't be compared with each other.".to_owned())
        } else {
            ("Missing Method", message)
        };
        let mut diagnostic =
            Diagnostic::error(title, constraint.span, message).with_text("The type is:").with_block(printed);
        if let Node::Apply(ty, _) = self.types.node(constraint.receiver) {
            let decl = &self.modules[ty.module].types[ty.decl];
            let known = decl.items.iter().map(|(item, _)| self.text(*item));
            diagnostic.hints.extend(hint(&near(&method, known)));
        }
        if let Node::Rigid(_, variable) = self.types.node(constraint.receiver) {
            let variable = self.text(variable);
            diagnostic =
                diagnostic.with_hint(format!("Add `where [{variable}.{method} : …]` to the annotation."));
        }
        self.spoil_expr(constraint, title);
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_recursive_dispatch(&mut self, constraint: Constraint) {
        let message = "This use needs methods of ever larger types, without an end.";
        let diagnostic = Diagnostic::error("Recursive Dispatch", constraint.span, message)
            .with_hint("Annotate the methods that call each other.");
        self.spoil_expr(constraint, "Recursive Dispatch");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_no_map(&mut self, constraint: Constraint, name: Symbol) {
        let printed = self.print(&[constraint.receiver]).remove(0);
        let message = format!(
            "`{}` can't be derived for this type: it isn't clear which payload it is for.",
            self.text(name)
        );
        let diagnostic = Diagnostic::error("Type Does Not Support Map", constraint.span, message)
            .with_text("The type is:")
            .with_block(printed)
            .with_hint("A union has a derived `map` if exactly one of its payloads can change its type.");
        self.spoil_expr(constraint, "Type Does Not Support Map");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_method_mismatch(
        &mut self,
        constraint: Constraint,
        name: Symbol,
        actual: Ty,
        wanted: Ty,
        mismatch: Mismatch,
    ) {
        let (have, want) = self.two(actual, wanted);
        let message = format!("The method `{}` has another type than this use needs.", self.text(name));
        let mut diagnostic = Diagnostic::error("Type Mismatch", constraint.span, message)
            .with_text("The method's type is:")
            .with_block(have)
            .with_text("But it is used as:")
            .with_block(want);
        for hint in self.mismatch_hints(mismatch, Wanted::Result) {
            diagnostic = diagnostic.with_hint(hint);
        }
        self.spoil_expr(constraint, "Type Mismatch");
        self.diagnostics.push(diagnostic);
    }

    fn spoil_expr(&mut self, constraint: Constraint, title: &'static str) {
        if let Some(expr) = constraint.expr {
            self.bad.insert(expr, title);
        }
    }

    pub(crate) fn report_not_a_number(&mut self, constraint: Constraint) {
        let printed = self.print(&[constraint.receiver]).remove(0);
        let diagnostic = Diagnostic::error(
            "Type Mismatch",
            constraint.span,
            "A number stands where something else is wanted.",
        )
        .with_text("The place wants:")
        .with_block(printed);
        self.spoil_expr(constraint, "Type Mismatch");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_no_interpolation(&mut self, id: ExprId, ty: Ty) {
        let printed = self.print(&[ty]).remove(0);
        let message =
            format!("`{printed}` has no method `from_interpolation`, so it can't be an interpolated string.");
        self.bad.insert(id, "Missing Method");
        self.diagnostics.push(Diagnostic::error("Missing Method", self.span(id), message));
    }

    pub(crate) fn report_not_a_string(&mut self, constraint: Constraint) {
        let printed = self.print(&[constraint.receiver]).remove(0);
        let diagnostic = Diagnostic::error(
            "Type Mismatch",
            constraint.span,
            "A string stands where something else is wanted.",
        )
        .with_text("The place wants:")
        .with_block(printed);
        self.spoil_expr(constraint, "Type Mismatch");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_invalid_number(
        &mut self,
        text: Symbol,
        primitive: Primitive,
        constraint: Constraint,
    ) {
        let message = format!("The number {} doesn't fit `{primitive:?}`.", self.text(text));
        let mut diagnostic = Diagnostic::error("Invalid Number", constraint.span, message);
        diagnostic = match primitive {
            Primitive::Dec => {
                diagnostic.with_hint("A `Dec` has 18 decimal places and goes up to about ±1.7 × 10²⁰.")
            }
            Primitive::F32 | Primitive::F64 => {
                diagnostic.with_hint("The nearest value of this type would be infinite.")
            }
            _ => match crate::literal::int_shape(primitive) {
                Some((bits, true)) => diagnostic.with_hint(format!(
                    "It holds whole numbers from -2^{} to 2^{} - 1.",
                    bits - 1,
                    bits - 1
                )),
                Some((bits, false)) => {
                    diagnostic.with_hint(format!("It holds whole numbers from 0 to 2^{bits} - 1."))
                }
                None => diagnostic,
            },
        };
        self.spoil_expr(constraint, "Invalid Number");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_opaque(&mut self, id: ExprId, ty: TypeRef) {
        let diagnostic = self.opaque(self.span(id), ty);
        self.bad.insert(id, "Cannot Use Opaque Nominal Type");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_opaque_pattern(&mut self, pat: PatId, ty: TypeRef) {
        self.bad_pats.insert(pat);
        let diagnostic = self.opaque(self.module.pat_spans[pat], ty);
        self.diagnostics.push(diagnostic);
    }

    fn opaque(&self, span: Span, ty: TypeRef) -> Diagnostic {
        let name = self.type_name(ty);
        let message = format!("The inside of `{name}` is private to the module that declares it.");
        Diagnostic::error("Cannot Use Opaque Nominal Type", span, message)
            .with_hint(format!("Use the functions that `{name}` offers."))
    }

    pub(crate) fn report_not_a_function(&mut self, id: ExprId, callee: ExprId, ty: Ty) {
        let printed = self.print(&[ty]).remove(0);
        let diagnostic =
            Diagnostic::error("Type Mismatch", self.span(callee), "This is called, but it is no function.")
                .with_text("It has the type:")
                .with_block(printed);
        self.bad.insert(id, "Type Mismatch");
        self.diagnostics.push(diagnostic);
    }

    /// The initialiser of a top-level value, or the condition of an `expect`, has effects.
    pub(crate) fn report_effect(&mut self, place: ExprId, value: Option<DefId>) {
        let (title, message, hint) = match value {
            Some(def) => (
                "Effectful Top Level Value",
                format!(
                    "The value of `{}` is computed before the program runs, so it can't have effects.",
                    self.text(self.module.defs[def].name)
                ),
                "Make it a function that is called when the effect is wanted.",
            ),
            None => (
                "Effectful Expect",
                "The condition of an `expect` has an effect, but it may only compute.".to_owned(),
                "Move the effect out of it, or test the pure part of the function that it calls.",
            ),
        };
        self.bad.insert(place, title);
        self.diagnostics.push(Diagnostic::error(title, self.span(place), message).with_hint(hint));
    }

    pub(crate) fn report_arity(&mut self, id: ExprId, callee: Option<ExprId>, wanted: usize, given: usize) {
        let name = callee.and_then(|c| self.callee_name(c));
        let whose = name.map_or_else(|| "This function".to_owned(), |name| format!("`{name}`"));
        let title = if given < wanted { "Too Few Args" } else { "Too Many Args" };
        let plural = if wanted == 1 { "" } else { "s" };
        let message = format!("{whose} takes {wanted} argument{plural}, but is given {given}.");
        self.bad.insert(id, title);
        self.diagnostics.push(Diagnostic::error(title, self.span(id), message));
    }

    pub(crate) fn report_endless_type(&mut self, span: Span, path: Symbol) {
        let name = self.text(path);
        let message =
            format!("A `{name}` would contain another `{name}`, which contains another one, without an end.");
        let diagnostic = Diagnostic::error("Invalid Recursive Type", span, message)
            .with_hint("Put it behind a tag, into a `List` or into a `Box`.");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_type_arity(&mut self, span: Span, ty: TypeRef, wanted: usize, given: usize) {
        let name = self.type_name(ty);
        let title = if given < wanted { "Too Few Args" } else { "Too Many Args" };
        let plural = if wanted == 1 { "" } else { "s" };
        let message = format!("The type `{name}` takes {wanted} argument{plural}, but is given {given}.");
        let mut diagnostic = Diagnostic::error(title, span, message);
        if given < wanted {
            let decl = &self.modules[ty.module].types[ty.decl];
            let vars = &self.modules[ty.module].ty_vars;
            let params: Vec<&str> = decl.params.iter().map(|&param| self.text(vars[param].name)).collect();
            diagnostic = diagnostic.with_hint(format!("Write `{name}({})`.", params.join(", ")));
        }
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_no_receiver(&mut self, id: ExprId, name: Symbol) {
        let message = format!("`{}` takes no arguments, so it can't be called on a value.", self.text(name));
        self.bad.insert(id, "Too Many Args");
        self.diagnostics.push(Diagnostic::error("Too Many Args", self.span(id), message));
    }

    pub(crate) fn report_tuple_access(&mut self, id: ExprId, ty: Ty, index: u32) {
        let printed = self.print(&[ty]).remove(0);
        let (title, message) = match self.types.node(ty) {
            Node::Flex(_) => {
                ("Ambiguous Tuple Access", "The size of this tuple isn't known here.".to_owned())
            }
            _ => ("Invalid Tuple Access", format!("This value has no element `.{index}`.")),
        };
        let diagnostic = Diagnostic::error(title, self.span(id), message)
            .with_text("It has the type:")
            .with_block(printed);
        self.bad.insert(id, title);
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_optional_read(&mut self, record: ExprId, name: Symbol, span: Span) {
        let name = self.text(name);
        let message = format!("The field `{name}` may be missing, so it can't be read with `.{name}`.");
        let diagnostic = Diagnostic::error("Type Mismatch", span, message).with_hint(format!(
            "Write `.?{name}`: it gives a `Try`, with `Err(MissingField)` where it is missing."
        ));
        self.bad.insert(record, "Type Mismatch");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_needless_query(&mut self, id: ExprId, name: Symbol) {
        let name = self.text(name);
        let message = format!("The field `{name}` is always there, so `.?{name}` has nothing to ask.");
        let diagnostic = Diagnostic::error("Optional Access Of Required Field", self.span(id), message)
            .with_hint(format!("Write `.{name}`."));
        self.bad.insert(id, "Optional Access Of Required Field");
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn report_default_not_concrete(&mut self, literal: ExprId, name: Symbol) {
        let message = format!(
            "The field `{}` has a default, so its type can't depend on type variables.",
            self.text(name)
        );
        self.bad.insert(literal, "Default Value Not Concrete");
        self.diagnostics.push(Diagnostic::error("Default Value Not Concrete", self.span(literal), message));
    }

    pub(crate) fn report_recursive_default(&mut self, literal: ExprId) {
        let message = "This default leaves out fields that need the same default again, without an end.";
        self.bad.insert(literal, "Recursive Default Value");
        self.diagnostics.push(Diagnostic::error("Recursive Default Value", self.span(literal), message));
    }
}

fn ordinal(n: usize) -> String {
    let suffix = match (n % 10, n % 100) {
        (1, h) if h != 11 => "st",
        (2, h) if h != 12 => "nd",
        (3, h) if h != 13 => "rd",
        _ => "th",
    };
    match n {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        _ => format!("{n}{suffix}"),
    }
}
