# The work list of the cases, and what is done there.
cases-title = Kasus terbuka
cases-lead = Yang batas waktunya paling dekat di atas. Tidak ada yang disurati sebelum dua petugas yang berbeda mengonfirmasi temuannya.
cases-whose-label = Saring menurut petugas
cases-whose-all = Semua petugas
cases-whose-mine = Bagian saya
cases-whose-second = Menunggu konfirmasi kedua dari saya
cases-state-label = Saring menurut konfirmasi
cases-state-all = Semua
cases-state-first = Menunggu petugas pertama
cases-state-void = Usulan gugur
cases-state-second = Menunggu petugas kedua
cases-state-done = Terkonfirmasi
cases-more = Saringan lain
cases-by-kind = Jenis kasus
cases-by-stage = Langkah
cases-by-blocked = Yang menghalangi
cases-by-due = Batas waktu
cases-by-place = Kecamatan
cases-any-kind = Semua jenis
cases-any-stage = Semua langkah
cases-any-blocked = Dengan atau tanpa penghalang
cases-any-due = Kapan saja
cases-any-place = Semua kecamatan
cases-option = { $what } ({ $count })
cases-drop = , lepaskan saringan ini
cases-due-late = Sudah lewat
cases-due-week = Berakhir minggu ini
cases-due-later = Setelah minggu ini
cases-place-none = Kecamatan belum diketahui
cases-blocked-any = Ada penghalang
cases-blocked-disputed = Sanggahan belum diselesaikan
cases-blocked-exempt = Dikecualikan untuk sementara
cases-blocked-replied = Jawaban menunggu petugas
cases-blocked-on_hold = Ditahan petugas
cases-blocked-not_delivered = Penerimaan belum terbukti
cases-blocked-term_runs = Tenggat masih berjalan
cases-blocked-not_approved = Menunggu persetujuan
cases-blocked-not_in_plan = Di luar rencana yang disetujui
cases-blocked-planned_for = Menunggu hari dalam rencana
cases-blocked-recorded = Langkah pihak lain
cases-blocked-ladder_ends = Jenjang selesai
cases-blocked-not_rechecked = Data berubah, belum diperiksa ulang
cases-blocked-verdict = Statusnya kini tidak memerlukan surat
cases-blocked-no_evidence = Belum ada data BPJS Kesehatan
cases-blocked-old_evidence = Bukti lebih dari 30 hari
cases-blocked-no_email = Tidak ada alamat pos-el yang dapat dipakai
cases-confirm = Konfirmasi yang dipilih
cases-assign = Serahkan…
cases-tick = Pilih kasus { $code }
cases-tick-all = Pilih semua di halaman ini
cases-ticked = kasus dipilih
cases-table = Daftar kasus
cases-caption = Kasus terbuka, batas waktu terdekat dahulu
cases-case = Badan usaha · kasus
cases-finding = Temuan
cases-step = Keadaan
cases-due = Batas
cases-officer = Petugas
cases-me = Saya
cases-late = sudah lewat
cases-round = dibuka ke-{ $round }
cases-says-registration = { $shortfall } dari { $headcount } pekerja, belum ada yang ditemukan terdaftar
cases-says-data_submission = { $shortfall } dari { $headcount } pekerja belum ditemukan terdaftar
cases-says-wages = Upah sebagian pekerja dilaporkan lebih rendah
cases-says-contribution_payment = Iuran { $months } bulan belum lunas
cases-basis = { $basis } ({ $day })
cases-evidence-members = JKN ({ $day })
cases-evidence-bills = iuran ({ $day })
cases-evidence-none = belum ada data BPJS Kesehatan
cases-void-changed = Usulan gugur: temuannya berubah sejak diusulkan.
cases-void-old_evidence = Usulan gugur: buktinya lebih dari 30 hari.
cases-was = Saat diusulkan: { $says }.
cases-proposed-by = Diusulkan { $name }, { $at }
cases-proposed-by-me = Anda usulkan, { $at }
cases-given-back = Dikembalikan { $name }, { $at }:
cases-return = Kembalikan
cases-return-mine = Tarik usulan
cases-none-here = Tidak ada kasus di sini
cases-none-here-hint = { $count ->
   *[other] Ada { $count } kasus terbuka, tetapi tidak satu pun cocok dengan saringan ini.
}
cases-show-all = Tampilkan semua kasus
cases-none = Belum ada kasus terbuka
cases-none-hint = Kasus terbuka sendiri saat pemeriksaan menemukan pekerja yang belum terdaftar, iuran yang belum lunas, atau upah yang dilaporkan terlalu rendah. Impor data terbaru, lalu jalankan pemeriksaan.
cases-shown = { $shown } dari { $total } kasus di halaman ini.
cases-keys = Pintasan papan tik
cases-keys-move = ke kasus berikutnya, sebelumnya
cases-keys-tick = memilih kasus ini, atau melepasnya
cases-keys-confirm = mengonfirmasi yang dipilih
cases-keys-assign = menyerahkan yang dipilih
cases-keys-search = mencari badan usaha
cases-keys-help = membuka atau menutup daftar ini
cases-keys-off = Matikan pintasan satu huruf di peramban ini
cases-back = Kembali ke daftar kasus

