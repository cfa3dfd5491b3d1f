//! Strongly connected components of references: which definitions have to be checked together, in which order, and
//! which aliases stand for themselves.

use roc_base::Id;

/// The components, each in source order, those that others refer to first. `references` are pairs (from, to), in any
/// order, with repetitions; `count` is the number of rows. Linear, without recursion.
pub(crate) fn components<I: Id>(count: usize, mut references: Vec<(I, I)>) -> Vec<Vec<I>> {
    references.sort_unstable();
    references.dedup();
    let mut starts = vec![references.len(); count + 1];
    for (at, (from, _)) in references.iter().enumerate().rev() {
        starts[from.index()] = at;
    }
    for index in (0..count).rev() {
        starts[index] = starts[index].min(starts[index + 1]);
    }

    const UNSEEN: u32 = u32::MAX;
    let mut order = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let mut stack: Vec<usize> = Vec::new();
    let mut visits: Vec<(usize, usize)> = Vec::new();
    let mut next = 0;
    let mut groups = Vec::new();
    for root in 0..count {
        if order[root] != UNSEEN {
            continue;
        }
        visits.push((root, starts[root]));
        while let Some(&mut (at, ref mut edge)) = visits.last_mut() {
            if order[at] == UNSEEN {
                order[at] = next;
                low[at] = next;
                next += 1;
                stack.push(at);
                on_stack[at] = true;
            }
            if *edge < starts[at + 1] {
                let to = references[*edge].1.index();
                *edge += 1;
                if order[to] == UNSEEN {
                    visits.push((to, starts[to]));
                } else if on_stack[to] {
                    low[at] = low[at].min(order[to]);
                }
                continue;
            }
            visits.pop();
            if let Some(&(parent, _)) = visits.last() {
                low[parent] = low[parent].min(low[at]);
            }
            if low[at] == order[at] {
                let from = stack.iter().rposition(|&node| node == at).unwrap_or(0);
                let mut group: Vec<I> = stack.drain(from..).map(I::from_index).collect();
                for def in &group {
                    on_stack[def.index()] = false;
                }
                group.sort_unstable();
                groups.push(group);
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::DefId;

    #[test]
    fn dependencies_come_first_and_cycles_stay_together() {
        let id = DefId::new;
        let references = vec![(id(0), id(3)), (id(3), id(1)), (id(1), id(3)), (id(1), id(2)), (id(0), id(0))];
        let groups = components(5, references);
        assert_eq!(groups, [vec![id(2)], vec![id(1), id(3)], vec![id(0)], vec![id(4)]]);
        assert!(components::<DefId>(0, Vec::new()).is_empty());
        let chain = (0..100_000).map(|at| (id(at), id(at + 1))).collect();
        assert_eq!(components(100_001, chain).len(), 100_001);
    }
}
