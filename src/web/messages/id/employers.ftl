# The list of employers.
employers-title = Badan usaha
employers-sieve = Saringan
employers-apply = Terapkan
employers-show-all = Tampilkan semua
employers-count-more = lebih dari { $count } badan usaha
employers-caption = { $count }, diurutkan menurut { $order }
employers-table = Daftar badan usaha
employers-on-page = { $count } baris di halaman ini, dari { $all }.
employers-or = atau
employers-let-go = Lepaskan saringan
employers-chosen = , sedang dipilih; pilih lagi untuk melepas
employers-by-verdict = Saring menurut status
employers-any-verdict = Semua status
employers-tick-all = Centang semua baris di halaman ini
employers-no-nib = tanpa NIB
employers-no-basis = belum ada dasar hitungan
employers-arrears = { $months } bulan, { $amount }
employers-files-note = Untuk baris yang dicentang, atau semua hasil bila tidak ada yang dicentang. Unduhan memuat kolom dan urutan yang tampak.
employers-confirm = Konfirmasi kasus
employers-file = badan-usaha
employers-print = Cetak
employers-print-title = Daftar badan usaha
employers-print-cut = Hanya { $count } baris pertama yang dicetak; untuk semuanya, unduh XLSX.
employers-none = Tidak ada yang cocok
employers-none-text = Periksa ejaannya, ketik awal kata atau awal nomor saja, atau lepaskan salah satu saringan di atas.
employers-empty = Belum ada yang dapat ditampilkan
employers-empty-text = Daftar ini terisi setelah data badan usaha diimpor dan diperiksa.
employers-empty-do = Ke halaman data

employers-views = Tampilan tersimpan
employers-view-save = Simpan tampilan ini
employers-view-name = Nama tampilan
employers-view-hint = Saringan, urutan, dan kolom disimpan untuk Saudara sendiri. Nama yang sama menggantikan yang lama.
employers-view-nameless = Isi nama tampilan, misalnya "Belum terdaftar di Lok Tuan".
employers-view-drop = Hapus tampilan { $name }
employers-done-view_saved = Tampilan disimpan.
employers-done-view_dropped = Tampilan dihapus.
refusal-views_full = Tampilan tersimpan sudah 30; hapus salah satu dahulu.

employers-columns = Kolom
employers-col-name = Nama
employers-col-verdict = Status
employers-col-registered = Terdaftar
employers-col-whole = Dari seluruhnya
employers-col-basis = Dasar hitungan
employers-col-shortfall = Selisih
employers-col-stage = Langkah
employers-col-due_on = Batas
employers-col-headcount = Jumlah pekerja
employers-col-coverage = Cakupan
employers-col-findings = Temuan
employers-col-form = Bentuk
employers-col-kelurahan = Kelurahan
employers-col-kecamatan = Kecamatan
employers-col-nib = NIB
employers-col-npwp = NPWP
employers-col-code = Kode BPJS
employers-col-arrears = Tunggakan
employers-col-missing = Iuran belum ada per bulan
employers-col-email = Pos-el diketahui
employers-col-contact = Kontak terakhir
employers-col-as_of = Data per
employers-unit-workers = pekerja
employers-unit-months = bulan
employers-unit-rupiah = rupiah
employers-unit-estimate = perkiraan, rupiah

employers-sort = Urutkan
employers-sorted = diurutkan menurut { $order }
employers-sort-name-up = nama, A–Z
employers-sort-name-down = nama, Z–A
employers-sort-shortfall-up = selisih, tersedikit dahulu
employers-sort-shortfall-down = selisih, terbanyak dahulu
employers-sort-headcount-up = jumlah pekerja, tersedikit dahulu
employers-sort-headcount-down = jumlah pekerja, terbanyak dahulu
employers-sort-coverage-up = cakupan, terendah dahulu
employers-sort-coverage-down = cakupan, tertinggi dahulu
employers-sort-due_on-up = batas waktu, terdekat dahulu
employers-sort-due_on-down = batas waktu, terjauh dahulu

