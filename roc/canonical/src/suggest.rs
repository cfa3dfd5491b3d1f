//! "Did you mean …?": the known names that are nearest to a misspelt one.

/// Up to three of the candidates that lie within a few typing mistakes of the name, and none is nearer; sorted.
pub fn near<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = match name.len() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    let mut found: Vec<(usize, &str)> = candidates
        .filter(|candidate| *candidate != name && candidate.len().abs_diff(name.len()) <= limit)
        .filter_map(|candidate| {
            let distance = distance(name.as_bytes(), candidate.as_bytes());
            let shared = distance < name.len().min(candidate.len());
            (distance <= limit && shared).then_some((distance, candidate))
        })
        .collect();
    found.sort_unstable();
    let best = found.first().map_or(0, |(distance, _)| *distance);
    found.retain(|(distance, _)| *distance == best);
    found.dedup();
    found.truncate(3);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The hint that offers these names, if there are any.
pub fn hint(near: &[&str]) -> Option<String> {
    match near {
        [] => None,
        [only] => Some(format!("Did you mean `{only}`?")),
        [first, second] => Some(format!("Did you mean `{first}` or `{second}`?")),
        [first, second, third, ..] => Some(format!("Did you mean `{first}`, `{second}` or `{third}`?")),
    }
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other. A difference of
/// case counts nothing but breaks no tie with equal names.
fn distance(from: &[u8], to: &[u8]) -> usize {
    let same = |a: u8, b: u8| a.eq_ignore_ascii_case(&b);
    let mut before = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for i in 1..=from.len() {
        let mut row = vec![i; to.len() + 1];
        for j in 1..=to.len() {
            let replaced = last[j - 1] + usize::from(!same(from[i - 1], to[j - 1]));
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && same(from[i - 1], to[j - 2]) && same(from[i - 2], to[j - 1]) {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn typing_mistakes_are_found() {
        let names = ["height", "weight", "width", "x", "y", "Is_Empty"];
        assert_eq!(near("heigth", names.into_iter()), ["height"]);
        assert_eq!(near("is_empty", names.into_iter()), ["Is_Empty"]);
        assert!(near("z", names.into_iter()).is_empty());
    }
}
