//! The interpreter's speed: `fib(32)`, a loop, a sieve. With an argument, only the one of that name.

#[path = "../tests/support/mod.rs"]
#[macro_use]
mod support;

use roc_shim_abi::testing::TestHost;
use roc_shim_image::write::Layout;
use std::time::Instant;

fn main() {
    let mut source = support::Source::new(0);
    let byte = source.image.layouts.add(Layout::Plain { size: 1, align: 1 });
    let list = source.image.layouts.add(Layout::List(byte));
    support::fib(&mut source);
    support::sum(&mut source);
    support::sieve(&mut source, list.into());
    let only = std::env::args().nth(1);
    let host = TestHost::new();
    let ops = host.ops();
    source.block().with(&[], |program| {
        for (name, argument) in [("fib", 32), ("sum", 100_000_000), ("sieve", 1_000_000)] {
            if only.as_ref().is_none_or(|only| only == name) {
                let start = Instant::now();
                let result = support::run::<i64, i64>(program, &ops, name, argument);
                println!("{name} {argument} = {result:?}: {:?}", start.elapsed());
            }
        }
    });
}
