//! The order of modules: each after those that it depends on. Cycles are found and cut.

/// A dependency: the row that is depended on, and which import asks for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge<T> {
    pub(crate) to: usize,
    pub(crate) tag: T,
}

/// A dependency that closes a circle.
pub(crate) struct Cycle<T> {
    pub(crate) from: usize,
    pub(crate) tag: T,
    /// The rows of the circle, beginning with the one that is depended on, ending with `from`.
    pub(crate) path: Vec<usize>,
}

/// All rows, dependencies first, as if the edges of the cycles were not there. Depth first in the order of the rows,
/// but beginning with what `last` doesn't need, without recursion.
pub(crate) fn order<T: Copy>(edges: &[Vec<Edge<T>>], last: usize) -> (Vec<usize>, Vec<Cycle<T>>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; edges.len()];
    let mut done = Vec::with_capacity(edges.len());
    let mut cycles = Vec::new();
    let mut visits: Vec<(usize, usize)> = Vec::new();
    let roots = (0..edges.len()).filter(|&row| row != last).chain((last < edges.len()).then_some(last));
    for root in roots {
        if state[root] != State::New {
            continue;
        }
        state[root] = State::Open;
        visits.push((root, 0));
        while let Some((at, next)) = visits.last_mut() {
            let at = *at;
            let Some(edge) = edges[at].get(*next) else {
                state[at] = State::Done;
                done.push(at);
                visits.pop();
                continue;
            };
            *next += 1;
            match state[edge.to] {
                State::Done => {}
                State::New => {
                    state[edge.to] = State::Open;
                    visits.push((edge.to, 0));
                }
                State::Open => {
                    let path = visits.iter().map(|(row, _)| *row).skip_while(|row| *row != edge.to).collect();
                    cycles.push(Cycle { from: at, tag: edge.tag, path });
                }
            }
        }
    }
    (done, cycles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_come_first_and_cycles_are_cut() {
        let edge = |to| Edge { to, tag: () };
        let (order, cycles) =
            order(&[vec![edge(1), edge(2)], vec![edge(2)], vec![edge(1)], vec![edge(3)]], 0);
        assert_eq!(order, [2, 1, 3, 0]);
        let paths: Vec<_> = cycles.iter().map(|cycle| (cycle.from, cycle.path.clone())).collect();
        assert_eq!(paths, [(2, vec![1, 2]), (3, vec![3])]);
    }
}
