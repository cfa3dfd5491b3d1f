"""roc_binary: an app, compiled to an image and started with its platform's program."""

load("//toolchains/platforms:targets.bzl", "TARGETS")
load("//toolchains/platforms:transition.bzl", "to_target")
load("//toolchains/runners:runners.bzl", "RocRunnerInfo")
load(":launcher.bzl", "shell_quote", "write_launcher")
load(":modules.bzl", "APP_ATTRS", "add_packages", "module_info")
load(":providers.bzl", "RocPlatformInfo", "RocProgramInfo")
load(":toolchain.bzl", "TOOLS", "tools")

def compile_image(ctx, main, modules, name):
    """Compiles an app to its image.

    Args:
      ctx: the context of a rule with `toolchains = [TOOLS]`
      main: the app's main file
      modules: RocModuleInfo of all that it is compiled from
      name: of the image, without extension

    Returns:
      a File
    """
    image = ctx.actions.declare_file(name + ".image")
    args = ctx.actions.args()
    args.add_all(["internal", "image", main])
    args.add("--output", image)
    add_packages(args, modules)
    ctx.actions.run(
        executable = tools(ctx).roc,
        arguments = [args],
        inputs = depset([main], transitive = [modules.srcs]),
        mnemonic = "RocImage",
        outputs = [image],
        progress_message = "Compiling " + main.short_path,
        toolchain = TOOLS,
    )
    return image

def _command(ctx, platform):
    """What starts the program: a dict of shell variables to files, and the words.

    Where memory can't be handed in from outside, the launcher is a program of the target and runs where that runs.
    """
    runner = [r for r, target in ctx.attr._runners.items() if target == platform.target][0][RocRunnerInfo]
    target = platform.target_info
    files = {}
    before = []
    for word in runner.words:
        if type(word) == "File":
            files["script"] = word
            before.append('"$script"')
        else:
            before.append(shell_quote(word))
    if target.runner:
        files["runner"] = target.runner
        before.append('"$runner"')
    files["launch"] = target.launch or tools(ctx).launch.executable
    launch = ['"$launch"', '"$image"']
    words = before + launch if target.launch else launch + before
    return files, " ".join(words + ['"$program"'])

def _roc_binary_impl(ctx):
    platform = ctx.attr.platform[RocPlatformInfo]
    modules = module_info(ctx)
    image = compile_image(ctx, ctx.file.main, modules, ctx.label.name)
    launcher = ctx.actions.declare_file(ctx.label.name)
    files, command = _command(ctx, platform)
    files["image"] = image
    files["program"] = platform.program
    write_launcher(ctx, launcher, files, "exec {} \"$@\"\n".format(command))
    runfiles = ctx.runfiles(files.values() + platform.target_info.beside_launch + ctx.files.data)
    runfiles = runfiles.merge_all([
        target[DefaultInfo].default_runfiles
        for target in ctx.attr.data
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
            srcs = modules.srcs,
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
    attrs = APP_ATTRS | {
        "data": attr.label_list(
            doc = "Files that the app reads while it runs.",
            allow_files = True,
        ),
        "env": attr.string_dict(doc = "Environment variables for `bazel run`; $(location …) is expanded."),
        "env_inherit": attr.string_list(doc = "Environment variables that are taken over from the caller's environment."),
        "target": attr.string(
            doc = """Roc's name of the target to build for; without it, the one that is built for anyway
(`--platforms=@roc//toolchains/platforms:NAME`).""",
            values = [""] + TARGETS.keys(),
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_runners": attr.label_keyed_string_dict(
            default = {Label("//toolchains/runners:" + target): target for target in TARGETS},
            cfg = "exec",
        ),
    },
    cfg = to_target,
    executable = True,
    provides = [RocProgramInfo],
    toolchains = [TOOLS],
)
