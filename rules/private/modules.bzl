"""The sources of a compilation: attributes that all rules with modules have, and the arguments that come of them."""

load(":providers.bzl", "RocModuleInfo", "RocPlatformInfo")

MODULE_ATTRS = {
    "deps": attr.label_list(
        doc = "Packages (`roc_library`) that the header names by the relative path of their main file.",
        providers = [RocModuleInfo],
    ),
    "main": attr.label(
        doc = "The main file: the one with the header.",
        allow_single_file = [".roc"],
    ),
    "packages": attr.label_keyed_string_dict(
        doc = """Packages (`roc_library`), each with what stands for it in the header, where that isn't the relative path of
its main file: `{"@json//:json": "https://example.org/….tar.zst"}`. Nothing is fetched while Bazel builds.""",
        providers = [RocModuleInfo],
    ),
    "srcs": attr.label_list(
        doc = "All other .roc files, and what they import as data.",
        allow_files = True,
    ),
}

# Of rules whose main file can be an app.
APP_ATTRS = MODULE_ATTRS | {
    "platform": attr.label(
        doc = "Who runs the app; for a file without a header the default one.",
        default = "//hosts/echo/platform",
        providers = [RocPlatformInfo],
    ),
    "platform_reference": attr.string(
        doc = """The platform as the app's header writes it, where that is something else than the relative
path of the platform's main file.""",
    ),
}

def module_info(ctx):
    """The modules that MODULE_ATTRS or APP_ATTRS name.

    Args:
      ctx: the rule's context

    Returns:
      a RocModuleInfo
    """
    deps = [target[RocModuleInfo] for target in ctx.attr.deps + ctx.attr.packages.keys()]
    packages = []
    for target, reference in ctx.attr.packages.items():
        main = target[RocModuleInfo].main
        if not main:
            fail("{} has no `main`, so it is no package that a header could name".format(target.label))
        packages.append(struct(reference = reference, main = main))
    srcs = [dep.srcs for dep in deps]
    if hasattr(ctx.attr, "platform"):
        platform = ctx.attr.platform[RocPlatformInfo]
        srcs.append(platform.srcs)
        if ctx.attr.platform_reference:
            packages.append(struct(reference = ctx.attr.platform_reference, main = platform.main))
    own = ctx.files.srcs + ([ctx.file.main] if ctx.file.main else [])
    return RocModuleInfo(
        main = ctx.file.main,
        packages = depset(packages, transitive = [dep.packages for dep in deps]),
        srcs = depset(own, transitive = srcs),
    )

def add_platform(modules, platform):
    """An app's modules together with those of its platform, which it names by its path or not at all.

    Args:
      modules: a RocModuleInfo
      platform: a RocPlatformInfo

    Returns:
      a RocModuleInfo
    """
    return RocModuleInfo(
        main = modules.main,
        packages = modules.packages,
        srcs = depset(transitive = [modules.srcs, platform.srcs]),
    )

def own_sources(ctx):
    """The .roc files that are the rule's own, not its dependencies'.

    Args:
      ctx: the rule's context

    Returns:
      a list of File
    """
    own = ctx.files.srcs + ([ctx.file.main] if ctx.file.main else [])
    return [file for file in own if file.extension == "roc" and file.is_source]

def _package_path(package):
    return "{}={}".format(package.reference, package.main.path)

def add_packages(args, modules):
    """Tells `roc` where packages are, in an action.

    Args:
      args: an Args
      modules: a RocModuleInfo
    """
    args.add_all(modules.packages, before_each = "--package-map", map_each = _package_path)

def runfiles_packages(modules):
    """The same for a program that starts in the runfiles of its repository.

    Args:
      modules: a RocModuleInfo

    Returns:
      a list of strings
    """
    words = []
    for package in modules.packages.to_list():
        words += ["--package-map", "{}={}".format(package.reference, package.main.short_path)]
    return words
