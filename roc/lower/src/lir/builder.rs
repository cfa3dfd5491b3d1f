//! Building a function block by block.

use roc_base::IndexVec;

use super::*;

/// A function that is being built. It starts in block 0; blocks may be filled in any order.
#[derive(Debug)]
pub struct FunctionBuilder {
    name: String,
    params: Vec<Var>,
    captures: Option<LayoutId>,
    ret: LayoutId,
    vars: IndexVec<Var, LayoutId>,
    blocks: IndexVec<BlockId, Block>,
    /// Whether each block has its end.
    ended: IndexVec<BlockId, bool>,
    current: BlockId,
}

impl FunctionBuilder {
    /// A function without arguments yet, in its first block.
    pub fn new(name: impl Into<String>, ret: LayoutId) -> Self {
        let mut builder = FunctionBuilder {
            name: name.into(),
            params: Vec::new(),
            captures: None,
            ret,
            vars: IndexVec::new(),
            blocks: IndexVec::new(),
            ended: IndexVec::new(),
            current: BlockId::new(0),
        };
        builder.block();
        builder
    }

    /// The next argument.
    pub fn param(&mut self, layout: LayoutId) -> Var {
        let var = self.var(layout);
        self.params.push(var);
        var
    }

    /// Makes it the code of a closure: `layout` is the struct of its captures, see [`Layouts::c_struct`].
    pub fn set_captures(&mut self, layout: LayoutId) {
        self.captures = Some(layout);
    }

    /// The layout of the result.
    pub fn ret(&self) -> LayoutId {
        self.ret
    }

    /// The layout of a variable.
    pub fn layout(&self, var: Var) -> LayoutId {
        self.vars[var]
    }

    /// A variable without a value yet.
    pub fn var(&mut self, layout: LayoutId) -> Var {
        self.vars.push(layout)
    }

    /// An empty block, not yet the current one.
    pub fn block(&mut self) -> BlockId {
        self.ended.push(false);
        self.blocks.push(Block { statements: Vec::new(), terminator: Terminator::Unreachable })
    }

    /// The block that statements go to.
    pub fn current(&self) -> BlockId {
        self.current
    }

    /// Continues in this block.
    pub fn switch_to(&mut self, block: BlockId) {
        self.current = block;
    }

    /// Whether the current block has its end already; what is added to it then is dropped, as it is never reached.
    pub fn is_terminated(&self) -> bool {
        self.ended[self.current]
    }

    /// Adds a statement to the current block.
    pub fn statement(&mut self, statement: Statement) {
        if !self.is_terminated() {
            self.blocks[self.current].statements.push(statement);
        }
    }

    /// `var = rhs` in the current block.
    pub fn assign(&mut self, var: Var, rhs: Rhs) {
        self.statement(Statement::Assign(var, rhs));
    }

    /// A new variable for the value of `rhs`.
    pub fn push(&mut self, layout: LayoutId, rhs: Rhs) -> Var {
        let var = self.var(layout);
        self.assign(var, rhs);
        var
    }

    /// A new variable for an integer, `Bool` or `Dec` (as a count of 10⁻¹⁸).
    pub fn int(&mut self, layout: LayoutId, value: i128) -> Var {
        self.push(layout, Rhs::Number(Bits::int(value)))
    }

    /// A new variable for `{}`.
    pub fn unit(&mut self) -> Var {
        self.push(Layouts::UNIT, Rhs::Struct(Box::new([])))
    }

    /// A new variable for a call's result.
    pub fn call(&mut self, ret: LayoutId, function: FunctionId, arguments: &[Var]) -> Var {
        self.push(ret, Rhs::Call(function, arguments.into()))
    }

    /// A new variable for the result of one of Builtin's low-level operations, see [`Rhs::operation`].
    pub fn low_level(&mut self, ret: LayoutId, operation: LowLevel, arguments: &[Var]) -> Var {
        self.push(ret, Rhs::operation(operation, arguments))
    }

    /// Ends the current block. The first end counts.
    pub fn terminate(&mut self, terminator: Terminator) {
        if !self.is_terminated() {
            self.blocks[self.current].terminator = terminator;
            self.ended[self.current] = true;
        }
    }

    /// The function. Blocks without an end are unreachable.
    pub fn finish(self) -> Function {
        let FunctionBuilder { name, params, captures, ret, vars, blocks, .. } = self;
        Function { name, params, borrowed: 0, captures, ret, vars, blocks }
    }
}
