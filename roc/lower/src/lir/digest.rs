//! The platform digest: what an image and the executable that runs it must agree on.

use rustc_hash::FxHashMap;

use super::{Entry, Field, Hosted, Layout, LayoutId, Layouts, Signature};

/// BLAKE3 over the names of entries and hosted functions, in the order of the platform's header, with the layouts of
/// their arguments and results. The digest is of the layouts' structure: ids and their order have no influence.
pub fn platform_digest(layouts: &Layouts, entries: &[Entry], hosted: &[Hosted]) -> [u8; 32] {
    let mut digest = Digest { layouts, bytes: Vec::new(), met: FxHashMap::default() };
    digest.text("roc platform, ABI 1");
    digest.count(entries.len());
    for entry in entries {
        digest.function(&entry.name, &entry.signature);
    }
    digest.count(hosted.len());
    for hosted in hosted {
        digest.function(&hosted.name, &hosted.signature);
    }
    *blake3::hash(&digest.bytes).as_bytes()
}

struct Digest<'a> {
    layouts: &'a Layouts,
    bytes: Vec<u8>,
    /// In which order layouts were met first; later they are named by it, which also ends recursion.
    met: FxHashMap<&'a Layout, u32>,
}

impl<'a> Digest<'a> {
    fn count(&mut self, count: usize) {
        self.bytes.extend_from_slice(&(count as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn function(&mut self, name: &str, signature: &Signature) {
        self.text(name);
        self.count(signature.params.len());
        for &layout in &signature.params {
            self.layout(layout);
        }
        self.layout(signature.ret);
    }

    fn fields(&mut self, fields: &'a [Field]) {
        self.count(fields.len());
        for field in fields {
            self.bytes.extend_from_slice(&field.offset.to_le_bytes());
            self.layout(field.layout);
        }
    }

    fn layout(&mut self, id: LayoutId) {
        let layouts = self.layouts;
        let layout = layouts.get(id);
        let next = self.met.len() as u32;
        if let Some(first) = self.met.get(layout) {
            self.bytes.push(0);
            self.bytes.extend_from_slice(&first.to_le_bytes());
            return;
        }
        self.met.insert(layout, next);
        match layout {
            Layout::Bool => self.bytes.push(1),
            Layout::Str => self.bytes.push(2),
            Layout::Closure => self.bytes.push(3),
            Layout::Opaque => self.bytes.push(4),
            Layout::Number(number) => {
                self.bytes.push(5);
                self.text(number.name());
            }
            Layout::List(element) => {
                self.bytes.push(6);
                self.layout(*element);
            }
            Layout::Box(inner) => {
                self.bytes.push(7);
                self.layout(*inner);
            }
            Layout::Struct(fields) => {
                self.bytes.push(8);
                self.fields(fields);
            }
            Layout::Union(union) => {
                self.bytes.push(9);
                self.bytes.extend_from_slice(&union.discriminant_offset.to_le_bytes());
                self.bytes.extend_from_slice(&union.discriminant_size.to_le_bytes());
                self.count(union.tags.len());
                for fields in &union.tags {
                    self.fields(fields);
                }
            }
        }
    }
}
