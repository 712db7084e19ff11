see-schedules = Lihat jadwal.
letters-lead = Konsep ditandai KONSEP sampai bernomor dan ditandatangani.
letters-table = Daftar surat
letters-caption = Surat menurut urutan disusun
letters-letter = Surat
letters-kind = Jenis
letters-state = Keadaan
letters-drafted = Disusun
letters-file = Berkas
letters-no = nomor urut { $no }
letters-kind-circular = Surat edaran
letters-kind-appeal = Imbauan
letters-kind-reprimand_1 = Teguran I
letters-kind-reprimand_2 = Teguran II
letters-kind-referral = Penyampaian ke BPJS Kesehatan
letters-kind-arrears_report = Pelaporan tunggakan ke BPJS Kesehatan
letters-kind-thanks = Surat apresiasi
letters-state-draft = konsep
letters-state-in_review = menunggu paraf
letters-state-approved = disetujui
letters-state-numbered = bernomor
letters-state-signed = ditandatangani
letters-state-sent = dikirim
letters-state-received = diterima
letters-state-cancelled = dibatalkan
letters-none = Belum ada surat
letters-none-hint = Konsep surat edaran disusun bersama imbauan yang pertama, oleh jadwal pengingat.
letters-drafted-at = disusun { $at }
letters-download = Unduh PDF
letters-open = Buka PDF
letters-paper = Surat sebagai PDF
letters-one = Surat { $no }

# Whom a letter goes to, and who has it.
letters-recipients = Penerima
letters-recipients-caption = { $count ->
   *[other] { $count } penerima menurut nama
}
letters-received-of = Tanda terima: { $received } dari { $count } badan usaha.
letters-received-short = { $received } bertanda terima
letters-gone = { $count ->
   *[other] { $count } badan usaha di daftar ini sudah tutup atau digabung sejak ditambahkan; periksa sebelum surat dicetak.
}
letters-gone-closed = sudah tutup
letters-gone-merged = sudah digabung
letters-by-receipt = Saring menurut tanda terima
letters-receipt-any = Semua
letters-receipt-yes = Sudah diterima
letters-receipt-no = Belum ada tanda terima
letters-search = Cari nama atau NIB penerima
letters-received = Diterima
letters-no-receipt = belum ada
letters-col-receipt = Tanda terima
letters-col-added = Ditambahkan
letters-col-added_by = Ditambahkan oleh
letters-col-added_on = Ditambahkan pada
letters-col-received_on = Diterima pada
letters-col-how = Cara diterima
letters-col-recorded_by = Dicatat oleh
letters-col-note = Catatan
letters-file-name = penerima-surat
letters-on-page = { $count } baris di halaman ini, dari { $all } penerima.
letters-with-ticked = Untuk baris yang dicentang
letters-received-on = Diterima pada
letters-receive = Catat tanda terima
letters-withdraw = Tarik tanda terima
letters-remove = Hapus dari daftar
letters-how-hand = Diserahkan langsung
letters-how-post = Pos atau kurir
letters-how-visit = Disampaikan saat kunjungan
letters-how-call = Disampaikan lewat telepon
letters-how-messenger = Lewat aplikasi pesan, dibalas
letters-how-answer = Dijawab badan usaha
letters-how-other = Cara lain
letters-nobody = Belum ada badan usaha di daftar penerima.
letters-nobody-do = Pilih badan usaha di daftar, lalu "Tambahkan ke surat".
letters-nobody-go = Ke daftar badan usaha
letters-done-added = { $count ->
   *[other] { $count } badan usaha ditambahkan ke daftar penerima.
}
letters-done-removed = { $count ->
   *[other] { $count } badan usaha dihapus dari daftar penerima.
}
letters-done-received = { $count ->
   *[other] Tanda terima dari { $count } badan usaha dicatat.
}
letters-done-withdrawn = { $count ->
   *[other] Tanda terima dari { $count } badan usaha ditarik.
}
letters-done-listed = { $count ->
   *[other] { $count } badan usaha sudah ada di daftar.
}
letters-done-closed = { $count ->
   *[other] { $count } badan usaha tidak ditambahkan karena sudah tutup.
}
letters-done-merged = { $count ->
   *[other] { $count } badan usaha tidak ditambahkan karena sudah digabung dengan yang lain.
}
letters-done-left = { $count ->
   *[other] { $count } badan usaha yang dicentang tidak berubah.
}
letters-fault-nobody = Centang dahulu badan usahanya.
letters-fault-date = Tulis tanggal seperti 2026-03-31.
letters-fault-how = Pilih cara suratnya diterima.
refusal-nobody_to_add = Tidak ada yang ditambahkan: semuanya sudah ada di daftar, sudah tutup, atau sudah digabung.
refusal-nobody_to_remove = Tidak ada yang dihapus. Yang sudah bertanda terima tetap di daftar; tarik dahulu tanda terimanya.
refusal-nobody_received = Tidak ada yang dicatat: tanda terimanya sudah tercatat, atau badan usahanya tidak di daftar.
refusal-nothing_to_withdraw = Tidak ada tanda terima yang ditarik: yang dicentang belum bertanda terima.
refusal-receipt_ahead = Tanggal terimanya belum tiba; isi hari ini atau sebelumnya.
refusal-receipt_early = Tanggal terimanya sebelum surat ini disusun; periksa tanggalnya.
refusal-letter_not_draft = Daftar penerima hanya dapat diubah selama suratnya masih konsep.
refusal-letter_moved = Surat ini baru saja diubah orang lain; muat ulang halaman untuk melihat keadaannya.
refusal-letter_state = Keadaan surat ini tidak memungkinkannya; muat ulang halaman untuk melihatnya.
refusal-letter_words = Tuliskan alasan atau catatannya lebih dahulu.
refusal-letter_words_long = Catatannya lebih dari 2.000 huruf; ringkaskan.

