# An employer's page.
employer-headline-closed = Badan usaha ini tercatat sudah tutup.
employer-headline-unknown = Data belum cukup untuk menilai; petugas perlu melihatnya dahulu.
employer-headline-unregistered = { $count ->
   *[other] Dari { $count } pekerja, belum ada yang ditemukan terdaftar.
}
employer-headline-unregistered_declared = { $count ->
   *[other] { $count } pekerja dilaporkan, belum ada yang ditemukan terdaftar.
}
employer-headline-partial_workers = { $count ->
   *[other] { $count } dari { $whole } pekerja belum ditemukan terdaftar.
}
employer-headline-in_arrears = { $count ->
   *[other] { $count } bulan iuran sudah jatuh tempo dan belum lunas, seluruhnya { $amount }.
}
employer-headline-partial_wages = Upah sebagian pekerja dilaporkan lebih rendah daripada upah di daftar pekerja.
employer-headline-nobody_due = Belum ada pekerja yang sudah wajib didaftarkan.
employer-headline-compliant = Tidak ditemukan pekerja yang belum terdaftar atau iuran yang tertunggak.
employer-why = Mengapa demikian?
employer-basis = Dasar hitungan: { $basis } · keadaan per { $day } · aturan { $ruleset }
employer-basis-undated = Dasar hitungan: { $basis } · aturan { $ruleset }
employer-states-caption = Pekerja yang wajib terdaftar menurut keadaannya di data JKN
employer-state = Keadaan di data JKN
employer-workers = Pekerja
employer-share = Bagian
employer-not-enrolled = Belum didaftarkan pemberi kerja
employer-due = Wajib terdaftar
employer-in-grace = Pekerja baru, belum wajib
employer-declared-only = { $members ->
   *[other] { $members } peserta JKN di bawah badan usaha ini, { $workers } pekerja dilaporkan. Tanpa daftar pekerja, hanya jumlahnya yang dapat dibandingkan.
}
employer-no-basis = Belum ada daftar pekerja atau jumlah pekerja yang masih dapat dipakai.
employer-shortfall = Selisih
employer-missing-contribution = Iuran yang belum masuk
employer-estimate = perkiraan per bulan
employer-becomes-title = Akan menjadi Patuh bila
employer-judgeable-title = Dapat dinilai bila
employer-becomes-headcount = ada daftar pekerja, atau jumlah pekerja (WLKP atau BPJS Ketenagakerjaan) yang belum lewat 12 bulan
employer-becomes-probable_match = dipastikan apakah catatan BPJS yang mirip adalah badan usaha yang sama: keduanya digabung, atau dinilai berbeda
employer-becomes-via_head_office = dikonfirmasi bahwa pekerjanya terdaftar melalui kantor pusat
employer-becomes-roster_damaged = daftar pekerja diimpor lagi tanpa baris yang tidak terbaca
employer-becomes-workers = { $count ->
   *[other] { $count } pekerja terdaftar di bawah kode BU-nya, atau daftar pekerja dan WLKP dimutakhirkan
}
employer-becomes-arrears = { $count ->
   *[other] iuran { $count } bulan yang tertunggak dilunasi
}
employer-becomes-wages = upah yang dilaporkan sama dengan upah di daftar pekerja
employer-next-change = Tanpa data baru pun putusan dapat berubah mulai { $day }: masa tenggang berakhir, tagihan jatuh tempo, atau bukti menjadi terlalu lama.
employer-evidence = Bukti yang dipakai
employer-evidence-table = Tabel bukti
employer-evidence-caption = Setiap masukan dengan berkas, tanggal, dan umurnya
employer-input = Masukan
employer-files-column = Berkas
employer-as-of = Per tanggal
employer-age = Umur
employer-undated = tidak diketahui
employer-used = dasar hitungan
employer-unused = tidak dipakai
employer-sources = Sumber:
employer-input-registry = Registri badan usaha
employer-input-roster = Daftar pekerja
employer-input-wlkp = Jumlah pekerja WLKP
employer-input-bpjs_tk = Jumlah pekerja BPJS Ketenagakerjaan
employer-input-own = Peserta JKN di bawah kode BU sendiri
employer-input-head_office = Peserta JKN di bawah kode BU kantor pusat
employer-input-contributions = Tagihan dan pembayaran iuran
employer-says-roster = { $count ->
   *[other] { $count } baris pekerja
}
employer-says-wlkp = { $count ->
   *[other] { $count } pekerja
}
employer-says-bpjs_tk = { $count ->
   *[other] { $count } pekerja
}
employer-says-own = { $count ->
   *[other] { $count } baris peserta
}
employer-says-head_office = { $count ->
   *[other] { $count } baris peserta
}
employer-says-contributions = { $count ->
   *[other] { $count } baris iuran
}
employer-unreadable = { $count ->
   *[other] { $count } tidak terbaca
}
employer-rows = { $count ->
   *[other] { $count } baris
}
employer-days = { $count ->
   *[other] { $count } hari
}
employer-source-wlkp = WLKP
employer-source-oss = OSS
employer-source-bpjs = BPJS Kesehatan
employer-source-bpjs_tk = BPJS Ketenagakerjaan
employer-source-city = daftar kota
employer-source-person = petugas
employer-source-other = sumber lain
employer-rules = Temuan dan aturannya
employer-no-findings = Tidak ada temuan.
employer-finding-unregistered = Belum ada pekerja yang ditemukan terdaftar, padahal ada pekerja yang wajib didaftarkan.
employer-finding-partial_workers = Sebagian pekerja belum ditemukan terdaftar.
employer-finding-in_arrears = Ada iuran yang sudah jatuh tempo dan belum lunas.
employer-finding-partial_wages = Upah sebagian pekerja dilaporkan lebih rendah daripada upah di daftar pekerja.
employer-finding-inactive_members = Sebagian pekerja terdaftar, tetapi kepesertaannya nonaktif.
employer-finding-elsewhere = Sebagian pekerja aktif melalui pemberi kerja atau segmen lain.
employer-finding-city_funded = Sebagian pekerja masih dibiayai APBD kota (PBPU Pemda).
employer-finding-state_funded = Sebagian pekerja masih dibiayai APBN (PBI JK).
employer-finding-wage_below_minimum = Ada upah dilaporkan di bawah UMK: perlu klarifikasi, bukan pelanggaran.
employer-finding-via_head_office = Ada pekerja yang terdaftar melalui kantor pusat.
employer-finding-roster_smaller_than_declared = Daftar pekerja memuat lebih sedikit pekerja daripada yang pernah dilaporkan.
employer-finding-stale_headcount = Jumlah pekerja yang diketahui sudah terlalu lama.
employer-finding-roster_damaged = Ada baris daftar pekerja yang tidak terbaca.
employer-finding-probable_match = Ada catatan BPJS yang mungkin badan usaha yang sama; perlu dipastikan.
employer-finding-no_email = Alamat pos-el belum diketahui.
employer-matches = Catatan yang mungkin badan usaha yang sama
employer-rates = { $count ->
   *[other] Tarif dan batas yang berlaku ({ $count })
}
employer-rate-umk = Upah Minimum Kota (UMK)
employer-rate-wage_ceiling = Batas atas upah
employer-rate-pbpu_pemda = Iuran PBPU Pemda per orang per bulan
employer-rate-ppu_share = Iuran PPU dari upah (pemberi kerja + pekerja)
employer-rate-since = { $rate }, berlaku sejak { $day }
employer-cases = Kasus
employer-case-closed = ditutup
employer-step-done = selesai
employer-step-due = Batas langkah ini:
employer-working-days = { $count ->
   *[other] { $count } hari kerja sejak { $from }
}
employer-skipped = Hari yang tidak dihitung:
employer-next-closed = Kasus sudah ditutup.
employer-next-ends = Jenjang selesai; tidak ada langkah berikutnya.
employer-next-ready = Berikutnya: { $step } pada jadwal berikutnya.
employer-next-blocked = { $step } belum dapat dilakukan:
employer-blocked-not_confirmed = belum dikonfirmasi dua petugas.
employer-blocked-not_rechecked = data berubah sejak pemeriksaan terakhir.
employer-blocked-verdict = status kini:
employer-blocked-no_evidence = belum ada data BPJS Kesehatan yang diimpor.
employer-blocked-disputed = sanggahan belum diselesaikan.
employer-blocked-no_email = tidak ada alamat pos-el yang dapat dipakai.
employer-blocked-old_evidence = bukti per { $day } lebih dari 30 hari.
employer-blocked-exempt = dikecualikan sampai { $day }.
employer-blocked-replied = jawaban sejak { $day } menunggu petugas.
employer-blocked-on_hold = ditahan petugas sampai { $day }.
employer-blocked-not_delivered = belum ada bukti bahwa pemberitahuan sebelumnya diterima.
employer-blocked-term_runs = tenggat berjalan sampai { $day }, akhir jam kantor.
employer-blocked-not_approved = belum disetujui pejabat yang berwenang.
employer-blocked-not_in_plan = di luar rencana yang disetujui, yang berlaku sampai { $day }.
employer-blocked-planned_for = menurut rencana yang disetujui, mulai { $day }.
employer-blocked-recorded = langkah ini dilakukan pihak lain; catat bila sudah terjadi.
employer-cases-none = Tidak ada kasus. Kasus terbuka sendiri bila pemeriksaan menemukan pekerja yang belum terdaftar, iuran tertunggak, atau upah yang dilaporkan terlalu rendah.
employer-cases-inherited = Kasus dari badan usaha yang digabung
employer-contacts = Kontak dan pos-el
employer-contacts-none = Belum ada narahubung, pos-el, atau telepon. Lengkapi lewat “Ubah data”.
employer-contact-person = Narahubung
employer-contact-email = Pos-el
employer-contact-phone = Telepon
employer-last-mail = Pos-el terakhir:
employer-never-mailed = Belum pernah dikirimi pos-el.
employer-mails = Pos-el yang dibuat
employer-letters-none = Belum ada surat tentang badan usaha ini.
employer-mails-none = Belum ada pos-el.
employer-notes = Catatan petugas
employer-notes-none = Belum ada catatan.
employer-note-new = Catatan baru
employer-note-hint = Tanpa NIK dan tanpa nama pekerja. Catatan tidak dapat diubah; penulisnya dapat mencoretnya.
employer-note-add = Simpan catatan
employer-note-withdraw = Coret catatan ini
employer-note-struck = dicoret { $at }
employer-files = Berkas
employer-files-none = Belum ada berkas.
employer-file-new = Tambah berkas
employer-file-hint = PDF, JPG, atau PNG, paling besar 10 MB; tanpa NIK pada nama berkas.
employer-file-add = Unggah berkas
employer-file-remove = Hapus berkas
employer-file-gone = dihapus { $at }
employer-kilobytes = { $count } kB
employer-megabytes = { $count } MB
employer-record = Data registri
employer-record-source = Sumber: { $source }, kecuali yang disebut lain.
employer-mergers = Digabungkan ke sini
employer-merge-undo = Batalkan penggabungan
employer-no-nib = tanpa NIB
employer-empty = (kosong)
employer-status-open = aktif
employer-status-closed = tutup
employer-field-nib = NIB
employer-field-npwp = NPWP
employer-field-npwp_key = NPWP
employer-field-code = Kode BU
employer-field-head_code = Kode BU kantor pusat
employer-field-further_code = Kode BU lain
employer-field-further_npwp = NPWP yang salah tulis
employer-field-name = Nama
employer-field-form = Bentuk usaha
employer-field-kbli = KBLI
employer-field-address = Alamat
employer-field-kelurahan = Kelurahan
employer-field-wlkp = Menurut WLKP
employer-field-wlkp_on = Tanggal WLKP
employer-field-bpjs_tk = Menurut BPJS Ketenagakerjaan
employer-field-bpjs_tk_on = Tanggal BPJS Ketenagakerjaan
employer-field-planned = Rencana di OSS (bukan dasar hitungan)
employer-field-contact_name = Narahubung
employer-field-email = Pos-el
employer-field-phone = Telepon
employer-field-closed = Status usaha
employer-history = Riwayat
employer-history-filter = Saring riwayat
employer-history-none = Belum ada kejadian yang tercatat.
employer-history-all = Tampilkan seluruh riwayat
employer-kind-all = Semua
employer-kind-data = Data
employer-kind-verdict = Putusan
employer-kind-case = Kasus
employer-kind-mail = Pos-el
employer-kind-remark = Catatan
employer-kind-edit = Perubahan
employer-kind-file = Berkas
employer-event-judged = Putusan menjadi
employer-event-mail = Pos-el { $state }
employer-event-file = { $who } menambah berkas
employer-event-merged = { $who } menggabungkan { $name } ke sini
employer-event-parted = { $who } membatalkan penggabungan { $name }
employer-event-distinct = { $who } menilai { $name } badan usaha lain
employer-event-undistinct = { $who } membatalkan penilaian bahwa { $name } badan usaha lain
employer-event-doubt = { $who } belum dapat memastikan apakah { $name } badan usaha yang sama
employer-event-undoubt = { $who } membatalkan keraguan tentang { $name }
employer-event-case-opened = Kasus { $code } dibuka: { $kind }
employer-event-case-confirmed = Kasus { $code } dikonfirmasi { $first } dan { $second }
employer-event-case-step = Kasus { $code }: { $stage }
employer-event-case-closed = Kasus { $code } ditutup: { $because }
employer-because-complied = tidak ada lagi temuannya
employer-because-employer_closed = badan usaha tutup
employer-because-merged = badan usaha digabung
employer-because-parted = penggabungan dibatalkan
employer-because-other = alasan lain
employer-event-data-employers = Daftar badan usaha diimpor, per { $as_of } (impor no. { $no }, { $rows } baris)
employer-event-data-roster = Daftar pekerja diimpor, per { $as_of } (impor no. { $no }, { $rows } baris)
employer-event-data-participants = Data peserta JKN diimpor, per { $as_of } (impor no. { $no }, { $rows } baris)
employer-event-data-contributions = Data iuran diimpor, per { $as_of } (impor no. { $no }, { $rows } baris)
employer-event-data-other = Data masuk, per { $as_of } (no. { $no }, { $rows } baris)
employer-event-corrected = { $who } mengubah data
employer-event-status = { $who } mengubah status usaha, terhitung { $day }
employer-changed = { $field }: { $was } menjadi { $is }
employer-event-note = { $who } menulis catatan
employer-event-dispute = { $who } mencatat sanggahan
employer-event-reply = { $who } mencatat jawaban
employer-event-head_office-until = { $who } mengonfirmasi pendaftaran lewat kantor pusat, sampai { $until }
employer-event-exemption-until = { $who } mengecualikan sampai { $until }
employer-event-ended-note = { $who } mencoret catatannya
employer-event-ended-head_office = { $who } mengakhiri konfirmasi kantor pusat
employer-event-ended-exemption = { $who } mengakhiri pengecualian
employer-event-ended-dispute = { $who } mengakhiri sanggahan
employer-event-ended-reply = { $who } memutuskan jawaban
employer-event-settled = { $who } menyelesaikan sanggahan: { $outcome }

