//! Writes files in their layout to standard output: `cargo run -p roc_format --example format -- FILE…`; with
//! `--time`, how long each took.

use std::time::Instant;

use roc_base::FileId;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1).peekable();
    let time = args.next_if(|arg| arg == "--time").is_some();
    for path in args {
        let text = std::fs::read(&path)?;
        let start = Instant::now();
        let formatted = roc_format::format(FileId::new(0), &text);
        match formatted {
            _ if time => println!("{path}: {} bytes, {:?}", text.len(), start.elapsed()),
            Ok(formatted) => print!("{formatted}"),
            Err(diagnostics) => {
                for diagnostic in diagnostics {
                    println!("{path}: {}: {}", diagnostic.title, diagnostic.message);
                }
            }
        }
    }
    Ok(())
}
