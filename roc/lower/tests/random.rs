//! Random programs: what the interpreter runs must give what a simple evaluation of the LIR gives, and give all
//! memory back. `SEED=17 COUNT=1` chooses which.

mod run;

use std::fmt::Write;

use roc_base::IndexVec;
use roc_lower::image::{count as count_owners, optimize, shorten_all};
use roc_lower::lir::text::print;
use roc_lower::lir::verify::verify;
use roc_lower::lir::*;
use run::Loaded;

#[test]
fn programs_do_what_they_say() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (first, count) = (number("SEED").unwrap_or(1), number("COUNT").unwrap_or(40));
    for seed in first..first + count {
        let program = Generator::program(seed);
        assert_eq!(verify(&program), [], "seed {seed}");
        let (id, main) = program.functions.iter_enumerated().last().unwrap();
        let mut expected = "= ".to_owned();
        let value = evaluate(&program, id, Vec::new(), &mut 0);
        value.show(&program.layouts, main.ret, &mut expected);
        let name = main.name.clone();
        for inlined in [false, true] {
            let mut counted = program.clone();
            if inlined {
                optimize(&mut counted);
            } else {
                shorten_all(&mut counted);
            }
            assert_eq!(verify(&counted), [], "seed {seed}:\n{}", print(&counted));
            count_owners(&mut counted);
            let text = print(&counted);
            let loaded = Loaded::new(counted).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            let found = std::panic::catch_unwind(|| loaded.run(&name).outcome);
            match found {
                Ok(found) => assert!(found == expected, "seed {seed}: {found}\nwhere {expected}\n{text}"),
                Err(_) => panic!("seed {seed}:\n{text}"),
            }
        }
    }
}

/// A value as a tree.
#[derive(Clone, Debug)]
enum Val {
    Bits(i128),
    Str(String),
    List(Vec<Val>),
    Struct(Vec<Val>),
    Tag(u32, Vec<Val>),
    Box(Box<Val>),
    Closure(FunctionId, Vec<Val>),
}

impl Val {
    fn show(&self, layouts: &Layouts, layout: LayoutId, out: &mut String) {
        let parts = |fields: &[Field], parts: &[Val], out: &mut String| {
            for (at, (field, part)) in fields.iter().zip(parts).enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                part.show(layouts, field.layout, out);
            }
        };
        match (self, layouts.get(layout)) {
            (Val::Bits(bits), Layout::Bool) => write!(out, "{}", *bits != 0).unwrap(),
            (Val::Bits(bits), _) => write!(out, "{bits}").unwrap(),
            (Val::Str(text), _) => write!(out, "{text:?}").unwrap(),
            (Val::List(values), Layout::List(element)) => {
                out.push('[');
                for (at, value) in values.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    value.show(layouts, *element, out);
                }
                out.push(']');
            }
            (Val::Struct(values), Layout::Struct(fields)) => {
                out.push('{');
                parts(fields, values, out);
                out.push('}');
            }
            (Val::Tag(tag, values), Layout::Union(union)) => {
                write!(out, "tag {tag} (").unwrap();
                parts(&union.tags[*tag as usize], values, out);
                out.push(')');
            }
            (Val::Box(value), Layout::Box(inner)) => {
                out.push_str("box ");
                value.show(layouts, *inner, out);
            }
            (Val::Closure(..), _) => out.push_str("fn"),
            other => panic!("{other:?}"),
        }
    }

    fn bits(&self) -> i128 {
        match self {
            Val::Bits(bits) => *bits,
            other => panic!("{other:?} is no number"),
        }
    }

    fn inside(&self) -> &Val {
        match self {
            Val::Box(inner) => inner,
            other => other,
        }
    }
}

