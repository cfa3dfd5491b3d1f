"""A C++ toolchain that exists and can do nothing: rules_rust asks for one even where no linker runs."""

def _stub_cc_config_impl(ctx):
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = "stub",
        host_system_name = "unknown",
        target_system_name = "unknown",
        target_cpu = "unknown",
        target_libc = "unknown",
        compiler = "unknown",
        abi_version = "unknown",
        abi_libc_version = "unknown",
    )

stub_cc_config = rule(
    implementation = _stub_cc_config_impl,
    provides = [CcToolchainConfigInfo],
)
