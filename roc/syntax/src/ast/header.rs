//! File headers. There is at most one in a file, so they hold plain vectors.

use roc_base::{Symbol, TextRange};

use super::{Exposed, List, Name, TypeId};

/// The first thing in a file that is not a headerless module.
#[derive(Clone, Debug)]
pub enum Header {
    /// `app [main!] { pf: platform "…" }`
    App(PackageHeader),
    /// `package [A, B] { dep: "…" }`
    Package(PackageHeader),
    /// `platform "name" requires …`
    Platform(Box<PlatformHeader>),
    /// `module [a, B]`; deprecated.
    Module(List<Exposed>),
    /// `hosted [a!]`; legacy.
    Hosted(List<Exposed>),
}

/// A string literal without interpolation at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    /// The decoded text.
    pub text: Symbol,
    /// The literal with its quotes.
    pub range: TextRange,
}

/// An app's or a package's header.
#[derive(Clone, Debug)]
pub struct PackageHeader {
    /// What is exposed.
    pub exposes: List<Exposed>,
    /// The packages; in an app exactly one of them is a platform, unless that was reported.
    pub dependencies: Vec<Dependency>,
    /// `roc: "version"`.
    pub roc_version: Option<Text>,
}

/// `name: "path"`, `name: platform "path"`.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// The shorthand.
    pub name: Name,
    /// What it stands for.
    pub kind: DependencyKind,
}

/// What a dependency's shorthand stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DependencyKind {
    /// `"path or URL"`
    Package(Text),
    /// `platform "path or URL"`
    Platform(Text),
    /// `platform glue`
    Glue,
}

/// A platform's header, in its fixed order.
#[derive(Clone, Debug)]
pub struct PlatformHeader {
    /// `platform "name"`
    pub name: Text,
    /// `requires { … }`
    pub requires: Vec<Requirement>,
    /// `exposes [ … ]`
    pub exposes: List<Exposed>,
    /// `packages { … }`
    pub packages: Vec<Dependency>,
    /// `roc: "version"` in `packages`.
    pub roc_version: Option<Text>,
    /// `provides { … }` in source order, which is the order of the entry points' indices.
    pub provides: Vec<SymbolMapping>,
    /// `hosted { … }` in source order, which is the order of the hosted functions' indices.
    pub hosted: Vec<SymbolMapping>,
    /// `targets: { … }`
    pub targets: Option<Targets>,
}

/// `[State : state] for program : type`: what the app must define.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The types that the app must declare.
    pub aliases: Vec<RequiredAlias>,
    /// The value that the app must define.
    pub name: Name,
    /// Its type.
    pub ty: TypeId,
}

/// `State : state`
#[derive(Clone, Copy, Debug)]
pub struct RequiredAlias {
    /// The type's name, in the app and in the platform.
    pub alias: Name,
    /// The variable that stands for it in the requirement's type.
    pub variable: Name,
}

/// `"symbol": Type.function!`
#[derive(Clone, Copy, Debug)]
pub struct SymbolMapping {
    /// The linker symbol.
    pub symbol: Text,
    /// Upper names, perhaps none, then one lower name.
    pub function: List<Name>,
}

/// `targets: { inputs_dir: "…", x64musl: { … } }`
#[derive(Clone, Debug)]
pub struct Targets {
    /// The folder that input file names are relative to.
    pub inputs_dir: Option<Text>,
    /// The targets in source order.
    pub targets: Vec<Target>,
}

/// `x64musl: { inputs: [ … ], output: Exe }`
#[derive(Clone, Debug)]
pub struct Target {
    /// The target.
    pub name: Name,
    /// Its settings in source order.
    pub fields: Vec<TargetField>,
}

/// `key: value`, or `key` alone.
#[derive(Clone, Debug)]
pub struct TargetField {
    /// The key.
    pub name: Name,
    /// The value.
    pub value: Option<ConfigValue>,
}

/// A value in a target's settings.
#[derive(Clone, Debug)]
pub enum ConfigValue {
    /// `"libhost.a"`
    Text(Text),
    /// `64`, as written.
    Int(Symbol),
    /// `Exe`, `win_gui`
    Name(Name),
    /// `app`: the compiled program's place among the inputs.
    App,
    /// `[ … ]`
    List(Vec<ConfigValue>),
}
