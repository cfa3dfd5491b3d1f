//! LIR: monomorphic functions over typed variables and basic blocks, layouts decided.
//!
//! It is what the VM's image and the LLVM generator are both made from. Variables are not in SSA form: a variable may
//! be assigned many times, also on different paths; it has one layout. Before the [reference counting pass](crate::rc)
//! there are no [`Statement::Retain`] and [`Statement::Release`]; the producer of LIR never writes them. It thinks in
//! values: using a variable twice is fine, forgetting one is fine.
//!
//! **Ownership** (what the counting pass works from): arguments of calls, parts of structs, tags, lists, boxes and
//! closures, copies, stored and returned values are *consumed*. Reads (field, payload, discriminant, unboxing,
//! capture, element, length), operations on numbers, and the function value of a closure call *borrow*. A low-level
//! operation does what its row says.
//!
//! This file knows nothing of frames, of instructions or of the image.

pub mod builder;
pub mod digest;
pub mod layout;
pub mod operands;
pub mod operation;
pub mod text;
pub mod verify;

pub use builder::FunctionBuilder;
pub use digest::platform_digest;
pub use layout::{Arranged, Field, Layout, LayoutId, Layouts, Shape, Union};
pub use roc_shim_image::lowlevel::{LowLevel, Num};

pub use operation::{Binary, Unary};
use roc_base::IndexVec;
use rustc_hash::FxHashMap;

roc_base::define_id! {
    /// A function of a [`Program`].
    pub struct FunctionId;
    /// A variable of a [`Function`].
    pub struct Var;
    /// A block of a [`Function`]; the first one is where it starts.
    pub struct BlockId;
    /// A constant of a [`Program`].
    pub struct ConstantId;
}

/// A whole lowered program.
#[derive(Clone, Default, Debug)]
pub struct Program {
    /// All layouts.
    pub layouts: Layouts,
    /// All functions.
    pub functions: IndexVec<FunctionId, Function>,
    /// Values that are in the image's data.
    pub constants: IndexVec<ConstantId, Constant>,
    /// What the platform provides to its host, in the order of its header.
    pub entries: Vec<Entry>,
    /// What the host provides, in the order of the platform's header.
    pub hosted: Vec<Hosted>,
    strings: FxHashMap<Box<str>, ConstantId>,
}

/// A function that the host may call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The host's symbol, such as `roc__init`.
    pub name: String,
    /// What runs. Its layouts have the sizes of the signature's.
    pub function: FunctionId,
    /// Its type as the platform alone knows it.
    pub signature: Signature,
}

/// A function of the host.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hosted {
    /// The host's symbol, such as `roc_host__stdout_line`.
    pub name: String,
    /// Its type as the platform alone knows it.
    pub signature: Signature,
}

/// Layouts of arguments and result. Types that the app brings are [`Layouts::OPAQUE`], so that all apps of a platform
/// have one digest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The arguments in declaration order.
    pub params: Vec<LayoutId>,
    /// The result.
    pub ret: LayoutId,
}

/// A value known before the program runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constant {
    /// Its layout.
    pub layout: LayoutId,
    /// What it is.
    pub value: Value,
}

/// The tree of a constant. Which kind fits is up to the layout.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// A number, `Bool` (0, 1) or `Dec` (as a count of 10⁻¹⁸); a float as its bits.
    Bits(Bits),
    /// A string.
    Str(Box<str>),
    /// A list of values.
    List(Box<[Value]>),
    /// A list whose elements hold nothing counted, as the bytes that they have in memory.
    Bytes(Box<[u8]>),
    /// A struct's fields by index.
    Struct(Box<[Value]>),
    /// A tag's index and payload.
    Tag(u32, Box<[Value]>),
    /// A boxed value.
    Box(Box<Value>),
    /// A function value with its captures, in the order of the fields of [`Function::captures`].
    Function(FunctionId, Box<[Value]>),
}