fn constant(value: &Value) -> Val {
    let all = |values: &[Value]| values.iter().map(constant).collect();
    match value {
        Value::Bits(bits) => Val::Bits(bits.get()),
        Value::Str(text) => Val::Str(text.to_string()),
        Value::List(values) => Val::List(all(values)),
        Value::Bytes(bytes) => Val::List(bytes.iter().map(|&byte| Val::Bits(byte.into())).collect()),
        Value::Struct(values) => Val::Struct(all(values)),
        Value::Tag(tag, values) => Val::Tag(*tag, all(values)),
        Value::Box(value) => Val::Box(Box::new(constant(value))),
        Value::Function(id, captures) => Val::Closure(*id, all(captures)),
    }
}

fn evaluate(program: &Program, id: FunctionId, arguments: Vec<Val>, steps: &mut u32) -> Val {
    let (captures, arguments): (Vec<Val>, Vec<Val>) = {
        let params = program.functions[id].params.len();
        let mut all = arguments;
        let captures = all.split_off(params);
        (captures, all)
    };
    let function = &program.functions[id];
    let mut vars: IndexVec<Var, Option<Val>> = IndexVec::filled(None, function.vars.len());
    for (&param, argument) in function.params.iter().zip(arguments) {
        vars[param] = Some(argument);
    }
    let mut block = BlockId::new(0);
    loop {
        for statement in &function.blocks[block].statements {
            *steps += 1;
            let Statement::Assign(target, rhs) = statement else { panic!("counted already") };
            let get = |var: &Var| vars[*var].clone().expect("a value");
            let all = |vars: &[Var]| vars.iter().map(get).collect::<Vec<_>>();
            let layout = program.layouts.get(function.vars[*target]);
            let value = match rhs {
                Rhs::Number(bits) => Val::Bits(bits.get()),
                Rhs::Constant(id) => constant(&program.constants[*id].value),
                Rhs::Copy(var) => get(var),
                Rhs::Unary(Unary::Convert, var) => {
                    let bits = get(var).bits();
                    Val::Bits(match layout {
                        Layout::Number(Num::U8) => i128::from(bits as u8),
                        Layout::Number(Num::I64) => i128::from(bits as i64),
                        other => panic!("{other:?}"),
                    })
                }
                Rhs::Binary(op, a, b) => {
                    let (a, b) = (get(a).bits() as i64, get(b).bits() as i64);
                    Val::Bits(match op {
                        Binary::AddWrap => a.wrapping_add(b).into(),
                        Binary::SubtractWrap => a.wrapping_sub(b).into(),
                        Binary::Xor => (a ^ b).into(),
                        Binary::Less => (a < b).into(),
                        Binary::GreaterOrEqual => (a >= b).into(),
                        Binary::Equal => (a == b).into(),
                        other => panic!("{other:?}"),
                    })
                }
                Rhs::Field(var, index) => match get(var).inside() {
                    Val::Struct(parts) => parts[*index as usize].clone(),
                    other => panic!("{other:?}"),
                },
                Rhs::Payload { value, tag, index } => match get(value).inside() {
                    Val::Tag(found, parts) if found == tag => parts[*index as usize].clone(),
                    other => panic!("{other:?}"),
                },
                Rhs::Discriminant(var) => match get(var).inside() {
                    Val::Tag(tag, _) => Val::Bits((*tag).into()),
                    other => panic!("{other:?}"),
                },
                Rhs::Struct(parts) => Val::Struct(all(parts)),
                Rhs::Tag(tag, parts) => Val::Tag(*tag, all(parts)),
                Rhs::Box(var) => Val::Box(Box::new(get(var))),
                Rhs::Unbox(var) => get(var).inside().clone(),
                Rhs::List(parts) => Val::List(all(parts)),
                Rhs::Element(list, index) => match get(list) {
                    Val::List(values) => values[get(index).bits() as usize].clone(),
                    other => panic!("{other:?}"),
                },
                Rhs::Length(list) => match get(list) {
                    Val::List(values) => Val::Bits(values.len() as i128),
                    other => panic!("{other:?}"),
                },
                Rhs::Call(id, arguments) => evaluate(program, *id, all(arguments), steps),
                Rhs::CallClosure(closure, arguments) => match get(closure) {
                    Val::Closure(id, captures) => {
                        let mut given = all(arguments);
                        given.extend(captures);
                        evaluate(program, id, given, steps)
                    }
                    other => panic!("{other:?}"),
                },
                Rhs::Closure(id, captures) => Val::Closure(*id, all(captures)),
                Rhs::Capture(index) => captures[*index as usize].clone(),
                Rhs::LowLevel(operation, arguments) => runtime(&operation.to_string(), all(arguments)),
                other => panic!("{other:?}"),
            };
            vars[*target] = Some(value);
        }
        let bits = |var: &Var| vars[*var].as_ref().expect("a value").bits();
        match &function.blocks[block].terminator {
            Terminator::Jump(to) => block = *to,
            Terminator::Branch { condition, then, otherwise } => {
                block = if bits(condition) != 0 { *then } else { *otherwise };
            }
            Terminator::Switch { value, cases, default } => {
                let value = bits(value) as u64;
                let case = cases.iter().find(|case| case.0 == value).map(|case| case.1);
                block = case.or(*default).expect("a case");
            }
            Terminator::Return(var) => return vars[*var].clone().expect("a value"),
            other => panic!("{other:?}"),
        }
    }
}

