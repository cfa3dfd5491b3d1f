//! Groups of values whose distances in the frame are decided, so that moves between them vanish.

use super::range::{Life, Node, conflict};

/// What is known of a node besides its life.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Bytes, at least one but for the frame's start.
    pub size: u32,
    /// A power of two up to 16.
    pub align: u32,
    /// For the area of a call: what is needed behind the call, which has to lie before the area.
    pub across: Option<Vec<Node>>,
}

/// All groups. At first each node is one of its own.
pub struct Groups<'a> {
    lives: &'a [Life],
    specs: &'a [Spec],
    /// The node at the frame's very start.
    start: Node,
    parents: Vec<u32>,
    /// How far each node lies behind its parent.
    offsets: Vec<i32>,
    /// For roots: the members, and at which remainders by 16 the root can lie, as bits.
    members: Vec<Vec<Node>>,
    remainders: Vec<u16>,
    /// Steps that joining may still take: it is a mere improvement, and huge functions can do without.
    budget: u64,
}

const BUDGET: u64 = 30_000_000;

impl<'a> Groups<'a> {
    /// All nodes apart; `start` lies at the frame's start.
    pub fn new(lives: &'a [Life], specs: &'a [Spec], start: Node) -> Self {
        let nodes = 0..specs.len() as u32;
        let mut remainders: Vec<u16> = specs
            .iter()
            .map(|spec| (0..16).filter(|r| r % spec.align == 0).fold(0, |bits, r| bits | 1 << r))
            .collect();
        remainders[start.0 as usize] = 1;
        Groups {
            lives,
            specs,
            start,
            parents: nodes.clone().collect(),
            offsets: vec![0; specs.len()],
            members: nodes.map(|node| vec![Node(node)]).collect(),
            remainders,
            budget: BUDGET,
        }
    }

    /// The group's root and how far the node lies behind it.
    pub fn find(&self, node: Node) -> (Node, i32) {
        let (mut root, mut offset) = (node.0, 0);
        while self.parents[root as usize] != root {
            offset += self.offsets[root as usize];
            root = self.parents[root as usize];
        }
        (Node(root), offset)
    }

    /// The members of a root's group.
    pub fn members(&self, root: Node) -> &[Node] {
        &self.members[root.0 as usize]
    }

    /// Whether the root may lie at this place.
    pub fn is_aligned(&self, root: Node, place: i32) -> bool {
        self.remainders[root.0 as usize] >> place.rem_euclid(16) & 1 == 1
    }

    /// The bytes of a node.
    pub fn size(&self, node: Node) -> i32 {
        self.specs[node.0 as usize].size as i32
    }

    /// The areas of calls among the members of a root's group.
    pub fn areas(&self, root: Node) -> impl Iterator<Item = (Node, &'a [Node])> + '_ {
        self.members(root)
            .iter()
            .filter_map(|&node| Some((node, self.specs[node.0 as usize].across.as_deref()?)))
    }

    /// Makes `a` lie `distance` behind `b`, if nothing speaks against it or `force` says so.
    pub fn join(&mut self, a: Node, b: Node, distance: i32, force: bool) {
        let ((root_a, offset_a), (root_b, offset_b)) = (self.find(a), self.find(b));
        if root_a == root_b {
            return;
        }
        // How far the first root lies behind the second.
        let gap = offset_b + distance - offset_a;
        let turned = self.remainders[root_a.0 as usize].rotate_right(gap.rem_euclid(16) as u32);
        let remainders = self.remainders[root_b.0 as usize] & turned;
        if !force && (remainders == 0 || !self.fits(root_a, root_b, gap)) {
            return;
        }
        // The smaller group goes into the larger one, which keeps chains short.
        let (child, parent, offset) = match self.members(root_a).len() <= self.members(root_b).len() {
            true => (root_a, root_b, gap),
            false => (root_b, root_a, -gap),
        };
        let moved = std::mem::take(&mut self.members[child.0 as usize]);
        self.members[parent.0 as usize].extend(moved);
        self.parents[child.0 as usize] = parent.0;
        self.offsets[child.0 as usize] = offset;
        self.remainders[parent.0 as usize] =
            if parent == root_b { remainders } else { remainders.rotate_left(gap.rem_euclid(16) as u32) };
    }

    /// Whether two groups can lie like this.
    fn fits(&mut self, root_a: Node, root_b: Node, gap: i32) -> bool {
        let (many_a, many_b) = (self.members(root_a).len() as u64, self.members(root_b).len() as u64);
        match self.budget.checked_sub(many_a * many_b) {
            Some(rest) => self.budget = rest,
            None => return false,
        }
        // Everything is measured from the second root.
        let place = |node: Node| {
            let (root, offset) = self.find(node);
            if root == root_a { gap + offset } else { offset }
        };
        let placed: Vec<(Node, i32)> = self.members(root_b).iter().map(|&node| (node, place(node))).collect();
        let with_start = self.find(self.start).0;
        let start = (with_start == root_a || with_start == root_b).then(|| place(self.start));
        for &a in self.members(root_a) {
            let at = place(a);
            for &(b, at_b) in &placed {
                let apart = at + self.size(a) <= at_b || at_b + self.size(b) <= at;
                if !apart && conflict(self.lives, a, b, at - at_b) {
                    return false;
                }
            }
        }
        if let Some(start) = start {
            let before = |root: Node| self.members(root).iter().any(|&node| place(node) < start);
            if before(root_a) || before(root_b) {
                return false;
            }
        }
        self.areas_fit(root_a, root_b, start.is_some(), &place)
    }

    /// Whether all areas of the two groups can lie behind what is needed across their calls: those in the same group
    /// do, and no group has to be both before and behind another.
    fn areas_fit(&self, root_a: Node, root_b: Node, at_start: bool, place: &dyn Fn(Node) -> i32) -> bool {
        let mut waiting = Vec::new();
        for (area, across) in self.areas(root_a).chain(self.areas(root_b)) {
            for &node in across {
                let root = self.find(node).0;
                if root != root_a && root != root_b {
                    // At the frame's start nothing else can be before.
                    if at_start {
                        return false;
                    }
                    waiting.push(root);
                } else if place(node) + self.size(node) > place(area) {
                    return false;
                }
            }
        }
        let mut seen: Vec<Node> = Vec::new();
        while let Some(root) = waiting.pop() {
            if seen.contains(&root) {
                continue;
            }
            seen.push(root);
            for (_, across) in self.areas(root) {
                for &node in across {
                    let before = self.find(node).0;
                    if before == root_a || before == root_b {
                        return false;
                    }
                    if before != root {
                        waiting.push(before);
                    }
                }
            }
        }
        true
    }
}
