//! `parser_for` and `encoder_for` that the compiler derives.
//!
//! The work is done by functions of Builtin; what is made here takes a value apart for them, or puts it together. A
//! value is encoded as a list of functions that each write one part. It is parsed into a tuple with a place for each
//! part, by a list of functions that each read one part into its place, and a function that makes the value of them.

use roc_base::Symbol;
use roc_canonical::ir::{DefRef, ExprId, ModuleId};
use roc_check::Filling;
use roc_check::names::CodecFunction;
use roc_shim_image::lowlevel::Op;

use super::Builder;
use crate::lir::FunctionId;
use crate::lir::{LayoutId, Layouts, LowLevel, Rhs, Terminator, Var};
use crate::mono::{Env, Mono, MonoId};
use crate::specialize::Instance;

/// A derived codec of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Codec {
    /// The type that is encoded or parsed.
    pub ty: MonoId,
    /// The format.
    pub encoding: MonoId,
    /// The format's state.
    pub state: MonoId,
    /// The errors.
    pub err: MonoId,
}

/// Something that is put together of parts: a record, a tuple or a tag with its payloads.
#[derive(Clone)]
struct Whole {
    ty: MonoId,
    kind: Kind,
    /// The type of each part, and its name where it is a record's field.
    parts: Vec<(Option<Symbol>, MonoId)>,
}

#[derive(Clone, Copy)]
enum Kind {
    Record,
    Tuple,
    Tag(Symbol),
}

impl Builder<'_, '_> {
    /// A derived method as a value: what it gives for this format. `ret` is that function's type.
    pub(crate) fn codec(&mut self, ty: MonoId, encoding: (Var, MonoId), encodes: bool, ret: MonoId) -> Var {
        let (params, result) = self.l.function_type(ret);
        let (&Some(&state), Mono::Nominal(_, args)) = (&params.last(), self.l.monos.get(result).clone())
        else {
            return self.crash("Missing Method", Layouts::CLOSURE);
        };
        let err = args.get(1).copied().unwrap_or(result);
        let codec = Codec { ty, encoding: encoding.1, state, err };
        let params: Vec<LayoutId> = params.iter().map(|&param| self.layout(param)).collect();
        let result = self.layout(result);
        self.made_closure(&[encoding.0], &params, result, move |inner, captured, params| {
            let function = inner.l.codec_function(codec, encodes);
            let args: Vec<Var> = captured.iter().chain(params).copied().collect();
            inner.f.call(result, function, &args)
        })
    }

    /// Writes a value: calls the encoder of its type.
    fn encode_part(&mut self, value: Var, codec: Codec, encoding: Var, state: Var) -> Var {
        let result = self.l.encoded(codec);
        let layout = self.layout(result);
        let name = self.l.monos.names.encoder_for;
        if self.l.monos.find_method(codec.ty, name).is_none() {
            let function = self.l.codec_function(codec, true);
            return self.f.call(layout, function, &[encoding, value, state]);
        }
        let inner = self.l.monos.intern(Mono::Function(Box::new([codec.ty, codec.state]), result));
        let encode = self.dispatch(codec.ty, name, &[codec.encoding], &[encoding], inner);
        self.f.push(layout, Rhs::CallClosure(encode, Box::new([value, state])))
    }

    /// Reads a value: calls the parser of its type.
    fn parse_part(&mut self, codec: Codec, encoding: Var, state: Var) -> Var {
        let result = self.l.parsed(codec, codec.ty);
        let layout = self.layout(result);
        let name = self.l.monos.names.parser_for;
        if self.l.monos.find_method(codec.ty, name).is_none() {
            let function = self.l.codec_function(codec, false);
            return self.f.call(layout, function, &[encoding, state]);
        }
        let inner = self.l.monos.intern(Mono::Function(Box::new([codec.state]), result));
        let parse = self.dispatch(codec.ty, name, &[codec.encoding], &[encoding], inner);
        self.f.push(layout, Rhs::CallClosure(parse, Box::new([state])))
    }

