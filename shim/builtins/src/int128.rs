//! Multiplication and division of 128-bit integers, and the 256-bit steps that Dec needs, from 64-bit instructions:
//! the compiler's own would call functions that a program linked without compiler_builtins doesn't have.

/// The product of two words as a double word.
const fn wide(a: u64, b: u64) -> u128 {
    a as u128 * b as u128
}

const fn low(n: u128) -> u64 {
    n as u64
}

const fn high(n: u128) -> u64 {
    (n >> 64) as u64
}

/// The 256-bit product: its high and its low half.
pub const fn multiply(a: u128, b: u128) -> (u128, u128) {
    let ll = wide(low(a), low(b));
    let (lh, carried) = wide(low(a), high(b)).overflowing_add(wide(high(a), low(b)));
    let hh = wide(high(a), high(b));
    let (bottom, carry) = ll.overflowing_add(lh << 64);
    let top = hh + (lh >> 64) + ((carried as u128) << 64) + carry as u128;
    (top, bottom)
}

/// The product, if it fits.
pub const fn checked_multiply(a: u128, b: u128) -> Option<u128> {
    match multiply(a, b) {
        (0, product) => Some(product),
        _ => None,
    }
}

/// The product, if it fits.
pub const fn checked_multiply_signed(a: i128, b: i128) -> Option<i128> {
    match checked_multiply(a.unsigned_abs(), b.unsigned_abs()) {
        Some(magnitude) => with_sign(magnitude, (a < 0) != (b < 0)),
        None => None,
    }
}

/// The number with this magnitude and sign, if it fits.
pub const fn with_sign(magnitude: u128, negative: bool) -> Option<i128> {
    let number = if negative { (magnitude as i128).wrapping_neg() } else { magnitude as i128 };
    if magnitude == 0 || (number < 0) == negative { Some(number) } else { None }
}

/// A double word by a word larger than its high half: quotient and remainder. Knuth's algorithm D with half words.
const fn divide_by_word(n: u128, divisor: u64) -> (u64, u64) {
    const HALF: u64 = 1 << 32;
    let shift = divisor.leading_zeros();
    let divisor = divisor << shift;
    let n = n << shift;
    let (d1, d0) = (divisor >> 32, divisor & (HALF - 1));
    // One half word of the quotient: the three half words `rest`, `next` by the divisor.
    const fn digit(rest: u64, next: u64, d1: u64, d0: u64, divisor: u64) -> (u64, u64) {
        let (mut quotient, mut over) = (rest / d1, rest % d1);
        while quotient >= HALF || quotient * d0 > (over << 32 | next) {
            quotient -= 1;
            over += d1;
            if over >= HALF {
                break;
            }
        }
        (quotient, (rest << 32 | next).wrapping_sub(quotient.wrapping_mul(divisor)))
    }
    let (q1, rest) = digit(high(n), low(n) >> 32, d1, d0, divisor);
    let (q0, rest) = digit(rest, low(n) & (HALF - 1), d1, d0, divisor);
    (q1 << 32 | q0, rest >> shift)
}

/// Quotient and remainder. The divisor is not zero.
pub const fn divide(n: u128, divisor: u128) -> (u128, u128) {
    if high(divisor) == 0 {
        let (quotient, rest) = divide_small(n, low(divisor));
        return (quotient, rest as u128);
    }
    if n < divisor {
        return (0, n);
    }
    // The quotient has one word. Taken from the divisor's upper 64 bits it is at most one too large.
    let shift = divisor.leading_zeros();
    let (estimate, _) = divide_by_word(n >> 1, high(divisor << shift));
    let mut quotient = ((estimate as u128) << shift >> 63) as u64;
    quotient = quotient.saturating_sub(1);
    let mut rest = n - (quotient as u128).wrapping_mul(divisor);
    if rest >= divisor {
        quotient += 1;
        rest -= divisor;
    }
    (quotient as u128, rest)
}

/// The same for a divisor of one word.
pub const fn divide_small(n: u128, divisor: u64) -> (u128, u64) {
    if high(n) == 0 {
        return ((low(n) / divisor) as u128, low(n) % divisor);
    }
    let (top, rest) = (high(n) / divisor, high(n) % divisor);
    let (bottom, rest) = divide_by_word((rest as u128) << 64 | low(n) as u128, divisor);
    ((top as u128) << 64 | bottom as u128, rest)
}

