//! Programs put together at random from all constructs of the grammar, with random white space and comments between
//! their tokens: those that parse must keep their tree and comments, and the layout must be its own layout.

use common::{Random, check, tree};

mod common;

/// Writes a program. In the rules' words, `~` stands for no white space, and a blank for any.
struct Writer {
    random: Random,
    text: String,
    depth: usize,
    /// One in so many places gets a line break or comment.
    odds: usize,
}

impl Writer {
    fn one_in(&mut self, n: usize) -> bool {
        self.random.below(n) == 0
    }

    fn gap(&mut self) {
        let pieces = [
            "\n",
            "\n\n",
            "\n\n\n",
            " # c\n",
            "\n# c\n",
            "\n\n# c\n\n",
            "\n## d\n",
            "\t#x\n #y\n",
            "\r\n",
            "  ",
        ];
        let odds = self.odds;
        let piece = if self.one_in(odds) { pieces[self.random.below(pieces.len())] } else { " " };
        self.text.push_str(piece);
    }

    /// Words with any white space before each, but for those that begin with `~`.
    fn put(&mut self, words: &str) {
        for word in words.split(' ') {
            match word.strip_prefix('~') {
                Some(word) => self.text.push_str(word),
                None => {
                    self.gap();
                    self.text.push_str(word);
                }
            }
        }
    }

    fn pick(&mut self, words: &[&str]) {
        let word = words[self.random.below(words.len())];
        self.put(word);
    }

    fn separated(&mut self, most: usize, mut item: impl FnMut(&mut Self)) {
        let count = self.random.below(most + 1);
        for index in 0..count {
            if index > 0 {
                self.pick(&[",", "~,"]);
            }
            item(self);
        }
        if count > 0 && self.one_in(6) {
            self.pick(&[",", "~,"]);
        }
    }

    fn list(&mut self, open: &str, most: usize, item: impl FnMut(&mut Self), close: &str) {
        self.put(open);
        self.separated(most, item);
        self.put(close);
    }

    fn expr(&mut self) {
        self.depth += 1;
        let choice = if self.depth > 6 { self.random.below(6) } else { self.random.below(34) };
        match choice {
            0 => self.put("a"),
            1 => self.pick(&["1", "0xFF", "1.5", "2 ~.U8", "-3", "'x'", "...", "_b", "$c"]),
            2 => self.pick(&["Ok", "A.B", "Str.trim", "A .b"]),
            3 => self.pick(&["\"text\"", "\"\"", "{ ~}", "[ ~]"]),
            4 => self.pick(&["f ~( ~)", "Foo ~( ~)"]),
            5 => self.put("r"),
            6 => self.list("[", 4, Self::expr, "]"),
            7 => self.list("(", 1, |writer| writer.expr(), ")"),
            8 => {
                self.put("(");
                self.expr();
                self.put(",");
                self.expr();
                self.put(")");
            }
            9 => {
                self.put("{ x");
                self.put("~:");
                self.expr();
                self.put("~,");
                self.separated(3, Self::field);
                self.put("}");
            }
            10 => {
                self.put("{ ..");
                self.expr();
                self.put("~,");
                self.separated(2, Self::field);
                self.put("}");
            }
            11 => self.block(),
            12 | 13 => {
                self.list("|", 3, Self::pattern, "|");
                self.expr();
            }
            14 | 15 => {
                self.put("if");
                self.expr();
                self.branch();
                if self.one_in(2) {
                    self.put("else");
                    self.branch();
                }
            }
            16 => self.matching(),
            17 => {
                self.put("-a");
                self.postfixes();
            }
            18 => {
                self.put("!");
                self.put("~b");
            }
            19..=22 => {
                self.operand();
                self.pick(&["+", "-", "*", "//", "==", "<", "and", "or", "??", "?", "..<", "..="]);
                self.expr();
            }
            23..=26 => self.operand(),
            27 => {
                self.list("f ~(", 3, Self::expr, ")");
                self.postfixes();
            }
            28 => {
                self.put("{ x: 1 ~,");
                self.separated(2, Self::field);
                self.put("} ~.Build");
            }
            29 => {
                self.list("T ~.(", 2, Self::expr, ")");
            }
            30 => {
                self.put("T ~.{ x ~,");
                self.separated(2, Self::field);
                self.put("}");
            }
            31 => self.string(),
            32 => {
                self.put("\\\\line # text");
                self.text.push('\n');
                self.put("\\\\ two");
                self.text.push('\n');
            }
            _ => {
                self.pick(&["dbg", "return", "crash"]);
                self.expr();
            }
        }
        self.depth -= 1;
    }

