//! Whole programs: calls, stack, closures, hosted functions, counted values, crashes.

#[macro_use]
mod support;

use roc_shim_abi::{RocBox, RocList, RocOps, RocStr, RocValue};
use roc_shim_image::format::{ClosureRecord, NONE};
use roc_shim_image::lowlevel::LowLevel;
use roc_shim_image::write::{Blob, Frame, Layout};
use roc_shim_vm::{Call, Limits, Program};
use std::ffi::c_void;
use support::{Source, check, frame, run, run_with};

#[test]
fn calls_return_results() {
    let mut source = Source::new(0);
    support::fib(&mut source);
    support::sum(&mut source);
    let byte = source.image.layouts.add(Layout::Plain { size: 1, align: 1 });
    let list = source.image.layouts.add(Layout::List(byte));
    support::sieve(&mut source, list.into());
    check(source, &[], |program, ops| {
        assert_eq!(run(program, ops, "fib", 20i64), Ok(6765i64));
        assert_eq!(run(program, ops, "sum", 1000i64), Ok(499_500i64));
        assert_eq!(run(program, ops, "sieve", 1000i64), Ok(168i64));
    });
}

/// `depth(n) = if n == 0 then 0 else 1 + depth(n - 1)`, with large frames.
fn depth(source: &mut Source, size: u32) {
    source.function("depth", frame(size, 8, 8), |code, depth| {
        let go_on = code.label();
        code!(code: JumpNe8Imm 0, 0, go_on; Return8 0;);
        code.bind(go_on);
        code!(code:
            SubI64Imm 16, 0, 1;
            Call 16, depth;
            AddI64Imm 0, 16, 1;
            Return8 0;
        );
    });
}

#[test]
fn deep_recursion_gets_more_stack_until_the_limit() {
    for size in [32, 1024, 65_520] {
        let mut source = Source::new(0);
        depth(&mut source, size);
        check(source, &[], |program, ops| {
            for n in [0i64, 1, 10, 1000, 20_000] {
                let limits = Limits { stack: 4 << 30, ..Limits::USUAL };
                assert_eq!(run_with(program, ops, "depth", n, limits), Ok(n), "{size}");
            }
            let limits = Limits { stack: 1 << 20, ..Limits::USUAL };
            let found = run_with::<i64, i64>(program, ops, "depth", 10_000_000, limits);
            assert_eq!(found, Err("stack overflow".to_owned()));
            assert_eq!(run(program, ops, "depth", 3i64), Ok(3i64));
        });
    }
}

#[test]
fn tail_calls_need_no_stack() {
    // even(n) = if n == 0 then 1 else odd(n - 1), and the other way round; odd has a large frame.
    let mut source = Source::new(0);
    let even = source.image.declare_function("even");
    let odd = source.image.declare_function("odd");
    for (this, other, size, result) in [(even, odd, 32, 1), (odd, even, 40_000, 0)] {
        source.define(this, frame(size, 8, 8), |code| {
            let go_on = code.label();
            code!(code: JumpNe8Imm 0, 0, go_on; Const8 0, result; Return;);
            code.bind(go_on);
            code!(code: SubI64Imm 16, 0, 1; TailCall 16, other;);
        });
    }
    check(source, &[], |program, ops| {
        let limits = Limits { stack: 200_000, ..Limits::USUAL };
        assert_eq!(run_with(program, ops, "even", 100_001i64, limits), Ok(0i64));
        assert_eq!(run_with(program, ops, "odd", 100_001i64, limits), Ok(1i64));
    });
}

