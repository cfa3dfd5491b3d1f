//! One function: its statements as instructions.

use roc_base::IndexVec;
use roc_shim_image::format::{ClosureRecord, NONE, captures_at};
use roc_shim_image::op::Op;
use roc_shim_image::write::{self, Assembler, Code, Label};

use super::numbers::{Folded, binary, extend, fold, unary};
use super::{Failure, Tables};
use crate::callee::arguments;
use crate::frame::{Frame, Request, allocate};
use crate::lir::verify::low_level_element;
use crate::lir::{
    Binary, Bits, BlockId, ConstantId, Field, Function, FunctionId, Layout, LayoutId, Layouts, Num, Rhs,
    Statement, Unary, Var,
};
use crate::order::{loop_depth, order};
use crate::prepare::{Prepared, prepare};

/// A function that is being written.
pub(super) struct Body<'a, 't> {
    pub(super) function: &'a Function,
    pub(super) prepared: &'a Prepared,
    pub(super) frame: &'a Frame,
    pub(super) tables: &'a mut Tables<'t>,
    pub(super) code: Assembler,
    pub(super) labels: IndexVec<BlockId, Label>,
    /// Blocks that were written.
    pub(super) written: IndexVec<BlockId, bool>,
    /// How many loops each block is in.
    pub(super) depth: &'a IndexVec<BlockId, u32>,
    args: u32,
    /// Whether bytes behind the frame's variables are used for a moment.
    pub(super) scratch: bool,
}

/// Bytes for a moment, behind the variables.
pub(super) const SCRATCH: u32 = 16;

/// The code of a function.
pub(super) fn write(function: &Function, id: FunctionId, tables: &mut Tables<'_>) -> Result<Code, Failure> {
    let mut function = function.clone();
    let layouts = &tables.program.layouts;
    let prepared = prepare(&mut function, layouts);
    let order = order(&function);
    let depth = loop_depth(&function, &order);
    let callee = tables.callees[id].clone();
    let request = Request {
        function: &function,
        layouts,
        callee: &callee,
        callees: &tables.callees,
        order: &order,
        depth: &depth,
        placeless: &prepared.placeless,
    };
    let frame = allocate(&request).map_err(Failure::Frame)?;
    let mut code = Assembler::new();
    let labels = function.blocks.iter().map(|_| code.label()).collect();
    let written = IndexVec::filled(false, function.blocks.len());
    let (function, prepared, args) = (&function, &prepared, callee.args);
    let mut body = Body {
        function,
        prepared,
        frame: &frame,
        tables,
        code,
        labels,
        written,
        depth: &depth,
        args,
        scratch: false,
    };
    for (at, &block) in order.iter().enumerate() {
        body.block(block, order.get(at + 1).copied());
    }
    let size = frame.size + if body.scratch { SCRATCH } else { 0 };
    let frame = write::Frame { size, args, ret: callee.ret, captures: callee.captures };
    body.code.finish(frame).map_err(Failure::Write)
}

impl Body<'_, '_> {
    fn block(&mut self, id: BlockId, next: Option<BlockId>) {
        self.code.bind(self.labels[id]);
        self.written[id] = true;
        self.statements(id);
        self.end(id, next);
    }

    /// All statements of a block but what its end does itself.
    pub(super) fn statements(&mut self, id: BlockId) {
        let function = self.function;
        let skipped = self.tail_call(id).is_some() || self.prepared.fused[id];
        let statements = &function.blocks[id].statements;
        for (at, statement) in statements[..statements.len() - usize::from(skipped)].iter().enumerate() {
            match statement {
                Statement::Assign(target, rhs) => self.assign(*target, rhs, id, at),
                Statement::Retain(var) => self.count(*var, true),
                Statement::Release(var) => self.count(*var, false),
            }
        }
    }

    pub(super) fn layouts(&self) -> &Layouts {
        &self.tables.program.layouts
    }

