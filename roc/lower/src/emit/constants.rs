//! Constants of the program as bytes of the image's data.

use roc_shim_image::write::Blob;

use super::Tables;
use crate::lir::{Field, Layout, LayoutId, Value};

impl Tables<'_> {
    /// The bytes of a value. What it points to is added to the data.
    pub(super) fn blob(&mut self, layout: LayoutId, value: &Value) -> Blob {
        let layouts = &self.program.layouts;
        let size = layouts.size(layout) as usize;
        match (value, layouts.get(layout)) {
            (Value::Bits(bits), _) => {
                let bytes = bits.get().to_le_bytes();
                Blob::plain(&bytes[..size.min(bytes.len())])
            }
            (Value::Str(text), _) => self.builder.data.str_value(text),
            (Value::List(values), Layout::List(element)) => {
                let (element, shape) = (*element, layouts.shape(*element));
                let mut contents = Blob::zeros(values.len() * shape.size as usize);
                for (at, value) in values.iter().enumerate() {
                    contents.put(at * shape.size as usize, &self.blob(element, value));
                }
                let align = shape.align as usize;
                self.builder.data.list_value(contents, values.len() as u64, align, shape.counted)
            }
            (Value::Bytes(bytes), Layout::List(element)) => {
                let shape = layouts.shape(*element);
                let length = bytes.len() as u64 / u64::from(shape.size.max(1));
                let contents = Blob::plain(bytes);
                self.builder.data.list_value(contents, length, shape.align as usize, false)
            }
            (Value::Struct(values), Layout::Struct(fields)) => self.fields(size, fields, values),
            (Value::Tag(tag, values), Layout::Union(union)) => {
                let fields = union.tags.get(*tag as usize).map_or(&[][..], |fields| fields);
                let mut blob = self.fields(size, fields, values);
                let bytes = tag.to_le_bytes();
                let length = (union.discriminant_size as usize).min(bytes.len());
                blob.put(union.discriminant_offset as usize, &Blob::plain(&bytes[..length]));
                blob
            }
            (Value::Box(_) | Value::Function(..), _) => {
                let target = self.pointer_target(layout, value).unwrap_or(0);
                Blob::pointer(target)
            }
            _ => Blob::zeros(size),
        }
    }

    fn fields(&mut self, size: usize, fields: &[Field], values: &[Value]) -> Blob {
        let mut blob = Blob::zeros(size);
        for (field, value) in fields.iter().zip(values) {
            blob.put(field.offset as usize, &self.blob(field.layout, value));
        }
        blob
    }

    /// For a box or a function value: where in the data it points to.
    pub(super) fn pointer_target(&mut self, layout: LayoutId, value: &Value) -> Option<u32> {
        match (value, self.program.layouts.get(layout)) {
            (Value::Box(inner), &Layout::Box(layout)) => {
                let align = self.program.layouts.shape(layout).align as usize;
                let contents = self.blob(layout, inner);
                Some(self.builder.data.add_counted(contents, align, None))
            }
            (Value::Function(id, values), _) => {
                let captures = self.program.functions[*id].captures.map(|layout| {
                    let blob = self.blob(layout, &Value::Struct(values.clone()));
                    (self.layout(layout), blob)
                });
                Some(self.builder.data.add_closure(self.functions[*id], captures))
            }
            _ => None,
        }
    }
}
