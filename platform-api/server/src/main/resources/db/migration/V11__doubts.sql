-- What the projection cannot settle from events alone. The reconciler asks Temporal, and deletes
-- the row if `at` is still what it read: the same doubt once more moves it.
create table reconcile_queue (
    accepted timestamptz(3) not null,
    at       timestamptz not null default now(),
    tenant   text collate "C" not null,
    run      text collate "C" not null,
    reason   text collate "C" not null,      -- gap: transitions are missing; execution: of another than the one shown
    primary key (accepted, tenant, run, reason)
);

-- How far each part of a run has counted its transitions. A run's own count is in its row.
create table run_parts (
    accepted     timestamptz(3) not null,
    epoch        bigint not null,            -- as in runs
    seq          bigint not null,
    tenant       text collate "C" not null,
    run          text collate "C" not null,
    part         text collate "C" not null,
    temporal_run text collate "C" not null,
    primary key (accepted, tenant, run, part)
) with (fillfactor = 70);
