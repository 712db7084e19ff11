//! The few facts about this installation as a whole.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{StoreError, Tx, rows::installation, sql};

/// A fact about the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Fingerprint of the secret that person keys are made with.
    PersonKey,
    /// `true` where everything in the database is made up.
    Demo,
    /// The day of the last check, ISO.
    CheckedOn,
    /// The ruleset of the last check.
    Ruleset,
    /// How often anything was saved.
    Changes,
    /// Counts the transactions that changed what a list shows.
    ListVersion,
    /// JSON: who stopped all sending, when and why.
    SendingStopped,
    /// JSON: who ended the trial, when and why.
    Live,
    /// Answers that one officer deals with on a working day, where that bounds new cases.
    AnswersADay,
    /// Counts the changes of the days off.
    CalendarVersion,
    /// Counts the changes of the wording of mails.
    WordingVersion,
    /// `true` where firms are not thanked.
    NoThanks,
    /// What the pairs on record were found by.
    PairsModel,
    /// Counts the transactions that wrote employers.
    RegistryVersion,
    /// The last of them that deleted some.
    RegistryDeleted,
}

impl Setting {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::PersonKey => "person_key_fingerprint",
            Self::Demo => "demo",
            Self::CheckedOn => "checked_on",
            Self::Ruleset => "ruleset",
            Self::Changes => "changes",
            Self::ListVersion => "list_version",
            Self::SendingStopped => "sending_stopped",
            Self::Live => "live",
            Self::AnswersADay => "answers_a_day",
            Self::CalendarVersion => "calendar_version",
            Self::WordingVersion => "wording_version",
            Self::PairsModel => "pairs_model",
            Self::RegistryVersion => "registry_version",
            Self::RegistryDeleted => "registry_deleted",
            Self::NoThanks => "no_thanks",
        }
    }
}

impl Tx {
    /// Reads a fact.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn setting(&self, setting: Setting) -> Result<Option<String>, StoreError> {
        let row = installation::Entity::find_by_id(setting.name().to_owned())
            .one(&self.tx)
            .await?;
        Ok(row.map(|row| row.value))
    }

    /// Reads several facts in one statement.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn settings<const N: usize>(
        &self,
        wanted: [Setting; N],
    ) -> Result<[Option<String>; N], StoreError> {
        let names = wanted.map(Setting::name);
        let rows = installation::Entity::find()
            .filter(installation::Column::Name.is_in(names))
            .all(&self.tx)
            .await?;
        Ok(names.map(|name| {
            let mut found = rows.iter().filter(|row| row.name == name);
            found.next().map(|row| row.value.clone())
        }))
    }

    /// Writes a fact down.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set(&self, setting: Setting, value: &str) -> Result<(), StoreError> {
        let row = installation::ActiveModel {
            name: Set(setting.name().to_owned()),
            value: Set(value.to_owned()),
        };
        let replace = OnConflict::column(installation::Column::Name)
            .update_column(installation::Column::Value)
            .to_owned();
        installation::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// Forgets a fact.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unset(&self, setting: Setting) -> Result<(), StoreError> {
        installation::Entity::delete_by_id(setting.name().to_owned())
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// Counts one more under a name. It is best done last before saving, so that others wait for
    /// the row as short as can be.
    pub(super) async fn count(&self, setting: Setting) -> Result<(), StoreError> {
        let text = "INSERT INTO installation (name, value) VALUES (?, '1') \
            ON CONFLICT (name) DO UPDATE SET \
            value = CAST(CAST(installation.value AS BIGINT) + 1 AS TEXT)";
        sql::run(&self.tx, text, vec![setting.name().into()]).await?;
        Ok(())
    }
}
