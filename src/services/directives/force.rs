//! The instructions that open cases on a day.

use chrono::NaiveDate;

use crate::{
    domain::{
        audience::{Audience, Profile},
        directive::audience_of,
    },
    services::{ServiceError, Services},
    store::{DirectiveRecord, Tx},
};

/// The instructions in force on a day, the one that began last first.
#[derive(Debug, Clone, Default)]
pub(in crate::services) struct InForce(Vec<(DirectiveRecord, Option<Audience>)>);

impl InForce {
    pub(in crate::services) async fn on(tx: &Tx, on: NaiveDate) -> Result<Self, ServiceError> {
        let mut in_force = Vec::new();
        for record in tx.directives().await? {
            if !record.span().holds(on) {
                continue;
            }
            let Ok(audience) = audience_of(record.says.audience.as_deref()) else {
                // A filter that can't be read any more must not let anybody through.
                tracing::error!(
                    directive.id = %record.id,
                    "the audience of directive {} can't be read; it opens no cases",
                    record.id
                );
                continue;
            };
            in_force.push((record, audience));
        }
        Ok(Self(in_force))
    }

    /// Whether the employer has to be known to say which one governs it.
    pub(in crate::services) fn ask_for_profiles(&self) -> bool {
        self.0.iter().any(|(_, audience)| audience.is_some())
    }

    /// The one that began last among those whose audience holds the employer.
    pub(in crate::services) fn governing(&self, one: Option<&Profile>) -> Option<&DirectiveRecord> {
        let holds = |audience: &Option<Audience>| match audience {
            None => true,
            Some(audience) => one.is_some_and(|one| audience.holds(one)),
        };
        let found = self.0.iter().find(|(_, audience)| holds(audience));
        found.map(|(record, _)| record)
    }

    /// Drafts the circular of each that has cases, once.
    pub(in crate::services) async fn draft_circulars(
        &self,
        services: &Services,
        tx: &Tx,
        on: NaiveDate,
    ) -> Result<(), ServiceError> {
        let cases = tx.directive_cases().await?;
        for (record, _) in &self.0 {
            if cases.contains_key(&record.id) {
                services.draft_circular(tx, record, on).await?;
            }
        }
        Ok(())
    }
}
