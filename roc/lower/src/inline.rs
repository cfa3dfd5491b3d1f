//! Calls of small functions, and of function values that are known, become what those functions do.
//!
//! Before the counting pass, which then sees more of what becomes of a value. Callees come first, so a body is final
//! when it is taken over; of a ring of functions, one is called as before.

use roc_base::{Id, IndexVec};

use crate::fuse::fuse_loops;
use crate::lir::{
    Block, BlockId, Function, FunctionId, Layouts, Program, Rhs, Statement, Terminator, Value, Var,
};
use crate::subset::mentions;

/// Statements of a function whose calls are always replaced.
const SMALL: usize = 20;
/// The same for a function that is used only here, or is given a function that is known.
const LARGE: usize = 60;
/// Statements up to which a function may grow by this.
const MOST: usize = 2000;
/// Bytes of variables up to which a function may grow by this, far below what a frame can have.
const MOST_BYTES: u64 = 24 << 10;

/// Changes all functions. `finish` makes a function as short as it gets; it is called for each one when its own calls
/// were replaced. The layouts are the program's, which it needn't have meanwhile.
pub fn inline_calls(
    program: &mut Program,
    layouts: &Layouts,
    mut finish: impl FnMut(FunctionId, &mut Function),
) {
    let (order, uses) = callees_first(program);
    let mut sizes: IndexVec<FunctionId, Option<Size>> = IndexVec::filled(None, program.functions.len());
    for id in order {
        let mut function = std::mem::replace(&mut program.functions[id], Function::nothing());
        let is_small_and_shared = uses[id] > 1 && Size::of(&function, layouts).statements <= SMALL;
        Inliner { program, layouts, sizes: &sizes, uses: &uses, is_small_and_shared }.run(&mut function);
        finish(id, &mut function);
        let inliner = Inliner { program, layouts, sizes: &sizes, uses: &uses, is_small_and_shared };
        fuse_loops(&mut function, layouts, |function| inliner.run(function), |function| finish(id, function));
        sizes[id] = Some(Size::of(&function, layouts));
        program.functions[id] = function;
    }
}

/// How large a function is that may be taken over.
#[derive(Clone, Copy)]
struct Size {
    statements: usize,
    bytes: u64,
}

impl Size {
    fn of(function: &Function, layouts: &Layouts) -> Self {
        Self {
            statements: function.blocks.iter().map(|block| block.statements.len() + 1).sum(),
            bytes: function.vars.iter().map(|&layout| u64::from(layouts.size(layout))).sum(),
        }
    }
}

/// All functions, each behind those that it mentions unless they mention it too; and how often each is mentioned. Those
/// that the host calls count as mentioned twice.
fn callees_first(program: &Program) -> (Vec<FunctionId>, IndexVec<FunctionId, u32>) {
    let mut uses = IndexVec::filled(0, program.functions.len());
    let mentioned: IndexVec<FunctionId, Vec<FunctionId>> = program
        .functions
        .ids()
        .iter()
        .map(|id| {
            let mut all = Vec::new();
            mentions(program, id, &mut |callee| all.push(callee), &mut |_| {});
            all.iter().for_each(|&callee| uses[callee] += 1);
            all
        })
        .collect();
    program.entries.iter().for_each(|entry| uses[entry.function] += 2);
    let mut seen = IndexVec::filled(false, program.functions.len());
    let mut order = Vec::with_capacity(program.functions.len());
    let mut path: Vec<(FunctionId, usize)> = Vec::new();
    for root in program.functions.ids() {
        if !std::mem::replace(&mut seen[root], true) {
            path.push((root, 0));
        }
        while let Some((id, next)) = path.last_mut() {
            match mentioned[*id].get(*next).copied() {
                Some(callee) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[callee], true) {
                        path.push((callee, 0));
                    }
                }
                None => {
                    order.push(*id);
                    path.pop();
                }
            }
        }
    }
    (order, uses)
}

struct Inliner<'a> {
    program: &'a Program,
    layouts: &'a Layouts,
    /// Of functions that are final.
    sizes: &'a IndexVec<FunctionId, Option<Size>>,
    uses: &'a IndexVec<FunctionId, u32>,
    /// Whether the function is one whose calls will be replaced in several places.
    is_small_and_shared: bool,
}

/// A call that is to be replaced.
struct Site {
    callee: FunctionId,
    target: Var,
    arguments: Box<[Var]>,
    captures: Box<[Var]>,
}

