//! Undoes the predictors of compressed streams: those of PNG, and the one of TIFF for whole bytes.

use hayro_syntax::object::Dict;

/// The data without its predictor; `None` if the parameters do not fit.
pub(super) fn undone(data: Vec<u8>, params: &Dict<'_>) -> Option<Vec<u8>> {
    let number = |key: &[u8], default: usize| match params.get::<i32>(key) {
        Some(value) => usize::try_from(value).ok().filter(|value| (1..=1 << 16).contains(value)),
        None => Some(default),
    };
    let predictor = number(b"Predictor", 1)?;
    if predictor == 1 {
        return Some(data);
    }
    let (colors, bits, columns) =
        (number(b"Colors", 1)?, number(b"BitsPerComponent", 8)?, number(b"Columns", 1)?);
    let pixel = (colors * bits).div_ceil(8);
    let width = (colors * bits * columns).div_ceil(8);
    match predictor {
        2 if bits == 8 => Some(tiff(data, colors, width)),
        10..=15 => png(&data, pixel, width),
        _ => None,
    }
}

fn tiff(mut data: Vec<u8>, colors: usize, width: usize) -> Vec<u8> {
    for row in data.chunks_mut(width) {
        for at in colors..row.len() {
            row[at] = row[at].wrapping_add(row[at - colors]);
        }
    }
    data
}

fn png(data: &[u8], pixel: usize, width: usize) -> Option<Vec<u8>> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for row in data.chunks(width + 1) {
        let (&kind, row) = row.split_first()?;
        let start = out.len();
        for (at, &byte) in row.iter().enumerate() {
            let left = if at < pixel { 0 } else { out[start + at - pixel] };
            let up = if start < width { 0 } else { out[start - width + at] };
            let corner = if at < pixel || start < width { 0 } else { out[start - width + at - pixel] };
            let predicted = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => return None,
            };
            out.push(byte.wrapping_add(predicted));
        }
    }
    Some(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::FromBytes as _;

    use super::*;

    #[test]
    fn rows_are_what_they_were_before_the_predictor() {
        let undone =
            |params: &'static [u8], data: &[u8]| undone(data.to_vec(), &Dict::from_bytes(params).unwrap());
        let png = b"<< /Predictor 15 /Columns 3 >>";
        let rows = [0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
        assert_eq!(undone(png, &rows).unwrap(), [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
        assert_eq!(
            undone(b"<< /Predictor 2 /Columns 3 >>", &[1, 1, 1, 5, 1, 1]).unwrap(),
            [1, 2, 3, 5, 6, 7]
        );
        assert_eq!(undone(b"<< /Predictor 1 >>", &[9]).unwrap(), [9]);
        assert_eq!(undone(png, &[9, 1, 2, 3]), None);
        assert_eq!(undone(b"<< /Predictor 12 /Columns -1 >>", &[0]), None);
    }
}
