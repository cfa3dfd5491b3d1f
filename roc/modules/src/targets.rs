//! A platform header's `targets:` section as plain data, for the linker's driver.

use roc_base::{FileId, Interner, Span};
use roc_syntax::ast::{self, ConfigValue};

/// What a platform's program is linked from, for each target.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// The folder, relative to the platform's file, that input files are relative to.
    pub inputs_dir: Option<String>,
    /// In the header's order, which is the order of preference.
    pub targets: Vec<Target>,
}

/// One target of a platform.
#[derive(Clone, Debug)]
pub struct Target {
    /// `x64musl`, …; not compared with any list of known names.
    pub name: String,
    /// The name's place.
    pub span: Span,
    /// What is linked, in link order.
    pub inputs: Vec<LinkInput>,
    /// What the link makes.
    pub output: Output,
    /// Symbols that the result exports, for wasm.
    pub exports: Vec<String>,
    /// Settings that are none of the above: key and place.
    pub unknown: Vec<(String, Span)>,
}

/// One input of a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkInput {
    /// A file's name, relative to the folder of inputs.
    File(String),
    /// The compiled program, or what stands in for it.
    App,
}

/// What a link makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Output {
    /// An executable.
    #[default]
    Exe,
    /// A shared library.
    Shared,
    /// A static library.
    Archive,
}

pub(crate) fn read(file: FileId, header: &ast::PlatformHeader, names: &Interner) -> Option<Targets> {
    let written = header.targets.as_ref()?;
    let targets = written.targets.iter().map(|target| read_target(file, target, names)).collect();
    let inputs_dir = written.inputs_dir.map(|text| names.resolve(text.text).to_owned());
    Some(Targets { inputs_dir, targets })
}

fn read_target(file: FileId, written: &ast::Target, names: &Interner) -> Target {
    let mut target = Target {
        name: names.resolve(written.name.symbol).to_owned(),
        span: written.name.range(names).in_file(file),
        inputs: Vec::new(),
        output: Output::Exe,
        exports: Vec::new(),
        unknown: Vec::new(),
    };
    for field in &written.fields {
        let key = names.resolve(field.name.symbol);
        match (key, &field.value) {
            ("inputs", Some(ConfigValue::List(items))) => {
                target.inputs = items.iter().filter_map(|item| link_input(item, names)).collect();
            }
            ("exports", Some(ConfigValue::List(items))) => {
                target.exports = items.iter().filter_map(|item| text(item, names)).collect();
            }
            ("output", Some(ConfigValue::Name(name))) => match names.resolve(name.symbol) {
                "Exe" => target.output = Output::Exe,
                "Shared" => target.output = Output::Shared,
                "Archive" => target.output = Output::Archive,
                _ => target.unknown.push((key.to_owned(), name.range(names).in_file(file))),
            },
            _ => target.unknown.push((key.to_owned(), field.name.range(names).in_file(file))),
        }
    }
    target
}

fn text(value: &ConfigValue, names: &Interner) -> Option<String> {
    match value {
        ConfigValue::Text(text) => Some(names.resolve(text.text).to_owned()),
        ConfigValue::Name(name) => Some(names.resolve(name.symbol).to_owned()),
        ConfigValue::Int(_) | ConfigValue::App | ConfigValue::List(_) => None,
    }
}

fn link_input(value: &ConfigValue, names: &Interner) -> Option<LinkInput> {
    match value {
        ConfigValue::App => Some(LinkInput::App),
        value => text(value, names).map(LinkInput::File),
    }
}