    pub(super) fn layout(&self, var: Var) -> LayoutId {
        self.function.vars[var]
    }

    pub(super) fn size(&self, var: Var) -> u32 {
        self.layouts().size(self.layout(var))
    }

    pub(super) fn at(&self, var: Var) -> i64 {
        self.frame.place(var).into()
    }

    /// The number that a variable stands for that has no place.
    pub(super) fn number_of(&self, var: Var) -> Option<Bits> {
        self.prepared.numbers[var].filter(|_| self.prepared.placeless.contains(var))
    }

    /// The number kind of a variable; Bool counts as U8.
    pub(super) fn kind(&self, var: Var) -> Option<Num> {
        match self.layouts().get(self.layout(var)) {
            Layout::Number(number) => Some(*number),
            Layout::Bool => Some(Num::U8),
            _ => None,
        }
    }

    /// Copies bytes inside the frame.
    pub(super) fn copy(&mut self, to: i64, from: i64, size: u32) {
        if to == from {
            return;
        }
        let op = match size {
            0 => return,
            1 => Op::Move1,
            2 => Op::Move2,
            4 => Op::Move4,
            8 => Op::Move8,
            16 => Op::Move16,
            24 => Op::Move24,
            _ => return self.code.emit(Op::MoveN, &[to, from, size.into()]),
        };
        self.code.emit(op, &[to, from]);
    }

    /// Puts a variable's value there.
    fn put(&mut self, to: i64, var: Var) {
        match self.number_of(var) {
            Some(bits) => self.number(to, self.size(var), bits),
            None => self.copy(to, self.at(var), self.size(var)),
        }
    }

    /// Puts a number of so many bytes there.
    pub(super) fn number(&mut self, to: i64, size: u32, bits: Bits) {
        let value = bits.get();
        let small = i32::try_from(value).ok().map(i64::from);
        match (size, small) {
            (1, _) => self.code.emit(Op::Const1, &[to, i64::from(value as i8)]),
            (2, _) => self.code.emit(Op::Const2, &[to, i64::from(value as i16)]),
            (4, _) => self.code.emit(Op::Const4, &[to, i64::from(value as i32)]),
            (8, Some(value)) => self.code.emit(Op::Const8, &[to, value]),
            (8, None) => self.code.emit(Op::Const8Wide, &[to, value as i64]),
            (16, Some(value)) => self.code.emit(Op::Const16, &[to, value]),
            (16, None) => self.code.emit(Op::Const16Wide, &[to, value as i64, (value >> 64) as i64]),
            _ => {}
        }
    }

    /// One owner more or one fewer.
    fn count(&mut self, var: Var, more: bool) {
        let (layout, at) = (self.layout(var), self.at(var));
        if !self.layouts().shape(layout).counted {
            return;
        }
        match (self.layouts().get(layout), more) {
            (Layout::Str, true) => self.code.emit(Op::RetainStr, &[at]),
            (Layout::Str, false) => self.code.emit(Op::ReleaseStr, &[at]),
            (Layout::List(_), true) => self.code.emit(Op::RetainList, &[at]),
            (Layout::Box(_) | Layout::Closure, true) => self.code.emit(Op::RetainPointer, &[at]),
            _ => {
                let layout = self.tables.layout(layout);
                let op = if more { Op::Retain } else { Op::Release };
                self.code.emit(op, &[at, layout.into()]);
            }
        }
    }

