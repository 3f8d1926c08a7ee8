//! Mutants that keep enough of a document's build to get past its reader: its parts are moved, doubled and dropped, and
//! pieces that mean something to the reader are put in, where plain noise would only make it unreadable.

use super::dice::Dice;

/// What mutants of one kind of document are made of.
#[derive(Clone, Copy)]
pub struct Kit {
    /// What is put in: one of one of these lists at a time.
    pub pieces: &'static [&'static [&'static str]],
    /// The byte that a part of the document ends with.
    pub seam: u8,
}

/// A mutant of `bytes`, by as much as half a dozen changes.
pub fn mutant(bytes: &[u8], kit: Kit, seed: u64) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    let mut dice = Dice::new(seed);
    for _ in 0..dice.within(1..7) {
        change(&mut mutant, kit, &mut dice);
        if !dice.chance(70) {
            break;
        }
    }
    mutant
}

fn change(bytes: &mut Vec<u8>, kit: Kit, dice: &mut Dice) {
    let pieces = dice.pick(kit.pieces);
    let piece = dice.pick(pieces).as_bytes();
    let parts = parts(bytes, kit.seam);
    match dice.below(11) {
        0..2 => {
            let at = place(bytes, dice);
            bytes.splice(at..at, piece.iter().copied());
        }
        2 | 10 => {
            let at = dice.pick(&parts);
            bytes.splice(at..at, piece.iter().copied());
        }
        3 => {
            let (from, to) = few(bytes, dice);
            bytes.splice(from..to, piece.iter().copied());
        }
        4 => {
            let (from, to) = few(bytes, dice);
            bytes.drain(from..to);
        }
        5 => {
            let (from, to) = some(&parts, dice);
            bytes.drain(from..to);
        }
        6 => {
            let (from, to) = some(&parts, dice);
            let (part, at) = (bytes[from..to].to_vec(), dice.pick(&parts));
            bytes.splice(at..at, part);
        }
        7 => {
            let (from, to) = some(&parts, dice);
            let part: Vec<u8> = bytes.drain(from..to).collect();
            let at = dice.pick(&super::mutate::parts(bytes, kit.seam));
            bytes.splice(at..at, part);
        }
        8 => {
            let at = dice.pick(&parts);
            let blank = bytes[at..].iter().take_while(|&&byte| byte == b' ').count();
            let wanted = vec![b' '; (blank + 4).saturating_sub(dice.below(9))];
            bytes.splice(at..at + blank, wanted);
        }
        _ => {
            let (from, to) = few(bytes, dice);
            let (part, at) = (bytes[from..to].to_vec(), place(bytes, dice));
            bytes.splice(at..at, part);
        }
    }
}

/// Where parts begin and end.
fn parts(bytes: &[u8], seam: u8) -> Vec<usize> {
    let ends = bytes.iter().enumerate().filter(|&(_, &byte)| byte == seam).map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).chain([bytes.len()]).collect()
}

/// One part or some in a row.
fn some(parts: &[usize], dice: &mut Dice) -> (usize, usize) {
    let first = dice.below(parts.len());
    let many = if dice.chance(80) { dice.below(4) } else { dice.below(40) };
    (parts[first], parts[(first + many).min(parts.len() - 1)])
}

/// A place between two characters.
fn place(bytes: &[u8], dice: &mut Dice) -> usize {
    let mut at = dice.below(bytes.len() + 1);
    while at > 0 && at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

/// A few characters.
fn few(bytes: &[u8], dice: &mut Dice) -> (usize, usize) {
    let from = place(bytes, dice);
    let mut to = (from + dice.below(12)).min(bytes.len());
    while to < bytes.len() && bytes[to] & 0xc0 == 0x80 {
        to += 1;
    }
    (from, to)
}
