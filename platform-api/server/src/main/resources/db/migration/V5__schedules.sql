-- What is to run by the clock, and how far that has come in Temporal, which does the running.

create table schedules (
    tenant   text collate "C" not null,
    name     text collate "C" not null,
    version  bigint not null,                -- grows with every saving
    saved    timestamptz not null,
    saved_by text,
    put      json not null,                  -- as it was saved
    label    text collate "C" not null,      -- the workflow or task
    latest   boolean not null,               -- whether it follows the revisions of its workflow
    -- what has been found in Temporal
    state    text not null
        check (state in ('APPLIED', 'PENDING', 'FAILED', 'ENDED', 'UNKNOWN')),
    error    text,
    found_at timestamptz,
    paused   boolean not null default false,
    note     text,
    until    timestamptz,                    -- when a pause is to end
    remaining bigint,
    fires    json not null,
    -- what the loop that applies remembers
    due      timestamptz not null default now(), -- when it looks at this one again
    tries    int not null default 0,         -- that failed, one after the other
    applied  bigint not null default 0,      -- the version Temporal has; 0: none
    wanted   text,                           -- digest of what Temporal was given
    found    text,                           -- digest of what it made of that
    gone     boolean not null default false, -- deleted here, not yet there
    renew    boolean not null default false, -- saved again while it was gone: to be made anew
    primary key (tenant, name)
) with (fillfactor = 50);
create index schedules_due on schedules (due) where state <> 'UNKNOWN';
create index schedules_label on schedules (tenant, label, name);