    /// The body of the function that encodes: encoding, value, state.
    pub(crate) fn encode_body(&mut self, codec: Codec, encoding: Var, value: Var, state: Var) {
        let result = match self.l.monos.get(codec.ty).clone() {
            Mono::Record(fields) => self.encode_record(codec, &fields, encoding, value, state),
            Mono::Tuple(items) => {
                let parts: Vec<Var> = items
                    .iter()
                    .enumerate()
                    .map(|(index, &item)| {
                        let layout = self.layout(item);
                        let part = self.f.push(layout, Rhs::Field(value, index as u32));
                        self.writer(part, Codec { ty: item, ..codec }, encoding)
                    })
                    .collect();
                let list = self.writers(codec, parts);
                self.call_codec_function(CodecFunction::EncodeItems, codec, &[], encoding, state, list)
            }
            Mono::Tags(_) => {
                self.encode_tags(codec, encoding, value, state);
                return;
            }
            _ => match self.l.monos.backing(codec.ty) {
                Some(backing) => self.encode_part(value, Codec { ty: backing, ..codec }, encoding, state),
                None => self.crash("Missing Method", self.f.ret()),
            },
        };
        self.f.terminate(Terminator::Return(result));
    }

    fn encode_record(
        &mut self,
        codec: Codec,
        fields: &[(Symbol, MonoId)],
        encoding: Var,
        value: Var,
        state: Var,
    ) -> Var {
        let entry = self.l.named_writer(codec);
        let list_type = self.l.monos.intern(Mono::List(entry));
        let layout = self.layout(list_type);
        let list = self.f.push(layout, Rhs::List(Box::new([])));
        for &(name, field) in fields {
            let part = self.read_field(value, codec.ty, name, field);
            if let &Mono::Optional(inner) = self.l.monos.get(field) {
                let join = self.f.block();
                let missing = self.unless_missing(field, part, |this, there| {
                    this.add_writer(list, entry, name, there, Codec { ty: inner, ..codec }, encoding);
                    this.f.terminate(Terminator::Jump(join));
                });
                self.f.switch_to(missing);
                self.f.terminate(Terminator::Jump(join));
                self.f.switch_to(join);
            } else {
                self.add_writer(list, entry, name, part, Codec { ty: field, ..codec }, encoding);
            }
        }
        self.call_codec_function(
            CodecFunction::EncodeFields,
            codec,
            &[],
            encoding,
            state,
            vec![(list_type, list)],
        )
    }

    /// Adds a field to the list of those that are written.
    fn add_writer(
        &mut self,
        list: Var,
        entry: MonoId,
        name: Symbol,
        value: Var,
        codec: Codec,
        encoding: Var,
    ) {
        let write = self.writer(value, codec, encoding);
        let text = self.string(self.text(name));
        let names = self.l.monos.names;
        let entry = self.make_record(entry, &[(names.name, text), (names.write, write)]);
        let layout = self.f.layout(list);
        let entry = self.f.push(layout, Rhs::List(Box::new([entry])));
        let longer = self.low_level(LowLevel::new(Op::ListConcat, None), &[list, entry], layout);
        self.f.assign(list, Rhs::Copy(longer));
    }

    fn encode_tags(&mut self, codec: Codec, encoding: Var, value: Var, state: Var) {
        let union = self.l.monos.union_layout(codec.ty, &mut self.l.program.layouts);
        let blocks: Vec<_> = union.tags.iter().map(|_| self.f.block()).collect();
        match blocks.as_slice() {
            [] => {
                self.crash("Missing Method", self.f.ret());
                return;
            }
            &[only] => self.f.terminate(Terminator::Jump(only)),
            _ => {
                let kind = self.discriminant(value, codec.ty);
                let cases = union.tags.iter().zip(&blocks).map(|(t, &b)| (u64::from(t.index), b)).collect();
                self.f.terminate(Terminator::Switch { value: kind, cases, default: None });
            }
        }
        for (tag, block) in union.tags.iter().zip(blocks) {
            self.f.switch_to(block);
            let parts: Vec<Var> = (0..tag.payloads.len())
                .map(|index| {
                    let part = self.read_payload(value, tag, union.transparent, index);
                    self.writer(part, Codec { ty: tag.payloads[index].0, ..codec }, encoding)
                })
                .collect();
            let list = self.writers(codec, parts);
            let name = self.string(self.text(tag.name));
            let str = self.l.monos.intern(Mono::Str);
            let rest: Vec<_> = [(str, name)].into_iter().chain(list).collect();
            let function = CodecFunction::EncodePayloads;
            let result = self.call_codec_function(function, codec, &[], encoding, state, rest);
            self.f.terminate(Terminator::Return(result));
        }
    }

