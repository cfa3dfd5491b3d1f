//! `roc internal platform`: from a platform's header to the requests that make its adapter and link its program.
//!
//! For build rules, which know each file's path before there are any: nothing here looks at an object or an archive.

use std::path::Path;

use roc_cache::Key;
use roc_modules::Purpose;
use roc_modules::targets::{LinkInput, Target};
use serde_json::{Value, json};

use crate::args::{NamedPath, PlatformArgs};
use crate::compile::choose;
use crate::program::{Program, load};
use crate::timings::Timings;
use crate::{output, packages, system_inputs};

pub fn platform(args: &PlatformArgs) -> u8 {
    let packages = packages::open(&args.common);
    let program = load(&args.file, Purpose::Run, &args.common, &packages, &mut Timings::start());
    output::report(&output::text(&program, output::style(args.common.no_color)));
    if output::summary(&program).errors > 0 {
        return 1;
    }
    let written = requests(&program, args).and_then(|(adapter, link)| {
        write(&args.adapter_request, &adapter)?;
        write(&args.link_request, &link)
    });
    match written {
        Ok(()) => 0,
        Err(message) => {
            output::error(message, None);
            1
        }
    }
}

/// Adapter request and link request.
fn requests(program: &Program, args: &PlatformArgs) -> Result<(Value, Value), String> {
    let file = args.file.display();
    let not_one = || format!("{file} is no platform with a section `targets: {{ … }}`");
    // An app has a platform too, in another file.
    let own = program.platform.as_ref().filter(|_| program.is_platform);
    let targets = own.and_then(|p| p.targets.as_ref()).ok_or_else(not_one)?;
    let target =
        choose(&targets.targets, args.common.target.as_deref()).map_err(|e| format!("{file}: {e}"))?;
    let lir = program.lower().ok_or_else(not_one)?.program;
    let adapter = json!({
        "version": 1,
        "target": target.name,
        "adapter": {
            "entries": lir.entries.iter().map(|e| &e.name).collect::<Vec<_>>(),
            "hosted": lir.hosted.iter().map(|h| &h.name).collect::<Vec<_>>(),
            "platform_digest": Key::from_bytes(lir.platform_digest()).hex(),
        },
        "output": args.adapter,
    });
    let link = json!({
        "version": 1,
        "target": target.name,
        "platform": { "name": program.platform_name(), "file": args.file },
        "shim": args.shim,
        "adapter": { "file": args.adapter },
        "inputs": inputs(target, &args.inputs).map_err(|e| format!("{file}: {e}"))?,
        "output": args.program,
    });
    Ok((adapter, link))
}

/// The target's inputs in the header's order, each with the paths that it was given: of a host and what that needs.
fn inputs(target: &Target, given: &[NamedPath]) -> Result<Vec<Value>, String> {
    let mut inputs = Vec::new();
    for input in &target.inputs {
        let LinkInput::File(name) = input else {
            inputs.push(json!("app"));
            continue;
        };
        let role = if system_inputs::is_host(name) { "host" } else { "file" };
        let paths = given.iter().filter(|given| given.name == *name).map(|given| &given.path);
        let before = inputs.len();
        inputs.extend(paths.map(|path| json!({ role: path })));
        if inputs.len() == before {
            return Err(format!(
                "the target `{}` needs the file `{name}`, which is not among those given \
                 (--input {name}=PATH; with Bazel: in `host` or `link_inputs`)",
                target.name
            ));
        }
    }
    Ok(inputs)
}

fn write(to: &Path, request: &Value) -> Result<(), String> {
    std::fs::write(to, request.to_string()).map_err(|e| format!("cannot write {}: {e}", to.display()))
}
