//! How values lie in memory: the host ABI's rules, in one place.
//!
//! Layouts are hash-consed: equal layouts have equal ids. A recursive layout is [declared](Layouts::declare) first and
//! [defined](Layouts::define) when its parts are known; inside itself it must stand behind a `Box` or a `List`.
//! This file knows no types and no names beyond the ones that it sorts by.

use roc_base::IndexVec;
use roc_shim_image::lowlevel::Num;
use rustc_hash::FxHashMap;

roc_base::define_id! {
    /// A layout in [`Layouts`].
    pub struct LayoutId;
}

/// A part of a struct or of a tag's payload.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Field {
    /// The part's layout.
    pub layout: LayoutId,
    /// Bytes from the start of the whole.
    pub offset: u32,
}

/// A layout's shape.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Layout {
    /// A number.
    Number(Num),
    /// One byte, 0 or 1.
    Bool,
    /// 24 bytes.
    Str,
    /// 24 bytes; the elements' layout.
    List(LayoutId),
    /// A pointer to a counted allocation of one such value.
    Box(LayoutId),
    /// A record, a tuple or a list of arguments. Indices into these fields are what LIR uses; they need not be in
    /// the order of their offsets.
    Struct(Box<[Field]>),
    /// Tags in the order of their discriminants.
    Union(Union),
    /// A function value: a pointer to a counted allocation of code and captures. `Box(function)` is the same.
    Closure,
    /// A type that only the app knows, seen from its platform; zero bytes. Only in the signatures of entries and
    /// hosted functions, behind a `Box` or a `List`.
    Opaque,
}

/// A tag union. The payload is at offset 0, the discriminant behind the largest payload, aligned to its own size.
/// A payload's size is that of its tuple, padded to the tuple's alignment.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Union {
    /// For each tag its payload values, in the order in which they are written.
    pub tags: Box<[Box<[Field]>]>,
    /// Where the discriminant is.
    pub discriminant_offset: u32,
    /// 0 (one tag), 1, 2 or 4 bytes.
    pub discriminant_size: u32,
}

/// What everyone asks of a layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Bytes of a value, a multiple of `align`. May be zero.
    pub size: u32,
    /// A power of two up to 16.
    pub align: u32,
    /// Whether values hold counted memory.
    pub counted: bool,
}

/// How a record, tuple or union that was given in source order is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arranged {
    /// The layout.
    pub layout: LayoutId,
    /// For each field or tag as it was given: its index in the layout.
    pub indices: Vec<u32>,
    /// A union of one tag with one payload: `layout` is the payload's own. Making or reading the tag is a copy.
    pub transparent: bool,
}

/// Owns all layouts.
#[derive(Clone, Debug)]
pub struct Layouts {
    rows: IndexVec<LayoutId, (Layout, Shape)>,
    ids: FxHashMap<Layout, LayoutId>,
    recursive: Vec<LayoutId>,
}

impl Default for Layouts {
    fn default() -> Self {
        Layouts::new()
    }
}

impl Layouts {
    /// The layout of `{}`: zero bytes.
    pub const UNIT: LayoutId = LayoutId::new(0);
    /// The layout of `Bool`.
    pub const BOOL: LayoutId = LayoutId::new(1);
    /// The layout of `Str`.
    pub const STR: LayoutId = LayoutId::new(2);
    /// The layout of every function value.
    pub const CLOSURE: LayoutId = LayoutId::new(3);
    /// See [`Layout::Opaque`].
    pub const OPAQUE: LayoutId = LayoutId::new(4);
    /// The layout of `U8`.
    pub const U8: LayoutId = Layouts::number(Num::U8);
    /// The layout of `U64`.
    pub const U64: LayoutId = Layouts::number(Num::U64);
    /// The layout of `I64`.
    pub const I64: LayoutId = Layouts::number(Num::I64);

    /// A number's layout.
    pub const fn number(number: Num) -> LayoutId {
        LayoutId::new(5 + number as u32)
    }

    /// The layouts that every program has.
    pub fn new() -> Self {
        let mut layouts = Layouts { rows: IndexVec::new(), ids: FxHashMap::default(), recursive: Vec::new() };
        let plain =
            [Layout::Struct(Box::new([])), Layout::Bool, Layout::Str, Layout::Closure, Layout::Opaque];
        for layout in plain.into_iter().chain(Num::ALL.map(Layout::Number)) {
            layouts.intern(layout);
        }
        layouts
    }

