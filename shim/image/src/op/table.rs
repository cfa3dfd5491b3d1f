//! The table's rows: name, operands, what it does. `a`, `b`, `c` are the operands in order. The word behind a row says
//! what is unusual: `memory` follows pointers or calls, `end` doesn't go on to the next instruction, `leave` neither
//! of both, `switch` is followed by its jumps, `internal` is not for images.

use super::Kind::*;
use super::{Flow, Info, Kind, row};

macro_rules! ops {
    ($($name:ident [$($kind:expr),*] $doc:literal $($flow:ident)?;)*) => {
        /// An instruction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Op { $(#[doc = $doc] $name,)* }

        impl Op {
            /// All instructions by number.
            pub const ALL: &[Op] = &[$(Op::$name,)*];
        }

        pub(super) const TABLE: &[Info] = &[$(row(
            stringify!($name),
            &[$($kind),*],
            ops!(@flow $($flow)?),
            ops!(@plain $($flow)?),
        ),)*];
    };
    (@flow) => { Flow::Next };
    (@flow memory) => { Flow::Next };
    (@flow end) => { Flow::End };
    (@flow leave) => { Flow::End };
    (@flow switch) => { Flow::Switch };
    (@flow internal) => { Flow::Internal };
    (@plain) => { true };
    (@plain end) => { true };
    (@plain switch) => { true };
    (@plain $other:ident) => { false };
}

const W1: Kind = Write(1);
const W2: Kind = Write(2);
const W4: Kind = Write(4);
const W8: Kind = Write(8);
const W16: Kind = Write(16);
const W24: Kind = Write(24);
const R1: Kind = Read(1);
const R2: Kind = Read(2);
const R4: Kind = Read(4);
const R8: Kind = Read(8);
const R16: Kind = Read(16);
const R24: Kind = Read(24);

