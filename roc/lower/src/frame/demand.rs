//! What a statement wants of the frame: bytes that can be shared, arguments in a row.

use roc_shim_image::op::Op;

use crate::callee::{Callees, arguments};
use crate::lir::{Field, Function, Layout, LayoutId, Layouts, Rhs, Unary, Var};

/// What a statement wants.
#[derive(Debug, Default)]
pub struct Demand {
    /// The result is written part by part while operands are still needed.
    pub by_parts: bool,
    /// Variables whose bytes the result is made of, with how far the result then lies behind each.
    pub copies: Vec<(Var, i32)>,
    /// Arguments in a row.
    pub area: Option<Area>,
}

/// Room for the arguments of a call.
#[derive(Debug)]
pub struct Area {
    /// Bytes, with those for the result where that is at the same place.
    pub size: u32,
    /// The arguments and where they are in it.
    pub parts: Vec<(Var, u32)>,
    /// Where the result is.
    pub result: AreaResult,
}

/// Where a call's result is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AreaResult {
    /// At the start of the area; the call uses everything behind the area's start.
    AtStart,
    /// Anywhere, also over the arguments.
    Anywhere,
    /// Anywhere but over the arguments.
    Apart,
}

/// What a statement `target = rhs` wants.
pub fn demand(
    rhs: &Rhs,
    target: LayoutId,
    function: &Function,
    layouts: &Layouts,
    callees: &Callees,
) -> Demand {
    let layout = |var: Var| function.vars[var];
    let copies = |copies| Demand { copies, ..Demand::default() };
    let parts = |vars: &[Var], fields: &[Field]| {
        let copies = vars.iter().zip(fields).map(|(&var, field)| (var, -(field.offset as i32))).collect();
        Demand { by_parts: true, copies, area: None }
    };
    let call = |vars: &[Var], size: u32, result: AreaResult| {
        let given: Vec<LayoutId> = vars.iter().map(|&var| layout(var)).collect();
        let (fields, end) = arguments(&given, layouts);
        let parts = vars.iter().zip(&fields).map(|(&var, field)| (var, field.offset)).collect();
        Demand { area: Some(Area { size: size.max(end), parts, result }), ..Demand::default() }
    };
    match rhs {
        Rhs::Copy(var) => copies(vec![(*var, 0)]),
        Rhs::Unary(Unary::Convert, var) if layouts.size(target) <= layouts.size(layout(*var)) => {
            copies(vec![(*var, 0)])
        }
        Rhs::Length(var) => copies(vec![(*var, 8)]),
        Rhs::Field(var, index) => match layouts.get(layout(*var)) {
            Layout::Struct(fields) => copies(vec![(*var, offset(fields, *index))]),
            _ => Demand::default(),
        },
        Rhs::Payload { value, tag, index } => match layouts.get(layout(*value)) {
            Layout::Union(union) => {
                let fields = union.tags.get(*tag as usize).map_or(&[][..], |fields| fields);
                copies(vec![(*value, offset(fields, *index))])
            }
            _ => Demand::default(),
        },
        Rhs::Discriminant(var) => match layouts.get(layout(*var)) {
            Layout::Union(union) if union.discriminant_size > 0 => {
                copies(vec![(*var, union.discriminant_offset as i32)])
            }
            _ => Demand::default(),
        },
        Rhs::Struct(vars) => match layouts.get(target) {
            Layout::Struct(fields) => parts(vars, fields),
            _ => Demand::default(),
        },
        Rhs::Tag(tag, vars) => match layouts.get(target) {
            Layout::Union(union) => {
                parts(vars, union.tags.get(*tag as usize).map_or(&[][..], |fields| fields))
            }
            _ => Demand::default(),
        },
        Rhs::Call(id, vars) | Rhs::CallBorrowing(id, vars, _) => {
            call(vars, callees.get(*id).map_or(0, |callee| callee.area()), AreaResult::AtStart)
        }
        Rhs::CallClosure(_, vars) => {
            let mut demand = call(vars, 0, AreaResult::AtStart);
            if let Some(area) = &mut demand.area {
                let captures = roc_shim_image::format::captures_at(area.size).saturating_add(8);
                area.size = captures.max(layouts.size(target));
            }
            demand
        }
        Rhs::CallHosted(_, vars) => call(vars, 0, AreaResult::Apart),
        Rhs::LowLevel(operation, _) if Op::instead_of(*operation).is_some() => Demand::default(),
        Rhs::LowLevel(_, vars) => call(vars, 0, AreaResult::Anywhere),
        // The captures are gathered in a struct before they move to the heap.
        Rhs::Closure(_, vars) if !vars.is_empty() => call(vars, 0, AreaResult::Anywhere),
        // A list is written before its elements are stored.
        Rhs::List(_) => Demand { by_parts: true, ..Demand::default() },
        _ => Demand::default(),
    }
}

fn offset(fields: &[Field], index: u32) -> i32 {
    fields.get(index as usize).map_or(0, |field| field.offset as i32)
}