    fn assign(&mut self, target: Var, rhs: &Rhs, block: BlockId, at: usize) {
        let to = self.at(target);
        let area = i64::from(self.frame.area(block, at));
        match rhs {
            Rhs::Number(bits) => {
                if self.number_of(target).is_none() {
                    self.number(to, self.size(target), *bits);
                }
            }
            Rhs::Constant(id) => self.constant(to, *id),
            Rhs::Copy(var) => self.put(to, *var),
            Rhs::Unary(op, var) => self.unary(*op, target, *var),
            Rhs::Binary(op, a, b) => self.binary(*op, to, *a, *b),
            Rhs::Field(var, index) => {
                if let Layout::Struct(fields) = self.inside(*var) {
                    let field = fields.get(*index as usize).copied();
                    self.part(target, *var, field);
                }
            }
            Rhs::Payload { value, tag, index } => {
                if let Layout::Union(union) = self.inside(*value) {
                    let fields = union.tags.get(*tag as usize);
                    let field = fields.and_then(|fields| fields.get(*index as usize)).copied();
                    self.part(target, *value, field);
                }
            }
            Rhs::Discriminant(var) => {
                if let Layout::Union(union) = self.inside(*var) {
                    match union.discriminant_size {
                        0 => self.number(to, 1, Bits::int(0)),
                        _ => {
                            let (layout, offset) = (self.layout(target), union.discriminant_offset);
                            self.part(target, *var, Some(Field { layout, offset }));
                        }
                    }
                }
            }
            Rhs::Struct(parts) => {
                if let Layout::Struct(fields) = self.layouts().get(self.layout(target)) {
                    let offsets: Vec<u32> = fields.iter().map(|field| field.offset).collect();
                    self.parts(to, parts, &offsets);
                }
            }
            Rhs::Tag(tag, parts) => {
                if let Layout::Union(union) = self.layouts().get(self.layout(target)) {
                    let fields = union.tags.get(*tag as usize).map_or(&[][..], |fields| fields);
                    let offsets: Vec<u32> = fields.iter().map(|field| field.offset).collect();
                    let (at, size) = (to + i64::from(union.discriminant_offset), union.discriminant_size);
                    self.parts(to, parts, &offsets);
                    self.number(at, size, Bits::int(i128::from(*tag)));
                }
            }
            Rhs::Box(var) => {
                let inner = self.tables.layout(self.layout(*var));
                self.code.emit(Op::MakeBox, &[to, self.at(*var), inner.into()]);
            }
            Rhs::Unbox(var) => {
                let (layout, offset) = (self.layout(target), 0);
                self.load(to, *var, Field { layout, offset });
            }
            Rhs::Call(id, arguments) | Rhs::CallBorrowing(id, arguments, _) => {
                self.arguments(area, arguments);
                self.code.emit(Op::Call, &[area, self.tables.functions[*id].into()]);
                self.copy(to, area, self.size(target));
            }
            Rhs::CallClosure(closure, arguments) => {
                let size = self.arguments(area, arguments);
                let result = self.size(target);
                let operands = [self.at(*closure), area, size.into(), result.into()];
                self.code.emit(Op::CallClosure, &operands);
                self.copy(to, area, result);
            }
            Rhs::CallHosted(index, arguments) => {
                let size = self.arguments(area, arguments);
                let operands = [to, area, (*index).into(), size.into(), self.size(target).into()];
                self.code.emit(Op::CallHosted, &operands);
            }
            Rhs::Closure(id, captures) => self.closure(to, area, *id, captures),
            Rhs::Capture(index) => {
                if let Some(Layout::Struct(fields)) =
                    self.function.captures.map(|layout| self.layouts().get(layout))
                    && let Some(field) = fields.get(*index as usize)
                {
                    let offset = field.offset + ClosureRecord::VALUES as u32;
                    let pointer = i64::from(captures_at(self.args));
                    self.load_from(to, pointer, Field { offset, ..*field });
                }
            }
            Rhs::LowLevel(operation, arguments) => {
                if let Some(op) = Op::instead_of(*operation) {
                    let mut operands = vec![to];
                    operands.extend(arguments.iter().map(|&argument| self.at(argument)));
                    return self.code.emit(op, &operands);
                }
                self.arguments(area, arguments);
                let layout = self.layout(target);
                let element =
                    low_level_element(self.tables.program, self.function, layout, *operation, arguments);
                let element = element.map_or(NONE.into(), |element| self.tables.layout(element).into());
                self.code.emit(Op::calling(*operation), &[to, area, operation.index().into(), element]);
            }
            Rhs::List(elements) => self.list(target, elements),
            Rhs::Element(list, index) => self.element(target, *list, *index),
            Rhs::Length(list) => self.copy(to, self.at(*list) + 8, 8),
        }
    }