    /// A function that writes a value: from a state to the next.
    fn writer(&mut self, value: Var, codec: Codec, encoding: Var) -> Var {
        let state = self.layout(codec.state);
        let result = self.l.encoded(codec);
        let result = self.layout(result);
        self.made_closure(&[encoding, value], &[state], result, move |inner, captured, params| {
            inner.encode_part(captured[1], codec, captured[0], params[0])
        })
    }

    /// Functions that write parts, as a list.
    fn writers(&mut self, codec: Codec, writers: Vec<Var>) -> Vec<(MonoId, Var)> {
        let result = self.l.encoded(codec);
        let writer = self.l.monos.intern(Mono::Function(Box::new([codec.state]), result));
        let list = self.l.monos.intern(Mono::List(writer));
        let layout = self.layout(list);
        vec![(list, self.f.push(layout, Rhs::List(writers.into())))]
    }

    /// Calls one of Builtin's functions for encoding: with the format, the state and what else it takes. Those for
    /// parsing give a value of the last of `values`.
    fn call_codec_function(
        &mut self,
        function: CodecFunction,
        codec: Codec,
        values: &[MonoId],
        encoding: Var,
        state: Var,
        rest: Vec<(MonoId, Var)>,
    ) -> Var {
        let result = match values.last() {
            Some(&value) => self.l.parsed(codec, value),
            None => self.l.encoded(codec),
        };
        let first = [(codec.encoding, encoding), (codec.state, state)];
        let (types, args): (Vec<MonoId>, Vec<Var>) = first.into_iter().chain(rest).unzip();
        self.call_of_builtin(function, &types, &args, result)
    }

    fn call_of_builtin(
        &mut self,
        function: CodecFunction,
        types: &[MonoId],
        args: &[Var],
        result: MonoId,
    ) -> Var {
        let layout = self.layout(result);
        let Some(def) = self.l.builtin_function(function.name()) else {
            return self.crash("Missing Method", layout);
        };
        let ty = self.l.monos.intern(Mono::Function(types.into(), result));
        let vars = self.l.monos.solve_vars(def, ty);
        self.call_def(def, vars, ty, args)
    }

    /// The body of the function that parses: encoding, state.
    pub(crate) fn parse_body(&mut self, codec: Codec, encoding: Var, state: Var) {
        let result = match self.l.monos.get(codec.ty).clone() {
            Mono::Record(fields) => {
                let parts = fields.iter().map(|&(name, ty)| (Some(name), ty)).collect();
                let whole = Whole { ty: codec.ty, kind: Kind::Record, parts };
                let names = self.l.monos.names;
                let read = self.l.reader(codec, &whole);
                let str = self.l.monos.intern(Mono::Str);
                let entry = self.l.monos.record(vec![(names.name, str), (names.read, read)]);
                let entries: Vec<Var> = (0..whole.parts.len())
                    .map(|index| {
                        let read = self.part_reader(codec, &whole, index, encoding);
                        let name = self.string(whole.parts[index].0.map_or("", |name| self.text(name)));
                        self.make_record(entry, &[(names.name, name), (names.read, read)])
                    })
                    .collect();
                let rest = self.parts_to_parse(codec, &whole, entry, entries);
                self.call_codec_function(
                    CodecFunction::ParseFields,
                    codec,
                    &[codec.ty],
                    encoding,
                    state,
                    rest,
                )
            }
            Mono::Tuple(items) => {
                let parts = items.iter().map(|&ty| (None, ty)).collect();
                let whole = Whole { ty: codec.ty, kind: Kind::Tuple, parts };
                let rest = self.readers_to_parse(codec, &whole, encoding);
                let function = CodecFunction::ParseItems;
                self.call_codec_function(function, codec, &[codec.ty], encoding, state, rest)
            }
            Mono::Tags(_) => {
                let function = CodecFunction::ParseTags;
                self.call_codec_function(function, codec, &[codec.ty], encoding, state, Vec::new())
            }
            _ => match self.l.monos.backing(codec.ty) {
                Some(backing) => self.parse_backing(codec, backing, encoding, state),
                None => self.crash("Missing Method", self.f.ret()),
            },
        };
        self.f.terminate(Terminator::Return(result));
    }

