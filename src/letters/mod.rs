//! From a typed letter to a page that can be signed.
//!
//! A letter is a struct, its words are a template in `config/letters/`, and the press sets it
//! with the fonts in this folder: nothing is read from the machine, nothing comes over the
//! network, and equal letters make equal bytes. What comes out is PDF/A-2b, tagged, letters
//! claim PDF/UA-1 too; a proof of delivery carries its evidence as attachments and so is PDF/A-3b.
//! For offices that finish in Word the same letter is a DOCX, whose corrected text can be read
//! back.

mod archive;
mod attached;
mod bundle;
mod certificate;
mod check;
mod docx;
mod emblem;
mod envelopes;
mod faces;
mod harmless;
mod joined;
mod look;
mod pack;
mod page;
mod press;
mod proof;
mod qr;
mod sample;
mod scan;
mod seal;
mod signature;
mod texts;

pub use archive::LetterArchive;
pub use attached::attachments;
pub use bundle::{CoverLine, LabelSheet, SigningCover, address_labels, letters_pdf, signing_cover};
pub use certificate::{CertificatePage, certificate_pdf};
pub use check::{LetterFault, LetterFlaw, OwnCase, check_letter};
pub use docx::{CorrectedText, DocxFault, DocxNote, letter_docx, read_docx};
pub use emblem::{BadEmblem, Emblem, check_emblem};
pub use envelopes::envelopes;
pub use harmless::{Unsafe, harmless};
pub use joined::{JoinError, JoinedPdf, page_count};
pub use pack::{Pack, PackPart, referral_pack};
pub use page::{illegible, letter_pdf};
pub use press::LetterError;
pub use proof::{SealedProof, proof};
pub use sample::sample_page;
pub use scan::{BadScan, ScanRead, read_scan};
pub use seal::{ProofCheck, ProofFault, PublicKey, SealKey, check_proof};
pub use signature::{PdfSignature, SignatureCheck};

pub use texts::shipped_text;

#[cfg(test)]
mod tests;
