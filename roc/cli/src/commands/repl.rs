//! `roc repl`: lines from a terminal, with editing and history, or from a pipe.

use std::io::{BufRead, IsTerminal, stdin};
use std::path::PathBuf;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Editor, Helper};

use crate::args::ReplArgs;
use crate::output;
use crate::repl::{Answer, Session, is_unfinished};

const HELP: &str = "\
An expression shows its value, a definition is kept:

  » double = |n| n * 2
  assigned `double`
  » [1, 2, 3].map(double)
  [2.0, 4.0, 6.0]

Definitions may be replaced. An annotation alone waits for the definition of its name. An input goes
on over several lines as long as a bracket is open or something is missing; an empty line ends it.
`import Name` finds modules of this folder. There is no platform, so nothing can have effects.

  :type EXPRESSION   the type of an expression
  :help              this text
  :quit              leave; also :q, :exit and Ctrl-D
";

pub fn repl(args: &ReplArgs) -> u8 {
    let style = output::result_style(args.no_color);
    let mut session = Session::new(style);
    if stdin().is_terminal() { interactive(&mut session) } else { batch(&mut session) }
}

/// What to do after an input.
enum Next {
    Answer(Answer),
    Quit,
}

fn respond(session: &mut Session, input: &str) -> Next {
    let input = input.trim();
    let Some(command) = input.strip_prefix(':') else { return Next::Answer(session.input(input)) };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    Next::Answer(match name {
        "q" | "quit" | "exit" => return Next::Quit,
        "help" | "h" | "?" => Answer { text: HELP.to_owned(), failed: false },
        "type" | "t" => session.type_of(rest),
        _ => Answer { text: format!("There is no command `:{name}`; `:help` lists them.\n"), failed: true },
    })
}

/// Each input from a pipe is answered on standard output; nothing else is written there. Answers 1 if something was wrong.
fn batch(session: &mut Session) -> u8 {
    let mut failed = false;
    let mut input = String::new();
    let mut lines = stdin().lock().lines();
    loop {
        let line = match lines.next() {
            Some(Ok(line)) => Some(line),
            Some(Err(error)) => {
                output::error(format!("cannot read standard input: {error}"), None);
                return 1;
            }
            None => None,
        };
        let ended = line.as_ref().is_none_or(|line| line.trim().is_empty());
        input.push_str(line.as_deref().unwrap_or_default());
        input.push('\n');
        if !ended && is_unfinished(&input) && !input.trim_start().starts_with(':') {
            continue;
        }
        match respond(session, &std::mem::take(&mut input)) {
            Next::Quit => return u8::from(failed),
            Next::Answer(answer) => {
                failed |= answer.failed;
                let code = output::result(&answer.text, 0);
                if code != 0 {
                    return code;
                }
            }
        }
        if line.is_none() {
            return u8::from(failed);
        }
    }
}

/// Tells the line editor whether an input is whole.
struct Whole;

impl Helper for Whole {}

impl Highlighter for Whole {}

impl Completer for Whole {
    type Candidate = String;
}

impl Hinter for Whole {
    type Hint = String;
}

impl Validator for Whole {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let input = context.input();
        let command = input.trim_start().starts_with(':');
        Ok(match !command && !input.ends_with('\n') && is_unfinished(input) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

fn interactive(session: &mut Session) -> u8 {
    let failure = |error: ReadlineError| {
        output::error(format!("cannot read from the terminal: {error}"), None);
        1
    };
    let mut editor: Editor<Whole, FileHistory> = match Editor::new() {
        Ok(editor) => editor,
        Err(error) => return failure(error),
    };
    editor.set_helper(Some(Whole));
    let history = history();
    if let Some(path) = &history {
        // There is none the first time.
        let _ = editor.load_history(path);
    }
    output::result("Roc REPL; `:help` explains it, `:quit` leaves it.\n", 0);
    let code = loop {
        match editor.readline("» ") {
            Ok(input) => {
                let _ = editor.add_history_entry(input.trim_end());
                match respond(session, &input) {
                    Next::Quit => break 0,
                    Next::Answer(answer) => {
                        output::result(&answer.text, 0);
                    }
                }
            }
            // The line is given up.
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break 0,
            Err(error) => break failure(error),
        }
    };
    if let Some(path) = &history {
        let kept = path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(ReadlineError::from);
        if let Err(error) = kept.and_then(|()| editor.save_history(path)) {
            output::warning(format!("the history can't be written to {}: {error}", path.display()));
        }
    }
    code
}

/// Where the history is kept: with the user's other state.
fn history() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = folder("XDG_STATE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".local/state")))?;
    Some(state.join("roc").join("repl_history"))
}
