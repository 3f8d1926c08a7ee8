//! Finds the most similar known word, for the help of a finding.

/// The most candidates that are compared. Real lists have up to about a hundred codes; in a hostile file not every
/// mistake may be compared with every entry.
const MAX_CANDIDATES: usize = 300;

/// The candidate most similar to `word`, if one is similar enough to be meant. The first of equals wins.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = match length {
        0..=1 => return None,
        2..=4 => 1,
        5..=8 => 2,
        9..=32 => 3,
        _ => return None,
    };
    candidates
        .into_iter()
        .take(MAX_CANDIDATES)
        // The distance is at least the difference in length; checking that first saves most of the work.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_candidate_and_another_word_none() {
        let keys = ["level", "name", "history", "knowledge"];
        assert_eq!(nearest("levle", keys), Some("level"));
        assert_eq!(nearest("knowlege", keys), Some("knowledge"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("K99", ["K01", "K09", "K10"]), Some("K09"));
        assert_eq!(nearest("", keys), None);
    }
}
