//! Unpacks LZMA: JavaScript fills a buffer, calls one function, reads a buffer.

#![expect(
    unsafe_code,
    reason = "an export needs a name, and `no_mangle` counts as unsafe; nothing else here is"
)]

use std::cell::RefCell;
use std::io::Read as _;

use lzma_rust2::LzmaReader;

/// So many bytes are unpacked at once. A browser compiles what runs long a second time, better, and that runs from the next call on.
const PIECE: usize = 1 << 14;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes the buffer for `length` bytes that are packed, and returns where it is.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        *input = vec![0; length];
        input.as_mut_ptr()
    })
}

/// Unpacks what is in the buffer, which becomes `length` bytes; returns where they are, or nothing if it is not that.
#[unsafe(no_mangle)]
pub extern "C" fn unpack(length: usize) -> *const u8 {
    let input = INPUT.take();
    let Some(output) = unpacked(&input, length) else { return std::ptr::null() };
    OUTPUT.set(output);
    OUTPUT.with_borrow(|output| output.as_ptr())
}

fn unpacked(input: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut reader = LzmaReader::new_mem_limit(input, u32::MAX, None).ok()?;
    let mut output = vec![0; length];
    for piece in output.chunks_mut(PIECE) {
        reader.read_exact(piece).ok()?;
    }
    Some(output)
}
