//! LIR to text.

use std::fmt::{self, Write};

use super::{BINARY, UNARY};
use crate::lir::*;
use roc_base::Id;
use rustc_hash::FxHashMap;

/// The text of a program. Deterministic.
pub fn print(program: &Program) -> String {
    let mut out = String::new();
    let mut printer = Printer { program, out: &mut out, names: function_names(program) };
    // Writing to a string cannot fail.
    let _ = printer.program();
    out
}

/// A name for each function that no other has.
fn function_names(program: &Program) -> Vec<String> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for function in &program.functions {
        *counts.entry(&function.name).or_default() += 1;
    }
    let name = |(id, function): (FunctionId, &Function)| match counts[function.name.as_str()] {
        1 => function.name.clone(),
        _ => format!("{}#{}", function.name, id.index()),
    };
    program.functions.iter_enumerated().map(name).collect()
}

struct Printer<'a> {
    program: &'a Program,
    out: &'a mut String,
    names: Vec<String>,
}

/// A name as it is, or quoted if it would not be read as one word.
fn quoted(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || "_.!#".contains(c));
    if plain { name.to_owned() } else { format!("{name:?}") }
}

struct Vars<'a>(&'a [Var]);

impl fmt::Display for Vars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, var) in self.0.iter().enumerate() {
            write!(f, "{}v{}", if at > 0 { ", " } else { "" }, var.index())?;
        }
        Ok(())
    }
}