    /// A variable's layout, or what is in its box.
    fn inside(&self, var: Var) -> &Layout {
        match self.layouts().get(self.layout(var)) {
            Layout::Box(inner) => self.layouts().get(*inner),
            other => other,
        }
    }

    /// Reads a part of a value in the frame or in a box.
    fn part(&mut self, target: Var, whole: Var, field: Option<Field>) {
        let Some(field) = field else { return };
        let to = self.at(target);
        if let Layout::Box(_) = self.layouts().get(self.layout(whole)) {
            self.load(to, whole, field);
        } else {
            let from = self.at(whole) + i64::from(field.offset);
            self.copy(to, from, self.layouts().size(field.layout));
        }
    }

    fn load(&mut self, to: i64, pointer: Var, field: Field) {
        self.load_from(to, self.at(pointer), field);
    }

    fn load_from(&mut self, to: i64, pointer: i64, field: Field) {
        let size = self.layouts().size(field.layout);
        let offset = i64::from(field.offset);
        let op = match size {
            0 => return,
            1 => Op::Load1,
            2 => Op::Load2,
            4 => Op::Load4,
            8 => Op::Load8,
            16 => Op::Load16,
            24 => Op::Load24,
            _ => Op::LoadN,
        };
        if op == Op::LoadN || u16::try_from(offset).is_err() {
            self.code.emit(Op::LoadN, &[to, pointer, size.into(), offset]);
        } else {
            self.code.emit(op, &[to, pointer, offset]);
        }
    }

    fn parts(&mut self, to: i64, parts: &[Var], offsets: &[u32]) {
        for (&part, &offset) in parts.iter().zip(offsets) {
            self.put(to + i64::from(offset), part);
        }
    }

    /// Puts arguments where a call wants them; their bytes.
    pub(super) fn arguments(&mut self, area: i64, vars: &[Var]) -> u32 {
        let given: Vec<LayoutId> = vars.iter().map(|&var| self.layout(var)).collect();
        let (fields, size) = arguments(&given, self.layouts());
        let offsets: Vec<u32> = fields.iter().map(|field| field.offset).collect();
        self.parts(area, vars, &offsets);
        size
    }

    fn closure(&mut self, to: i64, area: i64, id: FunctionId, captures: &[Var]) {
        let function = self.tables.functions[id];
        match self.tables.program.functions[id].captures {
            Some(layout) => {
                self.arguments(area, captures);
                let layout = self.tables.layout(layout);
                self.code.emit(Op::MakeClosure, &[to, area, function.into(), layout.into()]);
            }
            None => {
                let target = self.tables.builder.data.add_closure(function, None);
                self.code.emit(Op::DataAddress, &[to, target.into()]);
            }
        }
    }

    fn constant(&mut self, to: i64, id: ConstantId) {
        let program = self.tables.program;
        let constant = &program.constants[id];
        if let Some(target) = self.tables.pointer_target(constant.layout, &constant.value) {
            return self.code.emit(Op::DataAddress, &[to, target.into()]);
        }
        let shape = program.layouts.shape(constant.layout);
        let blob = self.tables.blob(constant.layout, &constant.value);
        let bytes = <[u8; 16]>::try_from(&blob.bytes[..]).ok();
        match (shape.size, &blob.bytes[..]) {
            (0, _) => {}
            (16, _) if blob.pointers.is_empty() && bytes.is_some() => {
                self.number(to, 16, Bits::int(bytes.map_or(0, i128::from_le_bytes)));
            }
            (1 | 2 | 4 | 8, bytes) if blob.pointers.is_empty() => {
                let value = bytes.iter().rev().fold(0i128, |value, &byte| value << 8 | i128::from(byte));
                let unused = 128 - 8 * bytes.len() as u32;
                self.number(to, shape.size, Bits::int(value << unused >> unused));
            }
            (24, _) => {
                let data = self.tables.builder.data.add(blob, shape.align as usize);
                self.code.emit(Op::ConstData24, &[to, data.into()]);
            }
            (size, _) => {
                let data = self.tables.builder.data.add(blob, shape.align as usize);
                self.code.emit(Op::ConstDataN, &[to, size.into(), data.into()]);
            }
        }
    }