#[test]
fn crashes_are_values() {
    let mut source = Source::new(0);
    let constant = source.image.data.add(Blob::plain(b"a constant text"), 1);
    let text = source.image.data.str_value("a text that does not fit into the value itself");
    let text = source.image.data.add(text, 8);
    source.function("constant", frame(16, 0, 0), |code, _| code!(code: CrashData 15, constant;));
    source.function("message", frame(32, 0, 0), |code, _| code!(code: ConstData24 0, text; Crash 0;));
    source.function("given", frame(32, 24, 0), |code, _| code!(code: Crash 0;));
    source.function("unreachable", frame(16, 0, 0), |code, _| code!(code: Unreachable;));
    source.function("forever", frame(16, 0, 0), |code, _| {
        let again = code.label();
        code.bind(again);
        code!(code: Jump again;);
    });
    check(source, &[], |program, ops| {
        let crash = |name| run::<(), ()>(program, ops, name, ()).expect_err("a crash");
        assert_eq!(crash("constant"), "a constant text");
        assert_eq!(crash("message"), "a text that does not fit into the value itself");
        assert_eq!(crash("unreachable"), "reached code that the compiler took for unreachable");
        let given = RocStr::from_str("made by the host, and freed after the crash", ops);
        let found = run::<RocStr, ()>(program, ops, "given", given);
        assert_eq!(found, Err("made by the host, and freed after the crash".to_owned()));
        let limits = Limits { steps: 1000, ..Limits::USUAL };
        let found = run_with::<(), ()>(program, ops, "forever", (), limits);
        assert_eq!(found, Err("the program took too many steps".to_owned()));
    });
}

/// A closure over an I64: `|x| x + captured`. Functions `make : I64 -> (I64 -> I64)` and `apply : (I64 -> I64), I64 ->
/// I64`, and a constant closure `twice`.
fn closures() -> Source {
    let mut source = Source::new(0);
    let layouts = &mut source.image.layouts;
    let text = layouts.add(Layout::Str);
    let captures = layouts.add(Layout::Struct { size: 32, align: 8, parts: vec![(0, text)] });
    let closure = layouts.add(Layout::Closure);
    let code_frame = Frame { size: 32, args: 8, ret: 8, captures: true };
    let adder = source.function("adder", code_frame, |code, _| {
        let number_at = (ClosureRecord::VALUES + 24) as i64;
        code!(code: Load8 16, 8, number_at; AddI64 0, 0, 16; Return;);
    });
    let twice = source.function("twice", code_frame, |code, _| code!(code: AddI64 0, 0, 0; Return;));
    let constant = source.image.data.add_closure(twice, None);
    let text = source.image.data.str_value("a text in the captures, counted when it is copied");
    let text = source.image.data.add(text, 8);
    source.function("make", frame(64, 8, 8), |code, _| {
        code!(code:
            ConstData24 16, text;
            Move8 40, 0;
            MakeClosure 0, 16, adder, captures;
            Return;
        );
    });
    source.function("constant", frame(16, 0, 8), |code, _| code!(code: DataAddress 0, constant; Return;));
    source.function("apply", frame(48, 16, 8), |code, _| {
        code!(code:
            Move8 16, 8;
            CallClosure 0, 16, 8, 8;
            Release 0, closure;
            Return8 16;
        );
    });
    source
}

#[test]
fn closures_are_called_inside() {
    check(closures(), &[], |program, ops| {
        let twice: *mut u8 = run(program, ops, "constant", ()).expect("a closure");
        assert_eq!(run(program, ops, "apply", (twice, 21i64)), Ok(42i64));
        let add: *mut u8 = run(program, ops, "make", 5i64).expect("a closure");
        assert_eq!(run(program, ops, "apply", (add, 37i64)), Ok(42i64));
    });
}