letters-by-state = Saring menurut keadaan
letters-by-kind = Saring menurut jenis
letters-all-states = Semua keadaan
letters-all-kinds = Semua jenis
letters-none-such = Tidak ada surat seperti itu.

# The life of a letter.
letter-life = Perjalanan surat
letter-number = Nomor
letter-code = Kode pemeriksaan
letter-missing = Belum diketahui, sehingga surat ini belum dapat disetujui:
letter-edit = Sunting naskah
letter-edit-of = Sunting surat { $no }
letter-edit-note = Setiap simpanan menjadi versi baru; versi lama tetap ada. Tulis isian di antara kurung kurawal ganda, tebal di antara dua bintang, butir dengan 1. dan a.
letter-edit-shut = Surat ini bukan konsep lagi. Mintalah penyetuju mengembalikannya bila naskahnya perlu diperbaiki.
letter-text = Naskah
letter-save = Simpan versi baru
letter-as-read = Bunyi surat
letter-values = Isian
letter-values-note = Nilai ini tersimpan bersama surat, sehingga badan usaha, angka, dan tanggalnya selalu satu kasus.
letter-values-sample = Nilai contoh: badan usaha ini tidak ada.
letter-newer = Data kasus sudah lebih baru
letter-newer-note = Yang akan berubah bila isi surat dimutakhirkan; naskahnya tetap.
letter-refresh = Mutakhirkan isi
letter-deeds = Tindakan
letter-obstacles = Saudara belum dapat menyetujuinya:
letter-words = Catatan atau alasan
letter-words-hint = Wajib untuk mengembalikan, membatalkan, dan berkomentar.
letter-submit = Ajukan untuk disetujui
letter-approve = Setujui versi ini
letter-send-back = Kembalikan
letter-comment = Beri komentar
letter-cancel = Batalkan surat
letter-events = Yang sudah dilakukan
letter-events-none = Belum ada yang dilakukan dengan surat ini.
letter-by-program = Patuh
letter-event-comment = Komentar
letter-event-edit = Disunting
letter-event-submit = Diajukan
letter-event-send_back = Dikembalikan
letter-event-approve = Disetujui
letter-event-number = Diberi nomor
letter-event-sign = Salinan bertanda tangan dicatat
letter-event-send = Dikirim
letter-event-receive = Diterima
letter-event-cancel = Dibatalkan
letter-origin-draft = disusun program
letter-origin-edit = disunting
letter-origin-docx = dari berkas DOCX
letter-origin-revert = dikembalikan ke versi lama
letter-origin-refresh = dimutakhirkan dengan data baru
letter-did-submit = Surat diajukan; orang lain yang menyetujuinya.
letter-did-comment = Komentar dicatat.
letter-did-approve = Surat disetujui.
letter-did-send_back = Surat dikembalikan kepada penulisnya.
letter-did-cancel = Surat dibatalkan.
letter-did-refresh = Isi surat dimutakhirkan sebagai versi baru.
letter-did-saved = Versi baru disimpan.
letter-did-same = Tidak ada yang berubah.
letter-did-reverted = Versi lama berlaku lagi, sebagai versi baru.
letter-back = Kembali ke versi ini
letter-changes-none = Naskahnya sama dengan versi sebelumnya.
letter-faulty = Naskah ini tidak dapat dipakai; yang lama tetap berlaku.
letter-line = baris { $line }
letter-column = huruf ke-{ $column }
letter-lines-hint = Satu baris untuk setiap isian.
letter-body-hint = Baris kosong memisahkan paragraf; # untuk judul, > untuk apa kata data.
letter-part-importance = Sifat
letter-part-enclosure = Lampiran
letter-part-subject = Hal
letter-part-addressee = Yth.
letter-part-destination = di
letter-part-body = Isi
letter-part-copies = Tembusan
letter-wrong-empty = harus diisi.
letter-wrong-long = terlalu panjang; paling banyak { $most }.
letter-wrong-lost = surat seperti ini harus tetap menyebut { $what }.
letter-wrong-unknown = isian “{ $what }” tidak dikenal.
letter-wrong-open = “{ $what }” dibuka tetapi tidak ditutup.
letter-wrong-order = urutannya terputus; seharusnya { $what }
letter-wrong-loose = butir berhuruf harus berada di bawah butir bernomor.
letter-wrong-nothing = tidak ada tulisan di belakang tandanya.
letter-wrong-control = ada huruf yang tidak dapat dicetak.
letter-wrong-claims-warning = “{ $what }”: teguran tertulis menurut PP 86/2013 dijatuhkan BPJS Kesehatan, bukan pemerintah kota.
letter-wrong-claims-fine = “{ $what }”: denda dikenakan BPJS Kesehatan, bukan pemerintah kota.
letter-wrong-claims-services = “{ $what }”: pelayanan publik hanya dibatasi atas permintaan BPJS Kesehatan; sebutkan dalam kalimat yang sama.
letter-wrong-claims-inspection = “{ $what }”: pengawasan ketenagakerjaan adalah wewenang provinsi.
letter-wrong-claims-punishment = “{ $what }”: pidana diputuskan pengadilan.
letter-wrong-claims-circular = “{ $what }”: surat edaran tidak dapat menetapkan sanksi.
letter-texts = Naskah surat
letter-texts-lead = Naskah awal setiap jenis surat. Ubahan berlaku untuk surat yang disusun sesudahnya.
letter-template-note = Ubahan berlaku untuk surat yang disusun sesudahnya; setiap simpanan menjadi versi baru.
letter-unfit-note = Naskah yang disunting tidak sesuai dengan versi program ini, sehingga naskah bawaan yang dipakai.
letter-laws = Dasar hukum
letter-laws-note = Dasar hukum surat berasal dari arahan kasusnya, dengan tanggal verifikasi Bagian Hukum; selama belum diverifikasi, konsep surat menyebutkannya.
letter-laws-go = Lihat arahan.
refusal-letter_text = Naskah surat ini tidak dapat disusun menurut aturan sekarang; perbaiki naskahnya.
refusal-letter_missing = Masih ada isian surat yang belum diketahui; lengkapi naskahnya lebih dahulu.
refusal-letter_case_over = Kasusnya sudah ditutup atau dimulai ulang, sehingga surat ini tidak lagi berlaku; batalkan suratnya.
refusal-letter_stale = Data kasus ini lebih tua dari 30 hari; impor data terbaru, periksa, lalu mutakhirkan isi suratnya.
refusal-letter_own_submission = Surat disetujui oleh orang lain daripada yang mengajukannya.
refusal-letter_own_text = Surat disetujui oleh orang lain daripada yang menulis versinya.
refusal-letter_fresh = Tidak ada yang baru: isi surat ini sesuai dengan data hari ini.

