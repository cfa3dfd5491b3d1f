"""What the rules tell each other."""

RocModuleInfo = provider(
    doc = "Modules that programs are compiled from.",
    fields = {
        "main": "File or None: the file with the package's header",
        "packages": "depset of struct(reference = string, main = File): packages that headers among the sources name by something else than a relative path",
        "srcs": "depset of File: all that a compilation reads, the sources of all dependencies among them",
    },
)

RocHostInfo = provider(
    doc = "A platform's host.",
    fields = {
        "archives": "list of File: static libraries and objects, in the order of linking",
        "name": "string: the name that stands for all of them in the header's section `targets:`",
    },
)

RocPlatformInfo = provider(
    doc = "A platform whose program is linked.",
    fields = {
        "main": "File: the .roc file with the header",
        "program": "File: the executable that all apps of the platform share",
        "srcs": "depset of File: all .roc files of the platform, its main file among them",
        "target": "string: Roc's name of what the program is linked for, such as x64musl",
        "target_info": "RocTargetInfo: the same, with what starts programs",
    },
)

RocProgramInfo = provider(
    doc = "An app that can be started.",
    fields = {
        "image": "File: the compiled app",
        "platform": "RocPlatformInfo: who runs it",
        "srcs": "depset of File: all .roc files of the app, its main file among them",
    },
)
