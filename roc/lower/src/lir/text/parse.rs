//! Text to LIR.

use rustc_hash::FxHashMap;
use std::fmt;

use super::lex::{Token, tokens};
use super::{BINARY, UNARY};
use crate::lir::*;

/// What is wrong with a text, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// The line, from one.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

type Result<T> = std::result::Result<T, ParseError>;

/// The program that a text says. Only its form is checked; see [`verify`](crate::lir::verify::verify()) for its sense.
pub fn parse(text: &str) -> Result<Program> {
    let tokens = tokens(text).map_err(|(line, message)| ParseError { line, message })?;
    let mut parser = Parser {
        tokens,
        at: 0,
        program: Program::new(),
        types: FxHashMap::default(),
        functions: FxHashMap::default(),
        hosted: FxHashMap::default(),
    };
    parser.declare_recursive_types();
    let items = parser.headers()?;
    parser.bodies(items)?;
    Ok(parser.program)
}

struct Parser<'a> {
    tokens: Vec<(Token<'a>, u32)>,
    at: usize,
    program: Program,
    types: FxHashMap<&'a str, LayoutId>,
    functions: FxHashMap<String, FunctionId>,
    hosted: FxHashMap<String, u32>,
}

/// Where an item that names functions goes on once all functions are known.
enum Item {
    /// An entry's function name, for the entry of this index.
    Entry(usize, usize),
    /// A function's body.
    Body(usize, FunctionId, FunctionBuilder, FxHashMap<String, Var>),
}