/// What is known of variables that are assigned once.
struct Known {
    assigned: IndexVec<Var, u32>,
    values: IndexVec<Var, Option<Origin>>,
}

/// A function value with what it captures, or where it is from.
#[derive(Clone)]
enum Origin {
    Closure(FunctionId, Box<[Var]>),
    Struct(Box<[Var]>),
    Copy(Var),
}

impl Known {
    fn note(&mut self, program: &Program, statement: &Statement) {
        let Statement::Assign(var, rhs) = statement else { return };
        self.assigned[*var] += 1;
        self.values[*var] = match rhs {
            Rhs::Closure(id, captures) => Some(Origin::Closure(*id, captures.clone())),
            Rhs::Constant(id) => match &program.constants[*id].value {
                Value::Function(id, captures) if captures.is_empty() => {
                    Some(Origin::Closure(*id, Box::default()))
                }
                _ => None,
            },
            Rhs::Struct(parts) => Some(Origin::Struct(parts.clone())),
            Rhs::Copy(from) => Some(Origin::Copy(*from)),
            _ => None,
        };
    }

    fn closure(&self, mut var: Var) -> Option<(FunctionId, &[Var])> {
        let once = |var: Var| self.assigned[var] == 1;
        // A chain longer than there are variables could only be a ring of dead code.
        for _ in 0..self.values.len() {
            match self.values[var].as_ref().filter(|_| once(var))? {
                Origin::Copy(from) => var = *from,
                Origin::Struct(_) => return None,
                Origin::Closure(id, captures) => {
                    return captures.iter().all(|&var| once(var)).then_some((*id, captures));
                }
            }
        }
        None
    }

    /// Whether it is a function value that is known, or a struct with one.
    fn has_closure(&self, mut var: Var) -> bool {
        for _ in 0..self.values.len() {
            match self.values[var].as_ref().filter(|_| self.assigned[var] == 1) {
                Some(Origin::Copy(from)) => var = *from,
                Some(Origin::Struct(parts)) => {
                    return parts.iter().any(|&part| self.closure(part).is_some());
                }
                _ => break,
            }
        }
        self.closure(var).is_some()
    }

    fn grow(&mut self, vars: usize) {
        while self.assigned.len() < vars {
            self.assigned.push(0);
            self.values.push(None);
        }
    }
}

