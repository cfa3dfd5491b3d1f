//! Layouts of the image: what counting needs to know of LIR's.

use roc_shim_image::write;

use super::Tables;
use crate::lir::{Field, Layout, LayoutId};

impl Tables<'_> {
    /// The image's id for a layout.
    pub(super) fn layout(&mut self, id: LayoutId) -> write::LayoutId {
        if let Some(&known) = self.layouts.get(&id) {
            return known;
        }
        let layouts = &self.program.layouts;
        let shape = layouts.shape(id);
        let (size, align) = (shape.size, shape.align as u16);
        // Only a declared layout can meet itself again while its parts are made.
        let declared = layouts.recursive().contains(&id).then(|| self.builder.layouts.declare());
        if let Some(declared) = declared {
            self.layouts.insert(id, declared);
        }
        let layout = match layouts.get(id) {
            _ if !shape.counted => write::Layout::Plain { size, align },
            Layout::Str => write::Layout::Str,
            Layout::Closure => write::Layout::Closure,
            Layout::List(element) => write::Layout::List(self.layout(*element)),
            Layout::Box(inner) => write::Layout::Box(self.layout(*inner)),
            Layout::Struct(fields) => write::Layout::Struct { size, align, parts: self.parts(fields) },
            Layout::Union(union) => {
                let payloads = union.tags.iter().map(|fields| self.payload(fields)).collect();
                write::Layout::Union {
                    size,
                    align,
                    discriminant_offset: union.discriminant_offset,
                    discriminant_size: union.discriminant_size,
                    payloads,
                }
            }
            Layout::Number(_) | Layout::Bool | Layout::Opaque => write::Layout::Plain { size, align },
        };
        match declared {
            Some(declared) => {
                self.builder.layouts.define(declared, layout);
                declared
            }
            None => {
                let added = self.builder.layouts.add(layout);
                self.layouts.insert(id, added);
                added
            }
        }
    }

    fn parts(&mut self, fields: &[Field]) -> Vec<(u32, write::LayoutId)> {
        let program = self.program;
        fields
            .iter()
            .filter(|field| program.layouts.shape(field.layout).counted)
            .map(|field| (field.offset, self.layout(field.layout)))
            .collect()
    }

    /// A tag's payload, if anything in it is counted.
    fn payload(&mut self, fields: &[Field]) -> Option<write::LayoutId> {
        let parts = self.parts(fields);
        if parts.is_empty() {
            return None;
        }
        let layouts = &self.program.layouts;
        let end = fields.iter().map(|field| field.offset + layouts.size(field.layout)).max().unwrap_or(0);
        let align = fields.iter().map(|field| layouts.shape(field.layout).align).max().unwrap_or(1);
        let (size, align) = (end.next_multiple_of(align), align as u16);
        Some(self.builder.layouts.add(write::Layout::Struct { size, align, parts }))
    }
}