/// 128 bits, as an integer in two's complement or as a float's bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits {
    low: u64,
    high: u64,
}

impl Bits {
    /// An integer. `U128` values are given as the `i128` with the same bits.
    pub const fn int(value: i128) -> Self {
        Bits { low: value as u64, high: (value >> 64) as u64 }
    }

    /// An F64.
    pub const fn f64(value: f64) -> Self {
        Bits { low: value.to_bits(), high: 0 }
    }

    /// An F32.
    pub const fn f32(value: f32) -> Self {
        Bits { low: value.to_bits() as u64, high: 0 }
    }

    /// All bits.
    pub const fn get(self) -> i128 {
        (self.high as i128) << 64 | self.low as i128
    }

    /// The low 64 bits.
    pub const fn low(self) -> u64 {
        self.low
    }
}

impl std::fmt::Debug for Bits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.get())
    }
}

/// A function's body and everything that calling it needs.
#[derive(Clone, Debug)]
pub struct Function {
    /// For stack traces and the text form; need not be unique.
    pub name: String,
    /// The arguments, in order. Each variable at most once.
    pub params: Vec<Var>,
    /// The arguments that it only looks at, as bits by index: their owner is the caller. Filled in by
    /// [`borrow_parameters`](crate::borrow::borrow_parameters); at first none.
    pub borrowed: u64,
    /// The layout of the captures' struct, if it is the code of a closure that has captures.
    pub captures: Option<LayoutId>,
    /// The result's layout.
    pub ret: LayoutId,
    /// Each variable's layout.
    pub vars: IndexVec<Var, LayoutId>,
    /// The code; block 0 is the start.
    pub blocks: IndexVec<BlockId, Block>,
}

impl Function {
    /// What stands in a function's place while it is taken out of its program: no code at all.
    pub(crate) fn nothing() -> Self {
        Self {
            name: String::new(),
            params: Vec::new(),
            borrowed: 0,
            captures: None,
            ret: Layouts::UNIT,
            vars: IndexVec::new(),
            blocks: IndexVec::new(),
        }
    }

    /// The layout of a variable.
    pub fn layout(&self, var: Var) -> LayoutId {
        self.vars[var]
    }

    /// The layouts of the arguments.
    pub fn param_layouts(&self) -> Vec<LayoutId> {
        self.params.iter().map(|&var| self.vars[var]).collect()
    }
}

/// Statements that run one after the other, then a jump.
#[derive(Clone, Debug)]
pub struct Block {
    /// What is done.
    pub statements: Vec<Statement>,
    /// Where it goes on.
    pub terminator: Terminator,
}

/// A step of a block.
#[derive(Clone, PartialEq, Debug)]
pub enum Statement {
    /// `var = rhs`.
    Assign(Var, Rhs),
    /// One more owner. Only after the counting pass.
    Retain(Var),
    /// One owner less. Only after the counting pass.
    Release(Var),
}

