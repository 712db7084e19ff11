# Errors, and what to do about them.
problem-missing-title = Tidak ditemukan
problem-missing = Alamat ini tidak menuju halaman atau catatan mana pun. Periksa kembali tautannya, atau cari nama badan usaha di kotak pencarian.
problem-signed_out-title = Silakan masuk
problem-signed_out = Masuk dahulu untuk melihat halaman ini.
problem-not_yours-title = Bukan wewenang Anda
problem-not_yours = Peran akun Anda tidak mencakup halaman atau tindakan ini. Bila memang diperlukan, mintalah admin mengubah peran Anda.
problem-foreign_form-title = Formulir kedaluwarsa
problem-foreign_form = Formulir ini dibuat sebelum Anda masuk kembali, atau dikirim dari situs lain. Belum ada yang berubah. Kembali, muat ulang halamannya, lalu kirim lagi.
problem-method-title = Tidak dapat dilakukan
problem-method = Alamat ini tidak menerima permintaan seperti itu. Kembali ke halaman sebelumnya, lalu pakai tombol di sana.
problem-unreadable-title = Isian tidak dapat dibaca
problem-unreadable = Isian pada alamat halaman atau formulir ini tidak dapat dibaca. Mulai lagi dari daftarnya.
problem-too_large-title = Terlalu besar
problem-too_large = Yang dikirim melebihi batas ukuran. Bagi menjadi beberapa berkas, lalu kirim satu per satu.
problem-invalid-title = Isian tidak dapat dipakai
problem-invalid = Ada isian yang terlalu panjang. Persingkat kata pencarian, lalu coba lagi.
problem-refused-title = Belum dapat dilakukan
problem-busy-title = Sedang sibuk
problem-busy = Basis data sedang dipakai, misalnya oleh impor yang besar. Muat ulang halaman ini setelah proses itu selesai.
problem-internal-title = Ada gangguan
problem-internal = Halaman ini belum dapat disusun karena gangguan di pihak kami. Tidak ada data yang berubah. Coba muat ulang sebentar lagi.

# Fields of forms.
fault-length = Isi { $min } sampai { $max } karakter.
fault-email = Isi alamat pos-el yang lengkap, misalnya nama@kota.example.
fault-range = Isi angka antara { $min } dan { $max }.
fault-other = Isian ini belum benar.
fault-required = Bagian ini wajib diisi.
fault-date = Isi tanggal yang benar, misalnya 2026-03-16.
faults-title = { $count ->
   *[other] { $count } isian perlu diperbaiki
}
problem-wrong_token = Rahasia yang ditunjukkan tidak cocok.