cases-confirm-title = Konfirmasi kasus
cases-confirm-lead = Periksa temuan dan tanggal buktinya. Kasus baru dapat disurati setelah dua petugas yang berbeda mengonfirmasi temuan yang sama.
cases-confirm-first = { $count ->
   *[other] Anda usulkan sebagai petugas pertama: { $count } kasus
}
cases-confirm-first-note = Setelah ini seorang petugas lain perlu mengonfirmasi. Usulan gugur bila temuannya berubah atau buktinya melewati 30 hari.
cases-confirm-second = { $count ->
   *[other] Anda konfirmasi sebagai petugas kedua: { $count } kasus
}
cases-confirm-second-note = Setelah ini imbauan dapat keluar pada jadwal berikutnya.
cases-confirm-left = { $count ->
   *[other] Tidak ikut: { $count } kasus
}
cases-confirm-do-first = { $first ->
   *[other] Usulkan { $first } kasus
}
cases-confirm-do-second = { $second ->
   *[other] Konfirmasi { $second } kasus
}
cases-confirm-do-both = Usulkan { $first } dan konfirmasi { $second } kasus
cases-confirm-none = Tidak ada yang dapat dikonfirmasi
cases-confirm-none-hint = Belum ada kasus yang dipilih, atau tidak satu pun dari yang dipilih menunggu Anda. Kembali ke daftar, lalu pilih kasusnya.
cases-done-proposed = { $count ->
   *[other] { $count } kasus diusulkan; sekarang menunggu petugas kedua.
}
cases-done-confirmed = { $count ->
   *[other] { $count } kasus terkonfirmasi oleh dua petugas.
}
cases-done-assigned = { $count ->
   *[other] { $count } kasus diserahkan.
}
cases-done-returned = Usulan dikembalikan; kasusnya menunggu petugas pertama lagi.
cases-done-left = { $count ->
   *[other] { $count } kasus tidak ikut karena keadaannya berubah; lihat keterangannya di daftar.
}

cases-assign-title = Serahkan kasus
cases-assign-lead = Kasus muncul di “Bagian saya” petugas yang menerimanya. Konfirmasi tetap memerlukan dua petugas.
cases-assign-which = { $count ->
   *[other] { $count } kasus dipilih
}
cases-assign-to = Serahkan kepada
cases-assign-nobody = Tidak seorang pun
cases-assign-unknown = Pilih salah satu petugas dari daftar.
cases-assign-none-hint = Belum ada kasus yang dipilih. Kembali ke daftar, lalu pilih kasusnya.
cases-assign-do = { $count ->
   *[other] Serahkan { $count } kasus
}

cases-return-title = Kembalikan usulan
cases-return-lead = Kasus kembali menunggu petugas pertama. Alasannya tampak di daftar sampai ada usulan baru.
cases-return-reason = Alasan
cases-return-hint = Tulis apa yang perlu diperiksa dahulu, 5 sampai 400 karakter; jangan menulis NIK atau nama pekerja.
cases-return-empty = Tulis alasannya, paling sedikit 5 karakter.
cases-return-nik = Hapus NIK dari alasan ini; data pekerja tidak disimpan di sini.

refusal-not_waiting = Kasus ini tidak menunggu konfirmasi: sudah terkonfirmasi, sudah tertutup, atau sudah pada langkah berikutnya.
refusal-already_proposed = Kasus ini sudah diusulkan; sekarang menunggu konfirmasi petugas kedua.
refusal-not_proposed = Kasus ini belum diusulkan petugas pertama.
refusal-same_person = Konfirmasi memerlukan dua orang yang berbeda; usulan ini dari Anda sendiri.
refusal-void_old_evidence = Usulan gugur: buktinya lebih dari 30 hari. Impor data terbaru, jalankan pemeriksaan, lalu usulkan lagi.
refusal-void_changed = Usulan gugur: temuannya berubah sejak diusulkan. Lihat data terbaru, lalu usulkan lagi.
refusal-seen_otherwise = Temuannya berubah sejak halaman itu dibuka, atau petugas lain lebih dahulu. Lihat keadaan terbaru di daftar kasus.
refusal-disputed = Badan usaha ini menyanggah temuannya. Selesaikan sanggahannya di halaman badan usaha dahulu.
refusal-exempt = Badan usaha ini sedang dikecualikan; tidak ada yang dikonfirmasi selama itu.
refusal-not_rechecked = Data berubah sejak pemeriksaan terakhir. Jalankan pemeriksaan dahulu.
refusal-verdict = Status badan usaha ini kini tidak memerlukan surat; tidak ada yang dikonfirmasi.
refusal-no_evidence = Belum ada data BPJS Kesehatan yang diimpor.
refusal-old_evidence = Buktinya lebih dari 30 hari. Impor data terbaru, lalu jalankan pemeriksaan.
refusal-return_reason = Tulis alasannya, tanpa NIK siapa pun.
refusal-case_count = Pilih satu sampai 200 kasus.
refusal-not_labour_officer = Hanya petugas ketenagakerjaan yang akunnya aktif dapat mengerjakan kasus.