/// What operations of the runtime do.
fn runtime(operation: &str, arguments: Vec<Val>) -> Val {
    match (operation, &arguments[..]) {
        ("Str.concat", [Val::Str(a), Val::Str(b)]) => Val::Str(format!("{a}{b}")),
        ("List.append", [Val::List(list), value]) => {
            Val::List([&list[..], std::slice::from_ref(value)].concat())
        }
        ("List.concat", [Val::List(a), Val::List(b)]) => Val::List([&a[..], &b[..]].concat()),
        ("List.rev", [Val::List(list)]) => Val::List(list.iter().rev().cloned().collect()),
        ("List.repeat", [value, Val::Bits(times)]) => Val::List(vec![value.clone(); *times as usize]),
        other => panic!("{other:?}"),
    }
}

fn low_level(name: &str) -> LowLevel {
    LowLevel::by_name(name).expect("an operation")
}

/// Makes programs.
struct Generator {
    state: u64,
    program: Program,
    layouts: Vec<LayoutId>,
    functions: Vec<FunctionId>,
}

/// A function that is being made: variables with values on all paths so far.
struct Scope {
    builder: FunctionBuilder,
    known: Vec<Var>,
    captures: Vec<LayoutId>,
}

impl Generator {
    fn program(seed: u64) -> Program {
        let mut program = Program::new();
        let layouts = &mut program.layouts;
        let (i64, u8, text) = (Layouts::I64, Layouts::U8, Layouts::STR);
        let numbers = layouts.list(i64);
        let texts = layouts.list(text);
        let record = layouts.c_struct(&[texts, i64]);
        let odd = layouts.tuple(&[u8, i64, u8]);
        let union = layouts.union_in_order(&[&[], &[numbers], &[u8, record], &[i64, i64]]);
        let boxed = layouts.boxed(union);
        let large = layouts.c_struct(&[record, union, boxed, odd]);
        let boxed_record = layouts.boxed(record);
        let records = layouts.list(record);
        let layouts = vec![
            i64,
            u8,
            Layouts::BOOL,
            text,
            numbers,
            texts,
            record,
            odd,
            union,
            boxed,
            large,
            boxed_record,
            records,
        ];
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut generator = Generator { state, program, layouts, functions: Vec::new() };
        for number in 0..4 {
            let params = if number == 3 { 0 } else { generator.below(4) };
            let captures = if number == 1 { 1 + generator.below(3) } else { 0 };
            let id = generator.function(format!("f{number}"), params, captures);
            generator.functions.push(id);
        }
        generator.program
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % limit
    }

