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
