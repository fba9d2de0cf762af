/** For how long an office keeps its audit: three years unless it chooses otherwise. */
export const addAuditDays = [
  `alter table offices add column keep_audit_days integer not null default 1095
    check (keep_audit_days between 365 and 3650)`,
]
