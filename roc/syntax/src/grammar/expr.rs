//! Expressions: precedence climbing over operators, and what an operand can begin with.

use crate::ast::{BinaryOp, Expr, ExprId, List, Name, PatId, UnaryOp};
use crate::parser::{ListRules, Parser};
use crate::token::{Token, TokenKind, TokenKind::*};

/// How tightly prefix operators hold their operand.
const PREFIX_POWER: u8 = 100;

/// A binary operator with its left and right binding powers. Each comparison has a level of its own with equal powers,
/// so that chains of them nest to the right.
fn binary_operator(kind: TokenKind) -> Option<(BinaryOp, u8, u8)> {
    Some(match kind {
        Star => (BinaryOp::Multiply, 32, 33),
        Slash => (BinaryOp::Divide, 32, 33),
        DoubleSlash => (BinaryOp::DivideTrunc, 32, 33),
        Percent => (BinaryOp::Remainder, 32, 33),
        Plus => (BinaryOp::Add, 22, 23),
        Minus => (BinaryOp::Subtract, 22, 23),
        DoubleQuestion => (BinaryOp::Default, 20, 21),
        Question => (BinaryOp::MapError, 18, 19),
        DoubleEquals => (BinaryOp::Equal, 17, 17),
        NotEquals => (BinaryOp::NotEqual, 15, 15),
        Less => (BinaryOp::Less, 13, 13),
        Greater => (BinaryOp::Greater, 11, 11),
        LessEquals => (BinaryOp::LessEqual, 9, 9),
        GreaterEquals => (BinaryOp::GreaterEqual, 7, 7),
        And => (BinaryOp::And, 6, 5),
        Or => (BinaryOp::Or, 4, 3),
        RangeExclusive => (BinaryOp::RangeExclusive, 2, 3),
        RangeInclusive => (BinaryOp::RangeInclusive, 2, 3),
        _ => return None,
    })
}

