//! The shape that all functions have, as a macro.

/// A [`LowLevelFn`](crate::LowLevelFn) from what reads like a closure: `|cx, a: A, b: B| -> R { … }`. The body may use
/// `?` and is unsafe: arguments are what the operation's declaration says.
macro_rules! low_level {
    (|$cx:ident $(, $arg:ident: $ty:ty)*| -> $result:ty $body:block) => {{
        #[allow(unused_variables, unused_mut, unused_unsafe, reason = "not every function needs everything")]
        unsafe fn run(
            $cx: &mut $crate::Context<'_>,
            ret: *mut u8,
            args: *const u8,
            _element: $crate::Element,
        ) -> Result<(), $crate::Crash> {
            let mut args = $crate::args::Args::new(args);
            // SAFETY: the caller passes arguments of these types and room for the result.
            unsafe {
                $(let $arg: $ty = args.next();)*
                let result: $result = $body;
                $crate::args::put(ret, result);
            }
            Ok(())
        }
        Some(run as $crate::LowLevelFn)
    }};
}
