//! The check that an image gets once, before anything of it runs: every offset, length, index and jump is inside what
//! it refers to, every instruction is whole and known, no function runs out of its code. Afterwards the interpreter
//! reads code, frames, tables and data without looking.
//!
//! What pointers and counts in frames and in memory are is the writer's duty: it is not visible here.

use crate::error::{ImageError, Problem};
use crate::format::{
    CLOSURE, ClosureRecord, FunctionRecord, LayoutKind, LayoutRecord, MAX_DEPTH, MAX_FRAME, NONE, captures_at,
};
use crate::lowlevel::{How, LowLevel};
use crate::op::{Flow, Info, Kind, MAX_OPERANDS, Op};
use crate::read::Image;
use zerocopy::FromBytes;

impl Image<'_> {
    /// Checks everything, in one pass and without memory of its own. Before relocations are applied.
    pub fn validate(&self) -> Result<(), ImageError> {
        for (index, &function) in (0..).zip(self.entries) {
            self.function(function).ok_or(ImageError::Entry(index))?;
        }
        for (index, layout) in (0..).zip(self.layouts) {
            self.check_layout(layout).ok_or(ImageError::Layout(index))?;
        }
        let mut end = 0;
        for (index, relocation) in (0..).zip(self.relocations) {
            let (offset, target) = (relocation.offset, relocation.target);
            let after = if offset >= end { self.check_relocation(offset, target) } else { None };
            end = after.ok_or(ImageError::Relocation(index))?;
        }
        let mut next = 0;
        for (index, function) in (0..).zip(self.functions) {
            if function.code_start != next || !self.is_function_sound(function) {
                return Err(ImageError::Function(index));
            }
            next += function.code_len;
            Body { image: self, function }.check().map_err(|(word, problem)| ImageError::Instruction {
                function: index,
                word,
                problem,
            })?;
        }
        if next as usize != self.code.len() || self.padding_of_starts() != 0 {
            return Err(ImageError::Section("code"));
        }
        Ok(())
    }

    fn function(&self, id: u32) -> Option<&FunctionRecord> {
        self.functions.get(id as usize)
    }

    fn layout(&self, id: u32) -> Option<&LayoutRecord> {
        self.layouts.get(id as usize)
    }

    /// Whether these bytes are in the data.
    fn has_data(&self, offset: u32, bytes: u32) -> bool {
        u64::from(offset) + u64::from(bytes) <= self.data.len() as u64
    }

    fn is_closure_code(&self, id: u32) -> bool {
        self.function(id).is_some_and(|function| function.captures_at != NONE)
    }

    fn is_function_sound(&self, function: &FunctionRecord) -> bool {
        let end = u64::from(function.code_start) + u64::from(function.code_len);
        function.code_len > 0
            && end <= self.code.len() as u64
            && function.frame_size.is_multiple_of(16)
            && function.frame_size <= MAX_FRAME
            && function.args_size <= function.frame_size
            && (function.captures_at == NONE || function.captures_at == captures_at(function.args_size))
            && function.args_end() <= function.frame_size
            && function.ret_size <= function.frame_size
    }

    /// The bits behind the last word of code.
    fn padding_of_starts(&self) -> u64 {
        match self.code.len() % 64 {
            0 => 0,
            used => self.starts.last().map_or(0, |word| word >> used),
        }
    }

    fn check_layout(&self, layout: &LayoutRecord) -> Option<()> {
        let &LayoutRecord { size, align, depth, kind, first, count } = layout;
        let aligned = align.is_power_of_two() && align <= 16 && size.is_multiple_of(align.into());
        let kind = LayoutKind::from_number(kind)?;
        // A part at an offset: inside the whole, and nearer to the bottom.
        let part = |offset: u32, id: u32| {
            let part = self.layout(id)?;
            let inside = u64::from(offset) + u64::from(part.size) <= u64::from(size);
            (inside && part.depth < depth).then_some(())
        };
        let words = |bytes| (size == bytes && align == 8 && count == 0).then_some(());
        let items = self.items_of(layout);
        let sound = aligned && depth <= MAX_DEPTH && items.len() == count as usize;
        sound.then_some(())?;
        match kind {
            LayoutKind::Plain => (count == 0).then_some(()),
            LayoutKind::Str => words(24),
            LayoutKind::Closure => words(8),
            LayoutKind::List => words(24).and(self.layout(first)).map(|_| ()),
            LayoutKind::Box => words(8).and(self.layout(first)).map(|_| ()),
            LayoutKind::Struct => {
                let (pairs, rest) = items.as_chunks::<2>();
                rest.is_empty().then_some(())?;
                pairs.iter().try_for_each(|&[offset, id]| part(offset, id))
            }
            LayoutKind::Union => {
                let ([offset, bytes], payloads) = items.split_first_chunk()?;
                let inside = u64::from(*offset) + u64::from(*bytes) <= u64::from(size);
                let selects = matches!((bytes, payloads.len()), (0, 1) | (1 | 2 | 4, _));
                (inside && selects).then_some(())?;
                payloads.iter().filter(|&&id| id != NONE).try_for_each(|&id| part(0, id))
            }
        }
    }

    /// The end of what it changes.
    fn check_relocation(&self, offset: u32, target: u32) -> Option<u32> {
        let bytes = if target == CLOSURE { size_of::<ClosureRecord>() as u32 } else { 8 };
        let sound = offset.is_multiple_of(8) && self.has_data(offset, bytes);
        sound.then_some(())?;
        if target == CLOSURE {
            let bytes = self.data.get(offset as usize..)?.get(..size_of::<ClosureRecord>())?;
            let record = ClosureRecord::read_from_bytes(bytes).ok()?;
            let captures = record.captures == NONE || self.layout(record.captures).is_some();
            (captures && self.is_closure_code(record.function)).then_some(())?;
        } else {
            self.has_data(target, 0).then_some(())?;
        }
        Some(offset + bytes)
    }
}

