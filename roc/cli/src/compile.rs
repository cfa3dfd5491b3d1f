//! From a root file to an image and a plan for its executable.

use std::path::Path;

use roc_base::Diagnostic;
use roc_cache::Key;
use roc_lower::lir;
use roc_modules::Purpose;
use roc_modules::targets::{LinkInput, Target};
use roc_packages::Packages;

use crate::args::Common;
use crate::constants;
use crate::link::{LinkPlan, PlanInput};
use crate::paths;
use crate::program::{ECHO, Program, load};
use crate::source::Source;
use crate::system_inputs;
use crate::timings::Timings;

/// A compiled program.
pub struct Compiled {
    /// The checked program with its diagnostics.
    pub program: Program,
    /// What it became, unless nothing of it can run.
    pub outcome: Option<Outcome>,
}

/// What a program became.
pub struct Outcome {
    /// The module image.
    pub image: Vec<u8>,
    /// How its executable is linked, or why it can't be.
    pub plan: Result<LinkPlan, Diagnostic>,
}

/// Compiles a root file.
pub fn compile(file: &Path, common: &Common, packages: &Packages, timings: &mut Timings) -> Compiled {
    let mut program = load(file, Purpose::Run, common, packages, timings);
    let outcome = if program.broken { None } else { finish(&mut program, file, common, timings) };
    Compiled { program, outcome }
}

/// The LIR of a root file, for looking at.
pub fn lir_text(
    file: &Path,
    common: &Common,
    packages: &Packages,
    timings: &mut Timings,
) -> (Program, Option<String>) {
    let mut program = load(file, Purpose::Run, common, packages, timings);
    let lowered = if program.broken { None } else { program.lower() };
    let text = lowered.map(|mut lowered| {
        constants::evaluate(&mut program, &mut lowered);
        lir::text::print(&lowered.program)
    });
    (program, text)
}

fn finish(program: &mut Program, file: &Path, common: &Common, timings: &mut Timings) -> Option<Outcome> {
    let mut lowered = program.lower()?;
    program.diagnostics.append(&mut lowered.diagnostics);
    timings.stage("lower");
    constants::evaluate(program, &mut lowered);
    timings.stage("constants");
    let lir = lowered.program;
    let plan = plan(program, &lir, file, common);
    let image = match roc_lower::image::write_image(lir) {
        Ok(image) => image,
        Err(error) => {
            let span = roc_base::Span { file: program.root_file(), start: 0, end: 0 };
            let message = format!("This program is too large in one place: {error}.");
            program.diagnostics.push(Diagnostic::error("Compilation Failed", span, message));
            return None;
        }
    };
    timings.stage("image");
    Some(Outcome { image, plan })
}

/// Which target, and what is linked for it.
fn plan(program: &Program, lir: &lir::Program, file: &Path, common: &Common) -> Result<LinkPlan, Diagnostic> {
    let span = roc_base::Span { file: program.platform_source(), start: 0, end: 0 };
    let targets = program.platform.as_ref().and_then(|p| p.targets.as_ref());
    let Some(targets) = targets else {
        return Err(Diagnostic::error(
            "Missing Targets Section",
            span,
            "This platform doesn't say what its programs are linked from.",
        )
        .with_hint("Add a section `targets: { … }` at the end of its header."));
    };
    let target = choose(&targets.targets, common.target.as_deref()).map_err(|message| {
        let names: Vec<&str> = targets.targets.iter().map(|t| t.name.as_str()).collect();
        Diagnostic::error("Unsupported Target", span, message)
            .with_text(format!("The platform's targets are: {}.", names.join(", ")))
            .with_hint("`--target=NAME` chooses one of them.")
    })?;
    let root = paths::folder(file);
    let folder = program.platform.as_ref().and_then(|p| p.folder.clone());
    let remote = program.platform.as_ref().and_then(|p| p.remote.as_ref());
    let inputs_dir = targets.inputs_dir.as_deref().unwrap_or("targets/");
    let on_disk = |path: &Path| match remote {
        Some(remote) => Source::Package {
            key: Key::from_bytes(remote.digest).hex(),
            path: paths::seen_from(&remote.folder, path).into(),
        },
        None => Source::Disk(paths::seen_from(root, path).into()),
    };
    let input = |input: &LinkInput| {
        let LinkInput::File(name) = input else { return PlanInput::App };
        let system = system_inputs::contain(name);
        let part = format!("targets/{}/{name}", target.name);
        let own = |folder: &Path| on_disk(&folder.join(inputs_dir).join(&target.name).join(name));
        let source = match &folder {
            Some(folder) if system => Source::Either(Box::new(own(folder)), part),
            Some(folder) => own(folder),
            None if system => Source::Part(part),
            None => Source::Part(format!("platforms/{}/{part}", ECHO.name)),
        };
        if system_inputs::is_host(name) { PlanInput::Host(source) } else { PlanInput::File(source) }
    };
    let platform_file = match folder {
        Some(_) => on_disk(Path::new(&program.platform_file())),
        None => Source::Part(program.platform_file()),
    };
    Ok(LinkPlan {
        target: target.name.clone(),
        platform_name: program.platform_name(),
        platform_file,
        entries: lir.entries.iter().map(|e| e.name.clone()).collect(),
        hosted: lir.hosted.iter().map(|h| h.name.clone()).collect(),
        platform_digest: Key::from_bytes(lir.platform_digest()).hex(),
        inputs: target.inputs.iter().map(input).collect(),
    })
}

/// The wanted target, else the first that runs on this machine, musl before glibc.
pub fn choose<'t>(targets: &'t [Target], wanted: Option<&str>) -> Result<&'t Target, String> {
    if let Some(wanted) = wanted {
        return targets
            .iter()
            .find(|t| t.name == wanted)
            .ok_or_else(|| format!("This platform has no target `{wanted}`."));
    }
    let own: &[&str] = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => &["x64musl", "x64glibc"],
        ("linux", "aarch64") => &["arm64musl", "arm64glibc"],
        ("macos", "x86_64") => &["x64mac"],
        ("macos", "aarch64") => &["arm64mac", "x64mac"],
        ("windows", "x86_64") => &["x64win"],
        _ => &[],
    };
    own.iter()
        .find_map(|name| targets.iter().find(|t| t.name == *name))
        .ok_or_else(|| "None of this platform's targets runs on this machine.".to_owned())
}
