"""What the actions of a platform and of an app read: never each other's part."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")

def _actions(env, mnemonic):
    return [a for a in analysistest.target_actions(env) if a.mnemonic == mnemonic]

def _link_test_impl(ctx):
    env = analysistest.begin(ctx)
    links = _actions(env, "RocLink")
    asserts.equals(env, 1, len(links))
    inputs = {file.basename: True for file in links[0].inputs.to_list()}
    for name in ["platform.link.json", "platform.adapter.o", "roc_shim.o", "libhost.a", "crt1.o", "libc.a"]:
        asserts.true(env, name in inputs, "the link lacks " + name)
    for name in inputs:
        asserts.false(env, name.endswith(".roc"), "the link depends on the source " + name)
        asserts.false(env, name.endswith(".image"), "the link depends on the app " + name)

    # Objects and archives are built while sources are still being read.
    specs = _actions(env, "RocPlatformSpec")
    asserts.equals(env, 1, len(specs))
    for file in specs[0].inputs.to_list():
        asserts.false(env, file.extension in ["a", "o"], "the requests depend on " + file.basename)
    return analysistest.end(env)

link_test = analysistest.make(_link_test_impl)

def _image_test_impl(ctx):
    env = analysistest.begin(ctx)
    images = _actions(env, "RocImage")
    asserts.equals(env, 1, len(images))
    for file in images[0].inputs.to_list():
        asserts.false(
            env,
            file.extension in ["a", "o", "program"],
            "compiling the app depends on " + file.basename,
        )
    for mnemonic in ["RocAdapter", "RocLink"]:
        asserts.equals(env, [], _actions(env, mnemonic))
    return analysistest.end(env)

image_test = analysistest.make(_image_test_impl)