    /// What stands behind a nominal type lies as the type itself does, but the results differ in type.
    fn parse_backing(&mut self, codec: Codec, backing: MonoId, encoding: Var, state: Var) -> Var {
        let inner = Codec { ty: backing, ..codec };
        let parsed = self.parse_part(inner, encoding, state);
        let names = self.l.monos.names;
        let outer = self.l.parsed(codec, codec.ty);
        let from = self.l.parsed(codec, backing);
        let (value, rest) = self.unless_err(parsed, from, outer, codec, backing);
        let record = self.l.value_and_rest(codec.ty, codec.state);
        let record = self.make_record(record, &[(names.value, value), (names.rest, rest)]);
        self.make_tag(outer, names.ok, &[record])
    }

    /// What was parsed and what is left; returns the `Err` where that is not so, as one of another result type.
    fn unless_err(
        &mut self,
        parsed: Var,
        from: MonoId,
        returned: MonoId,
        codec: Codec,
        value: MonoId,
    ) -> (Var, Var) {
        let names = self.l.monos.names;
        let record = self.l.value_and_rest(value, codec.state);
        let (there, not) = (self.f.block(), self.f.block());
        let (Some((ok, _)), Some((err, transparent))) =
            (self.find_tag(from, names.ok), self.find_tag(from, names.err))
        else {
            let layout = self.layout(value);
            let value = self.crash("Type Mismatch", layout);
            let layout = self.layout(codec.state);
            return (value, self.never(layout));
        };
        let kind = self.discriminant(parsed, from);
        let cases = [(u64::from(ok.index), there)];
        self.f.terminate(Terminator::Switch { value: kind, cases: cases.into(), default: Some(not) });
        self.f.switch_to(not);
        let problem = self.read_payload(parsed, &err, transparent, 0);
        let failed = self.make_tag(returned, names.err, &[problem]);
        self.f.terminate(Terminator::Return(failed));
        self.f.switch_to(there);
        let pair = self.read_payload(parsed, &ok, transparent, 0);
        let value = self.read_field(pair, record, names.value, value);
        let rest = self.read_field(pair, record, names.rest, codec.state);
        (value, rest)
    }

    /// A `Try` whose errors are some of those of another one, as that one.
    pub(crate) fn with_more_errors(&mut self, result: Var, from: MonoId, to: MonoId) -> Var {
        let names = self.l.monos.names;
        let errors = |this: &Self, ty: MonoId| match this.l.monos.get(ty) {
            Mono::Nominal(name, args) if Some(*name) == this.l.monos.known.r#try => args.get(1).copied(),
            _ => None,
        };
        let (Some(some), Some(all)) = (errors(self, from), errors(self, to)) else { return result };
        if some == all {
            return result;
        }
        let layout = self.layout(to);
        let converted = self.f.var(layout);
        let (there, not, join) = (self.f.block(), self.f.block(), self.f.block());
        let (Some((ok, transparent)), Some((err, _))) =
            (self.find_tag(from, names.ok), self.find_tag(from, names.err))
        else {
            return self.crash("Type Mismatch", layout);
        };
        let kind = self.discriminant(result, from);
        let cases = [(u64::from(ok.index), there)];
        self.f.terminate(Terminator::Switch { value: kind, cases: cases.into(), default: Some(not) });
        self.f.switch_to(there);
        let value = self.read_payload(result, &ok, transparent, 0);
        let value = self.make_tag(to, names.ok, &[value]);
        self.f.assign(converted, Rhs::Copy(value));
        self.f.terminate(Terminator::Jump(join));
        self.f.switch_to(not);
        let problem = self.read_payload(result, &err, transparent, 0);
        let problem = self.rebuild_union(problem, some, all, "Type Mismatch", |_, _, parts| parts);
        let problem = self.make_tag(to, names.err, &[problem]);
        self.f.assign(converted, Rhs::Copy(problem));
        self.f.terminate(Terminator::Jump(join));
        self.f.switch_to(join);
        converted
    }