# Surat di Word
docx-title = Selesaikan di Word
docx-note = Unduh surat ini sebagai DOCX, perbaiki isinya, lalu unggah kembali. Naskahnya ditampilkan dahulu dan menjadi versi baru setelah Anda simpan.
docx-download = Unduh DOCX
docx-file = DOCX yang sudah diperbaiki
docx-upload = Baca naskahnya
docx-read = Naskah dibaca dari berkas. Periksa, lalu simpan; belum ada yang berubah.
docx-note-tracked = Perubahan yang dilacak dianggap diterima semuanya.
docx-note-comments = Komentar di berkas tidak diambil.
docx-note-tables = Tabel di dalam isi menjadi paragraf, satu untuk setiap baris.
docx-note-pictures = Gambar di dalam isi tidak diambil.
docx-note-footnotes = Catatan kaki tidak diambil.
docx-note-hidden = Teks tersembunyi tidak diambil.
docx-note-objects = Objek tersemat dan simbol khusus tidak diambil.
docx-note-lists = Daftar berpoin atau bertingkat lebih dari dua menjadi angka dan huruf.
docx-note-numbers = Daftar yang dilanjutkan setelah paragraf dimulai lagi dari angka 1.
docx-note-outside = Kata-kata di luar bagian surat tidak diambil.
refusal-docx_too_large = Berkas lebih besar dari 10 MB. Hapus gambar yang tidak perlu.
refusal-docx_kind = Berkas ini bukan DOCX. Unggah surat yang diunduh dari sini.
refusal-docx_old_or_locked = Berkas ini berformat DOC lama atau dikunci dengan kata sandi. Simpan sebagai DOCX tanpa kata sandi.
refusal-docx_macros = Berkas ini memuat makro. Simpan sebagai DOCX biasa.
refusal-docx_unpacks = Isi berkas ini jauh lebih besar daripada sebuah surat.
refusal-docx_damaged = Berkas ini rusak. Buka di Word, simpan lagi, lalu unggah kembali.
refusal-docx_no_text = Isi surat tidak ditemukan. Unggah surat yang diunduh dari sini, dengan tujuan dan tanda tangannya.
refusal-docx_other_letter = Berkas ini adalah surat lain; kodenya bukan kode surat ini.

