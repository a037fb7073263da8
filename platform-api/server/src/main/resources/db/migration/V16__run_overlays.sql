-- What is said of a run beside its state, because Temporal was asked and events do not tell it:
-- WEDGED (workers fail to decide how it goes on), NO_WORKER (nobody takes its work), STALE (nobody
-- can tell its steps). Few at any time; not of the read model, which is rebuilt without it.
create table run_overlays (
    accepted timestamptz(3) not null,
    since    timestamptz not null,
    version  bigint not null,                -- of the run's row: what moves is not held
    tenant   text collate "C" not null,
    run      text collate "C" not null,
    overlay  text not null,
    detail   text,                           -- what a worker failed with, or the queue
    primary key (accepted, tenant, run)
);

-- the list of runs that carry one
create index run_overlays_by_kind on run_overlays (tenant, overlay, accepted, run);

-- Runs that have not ended, which the reconciler watches. Of the columns that change only `status`
-- is in it, and that is in an index already.
create index runs_open on runs (accepted, tenant, run) where status < 'SUCCEEDED';