/// A function whose instructions are being checked.
struct Body<'a> {
    image: &'a Image<'a>,
    function: &'a FunctionRecord,
}

/// An instruction's operands.
struct Operands {
    info: &'static Info,
    values: [u64; MAX_OPERANDS],
}

impl Operands {
    fn read(info: &'static Info, words: &[u64]) -> Self {
        let mut values = [0; MAX_OPERANDS];
        for ((value, kind), place) in values.iter_mut().zip(info.operands).zip(info.places) {
            let word = words.get(usize::from(place.word)).copied().unwrap_or(0);
            *value = (word >> place.shift) & (u64::MAX >> (64 - kind.bits()));
        }
        Self { info, values }
    }

    /// The first operand for which `choose` has an answer.
    fn find<T>(&self, choose: impl Fn(Kind, u32) -> Option<T>) -> Option<T> {
        self.info.operands.iter().zip(self.values).find_map(|(&kind, value)| choose(kind, value as u32))
    }
}

impl Body<'_> {
    fn check(&self) -> Result<(), (u32, Problem)> {
        let code = self.image.code_of(self.function);
        let mut at = 0;
        // How many jumps the table of the last switch still has, and what came last.
        let (mut cases, mut last) = (0u32, Op::Unreachable);
        while at < code.len() {
            let wrong = |problem| (at as u32, problem);
            let number = code[at] as u16;
            let op = Op::from_number(number).ok_or(wrong(Problem::Unknown(number)))?;
            let info = op.info();
            let words = code.get(at..at + usize::from(info.words)).ok_or(wrong(Problem::CutOff(op)))?;
            if !self.starts_only(at, words.len()) {
                return Err(wrong(Problem::Starts));
            }
            if cases > 0 {
                cases -= 1;
                if op != Op::Jump {
                    return Err(wrong(Problem::Table(op)));
                }
            }
            if !self.has_lanes(info, words) || !info.simple {
                let operands = Operands::read(info, words);
                self.check_operands(op, &operands, at)
                    .map_err(|index| wrong(Problem::Operand(op, index as u8)))?;
                match info.flow {
                    Flow::Next | Flow::End => {}
                    Flow::Switch => {
                        let count = |kind, value| (kind == Kind::Cases).then_some(value);
                        cases = operands.find(count).unwrap_or(0);
                    }
                    Flow::Internal => return Err(wrong(Problem::Unknown(number))),
                }
            }
            last = op;
            at += words.len();
        }
        match (last.info().flow, cases) {
            (Flow::End, 0) => Ok(()),
            _ => Err((at as u32, Problem::NoEnd(last))),
        }
    }

    /// Whether the values of fixed size are in the frame, which is all that most instructions need.
    fn has_lanes(&self, info: &Info, words: &[u64]) -> bool {
        let word = words.first().copied().unwrap_or(0);
        let fits = |(lane, &bytes): (u32, &u8)| {
            let offset = (word >> (16 + 16 * lane)) as u16;
            bytes == 0 || u32::from(offset) + u32::from(bytes) <= self.function.frame_size
        };
        (0..).zip(&info.lanes).all(fits)
    }

    /// Whether the image says that an instruction starts at this word of the function.
    fn is_start(&self, word: usize) -> bool {
        let at = self.function.code_start as usize + word;
        self.image.starts.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Whether the image says that an instruction starts here and none in its further words.
    fn starts_only(&self, at: usize, words: usize) -> bool {
        self.is_start(at) && (1..words).all(|i| !self.is_start(at + i))
    }

    /// The index of the first operand that is wrong.
    fn check_operands(&self, op: Op, operands: &Operands, at: usize) -> Result<(), usize> {
        let sizes =
            if operands.info.sized { Sizes::of(self.image, operands) } else { Some(Sizes::default()) };
        let sizes = sizes.ok_or(operands.info.operands.len())?;
        for (index, (&kind, value)) in operands.info.operands.iter().zip(operands.values).enumerate() {
            if !self.is_sound(op, kind, value, &sizes, at) {
                return Err(index);
            }
        }
        let sound = match op {
            Op::TailCall => sizes.result == self.function.ret_size,
            Op::Return1 | Op::Return2 | Op::Return4 | Op::Return8 | Op::Return16 | Op::Return24 => {
                operands.info.operands == [Kind::Read(self.function.ret_size.min(255) as u8)]
            }
            Op::ReturnN => sizes.value == self.function.ret_size,
            Op::ListAppend | Op::ListSet => {
                let index = operands.find(|kind, value| (kind == Kind::LowLevel).then_some(value as u16));
                index.and_then(LowLevel::from_index).is_some_and(|low_level| Op::calling(low_level) == op)
            }
            // The host's function may write its result before it has read its arguments.
            Op::CallHosted => {
                let [result, arguments, ..] = operands.values;
                result + u64::from(sizes.result) <= arguments
                    || arguments + u64::from(sizes.arguments) <= result
            }
            _ => true,
        };
        if sound { Ok(()) } else { Err(0) }
    }

    fn is_sound(&self, op: Op, kind: Kind, value: u64, sizes: &Sizes, at: usize) -> bool {
        let image = self.image;
        let id = value as u32;
        let in_frame = |bytes: u32| value + u64::from(bytes) <= u64::from(self.function.frame_size);
        let jump = |displacement: i64| {
            let target = at as i64 + displacement;
            (0..i64::from(self.function.code_len)).contains(&target) && self.is_start(target as usize)
        };
        match kind {
            Kind::Write(bytes) | Kind::Read(bytes) => in_frame(bytes.into()),
            Kind::WriteSized | Kind::ReadSized => in_frame(sizes.value),
            Kind::Area if op == Op::CallClosure => {
                // Sizes are less than a frame where the area is in it, so the sum of the first check is no overflow.
                value.is_multiple_of(16)
                    && in_frame(sizes.arguments.max(sizes.result))
                    && in_frame(captures_at(sizes.arguments) + 8)
            }
            Kind::Area => value.is_multiple_of(16) && in_frame(sizes.arguments.max(sizes.result)),
            Kind::Arguments => value.is_multiple_of(16) && in_frame(sizes.arguments),
            Kind::Result => in_frame(sizes.result),
            Kind::Jump16 => jump((value as i16).into()),
            Kind::Jump32 => jump((value as i32).into()),
            Kind::Cases => value > 0,
            Kind::Hosted => id < image.header.hosted_count,
            Kind::LowLevel => true,
            Kind::Function => image.function(id).is_some(),
            Kind::ClosureFunction => image.is_closure_code(id),
            Kind::Layout => image.layout(id).is_some(),
            Kind::OptionalLayout => id == NONE || image.layout(id).is_some(),
            Kind::ListLayout => image.layout(id).is_some_and(|l| l.kind == LayoutKind::List as u32),
            Kind::Data(bytes) => image.has_data(id, bytes.into()),
            Kind::DataSized => image.has_data(id, sizes.value),
            Kind::Size16
            | Kind::Imm16
            | Kind::Unsigned16
            | Kind::Offset
            | Kind::Imm32
            | Kind::Count32
            | Kind::ArgumentsSize
            | Kind::ResultSize
            | Kind::Word => true,
        }
    }
}

