//! Unpacks the streams of a PDF, no further than the budget goes: a reader that unpacks a stream as a whole takes a
//! gigabyte for a mebibyte of zeros.

use std::borrow::Cow;

use flate2::{Decompress, DecompressError, FlushDecompress, Status};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::budget::{Budget, MAX_FILTERS, beyond, too_large};
use super::predictor;
use crate::forms::import::read_error::ReadError;
use crate::text::bilingual::Bilingual;

/// A stream could not be unpacked.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is a picture, or in a form that this reader does not know.
    NotText,
    /// It is damaged or cut off.
    Damaged(Bilingual),
    /// The limits are reached.
    Limit(ReadError),
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        Self::Limit(error)
    }
}

impl Fault {
    const fn damaged(en: &'static str, zh: &'static str) -> Self {
        Self::Damaged(Bilingual::fixed(en, zh))
    }

    /// The error for a stream that holds text or what text needs.
    pub(super) fn read_error(self) -> ReadError {
        let reason = match self {
            Self::NotText => Bilingual::fixed(
                "a stream of text is packed as a picture, or in an unknown way",
                "文字串流以圖片或未知的方式壓縮",
            ),
            Self::Damaged(reason) => reason,
            Self::Limit(error) => return error,
        };
        ReadError::Damaged { format: "PDF", reason }
    }
}

/// The content of a stream, decrypted and unpacked.
pub(super) fn unpacked<'a>(stream: &Stream<'a>, budget: &mut Budget) -> Result<Cow<'a, [u8]>, Fault> {
    unpacked_bytes(stream.raw_data(), stream.dict(), budget)
}

/// Unpacks bytes by the filters that the dictionary of their stream names.
fn unpacked_bytes<'a>(
    raw: Cow<'a, [u8]>,
    dict: &Dict<'_>,
    budget: &mut Budget,
) -> Result<Cow<'a, [u8]>, Fault> {
    unpacked_by(filters(dict), raw, budget)
}

/// Takes the bytes that a stream unpacks to off the budget, and keeps none of them where it is packed as most are: the font
/// of a document may be larger than all that is read of it.
pub(super) fn measure(raw: &[u8], dict: &Dict<'_>, budget: &mut Budget) -> Result<(), Fault> {
    let filters = filters(dict);
    match filters.as_slice() {
        [(filter, _)] if matches!(&**filter, b"FlateDecode" | b"Fl") => {
            Ok(budget.unpack(inflated_bytes(raw, budget.bytes_left())?)?)
        }
        _ => unpacked_by(filters, Cow::Borrowed(raw), budget).map(drop),
    }
}

fn unpacked_by<'a>(
    filters: Vec<Filter<'_>>,
    raw: Cow<'a, [u8]>,
    budget: &mut Budget,
) -> Result<Cow<'a, [u8]>, Fault> {
    if filters.len() > MAX_FILTERS {
        return Err(Fault::Limit(beyond(("filters on one stream", "層資料流壓縮"), MAX_FILTERS)));
    }
    if filters.is_empty() {
        budget.unpack(raw.len())?;
    }
    let mut data = raw;
    for (filter, params) in filters {
        let mut out = match &*filter {
            b"FlateDecode" | b"Fl" => inflate(&data, budget.bytes_left())?,
            b"LZWDecode" | b"LZW" => lzw(&data, params.as_ref(), budget.bytes_left())?,
            b"ASCII85Decode" | b"A85" => ascii85(&data)?,
            b"ASCIIHexDecode" | b"AHx" => ascii_hex(&data),
            b"RunLengthDecode" | b"RL" => run_length(&data, budget.bytes_left())?,
            b"Crypt" => continue,
            _ => return Err(Fault::NotText),
        };
        budget.unpack(out.len())?;
        if let Some(params) =
            params.filter(|_| matches!(&*filter, b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW"))
        {
            out = predictor::undone(out, &params)
                .ok_or(Fault::damaged("a predictor does not fit its data", "預測器與資料不符"))?;
        }
        data = Cow::Owned(out);
    }
    Ok(data)
}

/// A filter with its parameters.
type Filter<'a> = (Vec<u8>, Option<Dict<'a>>);