    /// `Encoding.ParseTagUnionSpec.parse`: the specification, and what the format gives.
    pub(crate) fn parse_tag_union(&mut self, types: &[MonoId], args: &[Var], ret: MonoId) -> Var {
        let layout = self.layout(ret);
        let (&[spec, parts_type], &[_, parts]) = (types, args) else {
            return self.crash("Missing Method", layout);
        };
        let field = |this: &Self, name: &str| -> Option<MonoId> {
            let name = this.l.monos.interner.find(name)?;
            let Mono::Record(fields) = this.l.monos.get(parts_type) else { return None };
            fields.iter().find(|&&(n, _)| n == name).map(|&(_, ty)| ty)
        };
        let ty = match self.l.monos.get(spec) {
            Mono::Nominal(_, args) => args.first().copied(),
            _ => None,
        };
        let (Some(ty), Some(encoding_type), Some(state), Some(err), Some(encoding_name)) = (
            ty,
            field(self, "encoding"),
            field(self, "state"),
            field(self, "missing"),
            self.l.monos.interner.find("encoding"),
        ) else {
            return self.crash("Missing Method", layout);
        };
        let codec = Codec { ty, encoding: encoding_type, state, err };
        let encoding = self.read_field(parts, parts_type, encoding_name, encoding_type);
        let Mono::Tags(tags) = self.l.monos.get(ty).clone() else {
            return self.crash("Missing Method", layout);
        };
        let names = self.l.monos.names;
        let read_type = self.l.monos.intern(Mono::Function(Box::new([parts_type]), ret));
        let str = self.l.monos.intern(Mono::Str);
        let entry = self.l.monos.record(vec![(names.name, str), (names.read, read_type)]);
        let parts_layout = self.layout(parts_type);
        let mut entries = Vec::with_capacity(tags.len());
        for (name, payloads) in tags.iter() {
            let parts = payloads.iter().map(|&ty| (None, ty)).collect();
            let whole = Whole { ty, kind: Kind::Tag(*name), parts };
            let read = self.made_closure(&[encoding], &[parts_layout], layout, |inner, captured, params| {
                let rest = inner.readers_to_parse(codec, &whole, captured[0]);
                let first = [(parts_type, params[0])];
                let (types, args): (Vec<MonoId>, Vec<Var>) = first.into_iter().chain(rest).unzip();
                inner.call_of_builtin(CodecFunction::ParsePayloads, &types, &args, ret)
            });
            let text = self.string(self.text(*name));
            entries.push(self.make_record(entry, &[(names.name, text), (names.read, read)]));
        }
        let list_type = self.l.monos.intern(Mono::List(entry));
        let list_layout = self.layout(list_type);
        let list = self.f.push(list_layout, Rhs::List(entries.into()));
        self.call_of_builtin(CodecFunction::ParseTag, &[parts_type, list_type], &[parts, list], ret)
    }

    /// What the functions for parsing take besides format and state, with readers as they are.
    fn readers_to_parse(&mut self, codec: Codec, whole: &Whole, encoding: Var) -> Vec<(MonoId, Var)> {
        let read = self.l.reader(codec, whole);
        let readers: Vec<Var> =
            (0..whole.parts.len()).map(|index| self.part_reader(codec, whole, index, encoding)).collect();
        self.parts_to_parse(codec, whole, read, readers)
    }

    /// Nothing found yet, the readers of the parts, and what puts them together.
    fn parts_to_parse(
        &mut self,
        codec: Codec,
        whole: &Whole,
        entry: MonoId,
        entries: Vec<Var>,
    ) -> Vec<(MonoId, Var)> {
        let found_type = self.l.found(whole);
        let found_layout = self.layout(found_type);
        let places = self.l.places(whole);
        let empty: Box<[Var]> = places.iter().map(|&place| self.missing(place)).collect();
        let found = self.f.push(found_layout, Rhs::Struct(empty));
        let list_type = self.l.monos.intern(Mono::List(entry));
        let list_layout = self.layout(list_type);
        let list = self.f.push(list_layout, Rhs::List(entries.into()));
        let made = self.l.try_type(whole.ty, codec.err);
        let finish_type = self.l.monos.intern(Mono::Function(Box::new([found_type]), made));
        let made_layout = self.layout(made);
        let whole = whole.clone();
        let finish = self.made_closure(&[], &[found_layout], made_layout, move |inner, _, params| {
            inner.put_together(codec, &whole, params[0])
        });
        vec![(found_type, found), (list_type, list), (finish_type, finish)]
    }

