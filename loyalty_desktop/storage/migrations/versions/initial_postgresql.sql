CREATE TABLE account (
    participant_id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    pending BIGINT DEFAULT '0' NOT NULL,
    active BIGINT DEFAULT '0' NOT NULL,
    held BIGINT DEFAULT '0' NOT NULL,
    debt BIGINT DEFAULT '0' NOT NULL,
    inactive_after INTEGER,
    last_at BIGINT,
    version BIGINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (participant_id, points_type_id),
    CONSTRAINT ck_account_pending CHECK (pending >= 0),
    CONSTRAINT ck_account_held CHECK (held >= 0),
    CONSTRAINT ck_account_debt CHECK (debt >= 0),
    CONSTRAINT ck_account_active CHECK (active >= -debt)
);

CREATE INDEX ix_account_inactive ON account (points_type_id, inactive_after) WHERE inactive_after IS NOT NULL;

CREATE INDEX ix_account_points_type ON account (points_type_id, active);

CREATE TABLE audit_record (
    participant_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id BIGINT,
    program_id BIGINT,
    before TEXT,
    after TEXT,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_audit_record PRIMARY KEY (participant_id, seq)
);

CREATE INDEX ix_audit_record_at ON audit_record (at, participant_id, seq);

CREATE INDEX ix_audit_record_entity ON audit_record (entity, entity_id) WHERE participant_id = 0;

CREATE TABLE audit_seal (
    id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    people BIGINT NOT NULL,
    heads BYTEA NOT NULL,
    root BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_audit_seal PRIMARY KEY (id)
);

CREATE TABLE audit_sealed (
    participant_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_audit_sealed PRIMARY KEY (participant_id)
);

CREATE TABLE daily_close (
    program_id BIGINT NOT NULL,
    day INTEGER NOT NULL,
    closed_at BIGINT NOT NULL,
    activated BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    timed_out BIGINT NOT NULL,
    reviewed BIGINT NOT NULL,
    tier_changes BIGINT NOT NULL,
    CONSTRAINT pk_daily_close PRIMARY KEY (program_id, day)
);

CREATE TABLE daily_summary (
    program_id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    day INTEGER NOT NULL,
    recorded_day INTEGER NOT NULL,
    flow SMALLINT NOT NULL,
    tier_id BIGINT NOT NULL,
    promotion_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    written_off BIGINT NOT NULL,
    count BIGINT NOT NULL,
    CONSTRAINT pk_daily_summary PRIMARY KEY (program_id, points_type_id, day, recorded_day, flow, tier_id, promotion_id, channel_id)
);

CREATE TABLE id_counter (
    name TEXT NOT NULL,
    next_id BIGINT NOT NULL,
    CONSTRAINT pk_id_counter PRIMARY KEY (name)
);

CREATE TABLE import_batch (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    profile_database_id BIGINT,
    program_id BIGINT,
    points_type_id BIGINT,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    sheet TEXT DEFAULT '' NOT NULL,
    mode TEXT NOT NULL,
    options TEXT NOT NULL,
    actor TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    undone_at BIGINT,
    read BIGINT DEFAULT '0' NOT NULL,
    "new" BIGINT DEFAULT '0' NOT NULL,
    changed BIGINT DEFAULT '0' NOT NULL,
    unchanged BIGINT DEFAULT '0' NOT NULL,
    rejected BIGINT DEFAULT '0' NOT NULL,
    applied_rows BIGINT DEFAULT '0' NOT NULL,
    changes_digest BIGINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id)
);

CREATE TABLE import_change (
    batch_id BIGINT NOT NULL,
    entity TEXT NOT NULL,
    entity_id BIGINT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    version_after BIGINT NOT NULL,
    CONSTRAINT pk_import_change PRIMARY KEY (batch_id, entity, entity_id)
);

CREATE TABLE import_memory (
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    headers TEXT NOT NULL,
    matching TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    CONSTRAINT pk_import_memory PRIMARY KEY (fingerprint)
);

CREATE TABLE initial_grant (
    participant_id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    CONSTRAINT pk_initial_grant PRIMARY KEY (participant_id, points_type_id)
);