/// The filters of a stream, in the order in which they are undone.
fn filters<'a>(dict: &Dict<'a>) -> Vec<Filter<'a>> {
    let params = dict.get::<Object<'a>>(b"DecodeParms").or_else(|| dict.get::<Object<'a>>(b"DP"));
    match dict.get::<Object<'a>>(b"Filter").or_else(|| dict.get::<Object<'a>>(b"F")) {
        Some(Object::Name(name)) => vec![(name.to_vec(), params.and_then(first_dict))],
        Some(Object::Array(names)) => {
            let mut params: Vec<_> = match params {
                Some(Object::Array(params)) => params.iter::<Object<'a>>().map(Object::into_dict).collect(),
                Some(Object::Dict(one)) => vec![Some(one)],
                _ => Vec::new(),
            };
            let names = names.iter::<Name<'a>>().take(MAX_FILTERS + 1);
            params.resize(MAX_FILTERS + 1, None);
            names.zip(params).map(|(name, params)| (name.to_vec(), params)).collect()
        }
        _ => Vec::new(),
    }
}

fn first_dict(params: Object<'_>) -> Option<Dict<'_>> {
    match params {
        Object::Dict(dict) => Some(dict),
        Object::Array(all) => Array::iter::<Object<'_>>(&all).next().and_then(Object::into_dict),
        _ => None,
    }
}

/// Inflates data with a zlib header, or without one where the header or the checksum is wrong.
pub(super) fn inflate(data: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    either_way(data, |data, zlib| {
        let mut out = Vec::new();
        inflate_as(data, zlib, limit, |inflater, rest| {
            // Grows with what really comes out, never by what the file claims.
            out.reserve(out.len().clamp(4096, 1 << 20).min(limit.saturating_sub(out.len()) + 1));
            inflater.decompress_vec(rest, &mut out, FlushDecompress::None)
        })?;
        Ok(out)
    })
}

/// How many bytes [`inflate`] would give.
fn inflated_bytes(data: &[u8], limit: usize) -> Result<usize, Fault> {
    let mut room = vec![0; 32 << 10];
    either_way(data, |data, zlib| {
        inflate_as(data, zlib, limit, |inflater, rest| {
            inflater.decompress(rest, &mut room, FlushDecompress::None)
        })
    })
}

fn either_way<T>(
    data: &[u8],
    mut inflate_as: impl FnMut(&[u8], bool) -> Result<T, Fault>,
) -> Result<T, Fault> {
    match inflate_as(data, true) {
        Err(Fault::Damaged(_)) => match data.get(2..) {
            Some(rest) => inflate_as(rest, false),
            None => Err(cut_off()),
        },
        done => done,
    }
}

const fn cut_off() -> Fault {
    Fault::damaged("a compressed stream is cut off or damaged", "壓縮的串流不完整或損壞")
}

/// Inflates data step by step and returns how many bytes came out. Each step writes them where it likes.
fn inflate_as(
    data: &[u8],
    zlib: bool,
    limit: usize,
    mut step: impl FnMut(&mut Decompress, &[u8]) -> Result<Status, DecompressError>,
) -> Result<usize, Fault> {
    let mut inflater = Decompress::new(zlib);
    let count = |total: u64| usize::try_from(total).unwrap_or(usize::MAX);
    loop {
        let (read, done) = (count(inflater.total_in()), count(inflater.total_out()));
        if done > limit {
            return Err(Fault::Limit(too_large()));
        }
        let status = step(&mut inflater, data.get(read..).unwrap_or_default());
        let now = count(inflater.total_out());
        match status {
            Ok(Status::StreamEnd) if now <= limit => return Ok(now),
            Ok(Status::StreamEnd) => return Err(Fault::Limit(too_large())),
            Ok(Status::Ok | Status::BufError) => {
                if count(inflater.total_in()) <= read && now == done {
                    return Err(cut_off());
                }
            }
            Err(_) => return Err(cut_off()),
        }
    }
}

fn lzw(data: &[u8], params: Option<&Dict<'_>>, limit: usize) -> Result<Vec<u8>, Fault> {
    let early = params.and_then(|params| params.get::<i32>(b"EarlyChange")).unwrap_or(1) != 0;
    let mut decoder = if early {
        weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8)
    } else {
        weezl::decode::Decoder::new(weezl::BitOrder::Msb, 8)
    };
    let (mut out, mut rest) = (Vec::new(), data);
    let mut chunk = [0; 4096];
    loop {
        let step = decoder.decode_bytes(rest, &mut chunk);
        out.extend_from_slice(&chunk[..step.consumed_out]);
        rest = &rest[step.consumed_in..];
        if out.len() > limit {
            return Err(Fault::Limit(too_large()));
        }
        match step.status {
            Ok(weezl::LzwStatus::Done) => return Ok(out),
            Ok(weezl::LzwStatus::Ok) => {}
            // Some writers leave the end mark out.
            Ok(weezl::LzwStatus::NoProgress) if rest.is_empty() => return Ok(out),
            Ok(weezl::LzwStatus::NoProgress) | Err(_) => return Err(cut_off()),
        }
    }
}