impl Inliner<'_> {
    fn run(&self, function: &mut Function) {
        let mut known = self.known(function);
        let own = Size::of(function, self.layouts);
        let (mut statements, mut bytes) = (own.statements, own.bytes);
        // Blocks from here on came out of other functions, in which calls were replaced already.
        let mut foreign: IndexVec<BlockId, bool> = IndexVec::filled(false, function.blocks.len());
        let mut at = 0;
        while at < function.blocks.len() {
            let id = BlockId::from_index(at);
            let found = (0..function.blocks[id].statements.len()).find_map(|index| {
                let site =
                    self.site(function, &known, &function.blocks[id].statements[index], foreign[id])?;
                let size = self.sizes[site.callee]?;
                let fits = statements + size.statements <= MOST && bytes + size.bytes <= MOST_BYTES;
                fits.then_some((index, site, size))
            });
            match found {
                Some((index, site, size)) => {
                    statements += size.statements;
                    bytes += size.bytes;
                    self.splice(function, &mut known, &mut foreign, (id, index), site);
                }
                None => at += 1,
            }
        }
    }

    fn known(&self, function: &Function) -> Known {
        let mut known = Known {
            assigned: IndexVec::filled(0, function.vars.len()),
            values: IndexVec::filled(None, function.vars.len()),
        };
        function.params.iter().for_each(|&param| known.assigned[param] += 1);
        for statement in function.blocks.iter().flat_map(|block| &block.statements) {
            known.note(self.program, statement);
        }
        known
    }

    /// The call in this statement, if it is to be replaced.
    fn site(&self, function: &Function, known: &Known, statement: &Statement, foreign: bool) -> Option<Site> {
        let Statement::Assign(target, rhs) = statement else { return None };
        let (site, limit) = match rhs {
            Rhs::Call(callee, arguments) => {
                let given = arguments.iter().any(|&argument| known.has_closure(argument));
                // Not where that would keep the caller from being replaced itself.
                let only = self.uses[*callee] == 1 && !foreign && !self.is_small_and_shared;
                if foreign && !given {
                    return None;
                }
                let limit = if given || only { LARGE } else { SMALL };
                let (arguments, captures) = (arguments.clone(), Box::default());
                (Site { callee: *callee, target: *target, arguments, captures }, limit)
            }
            Rhs::CallClosure(closure, arguments) => {
                let (callee, captures) = known.closure(*closure)?;
                let limit = if self.uses[callee] == 1 { LARGE } else { 2 * SMALL };
                let (arguments, captures) = (arguments.clone(), captures.into());
                (Site { callee, target: *target, arguments, captures }, limit)
            }
            _ => return None,
        };
        let callee = &self.program.functions[site.callee];
        let size = self.sizes[site.callee]?;
        let same = |vars: &[Var], layouts: &[_]| {
            vars.len() == layouts.len()
                && vars.iter().zip(layouts).all(|(&var, &layout)| function.vars[var] == layout)
        };
        let captured: Vec<_> = match callee.captures.map(|layout| self.layouts.get(layout)) {
            Some(crate::lir::Layout::Struct(fields)) => fields.iter().map(|field| field.layout).collect(),
            _ => Vec::new(),
        };
        let fits = same(&site.arguments, &callee.param_layouts())
            && same(&site.captures, &captured)
            && function.vars[site.target] == callee.ret;
        (size.statements <= limit && fits).then_some(site)
    }

    /// Puts the callee's blocks between what is before and behind the call.
    fn splice(
        &self,
        function: &mut Function,
        known: &mut Known,
        foreign: &mut IndexVec<BlockId, bool>,
        (id, index): (BlockId, usize),
        site: Site,
    ) {
        let callee = &self.program.functions[site.callee];
        let mut assigned = IndexVec::filled(false, callee.vars.len());
        for statement in callee.blocks.iter().flat_map(|block| &block.statements) {
            statement.target().iter().for_each(|&var| assigned[var] = true);
        }
        // Parameters that keep their values are just other names of the arguments.
        let mut names: IndexVec<Var, Option<Var>> = IndexVec::filled(None, callee.vars.len());
        let mut before = Vec::new();
        for (&param, &argument) in callee.params.iter().zip(&site.arguments) {
            if !assigned[param] {
                names[param] = Some(argument);
            }
        }
        let vars: IndexVec<Var, Var> = callee
            .vars
            .iter_enumerated()
            .map(|(var, &layout)| names[var].unwrap_or_else(|| function.vars.push(layout)))
            .collect();
        known.grow(function.vars.len());
        // Instead of the call, what gives the result assigns it.
        known.assigned[site.target] -= 1;
        for (&param, &argument) in callee.params.iter().zip(&site.arguments) {
            if assigned[param] {
                before.push(Statement::Assign(vars[param], Rhs::Copy(argument)));
            }
        }

        let first = function.blocks.len();
        let to = |block: BlockId| BlockId::from_index(first + block.index());
        let after = to(BlockId::from_index(callee.blocks.len()));
        let block = &mut function.blocks[id];
        let mut behind = block.statements.split_off(index);
        behind.remove(0);
        let terminator = std::mem::replace(&mut block.terminator, Terminator::Unreachable);
        before.iter().for_each(|statement| known.note(self.program, statement));
        block.statements.append(&mut before);
        block.terminator = Terminator::Jump(to(BlockId::new(0)));
        for copied in &callee.blocks {
            let mut copied = copied.clone();
            for statement in &mut copied.statements {
                if let Statement::Assign(target, rhs) = statement {
                    *target = vars[*target];
                    match rhs {
                        Rhs::Capture(capture) => *rhs = Rhs::Copy(site.captures[*capture as usize]),
                        rhs => rhs.operands_mut(|var| *var = vars[*var]),
                    }
                }
                known.note(self.program, statement);
            }
            match &mut copied.terminator {
                Terminator::Return(var) => {
                    let result = Statement::Assign(site.target, Rhs::Copy(vars[*var]));
                    known.note(self.program, &result);
                    copied.statements.push(result);
                    copied.terminator = Terminator::Jump(after);
                }
                terminator => {
                    terminator.successors_mut(|block| *block = to(*block));
                    if let Some(var) = terminator.operand_mut() {
                        *var = vars[*var];
                    }
                }
            }
            function.blocks.push(copied);
            foreign.push(true);
        }
        function.blocks.push(Block { statements: behind, terminator });
        foreign.push(foreign[id]);
    }
}
