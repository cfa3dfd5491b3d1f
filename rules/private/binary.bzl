"""roc_binary: an app, compiled to an image and started with its platform's program."""

load(":launcher.bzl", "write_launcher")
load(":providers.bzl", "RocPlatformInfo", "RocProgramInfo")

def _roc_binary_impl(ctx):
    platform = ctx.attr.platform[RocPlatformInfo]
    srcs = depset([ctx.file.main] + ctx.files.srcs)
    image = ctx.actions.declare_file(ctx.label.name + ".image")
    args = ctx.actions.args()
    args.add_all(["internal", "image", ctx.file.main])
    args.add("--output", image)
    if ctx.attr.platform_reference:
        args.add("--package-map", "{}={}".format(ctx.attr.platform_reference, platform.main.path))
    ctx.actions.run(
        executable = ctx.executable._roc,
        arguments = [args],
        inputs = depset(transitive = [srcs, platform.srcs]),
        mnemonic = "RocImage",
        outputs = [image],
        progress_message = "Compiling %{label}",
    )

    launcher = ctx.actions.declare_file(ctx.label.name)
    write_launcher(
        ctx,
        launcher,
        {
            "image": image,
            "launch": ctx.executable._launch,
            "program": platform.program,
        },
        'exec "$launch" "$image" "$program" "$@"\n',
    )
    runfiles = ctx.runfiles([image, platform.program] + ctx.files.data)
    runfiles = runfiles.merge_all([
        target[DefaultInfo].default_runfiles
        for target in ctx.attr.data + [ctx.attr._launch]
    ])
    return [
        DefaultInfo(
            executable = launcher,
            files = depset([launcher, image]),
            runfiles = runfiles,
        ),
        OutputGroupInfo(image = depset([image])),
        RocProgramInfo(
            image = image,
            platform = platform,
            srcs = srcs,
        ),
        RunEnvironmentInfo(
            environment = {
                name: ctx.expand_location(value, ctx.attr.data)
                for name, value in ctx.attr.env.items()
            },
            inherited_environment = ctx.attr.env_inherit,
        ),
    ]

roc_binary = rule(
    implementation = _roc_binary_impl,
    doc = """A Roc app. `bazel run` starts what was built: it compiles and links nothing by itself.

The app's own files make one action, its image; the program that runs it is the platform's.""",
    attrs = {
        "data": attr.label_list(
            doc = "Files that the app reads while it runs.",
            allow_files = True,
        ),
        "env": attr.string_dict(doc = "Environment variables for `bazel run`; $(location …) is expanded."),
        "env_inherit": attr.string_list(doc = "Environment variables that are taken over from the caller's environment."),
        "main": attr.label(
            doc = "The app's main file.",
            mandatory = True,
            allow_single_file = [".roc"],
        ),
        "platform": attr.label(
            doc = "Who runs the app; for a file without a header the default one.",
            default = "//hosts/echo:platform",
            providers = [RocPlatformInfo],
        ),
        "platform_reference": attr.string(
            doc = """The platform as the app's header writes it, where that is something else than the relative
path of the platform's main file.""",
        ),
        "srcs": attr.label_list(
            doc = "All other .roc files of the app, and what they import as data.",
            allow_files = True,
        ),
        "_launch": attr.label(
            default = "//roc/launch:roc-launch",
            cfg = "target",
            executable = True,
        ),
        "_roc": attr.label(
            default = "//roc/cli:roc",
            cfg = "exec",
            executable = True,
        ),
    },
    executable = True,
    provides = [RocProgramInfo],
)