impl Parser<'_> {
    /// An expression that extends as far right as possible.
    pub(crate) fn expr(&mut self) -> ExprId {
        self.expr_above(0)
    }

    /// An expression of operators that bind at least this tightly.
    fn expr_above(&mut self, power: u8) -> ExprId {
        let start = self.start();
        let Some(height) = self.enter() else { return self.add_expr(start, Expr::Malformed) };
        let operand = self.operand(start);
        if !self.kind().continues_expr() {
            self.leave(height);
            return operand;
        }
        let mut left = self.postfixes(operand, start, false);
        while !self.silent {
            if self.is(DotDot) {
                left = self.not_a_range(start);
                continue;
            }
            let Some((op, left_power, right_power)) = binary_operator(self.kind()) else { break };
            if left_power < power {
                break;
            }
            self.bump();
            let right = self.expr_above(right_power);
            left = self.add_expr(start, Expr::Binary { op, left, right });
            if !self.grow() {
                break;
            }
        }
        self.leave(height);
        left
    }

    /// `a..b`, which looks like a range.
    #[cold]
    fn not_a_range(&mut self, start: u32) -> ExprId {
        let span = self.span(self.token().range());
        let message = "`..` between two values is not an operator.";
        let hint = "A range is `a..<b` without its end, or `a..=b` with it.";
        if !self.follows(span.start) {
            self.report("Not A Range Operator", span, message, hint);
        }
        self.bump();
        if self.kind().starts_expr() {
            self.expr_above(3);
        }
        self.add_expr(start, Expr::Malformed)
    }

    /// A prefix operator with its operand, or a primary expression.
    fn operand(&mut self, start: u32) -> ExprId {
        let token = self.token();
        match token.kind {
            Lower if self.begins_definition() => {
                let message = "Expected an expression, but here the next definition begins.".to_owned();
                // Behind another mistake, it is only the definition that was looked for in the wrong place.
                self.silent |= self.told_here().is_some();
                self.error_at("Unexpected Expression Syntax", token.range(), message);
                self.add_expr(start, Expr::Malformed)
            }
            Lower | NamedUnderscore => {
                let name = self.take_name();
                self.add_expr(start, Expr::Name(name.symbol))
            }
            Upper => self.path_expr(start),
            Number | NumberWithSuffix => {
                let (text, suffix) = self.number();
                self.add_expr(start, Expr::Number { text, suffix })
            }
            Str | StrStart | MultilineStart => self.string(start),
            Char | UnclosedChar => {
                self.bump();
                let value = self.decode_char_literal(token.range(), token.kind == Char);
                self.add_expr(start, Expr::Char(value))
            }
            OpenRound => self.parens_expr(start),
            OpenSquare => {
                let open = self.bump();
                let items = self.items(open, &LIST, |parser| parser.expr());
                self.add_expr(start, Expr::List(items))
            }
            OpenCurly => self.braces_expr(start),
            Bar => self.lambda(start),
            If => self.if_expr(start),
            Match => self.match_expr(start),
            UnaryMinus => self.unary(start, UnaryOp::Negate),
            Bang => self.unary(start, UnaryOp::Not),
            Dbg => self.keyword_expr(start, Expr::Dbg),
            Crash => self.keyword_expr(start, Expr::Crash),
            Return => self.keyword_expr(start, Expr::Return),
            Break => {
                self.bump();
                self.add_expr(start, Expr::Break)
            }
            Ellipsis => {
                self.bump();
                self.add_expr(start, Expr::Ellipsis)
            }
            For => self.for_expr(start),
            _ => {
                self.error("Unexpected Expression Syntax", "an expression");
                self.add_expr(start, Expr::Malformed)
            }
        }
    }

    /// Whether a name on a new line is followed by `=` or `:`. Where an expression is wanted, that is the definition
    /// behind an unfinished one.
    #[inline]
    pub(crate) fn begins_definition(&self) -> bool {
        self.token().has(Token::NEWLINE) && matches!(self.peek(1).kind, Equals | Colon)
    }

    fn unary(&mut self, start: u32, op: UnaryOp) -> ExprId {
        self.bump();
        let operand = self.expr_above(PREFIX_POWER);
        self.add_expr(start, Expr::Unary { op, operand })
    }

    fn keyword_expr(&mut self, start: u32, make: fn(ExprId) -> Expr) -> ExprId {
        self.bump();
        let operand = self.expr();
        self.add_expr(start, make(operand))
    }

    /// `Tag`, `Type.Tag`, `Type.item`, `Type.{ … }`, `Type.( … )`. The path's dots may be on following lines.
    fn path_expr(&mut self, start: u32) -> ExprId {
        let list = self.list_start::<Name>();
        let first = self.take_name();
        self.list_push(first);
        while matches!(self.kind(), DotUpper | DotLower) {
            let token = self.bump();
            let name = self.name_in(token, 1);
            self.list_push(name);
            if token.kind == DotLower {
                let path = self.list_end(list);
                return self.add_expr(start, Expr::Qualified(path));
            }
        }
        let path = self.list_end(list);
        if self.is(Dot)
            && matches!(self.peek(1).kind, OpenCurly | OpenRound)
            && !self.peek(1).has(Token::SPACED)
        {
            self.bump();
            let backing_start = self.start();
            let backing = match self.kind() {
                OpenCurly => self.record(backing_start),
                _ => self.parens_expr(backing_start),
            };
            return self.add_expr(start, Expr::Nominal { path, backing });
        }
        self.add_expr(start, Expr::Tag(path))
    }

    /// `|a, b| body`
    fn lambda(&mut self, start: u32) -> ExprId {
        let open = self.bump();
        let params = self.items::<PatId>(open, &LAMBDA, |parser| parser.pattern());
        let body = self.expr();
        self.add_expr(start, Expr::Lambda { params, body })
    }

    /// `if c a else b`
    fn if_expr(&mut self, start: u32) -> ExprId {
        self.bump();
        let condition = self.expr();
        let then = self.expr();
        let otherwise = (!self.silent && self.eat(Else)).then(|| self.expr());
        self.add_expr(start, Expr::If { condition, then, otherwise })
    }

    /// `for pattern in items body`
    pub(crate) fn for_expr(&mut self, start: u32) -> ExprId {
        self.bump();
        let pattern = self.pattern();
        self.expect(In, "Expected In", "`in` and what to loop over");
        let items = self.expr();
        let body = self.expr();
        self.add_expr(start, Expr::For { pattern, items, body })
    }

    /// `while condition body`
    pub(crate) fn while_expr(&mut self, start: u32) -> ExprId {
        self.bump();
        let condition = self.expr();
        let body = self.expr();
        self.add_expr(start, Expr::While { condition, body })
    }

    /// The arguments of a call, from the opening parenthesis on.
    pub(crate) fn arguments(&mut self) -> List<ExprId> {
        let open = self.bump();
        self.items(open, &ARGUMENTS, |parser| parser.expr())
    }
}

const LIST: ListRules = ListRules {
    close: CloseSquare,
    separator: "Expected List Separator",
    unclosed: "Expected Closing Bracket",
    what: "a list",
    starts: TokenKind::starts_expr,
};

const ARGUMENTS: ListRules = ListRules {
    close: CloseRound,
    separator: "Expected Call Argument End",
    unclosed: "Expected Call Argument End",
    what: "the arguments",
    starts: TokenKind::starts_expr,
};

const LAMBDA: ListRules = ListRules {
    close: Bar,
    separator: "Expected Lambda Bar",
    unclosed: "Expected Lambda Bar",
    what: "the parameters",
    starts: TokenKind::starts_pattern,
};