#[test]
fn closures_cross_the_boundary() {
    type CallFn = unsafe extern "C" fn(*mut RocOps, *mut c_void, *mut c_void, *mut c_void);
    type DropFn = unsafe extern "C" fn(*mut RocOps, *mut c_void);
    /// What a host makes: a function value with a number.
    #[repr(C, align(16))]
    struct Own {
        call: CallFn,
        drop: DropFn,
        number: i64,
    }
    unsafe extern "C" fn own_call(
        _: *mut RocOps,
        ret: *mut c_void,
        args: *mut c_void,
        captures: *mut c_void,
    ) {
        // SAFETY: called with an I64 and with the captures of `Own`.
        unsafe { ret.cast::<i64>().write(args.cast::<i64>().read() * captures.cast::<i64>().read()) };
    }
    unsafe extern "C" fn own_drop(_: *mut RocOps, captures: *mut c_void) {
        // SAFETY: called once with the captures of `Own`.
        unsafe { captures.cast::<i64>().write(-1) };
    }
    check(closures(), &[], |program, ops| {
        let add: *mut u8 = run(program, ops, "make", 5i64).expect("a closure");
        let raw_ops = std::ptr::from_ref(ops).cast_mut();
        // SAFETY: what `make` gives is a function value that takes and gives an I64.
        unsafe {
            let closure = add.cast::<CallFn>();
            let captures: *mut c_void = closure.byte_add(16).cast();
            let (mut ret, mut arg) = (0i64, 37i64);
            (*closure)(raw_ops, (&raw mut ret).cast(), (&raw mut arg).cast(), captures);
            assert_eq!(ret, 42);
            (*closure.add(1).cast::<DropFn>())(raw_ops, captures);
            roc_shim_abi::counted::free_counted(
                ops,
                std::ptr::NonNull::new_unchecked(closure).cast(),
                16,
                false,
            );
        }
        let data = roc_shim_abi::counted::alloc_counted(ops, size_of::<Own>(), 16, false);
        // SAFETY: fresh memory.
        unsafe { data.cast::<Own>().write(Own { call: own_call, drop: own_drop, number: 7 }) };
        let own = data.as_ptr();
        assert_eq!(run(program, ops, "apply", (own, 6i64)), Ok(42i64));
    });
}

/// Where the hosted function below finds the program; one test only uses it.
static PROGRAM: std::sync::atomic::AtomicPtr<c_void> =
    std::sync::atomic::AtomicPtr::new(std::ptr::null_mut());

/// Takes a Str and a number, gives the Str back; calls the program again until the number is zero.
unsafe extern "C" fn again(ops: *mut RocOps, ret: *mut c_void, args: *mut c_void) {
    #[repr(C)]
    struct Args {
        text: RocStr,
        number: i64,
    }
    // SAFETY: the test's program calls with these arguments; the program lives as long as the run.
    unsafe {
        let Args { text, number } = args.cast::<Args>().read();
        if number == 0 {
            ret.cast::<RocStr>().write(text);
            return;
        }
        let program = &*PROGRAM.load(std::sync::atomic::Ordering::Relaxed).cast::<Program<'static>>();
        let args = Args { text, number: number - 1 };
        let function = program.entry(0).expect("an entry");
        let call = Call {
            function,
            ret: ret.cast(),
            args: (&raw const args).cast(),
            captures: std::ptr::null_mut(),
        };
        program.enter(&*ops, &call);
    }
}

#[test]
fn hosted_functions_may_call_back() {
    let mut source = Source::new(1);
    let entry = source.function("entry", frame(64, 32, 24), |code, _| {
        code!(code: Move24 32, 0; CallHosted 32, 0, 0, 32, 24; Return24 32;);
    });
    source.image.add_entry(entry);
    check(source, &[again], |program, ops| {
        PROGRAM.store(std::ptr::from_ref(program).cast_mut().cast(), std::sync::atomic::Ordering::Relaxed);
        let text = RocStr::from_str("a text that goes in and out again", ops);
        let text: RocStr = run(program, ops, "entry", (text, 20i64)).expect("a text");
        assert_eq!(text.as_str(), "a text that goes in and out again");
        // SAFETY: released once.
        unsafe { text.release(ops) };
    });
}