    fn any_layout(&mut self) -> LayoutId {
        let at = self.below(self.layouts.len());
        self.layouts[at]
    }

    fn function(&mut self, name: String, params: usize, captures: usize) -> FunctionId {
        let ret = self.any_layout();
        let mut scope =
            Scope { builder: FunctionBuilder::new(name, ret), known: Vec::new(), captures: Vec::new() };
        for _ in 0..params {
            let layout = self.any_layout();
            let param = scope.builder.param(layout);
            scope.known.push(param);
        }
        for _ in 0..captures {
            scope.captures.push(self.any_layout());
        }
        if captures > 0 {
            let layout = self.program.layouts.c_struct(&scope.captures);
            scope.builder.set_captures(layout);
        }
        self.statements(&mut scope, 0);
        let result = self.value(&mut scope, ret, 0);
        scope.builder.terminate(Terminator::Return(result));
        self.program.functions.push(scope.builder.finish())
    }

    fn statements(&mut self, scope: &mut Scope, depth: usize) {
        for _ in 0..2 + self.below(6) {
            match self.below(10) {
                0 if depth < 3 => self.branch(scope, depth),
                1 if depth < 2 => self.repeat(scope, depth),
                2 if depth < 3 => self.by_tag(scope, depth),
                // Another value for a variable.
                3 | 4 if !scope.known.is_empty() => {
                    let var = scope.known[self.below(scope.known.len())];
                    let layout = scope.builder.layout(var);
                    let rhs = self.rhs(scope, layout, 0);
                    scope.builder.assign(var, rhs);
                }
                _ => {
                    let layout = self.any_layout();
                    let rhs = self.rhs(scope, layout, 0);
                    let var = scope.builder.push(layout, rhs);
                    scope.known.push(var);
                }
            }
        }
    }

    fn branch(&mut self, scope: &mut Scope, depth: usize) {
        let condition = self.value(scope, Layouts::BOOL, 1);
        let (then, otherwise, after) = (scope.builder.block(), scope.builder.block(), scope.builder.block());
        scope.builder.terminate(Terminator::Branch { condition, then, otherwise });
        let known = scope.known.len();
        for block in [then, otherwise] {
            scope.builder.switch_to(block);
            self.statements(scope, depth + 1);
            scope.known.truncate(known);
            scope.builder.terminate(Terminator::Jump(after));
        }
        scope.builder.switch_to(after);
    }

    fn repeat(&mut self, scope: &mut Scope, depth: usize) {
        let times = self.below(4) as i128;
        let counter = scope.builder.int(Layouts::I64, 0);
        let (head, body, after) = (scope.builder.block(), scope.builder.block(), scope.builder.block());
        scope.builder.terminate(Terminator::Jump(head));
        scope.builder.switch_to(head);
        let end = scope.builder.int(Layouts::I64, times);
        let condition = scope.builder.push(Layouts::BOOL, Rhs::Binary(Binary::Less, counter, end));
        scope.builder.terminate(Terminator::Branch { condition, then: body, otherwise: after });
        scope.builder.switch_to(body);
        let known = scope.known.len();
        self.statements(scope, depth + 1);
        scope.known.truncate(known);
        let one = scope.builder.int(Layouts::I64, 1);
        scope.builder.assign(counter, Rhs::Binary(Binary::AddWrap, counter, one));
        scope.builder.terminate(Terminator::Jump(head));
        scope.builder.switch_to(after);
    }

