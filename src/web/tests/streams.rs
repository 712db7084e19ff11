//! An upload over the wire that does not end.

use std::sync::Arc;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{
    Seen,
    city::Town,
    imports::{part, token},
};
use crate::{domain::role::Role, services::ImportDesk};

/// Sends bytes without end until the server has had enough; answers what it said and how many
/// bytes it let through.
async fn pour(address: std::net::SocketAddr, head: &str, begin: &str) -> (String, usize) {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut from, mut to) = stream.into_split();
    let begin = format!("{head}{:x}\r\n{begin}\r\n", begin.len());
    let block = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    let poured = tokio::spawn(async move {
        let mut sent = 0;
        if to.write_all(begin.as_bytes()).await.is_err() {
            return sent;
        }
        while sent < 64 << 20 && to.write_all(block.as_bytes()).await.is_ok() {
            sent += 0x10000;
        }
        sent
    });
    let mut answer = Vec::new();
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        answer.extend_from_slice(&bytes[..count]);
    }
    drop(from);
    (
        String::from_utf8_lossy(&answer).into_owned(),
        poured.await.unwrap(),
    )
}

#[tokio::test]
async fn an_upload_that_grows_too_large_is_refused_while_it_streams() {
    let mut town = Town::empty().await;
    town.services.desk = Arc::new(ImportDesk::taking(1 << 20));
    let site = Seen::by(&town, Role::Admin).await;
    let token = token(&site).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(crate::web::serve(town.services.clone(), listener, async {
        let _ = stopped.await;
    }));
    let head = format!(
        "POST /imports HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=batas\r\nTransfer-Encoding: chunked\r\n\r\n",
        site.cookie
    );
    let begin = part("form_token", None, &token)
        + "--batas\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\n";
    let (answer, sent) = pour(address, &head, &begin).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("Terlalu besar"), "{answer}");
    assert!(sent < 32 << 20, "{sent} bytes were let through");
    let left = town.services.data.join("tmp/uploads");
    assert_eq!(std::fs::read_dir(left).map_or(0, Iterator::count), 0);
    let small = "POST /imports HTTP/1.1\r\nContent-Length: 9999999\r\nHost: localhost\r\nCookie: ";
    let small = format!("{small}{}\r\nContent-Type: text/plain\r\n\r\n", site.cookie);
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(small.as_bytes()).await.unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 413", "told before anything is sent");
    drop(stream);
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}