impl Printer<'_> {
    fn program(&mut self) -> fmt::Result {
        let program = self.program;
        for (number, &id) in program.layouts.recursive().iter().enumerate() {
            write!(self.out, "type T{number} = ")?;
            self.shape(program.layouts.get(id))?;
            self.out.push('\n');
        }
        for hosted in &program.hosted {
            write!(self.out, "hosted {:?} ", hosted.name)?;
            self.signature(&hosted.signature)?;
            self.out.push('\n');
        }
        for entry in &program.entries {
            write!(self.out, "entry {:?} ", entry.name)?;
            self.signature(&entry.signature)?;
            writeln!(self.out, " = {}", quoted(&self.names[entry.function.index()]))?;
        }
        for (id, function) in program.functions.iter_enumerated() {
            if !self.out.is_empty() {
                self.out.push('\n');
            }
            self.function(id, function)?;
        }
        Ok(())
    }

    fn signature(&mut self, signature: &Signature) -> fmt::Result {
        self.out.push('(');
        self.separated(&signature.params, |p, &layout| p.layout(layout))?;
        self.out.push_str(") -> ");
        self.layout(signature.ret)
    }

    fn separated<T>(
        &mut self,
        items: &[T],
        mut each: impl FnMut(&mut Self, &T) -> fmt::Result,
    ) -> fmt::Result {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            each(self, item)?;
        }
        Ok(())
    }

    fn layout(&mut self, id: LayoutId) -> fmt::Result {
        match self.program.layouts.recursive().iter().position(|&r| r == id) {
            Some(number) => write!(self.out, "T{number}"),
            None => self.shape(self.program.layouts.get(id)),
        }
    }

    fn shape(&mut self, layout: &Layout) -> fmt::Result {
        match layout {
            Layout::Number(number) => self.out.push_str(number.name()),
            Layout::Bool => self.out.push_str("Bool"),
            Layout::Str => self.out.push_str("Str"),
            Layout::Closure => self.out.push_str("Closure"),
            Layout::Opaque => self.out.push_str("Opaque"),
            Layout::List(element) => {
                self.out.push_str("List(");
                self.layout(*element)?;
                self.out.push(')');
            }
            Layout::Box(inner) => {
                self.out.push_str("Box(");
                self.layout(*inner)?;
                self.out.push(')');
            }
            Layout::Struct(fields) if fields.is_empty() => self.out.push_str("{}"),
            Layout::Struct(fields) => {
                let parts: Vec<LayoutId> = fields.iter().map(|field| field.layout).collect();
                let as_in_c = self.program.layouts.arguments(&parts).0 == *fields;
                self.out.push_str("{ ");
                self.separated(fields, |p, field| {
                    p.layout(field.layout)?;
                    if as_in_c { Ok(()) } else { write!(p.out, "@{}", field.offset) }
                })?;
                self.out.push_str(" }");
            }
            Layout::Union(union) => {
                self.out.push('[');
                self.separated(&union.tags, |p, payload| {
                    p.out.push('(');
                    p.separated(payload, |p, field| p.layout(field.layout))?;
                    p.out.push(')');
                    Ok(())
                })?;
                self.out.push(']');
            }
        }
        Ok(())
    }

    fn function(&mut self, id: FunctionId, function: &Function) -> fmt::Result {
        let mut shown: IndexVec<Var, bool> = IndexVec::filled(false, function.vars.len());
        write!(self.out, "fn {}(", quoted(&self.names[id.index()]))?;
        let mut borrowed = function.borrowed;
        self.separated(&function.params, |p, &var| {
            shown[var] = true;
            let mark = if borrowed & 1 == 1 { "&" } else { "" };
            borrowed >>= 1;
            write!(p.out, "{mark}v{}: ", var.index())?;
            p.layout(function.vars[var])
        })?;
        self.out.push(')');
        if let Some(captures) = function.captures {
            self.out.push_str(" captures ");
            self.layout(captures)?;
        }
        self.out.push_str(" -> ");
        self.layout(function.ret)?;
        self.out.push_str(" {\n");
        for (id, block) in function.blocks.iter_enumerated() {
            writeln!(self.out, "b{}:", id.index())?;
            for statement in &block.statements {
                self.out.push_str("    ");
                match statement {
                    Statement::Retain(var) => write!(self.out, "retain v{}", var.index())?,
                    Statement::Release(var) => write!(self.out, "release v{}", var.index())?,
                    Statement::Assign(var, rhs) => {
                        write!(self.out, "v{}", var.index())?;
                        if !std::mem::replace(&mut shown[*var], true) {
                            self.out.push_str(": ");
                            self.layout(function.vars[*var])?;
                        }
                        self.out.push_str(" = ");
                        self.rhs(rhs, function.vars[*var])?;
                    }
                }
                self.out.push('\n');
            }
            self.out.push_str("    ");
            self.terminator(&block.terminator)?;
            self.out.push('\n');
        }
        self.out.push_str("}\n");
        Ok(())
    }

    fn rhs(&mut self, rhs: &Rhs, layout: LayoutId) -> fmt::Result {
        let name = |id: &FunctionId| quoted(&self.names[id.index()]);
        let words = |word: &'static str, vars: &[Var]| match vars {
            [] => word.to_owned(),
            vars => format!("{word} {}", Vars(vars)),
        };
        let text = match rhs {
            Rhs::Number(bits) => return self.number(*bits, layout),
            Rhs::Constant(id) => {
                self.out.push_str("const ");
                let constant = &self.program.constants[*id];
                return self.value(&constant.value, constant.layout);
            }
            Rhs::Copy(var) => words("copy", &[*var]),
            Rhs::Unary(op, var) => words(word(&UNARY, *op), &[*var]),
            Rhs::Binary(op, a, b) => words(word(&BINARY, *op), &[*a, *b]),
            Rhs::Field(var, index) => format!("field v{}, {index}", var.index()),
            Rhs::Struct(parts) => words("struct", parts),
            Rhs::Tag(tag, payload) => words("tag", payload).replacen("tag", &format!("tag {tag}"), 1),
            Rhs::Payload { value, tag, index } => format!("payload v{}, {tag}, {index}", value.index()),
            Rhs::Discriminant(var) => words("discriminant", &[*var]),
            Rhs::Box(var) => words("box", &[*var]),
            Rhs::Unbox(var) => words("unbox", &[*var]),
            Rhs::Call(id, arguments) => format!("call {}({})", name(id), Vars(arguments)),
            Rhs::CallBorrowing(id, arguments, borrowed) => {
                let shown = |(at, var): (usize, &Var)| {
                    format!("{}v{}", if borrowed >> at & 1 == 1 { "&" } else { "" }, var.index())
                };
                let arguments: Vec<String> = arguments.iter().enumerate().map(shown).collect();
                format!("call {}({})", name(id), arguments.join(", "))
            }
            Rhs::CallClosure(var, arguments) => {
                format!("call_closure v{}({})", var.index(), Vars(arguments))
            }
            Rhs::CallHosted(index, arguments) => {
                let hosted = self.program.hosted.get(*index as usize).map_or("?", |hosted| &hosted.name);
                format!("call_hosted {hosted:?}({})", Vars(arguments))
            }
            Rhs::Closure(id, captures) => format!("closure {}({})", name(id), Vars(captures)),
            Rhs::Capture(index) => format!("capture {index}"),
            Rhs::LowLevel(operation, arguments) => {
                format!("low_level {operation}({})", Vars(arguments))
            }
            Rhs::List(elements) => words("list", elements),
            Rhs::Element(list, index) => words("element", &[*list, *index]),
            Rhs::Length(list) => words("length", &[*list]),
        };
        self.out.push_str(&text);
        Ok(())
    }

    fn number(&mut self, bits: Bits, layout: LayoutId) -> fmt::Result {
        match self.program.layouts.get(layout) {
            Layout::Bool => write!(self.out, "{}", bits.low() != 0),
            Layout::Number(Num::F64) if f64::from_bits(bits.low()).is_finite() => {
                write!(self.out, "{:?}", f64::from_bits(bits.low()))
            }
            Layout::Number(Num::F32) if f32::from_bits(bits.low() as u32).is_finite() => {
                write!(self.out, "{:?}", f32::from_bits(bits.low() as u32))
            }
            Layout::Number(Num::F64 | Num::F32) => write!(self.out, "{:#x}", bits.get()),
            Layout::Number(Num::U128) => write!(self.out, "{}", bits.get() as u128),
            _ => write!(self.out, "{}", bits.get()),
        }
    }

    fn value(&mut self, value: &Value, layout: LayoutId) -> fmt::Result {
        let layouts = &self.program.layouts;
        let part = |fields: Option<&[Field]>, at: usize| {
            fields.and_then(|fields| fields.get(at)).map_or(Layouts::UNIT, |field| field.layout)
        };
        match value {
            Value::Bits(bits) => self.number(*bits, layout),
            Value::Str(text) => write!(self.out, "{text:?}"),
            Value::List(elements) => {
                let element = match layouts.get(layout) {
                    Layout::List(element) => *element,
                    _ => Layouts::UNIT,
                };
                self.out.push('[');
                self.separated(elements, |p, value| p.value(value, element))?;
                self.out.push(']');
                Ok(())
            }
            Value::Bytes(bytes) => {
                self.out.push_str("bytes \"");
                bytes.iter().try_for_each(|byte| write!(self.out, "{byte:02x}"))?;
                self.out.push('"');
                Ok(())
            }
            Value::Struct(parts) => {
                let fields = match layouts.get(layout) {
                    Layout::Struct(fields) => Some(&fields[..]),
                    _ => None,
                };
                self.out.push('{');
                for (at, value) in parts.iter().enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { " " });
                    self.value(value, part(fields, at))?;
                }
                self.out.push_str(if parts.is_empty() { "}" } else { " }" });
                Ok(())
            }
            Value::Tag(tag, payload) => {
                let fields = match layouts.get(layout) {
                    Layout::Union(union) => union.tags.get(*tag as usize).map(|fields| &fields[..]),
                    _ => None,
                };
                write!(self.out, "tag {tag} (")?;
                for (at, value) in payload.iter().enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { "" });
                    self.value(value, part(fields, at))?;
                }
                self.out.push(')');
                Ok(())
            }
            Value::Box(value) => {
                self.out.push_str("box ");
                let inner = match layouts.get(layout) {
                    Layout::Box(inner) => *inner,
                    _ => Layouts::UNIT,
                };
                self.value(value, inner)
            }
            Value::Function(id, captures) => {
                write!(self.out, "fn {}", quoted(&self.names[id.index()]))?;
                if captures.is_empty() {
                    return Ok(());
                }
                let struct_layout = self.program.functions[*id].captures.map(|layout| layouts.get(layout));
                let fields = match struct_layout {
                    Some(Layout::Struct(fields)) => Some(&fields[..]),
                    _ => None,
                };
                self.out.push_str(" (");
                for (at, value) in captures.iter().enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { "" });
                    self.value(value, part(fields, at))?;
                }
                self.out.push(')');
                Ok(())
            }
        }
    }

    fn terminator(&mut self, terminator: &Terminator) -> fmt::Result {
        let out = &mut *self.out;
        match terminator {
            Terminator::Jump(to) => write!(out, "jump b{}", to.index()),
            Terminator::Branch { condition, then, otherwise } => {
                write!(out, "branch v{}, b{}, b{}", condition.index(), then.index(), otherwise.index())
            }
            Terminator::Switch { value, cases, default } => {
                write!(out, "switch v{}", value.index())?;
                for (value, to) in cases {
                    write!(out, ", {value} => b{}", to.index())?;
                }
                match default {
                    Some(to) => write!(out, ", else => b{}", to.index()),
                    None => Ok(()),
                }
            }
            Terminator::Return(var) => write!(out, "return v{}", var.index()),
            Terminator::Crash(var) => write!(out, "crash v{}", var.index()),
            Terminator::CrashConstant(id) => {
                out.push_str("crash ");
                let constant = &self.program.constants[*id];
                self.value(&constant.value, constant.layout)
            }
            Terminator::Unreachable => write!(out, "unreachable"),
        }
    }
}

fn word<T: PartialEq>(table: &[(&'static str, T)], op: T) -> &'static str {
    table.iter().find(|row| row.1 == op).map_or("?", |row| row.0)
}
