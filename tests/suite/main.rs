//! Every test that works through the library or the program, in one binary.

mod decode;
mod render;