    /// The shape of a layout.
    pub fn get(&self, id: LayoutId) -> &Layout {
        &self.rows[id].0
    }

    /// Size, alignment and countedness. All zero for a layout that is declared and not yet defined.
    pub fn shape(&self, id: LayoutId) -> Shape {
        self.rows[id].1
    }

    /// Bytes of a value.
    pub fn size(&self, id: LayoutId) -> u32 {
        self.shape(id).size
    }

    /// How many layouts there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Never: every program has the layouts of numbers.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All layouts in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (LayoutId, &Layout)> {
        self.rows.iter_enumerated().map(|(id, row)| (id, &row.0))
    }

    /// The layouts that were [declared](Self::declare), in that order.
    pub fn recursive(&self) -> &[LayoutId] {
        &self.recursive
    }

    /// `List(element)`.
    pub fn list(&mut self, element: LayoutId) -> LayoutId {
        self.intern(Layout::List(element))
    }

    /// `Box(inner)`. For a boxed function value use [`CLOSURE`](Self::CLOSURE) itself: it is a box already.
    pub fn boxed(&mut self, inner: LayoutId) -> LayoutId {
        self.intern(Layout::Box(inner))
    }

    /// A record: by descending alignment, then by name. Names are given in any order.
    pub fn record(&mut self, fields: &[(&str, LayoutId)]) -> Arranged {
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(self.shape(fields[i].1).align), fields[i].0));
        let parts: Vec<LayoutId> = order.iter().map(|&i| fields[i].1).collect();
        let layout = self.c_struct(&parts);
        Arranged { layout, indices: positions(&order), transparent: false }
    }

    /// A tuple: in memory by descending alignment, then by position; its indices are the positions.
    pub fn tuple(&mut self, elements: &[LayoutId]) -> LayoutId {
        let fields = self.arrange_tuple(elements).0;
        self.intern(Layout::Struct(fields))
    }

    /// Fields in the given order at their natural alignment, as in C: arguments, captures, records with padding.
    pub fn c_struct(&mut self, fields: &[LayoutId]) -> LayoutId {
        let fields = self.arrange_in_order(fields).0;
        self.intern(Layout::Struct(fields))
    }

    /// Where each of these arguments is in its C struct, and the size and alignment of the whole.
    pub fn arguments(&self, arguments: &[LayoutId]) -> (Box<[Field]>, Shape) {
        self.arrange_in_order(arguments)
    }

    /// A tag union: tags by name. Tags are given in any order, payloads in the order in which they are written.
    /// No tags at all is a type without values: zero bytes.
    pub fn union(&mut self, tags: &[(&str, &[LayoutId])]) -> Arranged {
        if let [(_, [payload])] = tags {
            return Arranged { layout: *payload, indices: vec![0], transparent: true };
        }
        let mut order: Vec<usize> = (0..tags.len()).collect();
        order.sort_by_key(|&i| tags[i].0);
        let payloads: Vec<&[LayoutId]> = order.iter().map(|&i| tags[i].1).collect();
        let layout = self.union_in_order(&payloads);
        Arranged { layout, indices: positions(&order), transparent: false }
    }

    /// A tag union whose tags are given in the order of their discriminants. Unlike [`union`](Self::union) it is one
    /// also with one tag and one payload.
    pub fn union_in_order(&mut self, tags: &[&[LayoutId]]) -> LayoutId {
        let union = self.arrange_union(tags);
        self.intern(Layout::Union(union))
    }

    /// A layout that is not known yet, for a type which contains itself. Until it is defined it may be used only as
    /// the inside of `List` and `Box`.
    pub fn declare(&mut self) -> LayoutId {
        let id = self.rows.push((Layout::Opaque, Shape { size: 0, align: 1, counted: false }));
        self.recursive.push(id);
        id
    }

    /// Says what a declared layout is: the same as `same_as`, which is made of parts that may hold `declared`.
    /// From then on both ids have equal shapes; use `declared`.
    pub fn define(&mut self, declared: LayoutId, same_as: LayoutId) {
        let row = self.rows[same_as].clone();
        self.ids.insert(row.0.clone(), declared);
        self.rows[declared] = row;
    }

    /// Whether values of both layouts have the same bytes: equal ids, or equal after looking through declared ones.
    pub fn same(&self, a: LayoutId, b: LayoutId) -> bool {
        a == b || self.rows[a].0 == self.rows[b].0
    }

    /// The id of this layout, a new one if it was not met before. The constructors above compute the offsets.
    pub fn intern(&mut self, layout: Layout) -> LayoutId {
        if let Some(&id) = self.ids.get(&layout) {
            return id;
        }
        let shape = self.shape_of(&layout);
        let id = self.rows.push((layout.clone(), shape));
        self.ids.insert(layout, id);
        id
    }

    fn shape_of(&self, layout: &Layout) -> Shape {
        let shape = |size, align, counted| Shape { size, align, counted };
        match layout {
            Layout::Number(number) => {
                let size = number.size() as u32;
                shape(size, size, false)
            }
            Layout::Bool => shape(1, 1, false),
            Layout::Str | Layout::List(_) => shape(24, 8, true),
            Layout::Box(_) | Layout::Closure => shape(8, 8, true),
            Layout::Opaque => shape(0, 1, false),
            Layout::Struct(fields) => self.enclose(fields),
            Layout::Union(union) => {
                let mut all = shape(0, 1, false);
                for fields in &union.tags {
                    let one = self.enclose(fields);
                    all.align = all.align.max(one.align);
                    all.size = all.size.max(one.size);
                    all.counted |= one.counted;
                }
                all.align = all.align.max(union.discriminant_size);
                let end = union.discriminant_offset.saturating_add(union.discriminant_size).max(all.size);
                Shape { size: end.checked_next_multiple_of(all.align).unwrap_or(u32::MAX), ..all }
            }
        }
    }

    /// The shape of a struct of these fields.
    fn enclose(&self, fields: &[Field]) -> Shape {
        let mut all = Shape { size: 0, align: 1, counted: false };
        for field in fields {
            let part = self.shape(field.layout);
            all.align = all.align.max(part.align);
            all.counted |= part.counted;
            all.size = all.size.max(field.offset.saturating_add(part.size));
        }
        Shape { size: all.size.checked_next_multiple_of(all.align).unwrap_or(u32::MAX), ..all }
    }

    fn arrange_in_order(&self, layouts: &[LayoutId]) -> (Box<[Field]>, Shape) {
        let mut end = 0u32;
        let fields = layouts.iter().map(|&layout| {
            let Shape { size, align, .. } = self.shape(layout);
            let offset = end.checked_next_multiple_of(align).unwrap_or(u32::MAX);
            end = offset.saturating_add(size);
            Field { layout, offset }
        });
        let fields: Box<[Field]> = fields.collect();
        let shape = self.enclose(&fields);
        (fields, shape)
    }

    fn arrange_tuple(&self, elements: &[LayoutId]) -> (Box<[Field]>, Shape) {
        let mut order: Vec<usize> = (0..elements.len()).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(self.shape(elements[i]).align));
        let sorted: Vec<LayoutId> = order.iter().map(|&i| elements[i]).collect();
        let (sorted, shape) = self.arrange_in_order(&sorted);
        let fields = positions(&order).iter().map(|&at| sorted[at as usize]).collect();
        (fields, shape)
    }

    fn arrange_union(&self, tags: &[&[LayoutId]]) -> Union {
        let mut payload_size = 0u32;
        let tags: Box<[_]> = tags
            .iter()
            .map(|payload| {
                let (fields, shape) = self.arrange_tuple(payload);
                payload_size = payload_size.max(shape.size);
                fields
            })
            .collect();
        let discriminant_size = match tags.len() {
            0 | 1 => 0,
            2..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4u32,
        };
        let discriminant_offset =
            payload_size.checked_next_multiple_of(discriminant_size.max(1)).unwrap_or(u32::MAX);
        Union { tags, discriminant_offset, discriminant_size }
    }
}

/// The inverse of a permutation: where each given item went.
fn positions(order: &[usize]) -> Vec<u32> {
    let mut indices = vec![0; order.len()];
    for (at, &given) in order.iter().enumerate() {
        indices[given] = at as u32;
    }
    indices
}
