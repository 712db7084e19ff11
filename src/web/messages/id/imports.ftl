# Where files come in.
imports-lead = Berkas dari dinas dan BPJS Kesehatan masuk di sini. Akibatnya diperlihatkan dahulu; baru dihitung setelah Anda mengimpornya.
imports-newest = Data terbaru tiap jenis
imports-kind-employers = Badan usaha
imports-kind-roster = Daftar pekerja
imports-kind-participants = Peserta JKN
imports-kind-contributions = Iuran
imports-kind = Jenis berkas
imports-kind-open = Kenali dari kolomnya
imports-kind-hint = Semua berkas sekali kirim berjenis sama.
imports-kind-missing = Pilih jenis berkasnya.
imports-kind-first = pilih jenis berkas dahulu
imports-as-of = Keadaan data per tanggal
imports-as-of-hint = Tanggal yang digambarkan berkas, bukan tanggal kirim.
imports-as-of-later = Tanggal ini belum tiba. Isi tanggal data, paling lambat hari ini.
imports-source = Sumber daftar badan usaha
imports-source-hint = Hanya untuk berkas badan usaha.
imports-source-open = Kenali dari kolomnya
imports-source-wlkp = WLKP
imports-source-oss = OSS
imports-source-bpjs = BPJS Kesehatan
imports-source-bpjs_tk = BPJS Ketenagakerjaan
imports-source-city = daftar kota
imports-sample = Berkas ini juga data contoh, bukan data sungguhan.
imports-files = Berkas
imports-files-hint = CSV, XLSX, XLS, atau ODS, bersama-sama paling besar { $mb } MB. Pilih, atau seret ke sini.
imports-files-large = Berkas-berkas ini bersama-sama lebih besar daripada { $mb } MB. Bagi menjadi beberapa kali kirim.
imports-files-missing = Pilih sedikitnya satu berkas.
imports-files-wait = Berkas menunggu keputusan Anda, dan dihapus setelah satu hari.
imports-files-gone = Berkas yang dikirim sudah dihapus dari server.
imports-file-size = { $kb } KB
imports-send-title = Kirim berkas
imports-send-lead = Berkas dibaca dan dibandingkan dengan data yang ada. Belum ada yang berubah sampai Anda menekan “Impor sekarang”.
imports-send = Kirim dan lihat akibatnya
imports-privacy = NIK diubah menjadi kode rahasia saat dibaca dan tidak disimpan. Berkas dihapus setelah diimpor atau dibuang.
imports-never = Belum pernah diimpor
imports-age = { $days ->
    [0] per hari ini
   *[other] { $days } hari yang lalu
}
imports-old = lebih dari 30 hari; mintalah data baru
imports-past = Impor sejauh ini
imports-past-caption = Impor sejauh ini, yang terbaru dahulu
imports-none = Belum ada impor
imports-none-hint = Mulai dengan daftar badan usaha, lalu daftar pekerja, peserta JKN, dan iuran.
imports-col-what = Nomor · jenis · berkas
imports-col-as-of = Per tanggal
imports-col-when = Diimpor
imports-col-accepted = Baris diterima
imports-col-rejected = Baris ditolak
imports-col-employer = Badan usaha
imports-col-before = Sebelum
imports-col-after = Sesudah
imports-col-place = Letak
imports-col-column = Kolom
imports-col-value = Isi (disamarkan)
imports-col-reason = Sebab
imports-col-header = Nama di berkas
imports-col-read-as = Dibaca sebagai
imports-by-command = lewat terminal
imports-rejected-of = baris ditolak dari impor { $no }
imports-undone = Dibatalkan { $at }
imports-undo = Batalkan impor terakhir
imports-undo-note = Impor terakhir tiap jenis dapat dibatalkan selama { $days } hari.
imports-discarded = Unggahan dibuang; berkasnya sudah dihapus.
imports-waiting-unknown = Berkas yang jenisnya belum dikenali
imports-waiting-undo = Pembatalan impor
imports-sent-by = Oleh { $name }, { $at }
imports-state-uploaded = Menunggu keterangan Anda
imports-state-queued = Menunggu impor lain selesai
imports-state-previewing = Akibatnya sedang dihitung
imports-state-previewed = Menunggu keputusan Anda
imports-state-importing = Sedang dikerjakan
imports-state-done = Selesai
imports-state-failed = Tidak berhasil
imports-state-discarded = Dibuang
imports-job-title = Impor
imports-progress = Sedang dikerjakan
imports-progress-leave = Halaman ini boleh ditinggalkan; pekerjaan tetap berjalan.
imports-progress-again = Muat ulang
imports-phase-queued = Impor lain sedang berjalan; giliran berkas ini berikutnya.
imports-phase-reading = Berkas sedang dibaca.
imports-phase-storing = Baris sedang ditempatkan.
imports-phase-checking = Kepatuhan sedang diperiksa.
imports-rows-read = { $count ->
   *[other] baris dibaca
}
imports-rows-count = { $count ->
   *[other] { $count } baris
}
imports-row = baris { $row }
imports-sheet = lembar { $name }
imports-effect-would = Akibatnya bila diimpor
imports-effect-did = Impor nomor { $no } sudah dihitung
imports-rows = Baris data di berkas
imports-accepted = Baris diterima
imports-rejected = Baris ditolak
imports-created-employers = Badan usaha baru
imports-created-roster = Baris pekerja baru
imports-created-participants = Baris peserta baru
imports-created-contributions = Baris iuran baru
imports-updated = Berubah isinya
imports-unchanged = Tetap
imports-older = Tidak dipakai karena data yang lebih baru sudah ada
imports-confirm = Impor sekarang
imports-confirm-note = Kepatuhan diperiksa dengan sendirinya sesudahnya. Impor dapat dibatalkan.
imports-flips-would = Status yang akan berganti
imports-flips-did = Status yang berganti
imports-flips-after = Status yang berganti karenanya
imports-flips-none = Tidak ada badan usaha yang berganti status.
imports-flips-table = Badan usaha yang berganti status
imports-flips-caption = { $shown ->
   *[other] { $shown } badan usaha pertama, menurut abjad
}
imports-flip-new = baru
imports-flip-becomes = menjadi
imports-assessed = { $count ->
   *[other] { $count } badan usaha diperiksa kembali
}
imports-rejected-title = Baris yang ditolak
imports-rejected-table = Contoh baris yang ditolak
imports-rejected-caption = { $shown ->
   *[other] { $shown } baris pertama
}
imports-rejected-download = Unduh baris yang ditolak (CSV)
imports-remarks = Yang perlu diketahui
imports-remark-where = { $count ->
    [one] di { $file } baris { $row }
   *[other] { $count }×, pertama di { $file } baris { $row }
}
imports-clash = { $count ->
   *[other] { $count } nomor dipakai dua badan usaha
}
imports-clash-hint = Namanya jauh berbeda. Periksa nomornya; bila salah, perbaiki lalu impor ulang.
imports-clash-pair = { $name } memakai { $column } { $value } seperti { $other }
imports-clash-joined = baris ini dicatat pada badan usaha itu
imports-clash-apart = NIB-nya berbeda, jadi keduanya tetap terpisah
imports-alike = { $count ->
   *[other] { $count } nama mirip badan usaha lain
}
imports-alike-hint = Tidak ada yang digabung. Bila badan usahanya sama, lengkapi NIB, NPWP, atau kode BU yang sama pada keduanya, atau nilai pasangannya di halaman Kecocokan.
imports-alike-pair = { $name } mirip { $other }
imports-alike-same = nama sama
imports-alike-near = nama mirip
imports-alike-else = data lain sama
imports-described = Keterangan berkas
imports-columns = Kolom yang ditemukan
imports-columns-caption = Nama kolom di berkas, letaknya, dan sebagai apa dibaca
imports-columns-missing = Kolom wajib yang belum ditemukan: { $missing }. Tunjukkan kolomnya di bawah.
imports-column-ignored = (diabaikan)
imports-column-twice = Dua kolom berkas dibaca sebagai kolom yang sama. Pilih “(diabaikan)” untuk salah satunya.
imports-read-as = { $name } dibaca sebagai
imports-preview = Hitung akibatnya
imports-discard = Buang berkas ini
imports-back = Kembali ke daftar impor