CREATE TABLE lot (
    participant_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    transaction_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    active BIGINT NOT NULL,
    held BIGINT NOT NULL,
    written_off BIGINT DEFAULT '0' NOT NULL,
    accrued_at BIGINT NOT NULL,
    activates_on INTEGER,
    expires_on INTEGER,
    CONSTRAINT pk_lot PRIMARY KEY (participant_id, id),
    CONSTRAINT ck_lot_pending CHECK (pending >= 0),
    CONSTRAINT ck_lot_held CHECK (held >= 0),
    CONSTRAINT ck_lot_amount CHECK (amount > 0),
    CONSTRAINT ck_lot_written_off CHECK (written_off BETWEEN 0 AND amount),
    CONSTRAINT ck_lot_amount_left CHECK (pending + active + held <= amount)
);

CREATE INDEX ix_lot_activation ON lot (points_type_id, activates_on, participant_id) WHERE pending > 0;

CREATE INDEX ix_lot_expiry ON lot (points_type_id, expires_on, participant_id) WHERE expires_on IS NOT NULL AND (pending > 0 OR active > 0);

CREATE TABLE membership (
    participant_id BIGINT NOT NULL,
    program_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    state SMALLINT NOT NULL,
    since BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    reason TEXT,
    actor TEXT NOT NULL,
    import_batch_id BIGINT,
    CONSTRAINT pk_membership PRIMARY KEY (participant_id, program_id, number)
);

CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY (name)
);

CREATE TABLE money_rate (
    points_type_id BIGINT NOT NULL,
    valid_from INTEGER NOT NULL,
    rate TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    CONSTRAINT pk_money_rate PRIMARY KEY (points_type_id, valid_from)
);

CREATE TABLE movement (
    participant_id BIGINT NOT NULL,
    transaction_id BIGINT NOT NULL,
    lot_id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    active BIGINT NOT NULL,
    held BIGINT NOT NULL,
    written_off BIGINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_movement PRIMARY KEY (participant_id, transaction_id, lot_id)
);

CREATE TABLE participant (
    id BIGINT NOT NULL,
    program_id BIGINT NOT NULL,
    uuid BYTEA NOT NULL,
    state SMALLINT NOT NULL,
    blocked_reason TEXT,
    registered_at BIGINT NOT NULL,
    left_at BIGINT,
    comment TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    import_batch_id BIGINT,
    CONSTRAINT pk_participant PRIMARY KEY (id, program_id),
    CONSTRAINT ck_participant_state CHECK (state BETWEEN 1 AND 3)
);

CREATE INDEX ix_participant_program ON participant (program_id, id);

CREATE TABLE participant_month (
    participant_id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    month INTEGER NOT NULL,
    accrued BIGINT DEFAULT '0' NOT NULL,
    initial BIGINT DEFAULT '0' NOT NULL,
    imported BIGINT DEFAULT '0' NOT NULL,
    given_back BIGINT DEFAULT '0' NOT NULL,
    redeemed BIGINT DEFAULT '0' NOT NULL,
    expired BIGINT DEFAULT '0' NOT NULL,
    cancelled BIGINT DEFAULT '0' NOT NULL,
    transferred BIGINT DEFAULT '0' NOT NULL,
    adjusted BIGINT DEFAULT '0' NOT NULL,
    accruals BIGINT DEFAULT '0' NOT NULL,
    redemptions BIGINT DEFAULT '0' NOT NULL,
    transfers_out BIGINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_participant_month PRIMARY KEY (participant_id, points_type_id, month)
);

CREATE TABLE person (
    id BIGINT NOT NULL,
    transactions BIGINT DEFAULT '0' NOT NULL,
    lots BIGINT DEFAULT '0' NOT NULL,
    folded BIGINT DEFAULT '0' NOT NULL,
    digest BIGINT DEFAULT '0' NOT NULL,
    audit_seq BIGINT DEFAULT '0' NOT NULL,
    audit_hash BYTEA,
    CONSTRAINT pk_person PRIMARY KEY (id)
);

CREATE INDEX ix_person_unfolded ON person (id) WHERE folded < transactions;

CREATE TABLE points_transaction (
    participant_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    uuid BYTEA NOT NULL,
    type SMALLINT NOT NULL,
    state SMALLINT NOT NULL,
    flow SMALLINT NOT NULL,
    amount BIGINT NOT NULL,
    written_off BIGINT DEFAULT '0' NOT NULL,
    total_before BIGINT NOT NULL,
    active_before BIGINT NOT NULL,
    active_after BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    tier_id BIGINT,
    import_batch_id BIGINT,
    recorded_at BIGINT,
    actor TEXT,
    external_id TEXT,
    timeout_at BIGINT,
    activates_on INTEGER,
    expires_on INTEGER,
    reverses_id BIGINT,
    settles_id BIGINT,
    transfer_uuid BYTEA,
    source_type TEXT,
    source_id TEXT,
    description TEXT,
    external_data TEXT,
    promotion_id BIGINT,
    promotion_version BIGINT,
    channel_id BIGINT,
    CONSTRAINT pk_points_transaction PRIMARY KEY (participant_id, id),
    CONSTRAINT ck_points_transaction_state CHECK (state BETWEEN 1 AND 5),
    CONSTRAINT ck_points_transaction_written_off CHECK (written_off >= 0)
);

