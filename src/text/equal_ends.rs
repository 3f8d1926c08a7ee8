//! How much of two texts is the same at the beginning and at the end, as between a text before and after an edit.

/// The bytes that are compared at once. A large text differs in one place, and its bytes one by one take longer.
const CHUNK: usize = 1024;

/// How many bytes two texts begin with alike.
pub fn equal_at_start(one: &[u8], other: &[u8]) -> usize {
    equal(one.chunks(CHUNK).zip(other.chunks(CHUNK)), |(one, other)| {
        one.iter().zip(other).take_while(|(one, other)| one == other).count()
    })
}

/// How many bytes two texts end with alike. Where `aa` became `a`, one is also among those at the beginning: a caller who
/// wants what is between leaves the beginning away first.
pub fn equal_at_end(one: &[u8], other: &[u8]) -> usize {
    equal(one.rchunks(CHUNK).zip(other.rchunks(CHUNK)), |(one, other)| {
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
    })
}

/// The bytes of the pairs before the first that differs, and those that `within` counts in that one.
fn equal<'a>(
    mut pairs: impl Iterator<Item = (&'a [u8], &'a [u8])>,
    within: impl Fn((&[u8], &[u8])) -> usize,
) -> usize {
    let mut count = 0;
    let differing = pairs.find(|(one, other)| {
        let is_equal = one == other;
        count += if is_equal { one.len() } else { 0 };
        !is_equal
    });
    count + differing.map_or(0, within)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_ends_are_those_that_are_compared_byte_by_byte(
            start in 0..2_500_usize, one in "[ab]{0,3}", other in "[ab]{0,3}", end in 0..2_500_usize,
        ) {
            let text = |between: &str| format!("{}{between}{}", "a".repeat(start), "b".repeat(end)).into_bytes();
            let (one, other) = (text(&one), text(&other));
            let first = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
            let last = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
            prop_assert_eq!((equal_at_start(&one, &other), equal_at_end(&one, &other)), (first, last));
        }
    }
}