# Pemeriksaan halaman
refusal-letter_page = Pemeriksaan halaman menemukan bagian yang tidak pada tempatnya; perbaiki naskahnya.
letter-flaw-missing = Halaman { $page }: ada bagian surat yang tidak tercetak.
letter-flaw-words = Halaman { $page }: ada bagian yang bunyinya lain daripada isi surat.
letter-flaw-region = Halaman { $page }: ada bagian yang tidak pada tempatnya.
letter-flaw-order = Halaman { $page }: urutan bagian surat keliru.
letter-flaw-outside = Halaman { $page }: ada tulisan di luar batas tepi.
letter-flaw-overlap = Halaman { $page }: ada tulisan yang bertumpuk.
letter-flaw-empty_page = Halaman { $page } kosong.
letter-flaw-mark = Halaman { $page }: tanda KONSEP atau CONTOH tidak sebagaimana mestinya.
letter-flaw-other_case = Halaman { $page }: badan usaha, kode, atau angkanya bukan milik kasus ini.
letter-flaw-lone_signature = Halaman { $page }: tanda tangan berdiri sendiri tanpa isi surat.
letter-flaw-illegible = Halaman { $page }: ada huruf yang tidak dapat dicetak.

# Surat yang dimulai petugas, dan rancangan baru surat yang dibatalkan
letter-draft-appeal = Susun surat imbauan
letter-draft-thanks = Susun surat apresiasi ({ $code })
letter-did-drafted = Konsep surat disusun. Periksa isinya, lalu ajukan.
letter-did-redrafted = Konsep baru disusun menurut data hari ini. Periksa isinya, lalu ajukan.
letter-firm = Halaman badan usaha ini
letter-redraft = Buat rancangan baru
letter-redraft-note = Alasan surat ini masih berlaku. Rancangan baru disusun menurut data hari ini; surat yang dibatalkan tetap tercatat.
letter-instead = Digantikan surat no. { $no }
refusal-letter-unready = Surat belum dapat disusun: masih ada isian yang belum diketahui, atau naskah templatnya tidak dapat dipakai.
refusal-redraft-standing = Surat ini tidak dibatalkan; rancangan baru tidak diperlukan.
refusal-redraft-over = Kasusnya sudah ditutup, sudah berada pada langkah lain, atau penerimaannya sudah tercatat; surat baru tidak diperlukan.
refusal-redraft-done = Rancangan barunya sudah ada; muat ulang halaman untuk membukanya.
refusal-redraft-directive = Instruksinya sudah dicabut atau tidak berlaku hari ini; surat edaran baru tidak diperlukan.
refusal-thanks-not-due = Surat apresiasi disusun untuk kasus yang ditutup paling lama 90 hari lalu karena kewajibannya terpenuhi setelah pemberitahuan, selama badan usahanya masih patuh, tanpa kasus terbuka, dan belum diberi ucapan terima kasih.
refusal-appeal-not-now = Surat imbauan kasus ini belum dapat disusun atau sudah ada; lihat keadaannya pada halaman badan usaha.
letter-compare = Bandingkan dengan
letter-compare-show = Bandingkan
letter-compared = Yang berubah dari versi { $from } ke versi { $to }:
letter-changes-first = Ini versi pertama.
letter-changes-same = Naskah kedua versi itu sama.

