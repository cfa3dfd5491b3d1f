//! Groups get their places: each as near to the frame's start as those before it allow.

use super::groups::Groups;
use super::range::{Life, Node, conflict};

/// A distance at which no node is another's copy: groups have seen to those.
const UNRELATED: i32 = i32::MIN;

/// Places that were decided.
pub struct Places<'a> {
    lives: &'a [Life],
    groups: &'a Groups<'a>,
    /// By root.
    places: Vec<Option<i32>>,
    taken: Taken,
}

/// A node with its place and the hull of its life.
type Member = (Node, i32, (u32, u32));

/// What was placed, found by when it lives.
struct Taken {
    /// By stretches of [`STRETCH`] positions: those that live in them. Most live in one or two.
    stretches: Vec<Vec<Member>>,
    /// Those that live in many.
    long: Vec<Member>,
}

const STRETCH: u32 = 128;
const MANY: u32 = 64;

impl Taken {
    fn add(&mut self, node: Node, place: i32, hull: (u32, u32)) {
        if hull.0 >= hull.1 {
            return;
        }
        let (first, last) = (hull.0 / STRETCH, (hull.1 - 1) / STRETCH);
        if last - first > MANY {
            self.long.push((node, place, hull));
            return;
        }
        if self.stretches.len() <= last as usize {
            self.stretches.resize_with(last as usize + 1, Vec::new);
        }
        for stretch in &mut self.stretches[first as usize..=last as usize] {
            stretch.push((node, place, hull));
        }
    }

    /// All that live at some time of this hull, perhaps several times, and others.
    fn near(&self, hull: (u32, u32)) -> impl Iterator<Item = &Member> {
        let end = (hull.1.div_ceil(STRETCH) as usize).min(self.stretches.len());
        let start = ((hull.0 / STRETCH) as usize).min(end);
        self.long.iter().chain(self.stretches[start..end].iter().flatten())
    }
}

impl<'a> Places<'a> {
    /// Places every node of `nodes`, and `start` at 0.
    pub fn new(lives: &'a [Life], groups: &'a Groups<'a>, start: Node, nodes: &[Node]) -> Self {
        let places = vec![None; lives.len()];
        let taken = Taken { stretches: Vec::new(), long: Vec::new() };
        let mut all = Places { lives, groups, places, taken };
        let (root, offset) = groups.find(start);
        all.take(root, -offset);
        // What is needed across calls must be before their areas, so it comes first, then the areas, outer ones
        // before inner ones, then what has no such needs.
        let mut roots: Vec<Node> = nodes.iter().map(|&node| groups.find(node).0).collect();
        roots.sort_unstable();
        roots.dedup();
        let first = |root: &Node| groups.members(*root).iter().map(|n| lives[n.0 as usize].hull().0).min();
        roots.sort_by_key(|root| (first(root), *root));
        let mut across = vec![false; lives.len()];
        for &root in &roots {
            for (_, nodes) in groups.areas(root) {
                nodes.iter().for_each(|&node| across[groups.find(node).0.0 as usize] = true);
            }
        }
        let (with_areas, without): (Vec<Node>, Vec<Node>) =
            roots.into_iter().partition(|&root| groups.areas(root).next().is_some());
        for &root in without.iter().filter(|root| across[root.0 as usize]) {
            all.place(root, 0);
        }
        for &root in &with_areas {
            all.place_areas(root);
        }
        for &root in &without {
            all.place(root, 0);
        }
        all
    }

    /// Where a node lies.
    pub fn get(&self, node: Node) -> Option<i32> {
        let (root, offset) = self.groups.find(node);
        Some(self.places[root.0 as usize]? + offset)
    }

    /// A group with areas, after the groups that must lie before it. Their order has no rings, as joining saw to.
    fn place_areas(&mut self, root: Node) {
        let mut waiting = vec![root];
        while let Some(&root) = waiting.last() {
            if self.places[root.0 as usize].is_some() {
                waiting.pop();
                continue;
            }
            let mut behind = 0;
            let mut missing = None;
            for (area, across) in self.groups.areas(root) {
                let from_root = self.groups.find(area).1;
                for &node in across {
                    let other = self.groups.find(node).0;
                    match self.get(node) {
                        _ if other == root => {}
                        Some(place) => behind = behind.max(place + self.groups.size(node) - from_root),
                        None => missing = Some(other),
                    }
                }
            }
            match missing {
                Some(other) if !waiting.contains(&other) => waiting.push(other),
                _ => {
                    self.place(root, behind);
                    waiting.pop();
                }
            }
        }
    }

    /// The first place for the root, not before `behind`, where no member destroys what is there.
    fn place(&mut self, root: Node, behind: i32) {
        if self.places[root.0 as usize].is_some() {
            return;
        }
        let mut forbidden = self.forbidden(root);
        forbidden.sort_unstable();
        let members = self.groups.members(root);
        let lowest = members.iter().map(|&node| self.groups.find(node).1).min().unwrap_or(0);
        let aligned = |place: i32| (place..place + 16).find(|&place| self.groups.is_aligned(root, place));
        let mut place = aligned(behind.max(-lowest)).unwrap_or(behind);
        for (from, to) in forbidden {
            // Sorted by their starts, so what is in front of one is in front of all others.
            if from < place && place < to {
                place = aligned(to).unwrap_or(to);
            }
        }
        self.take(root, place);
    }

    /// Between which places, both not included, the root cannot lie as members and what is there would destroy each
    /// other.
    fn forbidden(&self, root: Node) -> Vec<(i32, i32)> {
        let mut forbidden = Vec::new();
        for &node in self.groups.members(root) {
            let offset = self.groups.find(node).1;
            let size = self.groups.size(node);
            let hull = self.lives[node.0 as usize].hull();
            for &(other, at, hull_other) in self.taken.near(hull) {
                let apart = hull.1 <= hull_other.0 || hull_other.1 <= hull.0;
                if !apart && conflict(self.lives, node, other, UNRELATED) {
                    forbidden.push((at - size - offset, at + self.groups.size(other) - offset));
                }
            }
        }
        forbidden
    }

    fn take(&mut self, root: Node, place: i32) {
        self.places[root.0 as usize] = Some(place);
        for &node in self.groups.members(root) {
            let at = place + self.groups.find(node).1;
            self.taken.add(node, at, self.lives[node.0 as usize].hull());
        }
    }
}
