//! What each letter says.

use super::{FirmLetter, FirmLetterKind};

/// What differs from letter to letter.
pub(super) struct Words {
    pub importance: &'static str,
    pub subject: &'static str,
    pub opening: Vec<String>,
    pub ask: String,
    pub asked: Vec<String>,
    pub closing: Vec<String>,
    pub farewell: &'static str,
    pub copies: Vec<String>,
}

impl FirmLetter {
    pub(super) fn words(&self) -> Words {
        match self.kind {
            FirmLetterKind::Appeal => self.appeal(),
            FirmLetterKind::Reprimand1 => self.first_reprimand(),
            FirmLetterKind::Reprimand2 => self.second_reprimand(),
            FirmLetterKind::Referral => self.referral(),
            FirmLetterKind::ArrearsReport => self.arrears_report(),
        }
    }

    fn pointing_back(&self) -> String {
        match &self.before {
            Some((notice, on)) => format!("Menunjuk {notice} kami tanggal {on}"),
            None => "Menunjuk pemberitahuan kami sebelumnya".to_owned(),
        }
    }

    fn term(&self) -> String {
        let days = self.days_words.as_deref().unwrap_or("10 (sepuluh)");
        format!("dalam waktu {days} hari kerja sejak surat ini diterima")
    }

    fn contact(&self) -> String {
        let sender = &self.sender;
        format!(
            "Keterangan lebih lanjut dapat diperoleh melalui {}, telepon {}, pos-el {}, dengan \
             menyebutkan kode {}.",
            sender.contact_name, sender.contact_phone, sender.contact_email, self.code
        )
    }

    fn copies(&self, more: &[&str]) -> Vec<String> {
        let city = &self.sender.city;
        let mut copies = vec![format!("Wali Kota {city} (sebagai laporan)")];
        copies.extend(more.iter().map(|one| (*one).to_owned()));
        copies.push(format!("Kepala Dinas Kesehatan Kota {city}"));
        copies.push("Kepala BPJS Kesehatan Kantor setempat".to_owned());
        copies
    }

    fn appeal(&self) -> Words {
        let city = &self.sender.city;
        Words {
            importance: "Biasa",
            subject: "Imbauan Kepesertaan Jaminan Kesehatan Nasional bagi Pekerja",
            opening: vec![
                format!(
                    "Pemerintah Kota {city} berupaya agar setiap pekerja beserta anggota \
                     keluarganya memiliki jaminan kesehatan yang aktif. Setiap pemberi kerja \
                     berkewajiban mendaftarkan dirinya dan seluruh pekerjanya sebagai peserta \
                     Program Jaminan Kesehatan Nasional (JKN) serta menyampaikan data pekerja dan \
                     anggota keluarganya secara lengkap dan benar, sebagaimana diatur dalam {}.",
                    self.legal_basis
                ),
                "Sehubungan dengan hal tersebut, kami sampaikan data berikut.".to_owned(),
            ],
            ask: format!("Kami mengimbau Saudara, {}, untuk:", self.term()),
            asked: vec![
                self.action.clone(),
                format!(
                    "menyampaikan tanggapan beserta bukti pendukung ke {} atau {}",
                    self.sender.office, self.sender.reply_email
                ),
            ],
            closing: vec![
                format!(
                    "Dalam hal kewajiban tersebut telah Saudara penuhi, termasuk apabila \
                     kepesertaan pekerja didaftarkan melalui kantor pusat di luar Kota {city}, \
                     Saudara cukup menyampaikan buktinya agar data kami dapat diperbarui."
                ),
                self.contact(),
            ],
            farewell: "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan \
                       terima kasih.",
            copies: self.copies(&[]),
        }
    }

    fn first_reprimand(&self) -> Words {
        Words {
            importance: "Penting",
            subject: "Teguran Pertama dalam rangka Pembinaan Kepesertaan JKN",
            opening: vec![format!(
                "{} hal kepesertaan Jaminan Kesehatan Nasional (JKN) bagi pekerja, sampai dengan \
                 surat ini disusun kami belum menemukan pemenuhan kewajiban sebagai berikut.",
                self.pointing_back()
            )],
            ask: format!(
                "Berdasarkan hal tersebut, kami menegur Saudara dan meminta agar {}:",
                self.term()
            ),
            asked: vec![
                self.action.clone(),
                "menyampaikan bukti pemenuhannya kepada kami".to_owned(),
            ],
            closing: vec![
                format!(
                    "Teguran ini merupakan bagian dari pembinaan oleh Pemerintah Kota {} dan tidak \
                     menggantikan maupun mengurangi tindakan yang menjadi kewenangan BPJS \
                     Kesehatan dan pengawas ketenagakerjaan.",
                    self.sender.city
                ),
                self.contact(),
            ],
            farewell: "Demikian untuk menjadi perhatian dan dilaksanakan.",
            copies: self.copies(&[]),
        }
    }

