//! Hosts and shims for links, written in LLVM's IR so that tests need no compiler, and the folder of one test.

use inkwell::OptimizationLevel;
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use object::{Object, ObjectSymbol};
use roc_backend::machine::Machine;
use roc_backend::request::{Adapter, AdapterSource, Emit, Input, LinkRequest, Platform, VERSION};
use roc_backend::target::{Arch, Flavor, Target};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Calls `roc__init` and `roc__render`, and ends with the sum of what they store. `roc_host__give` stores 30.
const HOST: &str = "
declare void @roc__init(ptr, ptr, ptr)
declare void @roc__render(ptr, ptr, ptr)

define i32 @run() {
  %a = alloca i32
  %b = alloca i32
  call void @roc__init(ptr null, ptr %a, ptr null)
  call void @roc__render(ptr null, ptr %b, ptr null)
  %x = load i32, ptr %a
  %y = load i32, ptr %b
  %sum = add i32 %x, %y
  ret i32 %sum
}

define void @roc_host__give(ptr %ops, ptr %ret, ptr %args) {
  store i32 30, ptr %ret
  ret void
}
";

/// Entry 0: what the first hosted function gives. Entry 1: the image's ninth byte, or 11 without one.
const SHIM: &str = "
@roc_adapter = external hidden global { i32, i32, i32, i32, [32 x i8], [1 x ptr] }
@roc_embedded = external hidden global { ptr, i64 }

define void @roc_entrypoint(i32 %index, ptr %ops, ptr %ret, ptr %args) {
  switch i32 %index, label %none [ i32 0, label %hosted  i32 1, label %image ]
hosted:
  %slot = getelementptr i8, ptr @roc_adapter, i64 48
  %function = load ptr, ptr %slot
  call void %function(ptr %ops, ptr %ret, ptr %args)
  ret void
image:
  %block = load ptr, ptr @roc_embedded
  %empty = icmp eq ptr %block, null
  br i1 %empty, label %none, label %read
read:
  %place = getelementptr i8, ptr %block, i64 8
  %byte = load i8, ptr %place
  %value = zext i8 %byte to i32
  store i32 %value, ptr %ret
  ret void
none:
  store i32 11, ptr %ret
  ret void
}
";

/// The start of a program without a C library, by flavour and architecture.
fn start(target: Target) -> &'static str {
    match (target.flavor(), target.arch()) {
        (Flavor::MacOs, _) => "define i32 @main() { %code = call i32 @run() ret i32 %code }",
        (Flavor::Windows, _) => "define i32 @mainCRTStartup() { %code = call i32 @run() ret i32 %code }",
        (_, Arch::X64) => {
            "define void @_start() alignstack(16) \"stackrealign\" {
               %code = call i32 @run()
               call void asm sideeffect \"syscall\", \"{rax},{rdi},~{rcx},~{r11},~{memory}\"(i64 231, i32 %code)
               unreachable
             }"
        }
        (_, Arch::Arm64) => {
            "define void @_start() {
               %code = call i32 @run()
               call void asm sideeffect \"svc 0\", \"{x8},{x0},~{memory}\"(i64 94, i32 %code)
               unreachable
             }"
        }
    }
}

/// An object of a module in LLVM's textual form.
pub fn assemble(target: Target, ir: &str) -> Vec<u8> {
    let machine = Machine::new(target, OptimizationLevel::Less).unwrap();
    let context = Context::create();
    let text = MemoryBuffer::create_from_memory_range_copy(ir.as_bytes(), "host");
    let module = context.create_module_from_ir(text).map_err(|e| e.to_string()).unwrap();
    let empty = machine.module(&context, "host");
    module.set_triple(&empty.get_triple());
    module.set_data_layout(&empty.get_data_layout());
    machine.emit(&module, Emit::Object).unwrap()
}

/// A member of an archive with its head.
pub fn member(name: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes =
        format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, 0, 644, content.len()).into_bytes();
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(2), b'\n');
    bytes
}

/// An `ar` archive with an index.
pub fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let symbols = |content: &[u8]| -> Vec<String> {
        let Ok(file) = object::File::parse(content) else { return Vec::new() };
        let defined = file.symbols().filter(|s| s.is_global() && !s.is_undefined());
        defined.map(|s| s.name().unwrap().to_owned()).collect()
    };
    let names: Vec<Vec<String>> = members.iter().map(|(_, content)| symbols(content)).collect();
    let count: usize = names.iter().map(Vec::len).sum();
    let text: String = names.iter().flatten().map(|name| format!("{name}\0")).collect();
    let mut place = 8 + 60 + (4 + 4 * count + text.len()).next_multiple_of(2);
    let mut index = (count as u32).to_be_bytes().to_vec();
    let mut body = Vec::new();
    for ((name, content), names) in members.iter().zip(&names) {
        index.extend((place as u32).to_be_bytes().repeat(names.len()));
        body.extend(member(&format!("{name}/"), content));
        place = 8 + 60 + (4 + 4 * count + text.len()).next_multiple_of(2) + body.len();
    }
    index.extend(text.bytes());
    [b"!<arch>\n".to_vec(), member("/", &index), body].concat()
}

/// The adapter that the host above wants.
pub fn adapter() -> Adapter {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Adapter {
        entries: names(&["roc__init", "roc__render"]),
        hosted: names(&["roc_host__give"]),
        platform_digest: [7; 32],
        image: None,
    }
}

/// A folder with the host above, `libhost.a`, the shim, `shim.o`, and room for results.
pub struct Folder {
    dir: TempDir,
    target: Target,
}

impl Folder {
    pub fn new(target: Target) -> Self {
        Self::with_host(target, &format!("{HOST}{}", start(target)))
    }

    pub fn with_host(target: Target, ir: &str) -> Self {
        let folder = Self { dir: tempfile::tempdir().unwrap(), target };
        folder.write("libhost.a", &archive(&[("host.o", &assemble(target, ir))]));
        folder.write("shim.o", &assemble(target, SHIM));
        folder
    }

    /// The text of the host above without its start, to be changed.
    pub fn host_ir(target: Target) -> String {
        format!("{HOST}{}", start(target))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// A link of the two with the adapter made in passing.
    pub fn link_request(&self) -> LinkRequest {
        LinkRequest {
            version: VERSION,
            target: self.target,
            platform: Platform { name: "demo".to_owned(), file: "demo/main.roc".to_owned() },
            shim: self.path("shim.o"),
            adapter: AdapterSource::Make(adapter()),
            inputs: vec![Input::Host(self.path("libhost.a")), Input::App],
            output: self.path("program"),
        }
    }

    /// The names of all files, sorted.
    pub fn names(&self) -> Vec<String> {
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        let mut names: Vec<_> =
            fs::read_dir(self.dir.path()).unwrap().map(|f| name(&f.unwrap().path())).collect();
        names.sort();
        names
    }
}
