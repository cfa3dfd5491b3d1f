//! What is kept between runs: what makes it be made again, and what doesn't.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::fs;
use std::path::Path;

use roc_tests_run::{Kind, Sandbox, Starts, root};

/// Runs, and counts the links that it took.
struct Counted<'s> {
    sandbox: &'s Sandbox,
    starts: Starts,
}

impl<'s> Counted<'s> {
    fn new(sandbox: &'s Sandbox) -> Self {
        Self { sandbox, starts: Starts::new(sandbox) }
    }

    #[track_caller]
    fn run(&self, words: &[&str], stdout: &str) -> usize {
        self.sandbox.roc(words).env("ROC_BACKEND", self.starts.script()).run().clean(stdout, 0);
        self.starts.take()
    }

    fn executables(&self) -> usize {
        self.sandbox.entries(Kind::Executables).len()
    }
}

fn says(text: &str) -> String {
    format!("main! = |_args| {{\n\techo!(\"{text}\\n\")\n\tOk({{}})\n}}\n")
}

fn swap(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn editing_an_app_links_nothing() {
    let Some(sandbox) = Sandbox::new() else { return };
    let counted = Counted::new(&sandbox);
    sandbox.write("main.roc", &says("one"));
    assert_eq!(counted.run(&[], "one\n"), 1);
    assert_eq!(counted.run(&[], "one\n"), 0);
    for text in ["two", "three"] {
        sandbox.write("main.roc", &says(text));
        assert_eq!(counted.run(&[], &format!("{text}\n")), 0);
    }
    // Back to what was known.
    sandbox.write("main.roc", &says("one"));
    assert_eq!(counted.run(&[], "one\n"), 0);
    sandbox.write("another/app.roc", &says("another"));
    assert_eq!(counted.run(&["another/app.roc"], "another\n"), 0);
    assert_eq!((counted.executables(), sandbox.entries(Kind::Images).len()), (1, 4));
}

#[test]
fn changing_what_is_linked_links_again() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    let counted = Counted::new(&sandbox);
    let expected = fs::read_to_string(root().join("tests/run/expected/int.stdout")).unwrap();
    let run = || counted.run(&["examples/int/main.roc"], &expected);
    assert_eq!((run(), run()), (1, 0));

    // Another host that does the same: one more member in its archive.
    let host = sandbox.path("hosts/int/platform/targets/x64musl/libhost.a");
    let first = fs::read(&host).unwrap();
    let spare = sandbox.write("spare.c", "int spare;\n");
    let archive = sandbox.path("spare.a");
    sandbox.compile(&spare, &archive);
    let member = fs::read(&archive).unwrap().split_off(8);
    fs::write(&host, [first.as_slice(), &member].concat()).unwrap();
    assert_eq!((run(), run()), (1, 0));
    // The first one again, and a file that only looks new.
    fs::write(&host, &first).unwrap();
    assert_eq!(run(), 0);

    // The platform brings its own start-up object, the same as the tool's; then another one.
    let crt1 = sandbox.path("hosts/int/platform/targets/x64musl/crt1.o");
    fs::copy(sandbox.part("crt1.o"), &crt1).unwrap();
    assert_eq!(run(), 0);
    sandbox.compile(&spare, &archive);
    let mut padded = fs::read(sandbox.part("crt1.o")).unwrap();
    padded.push(0);
    fs::write(&crt1, padded).unwrap();
    assert_eq!((run(), run()), (1, 0));
    fs::remove_file(&crt1).unwrap();
    assert_eq!(run(), 0);

    // The order of the entries is the adapter's.
    let header = sandbox.path("hosts/int/platform/main.roc");
    let (add, multiply) =
        ("\"roc__addInts\": add_ints_for_host,", "\"roc__multiplyInts\": multiply_ints_for_host,");
    swap(&header, add, "@");
    swap(&header, multiply, add);
    swap(&header, "@", multiply);
    assert_eq!((run(), run()), (1, 0));
    assert_eq!(counted.executables(), 4);
}

