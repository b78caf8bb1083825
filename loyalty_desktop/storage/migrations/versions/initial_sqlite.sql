CREATE TABLE account (
    participant_id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    pending INTEGER DEFAULT '0' NOT NULL,
    active INTEGER DEFAULT '0' NOT NULL,
    held INTEGER DEFAULT '0' NOT NULL,
    debt INTEGER DEFAULT '0' NOT NULL,
    inactive_after INTEGER,
    last_at INTEGER,
    version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (participant_id, points_type_id),
    CONSTRAINT ck_account_pending CHECK (pending >= 0),
    CONSTRAINT ck_account_held CHECK (held >= 0),
    CONSTRAINT ck_account_debt CHECK (debt >= 0),
    CONSTRAINT ck_account_active CHECK (active >= -debt)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_account_inactive ON account (points_type_id, inactive_after) WHERE inactive_after IS NOT NULL;

CREATE INDEX ix_account_points_type ON account (points_type_id, active);

CREATE TABLE audit_record (
    participant_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER,
    program_id INTEGER,
    "before" TEXT,
    "after" TEXT,
    hash BLOB NOT NULL,
    CONSTRAINT pk_audit_record PRIMARY KEY (participant_id, seq)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_audit_record_at ON audit_record (at, participant_id, seq);

CREATE INDEX ix_audit_record_entity ON audit_record (entity, entity_id) WHERE participant_id = 0;

CREATE TABLE audit_seal (
    id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    people INTEGER NOT NULL,
    heads BLOB NOT NULL,
    root BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_audit_seal PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE audit_sealed (
    participant_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_audit_sealed PRIMARY KEY (participant_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE daily_close (
    program_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    activated INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    reviewed INTEGER NOT NULL,
    tier_changes INTEGER NOT NULL,
    CONSTRAINT pk_daily_close PRIMARY KEY (program_id, day)
)
 STRICT;

CREATE TABLE daily_summary (
    program_id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    recorded_day INTEGER NOT NULL,
    flow INTEGER NOT NULL,
    tier_id INTEGER NOT NULL,
    promotion_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    written_off INTEGER NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_daily_summary PRIMARY KEY (program_id, points_type_id, day, recorded_day, flow, tier_id, promotion_id, channel_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE id_counter (
    name TEXT NOT NULL,
    next_id INTEGER NOT NULL,
    CONSTRAINT pk_id_counter PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    profile_database_id INTEGER,
    program_id INTEGER,
    points_type_id INTEGER,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    sheet TEXT DEFAULT '' NOT NULL,
    mode TEXT NOT NULL,
    options TEXT NOT NULL,
    actor TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    undone_at INTEGER,
    read INTEGER DEFAULT '0' NOT NULL,
    new INTEGER DEFAULT '0' NOT NULL,
    changed INTEGER DEFAULT '0' NOT NULL,
    unchanged INTEGER DEFAULT '0' NOT NULL,
    rejected INTEGER DEFAULT '0' NOT NULL,
    applied_rows INTEGER DEFAULT '0' NOT NULL,
    changes_digest INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE import_change (
    batch_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    version_after INTEGER NOT NULL,
    CONSTRAINT pk_import_change PRIMARY KEY (batch_id, entity, entity_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE import_memory (
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    headers TEXT NOT NULL,
    matching TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    CONSTRAINT pk_import_memory PRIMARY KEY (fingerprint)
)
 STRICT;

CREATE TABLE initial_grant (
    participant_id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    CONSTRAINT pk_initial_grant PRIMARY KEY (participant_id, points_type_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE lot (
    participant_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    active INTEGER NOT NULL,
    held INTEGER NOT NULL,
    written_off INTEGER DEFAULT '0' NOT NULL,
    accrued_at INTEGER NOT NULL,
    activates_on INTEGER,
    expires_on INTEGER,
    CONSTRAINT pk_lot PRIMARY KEY (participant_id, id),
    CONSTRAINT ck_lot_pending CHECK (pending >= 0),
    CONSTRAINT ck_lot_held CHECK (held >= 0),
    CONSTRAINT ck_lot_amount CHECK (amount > 0),
    CONSTRAINT ck_lot_written_off CHECK (written_off BETWEEN 0 AND amount),
    CONSTRAINT ck_lot_amount_left CHECK (pending + active + held <= amount)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_lot_activation ON lot (points_type_id, activates_on, participant_id) WHERE pending > 0;

CREATE INDEX ix_lot_expiry ON lot (points_type_id, expires_on, participant_id) WHERE expires_on IS NOT NULL AND (pending > 0 OR active > 0);

CREATE TABLE membership (
    participant_id INTEGER NOT NULL,
    program_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    reason TEXT,
    actor TEXT NOT NULL,
    import_batch_id INTEGER,
    CONSTRAINT pk_membership PRIMARY KEY (participant_id, program_id, number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE money_rate (
    points_type_id INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    rate TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT pk_money_rate PRIMARY KEY (points_type_id, valid_from)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE movement (
    participant_id INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    lot_id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    active INTEGER NOT NULL,
    held INTEGER NOT NULL,
    written_off INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_movement PRIMARY KEY (participant_id, transaction_id, lot_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE participant (
    id INTEGER NOT NULL,
    program_id INTEGER NOT NULL,
    uuid BLOB NOT NULL,
    state INTEGER NOT NULL,
    blocked_reason TEXT,
    registered_at INTEGER NOT NULL,
    left_at INTEGER,
    comment TEXT,
    created_at INTEGER NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    import_batch_id INTEGER,
    CONSTRAINT pk_participant PRIMARY KEY (id, program_id),
    CONSTRAINT ck_participant_state CHECK (state BETWEEN 1 AND 3)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_participant_program ON participant (program_id, id);

CREATE TABLE participant_month (
    participant_id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    accrued INTEGER DEFAULT '0' NOT NULL,
    initial INTEGER DEFAULT '0' NOT NULL,
    imported INTEGER DEFAULT '0' NOT NULL,
    given_back INTEGER DEFAULT '0' NOT NULL,
    redeemed INTEGER DEFAULT '0' NOT NULL,
    expired INTEGER DEFAULT '0' NOT NULL,
    cancelled INTEGER DEFAULT '0' NOT NULL,
    transferred INTEGER DEFAULT '0' NOT NULL,
    adjusted INTEGER DEFAULT '0' NOT NULL,
    accruals INTEGER DEFAULT '0' NOT NULL,
    redemptions INTEGER DEFAULT '0' NOT NULL,
    transfers_out INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_participant_month PRIMARY KEY (participant_id, points_type_id, month)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE person (
    id INTEGER NOT NULL,
    transactions INTEGER DEFAULT '0' NOT NULL,
    lots INTEGER DEFAULT '0' NOT NULL,
    folded INTEGER DEFAULT '0' NOT NULL,
    digest INTEGER DEFAULT '0' NOT NULL,
    audit_seq INTEGER DEFAULT '0' NOT NULL,
    audit_hash BLOB,
    CONSTRAINT pk_person PRIMARY KEY (id)
)
 STRICT;

CREATE INDEX ix_person_unfolded ON person (id) WHERE folded < transactions;

CREATE TABLE points_transaction (
    participant_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    uuid BLOB NOT NULL,
    type INTEGER NOT NULL,
    state INTEGER NOT NULL,
    flow INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    written_off INTEGER DEFAULT '0' NOT NULL,
    total_before INTEGER NOT NULL,
    active_before INTEGER NOT NULL,
    active_after INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    tier_id INTEGER,
    import_batch_id INTEGER,
    recorded_at INTEGER,
    actor TEXT,
    external_id TEXT,
    timeout_at INTEGER,
    activates_on INTEGER,
    expires_on INTEGER,
    reverses_id INTEGER,
    settles_id INTEGER,
    transfer_uuid BLOB,
    source_type TEXT,
    source_id TEXT,
    description TEXT,
    external_data TEXT,
    promotion_id INTEGER,
    promotion_version INTEGER,
    channel_id INTEGER,
    CONSTRAINT pk_points_transaction PRIMARY KEY (participant_id, id),
    CONSTRAINT ck_points_transaction_state CHECK (state BETWEEN 1 AND 5),
    CONSTRAINT ck_points_transaction_written_off CHECK (written_off >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_points_transaction_batch ON points_transaction (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE INDEX ix_points_transaction_reverses ON points_transaction (participant_id, reverses_id) WHERE reverses_id IS NOT NULL;

CREATE INDEX ix_points_transaction_temporary ON points_transaction (participant_id, timeout_at, points_type_id) WHERE state = 1;

CREATE TABLE profile (
    id INTEGER NOT NULL,
    profile_database_id INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    phone TEXT,
    first_name TEXT,
    last_name TEXT,
    middle_name TEXT,
    birth_date INTEGER,
    gender TEXT,
    city TEXT,
    postal_code TEXT,
    region TEXT,
    language TEXT,
    registered_at INTEGER,
    consent_marketing INTEGER,
    consent_marketing_at INTEGER,
    consent_program INTEGER,
    consent_program_at INTEGER,
    tags TEXT,
    custom TEXT,
    search TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    import_batch_id INTEGER,
    CONSTRAINT pk_profile PRIMARY KEY (id),
    CONSTRAINT ck_profile_external_id CHECK (external_id <> '')
)
 STRICT;

CREATE INDEX ix_profile_email ON profile (profile_database_id, email_key) WHERE email_key IS NOT NULL;

CREATE INDEX ix_profile_phone ON profile (profile_database_id, phone) WHERE phone IS NOT NULL;

CREATE TABLE profile_database (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT pk_profile_database PRIMARY KEY (id),
    CONSTRAINT uq_profile_database_external_id UNIQUE (external_id)
)
 STRICT;

CREATE TABLE profile_key (
    profile_database_id INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    profile_id INTEGER NOT NULL,
    CONSTRAINT pk_profile_key PRIMARY KEY (profile_database_id, external_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE program_close (
    program_id INTEGER NOT NULL,
    closed_through INTEGER NOT NULL,
    CONSTRAINT pk_program_close PRIMARY KEY (program_id)
)
 STRICT;

CREATE TABLE tier_correction (
    participant_id INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    tier_id INTEGER NOT NULL,
    CONSTRAINT pk_tier_correction PRIMARY KEY (participant_id, transaction_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE tier_history (
    participant_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    tier_group_id INTEGER NOT NULL,
    from_tier_id INTEGER,
    tier_id INTEGER NOT NULL,
    reached_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    replaces_id INTEGER,
    floor_tier_id INTEGER,
    floor_until INTEGER,
    comment TEXT DEFAULT '' NOT NULL,
    actor TEXT NOT NULL,
    import_batch_id INTEGER,
    CONSTRAINT pk_tier_history PRIMARY KEY (participant_id, id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE tier_state (
    participant_id INTEGER NOT NULL,
    tier_group_id INTEGER NOT NULL,
    tier_id INTEGER NOT NULL,
    reached_at INTEGER NOT NULL,
    period_start INTEGER NOT NULL,
    next_review INTEGER,
    grace_until INTEGER,
    floor_tier_id INTEGER,
    floor_until INTEGER,
    floor_reason TEXT,
    earned_tier_id INTEGER,
    CONSTRAINT pk_tier_state PRIMARY KEY (participant_id, tier_group_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_tier_state_floor ON tier_state (tier_group_id, floor_until) WHERE floor_until IS NOT NULL;

CREATE INDEX ix_tier_state_grace ON tier_state (tier_group_id, grace_until) WHERE grace_until IS NOT NULL;

CREATE INDEX ix_tier_state_review ON tier_state (tier_group_id, next_review) WHERE next_review IS NOT NULL;

CREATE INDEX ix_tier_state_tier ON tier_state (tier_id);

CREATE TABLE transaction_key (
    program_id INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    text TEXT NOT NULL,
    participant_id INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_transaction_key PRIMARY KEY (program_id, origin, text)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE custom_field (
    id INTEGER NOT NULL,
    profile_database_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_custom_field PRIMARY KEY (id),
    CONSTRAINT uq_custom_field_profile_database_id_name UNIQUE (profile_database_id, name),
    CONSTRAINT fk_custom_field_profile_database_id FOREIGN KEY(profile_database_id) REFERENCES profile_database (id)
)
 STRICT;

CREATE TABLE program (
    id INTEGER NOT NULL,
    profile_database_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT pk_program PRIMARY KEY (id),
    CONSTRAINT ck_program_state CHECK (state IN ('draft','active','paused','archived')),
    CONSTRAINT fk_program_profile_database_id FOREIGN KEY(profile_database_id) REFERENCES profile_database (id),
    CONSTRAINT uq_program_external_id UNIQUE (external_id)
)
 STRICT;

CREATE UNIQUE INDEX uq_program_active ON program (profile_database_id) WHERE state = 'active';

CREATE TABLE partner (
    id INTEGER NOT NULL,
    program_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    owns TEXT DEFAULT '' NOT NULL,
    cost_share TEXT NOT NULL,
    contact_person TEXT DEFAULT '' NOT NULL,
    contact_email TEXT DEFAULT '' NOT NULL,
    contact_phone TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_partner PRIMARY KEY (id),
    CONSTRAINT uq_partner_program_id_external_id UNIQUE (program_id, external_id),
    CONSTRAINT fk_partner_program_id FOREIGN KEY(program_id) REFERENCES program (id)
)
 STRICT;

CREATE TABLE points_type (
    id INTEGER NOT NULL,
    program_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL,
    initial_balance INTEGER DEFAULT '0' NOT NULL,
    money_rate TEXT NOT NULL,
    activation_days INTEGER DEFAULT '0' NOT NULL,
    expiry_kind TEXT NOT NULL,
    expiry_count INTEGER DEFAULT '0' NOT NULL,
    expiry_date INTEGER,
    rounding_mode TEXT NOT NULL,
    rounding_step INTEGER NOT NULL,
    decimals INTEGER NOT NULL,
    redeem_max_share TEXT,
    redeem_min INTEGER,
    redeem_step INTEGER,
    largest_balance INTEGER,
    cancel_policy TEXT NOT NULL,
    archived INTEGER DEFAULT '0' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_points_type PRIMARY KEY (id),
    CONSTRAINT uq_points_type_program_id_external_id UNIQUE (program_id, external_id),
    CONSTRAINT ck_points_type_kind CHECK (kind IN ('standard','qualification')),
    CONSTRAINT ck_points_type_decimals CHECK (decimals BETWEEN 0 AND 4),
    CONSTRAINT fk_points_type_program_id FOREIGN KEY(program_id) REFERENCES program (id)
)
 STRICT;

CREATE TABLE tier_group (
    id INTEGER NOT NULL,
    program_id INTEGER NOT NULL,
    points_type_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    review_months INTEGER NOT NULL,
    review_anchor TEXT NOT NULL,
    review_day INTEGER,
    reset INTEGER NOT NULL,
    downgrade TEXT NOT NULL,
    grace_days INTEGER NOT NULL,
    ladder_at INTEGER,
    position INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_tier_group PRIMARY KEY (id),
    CONSTRAINT uq_tier_group_program_id_external_id UNIQUE (program_id, external_id),
    CONSTRAINT fk_tier_group_program_id FOREIGN KEY(program_id) REFERENCES program (id),
    CONSTRAINT fk_tier_group_points_type_id FOREIGN KEY(points_type_id) REFERENCES points_type (id)
)
 STRICT;

CREATE TABLE tier (
    id INTEGER NOT NULL,
    tier_group_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    colour TEXT NOT NULL,
    CONSTRAINT pk_tier PRIMARY KEY (id),
    CONSTRAINT uq_tier_tier_group_id_external_id UNIQUE (tier_group_id, external_id),
    CONSTRAINT ck_tier_threshold CHECK (threshold >= 0),
    CONSTRAINT fk_tier_tier_group_id FOREIGN KEY(tier_group_id) REFERENCES tier_group (id)
)
 STRICT;
