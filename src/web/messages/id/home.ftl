# The first page.
home-title = Kepesertaan JKN pekerja di Kota { $city }
home-checked = { $count ->
   *[other] { $count } badan usaha diperiksa, data per { $day }.
}
home-empty = Belum ada data
home-empty-what = Di sini nanti tampak berapa badan usaha yang patuh, berapa pekerja yang belum ditemukan terdaftar, dan apa yang perlu dikerjakan hari ini.
home-empty-do = Mulailah dengan daftar badan usaha, lalu daftar pekerja dan data peserta BPJS Kesehatan. Setelah itu pemeriksaan berjalan.
home-empty-import = Impor berkas pertama
home-empty-wait = Petugas ketenagakerjaan dan petugas kesehatan yang mengimpor datanya; setelah pemeriksaan pertama halaman ini terisi sendiri.
home-today = Yang perlu Anda kerjakan hari ini
home-nothing = Tidak ada yang menunggu Anda saat ini.
home-idle = Saat ini tidak ada:
home-minutes = { $count ->
   *[other] Kira-kira { $count } menit.
}
home-hours = { $count ->
   *[other] Kira-kira { $count } jam.
}
home-task-second = { $count ->
   *[other] kasus menunggu konfirmasi kedua dari Anda
}
home-task-first = { $count ->
   *[other] kasus menunggu petugas pertama
}
home-task-week = { $count ->
   *[other] kasus yang batas waktunya berakhir minggu ini
}
home-task-late = { $count ->
   *[other] kasus yang batas waktunya sudah lewat
}
home-task-letters = { $count ->
   *[other] surat menunggu paraf
}
home-task-mails = { $count ->
   *[other] pos-el tidak sampai
}
home-task-imports = { $count ->
   *[other] jenis data lebih dari 30 hari
}
home-hint-second = Petugas lain sudah mengusulkannya.
home-hint-first = Tidak ada yang disurati sebelum dua petugas mengonfirmasi.
home-hint-week = { $days ->
   *[other] Tinggal { $days } hari kerja sampai akhir minggu.
}
home-hint-late = Langkah berikutnya menunggu.
home-hint-letters = Periksa isinya sebelum diberi nomor.
home-hint-mails = Alamatnya perlu diperbaiki.
home-workers = Pekerja yang wajib terdaftar
home-enrolled = terdaftar aktif oleh pemberi kerjanya
home-enrolled-of = { $part } dari { $whole } pekerja di daftar pekerja badan usaha, data per { $day }
home-moved-more = { $count ->
   *[other] Bertambah { $count } pekerja terdaftar sejak { $day }.
}
home-moved-less = { $count ->
   *[other] Berkurang { $count } pekerja terdaftar sejak { $day }.
}
home-estimate = perkiraan { $amount } per bulan
home-city-funded = Dibiayai kota (PBPU Pemda)
home-missing = Iuran yang belum masuk
home-missing-estimate = perkiraan per bulan
home-no-roster = Belum ada daftar pekerja yang dapat dihitung. Impor daftar pekerja badan usaha.
home-verdicts = Badan usaha menurut status
home-employers = { $count ->
   *[other] badan usaha
}
home-tile-more = bertambah { $count }
home-tile-less = berkurang { $count }
home-since = Perubahan dihitung sejak { $day }, pemeriksaan terakhir yang hasilnya berbeda.
home-segments = Pekerja menurut segmen
home-segments-note = Pekerja yang wajib terdaftar menurut daftar pekerja badan usaha, data per { $day }.
home-segment = Keadaan
home-segment-workers = Pekerja
home-segment-share = Bagian
home-budget = { $rate } per orang; perkiraan beban kota { $amount } per bulan
home-months = Cakupan pekerja dalam 12 bulan
home-months-none = Garis ini tergambar setelah ada pemeriksaan pada dua bulan yang berbeda.
home-months-note = Bagian pekerja yang terdaftar aktif pada akhir setiap bulan, terakhir { $day }. Sumber: daftar pekerja badan usaha dan data BPJS Kesehatan.
home-months-table = Lihat sebagai tabel
home-month = Bulan
home-month-share = Cakupan
home-month-workers = Pekerja terdaftar
home-month-day = Data per
home-aim = sasaran { $aim }
home-aim-note = Garis putus-putus: sasaran kota { $aim }.
home-uncovered = Terbanyak pekerja belum terdaftar
home-uncovered-caption = { $count ->
   *[other] { $count } badan usaha dengan pekerja belum terdaftar terbanyak
}
home-uncovered-all = Semua badan usaha dengan pekerja belum terdaftar
home-uncovered-none = Tidak ada badan usaha dengan pekerja yang belum ditemukan terdaftar.
home-employer = Badan usaha
home-status = Status
home-registered = Terdaftar (pekerja)
home-shortfall = Belum terdaftar
home-data-of = Data per { $day }.
home-task-imports-employers = { $count ->
   *[other] hari umur data badan usaha
}
home-task-imports-roster = { $count ->
   *[other] hari umur daftar pekerja
}
home-task-imports-participants = { $count ->
   *[other] hari umur data peserta JKN
}
home-task-imports-contributions = { $count ->
   *[other] hari umur data iuran
}
home-hint-imports-employers = Ekspor daftar badan usaha yang baru, lalu kirim di sini.
home-hint-imports-roster = Minta daftar pekerja yang baru kepada badan usaha, lalu kirim di sini.
home-hint-imports-participants = Minta data peserta yang baru dari BPJS Kesehatan, lalu kirim di sini; tanpa itu tidak ada surat yang dapat keluar.
home-hint-imports-contributions = Minta data iuran yang baru dari BPJS Kesehatan, lalu kirim di sini; tanpa itu tidak ada surat tunggakan yang dapat keluar.
home-task-answers = { $count ->
   *[other] jawaban badan usaha menunggu keputusan
}
home-hint-answers = Dari halaman jawaban; baca, tanyakan, terima, atau tolak.
home-task-replied = { $count ->
   *[other] kasus berhenti karena jawaban badan usaha
}
home-task-receipt = { $count ->
   *[other] pemberitahuan belum terbukti diterima
}
home-task-reach = { $count ->
   *[other] kasus dihubungi tanpa pos-el
}
home-task-approvals = { $count ->
   *[other] langkah menunggu persetujuan
}
home-hint-replied = Selama menunggu, tidak ada langkah lain.
home-hint-receipt = Tenggat dan langkah berikutnya menunggu buktinya.
home-task-returned = { $count ->
   *[other] pesan yang kembali belum dapat dikaitkan
}
home-hint-returned = Mungkin jawaban badan usaha; kaitkan, atau simpan dengan alasan.
home-hint-reach = Telepon, kunjungi, atau kirim pesan, lalu catat hasilnya.
home-hint-approvals = Yang janggal di atas; lihat dahulu.
home-task-matches = { $count ->
   *[other] kecocokan menunggu penilaian
}
home-hint-matches = Dua catatan yang mungkin satu badan usaha; sama, berbeda, atau ragu.