#[test]
fn copies_share_and_strangers_do_not() {
    let Some(sandbox) = Sandbox::new() else { return };
    let counted = Counted::new(&sandbox);
    let app = fs::read_to_string(root().join("examples/str/main.roc")).unwrap();
    let app = app.replace("../../hosts/str/platform/main.roc", "platform/main.roc");
    for folder in ["a", "b/deeper", "c"] {
        sandbox.platform("str", &format!("{folder}/platform"));
        sandbox.write(&format!("{folder}/main.roc"), &app);
    }
    // Equal paths below `c`, another host.
    let host = sandbox.path("c/platform/targets/x64musl/libhost.a");
    let mut bytes = fs::read(&host).unwrap();
    let at = bytes.windows(5).position(|w| w == b"small").unwrap();
    bytes[at..at + 5].copy_from_slice(b"SMALL");
    fs::write(&host, bytes).unwrap();

    let expected = fs::read_to_string(root().join("tests/run/expected/str.stdout")).unwrap();
    assert_eq!(counted.run(&["a/main.roc"], &expected), 1);
    assert_eq!(counted.run(&["b/deeper/main.roc"], &expected), 0);
    let other = expected.replacen("small", "SMALL", 1);
    for (file, stdout, starts) in
        [("c/main.roc", &other, 1), ("a/main.roc", &expected, 0), ("c/main.roc", &other, 0)]
    {
        assert_eq!(counted.run(&[file], stdout), starts, "{file}");
    }
    // One program: one image; it is the same where it was found by another way.
    fs::rename(sandbox.path("a"), sandbox.path("moved")).unwrap();
    assert_eq!(counted.run(&["moved/main.roc"], &expected), 0);
    let absolute = sandbox.path("moved/main.roc");
    assert_eq!(counted.run(&[absolute.to_str().unwrap()], &expected), 0);
    assert_eq!((counted.executables(), sandbox.entries(Kind::Images).len()), (2, 1));
}

/// Every input of a program: a change of it is seen.
#[test]
fn every_file_counts() {
    let Some(sandbox) = Sandbox::new() else { return };
    let module = |text: &str| format!("Word := [].{{\n\ttext : Str\n\ttext = \"{text}\"\n}}\n");
    let app = "import Word\n\nmain! = |_args| {\n\techo!(\"${Word.text}\\n\")\n\tOk({})\n}\n";
    let run = |stdout: &str| {
        for _ in 0..2 {
            sandbox.roc(&["app.roc"]).run().clean(stdout, 0);
        }
    };
    sandbox.write("app.roc", app);
    sandbox.write("Word.roc", &module("one"));
    run("one\n");
    sandbox.write("Word.roc", &module("two"));
    run("two\n");
    sandbox.write("app.roc", &app.replace("}\\n", "}!\\n"));
    run("two!\n");
    sandbox.write("Word.roc", &module("one"));
    run("one!\n");

    // A module that goes and comes back.
    fs::remove_file(sandbox.path("Word.roc")).unwrap();
    for _ in 0..2 {
        let gone = sandbox.roc(&["app.roc"]).run();
        assert!(gone.code == Some(1) && gone.stderr.contains("Word"), "{gone:#?}");
    }
    sandbox.write("Word.roc", &module("back"));
    run("back!\n");

    // One that wasn't missed so far.
    fs::create_dir(sandbox.path("Word")).unwrap();
    run("back!\n");

    // The platform's own modules.
    sandbox.platform("echo", "platform");
    let header = "app [main!] { pf: platform \"platform/main.roc\" }\n\nimport pf.Echo exposing [echo!]\n";
    sandbox.write("app.roc", &[header, app].concat());
    run("back\n");
    swap(&sandbox.path("platform/main.roc"), "main!(args) {", "main!(args.append(\"one\")) {");
    run("back\n");
    let reached = app.replace("_args", "args").replace("Word.text", "args.len().to_str()");
    sandbox.write("app.roc", &[header, &reached.replace("import Word\n", "")].concat());
    run("1\n");
    swap(&sandbox.path("platform/main.roc"), "append(\"one\")", "append(\"one\").append(\"two\")");
    run("2\n");
}

/// What is shown again is what would be shown.
#[test]
fn reports_name_files_as_they_are_given_now() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("folder/main.roc", &says("hello").replace("\techo", "\tunused = 5\n\techo"));
    let from = |folder: &str, file: &str, shown: &str| {
        let mut run = sandbox.roc(&[file]);
        run.command.current_dir(sandbox.path(folder));
        run.run().says("hello\n", 2, &[&format!(" {shown}:2")]);
    };
    for _ in 0..2 {
        from("", "folder/main.roc", "folder/main.roc");
        from("folder", "main.roc", "main.roc");
        from("folder", "../folder/main.roc", "../folder/main.roc");
    }
    // A copy under another name is another program for its reports.
    fs::copy(sandbox.path("folder/main.roc"), sandbox.path("folder/copy.roc")).unwrap();
    from("folder", "copy.roc", "copy.roc");
}

/// A root file that comes out of a pipe can be read once only.
#[test]
fn a_program_from_a_pipe() {
    let Some(sandbox) = Sandbox::new() else { return };
    for text in ["one", "two", "one"] {
        let run = sandbox.roc(&["/dev/stdin"]).stdin(says(text).as_bytes());
        run.run().clean(&format!("{text}\n"), 0);
    }
}
