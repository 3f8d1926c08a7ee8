use proptest::prelude::*;

use super::*;

#[test]
fn each_example_code_matches_only_its_own_kind() {
    for kind in Kind::ALL {
        assert_eq!(Kind::of(kind.example()), Some(kind));
    }
}

#[test]
fn malformed_codes_match_no_kind() {
    for code in ["O2.31", "P.2.1.3", "K4", "P1.1", "T01", "T1.", "K", "", "Ｋ０１", "k01", "T1.0", "X12"] {
        assert_eq!(Kind::of(code), None, "{code}");
    }
}

#[test]
fn joined_codes_are_split() {
    for text in ["K12、K05", "K12，K05", " K12 ,K05,", "K12 K05", "K12； K05"] {
        assert_eq!(joined_codes(text).unwrap(), ["K12", "K05"], "{text}");
    }
    for text in ["K12", "K12、", "", "、", "K12~K05", "K12-K05", "K12、其他", "K12K05"] {
        assert_eq!(joined_codes(text), None, "{text}");
    }
}

#[test]
fn the_numbers_of_codes_are_parsed() {
    assert_eq!(Kind::with_numbers("P1.2.30"), Some((Kind::Indicator, Some([1, 2, 30]))));
    assert_eq!(Kind::with_numbers("K04"), Some((Kind::Knowledge, Some([4, 0, 0]))));
    assert_eq!(Kind::with_numbers("K4294967295"), Some((Kind::Knowledge, Some([u32::MAX, 0, 0]))));
    assert_eq!(Kind::with_numbers("K99999999999"), Some((Kind::Knowledge, None)));
    assert_eq!(Kind::with_numbers("T1.99999999999"), Some((Kind::Task, None)));
}

/// The kind and numbers of a code by its definition, without the fast path.
fn as_defined(code: &str) -> Option<(Kind, Option<[u32; 3]>)> {
    let kinds = |letter, parts| match (letter, parts) {
        ('T', 1) => Some(Kind::Duty),
        ('T', 2) => Some(Kind::Task),
        ('O', 3) => Some(Kind::Output),
        ('P', 3) => Some(Kind::Indicator),
        ('K', 1) => Some(Kind::Knowledge),
        ('S', 1) => Some(Kind::Skill),
        ('A', 1) => Some(Kind::Attitude),
        _ => None,
    };
    let (letter, rest) = (code.chars().next()?, code.get(1..)?);
    let parts: Vec<&str> = rest.split('.').collect();
    let kind = kinds(letter, parts.len())?;
    let is_flat = matches!(kind, Kind::Knowledge | Kind::Skill | Kind::Attitude);
    let fits = |part: &&str| is_digits(part) && (is_flat || !part.starts_with('0'));
    (parts.iter().all(fits) && (!is_flat || rest.len() > 1)).then_some(())?;
    let mut numbers = [Some(0); 3];
    for (number, part) in numbers.iter_mut().zip(parts) {
        *number = part.parse().ok();
    }
    Some((kind, numbers.into_iter().collect::<Option<Vec<_>>>().and_then(|all| all.try_into().ok())))
}

proptest! {
    #[test]
    fn a_code_is_read_as_it_is_defined(
        code in "[TOPKSAX甲]([0-9]{1,3}\\.?){0,4}[0-9]{0,22}[.甲k]?|[TOPKSA]([0-9]\\.?){1,3}[.甲k]?",
    ) {
        prop_assert_eq!(Kind::with_numbers(&code), as_defined(&code), "{}", code);
    }
}

#[test]
fn numbers_become_codes() {
    assert_eq!(Kind::Indicator.spell([1, 2, 30]), "P1.2.30");
    assert_eq!(Kind::Task.spell([1, 2, 0]), "T1.2");
    assert_eq!(Kind::Attitude.spell([4, 0, 0]), "A04");
    assert_eq!(Kind::Knowledge.spell([104, 0, 0]), "K104");
}

#[test]
fn classification_codes_have_shapes() {
    for (fits, good, bad) in [
        (
            is_job_category as fn(&str) -> bool,
            ["TTM", "SET", "ABC"].as_slice(),
            ["TT", "TTMM", "ttm", "T1M", "旅"].as_slice(),
        ),
        (is_occupation, &["4221", "422", "C2149"], &["42", "42210", "CC214", "c2149", "２１４９", "C"]),
        (is_industry, &["N7900", "C22", "C264"], &["7900", "N7", "N79000", "NN79", "n79", "C26-27"]),
    ] {
        assert!(good.iter().all(|code| fits(code)), "{good:?}");
        assert!(!bad.iter().any(|code| fits(code)), "{bad:?}");
    }
}

#[test]
fn standard_codes_are_parsed() {
    let code = StandardCode::parse("TTM4221-004v2").unwrap();
    assert_eq!((code.letters, code.digits, code.serial, code.version), ("TTM", "4221", "004", 2));
    assert_eq!(code.base, "TTM4221-004");
    assert_eq!(StandardCode::parse("TTM4221-004").unwrap().version, 1);
    for code in ["FISI223-001v2", "TTM4221-004v", "TTM4221-004v0", "ttm4221-004", "TTM4221004", "旅遊旅遊"]
    {
        assert_eq!(StandardCode::parse(code), None, "{code}");
    }
}
