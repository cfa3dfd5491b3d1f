//! Random expressions of known types: what the tools compute, at run time and while compiling, is what a slow and
//! obviously right evaluation gives. `SEED=17` and `ROUNDS=500` make others and more.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use roc_tests_run::Sandbox;

/// Expressions of one program.
const EACH: usize = 12;

#[test]
fn expressions_have_the_values_that_they_should() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (first, rounds) = (number("SEED").unwrap_or(1), number("ROUNDS").unwrap_or(12));
    let Some(sandbox) = Sandbox::new() else { return };
    for seed in first..first + rounds {
        let mut generator = Generator { random: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, names: 0 };
        let (mut constants, mut body, mut expected) = (String::new(), String::new(), String::new());
        for index in 0..EACH {
            let ty = generator.any_type();
            // `zero` is not known before the program runs.
            let scope = vec![Var { name: "zero".to_owned(), ty: Type::Int, value: Value::Int(0) }];
            let Expr { text, value } = generator.expr(ty, 4, &scope);
            let shown = value.shown();
            constants.push_str(&format!("c{index} = {}\n\n", text.replace("zero", "0.I64")));
            body.push_str(&format!("\techo!(Str.inspect({text}).concat(\"\\n\"))\n"));
            body.push_str(&format!("\techo!(Str.inspect(c{index}).concat(\"\\n\"))\n"));
            expected.push_str(&format!("{shown}\n{shown}\n"));
        }
        let text = format!(
            "{constants}main! = |args| {{\n\tzero = args.len().to_i64_wrap()\n{body}\tif zero > 5 {{\n\t\techo!(\"\")\n\t}}\n\tOk({{}})\n}}\n"
        );
        sandbox.write("expressions.roc", &text);
        let outcome = sandbox.roc(&["expressions.roc"]).run();
        let lines = outcome.stdout.lines().zip(expected.lines()).enumerate();
        for (at, (found, wanted)) in lines {
            let way = if at % 2 == 0 { "at run time" } else { "while compiling" };
            assert_eq!(found, wanted, "seed {seed}, expression {}, {way}:\n{text}", at / 2);
        }
        assert_eq!(outcome.stdout, expected, "seed {seed}:\n{text}\n{}", outcome.stderr);
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Type {
    Int,
    Bool,
    Str,
    List,
    Record,
    Try,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Value {
    Int(i64),
    Bool(bool),
    Str(String),
    List(Vec<i64>),
    /// `{ count : I64, name : Str }`
    Record(i64, String),
    Try(Result<i64, String>),
}

impl Value {
    /// As `Str.inspect` shows it.
    fn shown(&self) -> String {
        match self {
            Value::Int(number) => number.to_string(),
            Value::Bool(bool) => if *bool { "True" } else { "False" }.to_owned(),
            Value::Str(text) => format!("\"{text}\""),
            Value::List(list) => {
                format!("[{}]", list.iter().map(i64::to_string).collect::<Vec<_>>().join(", "))
            }
            Value::Record(count, name) => format!("{{ count: {count}, name: \"{name}\" }}"),
            Value::Try(Ok(number)) => format!("Ok({number})"),
            Value::Try(Err(text)) => format!("Err(\"{text}\")"),
        }
    }

    fn int(&self) -> i64 {
        match self {
            Value::Int(number) => *number,
            other => panic!("{other:?}"),
        }
    }

    fn bool(&self) -> bool {
        *self == Value::Bool(true)
    }

    fn str(&self) -> String {
        match self {
            Value::Str(text) => text.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn list(&self) -> Vec<i64> {
        match self {
            Value::List(list) => list.clone(),
            other => panic!("{other:?}"),
        }
    }
}

/// A variable, with the value that it has where the expression is evaluated.
#[derive(Clone)]
struct Var {
    name: String,
    ty: Type,
    value: Value,
}

struct Expr {
    text: String,
    value: Value,
}

fn made(text: String, value: Value) -> Expr {
    Expr { text, value }
}

struct Generator {
    random: u64,
    names: u32,
}

impl Generator {
    fn below(&mut self, limit: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % limit
    }

    fn any_type(&mut self) -> Type {
        [Type::Int, Type::Bool, Type::Str, Type::List, Type::Record, Type::Try][self.below(6) as usize]
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    fn literal(&mut self, ty: Type) -> Expr {
        match ty {
            Type::Int => {
                let number = [0, 1, 2, 7, 100, i64::MAX, self.below(1000) as i64][self.below(7) as usize];
                made(format!("{number}.I64"), Value::Int(number))
            }
            Type::Bool => {
                let bool = self.below(2) == 1;
                made(if bool { "True" } else { "False" }.to_owned(), Value::Bool(bool))
            }
            Type::Str => {
                let texts =
                    ["", "a", "word", "a text that is too long to be small", "exactly 23 bytes long !"];
                let text = texts[self.below(5) as usize];
                made(format!("\"{text}\""), Value::Str(text.to_owned()))
            }
            Type::List => {
                let list: Vec<i64> = (0..self.below(4)).map(|_| self.below(50) as i64).collect();
                match list.is_empty() {
                    true => made("List.repeat(0.I64, 0)".to_owned(), Value::List(list)),
                    false => {
                        let items: Vec<String> = list.iter().map(|n| format!("{n}.I64")).collect();
                        made(format!("[{}]", items.join(", ")), Value::List(list))
                    }
                }
            }
            Type::Record => {
                let (count, name) = (self.literal(Type::Int), self.literal(Type::Str));
                record(count, name)
            }
            Type::Try => {
                let number = self.literal(Type::Int);
                wrap_ok(number)
            }
        }
    }

    /// An expression of this type over these variables.
    fn expr(&mut self, ty: Type, depth: u32, scope: &[Var]) -> Expr {
        let fitting: Vec<&Var> = scope.iter().filter(|var| var.ty == ty).collect();
        if !fitting.is_empty() && self.below(4) == 0 {
            let var = fitting[self.below(fitting.len() as u64) as usize];
            return made(var.name.clone(), var.value.clone());
        }
        if depth == 0 {
            return self.literal(ty);
        }
        match self.below(10) {
            0 => self.literal(ty),
            1 => self.choice(ty, depth, scope),
            2 => self.block(ty, depth, scope),
            3 => self.applied(ty, depth, scope),
            4 => self.matched(ty, depth, scope),
            _ => self.operation(ty, depth - 1, scope),
        }
    }

    fn choice(&mut self, ty: Type, depth: u32, scope: &[Var]) -> Expr {
        let condition = self.expr(Type::Bool, depth - 1, scope);
        let (then, otherwise) = (self.expr(ty, depth - 1, scope), self.expr(ty, depth - 1, scope));
        let text = format!("(if {} {{ {} }} else {{ {} }})", condition.text, then.text, otherwise.text);
        made(text, if condition.value.bool() { then.value } else { otherwise.value })
    }

    fn block(&mut self, ty: Type, depth: u32, scope: &[Var]) -> Expr {
        let given = self.any_type();
        let (bound, scope) = self.bound(given, depth, scope);
        let var = scope[scope.len() - 1].name.clone();
        let result = self.expr(ty, depth - 1, &scope);
        // Used at least once, so that there is nothing to warn of.
        let text = format!(
            "({{\n{var} = {}\nif Str.inspect({var}).is_empty() {{ {} }} else {{ {} }} }})",
            bound.text, result.text, result.text
        );
        made(text, result.value)
    }

    /// A value for a new variable, and the scope with that.
    fn bound(&mut self, ty: Type, depth: u32, scope: &[Var]) -> (Expr, Vec<Var>) {
        let bound = self.expr(ty, depth - 1, scope);
        let mut scope = scope.to_vec();
        scope.push(Var { name: self.name(), ty, value: bound.value.clone() });
        (bound, scope)
    }

    /// A function that is called at once; it may capture what is in scope.
    fn applied(&mut self, ty: Type, depth: u32, scope: &[Var]) -> Expr {
        let (argument, scope) = self.bound(Type::Int, depth, scope);
        let var = scope[scope.len() - 1].name.clone();
        let body = self.expr(ty, depth - 1, &scope);
        let text = format!(
            "(|{var}| if {var} == {var}.plus_wrap(1) {{ {} }} else {{ {} }})({})",
            body.text, body.text, argument.text
        );
        made(text, body.value)
    }

    fn matched(&mut self, ty: Type, depth: u32, scope: &[Var]) -> Expr {
        let subject = self.expr(Type::Try, depth - 1, scope);
        let name = self.name();
        let value = match &subject.value {
            Value::Try(Ok(number)) => *number,
            _ => 0,
        };
        let mut inner = scope.to_vec();
        inner.push(Var { name: name.clone(), ty: Type::Int, value: Value::Int(value) });
        let (good, bad) = (self.expr(ty, depth - 1, &inner), self.expr(ty, depth - 1, scope));
        let text = format!(
            "(match {} {{\nOk({name}) => if {name} == {name}.plus_wrap(1) {{ {} }} else {{ {} }}\nErr(_) => {}\n}})",
            subject.text, bad.text, good.text, bad.text
        );
        made(text, if matches!(subject.value, Value::Try(Ok(_))) { good.value } else { bad.value })
    }

    fn operation(&mut self, ty: Type, depth: u32, scope: &[Var]) -> Expr {
        match ty {
            Type::Int => self.int(depth, scope),
            Type::Bool => self.bool(depth, scope),
            Type::Str => self.str(depth, scope),
            Type::List => self.list(depth, scope),
            Type::Record => {
                let (count, name) = (self.expr(Type::Int, depth, scope), self.expr(Type::Str, depth, scope));
                record(count, name)
            }
            Type::Try => match self.below(3) {
                0 => {
                    let number = self.expr(Type::Int, depth, scope);
                    wrap_ok(number)
                }
                1 => {
                    let text = self.expr(Type::Str, depth, scope);
                    let value = Value::Try(Err(text.value.str()));
                    made(format!("(if zero == 0 {{ Err({}) }} else {{ Ok(zero) }})", text.text), value)
                }
                _ => {
                    let (list, index) = (self.expr(Type::List, depth, scope), self.below(3));
                    let value = list.value.list().get(index as usize).copied().ok_or("none".to_owned());
                    let text = format!(
                        "(match {}.get({index}) {{\nOk(item) => Ok(item)\nErr(_) => Err(\"none\")\n}})",
                        list.text
                    );
                    made(text, Value::Try(value))
                }
            },
        }
    }

    fn int(&mut self, depth: u32, scope: &[Var]) -> Expr {
        match self.below(7) {
            kind @ 0..=2 => {
                let (a, b) = (self.expr(Type::Int, depth, scope), self.expr(Type::Int, depth, scope));
                let (x, y) = (a.value.int(), b.value.int());
                let (name, value) = match kind {
                    0 => ("plus_wrap", x.wrapping_add(y)),
                    1 => ("minus_wrap", x.wrapping_sub(y)),
                    _ => ("times_wrap", x.wrapping_mul(y)),
                };
                made(format!("({}).{name}({})", a.text, b.text), Value::Int(value))
            }
            3 => {
                let (a, by) = (self.expr(Type::Int, depth, scope), self.below(9) as i64 + 1);
                let (x, rem) = (a.value.int(), self.below(2) == 0);
                let value = if rem { x % by } else { x / by };
                made(format!("(({}) {} {by})", a.text, if rem { "%" } else { "//" }), Value::Int(value))
            }
            4 => {
                let text = self.expr(Type::Str, depth, scope);
                let value = Value::Int(text.value.str().len() as i64);
                made(format!("({}).count_utf8_bytes().to_i64_wrap()", text.text), value)
            }
            5 => {
                let (list, start) = (self.expr(Type::List, depth, scope), self.expr(Type::Int, depth, scope));
                let sum = |sum: i64, item: &i64| sum.wrapping_mul(3).wrapping_add(*item);
                let value = list.value.list().iter().fold(start.value.int(), sum);
                let step = "|sum, item| sum.times_wrap(3).plus_wrap(item)";
                made(format!("({}).fold({}, {step})", list.text, start.text), Value::Int(value))
            }
            _ => {
                let record = self.expr(Type::Record, depth, scope);
                let Value::Record(count, _) = record.value else { panic!("a record") };
                made(format!("({}).count", record.text), Value::Int(count))
            }
        }
    }

    fn bool(&mut self, depth: u32, scope: &[Var]) -> Expr {
        match self.below(4) {
            0 => {
                let (a, b) = (self.expr(Type::Int, depth, scope), self.expr(Type::Int, depth, scope));
                let (x, y) = (a.value.int(), b.value.int());
                let (op, value) =
                    [("<", x < y), ("<=", x <= y), (">", x > y), ("!=", x != y)][self.below(4) as usize];
                made(format!("(({}) {op} ({}))", a.text, b.text), Value::Bool(value))
            }
            1 => {
                let (a, b) = (self.expr(Type::Bool, depth, scope), self.expr(Type::Bool, depth, scope));
                let (x, y) = (a.value.bool(), b.value.bool());
                let (op, value) = [("and", x && y), ("or", x || y)][self.below(2) as usize];
                made(format!("({} {op} {})", a.text, b.text), Value::Bool(value))
            }
            2 => {
                let a = self.expr(Type::Bool, depth, scope);
                made(format!("Bool.not({})", a.text), Value::Bool(!a.value.bool()))
            }
            _ => {
                let ty = self.any_type();
                let (a, b) = (self.expr(ty, depth, scope), self.expr(ty, depth, scope));
                made(format!("(({}) == ({}))", a.text, b.text), Value::Bool(a.value == b.value))
            }
        }
    }

    fn str(&mut self, depth: u32, scope: &[Var]) -> Expr {
        match self.below(4) {
            0 => {
                let (a, b) = (self.expr(Type::Str, depth, scope), self.expr(Type::Str, depth, scope));
                let value = Value::Str(a.value.str() + &b.value.str());
                made(format!("({}).concat({})", a.text, b.text), value)
            }
            1 => {
                let number = self.expr(Type::Int, depth, scope);
                made(format!("({}).to_str()", number.text), Value::Str(number.value.int().to_string()))
            }
            2 => {
                let record = self.expr(Type::Record, depth, scope);
                let Value::Record(_, name) = record.value else { panic!("a record") };
                made(format!("({}).name", record.text), Value::Str(name))
            }
            _ => {
                let text = self.expr(Type::Str, depth, scope);
                let value = Value::Str(format!("<{}>", text.value.str()));
                let name = self.name();
                made(format!("({{\n{name} = {}\n\"<${{{name}}}>\" }})", text.text), value)
            }
        }
    }

    fn list(&mut self, depth: u32, scope: &[Var]) -> Expr {
        let list = self.expr(Type::List, depth, scope);
        let items = list.value.list();
        let number = self.expr(Type::Int, depth, scope);
        let by = number.value.int();
        let (text, items) = match self.below(4) {
            0 => {
                let items = items.iter().map(|item| item.wrapping_add(by)).collect();
                // The function captures.
                let name = self.name();
                let text = format!(
                    "({{\n{name} = {}\n({}).map(|item| item.plus_wrap({name})) }})",
                    number.text, list.text
                );
                (text, items)
            }
            1 => {
                let name = self.name();
                let text = format!(
                    "({{\n{name} = {}\n({}).keep_if(|item| item < {name}) }})",
                    number.text, list.text
                );
                (text, items.into_iter().filter(|&item| item < by).collect())
            }
            2 => {
                let text = format!("({}).append({})", list.text, number.text);
                (text, items.into_iter().chain([by]).collect())
            }
            _ => {
                let other = self.expr(Type::List, depth, scope);
                let text = format!("({}).concat({})", list.text, other.text);
                (text, items.into_iter().chain(other.value.list()).collect())
            }
        };
        made(text, Value::List(items))
    }
}

fn record(count: Expr, name: Expr) -> Expr {
    let value = Value::Record(count.value.int(), name.value.str());
    made(format!("{{ count: {}, name: {} }}", count.text, name.text), value)
}

fn wrap_ok(number: Expr) -> Expr {
    let value = Value::Try(Ok(number.value.int()));
    made(format!("(if zero == 0 {{ Ok({}) }} else {{ Err(\"never\") }})", number.text), value)
}