/// The names of a function that is being read.
struct Scope {
    builder: FunctionBuilder,
    vars: FxHashMap<String, Var>,
    blocks: FxHashMap<String, BlockId>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> &Token<'a> {
        self.tokens.get(self.at).map_or(&Token::LineEnd, |token| &token.0)
    }

    fn next(&mut self) -> Token<'a> {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn fail<T>(&self, message: impl Into<String>) -> Result<T> {
        // The last token that was looked at; at the end of a line it is still that line.
        let at = self.at.saturating_sub(1).min(self.tokens.len().saturating_sub(1));
        let line = self.tokens.get(at).map_or(1, |token| token.1);
        Err(ParseError { line, message: message.into() })
    }

    fn eat(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), Token::Mark(m) if *m == mark);
        self.at += found as usize;
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(w) if *w == word);
        self.at += found as usize;
        found
    }

    fn expect(&mut self, mark: &str) -> Result<()> {
        match self.next() {
            Token::Mark(found) if found == mark => Ok(()),
            other => self.fail(format!("expected `{mark}`, found {}", shown(&other))),
        }
    }

    fn line_end(&mut self) -> Result<()> {
        match self.next() {
            Token::LineEnd => Ok(()),
            other => self.fail(format!("expected the end of the line, found {}", shown(&other))),
        }
    }

    fn word(&mut self) -> Result<&'a str> {
        match self.next() {
            Token::Word(word) => Ok(word),
            other => self.fail(format!("expected a name, found {}", shown(&other))),
        }
    }

    /// A name, quoted or not.
    fn name(&mut self) -> Result<String> {
        match self.next() {
            Token::Word(word) => Ok(word.to_owned()),
            Token::Text(text) => Ok(text),
            other => self.fail(format!("expected a name, found {}", shown(&other))),
        }
    }

    fn small(&mut self) -> Result<u32> {
        match self.next() {
            Token::Number(digits) if digits.parse::<u32>().is_ok() => Ok(digits.parse().unwrap_or_default()),
            other => self.fail(format!("expected an index, found {}", shown(&other))),
        }
    }

    /// `item, item, … close`; with nothing if `close` comes at once.
    fn until<T>(&mut self, close: &str, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while !self.eat(close) {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// A type that is used before its definition ends must be declared, the others are mere names.
    fn declare_recursive_types(&mut self) {
        let mut uses: FxHashMap<&'a str, usize> = FxHashMap::default();
        for (at, (token, _)) in self.tokens.iter().enumerate() {
            if let Token::Word(word) = token {
                let defines = at.checked_sub(1).is_some_and(|b| self.tokens[b].0 == Token::Word("type"));
                if !defines {
                    uses.entry(word).or_insert(at);
                }
            }
        }
        let mut at = 0;
        while at + 1 < self.tokens.len() {
            if let (Token::Word("type"), Token::Word(name)) = (&self.tokens[at].0, &self.tokens[at + 1].0) {
                let end = self.tokens[at..].iter().position(|token| token.0 == Token::LineEnd);
                let end = end.map_or(self.tokens.len(), |length| at + length);
                if uses.get(name).is_some_and(|&used| used < end) {
                    self.types.insert(name, self.program.layouts.declare());
                }
            }
            at += 1;
        }
    }

    fn headers(&mut self) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        while self.at < self.tokens.len() {
            match self.word()? {
                "type" => self.type_definition()?,
                "hosted" => {
                    let name = self.name()?;
                    let signature = self.signature()?;
                    let index = self.program.hosted.len() as u32;
                    self.hosted.insert(name.clone(), index);
                    self.program.hosted.push(Hosted { name, signature });
                    self.line_end()?;
                }
                "entry" => {
                    let name = self.name()?;
                    let signature = self.signature()?;
                    self.expect("=")?;
                    items.push(Item::Entry(self.at, self.program.entries.len()));
                    let function = FunctionId::new(0);
                    self.program.entries.push(Entry { name, function, signature });
                    self.name()?;
                    self.line_end()?;
                }
                "fn" => items.push(self.function_header()?),
                other => return self.fail(format!("expected type, hosted, entry or fn, found `{other}`")),
            }
        }
        Ok(items)
    }

    fn bodies(&mut self, items: Vec<Item>) -> Result<()> {
        for item in items {
            match item {
                Item::Entry(at, index) => {
                    self.at = at;
                    self.program.entries[index].function = self.function()?;
                }
                Item::Body(at, id, builder, vars) => {
                    self.at = at;
                    let borrowed = self.program.functions[id].borrowed;
                    let function = self.body(builder, vars)?;
                    self.program.define(id, Function { borrowed, ..function });
                }
            }
        }
        Ok(())
    }

    fn type_definition(&mut self) -> Result<()> {
        let name = self.word()?;
        self.expect("=")?;
        let layout = self.layout()?;
        match self.types.get(name) {
            Some(&declared) if self.program.layouts.recursive().contains(&declared) => {
                self.program.layouts.define(declared, layout);
            }
            Some(_) => return self.fail(format!("type `{name}` is defined twice")),
            None => {
                self.types.insert(name, layout);
            }
        }
        self.line_end()
    }

    fn signature(&mut self) -> Result<Signature> {
        self.expect("(")?;
        let params = self.until(")", Self::layout)?;
        self.expect("->")?;
        Ok(Signature { params, ret: self.layout()? })
    }

    fn layout(&mut self) -> Result<LayoutId> {
        match self.next() {
            Token::Mark("{") => {
                let parts = self.until("}", |p| {
                    let layout = p.layout()?;
                    Ok((layout, if p.eat("@") { Some(p.small()?) } else { None }))
                })?;
                let layouts: Vec<LayoutId> = parts.iter().map(|part| part.0).collect();
                let (mut fields, _) = self.program.layouts.arguments(&layouts);
                for (field, (_, offset)) in fields.iter_mut().zip(&parts) {
                    field.offset = offset.unwrap_or(field.offset);
                }
                Ok(self.program.layouts.intern(Layout::Struct(fields)))
            }
            Token::Mark("[") => {
                let tags = self.until("]", |p| {
                    p.expect("(")?;
                    p.until(")", Self::layout)
                })?;
                let tags: Vec<&[LayoutId]> = tags.iter().map(|payload| &payload[..]).collect();
                Ok(self.program.layouts.union_in_order(&tags))
            }
            Token::Word(word @ ("List" | "Box")) => {
                self.expect("(")?;
                let inner = self.layout()?;
                self.expect(")")?;
                let layouts = &mut self.program.layouts;
                Ok(if word == "List" { layouts.list(inner) } else { layouts.boxed(inner) })
            }
            Token::Word(word) => match word {
                "Bool" => Ok(Layouts::BOOL),
                "Str" => Ok(Layouts::STR),
                "Closure" => Ok(Layouts::CLOSURE),
                "Opaque" => Ok(Layouts::OPAQUE),
                _ => match Num::ALL.into_iter().find(|number| number.name() == word) {
                    Some(number) => Ok(Layouts::number(number)),
                    None => match self.types.get(word) {
                        Some(&layout) => Ok(layout),
                        None => self.fail(format!("unknown type `{word}`")),
                    },
                },
            },
            other => self.fail(format!("expected a layout, found {}", shown(&other))),
        }
    }

    fn function(&mut self) -> Result<FunctionId> {
        let name = self.name()?;
        match self.functions.get(&name) {
            Some(&id) => Ok(id),
            None => self.fail(format!("unknown function `{name}`")),
        }
    }

    /// Reads up to `{` and finds the end of the body.
    fn function_header(&mut self) -> Result<Item> {
        let name = self.name()?;
        self.expect("(")?;
        let params = self.until(")", |p| {
            let is_borrowed = p.eat("&");
            let name = p.word()?;
            p.expect(":")?;
            Ok((name, p.layout()?, is_borrowed))
        })?;
        let borrowed = mask(params.iter().map(|param| param.2));
        let captures = if self.eat_word("captures") { Some(self.layout()?) } else { None };
        self.expect("->")?;
        let mut builder = FunctionBuilder::new(&name, self.layout()?);
        let mut vars = FxHashMap::default();
        for (name, layout, _) in &params {
            vars.insert((*name).to_owned(), builder.param(*layout));
        }
        if vars.len() < params.len() {
            return self.fail("two parameters of one name");
        }
        if let Some(captures) = captures {
            builder.set_captures(captures);
        }
        self.expect("{")?;
        self.line_end()?;
        let layouts: Vec<LayoutId> = params.iter().map(|param| param.1).collect();
        let id = self.program.declare(&name, &layouts, builder.ret());
        self.program.functions[id].captures = captures;
        self.program.functions[id].borrowed = borrowed;
        if self.functions.insert(name.clone(), id).is_some() {
            return self.fail(format!("function `{name}` is defined twice"));
        }
        let body = self.at;
        // Variables may be used above the line that says their layout, so the layouts come first.
        while !self.eat("}") {
            if self.at >= self.tokens.len() {
                return self.fail(format!("function `{name}` has no closing brace"));
            }
            if let Token::Word(var) = self.next()
                && self.eat(":")
                && *self.peek() != Token::LineEnd
            {
                let layout = self.layout()?;
                if vars.insert(var.to_owned(), builder.var(layout)).is_some() {
                    return self.fail(format!("variable `{var}` has its layout twice"));
                }
            }
            while self.next() != Token::LineEnd {}
        }
        self.line_end()?;
        Ok(Item::Body(body, id, builder, vars))
    }

    fn body(&mut self, builder: FunctionBuilder, vars: FxHashMap<String, Var>) -> Result<Function> {
        let mut scope = Scope { builder, vars, blocks: FxHashMap::default() };
        let mut placed: Vec<BlockId> = Vec::new();
        while !self.eat("}") {
            let word = self.word()?;
            if self.eat(":") && *self.peek() == Token::LineEnd {
                if placed.last().is_some_and(|_| !scope.builder.is_terminated()) {
                    return self.fail("the block before has no end");
                }
                let block = scope.block(word);
                if placed.contains(&block) {
                    return self.fail(format!("block `{word}` is defined twice"));
                }
                placed.push(block);
                scope.builder.switch_to(block);
            } else if placed.is_empty() {
                return self.fail("expected the name of a block and `:`");
            } else if scope.builder.is_terminated() {
                return self.fail("expected the name of the next block or `}`");
            } else {
                self.statement(word, &mut scope)?;
            }
            self.line_end()?;
        }
        if !scope.builder.is_terminated() {
            return self.fail("the last block has no end");
        }
        if let Some((name, _)) = scope.blocks.iter().filter(|(_, id)| !placed.contains(id)).min() {
            return self.fail(format!("there is no block `{name}`"));
        }
        Ok(scope.builder.finish())
    }

    fn var(&mut self, scope: &Scope) -> Result<Var> {
        let name = self.word()?;
        match scope.vars.get(name) {
            Some(&var) => Ok(var),
            None => self.fail(format!("unknown variable `{name}`")),
        }
    }

    fn block(&mut self, scope: &mut Scope) -> Result<BlockId> {
        let name = self.word()?;
        Ok(scope.block(name))
    }

    /// `, item` or nothing more.
    fn comma(&mut self) -> Result<()> {
        self.expect(",")
    }

    fn operands(&mut self, scope: &Scope) -> Result<Box<[Var]>> {
        let mut vars = Vec::new();
        while *self.peek() != Token::LineEnd {
            if !vars.is_empty() {
                self.comma()?;
            }
            vars.push(self.var(scope)?);
        }
        Ok(vars.into())
    }

    fn arguments(&mut self, scope: &Scope) -> Result<Box<[Var]>> {
        self.expect("(")?;
        Ok(self.until(")", |p| p.var(scope))?.into())
    }

    fn statement(&mut self, word: &str, scope: &mut Scope) -> Result<()> {
        let terminator = match word {
            "retain" | "release" => {
                let var = self.var(scope)?;
                let statement =
                    if word == "retain" { Statement::Retain(var) } else { Statement::Release(var) };
                scope.builder.statement(statement);
                return Ok(());
            }
            "jump" => Terminator::Jump(self.block(scope)?),
            "branch" => {
                let condition = self.var(scope)?;
                self.comma()?;
                let then = self.block(scope)?;
                self.comma()?;
                Terminator::Branch { condition, then, otherwise: self.block(scope)? }
            }
            "switch" => {
                let value = self.var(scope)?;
                let (mut cases, mut default) = (Vec::new(), None);
                while self.eat(",") {
                    let case = match self.next() {
                        Token::Word("else") => None,
                        Token::Number(digits) if digits.parse::<u64>().is_ok() => digits.parse().ok(),
                        other => return self.fail(format!("expected a case, found {}", shown(&other))),
                    };
                    self.expect("=>")?;
                    let block = self.block(scope)?;
                    match case {
                        Some(value) => cases.push((value, block)),
                        None => default = Some(block),
                    }
                }
                Terminator::Switch { value, cases: cases.into(), default }
            }
            "return" => Terminator::Return(self.var(scope)?),
            "crash" => match self.peek().clone() {
                Token::Text(text) => {
                    self.at += 1;
                    Terminator::CrashConstant(self.program.string(&text))
                }
                _ => Terminator::Crash(self.var(scope)?),
            },
            "unreachable" => Terminator::Unreachable,
            name => {
                let Some(&var) = scope.vars.get(name) else {
                    return self.fail(format!("unknown variable or statement `{name}`"));
                };
                // `body` has eaten the colon of an annotation.
                if *self.peek() != Token::Mark("=") {
                    self.layout()?;
                }
                self.expect("=")?;
                let rhs = self.rhs(scope.builder.layout(var), scope)?;
                scope.builder.assign(var, rhs);
                return Ok(());
            }
        };
        scope.builder.terminate(terminator);
        Ok(())
    }

    fn rhs(&mut self, layout: LayoutId, scope: &Scope) -> Result<Rhs> {
        let word = match self.peek() {
            Token::Word(word) if !matches!(*word, "true" | "false") => *word,
            _ => return Ok(Rhs::Number(self.number(layout)?)),
        };
        self.at += 1;
        if let Some(row) = UNARY.iter().find(|row| row.0 == word) {
            return Ok(Rhs::Unary(row.1, self.var(scope)?));
        }
        if let Some(row) = BINARY.iter().find(|row| row.0 == word) {
            let a = self.var(scope)?;
            self.comma()?;
            return Ok(Rhs::Binary(row.1, a, self.var(scope)?));
        }
        Ok(match word {
            "const" => {
                let value = self.value(layout)?;
                Rhs::Constant(match &value {
                    Value::Str(text) => self.program.string(text),
                    _ => self.program.constant(layout, value),
                })
            }
            "copy" => Rhs::Copy(self.var(scope)?),
            "field" => {
                let var = self.var(scope)?;
                self.comma()?;
                Rhs::Field(var, self.small()?)
            }
            "struct" => Rhs::Struct(self.operands(scope)?),
            "tag" => {
                let tag = self.small()?;
                Rhs::Tag(tag, self.operands(scope)?)
            }
            "payload" => {
                let value = self.var(scope)?;
                self.comma()?;
                let tag = self.small()?;
                self.comma()?;
                Rhs::Payload { value, tag, index: self.small()? }
            }
            "discriminant" => Rhs::Discriminant(self.var(scope)?),
            "box" => Rhs::Box(self.var(scope)?),
            "unbox" => Rhs::Unbox(self.var(scope)?),
            "call" => {
                let function = self.function()?;
                self.expect("(")?;
                let arguments = self.until(")", |p| Ok((p.eat("&"), p.var(scope)?)))?;
                let borrowed = mask(arguments.iter().map(|argument| argument.0));
                let arguments = arguments.into_iter().map(|argument| argument.1).collect();
                match borrowed {
                    0 => Rhs::Call(function, arguments),
                    borrowed => Rhs::CallBorrowing(function, arguments, borrowed),
                }
            }
            "call_closure" => {
                let closure = self.var(scope)?;
                Rhs::CallClosure(closure, self.arguments(scope)?)
            }
            "call_hosted" => {
                let name = self.name()?;
                let Some(&index) = self.hosted.get(&name) else {
                    return self.fail(format!("unknown hosted function `{name}`"));
                };
                Rhs::CallHosted(index, self.arguments(scope)?)
            }
            "closure" => {
                let function = self.function()?;
                Rhs::Closure(function, self.arguments(scope)?)
            }
            "capture" => Rhs::Capture(self.small()?),
            "low_level" => {
                let name = self.name()?;
                let Some(operation) = LowLevel::by_name(&name) else {
                    return self.fail(format!("unknown low-level operation `{name}`"));
                };
                Rhs::LowLevel(operation, self.arguments(scope)?)
            }
            "list" => Rhs::List(self.operands(scope)?),
            "element" => {
                let list = self.var(scope)?;
                self.comma()?;
                Rhs::Element(list, self.var(scope)?)
            }
            "length" => Rhs::Length(self.var(scope)?),
            other => return self.fail(format!("unknown operation `{other}`")),
        })
    }

    /// A number of this layout. Hexadecimal digits are the bits, also of a float.
    fn number(&mut self, layout: LayoutId) -> Result<Bits> {
        let token = self.next();
        let bits = match (&token, self.program.layouts.get(layout)) {
            (Token::Word("true"), _) => Some(Bits::int(1)),
            (Token::Word("false"), _) => Some(Bits::int(0)),
            (Token::Number(digits), _) if digits.starts_with("0x") => {
                u128::from_str_radix(&digits[2..], 16).ok().map(|bits| Bits::int(bits as i128))
            }
            (Token::Number(digits), Layout::Number(Num::F64)) => digits.parse().ok().map(Bits::f64),
            (Token::Number(digits), Layout::Number(Num::F32)) => digits.parse().ok().map(Bits::f32),
            (Token::Number(digits), Layout::Number(Num::U128)) => {
                digits.parse::<u128>().ok().map(|value| Bits::int(value as i128))
            }
            (Token::Number(digits), _) => digits.parse().ok().map(Bits::int),
            _ => None,
        };
        match bits {
            Some(bits) => Ok(bits),
            None => self.fail(format!("expected a number, found {}", shown(&token))),
        }
    }

    fn value(&mut self, layout: LayoutId) -> Result<Value> {
        let shape = self.program.layouts.get(layout).clone();
        let field = |fields: &[Field], at: usize| fields.get(at).map(|field| field.layout);
        match self.peek().clone() {
            Token::Text(text) => {
                self.at += 1;
                Ok(Value::Str(text.into()))
            }
            Token::Mark("[") => {
                self.at += 1;
                let Layout::List(element) = shape else { return self.fail("this is not a list") };
                Ok(Value::List(self.until("]", |p| p.value(element))?.into()))
            }
            Token::Mark("{") => {
                self.at += 1;
                let Layout::Struct(fields) = shape else { return self.fail("this is not a struct") };
                Ok(Value::Struct(self.values("}", |at| field(&fields, at))?))
            }
            Token::Word("tag") => {
                self.at += 1;
                let tag = self.small()?;
                self.expect("(")?;
                let fields = match &shape {
                    Layout::Union(union) => union.tags.get(tag as usize).cloned(),
                    _ => None,
                };
                let Some(fields) = fields else { return self.fail("there is no such tag") };
                Ok(Value::Tag(tag, self.values(")", |at| field(&fields, at))?))
            }
            Token::Word("box") => {
                self.at += 1;
                let Layout::Box(inner) = shape else { return self.fail("this is not a box") };
                Ok(Value::Box(Box::new(self.value(inner)?)))
            }
            Token::Word("fn") => {
                self.at += 1;
                let function = self.function()?;
                if self.peek() != &Token::Mark("(") {
                    return Ok(Value::Function(function, Box::new([])));
                }
                self.at += 1;
                let captures = self.program.functions[function].captures;
                let fields = match captures.map(|layout| self.program.layouts.get(layout)) {
                    Some(Layout::Struct(fields)) => fields.clone(),
                    _ => return self.fail("this function has no captures"),
                };
                Ok(Value::Function(function, self.values(")", |at| field(&fields, at))?))
            }
            Token::Word("bytes") => {
                self.at += 1;
                let digits = self.name()?;
                let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
                match (0..digits.len()).step_by(2).map(byte).collect() {
                    Some(bytes) => Ok(Value::Bytes(bytes)),
                    None => self.fail("expected pairs of hexadecimal digits"),
                }
            }
            _ => Ok(Value::Bits(self.number(layout)?)),
        }
    }

    fn values(&mut self, close: &str, layout: impl Fn(usize) -> Option<LayoutId>) -> Result<Box<[Value]>> {
        let mut at = 0;
        let values = self.until(close, |p| {
            let Some(layout) = layout(at) else { return p.fail("too many parts") };
            at += 1;
            p.value(layout)
        })?;
        Ok(values.into())
    }
}

impl Scope {
    /// The block of this name; the first name that is met is the function's start.
    fn block(&mut self, name: &str) -> BlockId {
        if let Some(&block) = self.blocks.get(name) {
            return block;
        }
        let block = if self.blocks.is_empty() { BlockId::new(0) } else { self.builder.block() };
        self.blocks.insert(name.to_owned(), block);
        block
    }
}

/// Bits by index.
fn mask(bits: impl Iterator<Item = bool>) -> u64 {
    bits.take(64).enumerate().fold(0, |mask, (at, bit)| mask | u64::from(bit) << at)
}

fn shown(token: &Token<'_>) -> String {
    match token {
        Token::Word(text) | Token::Number(text) => format!("`{text}`"),
        Token::Text(text) => format!("{text:?}"),
        Token::Mark(mark) => format!("`{mark}`"),
        Token::LineEnd => "the end of the line".to_owned(),
    }
}
