//! What firms are told about their answers.

use super::{AnswerKind, AnswerState};
use crate::tongue::Tongue;

impl AnswerKind {
    /// What was answered, in a word, as it stands after a colon.
    #[must_use]
    pub const fn words(self, tongue: Tongue) -> &'static str {
        let (indonesian, english) = match self {
            Self::Registered => (
                "pekerja sudah didaftarkan",
                "the workers are registered now",
            ),
            Self::NumberDiffers => (
                "jumlah pekerja berbeda",
                "the number of workers is different",
            ),
            Self::Roster => ("daftar pekerja", "a list of workers"),
            Self::HeadOffice => (
                "terdaftar melalui kantor pusat",
                "registered through the head office",
            ),
            Self::Closed => (
                "perusahaan tutup atau tanpa pekerja",
                "the company closed, or has no workers",
            ),
            Self::Promise => (
                "akan dipenuhi pada tanggal tertentu",
                "it will be done by a certain day",
            ),
            Self::WrongAddress => ("alamat pos-el lain", "another e-mail address"),
        };
        tongue.pick(indonesian, english)
    }

    /// What holds after an answer of this kind was accepted or refused, in whole sentences.
    #[must_use]
    pub const fn holds(self, state: AnswerState, tongue: Tongue) -> &'static str {
        if !matches!(state, AnswerState::Accepted) {
            return tongue.pick(
                "Yang kami sampaikan dalam pemberitahuan terakhir tetap berlaku.",
                "What we wrote in our last notice still holds.",
            );
        }
        let (indonesian, english) = match self {
            Self::Registered => (
                "Kami menunggu data kepesertaan terbaru dari BPJS Kesehatan; data itulah yang \
                 menentukan. Sampai saat itu Saudara tidak perlu melakukan apa pun.",
                "We wait for newer membership data from BPJS Kesehatan; those data decide. Until \
                 then you need not do anything.",
            ),
            Self::NumberDiffers => (
                "Jumlah pekerja dalam data kami telah kami perbarui. Kewajiban diperiksa kembali \
                 dengan jumlah itu.",
                "We have corrected the number of workers in our data. Your duty is checked again \
                 with that number.",
            ),
            Self::Roster => (
                "Daftar pekerja Saudara kami pakai. Kewajiban diperiksa kembali dengan daftar itu \
                 dan data kepesertaan BPJS Kesehatan.",
                "We use your list of workers. Your duty is checked again with it and with the \
                 membership data of BPJS Kesehatan.",
            ),
            Self::HeadOffice => (
                "Kepesertaan pekerja melalui kantor pusat kami catat.",
                "We have noted that your workers are registered through the head office.",
            ),
            Self::Closed => (
                "Keadaan perusahaan yang Saudara sampaikan telah kami catat, dan data kami \
                 diperiksa kembali.",
                "We have noted what you told us about your company, and our data are checked \
                 again.",
            ),
            Self::Promise => (
                "Batas waktu kami sesuaikan dengan tanggal yang Saudara sampaikan.",
                "The term now ends on the day that you named.",
            ),
            Self::WrongAddress => (
                "Surat-menyurat selanjutnya kami kirim ke alamat pos-el yang baru.",
                "From now on we write to the new e-mail address.",
            ),
        };
        tongue.pick(indonesian, english)
    }
}
