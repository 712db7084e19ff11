//! What the people who work with the program may do.

/// What an officer may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Users, schedules, directives, settings.
    Admin,
    /// Employers, cases, replies.
    LabourOfficer,
    /// Segments and city-funded workers.
    HealthOfficer,
    /// Letters and steps.
    Approver,
    /// Reads.
    Viewer,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] = [
        Self::Admin,
        Self::LabourOfficer,
        Self::HealthOfficer,
        Self::Approver,
        Self::Viewer,
    ];

    /// Name in files and options.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::LabourOfficer => "labour_officer",
            Self::HealthOfficer => "health_officer",
            Self::Approver => "approver",
            Self::Viewer => "viewer",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it may confirm that a case is well founded.
    #[must_use]
    pub const fn may_confirm(self) -> bool {
        matches!(self, Self::LabourOfficer)
    }

    /// Whether a password alone is too little for it, where no setting says otherwise: it can
    /// give rights to others, or let letters out.
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        matches!(self, Self::Admin | Self::Approver)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_by_its_code_and_by_nothing_else() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("Admin"), None);
        assert_eq!(Role::from_code(""), None);
    }
}