/// The quotient and the remainder of the 256-bit number `top`, `bottom`; none where the quotient needs more than 128
/// bits (or the divisor is zero).
pub const fn divide_wide(top: u128, bottom: u128, divisor: u128) -> Option<(u128, u128)> {
    if top >= divisor {
        return None;
    }
    if top == 0 {
        return Some(divide(bottom, divisor));
    }
    let shift = divisor.leading_zeros();
    let divisor = divisor << shift;
    let carry = if shift == 0 { 0 } else { bottom >> (128 - shift) };
    let (top, bottom) = (top << shift | carry, bottom << shift);
    let (q1, rest) = divide_three_words(top, high(bottom), divisor);
    let (q0, rest) = divide_three_words(rest, low(bottom), divisor);
    Some(((q1 as u128) << 64 | q0 as u128, rest >> shift))
}

/// Three words by two whose highest bit is set and which are larger than the upper two.
const fn divide_three_words(top: u128, next: u64, divisor: u128) -> (u64, u128) {
    let (d1, d0) = (high(divisor), low(divisor));
    let (mut quotient, mut over, mut fits) = if high(top) == d1 {
        // The estimate would need more than a word.
        let over = low(top) as u128 + d1 as u128;
        (u64::MAX, low(over), high(over) == 0)
    } else {
        let (quotient, over) = divide_by_word(top, d1);
        (quotient, over, true)
    };
    while fits && wide(quotient, d0) > ((over as u128) << 64 | next as u128) {
        quotient -= 1;
        let (sum, carry) = over.overflowing_add(d1);
        over = sum;
        fits = !carry;
    }
    let rest = (top << 64 | next as u128).wrapping_sub((quotient as u128).wrapping_mul(divisor));
    (quotient, rest)
}

/// The largest whole number whose square is not above the 256-bit number `top`, `bottom`; `top` is below 2¹²⁶.
pub const fn square_root(top: u128, bottom: u128) -> u128 {
    let bits = if top != 0 { 256 - top.leading_zeros() } else { 128 - bottom.leading_zeros() };
    if bits == 0 {
        return 0;
    }
    // Newton's method from above.
    let mut root = 1u128 << bits.div_ceil(2);
    loop {
        let quotient = match divide_wide(top, bottom, root) {
            Some((quotient, _)) => quotient,
            None => u128::MAX >> 1,
        };
        let next = (root + quotient) >> 1;
        if next >= root {
            return root;
        }
        root = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Random, rounds};

    /// Numbers of all lengths, many of them at the edges of words.
    fn number(random: &mut Random) -> u128 {
        let any = (random.next() as u128) << 64 | random.next() as u128;
        let short = any >> (random.next() % 128);
        match random.next() % 6 {
            0 => short.wrapping_neg(),
            1 => 1u128 << (random.next() % 128),
            2 => (1u128 << (random.next() % 128)).wrapping_sub(1),
            3 => short & !u64::MAX as u128,
            _ => short,
        }
    }

    #[test]
    fn like_the_compilers() {
        let mut random = Random::new(1);
        for _ in 0..rounds(20_000) {
            let (a, b) = (number(&mut random), number(&mut random));
            assert_eq!(checked_multiply(a, b), a.checked_mul(b), "{a} {b}");
            assert_eq!(checked_multiply_signed(a as i128, b as i128), (a as i128).checked_mul(b as i128));
            if b != 0 {
                assert_eq!(divide(a, b), (a / b, a % b), "{a} {b}");
            }
        }
    }

    #[test]
    fn wide_division_undoes_multiplication() {
        let mut random = Random::new(2);
        for _ in 0..rounds(20_000) {
            let (a, b) = (number(&mut random), number(&mut random));
            let extra = number(&mut random);
            if b == 0 {
                assert_eq!(divide_wide(0, a, b), None);
                continue;
            }
            let extra = extra % b;
            let (top, bottom) = multiply(a, b);
            let (bottom, carry) = bottom.overflowing_add(extra);
            assert_eq!(divide_wide(top + u128::from(carry), bottom, b), Some((a, extra)), "{a} {b} {extra}");
        }
    }

    #[test]
    fn square_roots() {
        let mut random = Random::new(3);
        for _ in 0..rounds(20_000) {
            let root = number(&mut random) >> 1;
            let (top, bottom) = multiply(root, root);
            assert_eq!(square_root(top, bottom), root);
            if root > 0 {
                let (below, borrow) = bottom.overflowing_sub(1);
                assert_eq!(square_root(top - u128::from(borrow), below), root - 1);
            }
        }
    }
}