    /// A function that reads a part into its place: from state and what is found to both afterwards.
    fn part_reader(&mut self, codec: Codec, whole: &Whole, index: usize, encoding: Var) -> Var {
        let found_type = self.l.found(whole);
        let places = self.l.places(whole);
        let result = self.l.read_result(codec, found_type);
        let params = [self.layout(codec.state), self.layout(found_type)];
        let layout = self.layout(result);
        let part = whole.parts[index].1;
        let part = if let &Mono::Optional(inner) = self.l.monos.get(part) { inner } else { part };
        self.made_closure(&[encoding], &params, layout, move |inner, captured, params| {
            let names = inner.l.monos.names;
            let parsed = inner.parse_part(Codec { ty: part, ..codec }, captured[0], params[0]);
            let from = inner.l.parsed(codec, part);
            let (value, rest) = inner.unless_err(parsed, from, result, codec, part);
            let mut parts = Vec::with_capacity(places.len());
            for (at, &place) in places.iter().enumerate() {
                parts.push(if at == index {
                    inner.make_tag(place, names.ok, &[value])
                } else {
                    let layout = inner.layout(place);
                    inner.f.push(layout, Rhs::Field(params[1], at as u32))
                });
            }
            let found_layout = inner.layout(found_type);
            let found = inner.f.push(found_layout, Rhs::Struct(parts.into()));
            let pair = inner.l.found_and_rest(found_type, codec.state);
            let pair = inner.make_record(pair, &[(names.found, found), (names.rest, rest)]);
            inner.make_tag(result, names.ok, &[pair])
        })
    }

    /// The value of what was found, or which field is missing.
    fn put_together(&mut self, codec: Codec, whole: &Whole, found: Var) -> Var {
        let names = self.l.monos.names;
        let made = self.l.try_type(whole.ty, codec.err);
        let places = self.l.places(whole);
        let mut values = Vec::with_capacity(places.len());
        for (at, (&place, &(name, ty))) in places.iter().zip(&whole.parts).enumerate() {
            let layout = self.layout(place);
            let slot = self.f.push(layout, Rhs::Field(found, at as u32));
            if place == ty {
                values.push(slot);
                continue;
            }
            let layout = self.layout(ty);
            let value = self.f.var(layout);
            let join = self.f.block();
            let missing = self.unless_missing(place, slot, |this, there| {
                this.f.assign(value, Rhs::Copy(there));
                this.f.terminate(Terminator::Jump(join));
            });
            self.f.switch_to(missing);
            match name.map(|name| (name, self.l.default_of(whole.ty, name))) {
                Some((_, Some((module, literal)))) => {
                    let function = self.l.default_function(module, literal);
                    let default = self.f.call(layout, function, &[]);
                    self.f.assign(value, Rhs::Copy(default));
                    self.f.terminate(Terminator::Jump(join));
                }
                Some((name, None)) => {
                    let text = self.string(self.text(name));
                    let problem = self.make_tag(codec.err, names.missing_required_field, &[text]);
                    let failed = self.make_tag(made, names.err, &[problem]);
                    self.f.terminate(Terminator::Return(failed));
                }
                // The functions for tuples and tags read all parts.
                None => {
                    self.crash("Type Mismatch", layout);
                }
            }
            self.f.switch_to(join);
            values.push(value);
        }
        let value = match whole.kind {
            Kind::Record => {
                let fields: Vec<(Symbol, Var)> = whole
                    .parts
                    .iter()
                    .zip(values)
                    .filter_map(|(&(name, _), value)| Some((name?, value)))
                    .collect();
                self.make_record(whole.ty, &fields)
            }
            Kind::Tuple => {
                let layout = self.layout(whole.ty);
                self.f.push(layout, Rhs::Struct(values.into()))
            }
            Kind::Tag(name) => self.make_tag(whole.ty, name, &values),
        };
        self.make_tag(made, names.ok, &[value])
    }

    /// A function value whose code `body` makes of captured values and parameters.
    fn made_closure(
        &mut self,
        captured: &[Var],
        params: &[LayoutId],
        ret: LayoutId,
        body: impl FnOnce(&mut Builder<'_, '_>, &[Var], &[Var]) -> Var,
    ) -> Var {
        let layouts: Vec<LayoutId> = captured.iter().map(|&var| self.f.layout(var)).collect();
        let env = Env::new(ModuleId::BUILTIN);
        let mut inner = Builder::new(self.l, env, "codec".to_owned(), ret);
        let params: Vec<Var> = params.iter().map(|&layout| inner.f.param(layout)).collect();
        let mut values = Vec::with_capacity(layouts.len());
        if !layouts.is_empty() {
            let captures = inner.l.program.layouts.c_struct(&layouts);
            inner.f.set_captures(captures);
            for (index, &layout) in layouts.iter().enumerate() {
                values.push(inner.f.push(layout, Rhs::Capture(index as u32)));
            }
        }
        let result = body(&mut inner, &values, &params);
        inner.f.terminate(Terminator::Return(result));
        let function = inner.f.finish();
        let function = self.l.program.functions.push(function);
        self.function_value(function, captured.to_vec())
    }
}

