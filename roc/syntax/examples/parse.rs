//! Shows how files parse: `cargo run -p roc_syntax --example parse -- [--tree] FILE…`; with `--time N`, how fast.

use std::time::Instant;

use roc_base::{Interner, SourceMap};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1).peekable();
    let tree = args.next_if(|arg| arg == "--tree").is_some();
    let rounds: u32 =
        args.next_if(|arg| arg == "--time").and_then(|_| args.next()?.parse().ok()).unwrap_or(0);
    let mut sources = SourceMap::new();
    for path in args {
        let text = std::fs::read(&path)?;
        let file = sources.add(path, text);
        let mut names = Interner::new();
        let (ast, diagnostics) = roc_syntax::parse(file, sources.text(file), &mut names);
        for diagnostic in &diagnostics {
            let (start, _) = sources.locate(diagnostic.span);
            let place = format!("{}:{}:{}", sources.path(file), start.line, start.column);
            println!("{place}: {}: {}", diagnostic.title, diagnostic.message);
        }
        if tree {
            print!("{}", roc_syntax::dump::dump(&ast, &names));
        }
        if rounds > 0 {
            time(sources.text(file), rounds);
        }
    }
    Ok(())
}

/// Parses a text so many times and prints the best time.
fn time(text: &[u8], rounds: u32) {
    let file = roc_base::FileId::new(0);
    let best = |work: &dyn Fn()| {
        let seconds = (0..rounds).map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        });
        seconds.fold(f64::INFINITY, f64::min)
    };
    let lines = text.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count() as f64;
    let lexing = best(&|| {
        let text = std::str::from_utf8(text).unwrap_or_default();
        std::hint::black_box(roc_syntax::tokenize(file, text, &mut Vec::new()));
    });
    let parsing = best(&|| {
        std::hint::black_box(roc_syntax::parse(file, text, &mut Interner::new()));
    });
    println!(
        "{lines} lines; million lines a second: tokens {:.2}, tree {:.2}",
        lines / lexing / 1e6,
        lines / parsing / 1e6
    );
}