circular-title = Kirim surat edaran lewat pos-el
circular-lead = Setiap badan usaha menerima satu pos-el dengan salinan bertanda tangan. Laporan pengiriman atau balasannya dicatat sebagai tanda terima; pos-el yang kembali menarik tanda terima itu.
circular-later = Surat edaran dikirim setelah salinan bertanda tangannya tercatat.
circular-nobody-now = Tidak ada penerima yang dapat dikirimi pos-el sekarang.
circular-ready = Dapat dikirimi sekarang
circular-first = Yang ditampilkan { $count } penerima pertama; sisanya muncul setelah ini dikirim.
circular-col-address = Alamat pos-el
circular-english = berbahasa Inggris
circular-send = Kirim kepada yang dicentang
circular-others = Tidak dikirimi sekarang
circular-without = Tanpa alamat yang dapat dipakai: antar melalui kurir, pos, atau langsung
circular-back = Ke daftar penerima
circular-done = { $count } pos-el diantrekan.
circular-left = { $count } yang dicentang tidak dikirimi: sudah dikirimi, sudah menerima, atau tidak dapat dikirimi hari ini.
circular-why-received = Sudah bertanda terima
circular-why-mailed = Pos-elnya menunggu, terkirim, atau sampai
circular-why-no_address = Tanpa alamat yang dapat dipakai
circular-why-held = Pengirimannya ditahan petugas
circular-why-today = Sudah dikirimi pos-el lain hari ini
letters-mail-waits = pos-el menunggu
letters-mail-sent = pos-el terkirim
letters-mail-delivered = pos-el sampai
letters-mail-lost = pos-el tidak sampai
letters-mail-cancelled = pos-el dibatalkan
refusal-circular-unsigned = Surat edaran dikirim setelah salinan bertanda tangannya tercatat.
refusal-circular-nobody = Pilih paling sedikit satu penerima; tidak ada yang dikirimi.
refusal-circular-none-left = Tidak ada yang dikirimi: yang dipilih sudah dikirimi atau sudah menerima, alamatnya tidak dapat dipakai, ditahan, atau sudah dikirimi pos-el lain hari ini.
