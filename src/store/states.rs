//! In which state given persons are for one employer, by the `CASE` that the check counts with.

use std::collections::HashMap;

use uuid::Uuid;

use super::{StoreError, Tx, check::state_case, sql};
use crate::domain::{ids::EmployerId, membership::WorkerState, person::PersonKey};

impl Tx {
    /// The states of these persons as workers of an employer, which must stand for itself; who has
    /// no membership at all is left out.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn worker_states(
        &self,
        employer: EmployerId,
        persons: &[PersonKey],
    ) -> Result<HashMap<PersonKey, WorkerState>, StoreError> {
        let mut states = HashMap::new();
        for part in persons.chunks(sql::PART) {
            // The check's own tables, as they would be if this employer were its only target.
            let text = format!(
                "WITH t AS (SELECT e.id AS employer_id, e.code AS code, e.head_code AS head_code, \
                 EXISTS (SELECT 1 FROM employer m WHERE m.merged_into = e.id \
                   AND m.code IS NOT NULL) AS more FROM employer e WHERE e.id = ?), \
                 check_code AS (SELECT m.code AS code, m.merged_into AS employer_id \
                   FROM employer m WHERE m.merged_into = ? AND m.code IS NOT NULL) \
                 SELECT p.person_key AS person_key, MIN({state}) AS state \
                 FROM participation p CROSS JOIN t WHERE p.person_key IN ({marks}) \
                 GROUP BY p.person_key",
                state = state_case(),
                marks = sql::marks(part.len()),
            );
            let firm = sql::id(employer.uuid());
            let mut values = vec![firm.clone(), firm];
            let keys = part.iter().map(|one| sql::id(Uuid::from_bytes(one.0)));
            values.extend(keys);
            for row in sql::rows(&self.tx, &text, values).await? {
                let person: Uuid = sql::get(&row, "person_key")?;
                let rank = sql::count(&row, "state")? as usize;
                let state = WorkerState::ALL.get(rank).copied();
                let state = state.unwrap_or(WorkerState::NotFound);
                states.insert(PersonKey(*person.as_bytes()), state);
            }
        }
        Ok(states)
    }
}
