//! Whom a schedule may reach.

use std::collections::HashSet;

use crate::{
    domain::{
        audience::Crowd,
        ids::EmployerId,
        schedule::Audience,
        sieve::{BadSieve, Sieve},
    },
    services::{ServiceError, Services},
    store::{Order, Question},
};

impl Services {
    /// The employers of an audience; `None` where it keeps nobody out.
    pub(in crate::services) async fn audience(
        &self,
        audience: &Audience,
    ) -> Result<Option<HashSet<EmployerId>>, ServiceError> {
        let Audience::Of(filter) = audience else {
            return Ok(None);
        };
        // A filter that can't be read any more must not let anybody through.
        let sieve = Sieve::parse(filter).map_err(|BadSieve(part)| {
            ServiceError::Refused(format!(
                "Saringan jadwal memuat `{part}` yang tidak dikenal; perbaiki jadwalnya."
            ))
        })?;
        let ids = self
            .find_all(&Question::from(&sieve), Order::default())
            .await?;
        Ok(Some(ids.into_iter().collect()))
    }

    /// How many employers an audience holds now.
    pub(super) async fn crowd(&self, audience: &Audience) -> Result<Crowd, ServiceError> {
        let Audience::Of(_) = audience else {
            let tx = self.store.read().await?;
            let cases = tx.open_cases(self.today()).await?;
            let firms: HashSet<EmployerId> = cases.iter().map(|case| case.employer).collect();
            let count = firms.len() as u64;
            return Ok(Crowd {
                matched: count,
                total: count,
            });
        };
        let matched = self.audience(audience).await?.map_or(0, |ids| ids.len());
        let all = self
            .find_all(&Question::default(), Order::default())
            .await?;
        Ok(Crowd {
            matched: matched as u64,
            total: all.len() as u64,
        })
    }
}