#[test]
fn boxes_lists_and_strings_are_freed() {
    let mut source = Source::new(0);
    let layouts = &mut source.image.layouts;
    let text = layouts.add(Layout::Str);
    let list = layouts.add(Layout::List(text));
    let boxed = layouts.add(Layout::Box(list));
    let number = layouts.add(Layout::Plain { size: 8, align: 8 });
    let numbers = layouts.add(Layout::List(number));
    // [text, text] in a box, and one of its elements out again.
    source.function("pack", frame(96, 24, 8), |code, _| {
        code!(code:
            RetainStr 0;
            MakeList 32, list, 2;
            Store24 32, 0, 0;
            Store24 32, 0, 24;
            MakeBox 64, 32, list;
            Return8 64;
        );
    });
    source.function("unpack", frame(96, 8, 24), |code, _| {
        code!(code:
            Load24 16, 0, 0;
            Const8 40, 1;
            ListLoad24 48, 16, 40;
            RetainStr 48;
            Release 0, boxed;
            Return24 48;
        );
    });
    source.function("numbers", frame(64, 0, 24), |code, _| {
        code!(code:
            MakeList 0, numbers, 3;
            Const8 32, 7;
            Store8 0, 32, 0;
            Store8 0, 32, 8;
            StoreN 0, 32, 8, 16;
            MakeList 24, numbers, 0;
            Release 24, numbers;
            Return;
        );
    });
    check(source, &[], |program, ops| {
        let text = RocStr::from_str("a text that needs some memory", ops);
        let boxed: *mut u8 = run(program, ops, "pack", text).expect("a box");
        let text: RocStr = run(program, ops, "unpack", boxed).expect("a text");
        assert_eq!(text.as_str(), "a text that needs some memory");
        let numbers: RocList<i64> = run(program, ops, "numbers", ()).expect("a list");
        assert_eq!(numbers.as_slice(), [7, 7, 7]);
        // SAFETY: each is released once.
        unsafe {
            assert!(text.is_unique());
            text.release(ops);
            numbers.release(ops);
        }
    });
}

/// Nested data: `node : [Leaf, Node (List node) Str (Box node)]`.
#[test]
fn deep_and_wide_values_are_released() {
    #[repr(C)]
    struct Node {
        children: RocList<Node>,
        text: RocStr,
        next: Option<RocBox<Node>>,
        tag: u8,
    }
    // SAFETY: the layout below; the test never releases one from here.
    unsafe impl RocValue for Node {
        const COUNTED: bool = true;
        fn retain(&self) -> Self {
            unreachable!("not needed")
        }
        unsafe fn release(self, _: &RocOps) {
            unreachable!("not needed")
        }
    }
    let mut source = Source::new(0);
    let layouts = &mut source.image.layouts;
    let node = layouts.declare();
    let text = layouts.add(Layout::Str);
    let children = layouts.add(Layout::List(node));
    let next = layouts.add(Layout::Box(node));
    let payload = layouts.add(Layout::Struct {
        size: 56,
        align: 8,
        parts: vec![(0, children), (24, text), (48, next)],
    });
    layouts.define(
        node,
        Layout::Union {
            size: 64,
            align: 8,
            discriminant_offset: 56,
            discriminant_size: 1,
            payloads: vec![None, Some(payload)],
        },
    );
    source.function("drop", frame(64, 64, 0), |code, _| code!(code: Release 0, node; Return;));
    source.function("copy", frame(128, 64, 64), |code, _| code!(code: Retain 0, node; Return;));
    check(source, &[], |program, ops| {
        let leaf = || Node { children: RocList::EMPTY, text: RocStr::EMPTY, next: None, tag: 0 };
        let text = || RocStr::from_str("a text that needs some memory", ops);
        let mut deep = leaf();
        for i in 0..10_000 {
            let next = Some(RocBox::new(deep, ops));
            let children = if i % 100 == 0 {
                RocList::from_values(
                    (0..20).map(|_| Node {
                        next: Some(RocBox::new(leaf(), ops)),
                        text: text(),
                        ..Node { tag: 1, ..leaf() }
                    }),
                    ops,
                )
            } else {
                RocList::EMPTY
            };
            deep = Node { children, text: text(), next, tag: 1 };
        }
        let deep: Node = run(program, ops, "copy", deep).expect("the same");
        let again = Node { children: RocList::EMPTY, text: RocStr::EMPTY, next: None, tag: 0 };
        assert_eq!(run(program, ops, "drop", again), Ok(()));
        // SAFETY: `copy` has made two owners of one value.
        let second = unsafe { std::ptr::read(&deep) };
        assert_eq!(run(program, ops, "drop", deep), Ok(()));
        assert_eq!(second.text.as_str(), "a text that needs some memory");
        assert_eq!(run(program, ops, "drop", second), Ok(()));
    });
}

