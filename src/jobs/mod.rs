//! What happens without anybody asking.
//!
//! The cron library is only the heartbeat, one a minute, in UTC. What is owed is worked out from
//! the store and the clock, so a beat that comes late, twice or on two machines at once changes
//! nothing but the hour.

use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

use crate::services::{ServiceError, Services};

/// Every minute, six fields with seconds first.
const BEAT: &str = "0 * * * * *";

/// Starts the heartbeat.
///
/// # Errors
/// When the scheduler can't be started.
pub async fn start(services: Services) -> Result<JobScheduler, JobSchedulerError> {
    let scheduler = JobScheduler::new().await?;
    let job = Job::new_async(BEAT, move |_, _| {
        let services = services.clone();
        Box::pin(async move {
            if let Err(error) = beat(&services).await {
                let chain = anyhow::Error::from(error);
                tracing::error!(
                    job = "heartbeat",
                    error = format!("{chain:#}"),
                    "heartbeat failed"
                );
            }
        })
    })?;
    scheduler.add(job).await?;
    scheduler.start().await?;
    Ok(scheduler)
}

/// Looks into the mailbox again and again, for as long as the program runs; nothing where there is
/// none. It may be ended at any moment: what was not put away is read again.
pub async fn watch_inbox(services: Services) {
    if services.doors.inbox.is_none() {
        return;
    }
    let mut fails = false;
    loop {
        match services.poll_inbox().await {
            Ok(taken) => {
                if fails || taken > 0 {
                    tracing::info!(taken, "the mailbox was read");
                }
                fails = false;
            }
            Err(error) => {
                let chain = format!("{:#}", anyhow::Error::from(error));
                // Once is enough for whoever reads the log; it is tried again all the same.
                if !fails {
                    tracing::error!(job = "inbox", error = chain, "the mailbox can't be read");
                }
                fails = true;
            }
        }
        tokio::time::sleep(services.doors.rest).await;
    }
}

/// Does whatever is owed now: schedules first, then the mail they queued, then uploads that
/// nobody decided about, letters that wait to be printed together,
/// and files that came with answers.
///
/// # Errors
/// When the store fails, or what a schedule does.
pub async fn beat(services: &Services) -> Result<(), ServiceError> {
    let owed = services.run_owed().await;
    // What fails must not keep the others from being done.
    let sent = services.send_mail().await;
    let tidied = services.tidy_imports().await;
    let forgotten = services.tidy_batches().await;
    let answers = services.tidy_answers().await;
    let printing = services.set_batches_to_work().await;
    for (name, did) in owed? {
        let words = did.words();
        tracing::info!(schedule = name, "schedule {name}: {words}");
    }
    tidied?;
    forgotten?;
    answers?;
    printing?;
    let sent = sent?;
    if sent.sent + sent.failed + sent.deferred > 0 {
        tracing::info!(
            sent = sent.sent,
            failed = sent.failed,
            deferred = sent.deferred,
            "mail pass"
        );
    }
    Ok(())
}