CREATE INDEX ix_points_transaction_batch ON points_transaction (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE INDEX ix_points_transaction_reverses ON points_transaction (participant_id, reverses_id) WHERE reverses_id IS NOT NULL;

CREATE INDEX ix_points_transaction_temporary ON points_transaction (participant_id, timeout_at, points_type_id) WHERE state = 1;

CREATE TABLE profile (
    id BIGINT NOT NULL,
    profile_database_id BIGINT NOT NULL,
    external_id TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    phone TEXT,
    first_name TEXT,
    last_name TEXT,
    middle_name TEXT,
    birth_date BIGINT,
    gender TEXT,
    city TEXT,
    postal_code TEXT,
    region TEXT,
    language TEXT,
    registered_at BIGINT,
    consent_marketing BIGINT,
    consent_marketing_at BIGINT,
    consent_program BIGINT,
    consent_program_at BIGINT,
    tags TEXT,
    custom TEXT,
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    import_batch_id BIGINT,
    CONSTRAINT pk_profile PRIMARY KEY (id),
    CONSTRAINT ck_profile_external_id CHECK (external_id <> '')
);

CREATE INDEX ix_profile_email ON profile (profile_database_id, email_key) WHERE email_key IS NOT NULL;

CREATE INDEX ix_profile_phone ON profile (profile_database_id, phone) WHERE phone IS NOT NULL;

CREATE TABLE profile_database (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_profile_database PRIMARY KEY (id),
    CONSTRAINT uq_profile_database_external_id UNIQUE (external_id)
);

CREATE TABLE profile_key (
    profile_database_id BIGINT NOT NULL,
    external_id TEXT NOT NULL,
    profile_id BIGINT NOT NULL,
    CONSTRAINT pk_profile_key PRIMARY KEY (profile_database_id, external_id)
);

CREATE TABLE program_close (
    program_id BIGINT NOT NULL,
    closed_through INTEGER NOT NULL,
    CONSTRAINT pk_program_close PRIMARY KEY (program_id)
);

CREATE TABLE tier_correction (
    participant_id BIGINT NOT NULL,
    transaction_id BIGINT NOT NULL,
    tier_id BIGINT NOT NULL,
    CONSTRAINT pk_tier_correction PRIMARY KEY (participant_id, transaction_id)
);

CREATE TABLE tier_history (
    participant_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    tier_group_id BIGINT NOT NULL,
    from_tier_id BIGINT,
    tier_id BIGINT NOT NULL,
    reached_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    reason SMALLINT NOT NULL,
    replaces_id BIGINT,
    floor_tier_id BIGINT,
    floor_until INTEGER,
    comment TEXT DEFAULT '' NOT NULL,
    actor TEXT NOT NULL,
    import_batch_id BIGINT,
    CONSTRAINT pk_tier_history PRIMARY KEY (participant_id, id)
);

CREATE TABLE tier_state (
    participant_id BIGINT NOT NULL,
    tier_group_id BIGINT NOT NULL,
    tier_id BIGINT NOT NULL,
    reached_at BIGINT NOT NULL,
    period_start INTEGER NOT NULL,
    next_review INTEGER,
    grace_until INTEGER,
    floor_tier_id BIGINT,
    floor_until INTEGER,
    floor_reason TEXT,
    earned_tier_id BIGINT,
    CONSTRAINT pk_tier_state PRIMARY KEY (participant_id, tier_group_id)
);

CREATE INDEX ix_tier_state_floor ON tier_state (tier_group_id, floor_until) WHERE floor_until IS NOT NULL;

CREATE INDEX ix_tier_state_grace ON tier_state (tier_group_id, grace_until) WHERE grace_until IS NOT NULL;

CREATE INDEX ix_tier_state_review ON tier_state (tier_group_id, next_review) WHERE next_review IS NOT NULL;

CREATE INDEX ix_tier_state_tier ON tier_state (tier_id);

CREATE TABLE transaction_key (
    program_id BIGINT NOT NULL,
    origin SMALLINT NOT NULL,
    text TEXT NOT NULL,
    participant_id BIGINT NOT NULL,
    transaction_id BIGINT NOT NULL,
    body BYTEA NOT NULL,
    CONSTRAINT pk_transaction_key PRIMARY KEY (program_id, origin, text)
);

CREATE TABLE custom_field (
    id BIGINT NOT NULL,
    profile_database_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,
    position BIGINT NOT NULL,
    CONSTRAINT pk_custom_field PRIMARY KEY (id),
    CONSTRAINT uq_custom_field_profile_database_id_name UNIQUE (profile_database_id, name),
    CONSTRAINT fk_custom_field_profile_database_id FOREIGN KEY(profile_database_id) REFERENCES profile_database (id)
);

CREATE TABLE program (
    id BIGINT NOT NULL,
    profile_database_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_program PRIMARY KEY (id),
    CONSTRAINT ck_program_state CHECK (state IN ('draft','active','paused','archived')),
    CONSTRAINT fk_program_profile_database_id FOREIGN KEY(profile_database_id) REFERENCES profile_database (id),
    CONSTRAINT uq_program_external_id UNIQUE (external_id)
);

CREATE UNIQUE INDEX uq_program_active ON program (profile_database_id) WHERE state = 'active';

CREATE TABLE partner (
    id BIGINT NOT NULL,
    program_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    owns TEXT DEFAULT '' NOT NULL,
    cost_share TEXT NOT NULL,
    contact_person TEXT DEFAULT '' NOT NULL,
    contact_email TEXT DEFAULT '' NOT NULL,
    contact_phone TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_partner PRIMARY KEY (id),
    CONSTRAINT uq_partner_program_id_external_id UNIQUE (program_id, external_id),
    CONSTRAINT fk_partner_program_id FOREIGN KEY(program_id) REFERENCES program (id)
);

CREATE TABLE points_type (
    id BIGINT NOT NULL,
    program_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL,
    initial_balance BIGINT DEFAULT '0' NOT NULL,
    money_rate TEXT NOT NULL,
    activation_days BIGINT DEFAULT '0' NOT NULL,
    expiry_kind TEXT NOT NULL,
    expiry_count BIGINT DEFAULT '0' NOT NULL,
    expiry_date BIGINT,
    rounding_mode TEXT NOT NULL,
    rounding_step BIGINT NOT NULL,
    decimals BIGINT NOT NULL,
    redeem_max_share TEXT,
    redeem_min BIGINT,
    redeem_step BIGINT,
    largest_balance BIGINT,
    cancel_policy TEXT NOT NULL,
    archived BIGINT DEFAULT '0' NOT NULL,
    position BIGINT DEFAULT '0' NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_points_type PRIMARY KEY (id),
    CONSTRAINT uq_points_type_program_id_external_id UNIQUE (program_id, external_id),
    CONSTRAINT ck_points_type_kind CHECK (kind IN ('standard','qualification')),
    CONSTRAINT ck_points_type_decimals CHECK (decimals BETWEEN 0 AND 4),
    CONSTRAINT fk_points_type_program_id FOREIGN KEY(program_id) REFERENCES program (id)
);

CREATE TABLE tier_group (
    id BIGINT NOT NULL,
    program_id BIGINT NOT NULL,
    points_type_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    review_months BIGINT NOT NULL,
    review_anchor TEXT NOT NULL,
    review_day BIGINT,
    reset BIGINT NOT NULL,
    downgrade TEXT NOT NULL,
    grace_days BIGINT NOT NULL,
    ladder_at BIGINT,
    position BIGINT DEFAULT '0' NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_tier_group PRIMARY KEY (id),
    CONSTRAINT uq_tier_group_program_id_external_id UNIQUE (program_id, external_id),
    CONSTRAINT fk_tier_group_program_id FOREIGN KEY(program_id) REFERENCES program (id),
    CONSTRAINT fk_tier_group_points_type_id FOREIGN KEY(points_type_id) REFERENCES points_type (id)
);

CREATE TABLE tier (
    id BIGINT NOT NULL,
    tier_group_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    colour TEXT NOT NULL,
    CONSTRAINT pk_tier PRIMARY KEY (id),
    CONSTRAINT uq_tier_tier_group_id_external_id UNIQUE (tier_group_id, external_id),
    CONSTRAINT ck_tier_threshold CHECK (threshold >= 0),
    CONSTRAINT fk_tier_tier_group_id FOREIGN KEY(tier_group_id) REFERENCES tier_group (id)
);
