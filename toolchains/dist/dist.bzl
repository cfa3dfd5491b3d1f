"""The tools as they are handed to someone: a folder, and an archive of it.

They are the very executables that the rules run, optimised and for machines like this one.
"""

def _add_parts(args, targets, platforms):
    """Adds the parts of targets under their names in `roc`; answers their files.

    targets/TARGET/FILE, platforms/PLATFORM/targets/TARGET/FILE
    """
    parts = []
    for target in targets:
        for file in target[DefaultInfo].files.to_list():
            host, slash, name = file.path.partition("/{}/".format(target.label.name))[2].rpartition("/")
            if slash:
                if host not in platforms:
                    continue
                name = "platforms/{}/targets/{}/{}".format(host, target.label.name, name)
            else:
                name = "targets/{}/{}".format(target.label.name, name)
            args.add(file, format = name + "=%s")
            parts.append(file)
    return parts

def _dist_impl(ctx):
    backend = ctx.executable.backend
    roc_out = ctx.actions.declare_file(ctx.label.name + "/bin/roc")

    targets_out = ctx.actions.declare_file(ctx.label.name + "/libexec/roc-targets")
    args = ctx.actions.args()
    args.add_all(["internal", "pack"])
    args.add("--roc", ctx.executable.roc)
    args.add("--backend", backend)
    args.add("--output", roc_out)
    parts = _add_parts(args, ctx.attr.parts, ctx.attr.platforms)
    ctx.actions.run(
        executable = ctx.executable.roc,
        arguments = [args],
        inputs = [ctx.executable.roc, backend] + parts,
        mnemonic = "RocPack",
        outputs = [roc_out],
        progress_message = "Packing %{output}",
    )

    args = ctx.actions.args()
    args.add_all(["internal", "pack-targets"])
    args.add("--output", targets_out)
    parts = _add_parts(args, ctx.attr.other_parts, ctx.attr.platforms)
    ctx.actions.run(
        executable = ctx.executable.roc,
        arguments = [args],
        inputs = parts,
        mnemonic = "RocPack",
        outputs = [targets_out],
        progress_message = "Packing %{output}",
    )

    # Copies, as links would not survive being handed on.
    files = [roc_out, targets_out]
    for tool in [backend, ctx.executable.launch]:
        output = ctx.actions.declare_file("{}/libexec/{}".format(ctx.label.name, tool.basename))
        args = ctx.actions.args()
        args.add("copy")
        args.add(tool)
        args.add(output)
        ctx.actions.run(
            executable = ctx.executable._xtask,
            arguments = [args],
            inputs = [tool],
            mnemonic = "RocCopy",
            outputs = [output],
        )
        files.append(output)
    return [DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files))]

dist = rule(
    implementation = _dist_impl,
    doc = """The folder <name>/ with bin/roc, libexec/roc-backend and libexec/roc-targets; they need nothing else of a system.

libexec/roc-targets has the parts of `other_parts` and may be left out; libexec/roc-launch is what Bazel's rules start programs with.""",
    attrs = {
        "backend": attr.label(
            mandatory = True,
            cfg = "exec",
            executable = True,
        ),
        "launch": attr.label(
            mandatory = True,
            cfg = "exec",
            executable = True,
        ),
        "other_parts": attr.label_list(
            doc = "target_parts of the other targets that `roc` can link for; in a file of their own.",
        ),
        "parts": attr.label_list(
            doc = "target_parts of the target that `roc` itself runs on.",
            mandatory = True,
        ),
        "platforms": attr.string_list(doc = "Hosts that `roc` brings along."),
        "roc": attr.label(
            mandatory = True,
            cfg = "exec",
            executable = True,
        ),
        "_xtask": attr.label(
            default = "//roc/xtask",
            cfg = "exec",
            executable = True,
        ),
    },
)

def _dist_tar_impl(ctx):
    archive = ctx.actions.declare_file(ctx.label.name + ".tar.gz")
    args = ctx.actions.args()
    args.add("tar")
    args.add(archive)
    for file in ctx.files.dist:
        args.add(file, format = "roc/{}=%s".format("/".join(file.path.split("/")[-2:])))
    ctx.actions.run(
        executable = ctx.executable._xtask,
        arguments = [args],
        inputs = ctx.files.dist,
        mnemonic = "RocTar",
        outputs = [archive],
        progress_message = "Packing %{output}",
    )
    return [DefaultInfo(files = depset([archive]))]

dist_tar = rule(
    implementation = _dist_tar_impl,
    doc = "The folder of a `dist` as an archive, roc/bin/roc and so on; same inputs, same bytes.",
    attrs = {
        "dist": attr.label(mandatory = True),
        "_xtask": attr.label(
            default = "//roc/xtask",
            cfg = "exec",
            executable = True,
        ),
    },
)
