//! What JavaScript sees: a buffer that it fills, a function that works on it, a buffer that it reads.
//!
//! A request is a JSON object, its head, and bytes behind it. It is answered with bytes, and with whether it was refused. A
//! panic ends the instance (a trap); if the standard library has words for it, they are in the answer.

#![expect(
    unsafe_code,
    reason = "an export needs a name, and `no_mangle` counts as unsafe; nothing else here is"
)]

use std::cell::RefCell;

use crate::engine::Engine;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Makes the buffer for a request of `length` bytes, and returns where it is.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        *input = vec![0; length];
        input.as_mut_ptr()
    })
}

/// Answers the request in the buffer, the first `head` bytes of which are JSON. Returns 0, or 1 if it was refused.
#[unsafe(no_mangle)]
pub extern "C" fn call(head: usize) -> u32 {
    let mut head_bytes = INPUT.take();
    OUTPUT.take();
    let payload = head_bytes.split_off(head.min(head_bytes.len()));
    let answer = ENGINE.with_borrow_mut(|engine| {
        engine
            .get_or_insert_with(|| {
                std::panic::set_hook(Box::new(|panic| OUTPUT.set(panic.to_string().into_bytes())));
                Engine::default()
            })
            .answer(&head_bytes, payload)
    });
    let (bytes, refused) = match answer {
        Ok(bytes) => (bytes, 0),
        Err(words) => (words.json(), 1),
    };
    OUTPUT.set(bytes);
    refused
}

/// Where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}

/// How many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn output_length() -> usize {
    OUTPUT.with_borrow(Vec::len)
}
