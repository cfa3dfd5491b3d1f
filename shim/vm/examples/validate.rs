//! The validator's speed on a large image.

#[path = "../tests/support/mod.rs"]
#[macro_use]
mod support;

use roc_shim_image::Image;
use std::time::Instant;

fn main() {
    let mut source = support::Source::new(0);
    for _ in 0..20_000 {
        support::fib(&mut source);
        support::sum(&mut source);
    }
    let mut block = source.block();
    let start = Instant::now();
    let image = Image::read(block.bytes()).expect("an image");
    image.validate().expect("a valid image");
    let (time, words) = (start.elapsed(), image.code.len());
    println!("{} functions, {words} words: {time:?}", image.functions.len());
}