/// How many bytes the operands are that an instruction itself says the size of.
#[derive(Default)]
struct Sizes {
    value: u32,
    arguments: u32,
    result: u32,
}

impl Sizes {
    /// None where an operation of the runtime is unknown or has no element layout that it needs. Ids that are out
    /// of range count as no bytes, as they are refused themselves.
    fn of(image: &Image<'_>, operands: &Operands) -> Option<Self> {
        let mut sizes = Self::default();
        for (&kind, value) in operands.info.operands.iter().zip(operands.values) {
            let id = value as u32;
            match kind {
                Kind::Size16 => sizes.value = id,
                Kind::Layout => sizes.value = image.layout(id).map_or(0, |layout| layout.size),
                Kind::Function => {
                    if let Some(function) = image.function(id) {
                        (sizes.arguments, sizes.result) = (function.args_end(), function.ret_size);
                    }
                }
                Kind::ArgumentsSize => sizes.arguments = id,
                Kind::ResultSize => sizes.result = id,
                Kind::LowLevel => {
                    let low_level = LowLevel::from_index(value as u16)?;
                    let element = operands.find(|kind, value| {
                        (kind == Kind::OptionalLayout).then(|| image.layout(value)).flatten()
                    });
                    let missing = element.is_none() && low_level.element().is_some();
                    let runtime = low_level.how() == How::Function;
                    (runtime && !missing).then_some(())?;
                    let (size, align) = element.map_or((0, 1), |e| (e.size as usize, usize::from(e.align)));
                    let frame = low_level.frame(size, align)?;
                    sizes.arguments = u32::try_from(frame.args_size).ok()?;
                    sizes.result = u32::try_from(frame.result_size).ok()?;
                }
                _ => {}
            }
        }
        Some(sizes)
    }
}