    fn branch(&mut self) {
        if self.one_in(2) { self.block() } else { self.expr() }
    }

    fn field(&mut self) {
        self.put("y");
        if self.one_in(3) {
            return;
        }
        self.pick(&[":", "~:"]);
        self.expr();
    }

    fn string(&mut self) {
        self.put("\"a ~${");
        self.expr();
        self.put("}");
        self.text.push_str(" b\"");
    }

    fn operand(&mut self) {
        self.pick(&["a", "r", "1", "(a)", "A.b", "[1]", "-5", "\"t\"", "(-a)", "x ~( ~)", "1.5 ~.Dec"]);
        self.postfixes();
    }

    fn postfixes(&mut self) {
        for _ in 0..self.random.below(4) {
            match self.random.below(9) {
                0 | 1 => self.pick(&[".b", "~.b", "~.?c", ".?c"]),
                2 => self.pick(&["~.0", ".1"]),
                3 | 4 => {
                    self.pick(&["~.m", ".m"]);
                    self.list("~(", 3, Self::expr, ")");
                }
                5 => self.put("~?"),
                6 => {
                    self.put("~(");
                    self.separated(2, Self::expr);
                    self.put(")");
                }
                _ => {
                    self.pick(&["|>", "->", "~->", "~|>"]);
                    self.pick(&["f", "Str.trim", "(|q| q)", "Ok", "~g", "(a.b)"]);
                    if self.one_in(2) {
                        self.list("~(", 2, Self::expr, ")");
                    }
                }
            }
        }
    }

    fn block(&mut self) {
        self.put("{");
        for _ in 0..self.random.below(3) {
            self.statement();
        }
        self.put("w");
        self.text.push('\n');
        self.put("}");
    }

    fn matching(&mut self) {
        self.put("match");
        self.operand();
        self.put("{");
        for _ in 0..=self.random.below(3) {
            self.alternatives();
            if self.one_in(4) {
                self.put("if a");
            }
            self.put("=>");
            self.expr();
            self.pick(&[",", "~,", "~,"]);
        }
        self.put("}");
    }

    fn alternatives(&mut self) {
        self.pattern();
        for _ in 0..self.random.below(6) / 3 {
            self.put("|");
            self.pattern();
        }
    }

    fn pattern(&mut self) {
        self.depth += 1;
        let choice = if self.depth > 5 { self.random.below(4) } else { self.random.below(14) };
        match choice {
            0 => self.put("_"),
            1 => self.pick(&["n", "_n", "var $n"]),
            2 => self.pick(&["Ok", "A.B", "Foo ~( ~)"]),
            3 => self.pick(&["1", "\"t\"", "'c'", "\"a${b}c\"", "2 ~.U8"]),
            4 | 5 => self.list("Tag ~(", 3, Self::alternatives, ")"),
            6 => self.list("(", 3, Self::alternatives, ")"),
            7 => self.list("[", 3, Self::alternatives, "]"),
            8 => self.put("[ a ~, .. as rest ~]"),
            9 | 10 => self.list("{", 3, Self::field_pattern, "}"),
            11 => self.list("T ~.(", 2, Self::pattern, ")"),
            12 => self.list("T ~.{", 2, Self::field_pattern, "}"),
            _ => {
                self.pattern();
                self.put("as all");
            }
        }
        self.depth -= 1;
    }

    fn field_pattern(&mut self) {
        self.put("x");
        if self.one_in(2) {
            self.pick(&[":", "~:"]);
            self.alternatives();
        }
    }

    fn ty(&mut self) {
        if self.one_in(3) {
            self.simple_type();
            for _ in 0..self.random.below(2) {
                self.pick(&[",", "~,"]);
                self.simple_type();
            }
            self.pick(&["->", "=>"]);
        } else if self.one_in(12) {
            self.put("( ~) =>");
        }
        self.simple_type();
    }

    fn simple_type(&mut self) {
        self.depth += 1;
        let choice = if self.depth > 5 { self.random.below(3) } else { self.random.below(11) };
        match choice {
            0 => self.pick(&["a", "_", "_b"]),
            1 => self.pick(&["Str", "A ~.B", "p ~.A ~.B"]),
            2 => self.pick(&["{ ~}", "[ ~]"]),
            3 | 4 => self.list("List ~(", 3, Self::simple_type, ")"),
            5 => {
                self.put("(");
                self.ty();
                self.put(")");
            }
            6 => self.list("( A ~,", 2, Self::simple_type, ")"),
            7 | 8 => {
                self.put("{ x : Str ~,");
                self.separated(2, |writer| {
                    writer.pick(&["y :", "y ?:", "_ :", "y ~:"]);
                    writer.simple_type();
                    if writer.one_in(4) {
                        writer.put("?? 1");
                    }
                });
                self.put("}");
            }
            _ => {
                self.put("[ A ~,");
                self.separated(3, |writer| {
                    writer.put("B");
                    if writer.one_in(2) {
                        writer.list("~(", 2, Self::simple_type, ")");
                    }
                });
                self.put("]");
            }
        }
        self.depth -= 1;
    }

