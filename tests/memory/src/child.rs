//! A program in a process of its own: the test starts itself again, and tells it by the environment what to do.

use std::io::Write;
use std::mem::MaybeUninit;
use std::path::Path;
use std::process::Command;
use std::{env, fs, ptr};

use roc_shim_image::Image;
use roc_shim_vm::{Call, Limits, Platform, Program};

use crate::host::{Host, echo};

const IMAGE: &str = "ROC_MEMORY_IMAGE";
const END: &str = "ROC_MEMORY_END";
const RESULT: &str = "ROC_MEMORY_RESULT";

/// The exit code of a run that did something wrong with memory.
const WRONG: i32 = 97;
/// Enough for every program here, and quickly reached by what runs away.
const STACK: usize = 64 << 20;

/// How to run a program.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// Its image.
    pub image: &'a Path,
    /// The call for memory, from 1 on, from which on there is none.
    pub end: Option<u64>,
    /// The exit code that the program's diagnostics ask for where its own is 0.
    pub told: i32,
    /// Where the process may write.
    pub scratch: &'a Path,
}

/// What came of it.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// What the program wrote.
    pub output: Vec<u8>,
    /// What it reported, and what was wrong.
    pub errors: String,
    /// How often it called for memory.
    pub calls: u64,
}

impl Ended {
    /// Whether memory was used as it should be.
    pub fn is_clean(&self) -> bool {
        self.code.is_some_and(|code| code != WRONG)
    }
}

impl Start<'_> {
    /// Runs it. `test` is the test that begins with [`run_if_asked`].
    pub fn run(&self, test: &str) -> Ended {
        let result = self.scratch.join("result");
        let mut command = Command::new(env::current_exe().expect("a path of its own"));
        command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
        command.env(IMAGE, self.image).env(RESULT, &result);
        match self.end {
            Some(end) => command.env(END, end.to_string()),
            None => command.env_remove(END),
        };
        let _ = fs::remove_file(&result);
        let done = command.output().expect("the test itself can be started");
        let bytes = fs::read(&result).unwrap_or_default();
        let (calls, output) = bytes.split_first_chunk().unwrap_or((&[0; 8], &[]));
        Ended {
            code: done.status.code().map(|code| if code == 0 { self.told } else { code }),
            output: output.to_vec(),
            errors: String::from_utf8_lossy(&done.stderr).into_owned(),
            calls: u64::from_le_bytes(*calls),
        }
    }
}

/// In the process that [`Start::run`] started: runs the program, and ends the process. Else does nothing.
pub fn run_if_asked() {
    let Some(image) = env::var_os(IMAGE) else { return };
    let end = env::var(END).ok().and_then(|end| end.parse().ok());
    let host = Host::new(end);
    let image = fs::read(image).expect("an image");
    let mut block = vec![0u128; image.len().div_ceil(16)];
    // SAFETY: the bytes of numbers can be seen as bytes; nothing else uses them.
    let bytes = unsafe { std::slice::from_raw_parts_mut(block.as_mut_ptr().cast::<u8>(), image.len()) };
    bytes.copy_from_slice(&image);
    let digest = Image::read(bytes).expect("a sound image").header.platform_digest;
    let mut slot = MaybeUninit::uninit();
    let ops = host.ops();
    let (mut code, arguments) = (0i32, [0u64; 3]);
    // SAFETY: the image was made by the compiler for the echo platform, whose entry takes a list of strings (here an
    // empty one) and gives an I32, and whose hosted function is `echo`.
    let ended = unsafe {
        let program =
            Program::load(&mut slot, bytes, Platform { digest, hosted: &[echo] }).expect("an image");
        let call = Call {
            function: program.entry(0).expect("an entry"),
            ret: ptr::from_mut(&mut code).cast(),
            args: arguments.as_ptr().cast(),
            captures: ptr::null_mut(),
        };
        program.run(&ops, &call, Limits { stack: STACK, ..Limits::USUAL })
    };
    match ended {
        Ok(()) => end_process(&host, if host.expects_failed() && code == 0 { 1 } else { code & 0xff }, true),
        Err(crash) => crashed(&host, crash.text()),
    }
}

/// Ends the process of a program that crashed.
pub(crate) fn crashed(host: &Host, message: &str) -> ! {
    eprintln!("crashed: {message}");
    end_process(host, 1, false)
}

fn end_process(host: &Host, code: i32, all: bool) -> ! {
    let wrong = host.wrong(all);
    wrong.iter().for_each(|wrong| eprintln!("WRONG: {wrong}"));
    let mut result = host.calls().to_le_bytes().to_vec();
    result.extend(host.output());
    let file = env::var_os(RESULT).map(fs::File::create);
    if !file.is_some_and(|file| file.is_ok_and(|mut file| file.write_all(&result).is_ok())) {
        eprintln!("the result can't be written");
    }
    std::process::exit(if wrong.is_empty() { code } else { WRONG })
}
