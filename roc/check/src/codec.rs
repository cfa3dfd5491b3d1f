//! `parser_for` and `encoder_for` that the compiler derives: the types of the functions that they give, and what they
//! need of the format. The functions of Builtin that derived code calls say what that is: each derived method is a use
//! of one of them.

use roc_base::Symbol;
use roc_canonical::ir::{DefRef, DispatchOrigin, ModuleId, TypeRef};

use crate::Filling;
use crate::checker::Checker;
use crate::names::CodecFunction;
use crate::types::{Constraint, ConstraintKind, Field, Node, Origin, Ty};

/// What the type variables of a codec are.
#[derive(Clone, Copy)]
struct Codec {
    encoding: Ty,
    state: Ty,
    err: Ty,
}

impl Checker<'_> {
    pub(crate) fn is_codec(&self, name: Symbol) -> bool {
        name == self.names.parser_for || name == self.names.encoder_for
    }

    /// The codec of a type whose values are made as `shape` says: of itself, or of what stands behind a nominal type.
    pub(crate) fn derive_codec(&mut self, constraint: Constraint, name: Symbol, wanted: Ty, shape: Ty) {
        let Some(codec) = self.expect_codec(constraint, name, wanted) else { return };
        let encodes = name == self.names.encoder_for;
        let function = match self.types.node(shape) {
            Node::Record(..) if encodes => Some(CodecFunction::EncodeFields),
            Node::Tuple(_) if encodes => Some(CodecFunction::EncodeItems),
            Node::Tags(..) if encodes => Some(CodecFunction::EncodePayloads),
            Node::Record(..) => Some(CodecFunction::ParseFields),
            Node::Tuple(_) => Some(CodecFunction::ParseItems),
            Node::Tags(..) => Some(CodecFunction::ParseTags),
            _ => None,
        };
        let Some(function) = function else {
            self.need_codec(constraint, name, codec, shape);
            return;
        };
        let receiver = self.types.find(constraint.receiver);
        self.use_codec_function(constraint, function, codec, receiver, encodes);
        if let Node::Record(fields, ext, _) = self.types.node(shape)
            && !encodes
        {
            let (fields, _) = self.types.gather_fields(fields, ext);
            self.note_defaults(shape, &fields);
            if fields.iter().any(|field| !self.may_be_left_out(field)) {
                self.may_miss_fields(constraint, codec);
            }
        }
        for part in self.components(shape) {
            self.need_codec(constraint, name, codec, part);
        }
    }

    /// `encoding -> (ty, state -> Try(state, err))`, or `encoding -> (state -> Try({ value : ty, rest : state }, err))`.
    fn codec_type(&mut self, name: Symbol, ty: Ty, codec: Codec) -> Ty {
        let encodes = name == self.names.encoder_for;
        let params = if encodes { vec![ty, codec.state] } else { vec![codec.state] };
        let result = self.codec_result(ty, codec, encodes);
        let inner = self.plain_function(&params, result);
        self.plain_function(&[codec.encoding], inner)
    }

    fn codec_result(&mut self, ty: Ty, codec: Codec, encodes: bool) -> Ty {
        let ok = if encodes {
            codec.state
        } else {
            let kind = self.types.add(Node::Required);
            let fields = [(self.names.value, ty), (self.names.rest, codec.state)];
            let run = self.types.field_run(fields.map(|(name, ty)| Field { name, ty, kind }));
            let closed = self.types.add(Node::Closed);
            self.types.add(Node::Record(run, closed, Origin::Other))
        };
        match self.known.r#try {
            Some(r#try) => self.applied(r#try, &[ok, codec.err]),
            None => self.types.add(Node::Error),
        }
    }

    fn plain_function(&mut self, params: &[Ty], ret: Ty) -> Ty {
        let params = self.types.run(params);
        let effect = self.fresh();
        self.types.add(Node::Function(params, ret, effect))
    }

    /// A part of the type has a codec of the same kind.
    fn need_codec(&mut self, constraint: Constraint, name: Symbol, codec: Codec, part: Ty) {
        let ty = self.codec_type(name, part, codec);
        let part = self.types.find(part);
        let kind = ConstraintKind::Method { name, ty, origin: DispatchOrigin::Method };
        let id = self.types.add_constraint(Constraint { receiver: part, kind, ..constraint });
        if let Node::Flex(_) = self.types.node(part) {
            self.attach(part, id);
        } else {
            self.solve(id);
        }
    }

    /// What derived code calls: its `where` clause says what the format must have.
    fn use_codec_function(
        &mut self,
        constraint: Constraint,
        function: CodecFunction,
        codec: Codec,
        receiver: Ty,
        encodes: bool,
    ) {
        let Some(def) = self.codec_function(function) else { return };
        let (ty, _) = self.instantiate(def, constraint.span);
        let Node::Function(params, ret, _) = self.types.node(ty) else { return };
        let given: Vec<Ty> = self.types.tys(params).iter().take(2).copied().collect();
        let result = self.codec_result(receiver, codec, encodes);
        // All of these are variables on one of the sides at least, so they fit.
        let _ = self.unify(ret, result);
        for (param, wanted) in given.into_iter().zip([codec.encoding, codec.state]) {
            let _ = self.unify(param, wanted);
        }
    }

    fn codec_function(&self, function: CodecFunction) -> Option<DefRef> {
        let builtin = if self.module.id == ModuleId::BUILTIN {
            self.module
        } else {
            self.modules.get(ModuleId::BUILTIN)?
        };
        let name = self.interner.find(function.name())?;
        let (def, _) = builtin.defs.iter_enumerated().find(|(_, def)| def.path == name)?;
        Some(DefRef { module: ModuleId::BUILTIN, def })
    }

    /// A field that must be there may not be: that is one of the errors.
    fn may_miss_fields(&mut self, constraint: Constraint, codec: Codec) {
        let Some(def) = self.codec_function(CodecFunction::MissingField) else { return };
        let (ty, _) = self.instantiate(def, constraint.span);
        let Node::Function(_, missing, _) = self.types.node(ty) else { return };
        if let Err(mismatch) = self.unify(missing, codec.err) {
            self.report_method_mismatch(constraint, self.names.parser_for, missing, codec.err, mismatch);
            self.spoil(constraint);
        }
    }

    fn may_be_left_out(&self, field: &Field) -> bool {
        matches!(self.types.node(field.kind), Node::Optional | Node::Default(..))
    }

    /// Lowering has no kinds of fields; it finds the defaults of parsed records here.
    fn note_defaults(&mut self, record: Ty, fields: &[Field]) {
        for field in fields {
            if let Node::Default(module, literal) = self.types.node(field.kind) {
                self.defaults.push((record, (field.name, Filling::Default(module, literal))));
            }
        }
    }

    /// A method whose closed union of errors may be a part of those that are wanted: lowering converts them.
    pub(crate) fn with_open_errors(&mut self, method: Ty) -> Ty {
        let Node::Function(params, ret, effect) = self.types.node(method) else { return method };
        let Node::Apply(name, args) = self.types.node(ret) else { return method };
        let (Some(r#try), &[ok, err]) = (self.known.r#try, self.types.tys(args)) else { return method };
        let Node::Tags(tags, ext) = self.types.node(err) else { return method };
        let (tags, end) = self.types.gather_tags(tags, ext);
        if name != r#try || self.types.node(end) != Node::Closed {
            return method;
        }
        let more = self.fresh();
        let run = self.types.tag_run(tags);
        let err = self.types.add(Node::Tags(run, more));
        let ret = self.applied(name, &[ok, err]);
        self.types.add(Node::Function(params, ret, effect))
    }

    /// The codec that a constraint wants, if it wants one at all; else that is told.
    fn expect_codec(&mut self, constraint: Constraint, name: Symbol, wanted: Ty) -> Option<Codec> {
        let codec = Codec { encoding: self.fresh(), state: self.fresh(), err: self.fresh() };
        let receiver = self.types.find(constraint.receiver);
        let actual = self.codec_type(name, receiver, codec);
        if let Err(mismatch) = self.unify(actual, wanted) {
            self.report_method_mismatch(constraint, name, actual, wanted, mismatch);
            self.spoil(constraint);
            return None;
        }
        Some(codec)
    }

    pub(crate) fn derive_nominal_codec(
        &mut self,
        constraint: Constraint,
        name: Symbol,
        wanted: Ty,
        ty: TypeRef,
        args: &[Ty],
    ) {
        if self.deriving.contains(&(ty, name)) {
            self.expect_codec(constraint, name, wanted);
            return;
        }
        self.deriving.push((ty, name));
        if let Some(backing) = self.backing_of(ty, args) {
            let backing = self.types.find(backing);
            self.derive_codec(constraint, name, wanted, backing);
        }
        self.deriving.pop();
    }
}