/// What is assigned.
///
/// Where a read names a variable of layout `Box(l)`, it reads through the pointer, for [`Field`](Rhs::Field),
/// [`Payload`](Rhs::Payload) and [`Discriminant`](Rhs::Discriminant).
#[derive(Clone, PartialEq, Debug)]
pub enum Rhs {
    /// A number or `Bool` of the variable's layout.
    Number(Bits),
    /// A constant of the program.
    Constant(ConstantId),
    /// The value of a variable.
    Copy(Var),
    /// An operation on numbers with one operand.
    Unary(Unary, Var),
    /// An operation on two numbers of equal layouts.
    Binary(Binary, Var, Var),
    /// A struct's field by index.
    Field(Var, u32),
    /// A struct of these fields by index.
    Struct(Box<[Var]>),
    /// A tag of a union with its payload.
    Tag(u32, Box<[Var]>),
    /// A value of the payload of a union that is known to be this tag.
    Payload {
        /// The union.
        value: Var,
        /// Its tag.
        tag: u32,
        /// Which of the tag's values.
        index: u32,
    },
    /// A union's tag index, as U8, U16 or U32: what its [`Union::discriminant_size`] says. Always zero, as U8, for
    /// a union of one tag.
    Discriminant(Var),
    /// A counted allocation of the value.
    Box(Var),
    /// What is in the box.
    Unbox(Var),
    /// A call of a function.
    Call(FunctionId, Box<[Var]>),
    /// A call of a function with [`Function::borrowed`] parameters, which are repeated here. Made of [`Rhs::Call`] by
    /// [`borrow_parameters`](crate::borrow::borrow_parameters).
    CallBorrowing(FunctionId, Box<[Var]>, u64),
    /// A call of a function value. The function value is borrowed.
    CallClosure(Var, Box<[Var]>),
    /// A call of a function of the host by its index in [`Program::hosted`].
    CallHosted(u32, Box<[Var]>),
    /// A function value. The captures' layouts are those of the function's [`Function::captures`]; a function
    /// without them can be made a constant: [`Value::Function`].
    Closure(FunctionId, Box<[Var]>),
    /// In a function with captures: the capture of this index.
    Capture(u32),
    /// An operation of the runtime. Those that are instructions have rows of their own here:
    /// [`Rhs::operation`] chooses.
    LowLevel(LowLevel, Box<[Var]>),
    /// A list of these elements.
    List(Box<[Var]>),
    /// An element of a list; the index, a U64, is known to be in range.
    Element(Var, Var),
    /// A list's length as U64.
    Length(Var),
}

/// How a block ends.
#[derive(Clone, PartialEq, Debug)]
pub enum Terminator {
    /// Go on there.
    Jump(BlockId),
    /// By a `Bool`.
    Branch {
        /// The condition.
        condition: Var,
        /// Where to go when it is true.
        then: BlockId,
        /// Where to go when it is false.
        otherwise: BlockId,
    },
    /// By an integer of at most 64 bits.
    Switch {
        /// The integer.
        value: Var,
        /// Values, each at most once, with their targets.
        cases: Box<[(u64, BlockId)]>,
        /// For all other values; none if there are no others.
        default: Option<BlockId>,
    },
    /// Give the result to the caller. Directly behind `var = call …` of the same variable it is a tail call.
    Return(Var),
    /// Crash with the text of a `Str`.
    Crash(Var),
    /// Crash with a constant string.
    CrashConstant(ConstantId),
    /// Never reached, as the producer knows.
    Unreachable,
}

impl Program {
    /// A program without functions.
    pub fn new() -> Self {
        Program::default()
    }

    /// Names a function before its body is known. Until it is [defined](Self::define) it crashes.
    pub fn declare(&mut self, name: impl Into<String>, params: &[LayoutId], ret: LayoutId) -> FunctionId {
        let mut builder = FunctionBuilder::new(name, ret);
        for &layout in params {
            builder.param(layout);
        }
        builder.terminate(Terminator::Unreachable);
        self.functions.push(builder.finish())
    }

    /// The body of a declared function. Its arguments and result have the declared layouts.
    pub fn define(&mut self, id: FunctionId, function: Function) {
        self.functions[id] = function;
    }

    /// The constant of this string, one per text.
    pub fn string(&mut self, text: &str) -> ConstantId {
        if let Some(&id) = self.strings.get(text) {
            return id;
        }
        let text: Box<str> = text.into();
        let id = self.constants.push(Constant { layout: Layouts::STR, value: Value::Str(text.clone()) });
        self.strings.insert(text, id);
        id
    }

    /// Adds a constant.
    pub fn constant(&mut self, layout: LayoutId, value: Value) -> ConstantId {
        self.constants.push(Constant { layout, value })
    }

    /// The digest that the image, the adapter and the shim compare.
    pub fn platform_digest(&self) -> [u8; 32] {
        platform_digest(&self.layouts, &self.entries, &self.hosted)
    }
}
