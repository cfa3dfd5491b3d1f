"""What the rules tell each other."""

RocPlatformInfo = provider(
    doc = "A platform whose program is linked.",
    fields = {
        "main": "File: the .roc file with the header",
        "program": "File: the executable that all apps of the platform share",
        "srcs": "depset of File: all .roc files of the platform, its main file among them",
        "target": "string: Roc's name of what the program is linked for, such as x64musl",
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
