//! What a batch costs in memory while it leaves.

use std::{fs, time::Duration};

use crate::{kills::with_mails, sending_kills::sender, smtp::Sink};

/// KiB that a process holds for itself now: the pages of files, which the kernel counts too and
/// drops when it likes, aside.
fn own_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("RssAnon:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// What a sender holds doesn't depend on how much waits.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_batch_leaves_without_being_in_memory() {
    const MAILS: u32 = 800;
    const MOST: u64 = 40 * 1024;
    let o = with_mails(MAILS).await;
    let sink = Sink::start();
    let at = "2026-03-16T02:00:00Z".parse().unwrap();
    let mut sending = sender(&o, sink.port(), at).spawn().unwrap();
    let mut most = 0;
    while sending.try_wait().unwrap().is_none() {
        most = most.max(own_memory(sending.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(o.json(&["mail", "status"])["sent"], MAILS);
    assert!(most > 0 && most < MOST, "{most} KiB");
}
