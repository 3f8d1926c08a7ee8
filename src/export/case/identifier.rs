//! Identifiers that are the same in every run: UUIDs of version 5 (RFC 9562), of a namespace of our own and the key of what is
//! named, `TTM4221-004v2` or `TTM4221-004v2/K12`.

use uuid::Uuid;

/// The UUID of version 5 of `urn:icap-ttm:case` in the namespace of addresses.
const NAMESPACE: Uuid = Uuid::from_u128(0x064b_30a9_6cfb_591e_b097_8424_60d4_a8fc);

/// The identifier of what has this key.
pub fn identifier(key: &str) -> String {
    Uuid::new_v5(&NAMESPACE, key.as_bytes()).hyphenated().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by Python's `uuid.uuid5`.
    #[test]
    fn identifiers_are_those_of_any_other_program() {
        assert_eq!(Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:icap-ttm:case"), NAMESPACE);
        assert_eq!(identifier("TTM4221-004v2"), "cfc0ffcf-a505-5919-8a20-ae05301f0f39");
        assert_eq!(identifier("TTM4221-004v2/K12"), "ba94a32e-b2a0-53b7-922a-25c5e6875040");
    }
}