impl super::Lowering<'_> {
    /// A top-level function of Builtin.
    fn builtin_function(&self, name: &str) -> Option<DefRef> {
        let name = self.monos.interner.find(name)?;
        let defs = &self.monos.modules[ModuleId::BUILTIN].defs;
        let (def, _) = defs.iter_enumerated().find(|(_, def)| def.path == name)?;
        Some(DefRef { module: ModuleId::BUILTIN, def })
    }

    fn try_type(&mut self, ok: MonoId, err: MonoId) -> MonoId {
        match self.monos.known.r#try {
            Some(r#try) => self.monos.intern(Mono::Nominal(r#try, Box::new([ok, err]))),
            None => ok,
        }
    }

    /// `Try(state, err)`
    pub(crate) fn encoded(&mut self, codec: Codec) -> MonoId {
        self.try_type(codec.state, codec.err)
    }

    /// `Try({ value, rest : state }, err)`
    pub(crate) fn parsed(&mut self, codec: Codec, value: MonoId) -> MonoId {
        let record = self.value_and_rest(value, codec.state);
        self.try_type(record, codec.err)
    }

    fn value_and_rest(&mut self, value: MonoId, state: MonoId) -> MonoId {
        let names = self.monos.names;
        self.monos.record(vec![(names.value, value), (names.rest, state)])
    }

    fn found_and_rest(&mut self, found: MonoId, state: MonoId) -> MonoId {
        let names = self.monos.names;
        self.monos.record(vec![(names.found, found), (names.rest, state)])
    }

    fn read_result(&mut self, codec: Codec, found: MonoId) -> MonoId {
        let record = self.found_and_rest(found, codec.state);
        self.try_type(record, codec.err)
    }

    /// `{ name : Str, write : (state -> Try(state, err)) }`
    fn named_writer(&mut self, codec: Codec) -> MonoId {
        let result = self.encoded(codec);
        let write = self.monos.intern(Mono::Function(Box::new([codec.state]), result));
        let str = self.monos.intern(Mono::Str);
        let names = self.monos.names;
        self.monos.record(vec![(names.name, str), (names.write, write)])
    }

    /// `state, found -> Try({ found, rest : state }, err)`
    fn reader(&mut self, codec: Codec, whole: &Whole) -> MonoId {
        let found = self.found(whole);
        let result = self.read_result(codec, found);
        self.monos.intern(Mono::Function(Box::new([codec.state, found]), result))
    }

    /// The places for the parts while they are being read.
    fn places(&mut self, whole: &Whole) -> Vec<MonoId> {
        whole
            .parts
            .iter()
            .map(|&(_, ty)| match self.monos.get(ty) {
                Mono::Optional(_) => ty,
                _ => self.monos.intern(Mono::Optional(ty)),
            })
            .collect()
    }

    fn found(&mut self, whole: &Whole) -> MonoId {
        let places = self.places(whole);
        self.monos.intern(Mono::Tuple(places.into()))
    }

    /// The default of a field, where its record has one for it.
    fn default_of(&mut self, record: MonoId, name: Symbol) -> Option<(ModuleId, ExprId)> {
        let checked = self.monos.checked;
        for module in checked.iter() {
            for &(ty, (field, filling)) in &module.defaults {
                let Filling::Default(of, literal) = filling else { continue };
                if field == name && self.monos.convert(ty, &mut Env::new(module.id)) == record {
                    return Some((of, literal));
                }
            }
        }
        None
    }

    /// The function of a derived codec: of encoding, value and state, or of encoding and state.
    pub(crate) fn codec_function(&mut self, codec: Codec, encodes: bool) -> FunctionId {
        let (encoding, ty, state) =
            (self.layout(codec.encoding), self.layout(codec.ty), self.layout(codec.state));
        let result = if encodes { self.encoded(codec) } else { self.parsed(codec, codec.ty) };
        let result = self.layout(result);
        let name = format!(
            "{} {}",
            if encodes { "encoder_for" } else { "parser_for" },
            self.monos.describe(codec.ty)
        );
        let env = Env::new(ModuleId::BUILTIN);
        let (instance, params) = if encodes {
            (Instance::Encode(codec), vec![encoding, ty, state])
        } else {
            (Instance::Parse(codec), vec![encoding, state])
        };
        self.instances.request(instance, env, || name, (&params, result), &mut self.program)
    }
}