# Taking an import back.
imports-undo-title = Batalkan impor
imports-undo-of = Pembatalan impor { $no }
imports-undo-lead = Data kembali persis seperti sebelum impor ini, lalu kepatuhan diperiksa kembali. Pembatalan tercatat atas nama Anda.
imports-undo-this = Impor yang dibatalkan
imports-undo-then = Sesudahnya
imports-undo-before = Yang berlaku lagi: impor { $no }, data per { $day }, diimpor { $at }.
imports-undo-nothing = Tidak ada data jenis ini yang tersisa: belum ada impor sebelumnya.
imports-undo-confirm = Batalkan impor ini
imports-undo-done-employers = Impor { $no } sudah dibatalkan: { $gone } badan usaha dilepas, { $back } badan usaha kembali seperti sebelumnya.
imports-undo-done = Impor { $no } sudah dibatalkan: { $gone } baris dilepas, { $back } baris kembali ke tempatnya.

# Why rows are rejected.
imports-reason-empty = Kolom wajib kosong. Isi, lalu impor lagi.
imports-reason-date = Tanggal tidak terbaca. Tulis seperti 2026-02-28 atau 28/02/2026.
imports-reason-no_such_day = Tanggal tidak ada dalam kalender. Periksa hari, bulan, dan tahunnya.
imports-reason-money = Jumlah uang tidak terbaca. Tulis angka saja, seperti 4250000.
imports-reason-negative = Angka tidak boleh negatif.
imports-reason-too_large = Angka terlalu besar. Periksa dan isi ulang.
imports-reason-month = Bulan tidak terbaca. Tulis seperti 2026-02 atau 02/2026.
imports-reason-count = Jumlah tidak terbaca. Tulis bilangan bulat, seperti 7 atau 1.234.
imports-reason-segment = Segmen peserta tidak dikenal. Isi PPU BU, PPU PN, PBPU, PBPU Pemda, BP, atau PBI JK.
imports-reason-active = Status peserta tidak dikenal. Isi AKTIF atau NON AKTIF.
imports-reason-closed = Status usaha tidak dikenal. Isi aktif atau tutup.
imports-reason-nib = NIB harus tepat 13 angka. Periksa pada dokumen NIB dari OSS.
imports-reason-npwp_length = NPWP harus 15 atau 16 angka (NITKU 22 angka). Periksa pada kartu NPWP.
imports-reason-npwp_characters = NPWP hanya boleh berisi angka, titik, tanda hubung, dan spasi.
imports-reason-npwp_zero_lost = NPWP hanya 14 angka, dan angka pemeriksanya tidak cocok bila ditambah 0 di depan. Isi ulang dengan kolom berformat Teks.
imports-reason-only_zeros = Nomor yang seluruhnya nol bukan nomor pengenal. Kosongkan bila memang tidak ada.
imports-reason-bpjs_code = Kode BU harus tepat 8 angka. Periksa pada e-Dabu, dan isi dengan kolom berformat Teks.
imports-reason-damaged = Nomor rusak oleh lembar sebar. Format kolomnya sebagai Teks, lalu isi ulang.
imports-reason-nik_length = NIK harus tepat 16 angka. Periksa pada KTP.
imports-reason-nik_characters = NIK hanya boleh berisi angka. Hapus huruf, titik, atau spasi di dalamnya.
imports-reason-nik_region = Kode wilayah pada NIK tidak mungkin 00. Periksa pada KTP.
imports-reason-nik_date = Tanggal lahir pada NIK tidak ada dalam kalender. Periksa pada KTP.
imports-reason-nik_serial = Nomor urut pada NIK tidak mungkin 0000. Periksa pada KTP.
imports-reason-nik_damaged = NIK rusak oleh lembar sebar. Format kolomnya sebagai Teks, lalu isi ulang.
imports-reason-no_employer = Pemberi kerja tidak disebut. Isi salah satu dari NIB, NPWP, atau kode BU.
imports-reason-ends_first = Tanggal keluar mendahului tanggal masuk. Periksa keduanya.
imports-reason-unknown_employer = Badan usaha tidak ada di registri. Impor dahulu daftar badan usahanya.
imports-reason-shared = Nomor ini dimiliki lebih dari satu badan usaha. Isi NIB.