    fn unary(&mut self, op: Unary, target: Var, var: Var) {
        let (to, from) = (self.at(target), self.at(var));
        let (Some(kind), Some(wanted)) = (self.kind(var), self.kind(target)) else { return };
        let op = match op {
            Unary::Convert if wanted.size() <= kind.size() => {
                return self.copy(to, from, wanted.size() as u32);
            }
            Unary::Convert => extend(kind, wanted),
            Unary::Not if self.layout(var) == Layouts::BOOL => Some(Op::NotBool),
            op => unary(op, kind),
        };
        if let Some(op) = op {
            self.code.emit(op, &[to, from]);
        }
    }

    fn binary(&mut self, op: Binary, to: i64, a: Var, b: Var) {
        let numbers = &self.prepared.numbers;
        if let Some(Folded { op, left, number }) = fold(op, self.kind(a), a, b, &|var| numbers[var]) {
            return self.code.emit(op, &[to, self.at(left), number]);
        }
        let Some(kind) = self.kind(a) else { return };
        if let Some((instruction, swapped)) = binary(op, kind) {
            let (left, right) = if swapped { (b, a) } else { (a, b) };
            self.code.emit(instruction, &[to, self.at(left), self.at(right)]);
            if op == Binary::NotEqual && kind.is_float() {
                self.code.emit(Op::NotBool, &[to, to]);
            }
        }
    }

    fn list(&mut self, target: Var, elements: &[Var]) {
        let layout = self.layout(target);
        let Layout::List(element) = *self.layouts().get(layout) else { return };
        let size = self.layouts().size(element);
        let to = self.at(target);
        if elements.is_empty() {
            // An empty list owns nothing: three words of zeros.
            let empty = self.tables.builder.data.add(write::Blob::zeros(24), 8);
            return self.code.emit(Op::ConstData24, &[to, empty.into()]);
        }
        let layout = self.tables.layout(layout);
        self.code.emit(Op::MakeList, &[to, layout.into(), elements.len() as i64]);
        let store = match size {
            0 => return,
            1 => Op::Store1,
            2 => Op::Store2,
            4 => Op::Store4,
            8 => Op::Store8,
            16 => Op::Store16,
            24 => Op::Store24,
            _ => Op::StoreN,
        };
        for (index, &var) in elements.iter().enumerate() {
            let offset = index as i64 * i64::from(size);
            if store == Op::StoreN || u16::try_from(offset).is_err() {
                self.code.emit(Op::StoreN, &[to, self.at(var), size.into(), offset]);
            } else {
                self.code.emit(store, &[to, self.at(var), offset]);
            }
        }
    }

    fn element(&mut self, target: Var, list: Var, index: Var) {
        let layout = self.layout(target);
        let operands = [self.at(target), self.at(list), self.at(index)];
        let op = match self.layouts().size(layout) {
            0 => return,
            1 => Op::ListLoad1,
            2 => Op::ListLoad2,
            4 => Op::ListLoad4,
            8 => Op::ListLoad8,
            16 => Op::ListLoad16,
            24 => Op::ListLoad24,
            _ => {
                let [to, list, index] = operands;
                let layout = self.tables.layout(layout);
                return self.code.emit(Op::ListLoadN, &[to, list, index, layout.into()]);
            }
        };
        self.code.emit(op, &operands);
    }
}
