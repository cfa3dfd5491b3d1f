//! Small programs, assembled, loaded and run on a host that knows what was not freed.
#![allow(dead_code, reason = "each test uses a part")]

use roc_shim_abi::testing::TestHost;
use roc_shim_abi::{HostFn, RocOps};
use roc_shim_image::write::{Assembler, Frame, FunctionId, ImageBuilder};
use roc_shim_vm::{Call, Crash, Limits, Platform, Program};
use std::mem::MaybeUninit;
use zerocopy::IntoBytes;

pub const DIGEST: [u8; 32] = [7; 32];

/// An image that is being made, with short ways to write functions.
pub struct Source {
    pub image: ImageBuilder,
}

/// The operands of an instruction.
#[macro_export]
macro_rules! code {
    ($code:ident: $($op:ident $($operand:expr),*;)*) => {{
        $($code.emit(roc_shim_image::op::Op::$op, &[$(i64::from($operand)),*]);)*
    }};
}

impl Source {
    pub fn new(hosted: u32) -> Self {
        Self { image: ImageBuilder::new(DIGEST, hosted) }
    }

    /// Declares and defines a function.
    pub fn function(
        &mut self,
        name: &str,
        frame: Frame,
        body: impl FnOnce(&mut Assembler, FunctionId),
    ) -> FunctionId {
        let id = self.image.declare_function(name);
        self.define(id, frame, |code| body(code, id));
        id
    }

    pub fn define(&mut self, id: FunctionId, frame: Frame, body: impl FnOnce(&mut Assembler)) {
        let mut code = Assembler::new();
        body(&mut code);
        self.image.define_function(id, code.finish(frame).expect("code"));
    }

    pub fn block(self) -> Block {
        Block::new(&self.image.finish().expect("image"))
    }
}

pub fn frame(size: u32, args: u32, ret: u32) -> Frame {
    Frame { size, args, ret, captures: false }
}

/// An image's bytes, aligned.
#[derive(Clone)]
pub struct Block {
    words: Vec<u128>,
    len: usize,
}

impl Block {
    pub fn new(bytes: &[u8]) -> Self {
        let mut words = vec![0u128; bytes.len().div_ceil(16)];
        words.as_mut_bytes()[..bytes.len()].copy_from_slice(bytes);
        Self { words, len: bytes.len() }
    }

    pub fn bytes(&mut self) -> &mut [u8] {
        &mut self.words.as_mut_bytes()[..self.len]
    }

    /// Loads the program, and lets `then` use it.
    pub fn with<T>(mut self, hosted: &[HostFn], then: impl FnOnce(&Program<'_>) -> T) -> T {
        let mut slot = MaybeUninit::uninit();
        let platform = Platform { digest: DIGEST, hosted };
        // SAFETY: tests write sound programs.
        let program = unsafe { Program::load(&mut slot, self.bytes(), platform) };
        then(program.unwrap_or_else(|error| panic!("{error}")))
    }
}

/// Runs a function by name; its result, or the text of its crash.
pub fn run<A, R>(program: &Program<'_>, ops: &RocOps, name: &str, args: A) -> Result<R, String> {
    run_with(program, ops, name, args, Limits::USUAL)
}

pub fn run_with<A, R>(
    program: &Program<'_>,
    ops: &RocOps,
    name: &str,
    args: A,
    limits: Limits,
) -> Result<R, String> {
    let function = program.function_named(name).expect("a function of this name");
    let mut ret = MaybeUninit::<R>::uninit();
    let call = Call {
        function,
        ret: ret.as_mut_ptr().cast(),
        args: (&raw const args).cast(),
        captures: std::ptr::null_mut(),
    };
    // SAFETY: tests pass what the function takes.
    match unsafe { program.run(ops, &call, limits) } {
        // SAFETY: the function has written its result.
        Ok(()) => Ok(unsafe { ret.assume_init() }),
        Err(crash) => {
            let text = crash.text().to_owned();
            // SAFETY: the same host.
            unsafe { Crash::release(crash, ops) };
            Err(text)
        }
    }
}

/// Assembles, runs, and checks that everything was freed.
pub fn check<T>(source: Source, hosted: &[HostFn], test: impl FnOnce(&Program<'_>, &RocOps) -> T) -> T {
    let host = TestHost::new();
    let ops = host.ops();
    let result = source.block().with(hosted, |program| test(program, &ops));
    host.assert_all_freed();
    result
}

/// `fib`, as the compiler would write it.
pub fn fib(source: &mut Source) -> FunctionId {
    source.function("fib", frame(48, 8, 8), |code, fib| {
        let go_on = code.label();
        code!(code:
            JumpGeI64Imm 0, 2, go_on;
            Return8 0;
        );
        code.bind(go_on);
        code!(code:
            SubI64Imm 16, 0, 1;
            Call 16, fib;
            Move8 8, 16;
            SubI64Imm 16, 0, 2;
            Call 16, fib;
            AddI64 8, 8, 16;
            Return8 8;
        );
    })
}

/// Counts the primes below the argument with a sieve of bytes in a list.
pub fn sieve(source: &mut Source, list: i64) -> FunctionId {
    source.function("sieve", frame(96, 8, 8), |code, _| {
        let (outer, inner, next, end, skip) =
            (code.label(), code.label(), code.label(), code.label(), code.label());
        // 0 limit; 16 list; 40 i; 48 j; 56 count; 64 byte; 72 address
        code!(code:
            MakeList 16, list, 1_000_000;
            Const8 56, 0;
            Const8 40, 2;
        );
        let (clear, cleared) = (code.label(), code.label());
        code!(code: Const8 48, 0; Const1 64, 0;);
        code.bind(clear);
        code!(code:
            JumpLeU64 0, 48, cleared;
            AddWrap8 72, 16, 48;
            Store1 72, 64, 0;
            AddU64Imm 48, 48, 1;
            Jump clear;
        );
        code.bind(cleared);
        code!(code: Const1 65, 1;);
        code.bind(outer);
        code!(code:
            JumpLeU64 0, 40, end;
            ListLoad1 64, 16, 40;
            JumpNe1Imm 64, 0, next;
            AddU64Imm 56, 56, 1;
            AddU64 48, 40, 40;
        );
        code.bind(inner);
        code!(code:
            JumpLeU64 0, 48, next;
            AddWrap8 72, 16, 48;
            Store1 72, 65, 0;
            AddU64 48, 48, 40;
            Jump inner;
        );
        code.bind(next);
        code!(code: AddU64Imm 40, 40, 1; Jump outer;);
        code.bind(end);
        code!(code: Release 16, list; Return8 56;);
        code.bind(skip);
    })
}

/// Adds up the numbers below the argument.
pub fn sum(source: &mut Source) -> FunctionId {
    source.function("sum", frame(32, 8, 8), |code, _| {
        let (again, end) = (code.label(), code.label());
        code!(code: Const8 8, 0; Const8 16, 0;);
        code.bind(again);
        code!(code:
            JumpLeI64 0, 16, end;
            AddI64 8, 8, 16;
            AddI64Imm 16, 16, 1;
            Jump again;
        );
        code.bind(end);
        code!(code: Return8 8;);
    })
}