# What to know of rows that were taken.
imports-remark-column_unknown = Kolom “{ $about }” tidak dikenal dan diabaikan.
imports-remark-column_doubled = Kolom { $about } ada lebih dari satu; yang pertama dipakai.
imports-remark-column_divided = Kolom { $about } terbagi tanpa kolom Total, sehingga tidak dibaca.
imports-remark-no_pisa = Kolom PISA tidak ada: semua baris dianggap peserta, bukan anggota keluarga.
imports-remark-sheet_passed_over = Lembar ini dilewati karena kolom wajibnya tidak ada: { $about }.
imports-remark-total_skipped = Baris TOTAL/JUMLAH dilewati.
imports-remark-footer_skipped = Baris tanda tangan atau catatan dilewati.
imports-remark-code_padded = Kode BU dari sel angka dilengkapi nol di depan sampai 8 angka.
imports-remark-code_dropped = Kode BU yang tidak sah diabaikan, karena pengenal lain pada barisnya sah.
imports-remark-participant_code_dropped = Kode BU yang tidak sah diabaikan; peserta disimpan tanpa kode BU.
imports-remark-head_code_dropped = Kode BU pusat yang tidak sah diabaikan.
imports-remark-nib_dropped = NIB yang tidak sah diabaikan, karena pengenal lain pada barisnya sah.
imports-remark-npwp_dropped = NPWP yang tidak sah diabaikan, karena pengenal lain pada barisnya sah.
imports-remark-npwp_check = Angka pemeriksa NPWP tidak cocok; NPWP tetap dipakai, mohon diperiksa.
imports-remark-npwp_restored = Nol di depan NPWP yang hilang dipulihkan, karena angka pemeriksanya cocok.
imports-remark-nik_numeric = NIK dibaca dari sel angka. Format kolomnya sebagai Teks agar angka terakhir tidak hilang.
imports-remark-email_dropped = Alamat pos-el yang tidak sah diabaikan.

