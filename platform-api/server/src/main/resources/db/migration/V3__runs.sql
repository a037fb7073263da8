-- The read model: what Kafka told about runs and their steps. All of it can be rebuilt from Kafka.
--
-- Bytes matter here: there is one row per step, at most 600 bytes with its key, however often the
-- step changed. Hence enums (4 bytes, readable, in the order of the Java enums, so that
-- `>= 'SUCCEEDED'` means "has ended"), bytewise collation (also the order in which pages are cut),
-- wide columns before narrow ones, and absent values as NULL, which cost nothing.
-- JSON is kept as `json`: the text as it came, with any character and in its own order.

create type run_status as enum (
    'SCHEDULED', 'QUEUED', 'RUNNING', 'WAITING', 'PAUSED',
    'SUCCEEDED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT', 'SKIPPED');

create type step_state as enum (
    'SCHEDULED', 'QUEUED', 'RUNNING', 'RETRYING', 'WAITING', 'PAUSED',
    'SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'EXPIRED', 'SKIPPED', 'TERMINATED');

create table runs (
    accepted     timestamptz(3) not null,
    epoch        bigint not null default 0,  -- ms of the start event of the execution shown; 0: nothing heard yet
    seq          bigint not null default 0,  -- of the last transition applied
    version      bigint not null default 0,  -- events applied, for readers
    started      timestamptz,
    ended        timestamptz,
    generation   int not null default 0,     -- grows when Temporal resets the run
    revision     int not null,
    status       run_status not null default 'QUEUED',
    tenant       text collate "C" not null,
    run          text collate "C" not null,
    definition   text collate "C" not null,
    temporal_run text collate "C" not null,  -- the execution shown
    queue        text collate "C",           -- as on the wire; unknown until accepted or started
    origin       text,                       -- what started it
    origin_by    text,                       -- on whose behalf
    tags         text[] not null default '{}',
    reason       text,                       -- why it ended where nobody saw the end
    input        json,                       -- these two: {"value": any} | {"omitted": bytes} | {"reference": {..}}
    result       json,
    error        json,
    counts       json,                       -- steps by their last state, once it has ended
    primary key (accepted, tenant, run)
) partition by range (accepted);

-- one run by its id; also the lists by the beginning of an id
create index runs_run on runs (tenant, run);
-- the lists, newest first
create index runs_page on runs (tenant, accepted, run);
create index runs_by_status on runs (tenant, status, accepted, run);
create index runs_by_definition on runs (tenant, definition, accepted, run);
create index runs_by_tag on runs using gin (tags);

create table steps (
    accepted   timestamptz(3) not null,
    epoch      bigint not null,
    seq        bigint not null,
    queued     timestamptz not null,         -- its first transition
    started    timestamptz,                  -- first seen running
    ended      timestamptz,
    generation int not null,
    attempt    int not null,
    size       int,                          -- members of a group or map
    state      step_state not null,
    tenant     text collate "C" not null,
    run        text collate "C" not null,
    path       text collate "C" not null,
    part       text collate "C",             -- of which part of the run; its seq counts by itself
    kind       text collate "C" not null,    -- task, value, or the container's kind key
    task       text collate "C",
    queue      text collate "C",
    activity   text collate "C",             -- Temporal's id of it, until it has ended
    value      json,                         -- as result above
    error      json,
    primary key (accepted, tenant, run, path)
) partition by range (accepted);

-- A row whose month has no partition yet is kept here, and moved when the partition is made.
create table runs_default partition of runs default;
create table steps_default partition of steps default;

-- Makes the partitions of last month, this one and `ahead` more, by UTC. Can be repeated, and by
-- several at once.
create function make_partitions(ahead int) returns void language plpgsql as $$
declare
    parent text;
    child  text;
    month  timestamp;
begin
    perform pg_advisory_xact_lock(hashtext('lovage.partitions'));
    foreach parent in array array['runs', 'steps'] loop
        for i in -1 .. ahead loop
            month := date_trunc('month', now() at time zone 'UTC') + make_interval(months => i);
            child := parent || to_char(month, '_YYYY_MM');
            continue when to_regclass(child) is not null;
            -- vacuumed early: the states a row has left make room for the next rows
            execute format(
                'create table %I (like %I including all)
                 with (autovacuum_vacuum_scale_factor = 0.05)', child, parent);
            execute format(
                'with moved as (delete from %I where accepted >= %L and accepted < %L returning *)
                 insert into %I select * from moved',
                parent || '_default', month at time zone 'UTC',
                (month + interval '1 month') at time zone 'UTC', child);
            execute format(
                'alter table %I attach partition %I for values from (%L) to (%L)',
                parent, child, month at time zone 'UTC',
                (month + interval '1 month') at time zone 'UTC');
        end loop;
    end loop;
end
$$;

select make_partitions(3);

-- How far each partition of Kafka has been applied; moved in the transaction that applies. Who
-- finds another offset than the one it has read from has been replaced, and must not write.
create table projector_offsets (
    topic       text collate "C" not null,
    partition   int not null,
    next_offset bigint not null,
    as_of       timestamptz not null,        -- the rows show what had happened until then
    primary key (topic, partition)
) with (fillfactor = 50);

-- Records that could not be read or applied, whole, to be applied by a version that can.
create table dead_events (
    topic         text collate "C" not null,
    partition     int not null,
    record_offset bigint not null,
    at            timestamptz not null default now(),
    key           bytea,
    headers       json not null,             -- [[name, base64], ..]
    value         bytea,
    reason        text not null,
    primary key (topic, partition, record_offset)
);

-- Until when the reconciler has compared with Temporal, by loop.
create table reconciled (
    loop  text primary key,
    until timestamptz not null
);
