//! Excel encrypts with the password `VelvetSweatshop` when a sheet is protected and nobody gave a
//! password; it then opens without a prompt, so people do not know that their file is encrypted.
//! That password is tried without asking; any other is asked for, and never kept.
//!
//! Source of the xls part: [MS-XLS] 2.2.10 (which bytes are encrypted), [MS-OFFCRYPTO] 2.3.6 (RC4)
//! and 2.3.5 (RC4 CryptoAPI).

use super::ReadError;
use super::biff_records::records;
use super::foreign::damaged;
use md5::Md5;
use memchr::memmem;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::{Digest, Sha1};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

/// Excel's silent default.
const DEFAULT_PASSWORD: &str = "VelvetSweatshop";

/// Hash rounds that are worth waiting for; Excel writes 100 000.
const MOST_ROUNDS: u64 = 1_000_000;

/// The keystream changes every so many bytes of the stream.
const BLOCK: usize = 1024;

const BOF: u16 = 0x0809;
const FILEPASS: u16 = 0x002F;
const BOUNDSHEET: u16 = 0x0085;
/// Records that are never encrypted: BOF, FILEPASS, INTERFACEHDR, USREXCL, FILELOCK, RRDINFO,
/// RRDHEAD.
const PLAIN_RECORDS: [u16; 7] = [BOF, FILEPASS, 0x00E1, 0x0194, 0x0195, 0x0196, 0x0138];

/// The package inside an encrypted Office Open XML file.
pub(super) fn package(bytes: &[u8], passwords: &[String]) -> Result<Vec<u8>, ReadError> {
    let rounds = memmem::find(bytes, b"spinCount=\"").map(|at| {
        bytes[at + 11..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .take(12)
            .fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'))
    });
    if rounds.is_some_and(|rounds| rounds > MOST_ROUNDS) {
        return Err(locked(passwords));
    }
    let open = |password: &str| {
        office_crypto::decrypt_from_bytes(bytes.to_vec(), password)
            .ok()
            .filter(|package| package.starts_with(b"PK"))
    };
    all(passwords)
        .find_map(open)
        .ok_or_else(|| locked(passwords))
}

/// The silent default, then those that were given.
fn all(given: &[String]) -> impl Iterator<Item = &str> {
    std::iter::once(DEFAULT_PASSWORD).chain(given.iter().map(String::as_str))
}

fn locked(given: &[String]) -> ReadError {
    if given.is_empty() {
        ReadError::Password
    } else {
        ReadError::WrongPassword
    }
}

/// The same xls with its workbook stream decrypted; `None` when it is not encrypted.
pub(super) fn xls(bytes: &[u8], passwords: &[String]) -> Result<Option<Vec<u8>>, ReadError> {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())) else {
        return Ok(None);
    };
    let Some(name) = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))
    else {
        return Ok(None);
    };
    let mut stream = Vec::new();
    file.open_stream(name)
        .map_err(damaged)?
        .read_to_end(&mut stream)
        .map_err(damaged)?;
    let Some((at, length)) = file_pass(&stream) else {
        return Ok(None);
    };
    let data = &stream[at..at + length];
    let key = all(passwords)
        .find_map(|password| Key::from_file_pass(data, password))
        .ok_or_else(|| locked(passwords))?;
    decrypt(&mut stream, &key);
    // calamine takes a FILEPASS of kind 0 for none
    stream[at..at + 2].fill(0);
    let mut target = file.open_stream(name).map_err(damaged)?;
    target.seek(SeekFrom::Start(0)).map_err(damaged)?;
    target.write_all(&stream).map_err(damaged)?;
    target.flush().map_err(damaged)?;
    drop(target);
    file.flush().map_err(damaged)?;
    Ok(Some(file.into_inner().into_inner()))
}

/// Where the FILEPASS record's data stands; it follows the first BOF closely.
fn file_pass(stream: &[u8]) -> Option<(usize, usize)> {
    let (_, at, length) = records(stream, 0)
        .take(8)
        .find(|(kind, _, length)| *kind == FILEPASS && *length >= 6)?;
    (stream[at] != 0 || stream[at + 1] != 0).then_some((at, length))
}

