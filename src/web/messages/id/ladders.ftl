ladders-title = Jenjang
ladders-lead = Langkah yang ditempuh setiap kasus, batas waktunya, dan cara penyampaiannya. Kasus yang berjalan tetap pada versi saat dibuka.
ladders-edit = Ubah jenjang
ladders-edit-lead = Centang langkah yang dipakai. Setiap perubahan disimpan sebagai versi baru; kasus yang terbuka tidak berpindah sendiri.
ladders-name = Nama jenjang
ladders-version = Versi { $version }
ladders-shipped = bawaan program
ladders-cases = { $count ->
   *[other] { $count } kasus terbuka
}
ladders-earlier = Versi sebelumnya
ladders-show-version = Lihat versi { $version }
ladders-step = Langkah
ladders-col-term = Batas waktu
ladders-col-notice = Penyampaian
ladders-col-reminders = Pengingat
ladders-col-next = Langkah berikutnya
ladders-term = { $count ->
   *[other] { $count } hari kerja
}
ladders-no-term = tanpa batas waktu
ladders-recorded = langkah pihak lain, hanya dicatat
ladders-apart = tidak ada langkah yang menuju ke sini
ladders-notice-none = di dalam kantor
ladders-notice-mail = pos-el
ladders-notice-letter = surat
ladders-reminder-before = { $count } HK sebelum batas
ladders-reminder-after = { $count } HK sesudah batas
ladders-reminders-short = Pengingat { $days } HK
ladders-end = Selesai (jenjang berakhir)
ladders-field-term = Batas waktu (hari kerja)
ladders-field-reminders-hint = Misalnya -3, 1
ladders-preview = Pratinjau
ladders-preview-title = Pratinjau isian
ladders-now = Yang berlaku sekarang
ladders-as-table = Sebagai tabel
ladders-save = Simpan sebagai versi baru
ladders-save-note = Yang tersimpan berlaku untuk kasus yang dibuka sesudahnya.
ladders-saved = Tersimpan sebagai versi { $version }. Kasus yang terbuka tetap pada versinya.
ladders-same = Isinya sama dengan versi terbaru; tidak ada yang disimpan.
ladders-stale = Orang lain menyimpan jenjang ini setelah Anda membukanya.
ladders-stale-what = Bandingkan keduanya. Bila Anda menyimpan, isian Anda menjadi versi berikutnya.
ladders-theirs = Yang tersimpan
ladders-yours = Isian Anda
ladders-move = Pindahkan kasus ke versi terbaru
ladders-move-link = Pindahkan ke versi terbaru
ladders-move-lead = { $count ->
   *[other] { $count } kasus terbuka berpindah dari versi { $from } ke versi { $to } dan tetap pada langkahnya.
}
ladders-move-note = Batas waktu yang sedang berjalan tidak berubah. Kasus pada langkah yang tidak ada di versi baru tetap pada versinya.
ladders-move-do = { $count ->
   *[other] Pindahkan { $count } kasus
}
ladders-moved = { $count ->
   *[other] { $count } kasus dipindahkan ke versi terbaru.
}
ladders-fault-days = Tulis banyaknya hari kerja dengan angka.
ladders-fault-reminders = Tulis angka yang dipisahkan koma, misalnya -3, 1.
ladders-fault-empty = Jenjang harus memiliki langkah.
ladders-fault-no_verification = Jenjang dimulai dengan Verifikasi; centang langkah itu.
ladders-fault-twice = { $step } ada dua kali.
ladders-fault-leads_nowhere = { $step } menuju langkah yang tidak dicentang.
ladders-fault-loop = Langkah ini kembali ke { $step }; jenjang harus berakhir.
ladders-fault-unreached = Tidak ada langkah yang menuju { $step }; hubungkan atau hapus centangnya.
ladders-fault-backwards = { $step } menuju langkah yang lebih ringan.
ladders-fault-no_term = { $step } perlu batas waktu, karena ada langkah kota sesudahnya.
ladders-fault-bad_term = Batas waktu { $step } harus 1 sampai { $days } hari kerja.
ladders-fault-bad_notice = Cara penyampaian tidak cocok untuk { $step }: teguran dan laporan dengan surat, imbauan dengan pos-el atau surat, selebihnya tanpa penyampaian.
ladders-fault-bad_reminder = Pengingat { $step } harus di dalam batas waktunya atau paling lama 10 hari kerja sesudahnya, tanpa ulangan, paling banyak { $most }.
ladders-ahead = Bila berlaku bagi kasus terbuka, dalam { $months } bulan ke depan dibanding jenjang sekarang:
ladders-ahead-more = { $count } pos-el atau surat lebih banyak
ladders-ahead-fewer = { $count } pos-el atau surat lebih sedikit
ladders-ahead-moved = { $count } pos-el atau surat pada hari lain
