//! Many at once, on the same and on different programs.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::thread;

use roc_tests_run::{Kind, Sandbox, Starts, shared_memory};

fn says(text: &str) -> String {
    format!("main! = |_args| {{\n\techo!(\"{text}\\n\")\n\tOk({{}})\n}}\n")
}

#[test]
fn sixty_four_on_an_empty_cache() {
    let Some(sandbox) = Sandbox::new() else { return };
    let starts = Starts::new(&sandbox);
    sandbox.write("main.roc", &says("hello"));
    let before = shared_memory();
    thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| sandbox.roc(&[]).env("ROC_BACKEND", starts.script()).run().clean("hello\n", 0));
        }
    });
    for kind in [Kind::Executables, Kind::Images, Kind::Manifests] {
        assert_eq!(sandbox.entries(kind).len(), 1, "{kind:?}");
    }
    // The others wait for the first one's; right also where they don't.
    println!("links: {}", starts.take());
    assert_eq!(shared_memory(), before);
}

#[test]
fn different_programs_never_mix() {
    let Some(sandbox) = Sandbox::with_examples() else { return };
    sandbox.write("one.roc", &says("one"));
    sandbox.write("two.roc", &says("two"));
    let events = "0 events so far\n1 events so far\n  e\n";
    let programs = [
        (&["one.roc"][..], "one\n"),
        (&["two.roc"], "two\n"),
        (&["examples/model/main.roc", "--", "e"], events),
        (&["examples/str/main.roc", "--", "e"], "\"e\" has 1 bytes\n"),
    ];
    thread::scope(|scope| {
        for (words, stdout) in programs {
            for _ in 0..3 {
                let sandbox = &sandbox;
                scope.spawn(move || (0..8).for_each(|_| sandbox.roc(words).run().clean(stdout, 0)));
            }
        }
    });
    assert_eq!((sandbox.entries(Kind::Executables).len(), sandbox.entries(Kind::Images).len()), (3, 4));
}

/// Programs run as they should, if need be without the cache, which they may say.
#[test]
fn emptying_the_cache_meanwhile_harms_nobody() {
    let Some(sandbox) = Sandbox::new() else { return };
    sandbox.write("one.roc", &says("one"));
    sandbox.roc(&["one.roc"]).run().clean("one\n", 0);
    thread::scope(|scope| {
        let running: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| (0..10).for_each(|_| sandbox.roc(&["one.roc"]).run().says("one\n", 0, &[])))
            })
            .collect();
        while running.iter().any(|thread| !thread.is_finished()) {
            let clean = sandbox.roc(&["cache", "clean"]).run();
            assert_eq!(clean.code, Some(0), "{clean:#?}");
            thread::sleep(std::time::Duration::from_millis(30));
        }
    });
}