    /// Looks into a union, boxed or not.
    fn by_tag(&mut self, scope: &mut Scope, depth: usize) {
        let at = 8 + self.below(2);
        let layout = self.layouts[at];
        let value = self.value(scope, layout, 1);
        let tag = scope.builder.push(Layouts::U8, Rhs::Discriminant(value));
        let blocks: Vec<BlockId> = (0..4).map(|_| scope.builder.block()).collect();
        let after = scope.builder.block();
        let first = self.below(2);
        let cases = (first..4).map(|tag| (tag as u64, blocks[tag])).collect();
        let default = (first > 0).then_some(blocks[0]);
        scope.builder.terminate(Terminator::Switch { value: tag, cases, default });
        let payloads: [&[usize]; 4] = [&[], &[4], &[1, 6], &[0, 0]];
        for (tag, block) in blocks.into_iter().enumerate() {
            scope.builder.switch_to(block);
            let known = scope.known.len();
            for (index, &layout) in payloads[tag].iter().enumerate() {
                if self.below(4) > 0 {
                    let rhs = Rhs::Payload { value, tag: tag as u32, index: index as u32 };
                    let part = scope.builder.push(self.layouts[layout], rhs);
                    scope.known.push(part);
                }
            }
            self.statements(scope, depth + 1);
            scope.known.truncate(known);
            scope.builder.terminate(Terminator::Jump(after));
        }
        scope.builder.switch_to(after);
    }

    /// A variable with such a value.
    fn value(&mut self, scope: &mut Scope, layout: LayoutId, depth: usize) -> Var {
        let fitting: Vec<Var> =
            scope.known.iter().copied().filter(|&var| scope.builder.layout(var) == layout).collect();
        if !fitting.is_empty() && self.below(4) > 0 {
            return fitting[self.below(fitting.len())];
        }
        let rhs = self.rhs(scope, layout, depth + 1);
        let var = scope.builder.push(layout, rhs);
        if self.below(2) == 0 {
            scope.known.push(var);
        }
        var
    }

    fn values(&mut self, scope: &mut Scope, layouts: &[LayoutId], depth: usize) -> Box<[Var]> {
        layouts.iter().map(|&layout| self.value(scope, layout, depth)).collect()
    }

    fn rhs(&mut self, scope: &mut Scope, layout: LayoutId, depth: usize) -> Rhs {
        // Parts of what there is, and calls.
        for _ in 0..3 {
            match self.below(8) {
                0 if depth < 3 => {
                    let callable: Vec<FunctionId> = self
                        .functions
                        .iter()
                        .copied()
                        .filter(|&id| self.program.functions[id].ret == layout)
                        .collect();
                    if !callable.is_empty() {
                        let id = callable[self.below(callable.len())];
                        return self.call(scope, id, depth);
                    }
                }
                1 if !scope.captures.is_empty() => {
                    let index = self.below(scope.captures.len());
                    if scope.captures[index] == layout {
                        return Rhs::Capture(index as u32);
                    }
                }
                2..=5 => {
                    let reads = self.reads(scope, layout);
                    if !reads.is_empty() {
                        return reads[self.below(reads.len())].clone();
                    }
                }
                _ => {}
            }
        }
        self.make(scope, layout, depth)
    }

    fn call(&mut self, scope: &mut Scope, id: FunctionId, depth: usize) -> Rhs {
        let function = &self.program.functions[id];
        let params = function.param_layouts();
        let captures = function.captures.map(|layout| match self.program.layouts.get(layout) {
            Layout::Struct(fields) => fields.iter().map(|field| field.layout).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        });
        if captures.is_none() && self.below(4) > 0 {
            return Rhs::Call(id, self.values(scope, &params, depth));
        }
        let captures = self.values(scope, &captures.unwrap_or_default(), depth);
        let closure = scope.builder.push(Layouts::CLOSURE, Rhs::Closure(id, captures));
        Rhs::CallClosure(closure, self.values(scope, &params, depth))
    }

