//! Digital signatures of a PDF: who signed, when, and whether the file is still what was signed.
//!
//! Whether the signer's certificate is to be trusted is not judged: that takes the issuer's own
//! lists, and the page says so.

use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedData, SignerIdentifier, SignerInfo},
};
use hayro::hayro_syntax::{
    Pdf,
    object::{Array, Dict, Object, String as PdfString},
};
use ring::signature::{self as ring_signature, UnparsedPublicKey, VerificationAlgorithm};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::{
    Certificate,
    der::{
        Decode, Encode, SliceReader,
        asn1::{ObjectIdentifier, OctetString},
        referenced::OwnedToRef,
    },
    name::Name,
    time::Time,
};

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
const COMMON_NAME: &str = "2.5.4.3";
const ORGANISATION: &str = "2.5.4.10";
/// Signatures of one file that are read.
const MOST: usize = 20;

/// A digital signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfSignature {
    /// Whose certificate it was made with; empty where that can't be read.
    pub signer: String,
    /// Who issued the certificate.
    pub issuer: String,
    /// When, as the signer's computer said: RFC 3339.
    pub at: Option<String>,
    /// It covers the whole file but its own place; else something was added after it.
    pub whole: bool,
    /// Whether what it covers is what was signed.
    pub check: SignatureCheck,
}

/// Whether what a signature covers is what was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureCheck {
    /// It is.
    Intact,
    /// It is not, or the signature is not of that certificate's key.
    Changed,
    /// It is of a kind that is not read here.
    Unread,
}

/// Every signature of a file, in the order of their places in it.
pub(super) fn signatures(pdf: &Pdf, file: &[u8]) -> Vec<PdfSignature> {
    let mut found: Vec<(usize, PdfSignature)> = Vec::new();
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        if let Some(one) = of_dict(&dict, file) {
            found.push(one);
        }
        if found.len() == MOST {
            break;
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, one)| one).collect()
}

/// What a signature's dictionary says; `None` where it is none.
fn of_dict(dict: &Dict<'_>, file: &[u8]) -> Option<(usize, PdfSignature)> {
    let range: Array<'_> = dict.get("ByteRange")?;
    let contents: PdfString<'_> = dict.get("Contents")?;
    let range: Vec<usize> = range
        .iter::<i32>()
        .filter_map(|one| usize::try_from(one).ok())
        .collect();
    let [first, first_length, second, second_length] = range[..] else {
        return None;
    };
    let covered = |from: usize, length: usize| file.get(from..from.checked_add(length)?);
    let mut one = PdfSignature {
        signer: String::new(),
        issuer: String::new(),
        at: None,
        whole: false,
        check: SignatureCheck::Unread,
    };
    let (Some(before), Some(after)) =
        (covered(first, first_length), covered(second, second_length))
    else {
        one.check = SignatureCheck::Changed;
        return Some((first_length, one));
    };
    let hole = file.get(first + first_length..second).unwrap_or_default();
    let digits = |byte: &u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace();
    let is_own_place = hole.first() == Some(&b'<')
        && hole.last() == Some(&b'>')
        && hole
            .get(1..hole.len() - 1)
            .is_some_and(|hex| hex.iter().all(digits));
    one.whole = first == 0 && second + second_length == file.len() && is_own_place;
    if let Some(read) = Read::of(contents.as_bytes()) {
        one.signer = read
            .certificate()
            .map_or_else(String::new, |c| named(&c.tbs_certificate.subject));
        one.issuer = read
            .certificate()
            .map_or_else(String::new, |c| named(&c.tbs_certificate.issuer));
        one.at = read.at();
        one.check = read.check(&[before, after]);
    }
    Some((first_length, one))
}

/// A signature as it was read.
struct Read {
    data: SignedData,
    signer: SignerInfo,
}

impl Read {
    /// Behind it stand noughts, up to the end of its place.
    fn of(contents: &[u8]) -> Option<Self> {
        let mut reader = SliceReader::new(contents).ok()?;
        let info = ContentInfo::decode(&mut reader).ok()?;
        if info.content_type.to_string() != SIGNED_DATA {
            return None;
        }
        let data: SignedData = info.content.decode_as().ok()?;
        let signer = data.signer_infos.0.iter().next()?.clone();
        Some(Self { data, signer })
    }

    fn certificate(&self) -> Option<&Certificate> {
        let all = self.data.certificates.as_ref()?.0.iter();
        let mut all = all.filter_map(|one| match one {
            CertificateChoices::Certificate(one) => Some(one),
            CertificateChoices::Other(_) => None,
        });
        match &self.signer.sid {
            SignerIdentifier::IssuerAndSerialNumber(wanted) => all.find(|one| {
                one.tbs_certificate.serial_number == wanted.serial_number
                    && one.tbs_certificate.issuer == wanted.issuer
            }),
            SignerIdentifier::SubjectKeyIdentifier(_) => all.next(),
        }
    }

    fn attribute<T: for<'a> Decode<'a>>(&self, wanted: &str) -> Option<T> {
        let attributes = self.signer.signed_attrs.as_ref()?;
        let found = attributes
            .iter()
            .find(|one| one.oid.to_string() == wanted)?;
        let value = found.values.iter().next()?.to_der().ok()?;
        T::from_der(&value).ok()
    }

