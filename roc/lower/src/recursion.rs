//! Which functions can call each other in a ring.

use roc_base::IndexVec;

use crate::lir::{FunctionId, Program, Rhs, Statement};

/// For each function the number of its group: functions have equal numbers if each can come to call the other by
/// direct calls. (Tarjan's algorithm, without recursion.)
pub fn groups(program: &Program) -> IndexVec<FunctionId, u32> {
    const NONE: u32 = u32::MAX;
    let callees: IndexVec<FunctionId, Vec<FunctionId>> = program.functions.iter().map(calls).collect();
    let mut groups = IndexVec::filled(NONE, callees.len());
    let mut found = IndexVec::filled(NONE, callees.len());
    let mut lowest: IndexVec<FunctionId, u32> = found.clone();
    let (mut next_found, mut next_group) = (0, 0);
    // Functions without a group yet, and the path of calls with how many of each function's callees were seen.
    let (mut open, mut path): (Vec<FunctionId>, Vec<(FunctionId, usize)>) = (Vec::new(), Vec::new());
    for root in callees.ids() {
        if found[root] == NONE {
            path.push((root, 0));
        }
        while let Some((function, seen)) = path.last_mut() {
            let function = *function;
            if *seen == 0 {
                (found[function], lowest[function]) = (next_found, next_found);
                next_found += 1;
                open.push(function);
            }
            let callee = callees[function].get(*seen).copied();
            *seen += 1;
            match callee {
                Some(callee) if found[callee] == NONE => path.push((callee, 0)),
                Some(callee) if groups[callee] == NONE => {
                    lowest[function] = lowest[function].min(found[callee]);
                }
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((caller, _)) = path.last() {
                        lowest[*caller] = lowest[*caller].min(lowest[function]);
                    }
                    if lowest[function] == found[function] {
                        while let Some(member) = open.pop() {
                            groups[member] = next_group;
                            if member == function {
                                break;
                            }
                        }
                        next_group += 1;
                    }
                }
            }
        }
    }
    groups
}

fn calls(function: &crate::lir::Function) -> Vec<FunctionId> {
    let mut calls = Vec::new();
    for statement in function.blocks.iter().flat_map(|block| &block.statements) {
        if let Statement::Assign(_, Rhs::Call(callee, _) | Rhs::CallBorrowing(callee, ..)) = statement {
            calls.push(*callee);
        }
    }
    calls
}

#[cfg(test)]
mod tests {
    use crate::lir::text::parse;

    #[test]
    fn rings_are_groups() {
        let calls =
            [("a", "b"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", "a"), ("f", "e"), ("c", "g"), ("g", "b")];
        let mut text = String::new();
        for name in ["a", "b", "c", "d", "e", "f", "g"] {
            text.push_str(&format!("fn {name}() -> {{}} {{\nx:\n    u: {{}} = struct\n"));
            for (_, callee) in calls.iter().filter(|call| call.0 == name) {
                text.push_str(&format!("    u = call {callee}()\n"));
            }
            text.push_str("    return u\n}\n");
        }
        let groups = super::groups(&parse(&text).unwrap());
        let [a, b, c, d, e, f, g]: [u32; 7] = groups.as_slice().try_into().unwrap();
        assert_eq!((b, b), (c, g));
        let mut all = [a, b, d, e, f];
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{groups:?}");
    }
}
