//! A property as a target: half of the mutants are the engine's own.

macro_rules! target {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (properties::named($name).holds)(bytes));

        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if seed % 2 == 0 {
                return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
            }
            let mut mutant =
                properties::mutate::mutant(&data[..size], properties::named($name).kit, u64::from(seed));
            mutant.truncate(max_size);
            data[..mutant.len()].copy_from_slice(&mutant);
            mutant.len()
        });
    };
}