# Why a file or an import failed.
imports-fault-file_not_found = Berkas tidak ditemukan lagi. Buang unggahan ini, lalu kirim ulang.
imports-fault-file_folder = Ini folder, bukan berkas. Kirim berkas di dalamnya.
imports-fault-file_io = Berkas tidak dapat dibaca. Kirim ulang.
imports-fault-file_empty = Berkas kosong. Ekspor ulang dari sumbernya.
imports-fault-file_wrong_content = Isi berkas bukan seperti namanya. Simpan ulang sebagai XLSX atau CSV.
imports-fault-file_encrypted = Berkas dilindungi kata sandi. Simpan ulang tanpa kata sandi.
imports-fault-file_damaged = Berkas rusak atau terpotong. Unduh atau ekspor ulang dari sumbernya.
imports-fault-file_too_large = Berkas terlalu besar untuk dibaca sekaligus. Bagi, atau simpan sebagai CSV.
imports-fault-file_not_text = Ada karakter yang bukan UTF-8 yang sah (byte ke-{ $byte }). Simpan ulang sebagai CSV UTF-8.
imports-fault-file_two_headers = Ada dua baris judul kolom yang berbeda (baris { $first } dan { $second }). Pisahkan kedua tabel.
imports-fault-file_one_employer = Semua baris memakai { $column } { $value }, tetapi nama badan usahanya berbeda-beda: baris { $rows }. Isi nomor masing-masing, atau kosongkan kolom itu, lalu kirim lagi.
imports-fault-file_missing_columns = Kolom wajib tidak ditemukan dalam 15 baris pertama: { $missing }. Nama yang ditemukan: { $found }. Tunjukkan kolomnya di bawah, atau pilih jenis berkas yang lain.
imports-fault-disk_full = Tidak ada ruang di disk server. Tidak ada yang berubah; hubungi pengelola, lalu coba lagi.
imports-fault-busy = Basis data terlalu lama dipakai proses lain. Tidak ada yang berubah; coba lagi sebentar lagi.
imports-fault-internal = Ada gangguan di pihak kami. Tidak ada yang berubah. Sebutkan rujukan { $reference } kepada pengelola.
imports-fault-stopped = Program berhenti saat sedang mengerjakannya. Tidak ada yang berubah; hitung akibatnya sekali lagi, atau buang.

# Rules that stand in the way.
refusal-import_busy = Impor lain sedang berjalan. Tunggu sampai selesai, lalu coba lagi.
refusal-import_state = Impor ini sudah berlanjut atau sudah ditutup. Muat ulang halamannya.
refusal-import_no_kind = Pilih dahulu jenis berkasnya.
refusal-import_role = Jenis berkas ini diimpor oleh petugas dengan peran lain.
refusal-import_no_files = Belum ada berkas yang dipilih.
refusal-import_demo = Basis data ini berisi kota contoh; hanya berkas contoh yang boleh diimpor ke sini. Centang bila berkas ini data contoh.
refusal-undo_not_last = Hanya impor terakhir dari jenisnya yang dapat dibatalkan. Batalkan dahulu yang lebih baru.
refusal-undo_done = Impor ini sudah dibatalkan.
refusal-undo_too_old = Data yang digantikan impor ini tidak lagi disimpan lengkap, sehingga tidak dapat dikembalikan.
refusal-undo_used = Badan usaha dari impor ini sudah dipakai oleh daftar pekerja, kasus, penggabungan, atau catatan petugas yang lebih baru. Batalkan itu dahulu.
