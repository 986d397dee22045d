//! A package encrypted as Excel 2007 encrypts it: AES-128, key from SHA-1.
//!
//! Source: [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9.

use crate::Outcome;
use aes::Aes128;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockEncrypt, KeyInit};
use sha1::{Digest, Sha1};
use std::io::{Cursor, Write};

/// How often the password is hashed.
const ROUNDS: u32 = 50_000;
/// No secret is kept here: the same workbook must give the same bytes.
const SALT: [u8; 16] = *b"0123456789abcdef";
const VERIFIER: [u8; 16] = *b"fedcba9876543210";

pub(super) fn locked(package: &[u8], password: &str) -> Outcome<Vec<u8>> {
    let cipher = Aes128::new(&GenericArray::from(key(password)));
    let mut content = (package.len() as u64).to_le_bytes().to_vec();
    content.extend(encrypted(&cipher, package));
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/EncryptionInfo")?
        .write_all(&info(&cipher))?;
    file.create_stream("/EncryptedPackage")?
        .write_all(&content)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// Header and verifier.
fn info(cipher: &Aes128) -> Vec<u8> {
    let provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<_>>();
    // flags, extra, AES-128, SHA-1, bits of the key, kind of provider, reserved
    let header = [0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0]
        .into_iter()
        .flat_map(u32::to_le_bytes)
        .chain(provider)
        .collect::<Vec<_>>();
    let mut out = [3_u16, 2]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<_>>();
    out.extend(0x24_u32.to_le_bytes());
    out.extend((header.len() as u32).to_le_bytes());
    out.extend(header);
    out.extend(16_u32.to_le_bytes());
    out.extend(SALT);
    out.extend(encrypted(cipher, &VERIFIER));
    out.extend(20_u32.to_le_bytes());
    out.extend(encrypted(cipher, &Sha1::digest(VERIFIER)));
    out
}

fn key(password: &str) -> [u8; 16] {
    let password = password
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<_>>();
    let mut hash = Sha1::digest([&SALT[..], &password].concat());
    for round in 0..ROUNDS {
        hash = Sha1::digest([&round.to_le_bytes()[..], &hash].concat());
    }
    let hash = Sha1::digest([&hash[..], &[0; 4]].concat());
    let mut buffer = [0x36; 64];
    for (byte, own) in buffer.iter_mut().zip(hash) {
        *byte ^= own;
    }
    let mut key = [0; 16];
    key.copy_from_slice(&Sha1::digest(buffer)[..16]);
    key
}

/// Block by block, the last one filled up.
fn encrypted(cipher: &Aes128, bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    out.resize(bytes.len().next_multiple_of(16), 0);
    for block in out.chunks_exact_mut(16) {
        cipher.encrypt_block(GenericArray::from_mut_slice(block));
    }
    out
}
