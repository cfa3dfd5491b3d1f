//! Records: made, updated, read; fields that may be missing and fields with defaults.

use roc_base::Symbol;
use roc_canonical::ir::{ChainStep, ExprId, FieldInit};
use roc_check::Filling;

use super::Builder;
use crate::lir::{BlockId, Rhs, Terminator, Var};
use crate::mono::{Mono, MonoId};

impl Builder<'_, '_> {
    /// A record expression with what the checker fills in.
    pub(crate) fn record(&mut self, id: ExprId, ty: MonoId, inits: &[FieldInit]) -> Var {
        let mut values = self.field_values(ty, inits);
        let checked = self.checked;
        for &(name, filling) in checked.filled.get(&id).into_iter().flatten() {
            let Some(field) = self.field_type(ty, name) else { continue };
            let value = match filling {
                Filling::Missing => self.missing(field),
                Filling::Default(module, literal) => {
                    let layout = self.layout(field);
                    let function = self.l.default_function(module, literal);
                    self.f.call(layout, function, &[])
                }
            };
            values.push((name, value));
        }
        self.make_record(ty, &values)
    }

    /// `{ ..base, fields }`
    pub(crate) fn update(&mut self, ty: MonoId, base: ExprId, inits: &[FieldInit]) -> Var {
        let base = self.expr(base);
        let mut values = self.field_values(ty, inits);
        let record = self.l.monos.record_layout(ty, &mut self.l.program.layouts);
        for &(name, field) in &record.fields {
            if !values.iter().any(|&(n, _)| n == name) {
                values.push((name, self.read_field(base, ty, name, field)));
            }
        }
        self.make_record(ty, &values)
    }

    /// The values of written fields, in written order, as they lie in the record.
    fn field_values(&mut self, ty: MonoId, inits: &[FieldInit]) -> Vec<(Symbol, Var)> {
        let mut values = Vec::with_capacity(inits.len());
        for init in inits {
            let mut value = self.expr(init.value);
            if let Some(field) = self.field_type(ty, init.name)
                && let Mono::Optional(_) = self.l.monos.get(field)
            {
                value = self.make_tag(field, self.l.monos.names.ok, &[value]);
            }
            values.push((init.name, value));
        }
        values
    }

    fn field_type(&mut self, record: MonoId, name: Symbol) -> Option<MonoId> {
        let record = self.l.monos.structure(record);
        let Mono::Record(fields) = self.l.monos.get(record) else { return None };
        fields.iter().find(|&&(n, _)| n == name).map(|&(_, ty)| ty)
    }

    /// The place of a field that isn't there.
    pub(crate) fn missing(&mut self, field: MonoId) -> Var {
        let slot = self.l.monos.structure(field);
        let (err, reason) = (self.l.monos.names.err, self.l.monos.names.missing_field);
        let payload = self.find_tag(slot, err).and_then(|(tag, _)| tag.payloads.first().copied());
        match payload {
            Some((ty, _)) => {
                let reason = self.make_tag(ty, reason, &[]);
                self.make_tag(field, err, &[reason])
            }
            None => {
                let layout = self.layout(field);
                self.crash("Type Mismatch", layout)
            }
        }
    }

    /// Looks into the place of a field: `there` builds what follows with its value; the answer is the block where it
    /// is missing.
    pub(crate) fn unless_missing(
        &mut self,
        field: MonoId,
        value: Var,
        there: impl FnOnce(&mut Self, Var),
    ) -> BlockId {
        let (present, missing) = (self.f.block(), self.f.block());
        let Some((ok, transparent)) = self.find_tag(field, self.l.monos.names.ok) else {
            self.f.terminate(Terminator::Jump(missing));
            return missing;
        };
        let kind = self.discriminant(value, field);
        let cases = [(u64::from(ok.index), present)];
        self.f.terminate(Terminator::Switch { value: kind, cases: cases.into(), default: Some(missing) });
        self.f.switch_to(present);
        let inner = self.read_payload(value, &ok, transparent, 0);
        there(self, inner);
        missing
    }

    /// `record.?a.b.?c`
    pub(crate) fn optional_chain(&mut self, ty: MonoId, record: ExprId, path: &[ChainStep]) -> Var {
        let layout = self.layout(ty);
        let result = self.f.var(layout);
        let join = self.f.block();
        let at = self.expr_type(record);
        let value = self.expr(record);
        self.chain_step(ty, at, value, path, result, join);
        self.f.switch_to(join);
        result
    }

    fn chain_step(
        &mut self,
        ty: MonoId,
        record: MonoId,
        value: Var,
        path: &[ChainStep],
        result: Var,
        join: BlockId,
    ) {
        let Some((step, rest)) = path.split_first() else {
            let found = self.make_tag(ty, self.l.monos.names.ok, &[value]);
            self.f.assign(result, Rhs::Copy(found));
            self.f.terminate(Terminator::Jump(join));
            return;
        };
        let Some(field) = self.field_type(record, step.name) else {
            let layout = self.f.layout(result);
            self.crash("Type Mismatch", layout);
            return;
        };
        let part = self.read_field(value, record, step.name, field);
        let &Mono::Optional(inner) = self.l.monos.get(field) else {
            self.chain_step(ty, field, part, rest, result, join);
            return;
        };
        let missing = self.unless_missing(field, part, |this, found| {
            this.chain_step(ty, inner, found, rest, result, join);
        });
        self.f.switch_to(missing);
        let none = self.missing(ty);
        self.f.assign(result, Rhs::Copy(none));
        self.f.terminate(Terminator::Jump(join));
    }

    /// A record of these fields.
    pub(crate) fn make_record(&mut self, ty: MonoId, values: &[(Symbol, Var)]) -> Var {
        let layout = self.layout(ty);
        let record = self.l.monos.record_layout(ty, &mut self.l.program.layouts);
        let mut parts: Vec<Option<Var>> = vec![None; record.fields.len()];
        for (&(name, _), &index) in record.fields.iter().zip(&record.indices) {
            parts[index as usize] = values.iter().find(|&&(n, _)| n == name).map(|&(_, var)| var);
        }
        match parts.into_iter().collect::<Option<Vec<Var>>>() {
            Some(parts) => self.f.push(layout, Rhs::Struct(parts.into())),
            None => self.crash("Type Mismatch", layout),
        }
    }

    /// A field of a record (or of a nominal record).
    pub(crate) fn read_field(&mut self, value: Var, record: MonoId, name: Symbol, ty: MonoId) -> Var {
        let layout = self.layout(ty);
        let record = self.l.monos.record_layout(record, &mut self.l.program.layouts);
        match record.fields.iter().position(|&(n, _)| n == name) {
            Some(at) => self.f.push(layout, Rhs::Field(value, record.indices[at])),
            None => self.crash("Type Mismatch", layout),
        }
    }
}