employers-group-finding = Temuan
employers-group-kecamatan = Kecamatan
employers-group-kelurahan = Kelurahan
employers-group-size = Ukuran
employers-group-form = Bentuk
employers-group-stage = Langkah
employers-group-email = Pos-el
employers-group-contact = Kontak terakhir
employers-with-verdict = berstatus
employers-with-finding = dengan temuan
employers-with-kecamatan = di Kecamatan
employers-with-kelurahan = di Kelurahan
employers-with-size = berukuran
employers-with-form = berbentuk
employers-with-stage = pada langkah
employers-with-email = dengan alamat pos-el
employers-with-contact = dengan kontak terakhir
employers-with-q = dengan nama atau nomor berawal

employers-finding-unregistered = Belum ada yang terdaftar
employers-finding-partial_workers = Sebagian pekerja belum terdaftar
employers-finding-in_arrears = Iuran menunggak
employers-finding-partial_wages = Upah dilaporkan sebagian
employers-finding-inactive_members = Peserta nonaktif
employers-finding-elsewhere = Aktif di tempat lain
employers-finding-city_funded = Dibiayai kota
employers-finding-state_funded = Dibiayai negara
employers-finding-wage_below_minimum = Upah di bawah UMK
employers-finding-via_head_office = Lewat kantor pusat
employers-finding-roster_smaller_than_declared = Daftar pekerja kurang dari yang dilaporkan
employers-finding-stale_headcount = Jumlah pekerja sudah lama
employers-finding-roster_damaged = Baris daftar pekerja tidak terbaca
employers-finding-probable_match = Mungkin sama dengan catatan BPJS
employers-finding-no_email = Tanpa alamat pos-el
employers-size-1-9 = 1–9 pekerja
employers-size-10-49 = 10–49 pekerja
employers-size-50-99 = 50–99 pekerja
employers-size-100 = 100 pekerja atau lebih
employers-size-none = tidak diketahui
employers-form-pt = PT
employers-form-cv = CV
employers-form-ud = UD
employers-form-koperasi = Koperasi
employers-form-yayasan = Yayasan
employers-form-firma = Firma
employers-form-perorangan = Perorangan
employers-form-bumn = BUMN
employers-form-bumd = BUMD
employers-form-bumdes = BUMDes
employers-form-none = lain
employers-stage-none = tanpa kasus terbuka
employers-kelurahan-none = lain atau tidak dikenal
employers-email-yes = diketahui
employers-email-no = belum diketahui
employers-contact-never = belum pernah
employers-contact-recent = dalam 30 hari terakhir
employers-contact-earlier = lebih dari 30 hari lalu

employers-letter = Tambahkan ke surat
employers-letter-title = Tambahkan ke daftar penerima surat
employers-letter-chosen = { $count ->
   *[other] { $count } badan usaha dipilih.
}
employers-letter-to = Surat
employers-letter-fresh = { $count ->
   *[other] { $count } badan usaha akan ditambahkan.
}
employers-letter-listed = { $count ->
   *[other] { $count } sudah ada di daftar.
}
employers-letter-left = Tidak ikut ditambahkan:
employers-letter-closed = { $count ->
   *[other] { $count } badan usaha sudah tutup.
}
employers-letter-merged = { $count ->
   *[other] { $count } badan usaha sudah digabung dengan yang lain.
}
employers-letter-note = Belum ada yang dikirim. Daftarnya tercetak sebagai lampiran surat, hanya nama dan kelurahan, dan dapat diubah selama suratnya konsep.
employers-letter-add = Tambahkan ke daftar
employers-letter-none = Belum ada konsep surat
employers-letter-back = Kembali ke daftar
employers-letter-which = Pilih suratnya.
employers-letter-moved = Hasil saringannya berubah sejak halaman ini dibuka; sekarang { $count } badan usaha. Periksa lagi, lalu tambahkan.

employers-col-hold = Ditahan
employers-col-city_funded = Dibiayai kota
employers-col-state_funded = Dibiayai negara
employers-col-self_funded = Peserta mandiri
employers-group-hold = Ditahan
employers-group-funding = Segmen pekerja
employers-with-hold = yang
employers-with-funding = dengan pekerja wajib terdaftar yang
employers-hold-disputed = disengketakan
employers-hold-exempt = dikecualikan
employers-hold-none = tidak ditahan
employers-funding-city = dibiayai kota (PBPU Pemda)
employers-funding-state = dibiayai negara (PBI JK)
employers-funding-self = peserta mandiri (PBPU)
hold-disputed = Disengketakan
hold-exempt-until = Dikecualikan s.d. { $day }