employer-records = Catatan sumber
employer-records-lead = Isi setiap baris daftar yang menyebut badan usaha ini, sebagaimana diterima.
employer-records-none = Belum ada daftar yang menyebutnya.
employer-records-times = tercantum dalam { $count } impor
employer-records-through = masuk bersama { $name } yang digabungkan
employer-records-differs = Berbeda dari registri:
employer-records-more = { $count } catatan yang lebih lama tidak ditampilkan.
employer-joined-made = Baris ini membuat badan usaha ini tercatat
employer-joined-nib = Dipasangkan lewat NIB
employer-joined-npwp = Dipasangkan lewat NPWP
employer-joined-code = Dipasangkan lewat kode BU
employer-joined-name = Dipasangkan lewat nama, alamat, dan kelurahan, karena tanpa nomor
employer-joined-person = Dipasangkan lewat keputusan petugas
employer-joined-kept = Disusun kembali dari registri; cara dipasangkannya tidak tercatat
employer-relatives = Pusat dan cabang
employer-relatives-head = Kantor pusat
employer-relatives-unknown = Kode BU kantor pusat { $code }; kantor pusat itu tidak ada di registri.
employer-relatives-branches = Cabang
employer-relatives-until = Terdaftar lewat kantor pusat, dikonfirmasi sampai { $day }
employer-relatives-soon = segera berakhir
employer-relatives-over = sudah berakhir
employer-relatives-more = { $count } cabang lain tidak ditampilkan.