fn ascii85(data: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let (mut group, mut count) = (0_u64, 0);
    for &byte in data {
        match byte {
            b'z' if count == 0 => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group * 85 + u64::from(byte - b'!');
                count += 1;
                if count == 5 {
                    out.extend_from_slice(&group_bytes(group)?);
                    (group, count) = (0, 0);
                }
            }
            b'~' => break,
            _ if byte.is_ascii_whitespace() || byte == 0 => {}
            _ => {
                return Err(Fault::damaged(
                    "a stream has characters that ASCII85 does not have",
                    "串流有 ASCII85 以外的字元",
                ));
            }
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group * 85 + 84;
        }
        out.extend_from_slice(&group_bytes(group)?[..count - 1]);
    }
    Ok(out)
}

fn group_bytes(group: u64) -> Result<[u8; 4], Fault> {
    u32::try_from(group)
        .map(u32::to_be_bytes)
        .map_err(|_| Fault::damaged("a group of ASCII85 is too large", "ASCII85 的一組數值過大"))
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits =
        data.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| char::from(byte).to_digit(16));
    let mut digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    if digits.len() % 2 == 1 {
        digits.push(0);
    }
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn run_length(data: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut rest = data;
    while let Some((&length, after)) = rest.split_first() {
        let cut = || Fault::damaged("a run is cut off", "連續資料不完整");
        rest = match usize::from(length) {
            128 => break,
            length @ ..128 => {
                let (run, after) = after.split_at_checked(length + 1).ok_or_else(cut)?;
                out.extend_from_slice(run);
                after
            }
            length => {
                let (&byte, after) = after.split_first().ok_or_else(cut)?;
                out.extend(std::iter::repeat_n(byte, 257 - length));
                after
            }
        };
        if out.len() > limit {
            return Err(Fault::Limit(too_large()));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use hayro_syntax::object::FromBytes as _;

    use super::*;

    fn unpack(dict: &'static [u8], data: &[u8]) -> Result<Vec<u8>, ReadError> {
        let dict = Dict::from_bytes(dict).unwrap();
        unpacked_bytes(Cow::Borrowed(data), &dict, &mut Budget::of_bytes(1 << 20))
            .map(Cow::into_owned)
            .map_err(Fault::read_error)
    }

    /// What the measuring of a stream takes off a budget, or why it is refused.
    fn measured(dict: &'static [u8], data: &[u8]) -> Result<usize, ReadError> {
        let dict = Dict::from_bytes(dict).unwrap();
        let mut budget = Budget::of_bytes(1 << 20);
        super::measure(data, &dict, &mut budget).map_err(Fault::read_error)?;
        Ok((1 << 20) - budget.bytes_left())
    }

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(data).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn each_filter_is_undone_and_so_is_a_chain() {
        let text = "職能基準 職能基準 職能基準".as_bytes();
        assert_eq!(unpack(b"<< >>", text).unwrap(), text);
        assert_eq!(unpack(b"<< /Filter /FlateDecode >>", &deflated(text)).unwrap(), text);
        assert_eq!(unpack(b"<< /Filter /ASCIIHexDecode >>", b"54 31 2>").unwrap(), b"T1 ");
        assert_eq!(unpack(b"<< /Filter /ASCII85Decode >>", b"87cURD]i,\"Ebo80~>").unwrap(), b"Hello World!");
        assert_eq!(
            unpack(b"<< /Filter /RunLengthDecode >>", &[1, b'T', b'1', 254, b'x', 128]).unwrap(),
            b"T1xxx"
        );
        let packed =
            weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(text).unwrap();
        assert_eq!(unpack(b"<< /Filter /LZWDecode >>", &packed).unwrap(), text);
        let hex: String = deflated(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let chain = b"<< /Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null null] >>";
        assert_eq!(unpack(chain, hex.as_bytes()).unwrap(), text);
    }

    #[test]
    fn a_stream_measures_as_it_unpacks() {
        let flate = b"<< /Filter /FlateDecode >>";
        for length in [0, 1, 5_000, 32 << 10, (32 << 10) + 1, 700_000, 1 << 20] {
            let packed = deflated(&vec![b'T'; length]);
            assert_eq!(unpack(flate, &packed).unwrap().len(), length);
            assert_eq!(measured(flate, &packed), Ok(length));
            let mut headless = packed.clone();
            headless[0] = 0;
            assert_eq!(measured(flate, &headless), Ok(length));
            let cut = &packed[..packed.len() / 2];
            assert_eq!(measured(flate, cut), unpack(flate, cut).map(|bytes| bytes.len()));
        }
        for beyond in [(1 << 20) + 1, 2 << 20] {
            assert_eq!(measured(flate, &deflated(&vec![0; beyond])), Err(too_large()));
        }
        assert_eq!(measured(b"<< /Filter [/AHx /Fl] >>", b"54"), Err(unpack(flate, b"T").unwrap_err()));
        assert_eq!(measured(b"<< >>", b"T1"), Ok(2));
    }

    #[test]
    fn what_unpacks_to_more_than_the_budget_is_refused_before_it_does() {
        let zeros = deflated(&vec![0; 2 << 20]);
        assert_eq!(unpack(b"<< /Filter /FlateDecode >>", &zeros), Err(too_large()));
        let twice = deflated(&zeros);
        assert_eq!(unpack(b"<< /Filter [/FlateDecode /FlateDecode] >>", &twice), Err(too_large()));
        let five = b"<< /Filter [/Fl /Fl /Fl /Fl /Fl] >>";
        assert!(unpack(five, &twice).unwrap_err().words().en.contains("4 filters"));
        assert_eq!(unpack(b"<< /Filter /RL >>", &[129, 0].repeat(9_000)), Err(too_large()));
    }

    #[test]
    fn a_stream_that_is_cut_off_is_damaged_and_not_shorter() {
        let mut packed = deflated("工作任務".repeat(100).as_bytes());
        packed.truncate(packed.len() / 2);
        assert!(matches!(unpack(b"<< /Filter /FlateDecode >>", &packed), Err(ReadError::Damaged { .. })));
        assert!(matches!(unpack(b"<< /Filter /DCTDecode >>", &packed), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn a_wrong_checksum_changes_nothing() {
        let mut packed = deflated(b"T1.1");
        let last = packed.len() - 1;
        packed[last] ^= 1;
        assert_eq!(unpack(b"<< /Filter /FlateDecode >>", &packed).unwrap(), b"T1.1");
    }
}