    fn constraints(&mut self) {
        if self.one_in(3) {
            self.put("where [ a ~.b : a -> a ~,");
            self.separated(2, |writer| {
                writer.pick(&["b ~.C", "c ~.D ~( a ~)", "c ~.e : c ~, List ~( c ~) -> d"]);
            });
            self.put("]");
        }
    }

    fn statement(&mut self) {
        self.text.push('\n');
        match self.random.below(12) {
            0 => {
                self.pick(&["t :", "var $t :"]);
                self.ty();
                self.text.push('\n');
            }
            1 => {
                self.put("var $v =");
                self.expr();
            }
            2 => {
                self.put("expect");
                self.expr();
            }
            3 => {
                self.put("for");
                self.pattern();
                self.put("in");
                self.operand();
                self.block();
            }
            4 => {
                self.put("while");
                self.operand();
                self.block();
            }
            5 => {
                self.pick(&["( p ~, q ) =", "{ p ~, q } =", "_ =", "Tag ~( p ~) ="]);
                self.expr();
            }
            6 | 7 => self.expr(),
            _ => {
                self.put("v =");
                self.expr();
            }
        }
        self.text.push('\n');
    }

    fn item(&mut self) {
        self.text.push('\n');
        match self.random.below(12) {
            0 | 1 => {
                self.put("t :");
                self.ty();
                self.constraints();
            }
            2 => {
                self.pick(&["Foo :", "Foo ~( a ) :=", "Foo ~( a ~, b ~, ) ::"]);
                self.ty();
                self.constraints();
            }
            3 => {
                self.pick(&["Foo :=", "Foo ~( a ) ::"]);
                self.simple_type();
                self.put("~.{");
                for _ in 0..self.random.below(3) {
                    self.item();
                }
                self.text.push('\n');
                self.put("}");
            }
            4 => self.pick(&[
                "import A",
                "import p ~.A ~.B as C",
                "import ./ ~A/B exposing [ a ~, B as C ~, D ~.* ]",
                "import \"t\" as t : List ~( U8 ~)",
                "import A exposing [ a ~, b ~, ]",
            ]),
            5 => {
                self.put("expect");
                self.expr();
            }
            6 => self.put("a ~.Foo : where [ a ~.b : a -> a ]"),
            _ => {
                self.pick(&["v =", "t =", "( p ~, q ) ="]);
                self.expr();
            }
        }
        self.text.push('\n');
    }

    fn program(&mut self) {
        match self.random.below(8) {
            0 => self.put("app [ main! ] { pf ~: platform \"x\" ~, }"),
            1 => self.put("app [ main! ~, B ] { a ~: \"y\" ~, pf ~: platform \"x\" }"),
            2 => self.put("package [ A ~, B ] { a ~: \"y\" }"),
            3 => self.put(
                "platform \"p\" requires { [ A : a ~, ] for main! : a -> a ~, } exposes [ A ~, ] packages { ~} \
                 provides { \"f\" ~: A.f ~, \"g\" ~: g! } hosted { \"h\" ~: B.C.h! } targets ~: { inputs_dir: \"t\" ~, \
                 x64musl: { inputs: [ \"a\" ~, app ] ~, output: Exe ~, } ~, arm: { out: Exe } }",
            ),
            _ => {}
        }
        for _ in 0..=self.random.below(3) {
            self.item();
        }
        self.gap();
    }
}

#[test]
fn generated_programs_keep_their_tree_and_comments() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    let mut legal = 0;
    let count = rounds * 1000;
    for index in 0..count {
        let seed = 0x9E37_79B9_7F4A_7C15 ^ (index as u64 + 1).wrapping_mul(0x2545_F491_4F6C_DD1D);
        let odds = [2, 4, 12, 40][index % 4];
        let mut writer = Writer { random: Random(seed), text: String::new(), depth: 0, odds };
        writer.random.below(2);
        writer.program();
        if tree(&writer.text).is_some() {
            legal += 1;
            check(&format!("program {index}"), &writer.text);
        }
    }
    assert!(legal * 3 > count, "only {legal} of {count} parse");
}