    fn second_reprimand(&self) -> Words {
        Words {
            importance: "Segera",
            subject: "Teguran Kedua dan Terakhir dalam rangka Pembinaan Kepesertaan JKN",
            opening: vec![format!(
                "{} hal kepesertaan Jaminan Kesehatan Nasional (JKN) bagi pekerja, sampai dengan \
                 berakhirnya batas waktu Saudara belum memenuhi kewajiban berikut.",
                self.pointing_back()
            )],
            ask: format!(
                "Dengan ini kami menyampaikan teguran kedua. Saudara diminta, {}, untuk:",
                self.term()
            ),
            asked: vec![
                self.action.clone(),
                "menyampaikan bukti pemenuhannya kepada kami".to_owned(),
            ],
            closing: vec![
                "Apabila sampai dengan batas waktu dimaksud kewajiban belum dipenuhi tanpa \
                 keterangan yang dapat diterima, kami akan menyampaikan data badan usaha Saudara \
                 kepada BPJS Kesehatan untuk ditindaklanjuti sesuai kewenangannya serta kepada \
                 pengawas ketenagakerjaan pada instansi provinsi."
                    .to_owned(),
                self.contact(),
            ],
            farewell: "Kami berharap Saudara dapat menyelesaikan kewajiban ini sebelum batas waktu \
                       berakhir.",
            copies: self.copies(&["Sekretaris Daerah"]),
        }
    }

    fn referral(&self) -> Words {
        Words {
            importance: "Penting",
            subject: "Penyampaian Badan Usaha untuk Ditindaklanjuti",
            opening: vec![format!(
                "Dalam rangka pembinaan kepesertaan Jaminan Kesehatan Nasional (JKN), kami telah \
                 menyampaikan imbauan dan teguran kepada {}{}. {} belum ditemukan pemenuhan \
                 kewajiban sebagai berikut.",
                self.firm_name,
                self.address
                    .as_ref()
                    .map(|place| format!(", {place}"))
                    .unwrap_or_default(),
                match &self.before {
                    Some((notice, on)) => format!("Setelah {notice} tanggal {on}"),
                    None => "Sampai dengan surat ini disusun".to_owned(),
                }
            )],
            ask: "Untuk itu kami menyampaikan badan usaha tersebut kepada BPJS Kesehatan, dengan \
                  permohonan:"
                .to_owned(),
            asked: vec![
                "ditindaklanjuti dengan pengawasan dan pemeriksaan sesuai kewenangan BPJS Kesehatan"
                    .to_owned(),
                "disampaikan kepada kami hasilnya, agar data kami dapat diperbarui".to_owned(),
            ],
            closing: vec![self.contact()],
            farewell: "Demikian disampaikan. Atas kerja sama Saudara, kami ucapkan terima kasih.",
            copies: self.to_others(),
        }
    }

    fn arrears_report(&self) -> Words {
        Words {
            importance: "Penting",
            subject: "Penyampaian Informasi Tunggakan Iuran JKN",
            opening: vec![format!(
                "Kami telah mengimbau {}{} mengenai iuran Jaminan Kesehatan Nasional (JKN). Sampai \
                 dengan surat ini disusun kami belum menerima keterangan penyelesaiannya.",
                self.firm_name,
                self.address
                    .as_ref()
                    .map(|place| format!(", {place}"))
                    .unwrap_or_default()
            )],
            ask: "Untuk itu kami menyampaikan informasi tersebut kepada BPJS Kesehatan, dengan \
                  permohonan:"
                .to_owned(),
            asked: vec![
                "ditindaklanjuti dengan penagihan sesuai kewenangan BPJS Kesehatan".to_owned(),
                "disampaikan kepada kami penyelesaiannya, termasuk kesepakatan angsuran bila ada"
                    .to_owned(),
            ],
            closing: vec![self.contact()],
            farewell: "Demikian disampaikan. Atas kerja sama Saudara, kami ucapkan terima kasih.",
            copies: self.to_others(),
        }
    }

    fn to_others(&self) -> Vec<String> {
        let city = &self.sender.city;
        vec![
            format!("Wali Kota {city} (sebagai laporan)"),
            "Kepala dinas yang membidangi ketenagakerjaan provinsi".to_owned(),
            format!("Kepala Dinas Kesehatan Kota {city}"),
            format!("Pimpinan {}", self.firm_name),
        ]
    }
}
