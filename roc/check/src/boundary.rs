//! What may pass between a platform's Roc code and its host: types whose layout both sides know.

use roc_base::Diagnostic;
use roc_canonical::ir::{DefRef, ModuleKind, Primitive};

use crate::checker::{Checker, DefState};
use crate::print::Printer;
use crate::types::{Node, Ty, Types};

/// What a type that the host sees must not contain.
#[derive(Clone, Copy)]
enum Forbidden {
    OpenRow,
    OptionalField,
    Function,
}

impl Checker<'_> {
    /// Looks at the types of all entry points and hosted functions of a platform.
    pub(crate) fn check_host_boundary(&mut self) {
        let ModuleKind::Platform(header) = &self.module.kind else { return };
        for &(_, _, def) in header.provides.iter().chain(&header.hosted) {
            let Some(def) = def else { continue };
            self.check_boundary_of(def);
        }
    }

    fn check_boundary_of(&mut self, def: DefRef) {
        let own = def.module == self.module.id;
        let (types, ty) = if own {
            match &self.defs[def.def] {
                DefState::Known(scheme) => (&self.types, scheme.ty),
                _ => return,
            }
        } else {
            match self.checked.get(def.module) {
                Some(checked) => (&checked.types, checked.defs[def.def].ty),
                None => return,
            }
        };
        let Some((part, forbidden)) = self.forbidden_part(types, ty) else { return };
        let part = Printer::new(types, self.modules, self.interner).print(part);
        let definition = &self.modules[def.module].defs[def.def];
        let name = self.text(definition.path);
        let (title, message, hint) = match forbidden {
            Forbidden::OpenRow => (
                "Host Boundary Requires Closed Rows",
                format!("The type of `{name}` is open, but the host must know all of its tags and fields."),
                "Leave out the `..`.",
            ),
            Forbidden::OptionalField => (
                "Host Boundary Forbids Optional Fields",
                format!("The type of `{name}` has a field that may be missing, which a host can't handle."),
                "Make it a field that is always there, of a union with a tag for what is missing.",
            ),
            Forbidden::Function => (
                "Hosted Function Requires Boxed Lambda",
                format!("The type of `{name}` contains a function, which passes to a host only in a `Box`."),
                "Write `Box(a -> b)`.",
            ),
        };
        let diagnostic = Diagnostic::error(title, definition.span, message)
            .with_text("This part can't pass between Roc and the host:")
            .with_block(part)
            .with_hint(hint);
        self.diagnostics.push(diagnostic);
    }

    /// The first part of an entry point's type that can't pass.
    fn forbidden_part(&self, types: &Types, root: Ty) -> Option<(Ty, Forbidden)> {
        let mut stack = match types.node(root) {
            Node::Function(params, ret, _) => {
                let mut parts = types.tys(params).to_vec();
                parts.push(ret);
                parts
            }
            _ => vec![root],
        };
        stack.reverse();
        while let Some(ty) = stack.pop() {
            let (parts, end) = match types.node(ty) {
                Node::Function(..) => return Some((ty, Forbidden::Function)),
                // A boxed function is called through its box.
                Node::Apply(of, args) => {
                    let args = types.tys(args);
                    let boxed = self.known.as_primitive(of) == Some(Primitive::Box)
                        && args.iter().any(|&arg| matches!(types.node(arg), Node::Function(..)));
                    (if boxed { Vec::new() } else { args.to_vec() }, None)
                }
                Node::Tuple(items) => (types.tys(items).to_vec(), None),
                Node::Record(fields, ext, _) => {
                    let (fields, end) = types.gather_fields(fields, ext);
                    if fields.iter().any(|field| types.node(field.kind) == Node::Optional) {
                        return Some((ty, Forbidden::OptionalField));
                    }
                    (fields.iter().map(|field| field.ty).collect(), Some(end))
                }
                Node::Tags(tags, ext) => {
                    let (tags, end) = types.gather_tags(tags, ext);
                    (tags.iter().flat_map(|tag| types.tys(tag.args)).copied().collect(), Some(end))
                }
                _ => continue,
            };
            if end.is_some_and(|end| matches!(types.node(end), Node::Flex(_) | Node::Rigid(..))) {
                return Some((ty, Forbidden::OpenRow));
            }
            stack.extend(parts.into_iter().rev());
        }
        None
    }
}
