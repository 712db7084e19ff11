//! Certificates that a city's own mail servers are known by.

use tokio_rustls::rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

use super::error::SettingsError;

/// Authorities whose signature on a server's certificate is believed beside the public ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authorities(Vec<CertificateDer<'static>>);

impl Authorities {
    /// Reads the certificates of a PEM file.
    ///
    /// # Errors
    /// [`SettingsError::Authorities`] when it holds none, or one that is broken.
    pub fn parse(pem: &str) -> Result<Self, SettingsError> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
        let certificates = read.map_err(|_| SettingsError::Authorities)?;
        let mut store = RootCertStore::empty();
        for one in &certificates {
            let taken = store.add(one.clone());
            taken.map_err(|_| SettingsError::Authorities)?;
        }
        if store.is_empty() {
            return Err(SettingsError::Authorities);
        }
        Ok(Self(certificates))
    }

    /// The public authorities and these.
    pub(super) fn with_public_ones(&self) -> RootCertStore {
        let mut store = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        store.add_parsable_certificates(self.0.iter().cloned());
        store
    }

    /// Each certificate's bytes.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_certificate_is_refused() {
        let empty = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        for text in ["", "bukan sertifikat", key, empty, &empty[..40]] {
            assert!(Authorities::parse(text).is_err(), "{text}");
        }
    }
}