    fn at(&self) -> Option<String> {
        let time: Time = self.attribute(SIGNING_TIME)?;
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
        chrono::DateTime::from_timestamp(seconds, 0).map(|at| at.to_rfc3339())
    }

    fn check(&self, covered: &[&[u8]]) -> SignatureCheck {
        let Some(digest) = digest(&self.signer.digest_alg.oid, covered) else {
            return SignatureCheck::Unread;
        };
        let signed = match &self.signer.signed_attrs {
            Some(attributes) => {
                let said: Option<OctetString> = self.attribute(MESSAGE_DIGEST);
                if said.is_none_or(|said| said.as_bytes() != digest) {
                    return SignatureCheck::Changed;
                }
                attributes.to_der().ok()
            }
            None => Some(covered.concat()),
        };
        let (Some(signed), Some(certificate)) = (signed, self.certificate()) else {
            return SignatureCheck::Unread;
        };
        let key = &certificate.tbs_certificate.subject_public_key_info;
        let Some(algorithm) = self.algorithm(certificate) else {
            return SignatureCheck::Unread;
        };
        let key = UnparsedPublicKey::new(algorithm, key.subject_public_key.raw_bytes());
        match key.verify(&signed, self.signer.signature.as_bytes()) {
            Ok(()) => SignatureCheck::Intact,
            Err(_) => SignatureCheck::Changed,
        }
    }

    /// The way in which it was signed, by the key and the digest.
    fn algorithm(&self, certificate: &Certificate) -> Option<&'static dyn VerificationAlgorithm> {
        let key = certificate
            .tbs_certificate
            .subject_public_key_info
            .owned_to_ref();
        let curve = key.algorithm.parameters_oid().map(|oid| oid.to_string());
        let key = key.algorithm.oid.to_string();
        let padding = self.signer.signature_algorithm.oid.to_string();
        let digest = self.signer.digest_alg.oid.to_string();
        let bits = match &*digest {
            "2.16.840.1.101.3.4.2.1" => 256,
            "2.16.840.1.101.3.4.2.2" => 384,
            "2.16.840.1.101.3.4.2.3" => 512,
            "1.3.14.3.2.26" => 160,
            _ => return None,
        };
        let is_pss = padding == "1.2.840.113549.1.1.10";
        Some(match (&*key, curve.as_deref().unwrap_or_default(), bits) {
            ("1.2.840.113549.1.1.1", _, 256) if is_pss => &ring_signature::RSA_PSS_2048_8192_SHA256,
            ("1.2.840.113549.1.1.1", _, 384) if is_pss => &ring_signature::RSA_PSS_2048_8192_SHA384,
            ("1.2.840.113549.1.1.1", _, 512) if is_pss => &ring_signature::RSA_PSS_2048_8192_SHA512,
            ("1.2.840.113549.1.1.1", _, 256) => &ring_signature::RSA_PKCS1_2048_8192_SHA256,
            ("1.2.840.113549.1.1.1", _, 384) => &ring_signature::RSA_PKCS1_2048_8192_SHA384,
            ("1.2.840.113549.1.1.1", _, 512) => &ring_signature::RSA_PKCS1_2048_8192_SHA512,
            ("1.2.840.113549.1.1.1", _, 160) => {
                &ring_signature::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY
            }
            ("1.2.840.10045.2.1", "1.2.840.10045.3.1.7", 256) => {
                &ring_signature::ECDSA_P256_SHA256_ASN1
            }
            ("1.2.840.10045.2.1", "1.2.840.10045.3.1.7", 384) => {
                &ring_signature::ECDSA_P256_SHA384_ASN1
            }
            ("1.2.840.10045.2.1", "1.3.132.0.34", 256) => &ring_signature::ECDSA_P384_SHA256_ASN1,
            ("1.2.840.10045.2.1", "1.3.132.0.34", 384) => &ring_signature::ECDSA_P384_SHA384_ASN1,
            _ => return None,
        })
    }
}

fn digest(algorithm: &ObjectIdentifier, covered: &[&[u8]]) -> Option<Vec<u8>> {
    fn of<D: Digest>(covered: &[&[u8]]) -> Vec<u8> {
        let mut digest = D::new();
        for part in covered {
            digest.update(part);
        }
        digest.finalize().to_vec()
    }
    match &*algorithm.to_string() {
        "2.16.840.1.101.3.4.2.1" => Some(of::<Sha256>(covered)),
        "2.16.840.1.101.3.4.2.2" => Some(of::<Sha384>(covered)),
        "2.16.840.1.101.3.4.2.3" => Some(of::<Sha512>(covered)),
        "1.3.14.3.2.26" => Some(of::<sha1::Sha1>(covered)),
        _ => None,
    }
}

/// A name as people read it: the person or authority, and its organisation.
fn named(name: &Name) -> String {
    let part = |wanted: &str| {
        let all = name.0.iter().flat_map(|one| one.0.iter());
        let mut fitting = all.filter(|one| one.oid.to_string() == wanted);
        let value = &fitting.next()?.value;
        let text = std::str::from_utf8(value.value()).ok()?;
        let text: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
        Some(text)
    };
    match (part(COMMON_NAME), part(ORGANISATION)) {
        (Some(name), Some(office)) if name != office => format!("{name}, {office}"),
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => name.to_string().chars().take(200).collect(),
    }
}
