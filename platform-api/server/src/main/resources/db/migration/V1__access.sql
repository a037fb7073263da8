-- Who may do what, and what was done. Every table begins with the tenant.
create table users (
    tenant        text        not null,
    name          text        not null,
    password      text        not null,   -- argon2id, PHC form
    roles         text[]      not null,
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz,
    primary key (tenant, name)
);

create table sessions (
    tenant             text        not null,
    id                 text        not null,
    user_name          text        not null,
    access_hash        text        not null,
    access_expires_at  timestamptz not null,
    refresh_hash       text        not null,
    refresh_expires_at timestamptz not null,
    created_at         timestamptz not null default now(),
    primary key (tenant, id),
    foreign key (tenant, user_name) references users on delete cascade
);
create unique index sessions_id on sessions (id);
create index sessions_expiry on sessions (refresh_expires_at);

create table tokens (
    tenant     text        not null,
    id         text        not null,
    name       text        not null,
    hash       text        not null,
    roles      text[]      not null,
    created_at timestamptz not null default now(),
    created_by text        not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    primary key (tenant, id)
);
create unique index tokens_id on tokens (id);

-- what only the api knows; the tenant of a key that serves all of them is empty
create table keys (
    tenant text  not null,
    name   text  not null,
    bytes  bytea not null,
    primary key (tenant, name)
);

create table audit (
    tenant   text        not null,
    seq      bigint generated always as identity,
    change   text        not null,   -- joins what was asked for with what came of it
    at       timestamptz not null default now(),
    actor    text        not null,
    action   text        not null,
    resource text        not null,
    outcome  text        not null
        check (outcome in ('requested', 'done', 'failed', 'unknown', 'denied')),
    reason   text,
    primary key (tenant, seq)
);
create index audit_change on audit (tenant, change);
create rule audit_no_update as on update to audit do instead nothing;
create rule audit_no_delete as on delete to audit do instead nothing;