/// What keys are made from.
enum Key {
    /// RC4 of Excel 97: MD5, five bytes
    Plain([u8; 5]),
    /// RC4 CryptoAPI: SHA-1, so many bytes of key
    CryptoApi { hash: [u8; 20], bytes: usize },
}

impl Key {
    /// The key, when the password fits the verifier.
    fn from_file_pass(data: &[u8], password: &str) -> Option<Self> {
        let word = |at: usize| Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]));
        let long = |at: usize| Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?));
        if word(0)? != 1 {
            return None;
        }
        let password = password
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>();
        if (word(2)?, word(4)?) == (1, 1) {
            let (salt, verifier, hash) = (data.get(6..22)?, data.get(22..38)?, data.get(38..54)?);
            let first = Md5::digest(&password);
            let mut repeated = Vec::with_capacity(21 * 16);
            for _ in 0..16 {
                repeated.extend_from_slice(&first[..5]);
                repeated.extend_from_slice(salt);
            }
            let key = Self::Plain(Md5::digest(&repeated)[..5].try_into().ok()?);
            let mut both = [verifier, hash].concat();
            key.cipher(0)?.apply_keystream(&mut both);
            return (Md5::digest(&both[..16])[..] == both[16..]).then_some(key);
        }
        // version, flags, size of header, then the header: flags, extra, algorithm, hash, key bits
        // …
        let header = 14;
        let size = long(10)? as usize;
        let bits = match long(header + 16)? {
            0 => 40,
            bits => bits,
        };
        let after = header.checked_add(size)?;
        if long(after)? != 16 {
            return None;
        }
        let (salt, verifier) = (
            data.get(after + 4..after + 20)?,
            data.get(after + 20..after + 36)?,
        );
        let hash = data.get(after + 40..after + 60)?;
        let key = Self::CryptoApi {
            hash: Sha1::digest([salt, &password].concat()).into(),
            bytes: (bits / 8).clamp(5, 16) as usize,
        };
        let mut both = [verifier, hash].concat();
        key.cipher(0)?.apply_keystream(&mut both);
        (Sha1::digest(&both[..16])[..] == both[16..]).then_some(key)
    }

    /// The cipher of one block.
    fn cipher(&self, block: u32) -> Option<Rc4> {
        match self {
            Self::Plain(key) => {
                Rc4::new_from_slice(&Md5::digest([&key[..], &block.to_le_bytes()].concat())).ok()
            }
            Self::CryptoApi { hash, bytes } => {
                let digest = Sha1::digest([&hash[..], &block.to_le_bytes()].concat());
                let mut key = digest[..*bytes].to_vec();
                if *bytes == 5 {
                    // forty bits are filled up to sixteen bytes
                    key.resize(16, 0);
                }
                Rc4::new_from_slice(&key).ok()
            }
        }
    }
}

/// The keystream runs over everything, headers too; only the data of most records is encrypted with
/// it.
fn decrypt(stream: &mut [u8], key: &Key) {
    let mut keystream = vec![0; stream.len()];
    for (block, bytes) in (0_u32..).zip(keystream.chunks_mut(BLOCK)) {
        if let Some(mut cipher) = key.cipher(block) {
            cipher.apply_keystream(bytes);
        }
    }
    let encrypted = records(stream, 0)
        .filter(|(kind, _, _)| !PLAIN_RECORDS.contains(kind))
        // the position of a sheet's stream is left readable
        .map(|(kind, start, length)| {
            if kind == BOUNDSHEET {
                (start + 4.min(length), start + length)
            } else {
                (start, start + length)
            }
        })
        .collect::<Vec<_>>();
    for (start, end) in encrypted {
        for (byte, key) in stream[start..end].iter_mut().zip(&keystream[start..end]) {
            *byte ^= key;
        }
    }
}
