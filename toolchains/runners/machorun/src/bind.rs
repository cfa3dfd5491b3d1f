//! The small programs by which a linker says where addresses of imports go.

use crate::image::Segment;

/// An address of an import to be written.
pub struct Bind {
    /// Where to.
    pub address: u64,
    /// As the object has it, with an underscore.
    pub name: String,
    pub addend: u64,
}

/// Runs one program; nothing if it does something that isn't known here.
pub fn read(mut code: &[u8], segments: &[Segment], binds: &mut Vec<Bind>) -> Option<()> {
    let (mut name, mut addend, mut address) = (String::new(), 0u64, 0u64);
    let mut bind =
        |address: u64, name: &String, addend| binds.push(Bind { address, name: name.clone(), addend });
    while let Some((&byte, rest)) = code.split_first() {
        code = rest;
        let low = u64::from(byte & 0x0f);
        match byte & 0xf0 {
            // The end; between lazy binds too.
            0x00 => {}
            // Which library, in three forms: there is only one.
            0x10 | 0x30 => {}
            0x20 => drop(number(&mut code)?),
            0x40 => {
                let end = code.iter().position(|&byte| byte == 0)?;
                name = String::from_utf8_lossy(code.get(..end)?).into_owned();
                code = code.get(end + 1..)?;
            }
            // The kind: a pointer.
            0x50 if low == 1 => {}
            // Signed numbers are not shortened by any linker: negative ones come with all their bytes.
            0x60 => addend = number(&mut code)?,
            0x70 => address = segments.get(low as usize)?.address.wrapping_add(number(&mut code)?),
            0x80 => address = address.wrapping_add(number(&mut code)?),
            0x90 => {
                bind(address, &name, addend);
                address = address.wrapping_add(8);
            }
            0xa0 => {
                bind(address, &name, addend);
                address = address.wrapping_add(8).wrapping_add(number(&mut code)?);
            }
            0xb0 => {
                bind(address, &name, addend);
                address = address.wrapping_add(8 + 8 * low);
            }
            0xc0 => {
                let (count, skip) = (number(&mut code)?, number(&mut code)?);
                for _ in 0..count {
                    bind(address, &name, addend);
                    address = address.wrapping_add(8).wrapping_add(skip);
                }
            }
            _ => return None,
        }
    }
    Some(())
}

/// A number of seven bits a byte, the lowest first.
fn number(code: &mut &[u8]) -> Option<u64> {
    let (mut value, mut shift) = (0u64, 0);
    loop {
        let (&byte, rest) = code.split_first()?;
        *code = rest;
        value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
}
