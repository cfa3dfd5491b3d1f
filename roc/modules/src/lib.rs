//! Files, imports, packages, the module graph. All file access of the compiler goes through here.
