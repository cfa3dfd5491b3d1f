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
    }
    if rounds > 0 {
        time(&sources, rounds);
    }
    Ok(())
}

/// Parses all files so many times and prints the best times.
fn time(sources: &SourceMap, rounds: u32) {
    let best = |work: &dyn Fn()| {
        let seconds = (0..rounds).map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        });
        seconds.fold(f64::INFINITY, f64::min)
    };
    let is_blank = |line: &&[u8]| line.trim_ascii().is_empty();
    let count = |text: &[u8]| text.split(|&byte| byte == b'\n').filter(|line| !is_blank(line)).count();
    let lines = sources.iter().map(|(_, file)| count(file.text())).sum::<usize>() as f64;
    let lexing = best(&|| {
        for (id, file) in sources.iter() {
            let text = std::str::from_utf8(file.text()).unwrap_or_default();
            std::hint::black_box(roc_syntax::tokenize(id, text, &mut Vec::new()));
        }
    });
    let parsing = best(&|| {
        let mut names = Interner::new();
        for (id, file) in sources.iter() {
            std::hint::black_box(roc_syntax::parse(id, file.text(), &mut names));
        }
    });
    let speed = |seconds: f64| lines / seconds / 1e6;
    println!(
        "{lines} lines; million lines a second: tokens {:.2}, tree {:.2}",
        speed(lexing),
        speed(parsing)
    );
}
