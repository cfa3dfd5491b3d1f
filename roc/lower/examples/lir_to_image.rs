//! `lir_to_image IN.lir OUT.image`: writes the image of hand-written LIR.
//!
//! With `--counted`, `--code` or `--digest` instead of a second file it prints the program with explicit counts, its
//! instructions, or the platform digest that the adapter needs.

use std::process::ExitCode;

use roc_lower::emit::emit;
use roc_lower::image::finish;
use roc_lower::lir::text::{parse, print};
use roc_lower::lir::verify::verify;
use roc_shim_image::Image;
use roc_shim_image::op::Op;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = &arguments[..] else {
        eprintln!("usage: lir_to_image IN.lir (OUT.image | --counted | --code | --digest)");
        return ExitCode::from(2);
    };
    match run(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{input}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(input: &str, output: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(input).map_err(|error| error.to_string())?;
    let mut program = parse(&text).map_err(|error| error.to_string())?;
    if let Some(error) = verify(&program).first() {
        return Err(error.to_string());
    }
    finish(&mut program);
    let image = emit(&program).map_err(|error| error.to_string())?;
    match output {
        "--counted" => print!("{}", print(&program)),
        "--code" => print!("{}", listing(&image)?),
        "--digest" => {
            program.platform_digest().iter().for_each(|byte| print!("{byte:02x}"));
            println!();
        }
        path => std::fs::write(path, image).map_err(|error| format!("{path}: {error}"))?,
    }
    Ok(())
}

/// All instructions with their operands.
fn listing(image: &[u8]) -> Result<String, String> {
    // Images are read where they are aligned to 16.
    let mut block = vec![0u128; image.len().div_ceil(16)];
    for (to, from) in block.iter_mut().zip(image.chunks(16)) {
        let mut bytes = [0; 16];
        bytes[..from.len()].copy_from_slice(from);
        *to = u128::from_le_bytes(bytes);
    }
    let bytes: Vec<u8> = image.to_vec();
    // SAFETY: the numbers' bytes are valid for as long as `block` lives, and every byte is initialised.
    let aligned = unsafe { std::slice::from_raw_parts(block.as_ptr().cast::<u8>(), bytes.len()) };
    let image = Image::read(aligned).map_err(|error| format!("{error:?}"))?;
    let mut out = String::new();
    for function in image.functions {
        out.push_str(&format!("{} (frame {})\n", image.name(function), function.frame_size));
        let code = image.code_of(function);
        let mut at = 0;
        while let Some(op) = code.get(at).and_then(|word| Op::from_number(*word as u16)) {
            let info = op.info();
            out.push_str(&format!("{at:5} {}", info.name));
            for (kind, place) in info.operands.iter().zip(info.places) {
                let bits = code[at + usize::from(place.word)] >> place.shift;
                let unused = 64 - kind.bits();
                let value = if kind.is_signed() {
                    ((bits << unused) as i64) >> unused
                } else {
                    ((bits << unused) >> unused) as i64
                };
                out.push_str(&format!(" {value}"));
            }
            out.push('\n');
            at += usize::from(info.words);
        }
    }
    Ok(out)
}