ops! {
    // Moves and constants.
    Move1 [W1, R1] "a := b";
    Move2 [W2, R2] "a := b";
    Move4 [W4, R4] "a := b";
    Move8 [W8, R8] "a := b";
    Move16 [W16, R16] "a := b";
    Move24 [W24, R24] "a := b";
    MoveN [WriteSized, ReadSized, Size16] "a := b, that many bytes; they may overlap";
    Const1 [W1, Imm16] "a := the number's low byte";
    Const2 [W2, Imm16] "a := the number";
    Const4 [W4, Imm32] "a := the number";
    Const8 [W8, Imm32] "a := the number, sign-extended";
    Const16 [W16, Imm32] "a := the number, sign-extended";
    Const8Wide [W8, Word] "a := the word";
    Const16Wide [W16, Word, Word] "a := the words, low one first";
    ConstData24 [W24, Data(24)] "a := those bytes of the data: a constant Str or List";
    ConstDataN [WriteSized, Size16, DataSized] "a := those bytes of the data";
    DataAddress [W8, Data(0)] "a := the address in the data: a constant Box or function value";

    // Integers: checked arithmetic, crashing.
    AddU8 [W1, R1, R1] "a := b + c";
    AddI8 [W1, R1, R1] "a := b + c";
    AddU16 [W2, R2, R2] "a := b + c";
    AddI16 [W2, R2, R2] "a := b + c";
    AddU32 [W4, R4, R4] "a := b + c";
    AddI32 [W4, R4, R4] "a := b + c";
    AddU64 [W8, R8, R8] "a := b + c";
    AddI64 [W8, R8, R8] "a := b + c";
    AddU128 [W16, R16, R16] "a := b + c";
    AddI128 [W16, R16, R16] "a := b + c";
    SubU8 [W1, R1, R1] "a := b - c";
    SubI8 [W1, R1, R1] "a := b - c";
    SubU16 [W2, R2, R2] "a := b - c";
    SubI16 [W2, R2, R2] "a := b - c";
    SubU32 [W4, R4, R4] "a := b - c";
    SubI32 [W4, R4, R4] "a := b - c";
    SubU64 [W8, R8, R8] "a := b - c";
    SubI64 [W8, R8, R8] "a := b - c";
    SubU128 [W16, R16, R16] "a := b - c";
    SubI128 [W16, R16, R16] "a := b - c";
    MulU8 [W1, R1, R1] "a := b * c";
    MulI8 [W1, R1, R1] "a := b * c";
    MulU16 [W2, R2, R2] "a := b * c";
    MulI16 [W2, R2, R2] "a := b * c";
    MulU32 [W4, R4, R4] "a := b * c";
    MulI32 [W4, R4, R4] "a := b * c";
    MulU64 [W8, R8, R8] "a := b * c";
    MulI64 [W8, R8, R8] "a := b * c";
    MulU128 [W16, R16, R16] "a := b * c";
    MulI128 [W16, R16, R16] "a := b * c";
    AddI64Imm [W8, R8, Imm16] "a := b + the number";
    SubI64Imm [W8, R8, Imm16] "a := b - the number";
    MulI64Imm [W8, R8, Imm16] "a := b * the number";
    AddU64Imm [W8, R8, Unsigned16] "a := b + the number";
    SubU64Imm [W8, R8, Unsigned16] "a := b - the number";
    MulU64Imm [W8, R8, Unsigned16] "a := b * the number";
    NegI8 [W1, R1] "a := -b";
    NegI16 [W2, R2] "a := -b";
    NegI32 [W4, R4] "a := -b";
    NegI64 [W8, R8] "a := -b";
    NegI128 [W16, R16] "a := -b";
    DivU8 [W1, R1, R1] "a := b / c, truncated";
    DivI8 [W1, R1, R1] "a := b / c, truncated";
    DivU16 [W2, R2, R2] "a := b / c, truncated";
    DivI16 [W2, R2, R2] "a := b / c, truncated";
    DivU32 [W4, R4, R4] "a := b / c, truncated";
    DivI32 [W4, R4, R4] "a := b / c, truncated";
    DivU64 [W8, R8, R8] "a := b / c, truncated";
    DivI64 [W8, R8, R8] "a := b / c, truncated";
    RemU8 [W1, R1, R1] "a := b rem c, sign of b";
    RemI8 [W1, R1, R1] "a := b rem c, sign of b";
    RemU16 [W2, R2, R2] "a := b rem c, sign of b";
    RemI16 [W2, R2, R2] "a := b rem c, sign of b";
    RemU32 [W4, R4, R4] "a := b rem c, sign of b";
    RemI32 [W4, R4, R4] "a := b rem c, sign of b";
    RemU64 [W8, R8, R8] "a := b rem c, sign of b";
    RemI64 [W8, R8, R8] "a := b rem c, sign of b";

    // Integers: wrapping arithmetic and bits, by width.
    AddWrap1 [W1, R1, R1] "a := b + c";
    AddWrap2 [W2, R2, R2] "a := b + c";
    AddWrap4 [W4, R4, R4] "a := b + c";
    AddWrap8 [W8, R8, R8] "a := b + c";
    AddWrap16 [W16, R16, R16] "a := b + c";
    SubWrap1 [W1, R1, R1] "a := b - c";
    SubWrap2 [W2, R2, R2] "a := b - c";
    SubWrap4 [W4, R4, R4] "a := b - c";
    SubWrap8 [W8, R8, R8] "a := b - c";
    SubWrap16 [W16, R16, R16] "a := b - c";
    MulWrap1 [W1, R1, R1] "a := b * c";
    MulWrap2 [W2, R2, R2] "a := b * c";
    MulWrap4 [W4, R4, R4] "a := b * c";
    MulWrap8 [W8, R8, R8] "a := b * c";
    MulWrap16 [W16, R16, R16] "a := b * c";
    AddWrap8Imm [W8, R8, Imm16] "a := b + the number";
    And1 [W1, R1, R1] "a := b & c";
    And2 [W2, R2, R2] "a := b & c";
    And4 [W4, R4, R4] "a := b & c";
    And8 [W8, R8, R8] "a := b & c";
    And16 [W16, R16, R16] "a := b & c";
    Or1 [W1, R1, R1] "a := b | c";
    Or2 [W2, R2, R2] "a := b | c";
    Or4 [W4, R4, R4] "a := b | c";
    Or8 [W8, R8, R8] "a := b | c";
    Or16 [W16, R16, R16] "a := b | c";
    Xor1 [W1, R1, R1] "a := b ^ c";
    Xor2 [W2, R2, R2] "a := b ^ c";
    Xor4 [W4, R4, R4] "a := b ^ c";
    Xor8 [W8, R8, R8] "a := b ^ c";
    Xor16 [W16, R16, R16] "a := b ^ c";
    Not1 [W1, R1] "a := all bits of b turned";
    Not2 [W2, R2] "a := all bits of b turned";
    Not4 [W4, R4] "a := all bits of b turned";
    Not8 [W8, R8] "a := all bits of b turned";
    Not16 [W16, R16] "a := all bits of b turned";
    NotBool [W1, R1] "a := 1 if b is 0, else 0";
    Shl1 [W1, R1, R1] "a := b shifted left; the count, a byte, is taken modulo the width";
    Shl2 [W2, R2, R1] "a := b shifted left";
    Shl4 [W4, R4, R1] "a := b shifted left";
    Shl8 [W8, R8, R1] "a := b shifted left";
    Shl16 [W16, R16, R1] "a := b shifted left";
    ShrU8 [W1, R1, R1] "a := b shifted right, filled with zeros";
    ShrU16 [W2, R2, R1] "a := b shifted right, filled with zeros";
    ShrU32 [W4, R4, R1] "a := b shifted right, filled with zeros";
    ShrU64 [W8, R8, R1] "a := b shifted right, filled with zeros";
    ShrU128 [W16, R16, R1] "a := b shifted right, filled with zeros";
    ShrI8 [W1, R1, R1] "a := b shifted right, filled with its sign";
    ShrI16 [W2, R2, R1] "a := b shifted right, filled with its sign";
    ShrI32 [W4, R4, R1] "a := b shifted right, filled with its sign";
    ShrI64 [W8, R8, R1] "a := b shifted right, filled with its sign";
    ShrI128 [W16, R16, R1] "a := b shifted right, filled with its sign";
    Zero1To2 [W2, R1] "a := b, filled with zeros";
    Zero1To4 [W4, R1] "a := b, filled with zeros";
    Zero1To8 [W8, R1] "a := b, filled with zeros";
    Zero1To16 [W16, R1] "a := b, filled with zeros";
    Zero2To4 [W4, R2] "a := b, filled with zeros";
    Zero2To8 [W8, R2] "a := b, filled with zeros";
    Zero2To16 [W16, R2] "a := b, filled with zeros";
    Zero4To8 [W8, R4] "a := b, filled with zeros";
    Zero4To16 [W16, R4] "a := b, filled with zeros";
    Zero8To16 [W16, R8] "a := b, filled with zeros";
    Sign1To2 [W2, R1] "a := b, filled with its sign";
    Sign1To4 [W4, R1] "a := b, filled with its sign";
    Sign1To8 [W8, R1] "a := b, filled with its sign";
    Sign1To16 [W16, R1] "a := b, filled with its sign";
    Sign2To4 [W4, R2] "a := b, filled with its sign";
    Sign2To8 [W8, R2] "a := b, filled with its sign";
    Sign2To16 [W16, R2] "a := b, filled with its sign";
    Sign4To8 [W8, R4] "a := b, filled with its sign";
    Sign4To16 [W16, R4] "a := b, filled with its sign";
    Sign8To16 [W16, R8] "a := b, filled with its sign";

    // Comparisons; the result is a Bool. Dec is compared as I128.
    Eq1 [W1, R1, R1] "a := b == c";
    Eq2 [W1, R2, R2] "a := b == c";
    Eq4 [W1, R4, R4] "a := b == c";
    Eq8 [W1, R8, R8] "a := b == c";
    Eq16 [W1, R16, R16] "a := b == c";
    Ne1 [W1, R1, R1] "a := b != c";
    Ne2 [W1, R2, R2] "a := b != c";
    Ne4 [W1, R4, R4] "a := b != c";
    Ne8 [W1, R8, R8] "a := b != c";
    Ne16 [W1, R16, R16] "a := b != c";
    LtU8 [W1, R1, R1] "a := b < c";
    LtI8 [W1, R1, R1] "a := b < c";
    LtU16 [W1, R2, R2] "a := b < c";
    LtI16 [W1, R2, R2] "a := b < c";
    LtU32 [W1, R4, R4] "a := b < c";
    LtI32 [W1, R4, R4] "a := b < c";
    LtU64 [W1, R8, R8] "a := b < c";
    LtI64 [W1, R8, R8] "a := b < c";
    LtU128 [W1, R16, R16] "a := b < c";
    LtI128 [W1, R16, R16] "a := b < c";
    LeU8 [W1, R1, R1] "a := b <= c";
    LeI8 [W1, R1, R1] "a := b <= c";
    LeU16 [W1, R2, R2] "a := b <= c";
    LeI16 [W1, R2, R2] "a := b <= c";
    LeU32 [W1, R4, R4] "a := b <= c";
    LeI32 [W1, R4, R4] "a := b <= c";
    LeU64 [W1, R8, R8] "a := b <= c";
    LeI64 [W1, R8, R8] "a := b <= c";
    LeU128 [W1, R16, R16] "a := b <= c";
    LeI128 [W1, R16, R16] "a := b <= c";
    EqF32 [W1, R4, R4] "a := b == c";
    EqF64 [W1, R8, R8] "a := b == c";
    LtF32 [W1, R4, R4] "a := b < c";
    LtF64 [W1, R8, R8] "a := b < c";
    LeF32 [W1, R4, R4] "a := b <= c";
    LeF64 [W1, R8, R8] "a := b <= c";

    // Floats and Dec.
    AddF32 [W4, R4, R4] "a := b + c";
    AddF64 [W8, R8, R8] "a := b + c";
    SubF32 [W4, R4, R4] "a := b - c";
    SubF64 [W8, R8, R8] "a := b - c";
    MulF32 [W4, R4, R4] "a := b * c";
    MulF64 [W8, R8, R8] "a := b * c";
    DivF32 [W4, R4, R4] "a := b / c";
    DivF64 [W8, R8, R8] "a := b / c";
    NegF32 [W4, R4] "a := -b";
    NegF64 [W8, R8] "a := -b";
    AddDec [W16, R16, R16] "a := b + c";
    SubDec [W16, R16, R16] "a := b - c";
    MulDec [W16, R16, R16] "a := b * c";
    DivDec [W16, R16, R16] "a := b / c";

    // Hashing.
    HashWord [W8, R8, R8] "a := the hasher's state b after the word c";
    DictFirst [W8, R24, R8] "a := the first place for the hash c in the index of a Dict b" memory;

    // Jumps.
    Jump [Jump32] "go there" end;
    JumpIf [R1, Jump32] "if a is not 0";
    JumpIfNot [R1, Jump32] "if a is 0";
    JumpEq1Imm [R1, Unsigned16, Jump16] "if a == the number";
    JumpNe1Imm [R1, Unsigned16, Jump16] "if a != the number";
    JumpEq8 [R8, R8, Jump16] "if a == b";
    JumpNe8 [R8, R8, Jump16] "if a != b";
    JumpLtI64 [R8, R8, Jump16] "if a < b";
    JumpLeI64 [R8, R8, Jump16] "if a <= b";
    JumpLtU64 [R8, R8, Jump16] "if a < b";
    JumpLeU64 [R8, R8, Jump16] "if a <= b";
    JumpEq8Imm [R8, Imm16, Jump16] "if a == the number, sign-extended";
    JumpNe8Imm [R8, Imm16, Jump16] "if a != the number, sign-extended";
    JumpLtI64Imm [R8, Imm16, Jump16] "if a < the number";
    JumpLeI64Imm [R8, Imm16, Jump16] "if a <= the number";
    JumpGtI64Imm [R8, Imm16, Jump16] "if a > the number";
    JumpGeI64Imm [R8, Imm16, Jump16] "if a >= the number";
    JumpLtU64Imm [R8, Unsigned16, Jump16] "if a < the number";
    JumpLeU64Imm [R8, Unsigned16, Jump16] "if a <= the number";
    JumpGtU64Imm [R8, Unsigned16, Jump16] "if a > the number";
    JumpGeU64Imm [R8, Unsigned16, Jump16] "if a >= the number";
    Switch1 [R1, Cases] "take the jump number a of those that follow, the last one if a is larger" switch;
    Switch2 [R2, Cases] "the same for two bytes" switch;
    Switch4 [R4, Cases] "the same for four bytes" switch;
    Switch8 [R8, Cases] "the same for eight bytes" switch;

    // Calls.
    Call [Area, Function] "call with the arguments at a; the result is at a afterwards";
    TailCall [Area, Function] "move the arguments at a to the start of this frame and continue in that function" end;
    CallClosure [R8, Area, ArgumentsSize, ResultSize] "call the function value a, which is borrowed; the area has room for the pointer to the captures behind the arguments" memory;
    CallHosted [Result, Arguments, Hosted, ArgumentsSize, ResultSize] "call the host with the arguments at b; a and b must not overlap" memory;
    LowLevelCall [Result, Arguments, LowLevel, OptionalLayout] "a := that operation on the arguments at b, for elements of the layout" memory;
    ListAppend [Result, Arguments, LowLevel, OptionalLayout] "the same for List.append, quicker" memory;
    ListSet [Result, Arguments, LowLevel, OptionalLayout] "the same for Intrinsic.list_set_unchecked, quicker" memory;
    Return [] "return; the result is at the start of the frame already" end;
    Return1 [R1] "return a" end;
    Return2 [R2] "return a" end;
    Return4 [R4] "return a" end;
    Return8 [R8] "return a" end;
    Return16 [R16] "return a" end;
    Return24 [R24] "return a" end;
    ReturnN [ReadSized, Size16] "return a" end;
    Crash [R24] "crash with the Str a, which is consumed" leave;
    CrashData [Size16, DataSized] "crash with a text of the data" end;
    Unreachable [] "crash: the compiler said that this is never reached" end;

    // Memory. Pointers in frames are trusted: they were made by instructions.
    MakeBox [W8, ReadSized, Layout] "a := a fresh allocation, holding b" memory;
    TakeBox [WriteSized, R8, Layout] "a := what is in the Box b, which is consumed" memory;
    Load1 [W1, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load2 [W2, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load4 [W4, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load8 [W8, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load16 [W16, R8, Offset] "a := the bytes at pointer b + offset" memory;
    Load24 [W24, R8, Offset] "a := the bytes at pointer b + offset" memory;
    LoadN [WriteSized, R8, Size16, Imm32] "a := the bytes at pointer b + the number" memory;
    Store1 [R8, R1, Offset] "the bytes at pointer a + offset := b" memory;
    Store2 [R8, R2, Offset] "the bytes at pointer a + offset := b" memory;
    Store4 [R8, R4, Offset] "the bytes at pointer a + offset := b" memory;
    Store8 [R8, R8, Offset] "the bytes at pointer a + offset := b" memory;
    Store16 [R8, R16, Offset] "the bytes at pointer a + offset := b" memory;
    Store24 [R8, R24, Offset] "the bytes at pointer a + offset := b" memory;
    StoreN [R8, ReadSized, Size16, Imm32] "the bytes at pointer a + the number := b" memory;
    MakeList [W24, ListLayout, Count32] "a := a list of the layout with room for that many elements and that length; the elements are stored next" memory;
    ListLoad1 [W1, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad2 [W2, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad4 [W4, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad8 [W8, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad16 [W16, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoad24 [W24, R8, R8] "a := element c of the list at b, unchecked" memory;
    ListLoadN [WriteSized, R8, R8, Layout] "a := element c of the list at b, unchecked; the layout is the element's" memory;
    MakeClosure [W8, ReadSized, ClosureFunction, Layout] "a := a function value with the captures b of the layout" memory;
    RetainStr [R24] "one more owner" memory;
    RetainList [R24] "one more owner" memory;
    RetainPointer [R8] "one more owner of a Box or a function value" memory;
    Retain [ReadSized, Layout] "one more owner of all counted parts" memory;
    ReleaseStr [R24] "one owner fewer" memory;
    Release [ReadSized, Layout] "one owner fewer of all counted parts" memory;

    // Pushed by the interpreter as return addresses.
    LeaveRun [] "end of a run" internal;
    LeaveChunk [] "back to the stack's chunk before" internal;
}