#[test]
fn operations_of_the_runtime_are_called() {
    let operation = |name| i64::from(LowLevel::by_name(name).expect("a row").index());
    let (concat, append, divide) =
        (operation("Str.concat"), operation("List.append"), operation("I64.div_by"));
    let none = i64::from(NONE);
    let mut source = Source::new(0);
    let layouts = &mut source.image.layouts;
    let text = layouts.add(Layout::Str);
    let texts = layouts.add(Layout::List(text));
    // The same text twice, one after the other.
    source.function("double", frame(96, 24, 24), |code, _| {
        code!(code:
            Move24 32, 0;
            Move24 56, 0;
            RetainStr 0;
            LowLevelCall 32, 32, concat, none;
            ReleaseStr 0;
            Return24 32;
        );
    });
    source.function("add", frame(96, 48, 24), |code, _| {
        code!(code: LowLevelCall 48, 0, append, text; Return24 48;);
    });
    source.function("drop", frame(32, 24, 0), |code, _| code!(code: Release 0, texts; Return;));
    // The quick instructions; with a second owner they copy.
    let (append, set) = (operation("List.append"), operation("Intrinsic.list_set_unchecked"));
    let number = source.image.layouts.add(Layout::Plain { size: 8, align: 8 });
    let numbers = source.image.layouts.add(Layout::List(number));
    source.function("count", frame(96, 0, 24), |code, _| {
        let (again, done) = (code.label(), code.label());
        code!(code: MakeList 0, numbers, 0; Const8 24, 0;);
        code.bind(again);
        code!(code:
            JumpGeU64Imm 24, 100, done;
            ListAppend 0, 0, append, number;
            AddU64Imm 24, 24, 1;
            Jump again;
        );
        code.bind(done);
        code!(code:
            RetainList 0;
            Move24 48, 0;
            Const8 72, 1;
            Const8 80, 7;
            ListSet 48, 48, set, number;
            Release 48, numbers;
            Const8 24, 2;
            Const8 32, 9;
            ListSet 0, 0, set, number;
            Return24 0;
        );
    });
    let boxed = source.image.layouts.add(Layout::Box(text));
    source.function("box", frame(32, 24, 8), |code, _| code!(code: MakeBox 24, 0, text; Return8 24;));
    source.function("unbox", frame(48, 8, 24), |code, _| {
        code!(code: TakeBox 16, 0, text; Return24 16;);
    });
    source.function("unbox shared", frame(48, 8, 24), |code, _| {
        code!(code: RetainPointer 0; TakeBox 16, 0, text; Release 0, boxed; Return24 16;);
    });
    source.function("divide", frame(32, 16, 8), |code, _| {
        code!(code: LowLevelCall 16, 0, divide, none; Return8 16;);
    });
    check(source, &[], |program, ops| {
        let text = RocStr::from_str("a text that needs some memory", ops);
        let text: RocStr = run(program, ops, "double", text).expect("a text");
        assert_eq!(text.as_str(), "a text that needs some memorya text that needs some memory");
        let mut list = RocList::<RocStr>::EMPTY;
        for _ in 0..20 {
            list = run(program, ops, "add", (list, text.retain())).expect("a list");
        }
        assert_eq!((list.len(), list.as_slice()[19].len()), (20, 58));
        assert_eq!(run(program, ops, "drop", list), Ok(()));
        let mut text = text;
        for unbox in ["unbox", "unbox shared"] {
            let boxed: *mut u8 = run(program, ops, "box", text).expect("a box");
            text = run(program, ops, unbox, boxed).expect("a text");
            assert!(text.is_unique() && text.len() == 58);
        }
        let numbers: RocList<u64> = run(program, ops, "count", ()).expect("a list");
        let expected: Vec<u64> = (0..100).map(|n| if n == 2 { 9 } else { n }).collect();
        assert_eq!(numbers.as_slice(), expected);
        // SAFETY: released once.
        unsafe {
            text.release(ops);
            numbers.release(ops);
        }
        assert_eq!(run(program, ops, "divide", (42i64, 5i64)), Ok(8i64));
        assert_eq!(
            run::<_, i64>(program, ops, "divide", (42i64, 0i64)),
            Err("I64 division by zero".to_owned())
        );
    });
}
