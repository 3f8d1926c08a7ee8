//! Unpacks zstd: JavaScript fills a buffer, calls one function, reads a buffer.

#![expect(
    unsafe_code,
    reason = "an export needs a name, and `no_mangle` counts as unsafe; nothing else here is"
)]

use std::cell::RefCell;

use ruzstd::decoding::FrameDecoder;

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
    let mut output = vec![0; length];
    let decoded = FrameDecoder::new().decode_all(&INPUT.take(), &mut output);
    if !decoded.is_ok_and(|decoded| decoded == length) {
        return std::ptr::null();
    }
    OUTPUT.set(output);
    OUTPUT.with_borrow(|output| output.as_ptr())
}