    /// All ways to read such a value from what there is.
    fn reads(&mut self, scope: &mut Scope, layout: LayoutId) -> Vec<Rhs> {
        let layouts = &self.program.layouts;
        let mut reads = Vec::new();
        for &var in &scope.known {
            let own = scope.builder.layout(var);
            if own == layout {
                reads.push(Rhs::Copy(var));
            }
            let inner = match layouts.get(own) {
                Layout::Box(inner) => {
                    if *inner == layout {
                        reads.push(Rhs::Unbox(var));
                    }
                    *inner
                }
                _ => own,
            };
            if let Layout::Struct(fields) = layouts.get(inner) {
                for (index, _) in fields.iter().enumerate().filter(|field| field.1.layout == layout) {
                    reads.push(Rhs::Field(var, index as u32));
                }
            }
        }
        reads
    }

    fn make(&mut self, scope: &mut Scope, layout: LayoutId, depth: usize) -> Rhs {
        let small = depth > 3;
        match self.program.layouts.get(layout).clone() {
            Layout::Bool if small => Rhs::Number(Bits::int(self.below(2) as i128)),
            Layout::Bool => {
                let ops = [Binary::Less, Binary::GreaterOrEqual, Binary::Equal];
                let op = ops[self.below(3)];
                let (a, b) = (self.value(scope, Layouts::I64, depth), self.value(scope, Layouts::I64, depth));
                Rhs::Binary(op, a, b)
            }
            Layout::Number(Num::I64) if !small => match self.below(4) {
                0 => {
                    let ops = [Binary::AddWrap, Binary::SubtractWrap, Binary::Xor];
                    let op = ops[self.below(3)];
                    let a = self.value(scope, Layouts::I64, depth);
                    let b = self.value(scope, Layouts::I64, depth);
                    Rhs::Binary(op, a, b)
                }
                1 => {
                    let at = 4 + self.below(2);
                    let list = self.layouts[at];
                    let list = self.value(scope, list, depth);
                    let length = scope.builder.push(Layouts::U64, Rhs::Length(list));
                    Rhs::Unary(Unary::Convert, length)
                }
                _ => Rhs::Number(Bits::int(self.below(100) as i128 - 50)),
            },
            Layout::Number(Num::U8) if !small && self.below(2) == 0 => {
                Rhs::Unary(Unary::Convert, self.value(scope, Layouts::I64, depth))
            }
            Layout::Number(_) => Rhs::Number(Bits::int(self.below(100) as i128)),
            Layout::Str if !small && self.below(3) == 0 => {
                let parts = self.values(scope, &[layout, layout], depth);
                Rhs::operation(low_level("Str.concat"), &parts)
            }
            Layout::List(element) if !small && self.below(2) == 0 => {
                let (name, parts): (&str, &[LayoutId]) = match self.below(4) {
                    0 => ("List.concat", &[layout, layout]),
                    1 => ("List.rev", &[layout]),
                    2 => ("List.append", &[layout, element]),
                    _ => {
                        let value = self.value(scope, element, depth);
                        let times = scope.builder.int(Layouts::U64, self.below(3) as i128);
                        return Rhs::operation(low_level("List.repeat"), &[value, times]);
                    }
                };
                let parts = self.values(scope, parts, depth);
                Rhs::operation(low_level(name), &parts)
            }
            Layout::Str => {
                let texts = ["", "small", "a string that is longer than twenty-three bytes"];
                let text = texts[self.below(3)];
                Rhs::Constant(self.program.string(text))
            }
            Layout::List(element) => {
                let length = if small { 0 } else { self.below(4) };
                Rhs::List(self.values(scope, &vec![element; length], depth))
            }
            Layout::Struct(fields) => {
                let parts: Vec<LayoutId> = fields.iter().map(|field| field.layout).collect();
                Rhs::Struct(self.values(scope, &parts, depth))
            }
            Layout::Union(union) => {
                let tag = if small { 0 } else { self.below(union.tags.len()) };
                let parts: Vec<LayoutId> = union.tags[tag].iter().map(|field| field.layout).collect();
                Rhs::Tag(tag as u32, self.values(scope, &parts, depth))
            }
            Layout::Box(inner) => Rhs::Box(self.value(scope, inner, depth)),
            other => panic!("{other:?}"),
        }
    }
}
